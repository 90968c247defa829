"""Homes built and demolished, year by year, realised and still to come."""

from __future__ import annotations

import pandas as pd

_KINDS = {"new_build": ("built", "to_build", 1), "demolition": ("demolished", "to_demolish", -1)}
PARTS = ("built", "to_build", "demolished", "to_demolish")


def balance(programme: pd.DataFrame) -> pd.DataFrame:
    """
    Homes the programme adds and takes away per year: realised ones in the year of it, others in the year planned.

    Parameters
    ----------
    programme
        Core table `programme`, as known on the reference date. Not modified.

    Returns
    -------
    balance
        One row per year and part with a project, sorted: `year` (Int64), `part` (`built`, `to_build`, `demolished`,
        `to_demolish`), `homes` (Int64, demolition negative), `unknown_projects` (Int64: projects of the year that give
        no number, which `homes` leaves out). Projects without a day are left out.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 21 and 23.

    Examples
    --------
    >>> programme = pd.DataFrame({"kind": ["new_build", "demolition"], "homes": pd.array([None, 18], dtype="Int64"),
    ...     "realised_homes": pd.array([None, 18], dtype="Int64"),
    ...     "planned_on": pd.to_datetime(["2024-12-31", "2023-10-01"]),
    ...     "realised_on": pd.to_datetime([None, "2023-11-06"])})
    >>> balance(programme).values.tolist()
    [[2023, 'demolished', -18, 0], [2024, 'to_build', 0, 1]]
    """
    parts = [_part(programme, kind, *names) for kind, names in _KINDS.items()]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.assign(order=rows["part"].map(list(PARTS).index))
    sums = rows.groupby(["year", "order", "part"], as_index=False)[["homes", "unknown_projects"]].sum()
    typed = sums.astype({"year": "Int64", "homes": "Int64", "unknown_projects": "Int64", "part": "str"})
    return typed[["year", "part", "homes", "unknown_projects"]]


def _part(programme: pd.DataFrame, kind: str, done: str, to_come: str, sign: int) -> pd.DataFrame:
    """Projects of one kind with their year, their part and their homes, taken away where they are demolished."""
    rows = programme.loc[programme["kind"] == kind]
    is_done = rows["realised_on"].notna()
    homes = rows["realised_homes"].where(is_done, rows["homes"]).astype("Int64")
    told = pd.DataFrame(
        {
            "year": rows["realised_on"].fillna(rows["planned_on"]).dt.year.astype("Int64"),
            "part": is_done.map({True: done, False: to_come}).astype("str"),
            "homes": homes.fillna(0) * sign,
            "unknown_projects": homes.isna().astype("Int64"),
        }
    )
    return told.dropna(subset="year")
