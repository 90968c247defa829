"""From a frame to cells with counts: what complementary suppression needs to know of each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..errors import DisclosureError
from ..wording import said
from .complement import Count
from .network import Cell
from .rounding import bound_of, share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from .complement import Counts
    from .policy import ClassRule

Record = Mapping[Any, Any]
"""One row of a frame, by column."""


class Row(NamedTuple):
    """
    One row of a frame as the gate sees it.

    Parameters
    ----------
    result
        Its id; "" where the frame has none.
    piece
        What sums run within: the family of ids (before the dot), the period and the further columns.
    cell
        Its place.
    counts
        Its exact counts.
    is_too_small
        Whether its own denominator is below the minimum, or unknown where there is a minimum.
    """

    result: str
    piece: tuple[str, ...]
    cell: Cell
    counts: Count
    is_too_small: bool


def placed(frame: pd.DataFrame, rules: Sequence[ClassRule], *, by: Sequence[str], step: Decimal) -> list[Row]:
    """
    Place every row of a frame.

    Parameters
    ----------
    frame
        One row per cell.
    rules
        Rule of each row.
    by
        Further columns that place a row.
    step
        Step of bounds.

    Raises
    ------
    DisclosureError
        If two rows that may have to be suppressed have the same place.
    """
    rows = [
        _row(record, rule, by=by, step=step)
        for record, rule in zip(frame.to_dict(orient="records"), rules, strict=True)
    ]
    seen: set[tuple[str, tuple[str, ...], Cell]] = set()
    for row in rows:
        if row.counts.can_hide and (row.result, row.piece, row.cell) in seen:
            place = ", ".join(part for part in (row.result, *row.cell) if part) or said("the whole")
            message = said("two rows for {place}: name the columns that tell them apart in `by`", place=place)
            raise DisclosureError(message)
        seen.add((row.result, row.piece, row.cell))
    return rows


def by_piece(rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Rows per family, period and further columns, in order."""
    pieces: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        pieces.setdefault(row.piece, []).append(row)
    return dict(sorted(pieces.items()))


def counts_of(rows: Iterable[Row]) -> dict[str, Counts]:
    """Counts per result id and cell."""
    family: dict[str, Counts] = {}
    for row in rows:
        family.setdefault(row.result, {})[row.cell] = row.counts
    return family


def complexes_of(rows: Sequence[Row], complexes: pd.DataFrame | None) -> Mapping[str, tuple[str, str]]:
    """
    Corporation and village of every complex among the rows.

    Raises
    ------
    DisclosureError
        If a complex stands beside rows of another grain and nobody says where it belongs.
    """
    asked = sorted({row.cell.complex_id for row in rows if row.cell.complex_id})
    known: dict[str, tuple[str, str]] = {}
    if complexes is not None:
        for record in complexes.to_dict(orient="records"):
            known[str(record["complex_id"])] = (_text(record["corporation"]), _text(record["village"]))
    elif all(row.cell.complex_id for row in rows):
        known = dict.fromkeys(asked, ("", ""))
    for name in asked:
        if name not in known:
            message = said(
                "complex {name!r} has no corporation and village: pass the table `complexes` that holds it", name=name
            )
            raise DisclosureError(message)
    return known


def cell_of(record: Record) -> Cell:
    """Place of a row; of a complex only the complex, whatever else is named beside it."""
    name = _text(record.get("complex_id"))
    if name:
        return Cell(complex_id=name)
    return Cell(_text(record.get("corporation")), _text(record.get("village")))


def is_missing(value: Any) -> bool:  # noqa: ANN401 - a cell of a frame
    """Whether a cell holds no value: None, NaN, NA or NaT."""
    return value is None or bool(pd.isna(value))


def whole(value: Any) -> int | None:  # noqa: ANN401 - a cell of a frame
    """Whole number of a cell of a frame; None where it is missing."""
    return None if is_missing(value) else int(value)


def is_share(record: Record) -> bool:
    """Whether the value of a row is a share; a table without units holds shares."""
    return bool(record.get("unit", "share") == "share")


def _row(record: Record, rule: ClassRule, *, by: Sequence[str], step: Decimal) -> Row:
    result = _text(record.get("id"))
    denominator = whole(record.get("denominator"))
    piece = (result.partition(".")[0], _text(record.get("period")), *(_text(record.get(name)) for name in by))
    is_too_small = not rule.is_exact and (denominator is None or denominator < rule.minimum_denominator)
    return Row(result, piece, cell_of(record), _count(record, rule, step), is_too_small)


def _count(record: Record, rule: ClassRule, step: Decimal) -> Count:
    numerator, denominator = whole(record.get("numerator")), whole(record.get("denominator")) or 0
    if rule.is_exact or not rule.shows_exact_counts or not is_share(record) or not denominator:
        return Count(denominator, None, rule.minimum_denominator, not rule.is_exact)
    if numerator is None:
        return Count(denominator, None, rule.minimum_denominator)
    bound = bound_of(share_of(0.0, numerator, denominator), denominator, step, is_rounded=bool(rule.share_step))
    return Count(denominator, numerator, rule.minimum_denominator, bound=bound[1] if bound else None)


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of a frame
    return "" if is_missing(value) else str(value)
