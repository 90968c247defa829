"""Agreement 26 and goal 4.1, independently: floors at a change of tenant, and housing costs after improvement."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from .improvements import THEME, Home, kinds_of
from .letting import home_let
from .shape import grouped, row, tally

if TYPE_CHECKING:
    from fractions import Fraction

    from .delivered import Record, World
    from .improvements import Rules

Row = dict[str, Any]
CHANGE = "housing_costs_change"


def cost_rows(homes: list[Home], period: str) -> list[Row]:
    """Largest and median change of housing costs, and the share of homes where they rose."""
    changes = [({"corporation": home.corporation}, cost_change(home)) for home in homes]
    found = []
    for grain in ("association", "all"):
        for place, members in grouped(changes, grain, lambda pair: pair[0]):
            known = [change for _, change in members if change is not None]
            if not known:
                continue
            counts = {"denominator": len(known), "missing": len(members) - len(known)}
            raised = sum(change > 0 for change in known)
            for name, amount in ((CHANGE, max(known)), (f"{CHANGE}_median", median(known))):
                figures = {"value": float(amount), "numerator": None, **counts}
                found.append(row(f"{THEME}.{name}_eur_per_month", place, period, "eur_per_month", **figures))
            share = {"value": raised / len(known), "numerator": raised, **counts}
            found.append(row(f"{THEME}.housing_costs_raised_share", place, period, "share", **share))
    return found


def cost_change(home: Home) -> Fraction | None:
    """Rent change minus saving, summed over the rows of a home, to the cent; unknown where one amount is."""
    amounts = [(one["rent_change_eur_per_month"], one["energy_saving_eur_per_month"]) for one in home.rows]
    if any(None in pair for pair in amounts):
        return None
    return round(sum(rent - saving for rent, saving in amounts), 2)


def floor_rows(world: World, rules: Rules, estate: str, window_days: int, period: str) -> list[Row]:
    """Lettings of vacated homes in the estate of which the floor was insulated around the change of tenant."""
    complexes = {one["complex_id"] for one in world.tables["complexes"] if one["estate"] == estate}
    lettings = [
        one
        for one in world.tables["allocations"]
        if one["is_vacated_dwelling"]
        and one["municipality_code"] == world.municipality
        and one["allocated_on"] >= rules.since
        and home_let(world, one).get("complex_id") in complexes
    ]
    answers = [(one, floor_done(world, one, rules, window_days)) for one in lettings]
    found = []
    for place, members in grouped(answers, "association", lambda pair: pair[0]):
        asked = [(one, answer) for one, answer in members if answer != "left out"]
        yes, known, missing = tally(asked)
        figures = {"numerator": yes, "denominator": known, "missing": missing}
        if known:
            name = f"{THEME}.floor_at_turnover_share"
            found.append(row(name, place, period, "share", value=yes / known, **figures))
    return found


def floor_done(world: World, letting: Record, rules: Rules, window_days: int) -> bool | str | None:
    """Done within the window, left out when done before it, unknown while it runs or a list of measures lacks."""
    own = [one for one in world.tables["improvements"] if one["dwelling_id"] == letting["dwelling_id"]]
    dated = [one for one in own if one["completed_on"] is not None]
    away = {one["improvement_id"]: (one["completed_on"] - letting["allocated_on"]).days for one in dated}
    floors = [away[one["improvement_id"]] for one in dated if "floor" in kinds_of(one, rules)]
    if any(abs(days) <= window_days for days in floors):
        return True
    if any(days < -window_days for days in floors):
        return "left out"
    untold = [one for one in dated if one["measures"] is None and away[one["improvement_id"]] <= window_days]
    is_running = (world.today - letting["allocated_on"]).days < window_days
    return None if untold or is_running else False
