"""Words of one complex and of one point, as they stand in the tables of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..texts import MISSING, is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..texts import Texts

    Row = Mapping[str, Any]

BANDS: Final = {"above": "\N{BLACK UP-POINTING TRIANGLE}", "below": "\N{BLACK DOWN-POINTING TRIANGLE}"}


def homes_words(row: Row, texts: Texts) -> str:
    """
    Homes of a complex: a number, a class of numbers, or too few to show.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> words = [homes_words({"is_small": False, "homes": low, "homes_to": high}, Texts("en"))
    ...          for low, high in ((30, 30), (20, 39), (80, None), (0, 19))]
    >>> words
    ['30', '20–39', '80+', '<20']
    """
    if row["is_small"]:
        return texts.suppressed
    low, high = row["homes"], row["homes_to"]
    if is_missing(low):
        return MISSING
    if low == high:
        return texts.count(low)
    if is_missing(high):
        return f"{texts.count(low)}+"
    return f"{texts.count(low)}–{texts.count(high)}" if low else f"<{texts.count(high + 1)}"


def built_words(row: Row) -> str:
    """
    Years of construction: one year, or the first and the last.

    Examples
    --------
    >>> built_words({"built_from": 1965.0, "built_to": 1971.0}), built_words({"built_from": None, "built_to": None})
    ('1965–1971', '–')
    """
    years = [f"{row[name]:.0f}" for name in ("built_from", "built_to") if not is_missing(row[name])]
    return "–".join(dict.fromkeys(years)) or MISSING


def labels_words(row: Row, texts: Texts) -> str:
    """Mix of the labels of a complex: the share of A to C, and of E to G."""
    shares = {name: row[name] for name in ("good", "low")}
    if all(share["suppressed"] for share in shares.values()):
        return texts.suppressed
    if all(is_missing(share["value"]) for share in shares.values()):
        return texts("no figure")
    told = {name: texts.cell(one["value"], "share", suppressed=one["suppressed"], bound=one["bound"], decimals=0)
            for name, one in shares.items()}  # fmt: skip
    return "\n".join([texts("A–C {share}", share=told["good"]), texts("E–G {share}", share=told["low"])])


def poverty_words(row: Row, texts: Texts) -> str:
    """Share of households in energy poverty, with a triangle where it is clearly above or below all other homes."""
    if not row["suppressed"] and is_missing(row["value"]):
        return texts("no figure")
    share = texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"], decimals=0)
    band = BANDS.get(str(row["band"]), "")
    return f"{share} {band}".strip()


def state_words(row: Row, texts: Texts) -> str:
    """Say what became of a point: open, so many days overdue, or done on a day."""
    told = texts.promise(row["state"])
    if row["state"] == "overdue":
        return texts("{state}, {days} d", state=told, days=texts.count(row["days_late"]))
    return (
        told if is_missing(row["closed_on"]) else texts("{state}, {day}", state=told, day=day_words(row["closed_on"]))
    )


def owner_words(row: Row, texts: Texts) -> str:
    """Name who does something about a point; who is not known is somebody else."""
    return texts("others") if is_missing(row["owner"]) else texts.owner(row["owner"])


def day_words(day: Any) -> str:  # noqa: ANN401 - a cell of a frame
    """
    Write a day as on a form, day-month-year.

    Examples
    --------
    >>> import pandas as pd
    >>> day_words(pd.Timestamp("2023-06-09")), day_words(pd.NaT)
    ('09-06-2023', '–')
    """
    return MISSING if is_missing(day) else f"{day:%d-%m-%Y}"
