"""The half-year task in persons, divided pro rata to each association's rental homes (agreement 34)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...periods import Period, halves
from ..definitions import in_service, last_day_of_quarter, quarters_of, result_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

_COLUMNS: Mapping[str, str] = {
    "period": "str",
    "corporation": "str",
    "task_persons": "Int64",
    "homes": "Int64",
    "all_homes": "Int64",
    "own_task_persons": "float64",
    **dict.fromkeys(["housed_persons", "family_reunion_persons", "counted_persons"], "Int64"),
    "backlog_before_persons": "float64",
    "backlog_persons": "float64",
    "missing": "Int64",
}
_VALUES = {
    "permit_holders.task_share": ("share", None),
    "permit_holders.task_persons": ("persons", "own_task_persons"),
    "permit_holders.task_housed_persons": ("persons", "housed_persons"),
    "permit_holders.task_family_reunion_persons": ("persons", "family_reunion_persons"),
    "permit_holders.task_backlog_persons": ("persons", "backlog_persons"),
}


def periods(permit_holders: pd.DataFrame, *, last: Period) -> list[Period]:
    """
    Half-years from the first quarter that is reported to the one reported on; only the latter without a report.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> found = periods(pd.DataFrame({"period": ["2022-Q3", "2023-Q1"]}), last=Period(2023, 1))
    >>> [period.label for period in found]
    ['2022-H2', '2023-H1']
    """
    days = [last_day_of_quarter(str(quarter)) for quarter in permit_holders["period"].dropna()]
    first = min((day for day in days if day is not None), default=last.last_day)
    return halves(min(Period.holding(first), last), last)


def half_years(
    permit_holders: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    periods: Sequence[Period],
    self_contained_only: bool,
    daeb_only: bool,
    family_reunion_counts: bool,
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Task and persons housed per half-year and association, with what earlier half-years left.

    The task of an association is the municipality's task times its share of the rental homes of all associations on
    the day before the half-year: an exact fraction of persons, never rounded. Backlog after a half-year is backlog
    before it + own task - persons counted; below 0 the association is ahead.

    Parameters
    ----------
    permit_holders
        Core table `permit_holders`, as known on the reference date. Not modified.
    dwellings
        Core table `dwellings` of the municipality. Not modified.
    periods
        Half-years in order; the backlog before the first is taken to be 0.
    self_contained_only, daeb_only
        Which homes are "huurwoningen": every home in service, or only those with the mark; a home of which the mark is
        unknown does not count then.
    family_reunion_counts
        Whether persons housed through family reunion count towards the task.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    half_years
        One row per half-year and association, and per half-year one of all together (corporation missing, first):
        `task_persons` (of the municipality), `homes` and `all_homes` (of the division), `own_task_persons`,
        `housed_persons`, `family_reunion_persons`, `counted_persons`, `backlog_before_persons`, `backlog_persons`,
        `missing` (quarterly figures not reported). With a figure not reported the persons that rest on it are missing,
        and so is the backlog from then on.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 34: "naar rato van haar aandeel huurwoningen in de gemeente Tynaarlo
    de taakstelling te realiseren"; docs/method/permit_holders.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> permit_holders = pd.DataFrame({"period": ["2023-Q3", "2023-Q4"] * 2, "corporation": [None, None, "SEW", "SEW"],
    ...     "task_persons": pd.array([10, 10, None, None], dtype="Int64"),
    ...     "housed_persons": pd.array([None, None, 8, 7], dtype="Int64"),
    ...     "family_reunion_persons": pd.array([None, None, 0, 3], dtype="Int64")})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "corporation": ["SEW"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"]), "out_of_service_from": pd.to_datetime([None]),
    ...     "out_of_service_reason": [None]})
    >>> found = half_years(permit_holders, dwellings, periods=[Period(2023, 2)], self_contained_only=False,
    ...                    daeb_only=False, family_reunion_counts=True, temporary_reasons=[])
    >>> found.loc[found["corporation"] == "SEW", ["own_task_persons", "counted_persons", "backlog_persons"]].values
    array([[20.0, 18, 2.0]], dtype=object)
    """
    on_days = [period.day_before for period in periods]
    asked = {"is_self_contained": self_contained_only, "is_daeb": daeb_only}
    marks = [mark for mark, is_asked in asked.items() if is_asked]
    homes = [_homes(dwellings, on, marks, temporary_reasons) for on in on_days]
    names = sorted({str(name) for count in homes for name in count.index} | set(permit_holders["corporation"].dropna()))
    frames = [
        _half_year(permit_holders, count.reindex(names, fill_value=0), period, family_reunion_counts)
        for period, count in zip(periods, homes, strict=True)
    ]
    if not frames:
        return pd.DataFrame(columns=list(_COLUMNS)).astype(dict(_COLUMNS))
    return _with_backlog(pd.concat(frames, ignore_index=True))


