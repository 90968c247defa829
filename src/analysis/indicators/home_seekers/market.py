"""Seekers and responses: counts of the table `seekers`, added up over villages and quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import result_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["village"], [])
_COUNTS = ["numerator", "denominator", "missing"]
STATES: Mapping[str, str] = {
    "seekers.active_count": "active_seekers",
    "seekers.registered_count": "registered_seekers",
}
RATIOS: Mapping[str, tuple[str, str, str]] = {
    "seekers.responses_per_advert": ("responses", "advertised_dwellings", "responses_per_home"),
    "seekers.outside_responses_share": ("responses_from_outside", "responses", "share"),
}


def states(seekers: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Active and registered seekers in the last quarter of a half-year that is over.

    Parameters
    ----------
    seekers
        Frame as `complete` gives it, the quarters of the half-year that are over. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `persons`; `value` = `numerator` = `denominator` = seekers, `missing` = villages without the
        figure; each village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24: "het aantal woningzoekenden". A state, so it is not added up over
    quarters: whoever searches in two of them would count twice.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> seekers = pd.DataFrame({"period": ["2023-Q3", "2023-Q4"], "village": "Vries",
    ...     "active_seekers": pd.array([40, 50], dtype="Int64"),
    ...     "registered_seekers": pd.array([90, 95], dtype="Int64")})
    >>> states(seekers, period=Period(2023, 2))[["id", "value"]].drop_duplicates().values.tolist()
    [['seekers.active_count', 50.0], ['seekers.registered_count', 95.0]]
    """
    last = seekers.loc[seekers["period"] == seekers["period"].max()]
    counted = [
        last[["village"]].assign(
            id=result, numerator=last[column].fillna(0), denominator=last[column].fillna(0), missing=last[column].isna()
        )
        for result, column in STATES.items()
    ]
    rows = added(pd.concat(counted, ignore_index=True))
    return result_rows(rows.assign(value=rows["numerator"], unit="persons"), period=period)


def ratios(seekers: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Responses per advertised home, and the share of responses from other municipalities, over a half-year.

    Parameters
    ----------
    seekers
        Frame as `complete` gives it, the quarters of the half-year that are over. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; `numerator` and `denominator` are sums over the village-quarters of which both are known,
        `missing` = village-quarters of which one is not; unit `responses_per_home` or `share` (0-1); each village and
        the whole. No interval: a complete count.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 24: "aantal reacties op woningen", "reacties van woningzoekenden van
    buiten de gemeente Tynaarlo".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> seekers = pd.DataFrame({"period": ["2023-Q3", "2023-Q4"], "village": "Vries",
    ...     "responses": pd.array([600, None], dtype="Int64"), "advertised_dwellings": pd.array([2, 3], dtype="Int64"),
    ...     "responses_from_outside": pd.array([300, None], dtype="Int64")})
    >>> rows = ratios(seekers, period=Period(2023, 2))
    >>> rows.loc[rows["village"].isna(), ["value", "missing"]].values.tolist()
    [[0.5, 1], [300.0, 1]]
    """
    counted = []
    for result, (part, whole, unit) in RATIOS.items():
        is_known = seekers[part].notna() & seekers[whole].notna()
        counted.append(
            seekers[["village"]].assign(
                id=result,
                unit=unit,
                numerator=seekers[part].where(is_known).fillna(0),
                denominator=seekers[whole].where(is_known).fillna(0),
                missing=~is_known,
            )
        )
    rows = added(pd.concat(counted, ignore_index=True))
    return result_rows(rows.assign(value=rows["numerator"] / rows["denominator"]), period=period)


def added(counted: pd.DataFrame) -> pd.DataFrame:
    """
    Add counts up per village and over all; rows without a denominator are left out.

    Examples
    --------
    >>> counted = pd.DataFrame({"id": "a", "village": ["Vries"], "numerator": [1], "denominator": [0], "missing": [0]})
    >>> len(added(counted))
    0
    """
    units = ["unit"] if "unit" in counted else []
    typed = counted.astype(dict.fromkeys(_COUNTS, "int64"))
    sums = [typed.groupby(["id", *units, *grain], as_index=False)[_COUNTS].sum() for grain in _GRAINS]
    rows = pd.concat(sums, ignore_index=True)
    return rows.loc[rows["denominator"] > 0]
