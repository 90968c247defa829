"""Keys, references, spells, codes, rents and control totals; each check is seen to fail on a planted fault."""

from __future__ import annotations

import copy
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from analysis.sample.tables import COLUMNS

KEYS = {
    "complexes": ("complex_id",),
    "dwellings": ("dwelling_id", "in_service_from"),
    "stock": ("corporation", "village", "date"),
    "households": ("household_id", "year"),
    "rents": ("dwelling_id", "valid_from"),
    "allocations": ("allocation_id",),
    "urgencies": ("urgency_id",),
    "programme": ("project_id",),
    "district_plan": ("parcel_id",),
    "permit_holders": ("period", "corporation"),
    "inspections": ("inspection_id",),
    "observations": ("observation_id",),
    "reported_figures": ("agreement", "period", "measure", "party"),
    "improvements": ("improvement_id",),
    "actions": ("agreement", "date", "party"),
}
CODES = {
    ("dwellings", "in_service_reason"): {"NIE", "HER", "AAN", "VOV", "UIT", "TRA", "SPL", "ADM", "PLA", "REN"},
    ("dwellings", "out_of_service_reason"): {"SLO", "VAH", "VAO", "VAB", "VOV", "TER", "SPL", "SAM", "ADM"}
    | {"PLA", "REN", "VEN", ""},
    ("dwellings", "energy_label"): {"A++++", "A+++", "A++", "A+", "A", "B", "C", "D", "E", "F", "G", ""},
    ("dwellings", "label_method"): {"VEL", "EI", "NTA", ""},
    ("dwellings", "dwelling_type"): {"HOE", "TUS", "TWE", "EIN", "BEN", "BOV", "GAL", "POF", "KAM"},
    ("rents", "change_reason"): {"JAA", "INK", "MUT", "REN", "NIE"},
    ("allocations", "priority_ground"): {"MAN", "GEW", "DAK", "SOC", "MED", "UIT", "STA", "HUI", "BER", "GEL", ""},
    ("improvements", "label_method_after"): {"VEL", "EI", "NTA", ""},
    ("urgencies", "ground"): {"MAN", "GEW", "DAK", "SOC", "MED", "UIT", "STA"},
    ("urgencies", "end_reason"): {"housed", "expired", "withdrawn", "moved", ""},
    ("programme", "kind"): {"new_build", "demolition", "milestone"},
    ("district_plan", "segment"): {"social_rent", "cheap_sale", "middle", "expensive"},
    ("district_plan", "status"): {"planned", "permitted", "under_construction", "delivered"},
    ("actions", "status"): {"planned", "done", "cancelled"},
}
TEMPORARY = {"PLA", "REN", "VEN"}


def keys(tables):
    return [
        name for name, key in KEYS.items() if len(tables[name]) > len({tuple(r[k] for k in key) for r in tables[name]})
    ]


def headers(tables):
    return [name for name, rows in tables.items() if list(rows[0]) != COLUMNS[name].split()]


def codes(tables):
    return [
        (table, column, row[column])
        for (table, column), allowed in CODES.items()
        for row in tables[table]
        if row[column] not in allowed
    ]


def cells(tables):
    """Dates are ISO, money has two decimals, yes and no are true and false."""
    forms = {"_on": r"|\d{4}-\d\d-\d\d", "_from": r"|\d{4}-\d\d-\d\d", "is_": "|true|false", "_month": r"|-?\d+\.\d\d"}
    return [
        (table, column, row[column])
        for table, rows in tables.items()
        for row in rows
        for column in row
        for mark, form in forms.items()
        if (column.endswith(mark) or (mark == "is_" and column.startswith(mark)))
        and not re.fullmatch(form, row[column])
    ]


def references(tables):
    homes = {row["dwelling_id"] for row in tables["dwellings"]}
    complexes = {row["complex_id"]: row for row in tables["complexes"]}
    wrong = [
        row
        for name in ("rents", "households", "allocations")
        for row in tables[name]
        if row["dwelling_id"] not in homes
    ]
    wrong += [
        row
        for row in tables["dwellings"]
        if row["complex_id"] not in complexes
        or complexes[row["complex_id"]]["village"] != row["village"]
        or complexes[row["complex_id"]]["corporation"] != row["corporation"]
    ]
    owners = {row["dwelling_id"]: row["corporation"] for row in tables["dwellings"]}
    return wrong + [row for row in tables["allocations"] if owners.get(row["dwelling_id"]) != row["corporation"]]


