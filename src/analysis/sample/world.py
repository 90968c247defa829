"""Let chance decide everything a synthetic delivery is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .allocations import Allocator
from .dwellings import Builder, build_homes
from .households import HouseholdTable
from .improvements import draw_improvements
from .inspections import draw_observations
from .plan import plan_complexes
from .planted_rents import adjust_rents
from .plants import plant
from .rents import RentHistory
from .spells import apply_events
from .urgencies import draw_urgencies

if TYPE_CHECKING:
    from .improving import Improvement
    from .inspections import Observation
    from .model import Complex, Home, Letting
    from .reference import Reference
    from .urgencies import Urgency


@dataclass(frozen=True)
class World:
    """Everything a synthetic delivery is about; households as rows of text."""

    plan: list[Complex]
    homes: list[Home]
    lettings: list[Letting]
    urgencies: list[Urgency]
    households: list[list[str]]
    observations: list[Observation]
    improvements: list[Improvement]


def make_world(reference: Reference, seed: int, complexes: int) -> World:
    """Let chance decide everything, in the order in which one thing follows from another."""
    plan = plan_complexes(reference, seed, complexes)
    builder = Builder(reference, seed)
    homes = apply_events(builder, build_homes(builder, plan))
    plant(reference, homes, seed)
    lettings = Allocator(reference, homes, seed, complexes).lettings()
    RentHistory(reference, homes, seed).write()
    adjust_rents(reference, homes)
    homes.sort(key=lambda home: home.dwelling_id)
    households = HouseholdTable(reference, homes, seed).rows()
    urgencies = draw_urgencies(reference, lettings, seed)
    return World(
        plan=plan,
        homes=homes,
        lettings=lettings,
        urgencies=urgencies,
        households=households,
        observations=draw_observations(reference, homes, seed),
        improvements=draw_improvements(reference, homes, lettings, seed, complexes),
    )
