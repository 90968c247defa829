"""Net rents of homes on a date, held against the caps of the housing allowance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...statistics import is_above
from ..definitions import answers, in_service, rent_on, share_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from ...periods import Period

_KEPT = ["dwelling_id", "corporation", "village", "is_self_contained", "target_rent_eur_per_month"]
_GRAINS: tuple[list[str], ...] = (["village"], ["corporation"], [])
_BELOW = "rent.below_first_cap_share"


def homes_with_rent(
    dwellings: pd.DataFrame,
    rents: pd.DataFrame,
    *,
    on: date,
    card_reference_date: date,
    temporary_reasons: Collection[str],
    self_contained_only: bool,
    service_costs_eur_per_month: float,
) -> pd.DataFrame:
    """
    Homes in service on a date with the rent that is held against the caps.

    Net rent stands in for *rekenhuur*, which also holds a part of the service costs; what is assumed of those is
    added to every net rent.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    rents
        Core table `rents`. Not modified.
    on
        The date.
    card_reference_date
        Day whose state `dwellings` gives.
    temporary_reasons
        Codes of reasons that do not end the service.
    self_contained_only
        Whether rooms and other homes that share facilities are left out.
    service_costs_eur_per_month
        Assumed service costs that count in the *rekenhuur*.

    Returns
    -------
    homes
        One row per home: `dwelling_id`, `corporation`, `village`, `is_self_contained`, `target_rent_eur_per_month`,
        `net_rent_eur_per_month` and `rent_eur_per_month` (with the service costs); both missing where the net rent is
        unknown, and where it is unknown whether the home is self-contained and that decides whether it counts.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 12; docs/method/rent_levels.md.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_reason": None,
    ...     "out_of_service_from": pd.to_datetime([None] * 2), "net_rent_eur_per_month": [600.0, 250.0],
    ...     "target_rent_eur_per_month": None, "is_self_contained": pd.Series([True, False], dtype="boolean")})
    >>> rents = pd.DataFrame({"dwelling_id": ["a"], "valid_from": pd.to_datetime(["2023-07-01"]),
    ...                       "net_rent_eur_per_month": [600.0]})
    >>> homes_with_rent(dwellings, rents, on=date(2023, 12, 31), card_reference_date=date(2023, 12, 31),
    ...     temporary_reasons=[], self_contained_only=True, service_costs_eur_per_month=10)["rent_eur_per_month"].item()
    610.0
    """
    spells = dwellings.loc[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    is_room = (spells["is_self_contained"] == False).fillna(value=False).astype(bool)  # noqa: E712 - three-valued
    spells = spells.loc[~is_room] if self_contained_only else spells
    rent = rent_on(rents, spells, on, card_reference_date=card_reference_date)
    if self_contained_only:
        rent = rent.mask(spells["is_self_contained"].isna())
    homes = spells[_KEPT].assign(net_rent_eur_per_month=rent, rent_eur_per_month=rent + service_costs_eur_per_month)
    return homes.reset_index(drop=True)


def below_first_cap(
    homes: pd.DataFrame, *, lage_aftoppingsgrens_eur_per_month: float, period: Period, at_year_start: bool
) -> pd.DataFrame:
    """
    Share of the homes with a rent up to the low (first) aftoppingsgrens; a rent exactly at the cap counts.

    Parameters
    ----------
    homes
        Frame as `homes_with_rent` gives it. Not modified.
    lage_aftoppingsgrens_eur_per_month
        Norm in force on the date of the rents.
    period
        The half-year reported on.
    at_year_start
        Whether the rents are those of 1 January; it only changes the id.

    Returns
    -------
    rows
        Common shape; id `rent.below_first_cap_share` (or `…_at_year_start`), numerator = homes up to the cap,
        denominator = homes with a known rent, `missing` = the others; for each village, each association and the
        whole; no interval: a complete count.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 12: "minimaal 80% van de huurwoningen (…) een huurprijs tot de eerste
    aftoppingsgrens".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "rent_eur_per_month": [647.19, 647.20, None]})
    >>> rows = below_first_cap(homes, lage_aftoppingsgrens_eur_per_month=647.19, period=Period(2023, 2),
    ...                        at_year_start=False)
    >>> rows.loc[0, ["numerator", "denominator", "missing"]].tolist()
    [1, 2, 1]
    """
    flagged = homes.assign(is_below=~is_above(homes["rent_eur_per_month"], lage_aftoppingsgrens_eur_per_month))
    counted = answers(flagged, {f"{_BELOW}_at_year_start" if at_year_start else _BELOW: "is_below"})
    return share_rows(counted, grains=_GRAINS, period=period, has_interval=False)


def affordable(
    dwellings: pd.DataFrame,
    rents: pd.DataFrame,
    *,
    on: date,
    card_reference_date: date,
    lage_aftoppingsgrens_eur_per_month: float,
    period: Period,
    at_year_start: bool,
    **scope: Any,
) -> pd.DataFrame:
    """
    Homes with their rents, and the share up to the first cap, in one step.

    Parameters
    ----------
    dwellings, rents, on, card_reference_date
        As for `homes_with_rent`.
    lage_aftoppingsgrens_eur_per_month, period, at_year_start
        As for `below_first_cap`.
    **scope
        Which homes count: the further arguments of `homes_with_rent`.

    Returns
    -------
    rows
        As of `below_first_cap`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 12; docs/method/rent_levels.md.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"]), "out_of_service_reason": None,
    ...     "out_of_service_from": pd.to_datetime([None]), "net_rent_eur_per_month": [640.0],
    ...     "target_rent_eur_per_month": None, "is_self_contained": pd.Series([True], dtype="boolean")})
    >>> rents = pd.DataFrame({"dwelling_id": [], "valid_from": pd.to_datetime([]), "net_rent_eur_per_month": []})
    >>> day = date(2023, 12, 31)
    >>> scope = {"temporary_reasons": [], "self_contained_only": True, "service_costs_eur_per_month": 10}
    >>> affordable(dwellings, rents, on=day, card_reference_date=day, lage_aftoppingsgrens_eur_per_month=647.19,
    ...            period=Period(2023, 2), at_year_start=False, **scope)["value"].tolist()
    [0.0, 0.0, 0.0]
    """
    homes = homes_with_rent(dwellings, rents, on=on, card_reference_date=card_reference_date, **scope)
    return below_first_cap(
        homes,
        lage_aftoppingsgrens_eur_per_month=lage_aftoppingsgrens_eur_per_month,
        period=period,
        at_year_start=at_year_start,
    )


def class_rows(homes: pd.DataFrame, *, caps: Mapping[str, float], period: Period) -> pd.DataFrame:
    """
    Share of the homes in each class of rent; a rent exactly at a cap belongs to the class below it.

    Parameters
    ----------
    homes
        Frame as `homes_with_rent` gives it. Not modified.
    caps
        The caps in force by name, from low to high: `quality_cap`, `low_cap`, `high_cap`, `limit`.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; ids `rent.class_up_to_<name>_share` and, above the last cap, `rent.class_above_<name>_share`;
        per village, association and over the whole. The classes of a place add up to 1.

    Notes
    -----
    Source: Wet op de huurtoeslag. VERA's HUURKLASSE has no low cap and counts a rent at a cap above it.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "rent_eur_per_month": [452.20, 600.0, 900.0]})
    >>> rows = class_rows(homes, caps={"quality_cap": 452.20, "limit": 808.06}, period=Period(2023, 2))
    >>> rows.loc[rows["village"].isna() & rows["corporation"].isna(), "numerator"].tolist()
    [1, 1, 1]
    """
    rent = homes["rent_eur_per_month"]
    flags, columns = {}, {}
    above_previous = rent.notna().astype("boolean").mask(rent.isna())
    for name, cap in caps.items():
        above = is_above(rent, cap)
        columns[name] = above_previous & ~above
        flags[f"rent.class_up_to_{name}_share"] = name
        above_previous, last = above, name
    columns["above"] = above_previous
    flags[f"rent.class_above_{last}_share"] = "above"
    counted = answers(homes[["corporation", "village"]].assign(**columns), flags)
    return share_rows(counted, grains=_GRAINS, period=period, has_interval=False)


def cumulative(homes: pd.DataFrame, *, step_eur_per_month: float, caps: Sequence[float]) -> pd.DataFrame:
    """
    Share of the homes with a rent up to each amount of a grid: the distribution of the rents.

    Parameters
    ----------
    homes
        Frame as `homes_with_rent` gives it. Not modified.
    step_eur_per_month
        Width of the grid, which reaches from below the lowest to above the highest rent.
    caps
        Amounts that are always in it.

    Returns
    -------
    curve
        One row per association (missing: all together) and amount: `corporation`, `up_to_eur_per_month`, `value`
        (share, 0-1), `unit`, `numerator`, `denominator`, `missing`; associations without a known rent are left out.

    Notes
    -----
    Source: empirical distribution function.

    Examples
    --------
    >>> homes = pd.DataFrame({"corporation": ["SEW", "SEW"], "rent_eur_per_month": [500.0, 600.0]})
    >>> cumulative(homes, step_eur_per_month=100, caps=[647.19])["up_to_eur_per_month"].tolist()[:3]
    [400.0, 500.0, 600.0]
    """
    steps = _grid(homes["rent_eur_per_month"].dropna(), step_eur_per_month, caps)
    groups = [(None, homes), *homes.groupby("corporation")]
    parts = [_curve(name, group["rent_eur_per_month"], steps) for name, group in groups]
    text = {"corporation": "str", "unit": "str"}
    return pd.concat(parts, ignore_index=True).astype(text)


def _grid(rent: pd.Series[float], step: float, caps: Sequence[float]) -> list[float]:
    if rent.empty:
        return []
    first, last = math.ceil(rent.min() / step) - 1, math.ceil(rent.max() / step)
    return sorted({*(number * step for number in range(first, last + 1)), *caps})


def _curve(name: object, rent: pd.Series[float], steps: Sequence[float]) -> pd.DataFrame:
    known = int(rent.notna().sum())
    counts = [int((~is_above(rent, step)).fillna(value=False).sum()) for step in steps] if known else []
    return pd.DataFrame(
        {
            "corporation": pd.Series([name] * len(counts), dtype="str"),
            "up_to_eur_per_month": pd.Series(steps[: len(counts)], dtype="float64"),
            "value": pd.Series([count / known for count in counts], dtype="float64"),
            "unit": pd.Series(["share"] * len(counts), dtype="str"),
            "numerator": pd.Series(counts, dtype="Int64"),
            "denominator": pd.Series([known] * len(counts), dtype="Int64"),
            "missing": pd.Series([int(rent.isna().sum())] * len(counts), dtype="Int64"),
        }
    )
