"""Whose figures these are: the tenants' households of the newest year, in the homes that are in service."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .stock import in_service

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


def newest_year(households: pd.DataFrame, on: date) -> int | None:
    """
    Newest year of household data that is not after the year of a date.

    Parameters
    ----------
    households
        Core table `households`; needs `year`. Not modified.
    on
        The date.

    Returns
    -------
    year
        `None` when there is no such year.

    Notes
    -----
    Source: definition of the monitor, docs/method/energy_poverty.md.

    Examples
    --------
    >>> import pandas as pd
    >>> from datetime import date
    >>> newest_year(pd.DataFrame({"year": pd.Series([2021, 2022, 2024], dtype="Int64")}), date(2023, 12, 31))
    2022
    """
    years = households.loc[households["year"] <= on.year, "year"]
    return None if years.empty else int(years.max())


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


def households_in_scope(
    households: pd.DataFrame, dwellings: pd.DataFrame, *, on: date, temporary_reasons: Collection[str]
) -> pd.DataFrame:
    """
    Households of the newest year, each with the spell of its dwelling that is in service on the date.

    Parameters
    ----------
    households
        Core table `households`, key (`household_id`, `year`). Not modified.
    dwellings
        Core table `dwellings`, one row per spell. Not modified.
    on
        Reference date.
    temporary_reasons
        Codes of reasons that do not end the service of a dwelling.

    Returns
    -------
    homes
        One row per household of a dwelling in service, sorted by `household_id`: its own columns and the dwelling's.

    Raises
    ------
    pandas.errors.MergeError
        If a dwelling has two spells in service on the date.

    Notes
    -----
    Source: definition of the monitor, docs/method/energy_poverty.md.

    Examples
    --------
    >>> import pandas as pd
    >>> from datetime import date
    >>> households = pd.DataFrame({"household_id": ["h", "h"], "year": [2022, 2023], "dwelling_id": ["a", "a"]})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["1975-01-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "out_of_service_reason": [None], "village": ["Eelde"]})
    >>> found = households_in_scope(households, dwellings, on=date(2023, 12, 31), temporary_reasons=["REN"])
    >>> found[["household_id", "year", "village"]].values.tolist()
    [['h', 2023, 'Eelde']]
    """
    spells = dwellings.loc[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    of_year = households.loc[households["year"] == (newest_year(households, on) or -1)]
    homes = of_year.merge(
        spells,
        on="dwelling_id",
        how="inner",
        validate="many_to_one",
    )
    return homes.sort_values("household_id", kind="stable", ignore_index=True)
