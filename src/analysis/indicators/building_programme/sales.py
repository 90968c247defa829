"""Homes that were sold: with a sale label or without, and what is left of their complexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, effective_end, in_service, is_in, result_rows, share_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from ...periods import Period

_SOLD = "sold"


def without_label(
    dwellings: pd.DataFrame,
    *,
    result: str,
    exit_steps: Mapping[str, str],
    temporary_reasons: Collection[str],
    period: Period,
) -> pd.DataFrame:
    """
    Share of the homes sold in a half-year that had no sale label.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    result
        Id of the rows.
    exit_steps
        Reason code to step; a spell that ends with the step `sold` is a sale on its last day.
    temporary_reasons
        Codes of reasons that do not end the service.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `share` (0-1), without interval: a complete count. `numerator` = homes sold without a label,
        `denominator` = homes sold of which it is known, `missing` = homes sold of which it is not; each association
        and the whole. An association that sold nothing has a row with the denominator 0 and no value, because the
        clause asks each of them.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 22: "verkopen alleen woningen die al een verkooplabel hebben".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "SEW", "out_of_service_reason": "VAH",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2),
    ...     "has_sale_label": pd.Series([True, None], dtype="boolean"),
    ...     "out_of_service_from": pd.to_datetime(["2023-08-01"] * 2)})
    >>> without_label(dwellings, result="programme.sold_without_label_share", exit_steps={"VAH": "sold"},
    ...               temporary_reasons=[], period=Period(2023, 2))[["value", "denominator", "missing"]].values.tolist()
    [[0.0, 1, 1], [0.0, 1, 1]]
    """
    spells = sold(dwellings, exit_steps=exit_steps, temporary_reasons=temporary_reasons)
    spells = spells.loc[is_in(spells["sold_on"], period)]
    is_without = ~spells["has_sale_label"].astype("boolean")
    counted = answers(spells.assign(is_without=is_without), {result: "is_without"})
    rows = share_rows(counted, grains=[["corporation"], []], period=period, has_interval=False)
    silent = sorted(set(dwellings["corporation"].dropna()) - set(rows["corporation"].dropna()))
    unknown = counted.groupby("corporation")["missing"].sum().reindex(silent, fill_value=0)
    nothing = pd.DataFrame({"corporation": silent, "missing": unknown.to_numpy()})
    nothing = nothing.assign(id=result, unit="share", numerator=0, denominator=0)
    return result_rows(pd.concat([rows, result_rows(nothing, period=period)], ignore_index=True), period=period)


def unsold(rows: pd.DataFrame, *, result: str) -> Mapping[tuple[str, str, str], str]:
    """
    Say of which associations no verdict on sales can be given, and why.

    Parameters
    ----------
    rows
        Rows as `without_label` gives them, with others. Not modified.
    result
        Their id.

    Returns
    -------
    blocked
        Reason by id, association and village (empty text), for associations that sold nothing.

    Notes
    -----
    Source: docs/method/verdicts.md: nothing to measure is not assessable.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a"], "corporation": ["SEW"], "denominator": [0], "missing": [0]})
    >>> unsold(rows, result="a")
    {('a', 'SEW', ''): 'no homes were sold'}
    """
    is_empty = (rows["id"] == result) & (rows["denominator"] + rows["missing"] == 0)
    return {(result, str(name), ""): "no homes were sold" for name in rows.loc[is_empty, "corporation"]}


def of_complexes(
    dwellings: pd.DataFrame,
    *,
    result: str,
    exit_steps: Mapping[str, str],
    temporary_reasons: Collection[str],
    baseline_date: date,
    until: date,
    period: Period,
) -> pd.DataFrame:
    """
    Share of a complex that was sold since the baseline: homes sold / (homes left + homes sold).

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    result
        Id of the rows.
    exit_steps, temporary_reasons
        As for `without_label`.
    baseline_date, until
        Sales after the first day up to and including the last count; homes left are those in service on the last.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `share` (0-1), without interval; one row per complex in which a home was sold. `missing` = 0:
        homes that carry no complex are in no row.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 22: "voorkomen van versnipperd eigendom".

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "complex_id": "c", "out_of_service_reason": ["VAH", None],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "corporation": "SEW", "village": "Eelde",
    ...     "out_of_service_from": pd.to_datetime(["2023-08-01", None])})
    >>> of_complexes(dwellings, result="programme.sold_share_of_complex", exit_steps={"VAH": "sold"},
    ...              temporary_reasons=[], baseline_date=date(2022, 12, 31), until=date(2023, 12, 31),
    ...              period=Period(2023, 2))[["complex_id", "value"]].values.tolist()
    [['c', 0.5]]
    """
    found = scattered(
        dwellings, exit_steps=exit_steps, temporary_reasons=temporary_reasons, baseline_date=baseline_date, until=until
    )
    whole = found["left_homes"] + found["sold_since_homes"]
    rows = found[["complex_id"]].assign(
        id=result,
        unit="share",
        value=found["sold_since_homes"] / whole,
        numerator=found["sold_since_homes"],
        denominator=whole,
        missing=0,
    )
    return result_rows(rows, period=period)


def scattered(
    dwellings: pd.DataFrame,
    *,
    exit_steps: Mapping[str, str],
    temporary_reasons: Collection[str],
    baseline_date: date,
    until: date,
) -> pd.DataFrame:
    """
    Scattered ownership of the complexes with sales, before and after: how mixed the owners are.

    A complex of p homes of the association and 1 - p sold homes is mixed for 2 p (1 - p): the chance that two homes
    taken at random, one after the other and with the first put back, have different owners. 0 is one owner, 0.5 is
    half and half. A sale out of a complex that is mostly the association's makes it more mixed; the sale of a remnant
    less.

    Parameters
    ----------
    dwellings, exit_steps, temporary_reasons, baseline_date, until
        As for `of_complexes`.

    Returns
    -------
    complexes
        One row per complex with a sale since the baseline, sorted: `complex_id`, `corporation`, `village`,
        `left_homes`, `sold_before_homes` (sales the delivery knows up to the baseline), `sold_since_homes` (Int64),
        `owned_before_share`, `owned_after_share`, `mixed_before_share`, `mixed_after_share` (0-1).

    Notes
    -----
    Source: definition of the monitor, docs/method/building_programme.md; the agreement does not define
    "versnipperd".

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": list("abcd"), "complex_id": "c", "corporation": "SEW",
    ...     "village": "Eelde", "in_service_from": pd.to_datetime(["1990-01-01"] * 4),
    ...     "out_of_service_reason": ["VAH", None, None, None],
    ...     "out_of_service_from": pd.to_datetime(["2023-08-01", None, None, None])})
    >>> scattered(dwellings, exit_steps={"VAH": "sold"}, temporary_reasons=[], baseline_date=date(2022, 12, 31),
    ...           until=date(2023, 12, 31))[["mixed_before_share", "mixed_after_share"]].values.tolist()
    [[0.0, 0.375]]
    """
    day = pd.Timestamp(until)
    is_left = in_service(dwellings, until, temporary_reasons=temporary_reasons)
    gone = sold(dwellings, exit_steps=exit_steps, temporary_reasons=temporary_reasons)
    gone = gone.loc[(gone["sold_on"] <= day) & ~gone["dwelling_id"].isin(dwellings.loc[is_left, "dwelling_id"])]
    gone = gone.sort_values("sold_on", kind="stable").drop_duplicates("dwelling_id", keep="last")
    is_since = gone["sold_on"] > pd.Timestamp(baseline_date)
    parts = {
        "left_homes": dwellings.loc[is_left],
        "sold_before_homes": gone.loc[~is_since],
        "sold_since_homes": gone.loc[is_since],
    }
    counted = {name: part.groupby("complex_id").size() for name, part in parts.items()}
    counts = pd.DataFrame(counted).reindex(counted["sold_since_homes"].index).fillna(0).astype("Int64")
    homes = _place_of_complexes(dwellings).merge(counts.reset_index(), on="complex_id", validate="one_to_one")
    whole = homes["left_homes"] + homes["sold_before_homes"] + homes["sold_since_homes"]
    before = ((homes["left_homes"] + homes["sold_since_homes"]) / whole).astype("float64")
    after = (homes["left_homes"] / whole).astype("float64")
    shares = {"owned_before_share": before, "owned_after_share": after}
    mixed = {"mixed_before_share": 2 * before * (1 - before), "mixed_after_share": 2 * after * (1 - after)}
    return homes.assign(**shares, **mixed).sort_values("complex_id", kind="stable", ignore_index=True)


def _place_of_complexes(dwellings: pd.DataFrame) -> pd.DataFrame:
    """Association and village of each complex: those of most of its homes, for a complex may lie in two villages."""
    places = dwellings.groupby(["complex_id", "corporation", "village"], as_index=False).agg(
        homes=("dwelling_id", "size")
    )
    most = places.sort_values("homes", ascending=False, kind="stable").drop_duplicates("complex_id")
    return most.drop(columns="homes")


def sold(dwellings: pd.DataFrame, *, exit_steps: Mapping[str, str], temporary_reasons: Collection[str]) -> pd.DataFrame:
    """
    Spells that ended with a sale, with the day of it in `sold_on`.

    Examples
    --------
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "out_of_service_reason": ["VAH", "SLO"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2),
    ...     "out_of_service_from": pd.to_datetime(["2023-08-01"] * 2)})
    >>> sold(dwellings, exit_steps={"VAH": "sold", "SLO": "demolished"}, temporary_reasons=[])["dwelling_id"].tolist()
    ['a']
    """
    until = effective_end(dwellings, temporary_reasons=temporary_reasons)
    is_sold = dwellings["out_of_service_reason"].map(dict(exit_steps)).eq(_SOLD).fillna(value=False).astype(bool)
    return dwellings.assign(sold_on=until).loc[is_sold & until.notna()]
