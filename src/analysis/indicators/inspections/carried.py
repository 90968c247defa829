"""Points that go along on the next inspection: what was promised last time, and what is still open from before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

_OPEN: Final = ("overdue", "open")


def carried_points(promises: pd.DataFrame) -> pd.DataFrame:
    """
    Points of the last inspection of each village, whatever became of them, and those of earlier ones still open.

    Parameters
    ----------
    promises
        Frame as `promises` gives it. Not modified.

    Returns
    -------
    points
        Rows of `promises`, by village: the open ones first, the longest overdue first, then what was done.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 40: "Bij wijkschouwen inventariseren partijen vooraf welke vraagstukken
    er in een buurt zijn."

    Examples
    --------
    >>> import pandas as pd
    >>> told = pd.DataFrame({"village": "Vries", "held_on": pd.to_datetime(["2021-01-01"] * 2 + ["2023-01-01"] * 2),
    ...     "observation_id": ["a", "b", "c", "d"], "state": ["done_late", "overdue", "done_in_time", "open"],
    ...     "days_late": pd.array([3, 40, None, None], dtype="Int64")})
    >>> carried_points(told)["observation_id"].tolist()
    ['b', 'd', 'c']
    """
    is_open = promises["state"].isin(_OPEN)
    is_last = promises["held_on"] == promises.groupby("village")["held_on"].transform("max")
    carried = promises.assign(is_done=~is_open, lateness=promises["days_late"].where(is_open))[is_open | is_last]
    order = ["village", "is_done", "lateness", "observation_id"]
    ordered = carried.sort_values(order, ascending=[True, True, False, True], kind="stable", ignore_index=True)
    return ordered[list(promises.columns)]


def without_names(
    points: pd.DataFrame, *, subjects: Collection[str], grades: Collection[str], owners: Collection[str]
) -> pd.DataFrame:
    """
    Leave out of points what people wrote in their own words, and make their places coarser: for whoever may read it.

    Parameters
    ----------
    points
        Rows of `promises`. Not modified.
    subjects, grades, owners
        Words that are known to name nobody.

    Returns
    -------
    points
        The same rows without `action`; another subject, grade or owner is missing, `x_rd_m` and `y_rd_m` are whole
        tens.

    Notes
    -----
    Source: docs/method/inspections.md.

    Examples
    --------
    >>> import pandas as pd
    >>> told = pd.DataFrame({"subject": ["litter", "Mrs X"], "grade": ["C", "see her note"], "owner": ["SEW", "Mr Y"],
    ...                      "action": ["call Mrs X", ""], "x_rd_m": [233_123.0, 1.0], "y_rd_m": [567_456.0, 1.0]})
    >>> without_names(told, subjects=["litter"], grades=["C"], owners=["SEW"]).values.tolist()
    [['litter', 'C', 'SEW', 233120.0, 567460.0], [nan, nan, nan, 0.0, 0.0]]
    """
    words = {"subject": subjects, "grade": grades, "owner": owners}
    known = {name: points[name].where(points[name].isin(list(allowed))) for name, allowed in words.items()}
    places = {name: points[name].round(-1) for name in ("x_rd_m", "y_rd_m")}
    return points.drop(columns="action").assign(**known, **places)
