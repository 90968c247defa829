"""The common shape of results: one row per figure, with what it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...statistics import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...periods import Period

_DIMENSIONS = ("corporation", "village", "complex_id")
JUDGED_GRAINS: tuple[list[str], ...] = (["village"], ["corporation"], [])
"""Grains at which a rule of a register can hold: what a sensitivity table varies stands at no other."""
ROW_COLUMNS: Mapping[str, str] = {
    "id": "str",
    "corporation": "str",
    "village": "str",
    "complex_id": "str",
    "period": "str",
    "value": "float64",
    "unit": "str",
    "numerator": "Int64",
    "denominator": "Int64",
    "missing": "Int64",
    "interval_low": "float64",
    "interval_high": "float64",
    "definition_version": "str",
}


def answers(frame: pd.DataFrame, flags: Mapping[str, str]) -> pd.DataFrame:
    """
    Turn three-valued columns into counts: one row per case and result, ready to be added up.

    Parameters
    ----------
    frame
        One row per case; needs the `boolean` columns of `flags`; `corporation`, `village` and `complex_id`
        are taken along where present. Not modified.
    flags
        Result id to column.

    Returns
    -------
    answers
        `id`, the dimensions, and whole counts `numerator` (true), `denominator` (known), `missing` (unknown).

    Notes
    -----
    Source: shape of the results, design of the monitor.

    Examples
    --------
    >>> poor = pd.Series([True, None], dtype="boolean")
    >>> cases = pd.DataFrame({"village": ["Vries", "Vries"], "poor": poor})
    >>> answers(cases, {"theme.poor_share": "poor"})[["numerator", "denominator", "missing"]].sum().tolist()
    [1, 1, 1]
    """
    dimensions = [name for name in _DIMENSIONS if name in frame.columns]
    parts = []
    for result, column in flags.items():
        answer = frame[column].astype("boolean")
        counts = {
            "numerator": answer.fillna(value=False),
            "denominator": answer.notna(),
            "missing": answer.isna(),
        }
        parts.append(frame[dimensions].assign(id=result, **counts))
    return pd.concat(parts, ignore_index=True).astype(
        {"id": "str", "numerator": "int64", "denominator": "int64", "missing": "int64"}
    )


def tallies(frame: pd.DataFrame, flags: Mapping[str, str]) -> pd.DataFrame:
    """
    Count three-valued columns as `answers` does, added up already: one row per result and place it occurs in.

    Of millions of cases only as many rows are left as there are complexes, villages and associations together.

    Parameters
    ----------
    frame
        One row per case; needs the `boolean` columns of `flags`; `corporation`, `village` and `complex_id`
        are taken along where present. Not modified.
    flags
        Result id to column.

    Returns
    -------
    tallies
        As `answers` gives them, with counts above 1.

    Notes
    -----
    Source: shape of the results, design of the monitor.

    Examples
    --------
    >>> poor = pd.Series([True, None, False], dtype="boolean")
    >>> cases = pd.DataFrame({"village": ["Vries", "Vries", "Vries"], "poor": poor})
    >>> tallies(cases, {"theme.poor_share": "poor"})[["numerator", "denominator", "missing"]].values.tolist()
    [[1, 2, 1]]
    """
    dimensions = [name for name in _DIMENSIONS if name in frame.columns]
    place = frame.groupby(dimensions, dropna=False, sort=False).ngroup().to_numpy()
    places = frame[dimensions].iloc[np.unique(place, return_index=True)[1]]
    cases = np.bincount(place, minlength=len(places))
    parts = []
    for result, column in flags.items():
        answer = frame[column].astype("boolean")
        known = np.bincount(place[answer.notna()], minlength=len(places))
        true = np.bincount(place[answer.fillna(value=False)], minlength=len(places))
        parts.append(places.assign(id=result, numerator=true, denominator=known, missing=cases - known))
    return pd.concat(parts, ignore_index=True).astype({"id": "str"})


def share_rows(
    counted: pd.DataFrame,
    *,
    grains: Sequence[Sequence[str]],
    period: Period,
    definition_version: str | None = None,
    has_interval: bool = True,
) -> pd.DataFrame:
    """
    Add answers up to shares: numerator / denominator per result and grain, with the Wilson 95 % interval.

    Parameters
    ----------
    counted
        Frame as `answers` gives it.
    grains
        Each a list of dimensions to keep; the empty list is the whole.
    period
        The half-year reported on.
    definition_version
        Version of the definition, `None` where there is only one.
    has_interval
        False for a complete count, where chance plays no part.

    Returns
    -------
    rows
        Common shape, one row per result and grain with a denominator above 0; sorted; `value` 0-1.

    Notes
    -----
    Source: shape of the results, design of the monitor.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> poor = pd.Series([True, False], dtype="boolean")
    >>> cases = pd.DataFrame({"village": ["Vries", "Vries"], "poor": poor})
    >>> rows = share_rows(answers(cases, {"theme.poor_share": "poor"}), grains=[["village"], []],
    ...                   period=Period(2023, 2))
    >>> rows[["village", "value", "denominator"]].values.tolist()
    [[nan, 0.5, 2], ['Vries', 0.5, 2]]
    """
    sums = [
        counted.groupby(["id", *grain], as_index=False)[["numerator", "denominator", "missing"]].sum()
        for grain in grains
    ]
    rows = pd.concat(sums, ignore_index=True)
    rows = rows.loc[rows["denominator"] > 0]
    rows = rows.assign(value=rows["numerator"] / rows["denominator"], unit="share")
    if has_interval:
        low, high = wilson_interval(rows["numerator"], rows["denominator"])
        rows = rows.assign(interval_low=low, interval_high=high)
    return result_rows(rows, period=period, definition_version=definition_version)


def result_rows(rows: pd.DataFrame, *, period: Period, definition_version: str | None = None) -> pd.DataFrame:
    """
    Bring results into the common shape: all columns and dtypes, in the fixed order of rows.

    Parameters
    ----------
    rows
        One row per figure; columns that are absent become missing. Not modified.
    period
        The half-year reported on.
    definition_version
        Version of the definition, `None` where there is only one.

    Returns
    -------
    rows
        Columns of `ROW_COLUMNS`, sorted by id, corporation, village, complex_id (missing first).

    Notes
    -----
    Source: shape of the results, design of the monitor.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> rows = result_rows(pd.DataFrame({"id": ["b", "a"], "value": [1, 2]}), period=Period(2023, 2))
    >>> rows["id"].tolist(), rows["period"].unique().tolist(), len(rows.columns)
    (['a', 'b'], ['2023-H2'], 13)
    """
    complete = rows.reindex(columns=list(ROW_COLUMNS)).assign(
        period=period.label, definition_version=definition_version
    )
    typed = complete.astype(dict(ROW_COLUMNS))
    return typed.sort_values(["id", *_DIMENSIONS], kind="stable", na_position="first", ignore_index=True)
