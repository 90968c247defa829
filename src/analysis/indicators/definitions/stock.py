"""When a dwelling is in service, and what its rent was on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def effective_end(dwellings: pd.DataFrame, *, temporary_reasons: Collection[str]) -> pd.Series[pd.Timestamp]:
    """
    First day on which a spell of service no longer counts; missing = it still counts.

    A spell closed for a temporary reason (renovation, temporary letting) runs on until the dwelling's next
    spell begins, or for good when there is none: the home has not left the stock.

    Parameters
    ----------
    dwellings
        One row per spell, key (`dwelling_id`, `in_service_from`); needs `out_of_service_from` and
        `out_of_service_reason`. Not modified.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    end
        Dates, index of `dwellings`.

    Notes
    -----
    Source: VERA reference data, UITEXPLOITATIEREDEN; the choice of temporary reasons is a parameter.

    Examples
    --------
    >>> spells = pd.DataFrame({"dwelling_id": ["a", "a"], "out_of_service_reason": ["REN", None],
    ...     "in_service_from": pd.to_datetime(["2000-01-01", "2023-06-01"]),
    ...     "out_of_service_from": pd.to_datetime(["2023-02-01", None])})
    >>> effective_end(spells, temporary_reasons=["REN"]).dt.strftime("%Y-%m-%d").tolist()
    ['2023-06-01', nan]
    """
    spells = dwellings.reset_index(drop=True)
    temporary = spells["out_of_service_reason"].isin(list(temporary_reasons))
    left = spells.loc[spells["dwelling_id"].isin(spells.loc[temporary, "dwelling_id"])]  # of millions, a few
    ordered = left.sort_values(["dwelling_id", "in_service_from"], kind="stable")
    following = ordered.groupby("dwelling_id", sort=False)["in_service_from"].shift(-1)
    end = spells["out_of_service_from"].mask(temporary, following.reindex(spells.index))
    return end.set_axis(dwellings.index)


def in_service(dwellings: pd.DataFrame, on: date, *, temporary_reasons: Collection[str]) -> pd.Series[bool]:
    """
    Whether each spell puts its dwelling in service on a date: begun by that day and not yet ended.

    The first day counts, the day out of service does not. A temporary exit stays in service
    (`effective_end`).

    Parameters
    ----------
    dwellings
        One row per spell, key (`dwelling_id`, `in_service_from`); needs `out_of_service_from` and
        `out_of_service_reason`. Not modified.
    on
        The date.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    is_in_service
        `bool`, index of `dwellings`; at most one spell of a dwelling is true when spells do not overlap.

    Notes
    -----
    Source: definition of the monitor, docs/method/social_stock.md.

    Examples
    --------
    >>> from datetime import date
    >>> spells = pd.DataFrame({"dwelling_id": ["a", "b"], "out_of_service_reason": ["SLO", None],
    ...     "in_service_from": pd.to_datetime(["2000-01-01"] * 2),
    ...     "out_of_service_from": pd.to_datetime(["2023-12-31", None])})
    >>> in_service(spells, date(2023, 12, 31), temporary_reasons=["REN"]).tolist()
    [False, True]
    """
    day = pd.Timestamp(on)
    end = effective_end(dwellings, temporary_reasons=temporary_reasons)
    return (dwellings["in_service_from"] <= day) & (end.isna() | (end > day))


def rent_on(rents: pd.DataFrame, dwellings: pd.DataFrame, on: date, *, card_reference_date: date) -> pd.Series[float]:
    """
    Net rent of each dwelling on a date: the last rent that began on or before it.

    Without such a row the dwelling's own rent holds on the card's reference date only; else the rent is
    unknown. A last row without a rent says that the rent is unknown.

    Parameters
    ----------
    rents
        One row per rent, key (`dwelling_id`, `valid_from`); needs `net_rent_eur_per_month`. Not modified.
    dwellings
        One row per spell; needs `dwelling_id` and `net_rent_eur_per_month`. Not modified.
    on
        The date.
    card_reference_date
        Day whose state `dwellings` gives.

    Returns
    -------
    net_rent_eur_per_month
        Euro per month, index of `dwellings`; missing where unknown.

    Notes
    -----
    Source: delivery format of the monitor, table `rents`.

    Examples
    --------
    >>> from datetime import date
    >>> rents = pd.DataFrame({"dwelling_id": ["a"], "valid_from": pd.to_datetime(["2023-07-01"]),
    ...                       "net_rent_eur_per_month": [600.0]})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "net_rent_eur_per_month": [600.0, 500.0]})
    >>> rent_on(rents, dwellings, date(2023, 6, 30), card_reference_date=date(2023, 12, 31)).tolist()
    [nan, nan]
    """
    known = rents.loc[rents["valid_from"] <= pd.Timestamp(on)]
    last = known.sort_values("valid_from", kind="stable").drop_duplicates("dwelling_id", keep="last")
    paid = last.set_index("dwelling_id")["net_rent_eur_per_month"]
    rent = dwellings["dwelling_id"].map(paid)
    if on == card_reference_date:
        has_row = paid.index.get_indexer(pd.Index(dwellings["dwelling_id"])) >= 0  # `isin` takes the texts one by one
        rent = rent.where(has_row, dwellings["net_rent_eur_per_month"])
    return rent.astype("float64").rename("net_rent_eur_per_month")
