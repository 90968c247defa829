"""The share of urgent seekers in the lettings of a half-year, and in a row of half-years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import answers, is_in, share_rows
from .ceiling import headroom

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from ...periods import Period
_GRAINS: tuple[list[str], ...] = (["corporation"], [])
_BASES = {"displacement.urgent_share": "allocations", "displacement.urgent_share_of_vacated": "vacated"}
_HISTORY_COLUMNS = (
    "period",
    "corporation",
    "basis",
    "value",
    "numerator",
    "denominator",
    "missing",
    "interval_low",
    "interval_high",
    "headroom",
)
_DISPLACED_COLUMNS = (
    "corporation",
    "denominator",
    "regular_lettings",
    "regular_lettings_at_ceiling",
    "displaced_lettings",
    "missing",
)


def shares(lettings: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Share of urgent seekers in the lettings of a half-year, of all lettings and of vacated dwellings only.

    Parameters
    ----------
    lettings
        Frame as `lettings` gives it. Not modified.
    period
        The half-year; a letting belongs to the one that holds `allocated_on`.

    Returns
    -------
    rows
        Common shape; ids `displacement.urgent_share` (goal 4.4: toewijzingen) and
        `displacement.urgent_share_of_vacated` (agreement 31: vrijgekomen woningen, numerator and denominator
        alike); `value` 0-1; `missing` = lettings whose urgency, or for the second whether the dwelling was
        vacated, is unknown; Wilson 95 % interval; each association and the whole.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4 ("maximaal 20% van de toewijzingen") and agreement 31 ("welk
    percentage van de vrijgekomen woningen aan urgenten werd toegewezen").

    Examples
    --------
    >>> from analysis.periods import Period
    >>> lettings = pd.DataFrame({"corporation": "SEW",
    ...     "allocated_on": pd.to_datetime(["2023-07-01", "2023-12-31"]),
    ...     "is_urgent": pd.Series([True, False], dtype="boolean"),
    ...     "is_vacated": pd.Series([True, None], dtype="boolean")})
    >>> rows = shares(lettings, period=Period(2023, 2))
    >>> rows.loc[rows["corporation"].isna(), ["value", "denominator", "missing"]].values.tolist()
    [[0.5, 2, 0], [1.0, 1, 1]]
    """
    of_period = lettings.loc[is_in(lettings["allocated_on"], period)]
    may_be_vacated = of_period.loc[of_period["is_vacated"].fillna(value=True)]
    vacated = may_be_vacated.assign(is_urgent=may_be_vacated["is_urgent"].mask(may_be_vacated["is_vacated"].isna()))
    counted = pd.concat(
        [
            answers(of_period, {"displacement.urgent_share": "is_urgent"}),
            answers(vacated, {"displacement.urgent_share_of_vacated": "is_urgent"}),
        ],
        ignore_index=True,
    )
    return share_rows(counted, grains=_GRAINS, period=period)


def half_years(lettings: pd.DataFrame, *, periods: Sequence[Period], ceiling: Fraction) -> pd.DataFrame:
    """
    Follow the share of urgent seekers half-year by half-year, with the room left under the ceiling.

    Parameters
    ----------
    lettings
        Frame as `lettings` gives it. Not modified.
    periods
        Half-years to give.
    ceiling
        Exact share that may not be exceeded.

    Returns
    -------
    history
        One row per period, association (missing = the whole) and basis (`allocations`, `vacated`) with a
        denominator above 0, sorted: `period`, `corporation`, `basis`, `value` (0-1), `numerator`,
        `denominator`, `missing`, `interval_low`, `interval_high`, `headroom` (Int64, see `headroom`).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 31 ("Elk halfjaar monitoren (…)").

    Examples
    --------
    >>> from fractions import Fraction
    >>> from analysis.periods import Period
    >>> lettings = pd.DataFrame({"corporation": "SEW", "allocated_on": pd.to_datetime(["2023-07-01"] * 5),
    ...     "is_urgent": pd.Series([True, False, False, False, False], dtype="boolean"),
    ...     "is_vacated": pd.Series([True] * 5, dtype="boolean")})
    >>> half_years(lettings, periods=[Period(2023, 2)], ceiling=Fraction("0.20"))["headroom"].tolist()
    [0, 0, 0, 0]
    """
    rows = pd.concat([shares(lettings, period=period) for period in periods], ignore_index=True)
    room = [
        headroom(int(numerator), int(denominator), ceiling=ceiling)
        for numerator, denominator in zip(rows["numerator"], rows["denominator"], strict=True)
    ]
    history = rows.assign(
        basis=rows["id"].map(_BASES).astype("str"), headroom=pd.Series(room, index=rows.index, dtype="Int64")
    ).sort_values(["period", "corporation", "basis"], kind="stable", na_position="first", ignore_index=True)
    return history[list(_HISTORY_COLUMNS)]


def displaced(lettings: pd.DataFrame, *, period: Period, ceiling: Fraction) -> pd.DataFrame:
    """
    Regular seekers displaced: regular lettings that a share at the ceiling would have left, minus those made.

    Parameters
    ----------
    lettings
        Frame as `lettings` gives it. Not modified.
    period
        The half-year.
    ceiling
        Exact share.

    Returns
    -------
    displaced
        One row per association, and the whole (missing), sorted: `corporation`, `denominator`,
        `regular_lettings` (Int64), `regular_lettings_at_ceiling` (denominator x (1 - ceiling)),
        `displaced_lettings` (the difference; below 0: more regular lettings than the ceiling asks for),
        `missing`.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.4 ("Verdringing van regulier woningzoekenden"); the measure is a choice
    of the monitor.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from analysis.periods import Period
    >>> lettings = pd.DataFrame({"corporation": "SEW", "allocated_on": pd.to_datetime(["2023-07-01"] * 4),
    ...     "is_urgent": pd.Series([True, True, False, None], dtype="boolean"),
    ...     "is_vacated": pd.Series([True] * 4, dtype="boolean")})
    >>> over = displaced(lettings, period=Period(2023, 2), ceiling=Fraction("0.20"))
    >>> over["displaced_lettings"].round(9).tolist()
    [1.4, 1.4]
    """
    rows = shares(lettings, period=period)
    rows = rows.loc[rows["id"] == "displacement.urgent_share"].reset_index(drop=True)
    regular = rows["denominator"] - rows["numerator"]
    at_ceiling = rows["denominator"].astype("float64") * float(1 - ceiling)
    return rows[["corporation", "denominator", "missing"]].assign(
        regular_lettings=regular,
        regular_lettings_at_ceiling=at_ceiling,
        displaced_lettings=at_ceiling - regular.astype("float64"),
    )[list(_DISPLACED_COLUMNS)]
