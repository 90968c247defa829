"""Which complexes there are: the fixed ones, and as many generated ones as the published stock asks for."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from .dice import Dice, apportion
from .geography import centre_of_complex
from .model import LETTERS, MUNICIPALITY, Complex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reference import Reference

PREFIX = {"Woonborg": "W", "SEW": "S"}


def plan_complexes(reference: Reference, seed: int, complexes: int) -> list[Complex]:
    """
    List the complexes of a delivery; in service on 31 December 2022 they hold the published stock, to scale.

    Parameters
    ----------
    reference
        Facts and assumptions.
    seed
        Start of the chance.
    complexes
        How many complexes; at least the fixed ones and one more for each association.

    Raises
    ------
    ValueError
        When `complexes` is too small.
    """
    fixed = reference.rows("sample_complexes")
    if complexes < len(fixed) + len(PREFIX):
        msg = f"A delivery has at least {len(fixed) + len(PREFIX)} complexes; asked for {complexes}."
        raise ValueError(msg)
    dice = Dice(seed, "complexes")
    plan = []
    for corporation, generated in _generated(reference, complexes, dice).items():
        rows = [row for row in fixed if row["corporation"] == corporation] + generated
        plan += [_build(reference, row, number, dice) for number, row in enumerate(rows, start=1)]
    return plan


def stock_target(reference: Reference, complexes: int) -> dict[str, int]:
    """
    Return the homes per association on 31 December 2022: the published share of all dwellings, to scale.

    Examples
    --------
    >>> from analysis.sample.reference import load_reference
    >>> stock_target(load_reference(), 75)
    {'Woonborg': 1523, 'SEW': 684}
    """
    settings = reference.settings
    rows = reference.rows("kwb_tynaarlo")
    row = next(row for row in rows if row["year"] == str(settings["stock_year"]))
    owned = int(row["dwellings"]) * int(row["association_owned_percent"]) * complexes
    return apportion(owned // (100 * int(settings["complexes"])), settings["stock_percent"])


def _generated(reference: Reference, complexes: int, dice: Dice) -> dict[str, list[dict[str, str]]]:
    fixed = reference.rows("sample_complexes")
    start = date(int(reference.settings["stock_year"]), 1, 1).isoformat()
    there = [row for row in fixed if row["in_service_on"] < start and row["municipality_code"] == MUNICIPALITY]
    target = stock_target(reference, complexes)
    left = {
        name: homes - sum(int(row["homes"]) for row in there if row["corporation"] == name)
        for name, homes in target.items()
    }
    numbers = apportion(complexes - len(fixed), left)
    names = _names(dice.take(reference.settings["names"], len(reference.settings["names"])))
    result: dict[str, list[dict[str, str]]] = {}
    for corporation, number in numbers.items():
        sizes = _sizes(reference, corporation, left[corporation], max(number, 1), dice)
        result[corporation] = [_invent(reference, corporation, *size, names, dice) for size in sizes]
    return result


def _sizes(reference: Reference, corporation: str, homes: int, number: int, dice: Dice) -> list[tuple[str, int]]:
    """Divide homes and complexes over the villages by population, then homes over complexes."""
    settings = reference.settings
    population = {row["village"]: int(row["population"]) for row in reference.rows("villages")}
    weights = {village: population[village] for village in settings["villages"][corporation]}
    complexes = apportion(number, weights)
    used = {village: weights[village] for village in complexes if complexes[village]}
    per_village = apportion(homes, used)
    sizes: list[tuple[str, int]] = []
    for village, village_homes in per_village.items():
        here = complexes[village]
        least = min(int(settings["minimum_homes"]), village_homes // here)
        spread = {i: dice.whole(*settings["homes_per_complex"]) for i in range(here)}
        extra = apportion(village_homes - least * here, spread)
        sizes += [(village, least + extra[i]) for i in range(here)]
    return sizes


def _invent(
    reference: Reference, corporation: str, village: str, homes: int, names: Iterator[str], dice: Dice
) -> dict[str, str]:
    settings = reference.settings
    period = dice.weighted({index: row["weight"] for index, row in enumerate(settings["periods"])})
    year = dice.whole(settings["periods"][period]["from"], settings["periods"][period]["to"])
    is_old = year < settings["state_since_year"]
    core = {
        row["neighbourhood_code"]: int(row["dwelling_weight"])
        for row in reference.rows("neighbourhoods")
        if row["village"] == village and row["is_core"] == "true"
    }
    code = dice.weighted(core)
    places = {row["neighbourhood_code"]: row["neighbourhood_name"] for row in reference.rows("neighbourhoods")}
    return {
        "key": "",
        "corporation": corporation,
        "complex_name": f"{village} {next(names)}",
        "village": village,
        "municipality_code": MUNICIPALITY,
        "neighbourhood_code": code,
        "estate": places[code] if places[code] != village else "",
        "homes": str(homes),
        "construction_year": str(year),
        "label": "",
        "style": dice.weighted(settings["styles"]),
        "state": dice.weighted(settings["states"]) if is_old else "standard",
        "in_service_on": date(year, dice.whole(1, 12), 1).isoformat(),
        "in_service_reason": "NIE",
        "located": "spread",
        "heating": "gas",
        "low_income_share": "",
    }


def _names(names: list[str]) -> Iterator[str]:
    """Yield the names; after the last one again, with a number."""
    for turn in count(1):
        yield from (name if turn == 1 else f"{name} {turn}" for name in names)


def _build(reference: Reference, row: dict[str, str], number: int, dice: Dice) -> Complex:
    code = row["neighbourhood_code"]
    is_placed = bool(code) and row["located"] != "none"
    share = row["low_income_share"]
    return Complex(
        complex_id=f"{PREFIX[row['corporation']]}-C{number:03d}",
        key=row["key"],
        corporation=row["corporation"],
        name=row["complex_name"],
        village=row["village"],
        municipality=row["municipality_code"],
        neighbourhood=code,
        estate=row["estate"],
        homes=int(row["homes"]),
        year=int(row["construction_year"]),
        style=row["style"],
        state=row["state"],
        in_service_on=date.fromisoformat(row["in_service_on"]),
        reason=row["in_service_reason"],
        located=row["located"],
        heating=row["heating"],
        low_income_share=float(share) if share else None,
        letter=_letter(reference, row, dice),
        centre=centre_of_complex(reference, code, dice) if is_placed else None,
    )


def _letter(reference: Reference, row: dict[str, str], dice: Dice) -> str:
    """Return the label given, or draw one from the shares of its period; the state shifts it."""
    if row["label"]:
        return row["label"]
    year = int(row["construction_year"])
    rows = reference.rows("sample_label_shares")
    period = next(shares for shares in rows if int(shares["from_year"]) <= year <= int(shares["to_year"]))
    drawn = dice.weighted({letter: int(period[letter]) for letter in LETTERS})
    steps: int = reference.settings["state_steps"][row["state"]]
    index = LETTERS.index(drawn) + steps
    return LETTERS[min(max(index, 0), len(LETTERS) - 1)]
