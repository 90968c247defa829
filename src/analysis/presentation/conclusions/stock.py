"""What may be said of the social stock: then, now, and in the half-year itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from .rows import absent_tables, total

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

KEPT: Final = "social_stock.kept"
NOW: Final = "social_stock.owner_count"
AT_START: Final = "social_stock.owner_count_at_start"


def social_stock(published: Published, texts: Texts, *, baseline: date, on: date, absent: list[str]) -> list[str]:
    """
    Say whether the stock is kept, how it changed in the half-year, and which villages lost homes.

    Parameters
    ----------
    published
        Rows of `social_stock`, judged.
    texts
        Words and numbers.
    baseline, on
        The two dates compared.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    whole = total(rows, KEPT)
    if whole is None:
        return absent_tables(texts, absent)
    told = texts(
        "On {on} the associations own {homes} homes in the municipality, against {then} on {baseline}: {change} "
        "({verdict}).",
        on=texts.date(on),
        homes=texts.count(whole["numerator"]),
        then=texts.count(whole["denominator"]),
        baseline=texts.date(baseline),
        change=texts.signed(whole["value"]),
        verdict=texts.verdict(whole["verdict"]),
    )
    return [" ".join([told, *_half_year(rows, texts)]), *_fewer(rows, texts)]


def _half_year(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Say what the half-year itself changed: the agreement looks further back."""
    now, at_start = total(rows, NOW), total(rows, AT_START)
    if now is None or at_start is None:
        return []
    return [texts("In this half-year: {change}.", change=texts.signed(now["value"] - at_start["value"]))]


def _fewer(rows: pd.DataFrame, texts: Texts) -> list[str]:
    is_village = rows["village"].notna() & rows["corporation"].isna()
    fewer = rows[(rows["id"] == KEPT) & is_village & (rows["value"] < 0)]
    if fewer.empty:
        return []
    named = ", ".join(f"{row.village} ({texts.signed(row.value)})" for row in fewer.itertuples())
    return [texts("Fewer homes than then in {villages}.", villages=named)]
