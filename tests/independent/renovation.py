"""Wire the calculations of labels and improvements, and say who would be lifted out of energy poverty by label B."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from . import energy, improvement_effects, improvements, labels
from .decided import assumed, norm, rules
from .delivered import stock_on
from .shape import both, share_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decided import Decisions
    from .delivered import Record, World
    from .energy import EnergyNorms

    NormsOf = Callable[[Decisions, int], EnergyNorms]

Row = dict[str, Any]
LIFTED_GRAINS = ("complex", "association", "all")


def renovation_rows(world: World, decisions: Decisions, norms_of: NormsOf, period: str) -> list[Row]:
    """Give the rows of `labels.*` and `improvements.*`."""
    decided = improvement_rules(decisions, world)
    homes = improvements.improved_homes(world, decided)
    good, neutral = set(norm(decisions, "good_labels", world.today)), set(assumed(decisions, "energy_neutral_labels"))
    estate, days = (
        norm(decisions, "floor_at_turnover_estate", world.today),
        int(assumed(decisions, "floor_window_days")),
    )
    return [
        *labels.stock_rows(world, decided, good, neutral, period),
        *labels.neutral_rows(world, neutral, int(norm(decisions, "energy_neutral_year", world.today)), period),
        *labels.path_rows(world, decided, int(norm(decisions, "phased_out_year", world.today)), period),
        *improvements.count_rows(world, decided, period),
        *improvement_effects.cost_rows(homes, period),
        *improvement_effects.floor_rows(world, decided, estate, days, period),
        *lifted_rows(world, decisions, decided, norms_of, period),
    ]


def improvement_rules(decisions: Decisions, world: World) -> improvements.Rules:
    """Give what was decided about improvement, with whose homes the register's entries are about."""
    on = world.today
    packages = norm(decisions, "improvement_packages", on)
    scopes = {
        name: scope_of(decisions, f"improvements.{name}_count") for name in ("efg_homes", "to_label_a", *packages)
    }
    return improvements.Rules(
        since=date(decisions.year, 1, 1),
        labels=norm(decisions, "energy_labels", on),
        low=set(norm(decisions, "phased_out_labels", on)),
        goal=norm(decisions, "improved_to_label", on),
        kinds=norm(decisions, "measure_kinds", on),
        packages=packages,
        scopes={**scopes, "method_change_only": scopes["efg_homes"]},
    )


def scope_of(decisions: Decisions, result: str) -> dict[str, str]:
    """Give the scope of the entry whose rule names a result."""
    return next(e.get("scope") or {} for e in decisions.entries if any(rule["result"] == result for rule in rules(e)))


def lifted_rows(
    world: World, decisions: Decisions, decided: improvements.Rules, norms_of: NormsOf, period: str
) -> list[Row]:
    """Households in homes to be improved that are energy poor now and would not be at the target label."""
    year = energy.newest_year(world)
    if year is None:
        return []
    norms = norms_of(decisions, year)
    target = assumed(decisions, "improvement_target_label")
    saving = Fraction(assumed(decisions, "gas_saving_share_per_label_step"))
    low = set(assumed(decisions, "low_quality_labels"))
    steps = {label: decided.labels.index(label) - decided.labels.index(target) for label in decided.labels}
    homes = {
        home["dwelling_id"]: home
        for home in stock_on(world, world.today)
        if home["energy_label"] in low and steps[home["energy_label"]] > 0
    }
    answers = []
    for household in world.tables["households"]:
        home = homes.get(household["dwelling_id"])
        if home is not None and household["year"] == year:
            better = less_gas(household, (1 - saving) ** steps[home["energy_label"]])
            now = energy.flags(household, home, norms)["lihelek"]
            then = energy.flags(better, {**home, "energy_label": target}, norms)["lihelek"]
            answers.append((home, lifted(now, then)))
    return share_rows("improvements.lifted_out_share", answers, LIFTED_GRAINS, period)


def less_gas(household: Record, factor: Fraction) -> Record:
    """Give a household that uses less gas."""
    gas = household["gas_m3_per_year"]
    return {**household, "gas_m3_per_year": None if gas is None else gas * factor}


def lifted(now: bool | None, then: bool | None) -> bool | None:
    """Poor now and not then; unknown where one of the two is."""
    return None if None in (now, then) else both(now, not then)
