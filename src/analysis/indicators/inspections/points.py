"""Points raised at inspections: how many are closed, and which are still open (agreement 40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import result_rows, share_rows

if TYPE_CHECKING:
    from datetime import date

    from ...periods import Period

_OPEN = ["village", "held_on", "observation_id", "subject", "grade", "action", "owner", "due_on", "days_overdue"]
_COUNTS = ["numerator", "denominator", "missing"]


def open_points(inspections: pd.DataFrame, observations: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """
    Points of inspections held by the reference date that are not closed, the longest overdue first.

    Parameters
    ----------
    inspections, observations
        Core tables, as known on the reference date. Not modified.
    on
        Reference date; a point due on the day itself is not overdue.

    Returns
    -------
    points
        One row per open point: `village`, `held_on`, `observation_id`, `subject`, `grade`, `action`, `owner`, `due_on`
        (missing: no day agreed), `days_overdue` (Int64; 0 or less: not overdue; missing without a day), `x_rd_m`,
        `y_rd_m`.

    Notes
    -----
    Source: docs/method/inspections.md.

    Examples
    --------
    >>> from datetime import date
    >>> inspections = pd.DataFrame({"inspection_id": ["i"], "village": ["Vries"],
    ...                             "held_on": pd.to_datetime(["2023-01-01"])})
    >>> observations = pd.DataFrame({"observation_id": ["a", "b"], "inspection_id": "i", "subject": "litter",
    ...     "grade": "C", "action": "clear it", "owner": "SEW", "due_on": pd.to_datetime(["2023-12-30", "2023-12-31"]),
    ...     "closed_on": pd.to_datetime([None, None]), "x_rd_m": 0.0, "y_rd_m": 0.0})
    >>> open_points(inspections, observations, on=date(2023, 12, 31))["days_overdue"].tolist()
    [1, 0]
    """
    day = pd.Timestamp(on)
    raised = raised_by(inspections, observations, day)
    still_open = raised[raised["closed_on"].isna() | (raised["closed_on"] > day)]
    overdue = (day - still_open["due_on"]).dt.days.astype("Int64")
    points: pd.DataFrame = still_open.assign(days_overdue=overdue)[[*_OPEN, "x_rd_m", "y_rd_m"]]
    order = ["days_overdue", "village", "observation_id"]
    return points.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)


def raised_by(inspections: pd.DataFrame, observations: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Give the points of inspections that have been held, with village and day of the inspection."""
    done = inspections.loc[inspections["held_on"] <= day, ["inspection_id", "village", "held_on"]]
    return observations.merge(done, on="inspection_id", how="inner")


def point_rows(inspections: pd.DataFrame, observations: pd.DataFrame, *, on: date, period: Period) -> pd.DataFrame:
    """
    Share of the points raised that are closed, and how many are open and overdue.

    The points of an inspection are its rows in `observations`. Where these are fewer than the points it says it raised,
    or none, it counts with the numbers it carries itself; one that carries none is missing.

    Parameters
    ----------
    inspections, observations
        Core tables, as known on the reference date. Not modified.
    on
        Reference date.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, grains *village* and *all*: `inspections.points_closed_share` (numerator = closed, denominator =
        raised, `missing` = inspections without numbers; no interval), `inspections.open_points_count` and
        `inspections.overdue_points_count` (`value` = `numerator` = points, `denominator` = points raised, unit
        `points`). Overdue is known only where the points themselves are delivered or all closed; other inspections are
        `missing` there.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 40: "welke acties ondernomen moeten worden"; docs/method/inspections.md.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> inspections = pd.DataFrame({"inspection_id": ["i"], "village": ["Vries"],
    ...     "held_on": pd.to_datetime(["2023-01-01"]), "points_raised": pd.array([2], dtype="Int64"),
    ...     "points_closed": pd.array([1], dtype="Int64")})
    >>> observations = pd.DataFrame({"observation_id": ["a", "b"], "inspection_id": "i",
    ...     "due_on": pd.to_datetime(["2023-06-30"] * 2), "closed_on": pd.to_datetime(["2023-06-30", None])})
    >>> rows = point_rows(inspections, observations, on=date(2023, 12, 31), period=Period(2023, 2))
    >>> rows.loc[rows["village"] == "Vries", ["id", "value"]].values.tolist()
    [['inspections.open_points_count', 1.0], ['inspections.overdue_points_count', 1.0], \
['inspections.points_closed_share', 0.5]]
    """
    counted = _counted(inspections, observations, pd.Timestamp(on))
    shares = share_rows(
        counted.assign(id="inspections.points_closed_share"),
        grains=[["village"], []],
        period=period,
        has_interval=False,
    )
    dated = counted.assign(
        denominator=counted["denominator"].where(counted["is_dated"], 0), missing=(~counted["is_dated"]).astype("int64")
    )
    counts = [
        _count_rows(frame.assign(numerator=frame[name], id=f"inspections.{name}_points_count"))
        for name, frame in (("open", counted), ("overdue", dated))
    ]
    return result_rows(pd.concat([shares, *counts], ignore_index=True), period=period)


def _counted(inspections: pd.DataFrame, observations: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """
    Give per inspection held: points closed (numerator), raised (denominator), open, overdue, and `missing`.

    `is_dated`: it is known which points are overdue, since they are delivered or all closed.
    """
    raised = raised_by(inspections, observations, day)
    is_closed = raised["closed_on"] <= day
    told = (
        raised.assign(denominator=1, numerator=is_closed, overdue=~is_closed & (raised["due_on"] < day))
        .groupby("inspection_id")[["numerator", "denominator", "overdue"]]
        .sum()
    )
    done = inspections[inspections["held_on"] <= day].set_index("inspection_id")
    own = told.reindex(done.index)
    is_partly = own["denominator"] < done["points_raised"].astype("float64")  # not all of them were delivered
    own = own.loc[~is_partly].reindex(done.index)
    numerator = own["numerator"].astype("Int64").fillna(done["points_closed"])
    denominator = own["denominator"].astype("Int64").fillna(done["points_raised"])
    is_unknown = numerator.isna() | denominator.isna()
    counts: dict[str, pd.Series] = {
        "numerator": numerator.mask(is_unknown, 0),
        "denominator": denominator.mask(is_unknown, 0),
        "open": (denominator - numerator).mask(is_unknown, 0),
        "overdue": own["overdue"].astype("Int64").fillna(0),
        "missing": is_unknown,
    }
    is_dated = own["denominator"].notna() | (numerator == denominator).fillna(value=False)
    whole = {name: column.astype("int64") for name, column in counts.items()}
    return done[["village"]].assign(**whole, is_dated=is_dated.astype(bool))


def _count_rows(counted: pd.DataFrame) -> pd.DataFrame:
    """Add counts up per village and over all."""
    sums = [counted.groupby(grain, as_index=False)[_COUNTS].sum() for grain in (["id", "village"], ["id"])]
    rows = pd.concat(sums, ignore_index=True)
    rows = rows[rows["denominator"] > 0]
    return rows.assign(value=rows["numerator"].astype("float64"), unit="points")
