"""Wire the calculations of rents, the building programme, home seekers and housing costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import housing_costs, programme, rent_increase, rent_levels, seekers

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decided import Decisions
    from .delivered import World
    from .energy import EnergyNorms
    from .verdict import Moment

Row = dict[str, Any]


def housing_rows(
    world: World,
    decisions: Decisions,
    moment: Moment,
    period: str,
    energy_norms: Callable[[Decisions, int], EnergyNorms],
) -> list[Row]:
    """Give the rows of `rent.*`, `programme.*`, `seekers.*` and `housing_costs.*`."""
    return [
        *rent_levels.rows(world, decisions, period),
        *rent_increase.rows(world, decisions, period),
        *programme.rows(world, decisions, moment, period),
        *seekers.rows(world, decisions, moment, period),
        *housing_costs.rows(world, decisions, energy_norms, period),
    ]
