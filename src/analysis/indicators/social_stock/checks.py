"""The counted stock against what other sources say: control totals and the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import in_service

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
_PLACE = ["corporation", "village"]
_PROGRAMME_STEPS: Mapping[str, tuple[str, ...]] = {
    "new_build": ("new", "rebuilt"),
    "demolition": ("demolished",),
}


def residuals(
    dwellings: pd.DataFrame,
    stock: pd.DataFrame,
    *,
    dates: Sequence[date],
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Homes counted from the dwellings minus the control total that another source gives, per date and place.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    stock
        Core table `stock`, key (`corporation`, `village`, `date`): control totals. Not modified.
    dates
        Days to compare.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    residuals
        Columns `corporation`, `village`, `date`, `counted_homes`, `control_homes`, `residual_homes` (Int64;
        missing without control total), `source`; one row per date and place with homes or a control total,
        sorted.

    Notes
    -----
    Source: check of the monitor, docs/method/social_stock.md: a residual other than 0 makes the account not
    assessable.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "corporation": ["SEW"], "village": ["Eelde"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"]), "out_of_service_from": pd.to_datetime([None]),
    ...     "out_of_service_reason": [None]})
    >>> stock = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "homes": [2],
    ...                       "date": pd.to_datetime(["2023-12-31"]), "source": ["annual report"]})
    >>> checked = residuals(dwellings, stock, dates=[date(2023, 12, 31)], temporary_reasons=[])
    >>> checked["residual_homes"].tolist()
    [-1]
    """
    days = sorted({pd.Timestamp(day) for day in dates})
    keys = [*_PLACE, "date"]
    homes = [dwellings.head(0)[_PLACE].assign(date=pd.Timestamp(0))]
    for day in days:
        is_there = in_service(dwellings, day.date(), temporary_reasons=temporary_reasons)
        homes.append(dwellings.loc[is_there, _PLACE].assign(date=day))
    counted = pd.concat(homes).astype({"date": "datetime64[us]"}).groupby(keys, as_index=False).size()
    control = stock.loc[stock["date"].isin(days), [*keys, "homes", "source"]]
    both = counted.merge(control, on=keys, how="outer", validate="one_to_one").rename(
        columns={"size": "counted_homes", "homes": "control_homes"}
    )
    both["counted_homes"] = both["counted_homes"].fillna(0).astype("Int64")
    both["control_homes"] = both["control_homes"].astype("Int64")
    both["residual_homes"] = both["counted_homes"] - both["control_homes"]
    columns = [*keys, "counted_homes", "control_homes", "residual_homes", "source"]
    return both.sort_values(keys, kind="stable", ignore_index=True)[columns]


def programme_residuals(account: pd.DataFrame, programme: pd.DataFrame, *, start: date, end: date) -> pd.DataFrame:
    """
    Homes built and demolished according to the account minus those the programme says were realised.

    Parameters
    ----------
    account
        Frame as `account` gives it. Not modified.
    programme
        Core table `programme`; needs `kind`, `corporation`, `village`, `realised_homes`, `realised_on`. Not
        modified.
    start, end
        The dates of the account; realised after `start` up to and including `end` counts.

    Returns
    -------
    residuals
        Columns `corporation`, `village`, `kind` (`new_build`: new and rebuilt; `demolition`),
        `counted_homes`, `programme_homes`, `residual_homes` (Int64; missing without any programme, or where a
        realised project gives no number), sorted; one row per kind and place in either.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 21 and 23.

    Examples
    --------
    >>> from datetime import date
    >>> booked = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "step": ["new", "demolished"],
    ...                        "homes": [3, -1]})
    >>> programme = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "kind": ["new_build"],
    ...                           "realised_homes": [2], "realised_on": pd.to_datetime(["2023-05-01"])})
    >>> programme_residuals(booked, programme, start=date(2022, 12, 31), end=date(2023, 12, 31))[
    ...     ["kind", "residual_homes"]].values.tolist()
    [['demolition', 1], ['new_build', 1]]
    """
    keys = [*_PLACE, "kind"]
    kind_of = {step: kind for kind, steps in _PROGRAMME_STEPS.items() for step in steps}
    booked = account.assign(kind=account["step"].map(kind_of).astype("str"), homes=account["homes"].abs())
    counted = booked.dropna(subset="kind").groupby(keys, as_index=False)["homes"].sum()
    said = _realised(programme, start, end).groupby(keys)["realised_homes"].sum(skipna=False).reset_index()
    both = counted.merge(said, on=keys, how="outer", validate="one_to_one", indicator=True)
    is_silent = (both["_merge"] == "left_only") & (len(programme) > 0)  # a programme that does not name the place
    residuals = pd.DataFrame(both[keys]).assign(
        counted_homes=both["homes"].astype("Int64").fillna(0),
        programme_homes=both["realised_homes"].mask(is_silent, 0),
    )
    residuals["residual_homes"] = residuals["counted_homes"] - residuals["programme_homes"]
    return residuals.sort_values(keys, kind="stable", ignore_index=True)


def _realised(programme: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """Give the new building and demolition that the programme says was realised between two dates."""
    is_counted = programme["kind"].isin(list(_PROGRAMME_STEPS))
    is_after, is_until = programme["realised_on"] > pd.Timestamp(start), programme["realised_on"] <= pd.Timestamp(end)
    return programme.loc[is_counted & is_after & is_until].astype({"realised_homes": "Int64"})
