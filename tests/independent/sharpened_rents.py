"""Sharpen the rents: rises exactly on a cap, new lettings in between, unknown rents, first rents at a cap."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from .editing import apply, edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .editing import Record, Rows

T = "2010-05-01"
"""Day on which the tenancies of these homes began."""
CARD_DATE = "2023-12-31"
FIRST, YEARLY, LAST = "2022-07-01", "2023-07-01", "2024-01-01"
NAMES = ("valid_from", "net_rent_eur_per_month", "change_reason", "tenancy_started_on")
Path_ = tuple[tuple[str, str, str, str], ...]


def rise(before: str, after: str, reason: str = "JAA", on: str = YEARLY) -> Path_:
    """Give a rent that rises once."""
    return ((FIRST, before, "JAA", T), (on, after, reason, T))


RISES: list[Path_] = [
    rise("500.00", "515.50"),  # exactly 3.1 %
    rise("500.00", "515.51"),
    rise("500.00", "518.00"),  # exactly 3.6 %
    rise("500.00", "518.01"),
    rise("280.00", "305.00"),  # exactly 25 euro from below 300
    rise("280.00", "305.01"),
    rise("299.99", "324.99"),
    rise("300.00", "325.00"),  # not below 300
    rise("600.00", "700.00", "INK"),  # exactly 100 euro
    rise("600.00", "700.01", "INK"),
    rise("600.00", "590.00", "INK"),  # a fall
    (*rise("600.00", "630.00", "INK"), ("2023-10-01", "640.00", "JAA", T)),
    (*rise("600.00", "630.00", "INK"), ("2023-10-01", "600.00", "INK", T)),  # taken back
    rise("640.00", "575.03", ""),
    (*rise("640.00", "575.03"), (LAST, "592.85", "JAA", T)),
    rise("550.00", "575.03"),  # a rise to the amount of the reduction is none
    (*rise("500.00", "510.00"), ("2023-09-01", "540.00", "REN", T)),
    rise("500.00", "512.00", "MUT"),
    rise("500.00", "512.00", "NIE"),
    rise("500.00", "530.00", on="2023-01-01"),  # on the first day itself: no rise after it
    rise("500.00", "530.00", on=LAST),  # seen from the second day on
    rise("500.00", "530.00", on="2024-01-02"),  # never
    rise("500.00", "515.00", "INK", on=LAST),
    (*rise("500.00", "510.00"), ("2023-09-01", "560.00", "MUT", "2023-09-01")),  # a new letting
    ((FIRST, "500.00", "MUT", ""), (YEARLY, "510.00", "MUT", YEARLY)),  # vacant on the first day
    (*rise("500.00", "510.00"), ("2023-11-15", "510.00", "MUT", "")),  # vacant on the second
    ((FIRST, "500.00", "JAA", T), ("2023-03-01", "500.00", "MUT", ""), ("2023-03-20", "505.00", "MUT", T)),
    (("2023-02-01", "500.00", "MUT", "2023-02-01"),),  # no row on the first day, let later
    (("2023-02-01", "500.00", "JAA", T),),  # no row on the first day, let before
    (("2023-02-01", "500.00", "MUT", ""),),
    (("2023-02-01", "500.00", "JAA", "2023-01-01"),),  # let on the first day
    ((FIRST, "", "JAA", T), (YEARLY, "515.00", "JAA", T)),
    ((FIRST, "500.00", "JAA", T), ("2023-04-01", "", "JAA", T), (YEARLY, "510.00", "JAA", T)),
    ((FIRST, "500.00", "JAA", T), (YEARLY, "", "JAA", T)),
    *(rise(rent, rent) for rent in ("452.20", "452.21", "647.19", "647.20", "693.60", "808.06", "808.07")),
]
"""What happens to the rents of some homes, one after the other."""


def sharpen_rises(folder: Path) -> list[str]:
    """Lay the paths over homes that have long been in service, and give those homes."""
    with (folder / "dwellings_woonborg.csv").open(encoding="utf-8", newline="") as file:
        homes = [row["dwelling_id"] for row in islice(old_homes(list(csv.DictReader(file))), len(RISES))]
    paths = dict(zip(homes, RISES, strict=True))
    edit(folder / "rents_woonborg.csv", lambda rows: with_paths(rows, paths))
    edit(folder / "dwellings_woonborg.csv", lambda rows: with_own_rents(rows, paths))
    edit(folder / "allocations.csv", sharpen_first_lettings)
    edit(folder / "rents_sew.csv", sharpen_first_rents)
    edit(folder / "dwellings_sew.csv", without_own_rents)
    return homes


def old_homes(rows: Rows) -> Iterator[Record]:
    """Give self-contained homes of the municipality, long in service, none that other edges lie on."""
    usual = (row for row in rows if row["municipality_code"] == "GM1730" and row["in_service_from"] < "2000")
    known = (row for row in usual if row["is_self_contained"] == "true" and not row["out_of_service_from"])
    return islice(known, 60, None)


def with_paths(rows: Rows, paths: dict[str, Path_]) -> Rows:
    """Replace the rents of these homes."""
    new = [dict(zip(NAMES, step, strict=True)) | {"dwelling_id": home} for home, path in paths.items() for step in path]
    return [*(row for row in rows if row["dwelling_id"] not in paths), *new]


def with_own_rents(rows: Rows, paths: dict[str, Path_]) -> Rows:
    """Give these homes the rent on the card's date, and some of them a target rent around it."""
    targets = iter(("500.00", "515.51", "518.01", ""))
    for row in rows:
        if row["dwelling_id"] in paths:
            row["net_rent_eur_per_month"] = [step[1] for step in paths[row["dwelling_id"]] if step[0] <= CARD_DATE][-1]
            row["target_rent_eur_per_month"] = next(targets, row["target_rent_eur_per_month"])
    return rows


# ---------------------------------------------------------------------------------- first rents of new homes


def sharpen_first_lettings(rows: Rows) -> Rows:
    """First lettings of SEW's new homes on the edge of the year, with unknown fields and by the size of household."""
    edges = [
        {"allocated_on": "2022-12-31"},
        {"allocated_on": "2023-01-01", "persons": "2"},
        {"persons": "2"},
        {"persons": "3"},
        {"persons": ""},
        {"is_vacated_dwelling": "", "persons": "4"},
        {"is_vacated_dwelling": "true"},
    ]
    new = (row for row in rows if row["corporation"] == "SEW" and row["allocated_on"] > "2023")
    apply((row for row in new if row["is_vacated_dwelling"] == "false"), edges)
    return rows


def sharpen_first_rents(rows: Rows) -> Rows:
    """First rents exactly at a cap and just below it."""
    amounts = ("647.19", "600.00", "600.00", "647.18", "693.60", "693.59")
    built = sorted({row["dwelling_id"] for row in rows if row["change_reason"] == "NIE" and row["valid_from"] > "2022"})
    paths = dict(zip(built, amounts, strict=False))
    for row in rows:
        row["net_rent_eur_per_month"] = paths.get(row["dwelling_id"], row["net_rent_eur_per_month"])
    return rows


def without_own_rents(rows: Rows) -> Rows:
    """New homes whose own rent is unknown: their rows of rents tell it."""
    apply((row for row in rows if row["in_service_from"] > "2022"), [{"net_rent_eur_per_month": ""}] * len(rows))
    return rows
