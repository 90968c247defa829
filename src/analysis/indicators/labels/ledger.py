"""Labels and their path as rows of the ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...statistics import calendar_years
from ..definitions import result_rows
from .path import next_day, readings
from .stock import stock_rows

if TYPE_CHECKING:
    from ...periods import Period

_PACE = "labels.efg_pace_homes_per_year"
_NEEDED = "labels.efg_pace_needed_homes_per_year"
_TO_ZERO = "labels.efg_years_to_zero"
_NEUTRAL = "labels.energy_neutral_pace_homes_per_year"


def path_rows(found: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Put the path in the ledger: the pace so far, the pace each reading needs, and the years to zero.

    Parameters
    ----------
    found
        Frame as `path` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, of the one association: `labels.efg_pace_homes_per_year` (so far), the same with `needed` and
        `.before` or `.by_end`, unit `homes_per_year`; `labels.efg_years_to_zero`, unit `years`, at the pace so far.
        `denominator` = delivered homes with a low label now. No row without a value.

    Notes
    -----
    Source: as `path`.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> found = pd.DataFrame({"corporation": "W", "reading": ["before", "by_end"], "homes": [10, 10],
    ...     "pace_homes_per_year": 4.0, "needed_homes_per_year": [2.5, 2.0], "years_to_zero": 2.5})
    >>> path_rows(found, period=Period(2023, 2))["value"].tolist()
    [4.0, 2.5, 2.0, 2.5]
    """
    first = found.head(1)
    parts = [
        _named(first, _PACE, "pace_homes_per_year", "homes_per_year"),
        _named(first, _TO_ZERO, "years_to_zero", "years"),
        *(
            _named(found[found["reading"] == name], f"{_NEEDED}.{name}", "needed_homes_per_year", "homes_per_year")
            for name in found["reading"]
        ),
    ]
    rows = pd.concat(parts, ignore_index=True)
    return result_rows(rows[rows["value"].notna() & (rows["denominator"] > 0)], period=period)


def _named(found: pd.DataFrame, result: str, column: str, unit: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": result,
            "corporation": found["corporation"],
            "value": found[column].astype("float64"),
            "unit": unit,
            "denominator": found["homes"],
            "missing": found.get("unknown_homes", 0),
        }
    )


def neutral_rows(shares: pd.DataFrame, *, on: date, neutral_year: int, period: Period) -> pd.DataFrame:
    """
    Homes a year that a straight line from now to the end of a year would make energy-neutral: context, no line to keep.

    Parameters
    ----------
    shares
        Rows as `stock_rows` gives them. Not modified.
    on
        Reference date.
    neutral_year
        Year in which all homes are to be energy-neutral.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, for associations and the whole: `labels.energy_neutral_pace_homes_per_year` = homes with a known
        label that are not neutral / years from the day after the reference date to the end of the year; `denominator`
        = homes with a known label. No row once the year is over.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.3: "Expeditie Energieneutraal in 2040"; the text names no path.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> shares = pd.DataFrame({"id": ["labels.energy_neutral_share"], "corporation": None, "village": None,
    ...                        "complex_id": None, "numerator": [2], "denominator": [10], "missing": [0]})
    >>> neutral_rows(shares, on=date(2023, 12, 31), neutral_year=2027, period=Period(2023, 2))["value"].tolist()
    [2.0]
    """
    is_asked = (shares["id"] == "labels.energy_neutral_share") & shares[["village", "complex_id"]].isna().all(axis=1)
    years = calendar_years(next_day(on), readings(neutral_year)["by_end"])
    found = shares[is_asked & (years > 0)]
    return result_rows(
        pd.DataFrame(
            {
                "id": _NEUTRAL,
                "corporation": found["corporation"],
                "value": (found["denominator"] - found["numerator"]) / (years or 1),
                "unit": "homes_per_year",
                "denominator": found["denominator"],
                "missing": found["missing"],
            }
        ),
        period=period,
    )


def rows(
    homes: pd.DataFrame, found: pd.DataFrame, *, on: date, neutral_year: int, period: Period, **about: Any
) -> pd.DataFrame:
    """
    Give the labels of the homes and their path together.

    Parameters
    ----------
    homes
        Frame as `homes_with_labels` gives it. Not modified.
    found
        Frame as `path` gives it. Not modified.
    on, neutral_year
        As for `neutral_rows`.
    period
        The half-year reported on.
    **about
        Further arguments of `stock_rows`.

    Returns
    -------
    rows
        Those of `stock_rows`, `path_rows` and `neutral_rows`.

    Notes
    -----
    Source: as `stock_rows` and `path`.

    Examples
    --------
    >>> rows.__name__
    'rows'
    """
    shares = stock_rows(homes, period=period, **about)
    neutral = neutral_rows(shares, on=on, neutral_year=neutral_year, period=period)
    parts = [part for part in (shares, path_rows(found, period=period), neutral) if len(part)]
    return result_rows(pd.concat(parts or [shares], ignore_index=True), period=period)
