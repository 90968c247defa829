"""The homes that can be compared: let on both days to the same tenant, with what changed their rent in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import is_above
from ..definitions import in_service

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

STEPS = ("yearly", "income_dependent", "improvement", "reduction", "other")
_STATE = ["net_rent_eur_per_month", "tenancy_started_on"]
_HOME = ["dwelling_id", "corporation", "village", "is_self_contained"]
_CENT = 2


@dataclass(frozen=True)
class Comparison:
    """
    Which rents are compared, and how a change is read.

    Parameters
    ----------
    first, last
        The two days.
    temporary_reasons
        Codes of reasons that do not end the service.
    steps
        Step by code of the reason: `yearly`, `income_dependent`, `improvement`; any other code is `other`.
    one_off_reduction_eur_per_month
        Rent to which the law lowered some rents once: a fall to exactly this amount is a `reduction`.
    regulated_up_to_eur_per_month
        Homes with a higher rent on the first day are left out; None keeps them.
    """

    first: date
    last: date
    temporary_reasons: Collection[str]
    steps: Mapping[str, str]
    one_off_reduction_eur_per_month: float
    regulated_up_to_eur_per_month: float | None = None


def compared(dwellings: pd.DataFrame, rents: pd.DataFrame, *, comparison: Comparison, on: date) -> pd.DataFrame:
    """
    Self-contained homes that were let on two days to the same tenant, with their rents and what changed them.

    A home counts when it was in service with the same association on both days and the tenancy of the first day
    still ran on the second: a new letting in between takes it out, as a vacant day does. Only `rents` tells of
    tenancies, so a home without a row there is unknown. Before the second day is reached, the reference date stands
    in for it.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    rents
        Core table `rents`. Not modified.
    comparison
        Which rents are compared, and how a change is read.
    on
        Reference date.

    Returns
    -------
    homes
        One row per home that counts or may count: `dwelling_id`, `corporation`, `village`, `before_eur_per_month`,
        `after_eur_per_month`, one column `<step>_eur_per_month` for each of `STEPS` (they add up to after minus
        before), and `is_known`; where it is false the amounts are missing (no row of rent, an unknown rent, or
        unknown whether the home is self-contained). Sorted by `dwelling_id`.

    Notes
    -----
    Source: Aedes, Huurbeleid 2023: self-contained homes let on 1 January of both years; docs/method/rent_increase.md.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"]), "out_of_service_reason": None,
    ...     "out_of_service_from": pd.to_datetime([None]), "is_self_contained": pd.Series([True], dtype="boolean")})
    >>> rents = pd.DataFrame({"dwelling_id": ["a", "a"], "valid_from": pd.to_datetime(["2022-07-01", "2023-07-01"]),
    ...     "net_rent_eur_per_month": [500.0, 513.0], "change_reason": ["JAA", "JAA"],
    ...     "tenancy_started_on": pd.to_datetime(["2010-01-01"] * 2)})
    >>> comparison = Comparison(date(2023, 1, 1), date(2024, 1, 1), [], {"JAA": "yearly"}, 575.03)
    >>> homes = compared(dwellings, rents, comparison=comparison, on=date(2024, 1, 1))
    >>> homes[["before_eur_per_month", "yearly_eur_per_month"]].iloc[0].tolist()
    [500.0, 13.0]
    """
    last = min(comparison.last, on)
    homes = _in_service_on_both(dwellings, comparison, last)
    before, after = _state(homes, rents, comparison.first), _state(homes, rents, last)
    has_row = before["has_row"] & after["has_row"]
    is_same_tenancy = before["tenancy_started_on"] == after["tenancy_started_on"]
    is_older = after["tenancy_started_on"] <= pd.Timestamp(comparison.first)
    is_unknown = ~before["has_row"] & (~after["has_row"] | is_older)
    rent = {
        "before_eur_per_month": before["net_rent_eur_per_month"],
        "after_eur_per_month": after["net_rent_eur_per_month"],
    }
    meant = homes.assign(has_row=has_row, **rent).loc[is_same_tenancy | is_unknown]
    if comparison.regulated_up_to_eur_per_month is not None:
        is_high = is_above(meant["before_eur_per_month"], comparison.regulated_up_to_eur_per_month)
        meant = meant.loc[~is_high.fillna(value=False).astype(bool)]
    is_known = meant["has_row"] & meant[[*rent, "is_self_contained"]].notna().all(axis="columns")
    meant = meant.assign(is_known=is_known, **{name: meant[name].where(is_known) for name in rent})
    steps = _steps(meant.loc[is_known, "dwelling_id"], rents, comparison, last)
    joined = meant.merge(steps, on="dwelling_id", how="left", validate="one_to_one")
    columns = [f"{step}_eur_per_month" for step in STEPS]
    joined[columns] = joined[columns].fillna(0.0).where(joined["is_known"])
    return joined.drop(columns=["is_self_contained", "has_row"])


def _in_service_on_both(dwellings: pd.DataFrame, comparison: Comparison, last: date) -> pd.DataFrame:
    """Homes of one association on both days that are not known to share facilities, as they were on the second."""
    there, here = (
        dwellings.loc[in_service(dwellings, day, temporary_reasons=comparison.temporary_reasons)]
        for day in (comparison.first, last)
    )
    is_room = (here["is_self_contained"] == False).fillna(value=False).astype(bool)  # noqa: E712 - three-valued
    both = here.loc[~is_room, _HOME].merge(there[["dwelling_id", "corporation"]], on=["dwelling_id", "corporation"])
    return both.sort_values("dwelling_id", kind="stable", ignore_index=True)


def _state(homes: pd.DataFrame, rents: pd.DataFrame, on: date) -> pd.DataFrame:
    """Rent and tenancy of each home on a day, from the last row not after it."""
    known = rents.loc[rents["valid_from"] <= pd.Timestamp(on)].sort_values("valid_from", kind="stable")
    last = known.drop_duplicates("dwelling_id", keep="last").set_index("dwelling_id")
    state: pd.DataFrame = last[_STATE].reindex(homes["dwelling_id"]).set_axis(homes.index)
    return state.assign(has_row=last.index.get_indexer(pd.Index(homes["dwelling_id"])) >= 0)


def _steps(dwelling_ids: pd.Series[str], rents: pd.DataFrame, comparison: Comparison, last: date) -> pd.DataFrame:
    """Euros by which each step changed each rent after the first day, up to and with the last."""
    rows = rents.loc[rents["dwelling_id"].isin(dwelling_ids) & (rents["valid_from"] <= pd.Timestamp(last))]
    rows = rows.loc[rows["net_rent_eur_per_month"].notna()].sort_values(["dwelling_id", "valid_from"], kind="stable")
    change = rows.groupby("dwelling_id")["net_rent_eur_per_month"].diff().round(_CENT)
    is_to_amount = (rows["net_rent_eur_per_month"] - comparison.one_off_reduction_eur_per_month).abs().round(_CENT) == 0
    step = (
        rows["change_reason"].map(dict(comparison.steps)).fillna("other").mask((change < 0) & is_to_amount, "reduction")
    )
    told = rows.assign(change=change, step=step).loc[rows["valid_from"] > pd.Timestamp(comparison.first)]
    wide = told.pivot_table(index="dwelling_id", columns="step", values="change", aggfunc="sum")
    wide = wide.reindex(columns=list(STEPS)).add_suffix("_eur_per_month")
    return wide.rename_axis(columns=None).reset_index().astype({"dwelling_id": "str"})
