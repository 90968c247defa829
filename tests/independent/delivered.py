"""Read a delivery with the standard library only, and keep what is known on a date."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Record = dict[str, Any]

DATES = {
    "in_service_from", "out_of_service_from", "label_registered_on", "valid_from", "allocated_on",
    "granted_on", "ended_on", "realised_on", "date",
    "completed_on", "reported_on", "held_on", "due_on", "closed_on",
    "tenancy_started_on", "planned_on", "registered_on",
}  # fmt: skip
WHOLE = {
    "year", "adults", "children", "homes", "realised_homes",
    "task_persons", "housed_persons", "family_reunion_persons", "points_raised", "points_closed",
    "persons", "social_homes", "active_seekers", "registered_seekers", "advertised_dwellings", "responses",
    "responses_from_outside",
}  # fmt: skip
TRUTHS = {
    "is_self_contained", "is_daeb", "has_wealth_below_limit", "is_first_housing", "is_vacated_dwelling",
    "is_pension_age", "has_sale_label", "is_lifetime_proof",
}  # fmt: skip
DECIMALS = {
    "net_rent_eur_per_month", "disposable_income_eur_per_year", "gas_m3_per_year", "electricity_kwh_per_year",
    "heat_gj_per_year", "feed_in_kwh_per_year",
    "value", "rent_change_eur_per_month", "energy_saving_eur_per_month",
    "target_rent_eur_per_month",
}  # fmt: skip

# per table: the date that makes a row known, and the facts that a later date empties
BORN_ON = {
    "dwellings": "in_service_from",
    "rents": "valid_from",
    "allocations": "allocated_on",
    "urgencies": "granted_on",
    "stock": "date",
    "actions": "date",
    "improvements": "completed_on",
    "inspections": "held_on",
}
EMPTIED_BY = {
    "dwellings": {
        "out_of_service_from": ("out_of_service_from", "out_of_service_reason"),
        "label_registered_on": ("label_registered_on", "energy_label"),
    },
    "urgencies": {"ended_on": ("ended_on", "end_reason")},
    "programme": {"realised_on": ("realised_on", "realised_homes")},
    "observations": {"closed_on": ("closed_on",)},
}


class Delivery(NamedTuple):
    """What was delivered: the card's facts and the rows of every table, typed."""

    municipality: str
    reference_date: date
    tables: dict[str, list[Record]]
    corporations: frozenset[str] = frozenset()
    covers_from: date = date.min


