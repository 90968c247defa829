"""Energy labels of the homes in service on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, in_service, result_rows, share_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ...periods import Period

_LOW, _GOOD, _NEUTRAL = "is_low", "is_good", "is_neutral"
_SHARES = {
    "labels.e_to_g_share": _LOW,
    "labels.a_to_c_share": _GOOD,
    "labels.energy_neutral_share": _NEUTRAL,
}
_GRAINS: tuple[list[str], ...] = (["complex_id"], ["village"], ["corporation"], [])
_COUNTS = ["numerator", "denominator", "missing"]


def homes_with_labels(
    dwellings: pd.DataFrame,
    on: date,
    *,
    low_labels: Collection[str],
    good_labels: Collection[str],
    neutral_labels: Collection[str],
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Homes in service on a date, and whether their label is low, good, or stands in for energy-neutral.

    Parameters
    ----------
    dwellings
        Core table `dwellings`, one row per spell, labels as known on the date. Not modified.
    on
        The date.
    low_labels, good_labels, neutral_labels
        Labels of each kind.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    homes
        One row per home in service: `dwelling_id`, `complex_id`, `corporation`, `village`, `municipality_code`,
        `energy_label`, and `boolean` columns `is_low`, `is_good`, `is_neutral`, missing where the label is unknown.

    Notes
    -----
    Source: labels of NTA 8800 and earlier methods side by side, as registered; docs/method/energy_labels.md.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "complex_id": "c", "corporation": "SEW",
    ...     "village": "Eelde", "municipality_code": "GM1", "energy_label": ["E", None],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_reason": None,
    ...     "out_of_service_from": pd.to_datetime([None] * 2)})
    >>> homes_with_labels(dwellings, date(2023, 12, 31), low_labels=["E"], good_labels=["A"], neutral_labels=["A"],
    ...                   temporary_reasons=[])["is_low"].tolist()
    [True, <NA>]
    """
    homes = dwellings.loc[in_service(dwellings, on, temporary_reasons=temporary_reasons)].reset_index(drop=True)
    kept = homes[["dwelling_id", "complex_id", "corporation", "village", "municipality_code", "energy_label"]]
    kinds = {_LOW: low_labels, _GOOD: good_labels, _NEUTRAL: neutral_labels}
    label = kept["energy_label"]
    return kept.assign(
        **{name: label.isin(list(chosen)).astype("boolean").mask(label.isna()) for name, chosen in kinds.items()}
    )


def stock_rows(homes: pd.DataFrame, *, municipality: str, whole_area_of: str, period: Period) -> pd.DataFrame:
    """
    Homes with label E, F or G, and the shares of low, good and energy-neutral labels.

    Parameters
    ----------
    homes
        Frame as `homes_with_labels` gives it, of every municipality. Not modified.
    municipality
        CBS code of the municipality of the agreements.
    whole_area_of
        Association whose homes count wherever they stand; "" for none.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; `denominator` = homes with a known label, `missing` = the others; no interval: all homes are
        there. In the municipality, for the whole, associations and villages: `labels.efg_homes_count` (`value` =
        `numerator`, unit `homes`); the same and complexes: `labels.e_to_g_share`, `labels.a_to_c_share` (A++++ to C),
        `labels.energy_neutral_share`. `labels.efg_whole_area_count`: the delivered homes of the one association in
        every municipality; homes that were not delivered are in none of its counts.

    Notes
    -----
    Source: prestatieafspraken 2023, goal 4.3 and agreement 28.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> yes = pd.Series([True, None], dtype="boolean")
    >>> homes = pd.DataFrame({"complex_id": "c", "corporation": "SEW", "village": "Eelde", "municipality_code": "GM1",
    ...                       "is_low": yes, "is_good": ~yes, "is_neutral": ~yes})
    >>> rows = stock_rows(homes, municipality="GM1", whole_area_of="", period=Period(2023, 2))
    >>> rows.loc[rows["id"] == "labels.efg_homes_count", ["value", "missing"]].values.tolist()
    [[1.0, 1], [1.0, 1], [1.0, 1]]
    """
    here = homes[homes["municipality_code"] == municipality]
    shares = share_rows(answers(here, _SHARES), grains=_GRAINS, period=period, has_interval=False)
    counted = answers(here, {"labels.efg_homes_count": _LOW})
    sums = [counted.groupby(["id", *grain], as_index=False)[_COUNTS].sum() for grain in _GRAINS[1:]]
    everywhere = answers(homes[homes["corporation"] == whole_area_of], {"labels.efg_whole_area_count": _LOW})
    sums.append(everywhere.groupby(["id", "corporation"], as_index=False)[_COUNTS].sum())
    counts = pd.concat(sums, ignore_index=True)
    counts = counts[counts["denominator"] > 0]
    counts = result_rows(counts.assign(value=counts["numerator"], unit="homes"), period=period)
    return result_rows(pd.concat([shares, counts], ignore_index=True), period=period)


def distribution(homes: pd.DataFrame, *, municipality: str, labels: Sequence[str]) -> pd.DataFrame:
    """
    Homes per label and association, best label first and unknown last, for a figure.

    Parameters
    ----------
    homes
        Frame as `homes_with_labels` gives it. Not modified.
    municipality
        CBS code of the municipality of the agreements.
    labels
        Energy labels, best first.

    Returns
    -------
    distribution
        One row per association and label, zeros included, then one with a missing label: `corporation`,
        `energy_label`, `homes` (Int64).

    Notes
    -----
    Source: the delivery.

    Examples
    --------
    >>> homes = pd.DataFrame({"corporation": "SEW", "municipality_code": "GM1", "energy_label": ["E", None, "E"]})
    >>> distribution(homes, municipality="GM1", labels=["A", "E"])["homes"].tolist()
    [0, 2, 1]
    """
    here = homes[homes["municipality_code"] == municipality]
    every = pd.MultiIndex.from_product(
        [sorted(here["corporation"].dropna().unique()), [*labels, None]], names=["corporation", "energy_label"]
    )
    sizes = here.groupby(["corporation", "energy_label"], dropna=False).size()
    counted = sizes.reindex(every, fill_value=0).astype("Int64").rename("homes").reset_index()
    return counted.astype({"corporation": "str", "energy_label": "str"})
