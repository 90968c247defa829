"""When each village has its turn: a rota over the window in which all of them come by once (agreement 40)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...periods import MONTHS_PER_HALF_YEAR, Period

if TYPE_CHECKING:
    from datetime import date

_ASKED = ["village", "village_homes", "last_on", "months_since", "due_on", "status", "planned"]


def rota(visits: pd.DataFrame, *, on: date, window_months: int) -> pd.DataFrame:
    """
    Spread the villages over the half-years of one window, the ones longest without an inspection first.

    Parameters
    ----------
    visits
        Frame as `visits` gives it. Not modified.
    on
        Reference date; the rota begins with the half-year that holds the day after it.
    window_months
        Months after which a village has its turn again: the length of the rota, in whole half-years.

    Returns
    -------
    rota
        One row per village, in the order suggested: `turn` (1, 2, …), `village`, `village_homes`, `last_on` (missing:
        never), `months_since`, `due_on`, `status` (`never`, `due`, `not_due`), `planned` (inspections without a day),
        `half_year` (suggested), `is_late` (`boolean`: the half-year begins after the day on which the turn came).

    Notes
    -----
    Every half-year gets as many villages, but for the last. Those never inspected come first, then those whose window
    ended longest ago; of equals the one with most homes. It is a suggestion: the text leaves the order to "de
    vraagstukken die er spelen".

    Source: prestatieafspraken 2023, agreement 40: "Individuele wijken/kernen komen gemiddeld om de twee jaren aan bod".

    Examples
    --------
    >>> from datetime import date
    >>> visits = pd.DataFrame({"village": ["Yde", "Vries"], "village_homes": [9, 90], "months_since": [None, 19],
    ...     "last_on": pd.to_datetime([None, "2022-05-12"]), "due_on": pd.to_datetime([None, "2024-05-12"]),
    ...     "status": ["never", "not_due"], "planned": [0, 0]})
    >>> rota(visits, on=date(2023, 12, 31), window_months=24)[["turn", "village", "half_year"]].values.tolist()
    [[1, 'Yde', '2024-H1'], [2, 'Vries', '2024-H2']]
    """
    halves = _halves(on, window_months)
    order = visits[_ASKED].sort_values(
        ["due_on", "village_homes", "village"],
        ascending=[True, False, True],
        kind="stable",
        na_position="first",
        ignore_index=True,
    )
    per_half = -(-len(order) // len(halves)) or 1
    turns = np.arange(len(order))
    half_years = [halves[position // per_half] for position in turns]
    begins = pd.Series([pd.Timestamp(half.first_day) for half in half_years], dtype="datetime64[us]")
    labels = pd.Series([half.label for half in half_years], dtype="str")
    is_late = (order["due_on"].isna() | (order["due_on"] < begins)).astype("boolean")
    return order.assign(turn=turns + 1, half_year=labels, is_late=is_late)[["turn", *_ASKED, "half_year", "is_late"]]


def _halves(on: date, window_months: int) -> list[Period]:
    """Give the half-years of one window, from the one that holds the day after the reference date."""
    half = Period.holding(on + timedelta(days=1))
    halves = [half]
    for _ in range(1, max(window_months // MONTHS_PER_HALF_YEAR, 1)):
        halves.append(halves[-1].following)
    return halves
