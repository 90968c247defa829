"""Cases on the edge of reported figures, permit holders, inspections and improvements, laid into a delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Record = dict[str, str]
Rows = list[Record]


def sharpen_reported(rows: Rows) -> Rows:
    """Parties that agree and differ, two periods at once, amounts a cent short, empty cells, names never heard of."""
    figure = {**rows[0], "agreement": "41", "unit": "eur_per_year", "party": "Gemeente Tynaarlo"}
    cases = {**figure, "unit": "cases", "party": "Neighbour mediation"}
    new = [
        {**cases, "period": "2023-Q4", "measure": "cases", "value": "12"},
        {**cases, "period": "2023-Q3", "measure": "solved_cases", "value": "3"},
        {**cases, "period": "2023-H1", "measure": "cases", "value": "0"},
        {**cases, "period": "2023-H1", "measure": "solved_cases", "value": "0"},
        {**figure, "agreement": "42", "period": "2023-H1", "measure": "staff, in fte", "party": "SEW", "value": "2.55"},
        {**figure, "agreement": "18", "period": "2023-H2", "measure": "area_plans", "value": "3"},
        {**figure, "agreement": "18", "period": "2023-H2", "measure": "area_plans", "party": "HBV", "value": "4"},
        {**figure, "agreement": "17", "period": "2023-Q2", "measure": "spent_eur", "value": "10.50"},
        {**figure, "agreement": "17", "period": "2023-Q2", "measure": "spent_eur", "party": "Zorg", "value": "10.5"},
        {**figure, "agreement": "99", "period": "2023-H2", "measure": "unheard_of", "party": "Someone", "value": "1"},
    ]
    changed = {
        ("41", "2023", "municipality_eur_per_year"): "24999.99",
        ("42", "2023", "liveability_eur_per_year"): "31450.50",
    }
    for row in rows:
        row["value"] = changed.get((row["agreement"], row["period"], row["measure"]), row["value"])
    lay(rows, [{"value": ""}], where=lambda row: row["measure"] == "corporation_eur_per_year")
    return [*rows, *new]


def sharpen_permit_holders(rows: Rows) -> Rows:
    """Reports on the last day of a half-year and the day after, without a day, without a number, and none at all."""
    edges: Mapping[tuple[str, str], Record] = {
        ("2022-Q1", "Woonborg"): {"reported_on": ""},
        ("2022-Q2", ""): {"task_persons": ""},
        ("2022-Q4", "SEW"): {"family_reunion_persons": ""},
        ("2023-Q2", ""): {"reported_on": "2023-06-30"},
        ("2023-Q2", "Woonborg"): {"reported_on": "2023-07-01"},
        ("2023-Q3", ""): {"reported_on": "2023-10-15"},
        ("2023-Q3", "SEW"): {"reported_on": "2023-10-16"},
        ("2023-Q4", "Woonborg"): {"housed_persons": ""},
        ("2023-Q4", "SEW"): {"reported_on": "2023-12-31"},
    }
    for row in rows:
        row.update(edges.get((row["period"], row["corporation"]), {}))
    return rows


def sharpen_inspections(rows: Rows) -> Rows:
    """Held on the edges of the window and of a month, in a village without homes, with too few or no points."""
    held = {**rows[-1], "points_raised": "4", "points_closed": "1"}
    edges = [
        {"village": "Vries", "held_on": "2021-12-31", "inspection_id": "X-1"},
        {"village": "Vries", "held_on": "2022-01-01", "inspection_id": "X-2"},
        {"village": "Bunne", "held_on": "2023-05-31", "inspection_id": "X-3", "points_closed": "4"},
        {"village": "Winde", "held_on": "2023-02-28", "inspection_id": "X-4"},
        {"village": "Yde", "held_on": "2023-10-15", "inspection_id": "X-5", "points_raised": ""},
        {"village": "", "held_on": "2023-10-16", "inspection_id": "X-6", "points_raised": "0", "points_closed": "0"},
        {"village": "Zeijen", "held_on": "2023-12-31", "inspection_id": "X-7"},
        {"village": "Zeijen", "held_on": "2024-01-01", "inspection_id": "X-8"},
    ]
    lay(rows, [{"points_raised": "99"}, {"points_raised": "1", "points_closed": ""}, {"points_raised": ""}])
    return [*rows, *({**held, **edge} for edge in edges)]


def sharpen_observations(rows: Rows) -> Rows:
    """Points due and closed on the reference date and the day after, and points without a day."""
    days = ("2023-06-29", "2023-06-30", "2023-07-01", "2023-10-15", "2023-10-16", "2023-12-30", "2023-12-31")
    edges = [{"due_on": day, "closed_on": ""} for day in days]
    edges += [{"closed_on": day} for day in (*days, "2024-01-01")] + [{"due_on": "", "closed_on": ""}]
    lay(rows, edges, where=lambda row: row["inspection_id"] > "WS-04")
    return rows


def sharpen_improvements(rows: Rows) -> Rows:
    """First and last days, changes of method alone, labels, methods and measures unknown, a home improved twice."""
    better = {"label_before": "E", "label_after": "C", "label_method_before": "EI", "label_method_after": "NTA"}
    edges = [
        {"completed_on": "2022-12-31"},
        {"completed_on": "2023-01-01"},
        {"completed_on": ""},
        {**better, "measures": "OPN"},
        {**better, "measures": ""},
        {**better, "measures": "OPN", "label_method_before": ""},
        {**better, "measures": "OPN", "label_method_before": "NTA"},
        {**better, "label_after": "E"},
        {**better, "label_after": ""},
        {**better, "label_before": "C"},
        {**better, "label_before": "C", "label_after": ""},
        {"label_before": "A+", "label_after": "A"},
        {"label_before": "B", "label_after": "A+"},
        {"rent_change_eur_per_month": "12.30", "energy_saving_eur_per_month": "12.30"},
        {"rent_change_eur_per_month": "12.31", "energy_saving_eur_per_month": "12.30"},
        {"rent_change_eur_per_month": ""},
        {"energy_saving_eur_per_month": ""},
    ]
    for corporation in ("Woonborg", "SEW"):
        lay(rows, edges, where=lambda row, who=corporation: row["corporation"] == who and in_year(row))
    packages = [{"measures": codes} for codes in ("DAK|VLO", "DAK|VLO|MUU|WAC", "VOL|WAC", "VLO", "")]
    lay(rows, packages, where=lambda row: row["corporation"] == "SEW" and row["completed_on"] > "2023-03")
    return [*rows, *twice([row for row in rows if in_year(row)])]


def in_year(row: Record) -> bool:
    """Whether an improvement was completed in the year of the agreements."""
    return row["completed_on"].startswith("2023")


def twice(rows: Rows) -> Rows:
    """Give some homes a second improvement: one part of a package, a new survey, and one nothing is known of."""
    seconds = [
        {"measures": "WAC"},
        {"measures": "OPN", "label_method_before": "EI"},
        {"measures": "", "label_after": ""},
    ]
    found = []
    for number, row in enumerate(rows[::4]):
        second = {
            **row,
            **seconds[number % len(seconds)],
            "improvement_id": f"X-{number}",
            "completed_on": "2023-06-30",
        }
        found.append(second)
    return found


def lay(rows: Rows, edges: Rows, *, where: Callable[[Record], bool] = lambda row: True) -> None:
    """Lay one edge over each of the first rows that are asked for."""
    asked: Iterator[Record] = (row for row in rows if where(row))
    for row, edge in zip(list(asked), edges, strict=False):
        row.update(edge)


SHARPENED = {
    "reported_figures.csv": sharpen_reported,
    "permit_holders.csv": sharpen_permit_holders,
    "inspections.csv": sharpen_inspections,
    "observations.csv": sharpen_observations,
    "improvements.csv": sharpen_improvements,
}
