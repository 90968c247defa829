"""Projects of the programme: homes delivered, demolished and planned, and how each project stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, result_rows, share_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["corporation"], ["village"], [])
_COUNTS = ["numerator", "denominator", "missing"]


def realised(
    programme: pd.DataFrame, *, result: str, kind: str, agreement: str, since: date, until: date, period: Period
) -> pd.DataFrame:
    """
    Homes realised of those an agreement has in its programme.

    Parameters
    ----------
    programme
        Core table `programme`, key `project_id`. Not modified.
    result
        Id of the rows.
    kind
        `new_build` or `demolition`.
    agreement
        Number of the agreement the projects belong to; empty text takes every project.
    since, until
        Days of completion that count, both included.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `homes`; `value` = `numerator` = homes realised, `denominator` = homes planned, `missing` =
        homes of projects that were realised without saying how many, a project without any number counting as 1;
        each association, each village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 21 and 23.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> programme = pd.DataFrame({"corporation": "Woonborg", "village": "Vries", "kind": "new_build", "agreement": "21",
    ...     "homes": pd.array([15, 19], dtype="Int64"), "realised_homes": pd.array([15, None], dtype="Int64"),
    ...     "realised_on": pd.to_datetime(["2023-05-22", None])})
    >>> rows = realised(programme, result="programme.delivered_homes_count", kind="new_build", agreement="21",
    ...                 since=date(2023, 1, 1), until=date(2023, 12, 31), period=Period(2023, 2))
    >>> rows[["corporation", "value", "denominator"]].values.tolist()
    [[nan, 15.0, 34], [nan, 15.0, 34], ['Woonborg', 15.0, 34]]
    """
    own = _of(programme, kind, agreement)
    is_done = own["realised_on"].between(pd.Timestamp(since), pd.Timestamp(until))
    planned = own["homes"].fillna(own["realised_homes"])
    is_unknown = planned.isna() | (is_done & own["realised_homes"].isna())
    counted = own[["corporation", "village"]].assign(
        id=result,
        numerator=own["realised_homes"].where(is_done).fillna(0),
        denominator=planned.mask(is_unknown).fillna(0),
        missing=planned.fillna(1).where(is_unknown).fillna(0),
    )
    return count_rows(counted, period=period)


def planned(programme: pd.DataFrame, *, result: str, agreement: str, period: Period) -> pd.DataFrame:
    """
    Social rental homes that are planned in the new building of an agreement, built or not.

    Parameters
    ----------
    programme
        Core table `programme`. Not modified.
    result
        Id of the rows.
    agreement
        Number of the agreement; empty text takes every project.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `homes`; `value` = `numerator` = social rental homes, `denominator` = all homes planned,
        `missing` = homes of projects that do not say how many are social, a project without a number counting as 1.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 19.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> programme = pd.DataFrame({"corporation": ["SEW"], "village": "Eelde", "kind": "new_build", "agreement": "19",
    ...     "homes": pd.array([24], dtype="Int64"), "social_homes": pd.array([24], dtype="Int64")})
    >>> planned(programme, result="programme.planned_homes_count", agreement="19", period=Period(2023, 2))[
    ...     "value"].tolist()
    [24.0, 24.0, 24.0]
    """
    own = _of(programme, "new_build", agreement)
    is_unknown = own["homes"].isna() | own["social_homes"].isna()
    counted = own[["corporation", "village"]].assign(
        id=result,
        numerator=own["social_homes"].mask(is_unknown).fillna(0),
        denominator=own["homes"].mask(is_unknown).fillna(0),
        missing=own["homes"].fillna(1).where(is_unknown).fillna(0),
    )
    return count_rows(counted, period=period)


def lifetime_proof(programme: pd.DataFrame, *, result: str, since: date, until: date, period: Period) -> pd.DataFrame:
    """
    Share of the new homes realised that suit all stages of life; homes are counted, not projects.

    Parameters
    ----------
    programme
        Core table `programme`. Not modified.
    result
        Id of the rows.
    since, until
        Days of completion that count, both included.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, unit `share` (0-1), without interval: a complete count. `missing` = homes of which it is not said,
        a project without a number of homes counting as 1; each association, each village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, goal 4.5: "nieuwbouw in principe levensloopgeschikt en rolstoeltoegankelijk".

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> programme = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "kind": "new_build", "agreement": None,
    ...     "realised_homes": pd.array([3, 1], dtype="Int64"), "realised_on": pd.to_datetime(["2023-05-22"] * 2),
    ...     "is_lifetime_proof": pd.Series([True, False], dtype="boolean")})
    >>> lifetime_proof(programme, result="programme.lifetime_proof_share", since=date(2023, 1, 1),
    ...                until=date(2023, 12, 31), period=Period(2023, 2))["value"].tolist()
    [0.75, 0.75, 0.75]
    """
    new = _of(programme, "new_build", "")
    done = new.loc[new["realised_on"].between(pd.Timestamp(since), pd.Timestamp(until))]
    is_proof = done["is_lifetime_proof"].astype("boolean").mask(done["realised_homes"].isna())
    counted = answers(done.assign(is_proof=is_proof), {result: "is_proof"})
    weights = done["realised_homes"].fillna(1).astype("int64").to_numpy()
    weighted = {name: counted[name] * weights for name in _COUNTS}
    return share_rows(counted.assign(**weighted), grains=_GRAINS, period=period, has_interval=False)


def projects(programme: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """
    How each project stands on a date: realised, planned or overdue, and how many days late.

    Parameters
    ----------
    programme
        Core table `programme`, as known on the date. Not modified.
    on
        Reference date.

    Returns
    -------
    projects
        One row per project, milestones left out, sorted by the day planned: `project_id`, `project_name`,
        `corporation`, `village`, `kind`, `agreement`, `homes`, `realised_homes` (Int64), `planned_on`, `realised_on`,
        `standing` (`on_time`, `late`, `planned`, `overdue`; missing without a day planned) and `days_late` (Int64, 0
        where it is not late, missing without a day planned).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 19, 21 and 23.

    Examples
    --------
    >>> from datetime import date
    >>> programme = pd.DataFrame({"project_id": ["1", "2"], "project_name": "x", "corporation": "SEW",
    ...     "village": "Eelde", "kind": "new_build", "agreement": None, "homes": 1, "realised_homes": [1, None],
    ...     "planned_on": pd.to_datetime(["2023-05-01"] * 2), "realised_on": pd.to_datetime(["2023-05-02", None])})
    >>> projects(programme, on=date(2023, 5, 31))[["standing", "days_late"]].values.tolist()
    [['late', 1], ['overdue', 30]]
    """
    return _standing(programme.loc[programme["kind"] != "milestone"], on)


def milestones(programme: pd.DataFrame, *, on: date) -> pd.DataFrame:
    """
    Decisions the programme waits for, and how each stands on a date.

    Parameters
    ----------
    programme
        Core table `programme`, as known on the date. Not modified.
    on
        Reference date.

    Returns
    -------
    milestones
        As `projects`, rows of kind `milestone`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 19.

    Examples
    --------
    >>> from datetime import date
    >>> programme = pd.DataFrame({"project_id": ["1"], "project_name": "x", "corporation": "SEW", "village": "Eelde",
    ...     "kind": "milestone", "agreement": "19", "homes": 0, "realised_homes": None,
    ...     "planned_on": pd.to_datetime(["2023-03-31"]), "realised_on": pd.to_datetime(["2023-03-14"])})
    >>> milestones(programme, on=date(2023, 12, 31))["standing"].item()
    'on_time'
    """
    return _standing(programme.loc[programme["kind"] == "milestone"], on)


def unconfirmed(residuals: pd.DataFrame) -> pd.DataFrame:
    """
    Give the places where the programme and the homes themselves differ, as a finding to be shown.

    Parameters
    ----------
    residuals
        Homes counted and homes the programme names, per `corporation`, `village` and `kind`, with `residual_homes`.
        Not modified.

    Returns
    -------
    unconfirmed
        The rows with a residual other than 0, with `checked` (the kind), `control_homes` and `source`.

    Notes
    -----
    Source: check of the monitor, docs/method/building_programme.md.

    Examples
    --------
    >>> residuals = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "kind": ["new_build", "demolition"],
    ...     "counted_homes": [3, 1], "programme_homes": [2, 1], "residual_homes": [1, 0]})
    >>> unconfirmed(residuals)["checked"].tolist()
    ['new_build']
    """
    rows = residuals.rename(columns={"kind": "checked", "programme_homes": "control_homes"}).assign(source="programme")
    return rows.loc[rows["residual_homes"].ne(0).fillna(value=True)].reset_index(drop=True)


def remarks(unconfirmed: pd.DataFrame, *, results: Mapping[str, str]) -> Mapping[tuple[str, str, str], str]:
    """
    Say beside a verdict that the homes themselves show another number than the programme.

    Parameters
    ----------
    unconfirmed
        Frame as `unconfirmed` gives it. Not modified.
    results
        Id of the result by kind of project.

    Returns
    -------
    remarks
        Remark by id, association and village (empty text).

    Notes
    -----
    Source: check of the monitor, docs/method/building_programme.md.

    Examples
    --------
    >>> frame = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "checked": ["new_build"],
    ...                       "residual_homes": [1]})
    >>> remarks(frame, results={"new_build": "a"})
    {('a', 'SEW', ''): 'the homes themselves show another number: Eelde (+1)'}
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    for row in unconfirmed.to_dict("records"):
        differs = "" if pd.isna(row["residual_homes"]) else f" ({row['residual_homes']:+d})"
        key = (results[str(row["checked"])], str(row["corporation"]), "")
        told.setdefault(key, []).append(f"{row['village']}{differs}")
    return {key: f"the homes themselves show another number: {', '.join(named)}" for key, named in told.items()}