def _homes(
    dwellings: pd.DataFrame, on: date, marks: Sequence[str], temporary_reasons: Collection[str]
) -> pd.Series[int]:
    """Rental homes per association on a day, by the definition chosen."""
    there = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    for mark in marks:
        there = there[there[mark].fillna(value=False).astype(bool)]
    return there.groupby("corporation")["dwelling_id"].nunique()


def _half_year(
    permit_holders: pd.DataFrame, homes: pd.Series[int], period: Period, family_reunion_counts: bool
) -> pd.DataFrame:
    """Give the rows of one half-year, without backlog."""
    quarters = quarters_of(period)
    told = permit_holders[permit_holders["period"].isin(list(quarters))]
    task = _task(told, quarters)
    rows = _with_whole(_persons(told, homes, quarters))
    counted = rows["housed_persons"]
    if family_reunion_counts:
        counted = counted + rows["family_reunion_persons"]
    everywhere = int(homes.sum())
    return rows.assign(
        period=period.label,
        task_persons=task,
        all_homes=everywhere,
        own_task_persons=task * rows["homes"].astype("float64") / max(everywhere, 1),
        counted_persons=counted,
        missing=rows["missing"] + (len(quarters) if math.isnan(task) else 0),
    )[[name for name in _COLUMNS if not name.startswith("backlog")]]


def _task(told: pd.DataFrame, quarters: Sequence[str]) -> float:
    """Task of the municipality in the quarters together; missing (nan) until it has reported on each of them."""
    own = told[told["corporation"].isna()]
    if own["period"].nunique() < len(quarters) or own["task_persons"].isna().all():
        return math.nan
    return float(own["task_persons"].sum())


def _persons(told: pd.DataFrame, homes: pd.Series[int], quarters: Sequence[str]) -> pd.DataFrame:
    """Add up the quarters of each association; a sum with a quarter that is not reported is missing."""
    rows = pd.DataFrame({"corporation": homes.index.astype("str"), "homes": homes.to_numpy()})
    by_name = told[told["corporation"].notna()].groupby("corporation")
    for column in ("housed_persons", "family_reunion_persons"):
        reported = by_name[column].count().reindex(homes.index, fill_value=0)
        total = by_name[column].sum().reindex(homes.index).astype("Int64").mask(reported < len(quarters))
        rows[column] = total.to_numpy()
        if column == "housed_persons":
            rows["missing"] = len(quarters) - reported.to_numpy()
    return rows.astype({"housed_persons": "Int64", "family_reunion_persons": "Int64", "missing": "int64"})


