"""Columns of published rows as texts: one rule for what each of the states of a cell looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..texts import is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ..texts import Texts


def values(
    rows: pd.DataFrame, texts: Texts, *, decimals: Sequence[int] | None = None, unit: str | None = None
) -> list[str]:
    """
    Texts of `value`: the figure in its unit, a bound, "too few to show" or a dash.

    Parameters
    ----------
    rows
        Published rows with value, suppressed, bound; with unit, unless all have the same.
    texts
        Words and numbers.
    decimals
        Decimals of the percentages, row by row; otherwise one.
    unit
        Unit of all rows.
    """
    units = rows["unit"] if unit is None else [unit] * len(rows)
    digits = decimals or [1] * len(rows)
    records = zip(rows["value"], units, rows["suppressed"], rows["bound"], digits, strict=True)
    return [
        texts.cell(value, str(of), suppressed=suppressed, bound=bound, decimals=places if of == "share" else None)
        for value, of, suppressed, bound, places in records
    ]


def counts(rows: pd.DataFrame, texts: Texts, column: str) -> list[str]:
    """Texts of a count that belongs to `value`: withheld where the value is shown and the count is not."""
    shown = rows["value"].notna() if "value" in rows else [False] * len(rows)
    return [
        texts.suppressed if suppressed else texts.withheld if is_shown and is_missing(count) else texts.count(count)
        for is_shown, count, suppressed in zip(shown, rows[column], rows["suppressed"], strict=True)
    ]


def shares(rows: pd.DataFrame, texts: Texts, column: str, *, decimals: Sequence[int]) -> list[str]:
    """Texts of a share that belongs to `value`, such as the shrunken share."""
    records = zip(rows["value"].notna(), rows[column], rows["suppressed"], decimals, strict=True)
    return [
        texts.suppressed
        if suppressed
        else texts.withheld
        if is_shown and is_missing(share)
        else texts.share(share, places)
        for is_shown, share, suppressed, places in records
    ]


def intervals(rows: pd.DataFrame, texts: Texts, *, decimals: Sequence[int]) -> list[str]:
    """Texts of the 95 % interval that belongs to `value`: withheld beside a bound, a dash where there is none."""
    ends = zip(rows["interval_low"], rows["interval_high"], rows["suppressed"], rows["bound"], decimals, strict=True)
    return [
        texts.suppressed
        if suppressed
        else texts.withheld
        if is_missing(low) and not is_missing(bound)
        else texts.interval(low, high, places)
        for low, high, suppressed, bound, places in ends
    ]


def words(column: Sequence[object] | pd.Series) -> list[str]:
    """Texts as delivered; empty where missing, for dimensions that a row does not have."""
    return ["" if is_missing(value) else str(value) for value in column]
