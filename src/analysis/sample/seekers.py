"""Home seekers per quarter and village: adverts follow the lettings, responses and seekers grow over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .dice import Dice, apportion

if TYPE_CHECKING:
    from datetime import date

    from .model import Letting
    from .reference import Reference
    from .world import World

Settings = dict[str, Any]
_QUARTERS = 4


def seeker_rows(reference: Reference, world: World, seed: int) -> list[list[str]]:
    """
    Write the table `seekers`: every quarter the delivery covers, every village with homes of an association.

    Parameters
    ----------
    reference
        Facts and assumptions.
    world
        The delivery; each letting was advertised, but for those housed directly.
    seed
        Start of the chance.

    Returns
    -------
    list
        Rows of text in the order of the exchange format, by quarter and village; one of them is not delivered.
    """
    settings: Settings = reference.settings["seekers"]
    dice = Dice(seed, "seekers")
    villages = sorted({home.estate.village for home in world.homes if home.is_here})
    quarters = _quarters(reference.settings["covers"])
    adverts = _adverts(world.lettings, settings["direct_grounds"])
    rows = []
    for step, quarter in enumerate(quarters):
        now = {name: _between(settings[name], step, len(quarters)) for name in _LINES}
        now["registered"] = now["registered"] * len(world.plan) // int(reference.settings["complexes"])
        homes = {village: adverts.get((quarter, village), 0) for village in villages}
        rows += _quarter(reference, quarter, homes, now, dice)
    return [row for row in rows if not _is(settings["quarter_not_delivered"], row[0], row[1])]


_LINES = ("registered", "active_percent", "responses_per_advert", "outside_percent")


def _quarter(
    reference: Reference, quarter: str, homes: dict[str, int], now: dict[str, int], dice: Dice
) -> list[list[str]]:
    """Draw one quarter: responses by advert, then who gave them."""
    settings: Settings = reference.settings["seekers"]
    weights = {row["village"]: int(row["dwelling_weight"]) for row in reference.rows("villages")}
    registered = apportion(now["registered"], {village: weights[village] for village in homes})
    responses = {village: _responses(settings, village, count, now, dice) for village, count in homes.items()}
    active = apportion(now["registered"] * now["active_percent"] // 100, responses)
    rows = []
    for village, count in homes.items():
        outside = responses[village] * dice.whole(now["outside_percent"] - 4, now["outside_percent"] + 4) // 100
        row = [quarter, village, min(active[village], responses[village]), registered[village], count]
        cells = [str(cell) for cell in [*row, responses[village], outside]]
        for name, column in (("registered_not_known", 3), ("outside_not_known", -1)):
            cells[column] = "" if _is(settings[name], quarter, village) else cells[column]
        rows.append(cells)
    return rows


def _responses(settings: Settings, village: str, adverts: int, now: dict[str, int], dice: Dice) -> int:
    """Draw the responses to a village's adverts, each with a number of its own."""
    wanted = settings["wanted_percent"].get(village, settings["wanted_elsewhere_percent"])
    spread = int(settings["spread_percent"])
    drawn = [dice.whole(100 - spread, 100 + spread) for _ in range(adverts)]
    return sum(now["responses_per_advert"] * wanted * percent // 10_000 for percent in drawn)


def _adverts(lettings: list[Letting], direct: list[str]) -> dict[tuple[str, str], int]:
    """Count the lettings in the municipality that were advertised, per quarter and village."""
    found: dict[tuple[str, str], int] = {}
    for letting in lettings:
        if letting.home.is_here and letting.ground not in direct:
            key = (quarter_of(letting.allocated_on), letting.home.estate.village)
            found[key] = found.get(key, 0) + 1
    return found


def quarter_of(day: date) -> str:
    """
    Return the quarter that holds a day.

    Examples
    --------
    >>> from datetime import date
    >>> quarter_of(date(2023, 3, 31)), quarter_of(date(2023, 4, 1))
    ('2023-Q1', '2023-Q2')
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _quarters(covers: dict[str, date]) -> list[str]:
    years = range(covers["from"].year, covers["to"].year + 1)
    every = [f"{year}-Q{number}" for year in years for number in range(1, _QUARTERS + 1)]
    return [quarter for quarter in every if quarter_of(covers["from"]) <= quarter <= quarter_of(covers["to"])]


def _between(ends: list[int], step: int, steps: int) -> int:
    """Return a whole number on the straight line from the first quarter to the last."""
    first, last = ends
    return first + (last - first) * step // max(steps - 1, 1)


def _is(place: dict[str, str], period: str, village: str) -> bool:
    return (place["period"], place["village"]) == (period, village)
