"""Will Laarhove become the mixed district that was agreed: social and cheap homes (agreement 20)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from .definitions import share_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from ..periods import Period

_SEGMENTS: Mapping[str, tuple[str, ...]] = {
    "laarhove.social_share": ("social_rent",),
    "laarhove.cheap_share": ("social_rent", "cheap_sale"),
}
_STAGES = ("permitted", "under_construction", "delivered")  # after `planned`, in order
_REQUIRED_COLUMNS: Mapping[str, str] = {
    "id": "str",
    "threshold": "str",
    "plan_size_homes": "Int64",
    "target_homes": "Int64",
    "committed_homes": "Int64",
    "remaining_homes": "Int64",
    "required_homes": "Int64",
    "required_share": "float64",
    "is_possible": "boolean",
}


def shares(plan: pd.DataFrame, *, district: str, period: Period) -> pd.DataFrame:
    """
    Share of social rent, and of social rent and cheap sale together, in the homes of the district plan.

    Over the whole plan, and over the homes that are at least permitted, at least under construction,
    delivered.

    Parameters
    ----------
    plan
        Core table `district_plan`, one row per parcel; needs `district`, `segment`, `homes`, `status`. Not
        modified.
    district
        The district reported on.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; ids `laarhove.social_share` and `laarhove.cheap_share`, each also with `.permitted`,
        `.under_construction`, `.delivered`; numerator and denominator are homes; `missing` are homes of a
        parcel whose segment (or, for a stage, status) is unknown, a parcel of unknown size counting as one;
        no interval: a plan is counted, not sampled.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 20: "circa 250 woningen waarbij 40% van de woningen goedkoop is
    (sociale huur en koop)", "circa 30% sociale huurwoningen van het totale aantal woningen".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> plan = pd.DataFrame({"district": "Laarhove", "segment": ["social_rent", "middle"], "homes": [3, 7],
    ...                      "status": ["planned", "delivered"]})
    >>> rows = shares(plan, district="Laarhove", period=Period(2023, 2)).set_index("id")
    >>> rows.loc[["laarhove.social_share", "laarhove.social_share.delivered"], "value"].tolist()
    [0.3, 0.0]
    """
    parcels = plan.loc[plan["district"] == district]
    parts = []
    for result, segments in _SEGMENTS.items():
        is_of = _is_among(parcels["segment"], segments)
        everything = pd.Series(data=True, index=parcels.index, dtype="boolean")
        parts.append(_weighed(parcels["homes"], result, is_of, everything))
        for number, stage in enumerate(_STAGES):
            reached = _is_among(parcels["status"], _STAGES[number:])
            parts.append(_weighed(parcels["homes"], f"{result}.{stage}", is_of, reached))
    return share_rows(pd.concat(parts, ignore_index=True), grains=[[]], period=period, has_interval=False)


def _is_among(codes: pd.Series[str], wanted: Sequence[str]) -> pd.Series[bool]:
    """Three-valued: whether a code is one of those wanted; missing where the code is."""
    return codes.isin(wanted).astype("boolean").mask(codes.isna())


def _weighed(homes: pd.Series[int], result: str, is_of: pd.Series[bool], is_reached: pd.Series[bool]) -> pd.DataFrame:
    """Count homes per parcel: of the segment, of all, and of unknown segment, stage or size."""
    weight = homes.astype("Int64").fillna(1)
    unknown = (is_of.isna() | is_reached.isna() | homes.isna()) & is_reached.fillna(value=True)
    known = is_reached.fillna(value=False) & ~unknown
    return pd.DataFrame(
        {
            "id": pd.Series(result, index=homes.index, dtype="str"),
            "numerator": weight.where(known & is_of.fillna(value=False), 0),
            "denominator": weight.where(known, 0),
            "missing": weight.where(unknown, 0),
        }
    ).astype({"numerator": "int64", "denominator": "int64", "missing": "int64"})


def required(
    plan: pd.DataFrame,
    *,
    district: str,
    plan_sizes: Sequence[int],
    thresholds: Mapping[str, Fraction],
) -> pd.DataFrame:
    """
    What the homes not yet permitted must hold for the district to end at each threshold, by size of the plan.

    Parameters
    ----------
    plan
        Core table `district_plan`, one row per parcel; needs `district`, `segment`, `homes`, `status`. Not
        modified.
    district
        The district reported on.
    plan_sizes
        Total homes the plan may come to.
    thresholds
        Result id (`laarhove.social_share`, `laarhove.cheap_share`) to the exact share to end at.

    Returns
    -------
    required
        One row per id and plan size, in that order: `id`, `threshold` (decimal text), `plan_size_homes`,
        `target_homes` (share of the size, rounded up), `committed_homes` (of the kind, at least permitted),
        `remaining_homes` (the size minus all homes at least permitted, at least 0), `required_homes` (target
        minus committed, at least 0), `required_share` (of the remaining; above 1 when impossible; missing
        when nothing remains), `is_possible`. Parcels of unknown segment or status are not counted as
        committed.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 20; plan sizes from "circa 250 woningen".

    Examples
    --------
    >>> from fractions import Fraction
    >>> plan = pd.DataFrame({"district": "Laarhove", "segment": ["social_rent", "middle"], "homes": [30, 70],
    ...                      "status": ["permitted", "delivered"]})
    >>> need = required(plan, district="Laarhove", plan_sizes=[250],
    ...                 thresholds={"laarhove.social_share": Fraction("0.30")})
    >>> need[["target_homes", "required_homes", "remaining_homes", "required_share"]].iloc[0].tolist()
    [75.0, 45.0, 150.0, 0.3]
    """
    parcels = plan.loc[(plan["district"] == district) & plan["status"].isin(_STAGES)]
    permitted = int(parcels["homes"].sum())
    records = []
    for result, threshold in thresholds.items():
        committed = int(parcels.loc[parcels["segment"].isin(_SEGMENTS[result]), "homes"].sum())
        for size in plan_sizes:
            target, remaining = math.ceil(threshold * size), max(size - permitted, 0)
            records.append(_need(result, threshold, size, target, committed, remaining))
    return pd.DataFrame(records, columns=list(_REQUIRED_COLUMNS)).astype(dict(_REQUIRED_COLUMNS))


def _need(
    result: str, threshold: Fraction, size: int, target: int, committed: int, remaining: int
) -> dict[str, object]:
    """Give one row of `required`."""
    needed = max(target - committed, 0)
    return {
        "id": result,
        "threshold": f"{float(threshold):.2f}",
        "plan_size_homes": size,
        "target_homes": target,
        "committed_homes": committed,
        "remaining_homes": remaining,
        "required_homes": needed,
        "required_share": needed / remaining if remaining else math.nan,
        "is_possible": needed <= remaining,
    }