def spells_of(tables):
    spells = defaultdict(list)
    for row in sorted(tables["dwellings"], key=lambda row: row["in_service_from"]):
        spells[row["dwelling_id"]].append(row)
    return spells


def spells(tables):
    wrong = []
    for rows in spells_of(tables).values():
        wrong += [r for r in rows if r["out_of_service_from"] and r["out_of_service_from"] <= r["in_service_from"]]
        wrong += [r for r in rows if bool(r["out_of_service_from"]) != bool(r["out_of_service_reason"])]
        wrong += [a for a, b in pairwise(rows) if not "" < a["out_of_service_from"] <= b["in_service_from"]]
    return wrong


def held_on(rows, day):
    """Return the spell that keeps a home in the stock on a day; a temporary exit does not end it."""
    for place, row in enumerate(rows):
        end = row["out_of_service_from"]
        if row["out_of_service_reason"] in TEMPORARY:
            end = rows[place + 1]["in_service_from"] if place + 1 < len(rows) else ""
        if row["in_service_from"] <= day and (not end or end > day):
            return row
    return None


def control_totals(tables):
    wrong = []
    for day in sorted({row["date"] for row in tables["stock"]}):
        held = [held_on(rows, day) for rows in spells_of(tables).values()]
        counted = Counter((r["corporation"], r["village"]) for r in held if r and r["municipality_code"] == "GM1730")
        told = {(r["corporation"], r["village"]): int(r["homes"]) for r in tables["stock"] if r["date"] == day}
        wrong += [(day, key) for key in counted.keys() | told.keys() if counted[key] != told.get(key)]
    return wrong


def programme(tables):
    """Homes built and demolished according to the spells are those realised in the programme, per half-year."""

    def half(day):
        return f"{day[:4]}-H{1 if day[5:7] <= '06' else 2}"

    built = Counter()
    for row in tables["dwellings"]:
        for day, reason, codes, kind in (
            ("in_service_from", "in_service_reason", ("NIE", "HER"), "new_build"),
            ("out_of_service_from", "out_of_service_reason", ("SLO",), "demolition"),
        ):
            if row[reason] in codes and row[day] >= "2020":
                built[kind, row["corporation"], row["village"], half(row[day])] += 1
    told = Counter()
    for row in tables["programme"]:
        if row["realised_homes"]:
            told[row["kind"], row["corporation"], row["village"], half(row["realised_on"])] += int(
                row["realised_homes"]
            )
    return [key for key in built.keys() | told.keys() if built[key] != told[key] and key[-1] >= "2021"]


def rents(tables):
    """The last row up to the day of the dwellings has the home's own rent, and rows lie within its spells."""
    known = [row for row in tables["rents"] if row["valid_from"] <= "2023-12-31"]
    last = {row["dwelling_id"]: row for row in sorted(known, key=lambda row: row["valid_from"])}
    wrong = []
    for name, rows in spells_of(tables).items():
        told = last.get(name)
        if told and not rows[-1]["out_of_service_from"]:
            wrong += [name] * (told["net_rent_eur_per_month"] != rows[-1]["net_rent_eur_per_month"])
        if told and rows[-1]["out_of_service_from"]:
            wrong += [name] * (told["valid_from"] >= rows[-1]["out_of_service_from"])
    firsts = {name: rows[0]["in_service_from"] for name, rows in spells_of(tables).items()}
    return wrong + [row["dwelling_id"] for row in tables["rents"] if row["valid_from"] < firsts[row["dwelling_id"]]]


def lettings(tables):
    """A home is let while it is in the stock, after the seeker registered, and its tenancy follows."""
    spells_by_home = spells_of(tables)
    started = defaultdict(set)
    for row in tables["rents"]:
        started[row["dwelling_id"]].add(row["tenancy_started_on"])
    wrong = []
    for row in tables["allocations"]:
        home, day = row["dwelling_id"], row["allocated_on"]
        wrong += [row] * (held_on(spells_by_home[home], day) is None or row["registered_on"] > day)
        wrong += [row] * (home in started and all(start <= day for start in started[home]))
    return wrong


