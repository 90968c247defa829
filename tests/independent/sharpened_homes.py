"""Sharpen building programme and home seekers: unknown numbers, first and last days, quarters not delivered."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from .editing import apply, edit

if TYPE_CHECKING:
    from pathlib import Path

    from .editing import Record, Rows

PROJECT = {
    "project_name": "Edge", "corporation": "Woonborg", "village": "Vries", "kind": "new_build", "homes": "5",
    "social_homes": "5", "planned_on": "2023-06-30", "realised_homes": "5", "realised_on": "2023-08-01",
    "is_lifetime_proof": "true", "agreement": "21",
}  # fmt: skip
PROJECTS: list[Record] = [
    {"realised_on": "2023-01-01"},
    {"realised_on": "2022-12-31"},
    {"realised_on": "2023-12-31", "is_lifetime_proof": ""},
    {"realised_homes": ""},
    {"realised_homes": "", "homes": "", "social_homes": ""},
    {"realised_homes": "3", "homes": "", "social_homes": ""},
    {"realised_homes": "", "realised_on": ""},
    {"realised_homes": "", "realised_on": "", "homes": "", "social_homes": ""},
    {"realised_homes": "7", "is_lifetime_proof": "false"},
    {"realised_homes": "0"},
    {"corporation": "SEW", "village": "Eelde"},
    {"corporation": "SEW", "village": "Yde", "realised_homes": ""},
    {"agreement": ""},
    {"agreement": "23"},
    {"agreement": "23", "kind": "demolition", "realised_homes": "1", "realised_on": "2023-06-30"},
    {"agreement": "19", "social_homes": ""},
    {"agreement": "19", "homes": "", "social_homes": "", "realised_homes": "", "realised_on": ""},
    {"agreement": "19", "social_homes": "2"},
]


def sharpen_homes(folder: Path) -> None:
    """Change projects, sales, quarters of seekers and the lettings that search times rest on."""
    edit(folder / "programme.csv", lambda rows: [*rows, *projects()])
    edit(folder / "dwellings_sew.csv", sharpen_sales)
    edit(folder / "seekers.csv", sharpen_seekers)
    edit(folder / "allocations.csv", sharpen_search)


def projects() -> Rows:
    """Give the projects on an edge."""
    return [PROJECT | edge | {"project_id": f"P-9{place:02}"} for place, edge in enumerate(PROJECTS)]


def sharpen_sales(rows: Rows) -> Rows:
    """Sales on the first day and of unknown label, and right after the year before."""
    sold = {"out_of_service_reason": "VAH", "has_sale_label": "true"}
    edges = [
        sold | {"out_of_service_from": "2023-07-01"},
        sold | {"out_of_service_from": "2023-07-02", "has_sale_label": ""},
        sold | {"out_of_service_from": "2023-03-01", "has_sale_label": ""},
        sold | {"out_of_service_from": "2023-01-01", "has_sale_label": "false"},
        sold | {"out_of_service_from": "2022-12-31", "has_sale_label": "false"},
        sold | {"out_of_service_from": "2023-12-30", "has_sale_label": "false", "out_of_service_reason": "VAB"},
        {"out_of_service_from": "2023-08-01", "out_of_service_reason": "TRA", "has_sale_label": "false"},
    ]
    staying = (row for row in rows if not row["out_of_service_from"] and row["in_service_from"] < "2000")
    apply(islice(staying, 20, None), edges)
    return rows


def sharpen_seekers(rows: Rows) -> Rows:
    """Every figure once unknown and once nothing, a quarter that is lacking, a village known from a later quarter."""
    edges = [
        {"active_seekers": ""},
        {"registered_seekers": ""},
        {"responses": ""},
        {"responses_from_outside": ""},
        {"advertised_dwellings": ""},
        {"advertised_dwellings": "0"},
        {"active_seekers": "0"},
        {"active_seekers": "0", "registered_seekers": "0", "responses": "0", "responses_from_outside": "0"},
    ]
    for quarter in ("2023-Q2", "2023-Q3", "2023-Q4"):
        apply((row for row in rows if row["period"] == quarter), edges)
    kept = [row for row in rows if row["village"] != "Zeijen" or row["period"] != "2023-Q3"]
    late = next(row for row in rows if row["period"] == "2023-Q4")
    return [*kept, late | {"village": "Zeegse"}]


def sharpen_search(rows: Rows) -> Rows:
    """Registered for exactly a year and a day less, on the day of the letting, on an unknown day; origin unknown."""
    edges = [
        {"allocated_on": "2023-09-12", "registered_on": "2022-09-12"},
        {"allocated_on": "2023-09-12", "registered_on": "2022-09-13"},
        {"allocated_on": "2023-09-12", "registered_on": "2023-09-12"},
        {"registered_on": ""},
        {"origin_municipality_code": ""},
        {"origin_municipality_code": "GM1730", "priority_ground": "HUI"},
        {"allocated_on": "2023-09-30"},
        {"allocated_on": "2023-10-01"},
    ]
    late = (row for row in rows if "2023-09" < row["allocated_on"] < "2023-10-14" and not row["priority_ground"])
    apply(late, edges)
    return rows
