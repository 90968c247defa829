"""How each project and each decision of the programme stands on a day: on time, late, planned, overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from datetime import date


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