def urgencies(tables):
    return [
        row
        for row in tables["urgencies"]
        if bool(row["ended_on"]) != bool(row["end_reason"])
        or (row["ended_on"] and not row["granted_on"] < row["ended_on"] <= "2023-12-31")
        or not "2021-01-01" <= row["granted_on"] <= "2023-12-31"
        or (
            row["ended_on"] and (date.fromisoformat(row["ended_on"]) - date.fromisoformat(row["granted_on"])).days > 400
        )
    ]


def households(tables):
    """Nobody uses gas and heat, and every household lived in a home that was in the stock on 1 July."""
    spells_by_home = spells_of(tables)
    homes = {row["dwelling_id"]: row for row in tables["dwellings"]}
    return [
        row
        for row in tables["households"]
        if held_on(spells_by_home[row["dwelling_id"]], f"{row['year']}-07-01") is None
        or homes[row["dwelling_id"]]["is_self_contained"] != "true"
        or (int(row["heat_gj_per_year"]) and int(row["gas_m3_per_year"] or 0))
    ]


def improvements(tables):
    """A delivered home has the label its improvement gave it, and stands here if it is said to."""
    last = {name: rows[-1] for name, rows in spells_of(tables).items()}
    wrong = []
    for row in tables["improvements"]:
        home = last.get(row["dwelling_id"])
        if home is None:
            wrong += [row] * (row["municipality_code"] == "GM1730")
            continue
        wrong += [row] * (row["corporation"] != home["corporation"])
        wrong += [row] * (bool(row["label_after"]) and row["label_after"] != home["energy_label"])
        wrong += [row] * (bool(row["completed_on"]) and row["completed_on"] > "2023-12-31")
    return wrong


CHECKS = (
    keys,
    headers,
    codes,
    cells,
    references,
    spells,
    control_totals,
    programme,
    rents,
    lettings,
    urgencies,
    households,
    improvements,
)
FAULTS = {
    "improvements": lambda t: next(r for r in t["improvements"] if r["municipality_code"] == "GM1730").update(
        label_after="A++++"
    ),
    "keys": lambda t: t["rents"].append(dict(t["rents"][0])),
    "headers": lambda t: t["stock"].__setitem__(0, {**t["stock"][0], "extra": "1"}),
    "codes": lambda t: t["dwellings"][5].update(in_service_reason="XXX"),
    "cells": lambda t: t["dwellings"][5].update(in_service_from="1-1-2020"),
    "references": lambda t: t["households"][5].update(dwelling_id="W-9999"),
    "spells": lambda t: t["dwellings"][5].update(out_of_service_from="1900-01-01", out_of_service_reason="VAH"),
    "control_totals": lambda t: t["stock"][3].update(homes=str(int(t["stock"][3]["homes"]) + 1)),
    "programme": lambda t: t["programme"][0].update(realised_homes="14"),
    "rents": lambda t: next(r for r in t["rents"] if r["valid_from"] == "2023-07-01").update(
        net_rent_eur_per_month="1.00", valid_from="2023-12-31"
    ),
    "lettings": lambda t: t["allocations"][0].update(allocated_on="1900-01-01"),
    "urgencies": lambda t: t["urgencies"][0].update(ended_on=""),
    "households": lambda t: t["households"][0].update(heat_gj_per_year="20", gas_m3_per_year="900"),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_delivery_is_consistent(check, delivery):
    _, tables, _ = delivery
    assert check(tables) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_finds_a_planted_fault(check, tables):
    broken = copy.deepcopy(tables)
    FAULTS[check.__name__](broken)
    assert check(broken) != []


def test_the_columns_are_those_of_the_contract(tables):
    contracts = pytest.importorskip("analysis.contracts")
    for name in tables:
        told = [column for column in contracts.TABLES[name].columns if column != "geometry"]
        assert COLUMNS[name].split() == told
