"""
Data quality: what was delivered, what is missing in it, how old it is.

A table is *delivered* when the card lists it, even with no rows. A value is *missing* when its cell is empty on the
reference date, unless an empty cell of that column is an answer: still in service, a regular seeker, not yet done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from pandas.api.types import is_integer_dtype

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def coverage(
    tables: Mapping[str, pd.DataFrame],
    *,
    delivered: Collection[str],
    meaningful_empty: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """
    Count the rows of every table and the missing values of every column.

    Parameters
    ----------
    tables
        Tables by name, as known on the reference date. Not modified.
    delivered
        Names of the tables the delivery holds.
    meaningful_empty
        Columns by table whose empty cells are an answer; nothing is missing in them.

    Returns
    -------
    coverage
        One row per table and column, in the order given: `table`, `column`, `rows` (Int64), `missing` (Int64, at
        most `rows`). A table that was not delivered has one row with `column` missing and 0 rows.

    Notes
    -----
    Source: the delivery itself; the columns are those of the data dictionary.

    Examples
    --------
    >>> rents = pd.DataFrame({"dwelling_id": ["a", "b"], "net_rent_eur_per_month": [600.0, None]})
    >>> coverage({"rents": rents}, delivered=["rents"])["missing"].tolist()
    [0, 1]
    >>> ends = pd.DataFrame({"out_of_service_from": pd.to_datetime(["2023-07-01", None])})
    >>> answers = {"dwellings": ["out_of_service_from"]}
    >>> coverage({"dwellings": ends}, delivered=["dwellings"], meaningful_empty=answers)["missing"].tolist()
    [0]
    """
    answers = meaningful_empty or {}
    records: list[tuple[str, str | None, int, int]] = []
    for name, frame in tables.items():
        if name not in delivered:
            records.append((name, None, 0, 0))
            continue
        full = answers.get(name, ())
        empty = {column: 0 if column in full else int(frame[column].isna().sum()) for column in frame.columns}
        records += [(name, column, len(frame), count) for column, count in empty.items()]
    columns = ["table", "column", "rows", "missing"]
    dtypes = {"table": "str", "column": "str", "rows": "Int64", "missing": "Int64"}
    return pd.DataFrame(records, columns=columns).astype(dtypes)


def freshness(tables: Mapping[str, pd.DataFrame], *, dated_by: Mapping[str, str]) -> pd.DataFrame:
    """
    First and last date of every table that has dates, first and last year of one that has years.

    Parameters
    ----------
    tables
        Tables by name, as known on the reference date. Not modified.
    dated_by
        The column that dates a table's rows, by table name: of days, or of whole years.

    Returns
    -------
    freshness
        One row per table with rows, in the order given: `table`, `rows` (Int64), `first_on`, `last_on`
        (datetime64; missing where no row has a date, and in a table of years), `first_year`, `last_year` (Int64;
        missing in a table of days).

    Notes
    -----
    Source: the delivery itself.

    Examples
    --------
    >>> rents = pd.DataFrame({"valid_from": pd.to_datetime(["2022-07-01", "2023-07-01"])})
    >>> freshness({"rents": rents}, dated_by={"rents": "valid_from"})["last_on"].dt.year.item()
    2023
    >>> years = pd.DataFrame({"year": pd.array([2022, 2023], dtype="Int64")})
    >>> freshness({"households": years}, dated_by={"households": "year"})["last_year"].tolist()
    [2023]
    """
    dated = {name: frame[dated_by[name]] for name, frame in tables.items() if name in dated_by and len(frame)}
    records = [(name, len(column), *_reach(column)) for name, column in dated.items()]
    dates = dict.fromkeys(("first_on", "last_on"), "datetime64[us]")
    dtypes = {"table": "str", "rows": "Int64"} | dates | dict.fromkeys(("first_year", "last_year"), "Int64")
    return pd.DataFrame(records, columns=list(dtypes)).astype(dtypes)


def _reach(column: pd.Series) -> tuple[object, object, object, object]:
    """First and last day, first and last year; a column has days or years."""
    ends = column.min(), column.max()
    return (None, None, *ends) if is_integer_dtype(column) else (*ends, None, None)


def elsewhere(dwellings: pd.DataFrame, *, municipality: str) -> int:
    """
    Number of delivered dwellings that stand in another municipality, and count in no figure but this one.

    Parameters
    ----------
    dwellings
        Spells of dwellings (`dwelling_id`, `municipality_code`), of every municipality. Not modified.
    municipality
        CBS code of the delivery's municipality.

    Returns
    -------
    homes
        Dwellings, each counted once however many spells it has.

    Notes
    -----
    Source: agreements 27 and 28 cover Woonborg's whole working area, so homes elsewhere may be delivered.

    Examples
    --------
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b", "b"], "municipality_code": ["GM1730", "GM1699", "GM1699"]})
    >>> elsewhere(dwellings, municipality="GM1730")
    1
    """
    outside = dwellings[dwellings["municipality_code"] != municipality]
    return int(outside["dwelling_id"].nunique())
