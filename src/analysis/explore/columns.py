"""What is known of a column by its name: its unit, the table it belongs to, how strictly it is guarded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pandas.api import types

from ..contracts import TABLES
from ..disclosure.policy import CLASSES
from ..presentation.labels import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_SUFFIXES: Final = tuple(sorted(UNITS, key=len, reverse=True))


def unit_of(column: str) -> str:
    """
    Unit of a column, by the contract or else by the end of its name; empty when it has none.

    Examples
    --------
    >>> unit_of("net_rent_eur_per_month"), unit_of("rest_share"), unit_of("village")
    ('EUR per month', 'share', '')
    """
    for table in TABLES.values():
        if column in table.columns and table.columns[column].unit:
            return table.columns[column].unit
    code = unit_code(column)
    return UNITS[code] if code else ""


def unit_code(column: str) -> str:
    """
    Code of the unit at the end of a name, `eur_per_month`; empty when there is none.

    Examples
    --------
    >>> unit_code("net_rent_eur_per_month"), unit_code("village")
    ('eur_per_month', '')
    """
    return next((code for code in _SUFFIXES if column == code or column.endswith(f"_{code}")), "")


def class_of(columns: Iterable[str]) -> str:
    """
    Strictest class of data among the tables the columns belong to; a column of no table counts as the strictest.

    Examples
    --------
    >>> class_of(["homes", "segment"]), class_of(["net_rent_eur_per_month"]), class_of(["my_own"])
    ('plan', 'home', 'household')
    """
    found = [_class_of(column) for column in columns]
    return max(found, key=CLASSES.index, default=CLASSES[-1])


def _class_of(column: str) -> str:
    owners = [table for table in TABLES.values() if column in table.columns]
    if any(table.columns[column].is_personal for table in owners):
        return CLASSES[-1]
    return max((table.data_class for table in owners), key=CLASSES.index, default=CLASSES[-1])


def kind_of(values: pd.Series) -> str:
    """
    How a column can be summed up: `flag` (a share), `number` (a mean), `day` (a mean year) or `text` (shares).

    Examples
    --------
    >>> import pandas as pd
    >>> kind_of(pd.Series([True, None], dtype="boolean")), kind_of(pd.Series([1.5])), kind_of(pd.Series(["a"]))
    ('flag', 'number', 'text')
    """
    if types.is_bool_dtype(values):
        return "flag"
    if types.is_numeric_dtype(values):
        return "number"
    return "day" if types.is_datetime64_any_dtype(values) else "text"
