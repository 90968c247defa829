"""Homes in the social stock on a date, by three definitions, and against the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import is_above
from ..definitions import in_service, rent_on, result_rows, tallies

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ...periods import Period
_PLACE = ["corporation", "village"]
_GRAINS: tuple[list[str], ...] = (["corporation", "village"], ["corporation"], ["village"], [])


def counts(
    dwellings: pd.DataFrame,
    rents: pd.DataFrame,
    *,
    on: date,
    card_reference_date: date,
    huurtoeslaggrens_eur_per_month: float,
    temporary_reasons: Collection[str],
    period: Period,
    at_start: bool,
) -> pd.DataFrame:
    """
    Social homes in service on a date, by three definitions.

    Owner: every dwelling of an association. DAEB: those labelled as service of general economic interest.
    Rent limit: net rent at most the huurtoeslag limit in force.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    rents
        Core table `rents`. Not modified.
    on
        The date; for the start of a period the day before it.
    card_reference_date
        Day whose state `dwellings` gives.
    huurtoeslaggrens_eur_per_month
        Norm in force on the date.
    temporary_reasons
        Codes of reasons that do not end the service.
    period
        The half-year reported on.
    at_start
        Whether the date is the start of the period; it only changes the ids.

    Returns
    -------
    rows
        Common shape; ids `social_stock.owner_count`, `.daeb_count`, `.rent_limit_count` (with `_at_start`);
        `value` = `numerator` = homes that count, `denominator` = homes whose answer is known, `missing` = the
        others; unit `homes`; for each association x village, association, village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.2: "behouden we minimaal de huidige kwantitatieve omvang van de sociale
    huurwoningvoorraad"; the text gives no definition, hence three.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_reason": None,
    ...     "out_of_service_from": pd.to_datetime([None] * 2), "net_rent_eur_per_month": [808.06, 808.07],
    ...     "is_daeb": pd.Series([True, None], dtype="boolean")})
    >>> rents = pd.DataFrame({"dwelling_id": ["a"], "valid_from": pd.to_datetime(["2023-07-01"]),
    ...                       "net_rent_eur_per_month": [808.06]})
    >>> rows = counts(dwellings, rents, on=date(2023, 12, 31), card_reference_date=date(2023, 12, 31),
    ...               huurtoeslaggrens_eur_per_month=808.06, temporary_reasons=[], period=Period(2023, 2),
    ...               at_start=False)
    >>> rows.loc[rows["village"].isna() & rows["corporation"].isna(), ["value", "missing"]].values.tolist()
    [[1.0, 1], [2.0, 0], [1.0, 0]]
    """
    homes = dwellings.loc[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    rent = rent_on(rents, homes, on, card_reference_date=card_reference_date)
    homes = homes[[*_PLACE, "is_daeb"]].assign(
        owner=pd.Series(data=True, index=homes.index, dtype="boolean"),
        rent_limit=~is_above(rent, huurtoeslaggrens_eur_per_month),
    )
    suffix = "_count_at_start" if at_start else "_count"
    flags = {"owner": "owner", "daeb": "is_daeb", "rent_limit": "rent_limit"}
    counted = tallies(homes, {f"social_stock.{name}{suffix}": column for name, column in flags.items()})
    return _count_rows(counted, period=period)


def _count_rows(counted: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """Add counts up per grain; the value is the count itself."""
    parts = ["numerator", "denominator", "missing"]
    sums = [counted.groupby(["id", *grain], as_index=False)[parts].sum() for grain in _GRAINS]
    rows = pd.concat(sums, ignore_index=True)
    rows = rows.loc[rows["denominator"] > 0]
    return result_rows(rows.assign(value=rows["numerator"], unit="homes"), period=period)


def kept(
    dwellings: pd.DataFrame,
    *,
    baseline_date: date,
    on: date,
    temporary_reasons: Collection[str],
    period: Period,
) -> pd.DataFrame:
    """
    Change of the social stock since the baseline: homes in service now minus homes in service then.

    Every dwelling of an association counts (owner definition).

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    baseline_date
        Day of the baseline.
    on
        Reference date.
    temporary_reasons
        Codes of reasons that do not end the service.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; id `social_stock.kept`; `value` = homes gained (below 0: lost), `numerator` = homes at
        the end, `denominator` = homes at the baseline (rows only where above 0), unit `homes`; for the whole,
        each association, each village.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.2: "minimaal de huidige kwantitatieve omvang"; the baseline 31-12-2022
    is our reading of "huidige".

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_reason": [None, "SLO"],
    ...     "out_of_service_from": pd.to_datetime([None, "2023-05-01"])})
    >>> kept(dwellings, baseline_date=date(2022, 12, 31), on=date(2023, 12, 31), temporary_reasons=[],
    ...      period=Period(2023, 2))["value"].tolist()
    [-1.0, -1.0, -1.0]
    """
    counted = dwellings[_PLACE].assign(
        id="social_stock.kept",
        numerator=in_service(dwellings, on, temporary_reasons=temporary_reasons).astype("int64"),
        denominator=in_service(dwellings, baseline_date, temporary_reasons=temporary_reasons).astype("int64"),
        missing=0,
    )
    rows = _count_rows(counted, period=period)
    rows = rows.assign(value=(rows["numerator"] - rows["denominator"]).astype("float64"))
    return rows.loc[rows["corporation"].isna() | rows["village"].isna()].reset_index(drop=True)
