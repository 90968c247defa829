"""What one year's homes, or one year's budget, would bring in each order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .resampling import Plan, gained, orders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .resampling import Floats, Places, Scope

_COLUMNS: Mapping[str, str] = {
    "corporation": "str",
    "way": "str",
    "homes_improved": "str",
    "value": "float64",
    "unit": "str",
    "numerator": "Int64",
    "denominator": "Int64",
    "cost_eur": "float64",
    "cost_low_eur": "float64",
    "cost_high_eur": "float64",
}


def yearly(
    scopes: Sequence[Scope],
    *,
    homes_per_year: Mapping[str, float],
    budget_eur_per_year: float,
    cost_eur_per_step: tuple[float, float, float],
) -> pd.DataFrame:
    """
    Households one year lifts out of energy poverty, for a number of homes or for a budget, per association.

    Ways: `need`, `label` and `pro_rata` with the number of homes; `budget` by need per euro, until the budget is spent.
    `need_elsewhere`: what an order by need brings on average when it is made from households drawn anew and carried out
    on the delivered ones: the difference with `need` is what the choice owes to chance.

    Parameters
    ----------
    scopes
        As `scopes` gives them; all together gets no row. Not modified.
    homes_per_year
        Homes a year by association; one that is not named gets no row but for the budget.
    budget_eur_per_year
        Assumption.
    cost_eur_per_step
        Low, middle and high cost of one step of the label.

    Returns
    -------
    yearly
        `corporation`, `way`, `homes_improved` (whole number as text), `value` = `numerator` = households lifted,
        whole, `denominator` (households with a known answer), `unit`, and the cost in euro, low, middle, high.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 9, 26, 27 and 28; costs are assumptions.

    Examples
    --------
    >>> from analysis.indicators.priorities import scopes
    >>> yes = pd.Series([True] * 4, dtype="boolean")
    >>> people = pd.DataFrame({"complex_id": "a", "corporation": "SEW", "is_in_improved_home": True,
    ...                        "is_poor": yes, "lifted_out": yes})
    >>> homes = pd.DataFrame({"complex_id": ["a"], "corporation": "SEW", "homes": [4], "steps": [8]})
    >>> drawn = scopes(people, homes, resamples=3, resampling_seed=1)
    >>> found = yearly(drawn, homes_per_year={"SEW": 2}, budget_eur_per_year=20000.0,
    ...                cost_eur_per_step=(5000.0, 10000.0, 15000.0))
    >>> found[["way", "homes_improved", "value", "cost_eur"]].head(1).values.tolist()
    [['need', '2', 2.0, 40000.0]]
    """
    parts = []
    for scope in scopes:
        if scope.corporation is None:
            continue
        plan, ways = scope.plan, []
        number = min(float(homes_per_year.get(scope.corporation, 0)), float(plan.homes.sum()))
        if number:
            ways += _of_homes(plan, number, scope.lifted)
        ways.append(_of_budget(plan, budget_eur_per_year / cost_eur_per_step[1]))
        parts += [_row(scope.corporation, way, scope.known, cost_eur_per_step) for way in ways]
    return pd.DataFrame(parts, columns=list(_COLUMNS)).astype(dict(_COLUMNS))


def _of_homes(plan: Plan, number: float, lifted: Floats) -> list[tuple[str, float, float, float]]:
    """Way, homes, households lifted and steps, for a number of homes."""
    at, every = np.array([number]), orders(plan)
    ways = [
        (way, number, float(gained(plan, every[way], at)[0]), _spent(plan, every[way], number))
        for way in ("need", "label")
    ]
    part = number / plan.homes.sum()
    ways.append(("pro_rata", number, float(plan.lifted.sum() * part), float(plan.steps.sum() * part)))
    elsewhere = [_planned_on(plan, drawn, at) for drawn in lifted]
    ways.append(("need_elsewhere", number, float(np.mean([gain for gain, _ in elsewhere])),
                 float(np.mean([steps for _, steps in elsewhere]))))  # fmt: skip
    return ways


def _planned_on(plan: Plan, drawn: Floats, at: Floats) -> tuple[float, float]:
    """What an order made from other households brings to the delivered ones, and the steps it takes."""
    order = orders(Plan(plan.complexes, plan.homes, plan.steps, plan.known, drawn, plan.poor))["need"]
    return float(gained(plan, order, at)[0]), _spent(plan, order, float(at[0]))


def _of_budget(plan: Plan, steps: float) -> tuple[str, float, float, float]:
    """Homes and households for the steps a budget buys, by need per euro."""
    order = orders(plan)["need_per_euro"]
    bought = np.concatenate([[0.0], np.cumsum(plan.steps[order])])
    number = float(np.interp(steps, bought, np.concatenate([[0.0], np.cumsum(plan.homes[order])])))
    return "budget", number, float(gained(plan, order, np.array([number]))[0]), min(steps, float(bought[-1]))


def _spent(plan: Plan, order: Places, number: float) -> float:
    """Steps of the label that so many homes take in an order."""
    return float(gained(plan, order, np.array([number]), plan.steps)[0])


def _row(
    name: str, way: tuple[str, float, float, float], known: int, cost: tuple[float, float, float]
) -> tuple[object, ...]:
    code, number, gain, steps = way
    lifted = int(np.floor(gain + 0.5))
    costs = (steps * cost[1], steps * cost[0], steps * cost[2])
    return (name, code, str(int(np.floor(number))), lifted, "households", lifted, known, *costs)
