"""Rows of a published table as words: the row over the whole, its figure, its line, and what to say without rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..texts import is_missing

if TYPE_CHECKING:
    import pandas as pd

    from ..texts import Texts

_PERCENT_DIGITS = 2


def total(rows: pd.DataFrame, result: str) -> pd.Series | None:
    """Give the row over the whole municipality, or None."""
    found = rows[(rows["id"] == result) & rows[["corporation", "village", "complex_id"]].isna().all(axis=1)]
    return found.iloc[0] if len(found) else None


def figure(row: pd.Series, texts: Texts, decimals: int | None = None) -> str:
    """Write the value of a row in its unit; suppressed, missing and bounds read as in a table."""
    return texts.cell(row["value"], row["unit"], suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)


def plain_share(share: object, texts: Texts) -> str:
    """
    Write a share that was decided as exactly as it was decided: 30 %, 2.5 %.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> plain_share("0.30", Texts("en")), plain_share(0.025, Texts("en"))
    ('30 %', '2.5 %')
    """
    return texts.share(share, _decimals(share))


def plain_points(share: object, texts: Texts) -> str:
    """Write a share as a number of percentage points, without the word: 0.02 is 2."""
    return texts.number(Decimal(str(share)) * 100, _decimals(share))


def _decimals(share: object) -> int:
    exponent = Decimal(str(share)).normalize().as_tuple().exponent
    return max(0, -int(exponent) - _PERCENT_DIGITS)


def absent_tables(texts: Texts, absent: list[str]) -> list[str]:
    """Say that there is nothing to conclude, and which tables were not delivered."""
    tables = ", ".join(absent)
    if tables:
        return [texts("Not assessable: the delivery holds no {tables}.", tables=tables)]
    return [texts("Not assessable: the delivery holds nothing to measure here.")]


def verdicts(rows: pd.DataFrame, result: str, corporation: object = None) -> dict[str, str]:
    """Verdict on a result under each scenario, in the order of the rows; scenarios without a verdict are left out."""
    own = rows["corporation"].isna() if is_missing(corporation) else rows["corporation"] == corporation
    found = rows[(rows["id"] == result) & own & rows["verdict"].notna()]
    return dict(zip(found["scenario"], found["verdict"], strict=True))
