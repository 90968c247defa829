"""Sharpen a delivery: put the cases on the edge of every definition into it, which a plausible one hardly holds."""

from __future__ import annotations

import csv
import hashlib
import json
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from . import sharpened_agreements
from .editing import apply, edit, text
from .recalculate import energy_norms
from .sharpened_costs import sharpen_costs
from .sharpened_homes import sharpen_homes
from .sharpened_rents import sharpen_rises

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .decided import Decisions
    from .editing import Record, Rows
    from .energy import EnergyNorms

MUNICIPALITY = "GM1730"
YEAR = 2023
RETURNING = "W-9001"
SECOND_HALF = ("2023-07-01", "2023-12-31")


def sharpen(folder: Path, decisions: Decisions) -> None:
    """Edit a delivery in place; its card gets the hashes of the edited files."""
    norms = energy_norms(decisions, YEAR)
    edit(folder / "households.csv", lambda rows: sharpen_households(rows, norms))
    edit(folder / "dwellings_woonborg.csv", sharpen_dwellings)
    edit(folder / "rents_woonborg.csv", sharpen_rents)
    edit(folder / "allocations.csv", lambda rows: sharpen_allocations(rows, homes_out_of_service(folder)))
    edit(folder / "district_plan.csv", sharpen_plan)
    edit(folder / "stock.csv", sharpen_stock)
    edit(folder / "actions.csv", add_talk)
    edit(folder / "urgencies.csv", sharpen_urgencies, delimiter=";")
    for name, change in sharpened_agreements.SHARPENED.items():
        edit(folder / name, change)
    homes = sharpen_rises(folder)
    sharpen_homes(folder)
    sharpen_costs(folder, homes, norms)
    renew_hashes(folder)


def renew_hashes(folder: Path) -> None:
    """Give the card the hash of every table's files, one after the other."""
    path = folder / "datapackage.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    for resource in card["resources"]:
        names = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        content = b"".join((folder / name).read_bytes() for name in names)
        resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    path.write_text(json.dumps(card, indent=2), encoding="utf-8")


def sharpen_households(rows: Rows, norms: EnergyNorms) -> Rows:
    """Incomes, quotes and bills exactly on their line, and every field once unknown."""
    power = norms.carriers["electricity"]
    single = {"adults": "1", "children": "0", "gas_m3_per_year": "0", "heat_gj_per_year": "0"}
    single |= {"feed_in_kwh_per_year": "0", "has_wealth_below_limit": "true"}
    rich = {**single, "has_wealth_below_limit": "false", "electricity_kwh_per_year": "2000"}
    capped, full = (2000 * price + power.fixed - norms.tax_credit for price in (power.cap or 0, power.tariff))
    on_the_bill = (norms.high_bill + norms.tax_credit - power.fixed) / power.tariff
    income = "disposable_income_eur_per_year"
    poor = {**single, income: "15000"}
    edges = [
        {**single, income: text(norms.low_income_line)},
        {**single, income: text(norms.low_income_line + Fraction("0.01"))},
        *({**rich, income: text(bill / line)} for bill in (capped, full) for line in norms.heq.values()),
        {**poor, "electricity_kwh_per_year": text(on_the_bill)},
        {**poor, "electricity_kwh_per_year": text(on_the_bill + Fraction("0.01"))},
        {**poor, "electricity_kwh_per_year": "2900"},
        {**poor, "electricity_kwh_per_year": "0"},
        {**poor, "electricity_kwh_per_year": "500", "feed_in_kwh_per_year": "2000"},
        {**poor, "adults": "3", "children": "6"},
        *({**poor, name: ""} for name in (*single, income, "electricity_kwh_per_year")),
        {**poor, income: "0"},
        {**poor, income: "-100"},
    ]
    apply((row for row in rows if row["year"] == str(YEAR)), edges)
    return rows


def sharpen_dwellings(rows: Rows) -> Rows:
    """Exits on the reference date and on the baseline, and every field that a rule needs once unknown."""
    edges = [
        {"out_of_service_from": "2023-12-31", "out_of_service_reason": "VAO"},
        {"out_of_service_from": "2022-12-31", "out_of_service_reason": "VAO"},
        {"out_of_service_from": "2023-12-31", "out_of_service_reason": "REN"},
        {"out_of_service_from": "2023-06-30", "out_of_service_reason": "VEN"},
        {"is_daeb": ""},
        {"is_self_contained": ""},
        {"energy_label": "", "label_method": "", "label_registered_on": ""},
        {"label_registered_on": "2023-12-31"},
        {"label_registered_on": ""},
        {"complex_id": rows[-1]["complex_id"]},
    ]
    apply(old_homes(rows), edges)
    return [*rows, *spells_of_one_home(next(old_homes(rows)))]


