"""Neighbourhood inspections and the points raised at them: fixed inspections, points drawn from a list of kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .dice import Dice
from .geography import centre_of_complex
from .tables import iso, whole

if TYPE_CHECKING:
    from .model import Home, Point
    from .reference import Reference

_CLOSED_SHARE = {"municipality": 0.74, "association": 0.66, "tenants' organisation": 0.5}
_TENANTS = {"Woonborg": "AH WOON", "SEW": "HBV"}
_NAMES = {"municipality": "Gemeente Tynaarlo"}


@dataclass(frozen=True)
class Observation:
    """A point raised at an inspection."""

    inspection_id: str
    point: Point | None
    subject: str
    grade: str
    action: str
    owner: str
    due_on: date
    closed_on: date | None


def draw_observations(reference: Reference, homes: list[Home], seed: int) -> list[Observation]:
    """
    Draw the points of every inspection that was held, in the order of the inspections.

    Parameters
    ----------
    reference
        Facts and assumptions.
    homes
        All homes: the association with most homes in a village owns the points about homes.
    seed
        Start of the chance.
    """
    dice = Dice(seed, "inspections")
    kinds = reference.rows("sample_observations")
    weights = {place: int(kind["weight"]) for place, kind in enumerate(kinds)}
    found = []
    for inspection in reference.rows("sample_inspections"):
        for _ in range(int(inspection["points"])):
            kind = kinds[dice.weighted(weights)]
            found.append(_observation(reference, inspection, kind, _association(homes, inspection["village"]), dice))
    return found


def _observation(
    reference: Reference, inspection: dict[str, str], kind: dict[str, str], association: str, dice: Dice
) -> Observation:
    held_on = date.fromisoformat(inspection["held_on"])
    due_on = held_on + timedelta(days=int(kind["days_to_do"]))
    last: date = reference.settings["reference_date"]
    closed_on = dice.day(held_on + timedelta(days=7), due_on + timedelta(days=90))
    is_closed = dice.happens(_CLOSED_SHARE[kind["owner"]]) and closed_on <= last
    owners = {**_NAMES, "association": association, "tenants' organisation": _TENANTS[association]}
    place = _place(reference, inspection["village"], dice)
    owner = owners[kind["owner"]]
    closed = closed_on if is_closed else None
    return Observation(
        inspection["inspection_id"], place, kind["subject"], kind["grade"], kind["action"], owner, due_on, closed
    )


def _association(homes: list[Home], village: str) -> str:
    """Association with most homes in a village; the larger one where neither has any."""
    counts = {
        name: sum(home.corporation == name and home.estate.village == village for home in homes) for name in _TENANTS
    }
    return max(counts, key=lambda name: counts[name])


def _place(reference: Reference, village: str, dice: Dice) -> Point | None:
    """Give a point inside one of the built-up neighbourhoods of a village."""
    codes = [
        row["neighbourhood_code"]
        for row in reference.rows("neighbourhoods")
        if row["village"] == village and row["is_core"] == "true"
    ]
    return centre_of_complex(reference, dice.pick(codes), dice) if codes else None


def inspection_rows(reference: Reference, observations: list[Observation]) -> list[list[str]]:
    """Write the table `inspections`; the numbers of points are those of the observations."""
    rows = []
    for row in reference.rows("sample_inspections"):
        own = [one for one in observations if one.inspection_id == row["inspection_id"]]
        closed = sum(one.closed_on is not None for one in own)
        counts = [whole(len(own)), whole(closed)] if row["held_on"] else ["", ""]
        rows.append([row["inspection_id"], row["village"], row["held_on"], *counts])
    return rows


def observation_rows(observations: list[Observation]) -> list[list[str]]:
    """Write the table `observations`; numbers are given in this order."""
    return [
        [
            f"O-{number:03d}",
            one.inspection_id,
            *([str(one.point[0]), str(one.point[1])] if one.point else ["", ""]),
            one.subject,
            one.grade,
            one.action,
            one.owner,
            iso(one.due_on),
            iso(one.closed_on),
        ]
        for number, one in enumerate(observations, start=1)
    ]
