"""Wire the calculations of reported figures, permit holders and inspections: which decisions they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import inspections, permit_holders, reported, special_groups
from .decided import assumed, norm

if TYPE_CHECKING:
    from .decided import Decisions
    from .delivered import World
    from .verdict import Moment

Row = dict[str, Any]


def community_rows(world: World, decisions: Decisions, moment: Moment, period: str) -> list[Row]:
    """Give the rows of `reported.*`, `permit_holders.*` and `inspections.*`."""
    months = int(norm(decisions, "inspection_window_months", world.today))
    return [
        *reported.rows(world, decisions, moment, period),
        *permit_holders.rows(world, choices(decisions), period=period),
        *special_groups.special_rows(world, special(decisions, world), period),
        *inspections.rows(world, window_months=months, period=period),
    ]


def choices(decisions: Decisions) -> permit_holders.Choices:
    """Give what was chosen about the task."""
    return permit_holders.Choices(
        self_contained_only=assumed(decisions, "task_self_contained_only") == "true",
        daeb_only=assumed(decisions, "task_daeb_only") == "true",
        family_reunion_counts=assumed(decisions, "family_reunion_counts") == "true",
    )


def special(decisions: Decisions, world: World) -> special_groups.Special:
    """Give which groups are special."""
    return special_groups.Special(
        grounds=set(assumed(decisions, "special_grounds")),
        at_first_housing=set(norm(decisions, "first_housing_grounds", world.today)),
        window_months=int(assumed(decisions, "special_window_months")),
    )