def count_rows(counted: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Add counts up to rows of homes: the value is the numerator, and rows that nothing is planned for are left out.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> counted = pd.DataFrame({"id": "a", "corporation": "SEW", "village": "Eelde", "numerator": [1], "denominator": 2,
    ...                         "missing": 0})
    >>> count_rows(counted, period=Period(2023, 2))["value"].tolist()
    [1.0, 1.0, 1.0]
    """
    typed = counted.astype(dict.fromkeys(_COUNTS, "int64"))
    sums = [typed.groupby(["id", *grain], as_index=False)[_COUNTS].sum() for grain in _GRAINS]
    rows = pd.concat(sums, ignore_index=True)
    rows = rows.loc[rows["denominator"] + rows["missing"] > 0]
    return result_rows(rows.assign(value=rows["numerator"], unit="homes"), period=period)


def _of(programme: pd.DataFrame, kind: str, agreement: str) -> pd.DataFrame:
    """Projects of a kind; where an agreement is named, its own."""
    rows = programme.loc[programme["kind"] == kind]
    return rows.loc[rows["agreement"] == agreement] if agreement else rows


def _standing(rows: pd.DataFrame, on: date) -> pd.DataFrame:
    is_done, due = rows["realised_on"].notna(), rows["planned_on"]
    days = (rows["realised_on"].fillna(pd.Timestamp(on)) - due).dt.days.astype("Int64")
    is_late = (days > 0).fillna(value=False)
    standing = is_done.map({True: "on_time", False: "planned"}).astype("str")
    standing = standing.mask(is_late & is_done, "late").mask(is_late & ~is_done, "overdue").mask(due.isna())
    columns = ["project_id", "project_name", "corporation", "village", "kind", "agreement", "homes", "realised_homes"]
    told = rows[[*columns, "planned_on", "realised_on"]].assign(standing=standing, days_late=days.clip(lower=0))
    told = told.astype({"homes": "Int64", "realised_homes": "Int64"})
    return told.sort_values(["planned_on", "project_id"], kind="stable", ignore_index=True)
