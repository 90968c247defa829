"""Table of the figures that parties report themselves: who, about when, how much, and where it comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ..labels import RESULTS
from ..shown import rows_of
from ..texts import is_missing
from . import cells
from .html_table import HtmlTable, sentence, table_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ...disclosure import Published
    from ..texts import Texts

_MOST_DECIMALS: Final = 2
_NEEDED: Final = ("agreement", "measure", "party", "period", "value", "unit", "source", "is_of_period")


def reported_table(published: Published, texts: Texts) -> HtmlTable:
    """
    Show what each party last reported, and whether it is about the half-year of the report.

    Parameters
    ----------
    published
        Rows of `reported.latest`.
    texts
        Words and numbers.
    """
    rows = rows_of(published, _NEEDED)
    if rows.empty:
        return sentence(texts("The parties reported no figures of their own for this theme."))
    records = rows.to_dict("records")
    numbers = {texts("Figure as reported"): [_figure(row, texts) for row in records]}
    table = {
        texts("Agreement"): cells.words(rows["agreement"]),
        texts("What"): [measure_words(row, texts) for row in records],
        texts("Reported by"): cells.words(rows["party"]),
        texts("About"): [_period(row, texts) for row in records],
        **numbers,
        texts("Source"): [
            texts.missing if is_missing(source) else texts.quoted(str(source)) for source in rows["source"]
        ],
    }
    caption = texts("Reported by the parties themselves: taken over as it is, measured by nobody here.")
    return table_of(table, texts, kind="reported", caption=caption, numbers=numbers)


def measure_words(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Words of a measure; one that nobody named reads as it was delivered."""
    result = f"reported.{row['agreement']}.{row['measure']}"
    return texts.result(result) if result in RESULTS else str(row["measure"]).replace("_", " ")


def _period(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Period of a figure; an older one says that nothing has been reported since."""
    if row["is_of_period"]:
        return str(row["period"])
    return texts("{period}; nothing later reported", period=row["period"])


def _figure(row: Mapping[Hashable, Any], texts: Texts) -> str:
    """Write a figure with its unit, with as many decimals as it was reported with."""
    if row["suppressed"]:
        return texts.suppressed
    if is_missing(row["value"]):
        return texts("not filled in")
    unit = "" if is_missing(row["unit"]) else str(row["unit"])
    decimals = min(_decimals(row["value"]), _MOST_DECIMALS)
    if unit == "share":
        return texts.share(row["value"])
    if unit.startswith("eur"):
        decimals = _MOST_DECIMALS if decimals else 0
        amount = texts.eur(row["value"], decimals)
        return texts("{amount} a year", amount=amount) if unit == "eur_per_year" else amount
    return f"{texts.number(row['value'], decimals)} {texts.unit(unit)}".strip()


def _decimals(value: float) -> int:
    return max(0, -int(Decimal(repr(float(value))).normalize().as_tuple().exponent))
