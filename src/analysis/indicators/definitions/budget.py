"""What a household needs for a modest but sufficient living, its home left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class LivingBudget:
    """
    The NVMT budget of one year, housing of the reference home inside it; every share is of the single budget.

    `single_eur_per_month` is `None` when no amount of the year is known.
    """

    single_eur_per_month: float | None
    factors: Mapping[str, float]
    step_adult_share: float
    step_child_share: float
    housing_single_share: float
    housing_step_person_share: float


def living_budget_eur_per_month(
    adults: pd.Series[int], children: pd.Series[int], *, budget: LivingBudget
) -> pd.Series[float]:
    """
    Budget for a modest but sufficient living (NVMT) without housing: the published budget minus its reference home.

    Factor of a household = 1 for one adult, the published factors for a couple and for a couple with one child, and
    an assumed step for every further adult or child, and for each child of a lone parent. The published amounts hold
    rent, energy and local charges of a reference home: that part is taken out, so that housing is not counted twice.
    Budget = single x (factor - housing of one person - housing step x further persons).

    Parameters
    ----------
    adults, children
        Whole numbers per household, missing allowed; same index.
    budget
        Amounts of the year.

    Returns
    -------
    budget
        Euro per month; missing without adults, where a number is missing or below 0, or when no amount is known.

    Notes
    -----
    Source: SCP, niet-veel-maar-toereikend; amounts of CPB; housing part assumed, docs/method/housing_costs.md.

    Examples
    --------
    >>> budget = LivingBudget(1000.0, {"couple": 1.36, "couple_one_child": 1.62}, 0.36, 0.26, 0.40, 0.05)
    >>> adults, children = pd.Series([1, 2, 2, 1, 0]), pd.Series([0, 0, 2, 1, 0])
    >>> living_budget_eur_per_month(adults, children, budget=budget).round(2).tolist()
    [600.0, 910.0, 1330.0, 810.0, nan]
    """
    grown = adults.to_numpy(dtype="float64", na_value=np.nan)
    young = children.to_numpy(dtype="float64", na_value=np.nan)
    known = (grown >= 1) & (young >= 0)
    is_couple = grown > 1
    couple, with_child = budget.factors["couple"], budget.factors["couple_one_child"]
    factor = np.where(is_couple, couple + np.maximum(grown - 2, 0) * budget.step_adult_share, 1.0)
    has_published_child = is_couple & (young >= 1)
    factor = factor + np.where(has_published_child, with_child - couple, 0.0)
    factor = factor + np.where(has_published_child, young - 1, young) * budget.step_child_share
    housing = budget.housing_single_share + (grown + young - 1) * budget.housing_step_person_share
    single = np.nan if budget.single_eur_per_month is None else budget.single_eur_per_month
    amount = np.where(known, (factor - housing) * single, np.nan)
    return pd.Series(amount, index=adults.index, name="living_budget_eur_per_month")
