"""What newly built homes were let for, to how large a household, and under which cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import is_above
from ..definitions import answers, dwelling_of, result_rows, share_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from ...periods import Period

_OF_DWELLING = ["began_on", "in_service_reason", "village", "dwelling_type"]
_MEDIAN = "rent.new_build_median_eur_per_month"


def first_lettings(
    allocations: pd.DataFrame,
    dwellings: pd.DataFrame,
    rents: pd.DataFrame,
    *,
    since: date,
    on: date,
    delivered_from: date,
    new_reasons: Collection[str],
    small_household_persons: int,
    caps: Mapping[date, tuple[float, float]],
) -> pd.DataFrame:
    """
    First lettings of new homes: the first allocation in a spell of service that began because the home was built.

    An allocation of a home that a tenant left is no first letting; where that is unknown, the first one delivered
    counts if the spell began after the delivery did.

    The rent is that of the first tenancy: the earliest row of `rents` that belongs to a tenancy begun on or after the
    allocation, else the rent in force on that day. It has to be strictly below the cap in force on that day: the low
    cap for a small household, the high cap for a larger one.

    Parameters
    ----------
    allocations, dwellings, rents
        Core tables of the municipality. Not modified.
    since, on
        First and last day of the allocations.
    delivered_from
        First day of the allocations delivered: of an older spell the first allocation is not known.
    new_reasons
        Reasons of coming into service that make a home new: built or rebuilt.
    small_household_persons
        Largest number of persons for whom the low cap counts.
    caps
        Low and high cap by the day from which they are in force.

    Returns
    -------
    lettings
        One row per letting: `allocation_id`, `corporation`, `village`, `dwelling_type`, `allocated_on`, `persons`,
        `rent_eur_per_month`, `cap_eur_per_month`, `is_below` (`boolean`; missing where persons or rent is unknown).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 13: "ligt de aanvangshuur voor 1- en 2-persoonshuishoudens onder de lage
    aftoppingsgrens (…) en voor meerpersoonshuishoudens onder de hoge aftoppingsgrens".

    Examples
    --------
    >>> from datetime import date
    >>> allocations = pd.DataFrame({"allocation_id": ["1"], "dwelling_id": ["a"], "corporation": ["SEW"],
    ...     "allocated_on": pd.to_datetime(["2023-05-01"]), "persons": pd.Series([3], dtype="Int64"),
    ...     "is_vacated_dwelling": pd.Series([False], dtype="boolean")})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["2023-04-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "in_service_reason": ["NIE"], "village": ["Eelde"],
    ...     "dwelling_type": ["HOE"]})
    >>> rents = pd.DataFrame({"dwelling_id": ["a"], "valid_from": pd.to_datetime(["2023-05-09"]),
    ...     "net_rent_eur_per_month": [693.59], "tenancy_started_on": pd.to_datetime(["2023-05-09"])})
    >>> found = first_lettings(allocations, dwellings, rents, since=date(2023, 1, 1), on=date(2023, 12, 31),
    ...     delivered_from=date(2021, 1, 1), new_reasons=["NIE"], small_household_persons=2,
    ...     caps={date(2023, 1, 1): (647.19, 693.60)})
    >>> found["is_below"].tolist()
    [True]
    """
    spells = dwellings.assign(began_on=dwellings["in_service_from"])
    placed = dwelling_of(allocations, spells, columns=_OF_DWELLING)
    ordered = placed.sort_values(["allocated_on", "allocation_id"], kind="stable")
    first = ordered.drop_duplicates(["dwelling_id", "began_on"])
    is_recent = first["began_on"] >= pd.Timestamp(delivered_from)
    is_meant = first["in_service_reason"].isin(list(new_reasons)) & _is_first(first["is_vacated_dwelling"], is_recent)
    is_meant &= first["allocated_on"].between(pd.Timestamp(since), pd.Timestamp(on))
    new = first.loc[is_meant].reset_index(drop=True)
    rent = _first_rents(new, rents)
    cap = _cap(new, caps, small_household_persons)
    columns = ["allocation_id", "corporation", "village", "dwelling_type", "allocated_on", "persons"]
    return new[columns].assign(rent_eur_per_month=rent, cap_eur_per_month=cap, is_below=is_above(cap, rent))


def _is_first(is_vacated: pd.Series[bool], is_recent: pd.Series[bool]) -> pd.Series[bool]:
    """Whether nobody lived there before: as delivered, else because the home is newer than the delivery."""
    told = ~is_vacated.astype("boolean")
    return told.fillna(is_recent.astype("boolean")).astype(bool)


def _first_rents(new: pd.DataFrame, rents: pd.DataFrame) -> pd.Series[float]:
    """Rent of the first tenancy; before it has begun, the rent in force on the day of the letting."""
    keys = new[["allocation_id", "dwelling_id", "allocated_on", "began_on"]]
    pairs = keys.merge(rents, on="dwelling_id", validate="many_to_many")
    pairs = pairs.loc[pairs["valid_from"] >= pairs["began_on"]].sort_values("valid_from", kind="stable")
    of_tenancy = pairs.loc[pairs["tenancy_started_on"] >= pairs["allocated_on"]].drop_duplicates("allocation_id")
    in_force = pairs.loc[pairs["valid_from"] <= pairs["allocated_on"]].drop_duplicates("allocation_id", keep="last")
    chosen = pd.concat([of_tenancy, in_force]).drop_duplicates("allocation_id").set_index("allocation_id")
    return new["allocation_id"].map(chosen["net_rent_eur_per_month"]).astype("float64")


def _cap(new: pd.DataFrame, caps: Mapping[date, tuple[float, float]], small: int) -> pd.Series[float]:
    """Cap of each letting by its day and the size of the household; missing where the size is unknown."""
    cap = pd.Series(float("nan"), index=new.index, dtype="float64")
    is_small = (new["persons"] <= small).astype("boolean")
    for day, (low, high) in sorted(caps.items()):
        is_in_force = new["allocated_on"] >= pd.Timestamp(day)
        cap = cap.mask(is_in_force & is_small.fillna(value=False).astype(bool), low)
        cap = cap.mask(is_in_force & ~is_small.fillna(value=True).astype(bool), high)
    return cap.mask(is_small.isna())


def new_build_rows(
    lettings: pd.DataFrame, *, held_to_the_caps: Collection[str], shown: Collection[str], period: Period
) -> pd.DataFrame:
    """
    Share of the new homes let below the cap, and the median first rent, of the associations that agreed on it.

    Parameters
    ----------
    lettings
        Frame as `first_lettings` gives it. Not modified.
    held_to_the_caps
        Associations whose new homes have to be let below the caps.
    shown
        Associations of which the first rents are shown by place.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape: `rent.new_build_below_cap_share` per association (`missing`: persons or rent unknown), and
        `rent.new_build_median_eur_per_month` per association and per association and village (`denominator` = lettings
        with a known rent).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 13 and 14.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> lettings = pd.DataFrame({"corporation": ["SEW", "Woonborg"], "village": ["Eelde", "Vries"],
    ...     "rent_eur_per_month": [640.0, 650.0], "is_below": pd.Series([True, False], dtype="boolean")})
    >>> rows = new_build_rows(lettings, held_to_the_caps=["SEW"], shown=["Woonborg"], period=Period(2023, 2))
    >>> rows[["corporation", "value"]].values.tolist()
    [['SEW', 1.0], ['Woonborg', 650.0], ['Woonborg', 650.0]]
    """
    held = lettings.loc[lettings["corporation"].isin(list(held_to_the_caps)), ["corporation", "is_below"]]
    own = lettings.loc[lettings["corporation"].isin(list(shown))]
    medians = [_medians(own, keys) for keys in (["corporation"], ["corporation", "village"])]
    return pd.concat(
        [
            share_rows(
                answers(held, {"rent.new_build_below_cap_share": "is_below"}),
                grains=[["corporation"]],
                period=period,
                has_interval=False,
            ),
            result_rows(pd.concat(medians, ignore_index=True), period=period),
        ],
        ignore_index=True,
    )


def new_build_rents(lettings: pd.DataFrame) -> pd.DataFrame:
    """
    First rents of new homes by village and type of dwelling: how many, the lowest, the median and the highest.

    Parameters
    ----------
    lettings
        Frame as `first_lettings` gives it. Not modified.

    Returns
    -------
    rents
        One row per association and village, per association and type, and per all three: `corporation`, `village`,
        `dwelling_type` (missing: all), `value` (median), `unit`, `denominator` (lettings with a known rent),
        `missing`; sorted.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 14: "Afhankelijk van locatie en woningtype".

    Examples
    --------
    >>> lettings = pd.DataFrame({"corporation": "Woonborg", "village": "Vries", "dwelling_type": ["HOE", "TUS"],
    ...                          "rent_eur_per_month": [640.0, 620.0]})
    >>> new_build_rents(lettings)["value"].tolist()
    [640.0, 620.0, 630.0, 640.0, 620.0]
    """
    groups = (["corporation", "village"], ["corporation", "dwelling_type"], ["corporation", "village", "dwelling_type"])
    columns = ["corporation", "village", "dwelling_type", "value", "unit", "denominator", "missing"]
    frame = pd.concat([_medians(lettings, keys) for keys in groups], ignore_index=True).reindex(columns=columns)
    frame = frame.astype(dict.fromkeys(["corporation", "village", "dwelling_type", "unit"], "str"))
    return frame.sort_values(["corporation", "village", "dwelling_type"], kind="stable", ignore_index=True)


def _medians(lettings: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    summed = (
        lettings.groupby(list(keys))["rent_eur_per_month"]
        .agg(value="median", denominator="count", size="size")
        .reset_index()
    )
    summed["missing"] = summed["size"] - summed["denominator"]
    found: pd.DataFrame = summed.loc[summed["denominator"] > 0].assign(id=_MEDIAN, unit="eur_per_month")
    return found