def spells_of_one_home(example: Record) -> Rows:
    """Demolished, rebuilt, sold and bought back outside DAEB: which spell a letting in between belongs to matters."""
    names = ("in_service_from", "in_service_reason", "out_of_service_from", "out_of_service_reason", "is_daeb")
    spells = [
        ("1975-01-01", "NIE", "2020-11-10", "SLO", "false"),
        ("2023-07-10", "HER", "2023-11-20", "VAO", "true"),
        ("2023-12-20", "AAN", "", "", "false"),
    ]
    home = {**example, "dwelling_id": RETURNING}
    return [{**home, **dict(zip(names, spell, strict=True))} for spell in spells]


def old_homes(rows: Rows) -> Iterator[Record]:
    """Give homes of the municipality that have been in service for long and still are."""
    usual = (row for row in rows if row["municipality_code"] == MUNICIPALITY and row["in_service_from"] < "2000")
    return islice((row for row in usual if not row["out_of_service_from"]), 20, None)


def sharpen_rents(rows: Rows) -> Rows:
    """Some homes without a row of rents: their own rent counts on the card's date and on no other."""
    without = sorted({row["dwelling_id"] for row in rows})[::40]
    kept = [row for row in rows if row["dwelling_id"] not in without]
    apply((row for row in kept if row["valid_from"] == "2022-07-01"), [{"net_rent_eur_per_month": ""}])
    return kept


def homes_out_of_service(folder: Path) -> list[str]:
    """Give a home that comes after the first day of the half-year, one that left before it, and the one between."""
    with (folder / "dwellings_woonborg.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    coming = [row["dwelling_id"] for row in rows if SECOND_HALF[0] < row["in_service_from"] < SECOND_HALF[1]]
    sold = [row for row in rows if row["out_of_service_reason"] == "VAO"]
    left = [row["dwelling_id"] for row in sold if "2023-01-01" < row["out_of_service_from"] < SECOND_HALF[0]]
    return [coming[0], left[0], RETURNING]


def sharpen_allocations(rows: Rows, homes: list[str]) -> Rows:
    """Lettings on the first and last day, with unknown grounds, of homes out of service; and SEW over the line."""
    edges = [
        {"allocated_on": SECOND_HALF[0]},
        {"allocated_on": SECOND_HALF[1]},
        {"is_vacated_dwelling": ""},
        {"priority_ground": "STA", "is_first_housing": ""},
        {"priority_ground": "STA", "is_first_housing": "false"},
        {"priority_ground": "HUI"},
        *({"allocated_on": "2023-07-03", "dwelling_id": home} for home in homes),
    ]
    in_half = (row for row in rows if SECOND_HALF[0] < row["allocated_on"] < SECOND_HALF[1])
    apply((row for row in in_half if row["municipality_code"] == MUNICIPALITY), edges)
    crossing = (row for row in rows if row["corporation"] == "SEW" and SECOND_HALF[0] < row["allocated_on"])
    apply(crossing, [{"priority_ground": "MED", "is_vacated_dwelling": "true"}] * 4)
    return rows


def sharpen_plan(rows: Rows) -> Rows:
    """Parcels of which segment, status or number of homes is unknown."""
    apply(iter(rows[1:]), [{"segment": ""}, {"status": ""}, {"homes": ""}])
    return rows


def sharpen_stock(rows: Rows) -> Rows:
    """A control total that is one home too high, at the end of the year."""
    last = next(row for row in rows if row["date"] == SECOND_HALF[1])
    last["homes"] = str(int(last["homes"]) + 1)
    return rows


def add_talk(rows: Rows) -> Rows:
    """A talk of agreement 31 in the second half of the year, logged by an association and by tenants of the other."""
    talk = {"agreement": "31", "date": "2023-10-10", "status": "done", "evidence": "Synthetic: a talk"}
    return [*rows, *({**talk, "party": party} for party in ("HBV", "Woonborg"))]


def sharpen_urgencies(rows: Rows) -> Rows:
    """Grants on the edge of the window and on the reference date, one without an association, Dutch dates."""
    edges = [
        {"granted_on": "2021-12-31", "ended_on": "2022-03-01", "end_reason": "housed"},
        {"granted_on": "2022-01-01", "ended_on": "2022-07-03", "end_reason": "housed"},
        {"granted_on": "2022-01-02", "ended_on": "2022-07-05", "end_reason": "housed"},
        {"granted_on": "2023-12-31", "ended_on": "", "end_reason": ""},
        {"granted_on": "2023-02-01", "ended_on": "2023-02-01", "end_reason": "housed"},
        {"granted_on": "2023-02-01", "ended_on": "2023-03-01", "end_reason": "housed", "corporation": ""},
    ]
    apply(iter(rows), edges)
    dates = ("granted_on", "ended_on")
    return [{**row, **{name: "-".join(reversed(row[name].split("-"))) for name in dates}} for row in rows]
