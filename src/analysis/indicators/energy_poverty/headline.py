"""The headline of energy poverty, and the year its norms are those of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .households import classify, newest_year
from .shares import rows

if TYPE_CHECKING:
    import pandas as pd

    from ...periods import Period

HEADLINE = "energy_poverty.lihelek_share"
"""LIHE or LILEK, with the support of the year."""


def year_end(households: pd.DataFrame, on: date) -> date:
    """
    Last day of the year the households are known for: the norms in force on it are theirs.

    Parameters
    ----------
    households
        Core table `households`, key (`household_id`, `year`). Not modified.
    on
        Reference date, given back when no household is known.

    Returns
    -------
    day
        31 December of the newest year that is not after the reference date's.

    Notes
    -----
    Source: limits and prices are laid down per calendar year (CBS, Monitor Energiearmoede).

    Examples
    --------
    >>> import pandas as pd
    >>> year_end(pd.DataFrame({"year": [2022, 2021]}), date(2023, 6, 30))
    datetime.date(2022, 12, 31)
    """
    year = newest_year(households, on)
    return on if year is None else date(year + 1, 1, 1) - timedelta(days=1)


def headline(
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    on: date,
    period: Period,
    definition_version: str,
    **norms: Any,
) -> pd.DataFrame:
    """
    Share of households in energy poverty, the headline only: what a sensitivity table varies.

    Parameters
    ----------
    households, dwellings
        Core tables. Not modified.
    on
        Reference date.
    period
        The half-year reported on.
    definition_version
        Version of the definitions, in every row.
    **norms
        As for `classify`.

    Returns
    -------
    rows
        Common shape, rows of `HEADLINE` at every grain.

    Notes
    -----
    Source: as `classify`.

    Examples
    --------
    >>> HEADLINE
    'energy_poverty.lihelek_share'
    """
    found = rows(classify(households, dwellings, on=on, **norms), period=period, definition_version=definition_version)
    return found[found["id"] == HEADLINE].reset_index(drop=True)