def _with_whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Put all associations together in front; unknown if one is."""
    sums = {name: rows[name].sum(skipna=False) for name in rows.columns if name != "corporation"}
    whole = pd.DataFrame([{"corporation": None, **sums}]).astype(rows.dtypes.to_dict())
    return pd.concat([whole, rows], ignore_index=True)


def _with_backlog(rows: pd.DataFrame) -> pd.DataFrame:
    """Carry over what earlier half-years left; unknown from the first half-year that is unknown."""
    behind = rows["own_task_persons"] - rows["counted_persons"].astype("float64")
    name = rows["corporation"].fillna("")
    after = behind.groupby(name, sort=False).cumsum()
    is_unknown = behind.isna().groupby(name, sort=False).cummax()
    after = after.mask(is_unknown)
    before = after.groupby(name, sort=False).shift(1)
    is_first = ~name.duplicated()
    complete = rows.assign(backlog_persons=after, backlog_before_persons=before.mask(is_first, 0.0))
    return complete[list(_COLUMNS)].astype(dict(_COLUMNS))


def task_rows(half_years: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Persons housed as a share of each association's task, with task, persons and backlog beside it.

    Parameters
    ----------
    half_years
        Frame as `half_years` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; ids `permit_holders.task_share` (value: persons counted / own task, it may exceed 1; `numerator` =
        persons counted x rental homes of all associations, `denominator` = task of the municipality x own rental homes,
        so that their fraction is exact; for the whole simply persons and task), and `.task_persons`,
        `.task_housed_persons`, `.task_family_reunion_persons`, `.task_backlog_persons` (unit `persons`, no counts).
        Each association and all together; a task of 0 gives no share. A figure that is not reported is missing, with
        the number of quarterly figures in `missing`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 34; docs/method/permit_holders.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> account = pd.DataFrame({"period": ["2023-H2"], "corporation": ["SEW"], "task_persons": [20], "homes": [3],
    ...     "all_homes": [4], "own_task_persons": [15.0], "housed_persons": [12], "family_reunion_persons": [0],
    ...     "counted_persons": [12], "backlog_persons": [3.0], "missing": [0]})
    >>> rows = task_rows(account, period=Period(2023, 2))
    >>> rows.loc[rows["id"] == "permit_holders.task_share", ["value", "numerator", "denominator"]].values.tolist()
    [[0.8, 48, 60]]
    """
    own = half_years[half_years["period"] == period.label]
    is_whole = own["corporation"].isna()
    parts = []
    for result, (unit, column) in _VALUES.items():
        part = own[["corporation", "missing"]].assign(id=result, unit=unit)
        if column is None:
            counted = own["counted_persons"].mask(own["task_persons"].isna())
            numerator = counted.where(is_whole, counted * own["all_homes"])
            denominator = own["task_persons"].where(is_whole, own["task_persons"] * own["homes"])
            value = numerator.astype("float64") / denominator.astype("float64")
            part = part.assign(value=value, numerator=numerator, denominator=denominator)
            part = part[(denominator != 0).fillna(value=True).astype(bool)]
        else:
            part = part.assign(value=own[column].astype("float64"))
        parts.append(part)
    return result_rows(pd.concat(parts, ignore_index=True), period=period)


def measure(
    permit_holders: pd.DataFrame, dwellings: pd.DataFrame, periods: Sequence[Period], **inputs: Any
) -> pd.DataFrame:
    """Give the rows of the last of the half-years: `half_years`, then `task_rows`."""
    account = half_years(permit_holders, dwellings, periods=periods, **inputs)
    rows = task_rows(account, period=periods[-1])
    shares: pd.DataFrame = rows[rows["id"] == "permit_holders.task_share"]
    return shares


def unreported(half_years: pd.DataFrame, *, period: Period) -> dict[tuple[str, str, str], str]:
    """
    Say of which shares no verdict may be given: a quarter of the half-year was not reported in time.

    Parameters
    ----------
    half_years
        Frame as `half_years` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    unreported
        Reason by id, association and village; empty text where a dimension is absent.

    Notes
    -----
    Source: docs/method/permit_holders.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> frame = pd.DataFrame({"period": ["2023-H2"], "corporation": ["SEW"], "missing": [1]})
    >>> unreported(frame, period=Period(2023, 2))["permit_holders.task_share", "SEW", ""]
    'not every quarter of the half-year was reported by the reference date'
    """
    own = half_years[(half_years["period"] == period.label) & (half_years["missing"] > 0).fillna(value=False)]
    reason = "not every quarter of the half-year was reported by the reference date"
    return {("permit_holders.task_share", str(name), ""): reason for name in own["corporation"].fillna("")}
