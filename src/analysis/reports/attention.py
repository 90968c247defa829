"""An agreement that is broken or at risk, in the few words of one row: figure, line, margin, how sure, who talks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..indicators.verdicts import may_conclude, read_flips
from ..presentation.labels import WEIGHED
from ..presentation.tables.board import margin_text
from ..presentation.texts import is_missing
from .board import talk_words

if TYPE_CHECKING:
    import pandas as pd

    from ..parameters import Entry, Register
    from ..presentation.texts import Texts

Record = Mapping[Any, Any]

_LINES = {
    "share_at_most": "at most {line}",
    "change_at_most": "at most {line}",
    "share_below": "below {line}",
    "share_at_least": "at least {line}",
    "count_at_least": "at least {line}",
}


def cells_of(
    about: Mapping[str, Any], clause: Entry, rows: pd.DataFrame, register: Register, texts: Texts
) -> dict[str, object]:
    """
    Tell an agreement in one row.

    Parameters
    ----------
    about
        The agreement in the results.
    clause
        The agreement in the register.
    rows
        Published rows that gave its verdict, with `decimals`; none where a party reported it.
    register
        Whose tenants' organisation is whose.
    texts
        Words of the reader's language.

    Returns
    -------
    cells
        `title`, `talk`, and lists of lines: `figure`, `line`, `margin`, `sure`.
    """
    records = rows.to_dict("records")
    missed = {str(row["corporation"]) for row in records if not is_missing(row["corporation"])}
    return {
        "title": texts(clause.title),
        "figure": [_figure(row, texts) for row in records],
        "line": list(dict.fromkeys(_line(row, clause, texts) for row in records)),
        "margin": [margin_text(row["value"], row["threshold"], row["unit"], texts=texts) for row in records],
        "sure": _sure(about, list(records), texts),
        "talk": talk_words(clause, missed, register, texts),
    }


def _figure(row: Record, texts: Texts) -> str:
    """Say whose figure it is, the figure in its unit, and what it is a share of."""
    decimals = row["decimals"] if row["unit"] == "share" else None
    value = texts.cell(row["value"], row["unit"], bound=row["bound"], decimals=decimals)
    if row["unit"] == "share" and not is_missing(row["numerator"]) and row["id"] not in WEIGHED:
        of = texts("{part} of {whole}", part=texts.count(row["numerator"]), whole=texts.count(row["denominator"]))
        value = f"{value} ({of})"
    elif row["unit"] == "eur_per_month":
        value = texts("{amount} a month", amount=value)
    elif row["unit"] != "share" and not row["unit"].startswith("eur"):
        value = f"{value} {texts.unit(row['unit'])}"
    place = [str(row[name]) for name in ("corporation", "village") if not is_missing(row[name])]
    return texts("{name}: {value}", name=", ".join(place), value=value) if place else value


def _line(row: Record, clause: Entry, texts: Texts) -> str:
    kinds = [rule.kind for rule in clause.rules if rule.result == row["id"]]
    if not kinds or kinds[0] not in _LINES or is_missing(row["threshold"]):
        return texts.missing
    decimals = 0 if float(row["threshold"]) * 100 % 1 == 0 else None
    return texts(_LINES[kinds[0]], line=texts.figure(row["threshold"], row["unit"], decimals))


def _sure(about: Mapping[str, Any], records: Sequence[Record], texts: Texts) -> list[str]:
    """Say how sure the figures are, and how many assumptions of ours would turn the verdict."""
    if not records:
        return [texts("as reported")]
    told = [_chance(row, texts) for row in records]
    flips = [*about.get("sensitivity", {}).get("flips", ()), *(flip for row in records for flip in _flips(row))]
    turning = {str(flip["scenario"]).partition(":")[0] for flip in flips}
    if turning:
        told.append(texts.plural("one assumption turns it", "{count} assumptions turn it", len(turning)))
    return list(dict.fromkeys(told))


def _flips(row: Record) -> list[dict[str, str]]:
    return [] if is_missing(row["flips"]) else list(read_flips(row["flips"]))


def _chance(row: Record, texts: Texts) -> str:
    is_within = may_conclude(row).is_within_chance
    if is_within is None:
        return texts("counted in full")
    ends = texts.interval(row["interval_low"], row["interval_high"], row["decimals"])
    return texts("may be chance: {ends}" if is_within else "more than chance: {ends}", ends=ends)