def read(folder: Path) -> Delivery:
    """Read `datapackage.json` and every CSV file it names; one table may be spread over several files."""
    card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables: dict[str, list[Record]] = defaultdict(list)
    for resource in card["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in paths:
            if path.endswith(".csv"):
                tables[resource["name"]] += read_csv(folder / path, resource.get("dialect") or {})
    known = frozenset(corporation["name"] for corporation in card["corporations"])
    begins = date.fromisoformat(card["covers"]["from"])
    return Delivery(card["municipality"], date.fromisoformat(card["reference_date"]), tables, known, begins)


def read_csv(path: Path, dialect: Record) -> list[Record]:
    """
    CSV: UTF-8, decimal point, empty = missing; other dialects by the card.

    Else the delimiter is sniffed, and a decimal comma is taken only with `;`.
    """
    text = path.read_text(encoding="utf-8-sig")
    delimiter = dialect.get("delimiter") or sniffed(text)
    decimal = dialect.get("decimalChar") or ("," if delimiter == ";" else ".")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [{name: typed(name, cell, decimal) for name, cell in row.items()} for row in rows]


def sniffed(text: str) -> str:
    """Give the delimiter that occurs most in the heading."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def typed(name: str, cell: str | None, decimal: str) -> Any:
    """Give a cell the type its column has in the exchange format; an empty cell is missing."""
    text = (cell or "").strip()
    if not text:
        return None
    if name in DATES:
        return day(text)
    if name in TRUTHS:
        return {"true": True, "false": False}[text.lower()]
    if name in WHOLE:
        return int(text)
    return Fraction(text.replace(decimal, ".")) if name in DECIMALS else text


def day(text: str) -> date:
    """Dates are yyyy-mm-dd or dd-mm-yyyy."""
    if text[2] == "-":
        return date(int(text[6:]), int(text[3:5]), int(text[:2]))
    return date.fromisoformat(text)


def known_on(tables: dict[str, list[Record]], on: date) -> dict[str, list[Record]]:
    """Nothing dated after the date is seen: later rows go; later exits, ends and labels are emptied."""
    known = {table: [row for row in rows if born(table, row, on)] for table, rows in tables.items()}
    return {table: [emptied(table, row, on) for row in rows] for table, rows in known.items()}


def born(table: str, row: Record, on: date) -> bool:
    """Whether a row is dated not after a day; tables without a date of birth are known always."""
    moment = row[BORN_ON[table]] if table in BORN_ON else None
    return moment is None or moment <= on


def emptied(table: str, row: Record, on: date) -> Record:
    """Empty the facts of a row that happened after a day."""
    kept = dict(row)
    for moment, facts in EMPTIED_BY.get(table, {}).items():
        if row.get(moment) is not None and row[moment] > on:
            kept.update(dict.fromkeys(facts))
    return kept


class Spell(NamedTuple):
    """One stay of a dwelling in the stock: its row, and the day it stops to count (None = it goes on)."""

    row: Record
    begins: date
    ends: date | None


def spells(dwellings: Iterable[Record], temporary: set[str]) -> dict[str, list[Spell]]:
    """
    Temporary exits count as in service: such a spell runs on until the dwelling's next spell begins.

    Every dwelling's spells, in order of time.
    """
    by_dwelling: dict[str, list[Record]] = defaultdict(list)
    for row in sorted(dwellings, key=lambda row: row["in_service_from"]):
        by_dwelling[row["dwelling_id"]].append(row)
    return {name: [spell(rows, place, temporary) for place in range(len(rows))] for name, rows in by_dwelling.items()}


def spell(rows: list[Record], place: int, temporary: set[str]) -> Spell:
    """Give a spell its end: the dwelling's next beginning after a temporary exit, else the exit itself."""
    row = rows[place]
    following = rows[place + 1]["in_service_from"] if place + 1 < len(rows) else None
    is_temporary = row.get("out_of_service_reason") in temporary
    return Spell(row, row["in_service_from"], following if is_temporary else row.get("out_of_service_from"))


def in_service(spell_: Spell, on: date) -> bool:
    """*In service on a date*: `in_service_from` <= date and `out_of_service_from` empty or later."""
    return spell_.begins <= on and (spell_.ends is None or spell_.ends > on)


class World(NamedTuple):
    """What is known on the reference date, arranged for the calculations."""

    municipality: str
    card_date: date
    today: date
    tables: dict[str, list[Record]]
    spells: dict[str, list[Spell]]
    rents: dict[str, list[Record]]
    corporations: frozenset[str]
    covers_from: date


def world_on(delivery: Delivery, today: date, temporary: set[str]) -> World:
    """Give the world as it is known on a reference date."""
    tables = defaultdict(list, known_on(delivery.tables, today))
    rents: dict[str, list[Record]] = defaultdict(list)
    for rent in sorted(tables["rents"], key=lambda row: row["valid_from"]):
        rents[rent["dwelling_id"]].append(rent)
    own_spells = spells(tables["dwellings"], temporary)
    who = delivery.corporations
    begins = delivery.covers_from
    return World(delivery.municipality, delivery.reference_date, today, tables, own_spells, rents, who, begins)


def stock_on(world: World, on: date) -> list[Record]:
    """Dwellings in service on a date in the card's municipality: the row of the spell that runs."""
    running = [[one.row for one in own if in_service(one, on)] for own in world.spells.values()]
    return [rows[-1] for rows in running if rows and rows[-1]["municipality_code"] == world.municipality]


def rent_on(world: World, home: Record, on: date) -> Fraction | None:
    """Rent on a date: last `rents` row not after it; else the own rent on the card's date; else unknown."""
    earlier = [rent for rent in world.rents.get(home["dwelling_id"], []) if rent["valid_from"] <= on]
    if earlier:
        return earlier[-1]["net_rent_eur_per_month"]
    return home["net_rent_eur_per_month"] if on == world.card_date else None
