"""Projects of the programme: homes delivered, demolished and planned, and how many suit all stages of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, result_rows, share_rows

if TYPE_CHECKING:
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
    return _count_rows(counted, period=period)


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
    return _count_rows(counted, period=period)


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
        one that gives no number counting the homes planned, else 1; each association, each village and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, goal 4.5: "nieuwbouw in principe levensloopgeschikt en rolstoeltoegankelijk".

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> programme = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "kind": "new_build", "agreement": None,
    ...     "homes": 3, "realised_homes": pd.array([3, 1], dtype="Int64"),
    ...     "realised_on": pd.to_datetime(["2023-05-22"] * 2),
    ...     "is_lifetime_proof": pd.Series([True, False], dtype="boolean")})
    >>> lifetime_proof(programme, result="programme.lifetime_proof_share", since=date(2023, 1, 1),
    ...                until=date(2023, 12, 31), period=Period(2023, 2))["value"].tolist()
    [0.75, 0.75, 0.75]
    """
    new = _of(programme, "new_build", "")
    done = new.loc[new["realised_on"].between(pd.Timestamp(since), pd.Timestamp(until))]
    is_proof = done["is_lifetime_proof"].astype("boolean").mask(done["realised_homes"].isna())
    counted = answers(done.assign(is_proof=is_proof), {result: "is_proof"})
    weights = done["realised_homes"].fillna(done["homes"]).fillna(1).astype("int64").to_numpy()
    weighted = {name: counted[name] * weights for name in _COUNTS}
    return share_rows(counted.assign(**weighted), grains=_GRAINS, period=period, has_interval=False)


def _count_rows(counted: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Add counts up to rows of homes: the value is the numerator, and rows that nothing is planned for are left out.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> counted = pd.DataFrame({"id": "a", "corporation": "SEW", "village": "Eelde", "numerator": [1], "denominator": 2,
    ...                         "missing": 0})
    >>> _count_rows(counted, period=Period(2023, 2))["value"].tolist()
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
