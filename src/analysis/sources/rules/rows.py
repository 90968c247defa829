"""The finding about rows of one table, or none when there are no such rows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ...contracts import TABLES, found

if TYPE_CHECKING:
    import pandas as pd

    from ...findings import Finding, Severity


def about(
    rows: pd.DataFrame,
    table: str,
    rule: str,
    column: str,
    message: str,
    *,
    remedy: str,
    severity: Severity = "refused",
) -> list[Finding]:
    """
    Give one finding about rows, with the key of their table.

    Returns
    -------
    findings
        One, or none when `rows` is empty.
    """
    if rows.empty:
        return []
    return [found(table, rule, column, message, remedy, rows, key=TABLES[table].key, severity=severity)]


def percentage(part: int, whole: int) -> Decimal:
    """
    Give a part of a whole in percent with one decimal, half up.

    Examples
    --------
    >>> percentage(1, 32)
    Decimal('3.1')
    """
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def listed(values: pd.Series) -> str:
    """
    Give the first five different values of a column as one text.

    Examples
    --------
    >>> import pandas as pd
    >>> listed(pd.Series(["b", "a", "b"]))
    'a, b'
    """
    different = sorted(map(str, values.dropna().unique()))
    return ", ".join(different[:5]) + (", …" if len(different) > 5 else "")  # noqa: PLR2004 - as many as keys shown
