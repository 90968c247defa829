"""Sharpen households: incomes at the point of the huurtoeslag, rents at its limits, households just at a line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from .editing import edit, text

if TYPE_CHECKING:
    from pathlib import Path

    from .editing import Record, Rows
    from .energy import EnergyNorms

YEAR = "2023"
INCOME, WEALTH = "disposable_income_eur_per_year", "has_wealth_below_limit"
RENT = Fraction("808.07")
BUDGET = Fraction(1508) * (1 - Fraction("0.37"))
TAXES = Fraction(450) * Fraction("0.75") / 12
SINGLE = {
    "adults": "1", "children": "0", "is_pension_age": "false", INCOME: "16000", WEALTH: "true",
    "gas_m3_per_year": "0", "heat_gj_per_year": "0", "electricity_kwh_per_year": "2000", "feed_in_kwh_per_year": "0",
}  # fmt: skip
PENSION = {"is_pension_age": "true"}
FAMILY = {"adults": "2", "children": "2"}


def sharpen_costs(folder: Path, homes: list[str], norms: EnergyNorms) -> None:
    """Give the households of some homes new facts; the last homes have rents exactly at a limit of the allowance."""
    edges = dict(zip(homes, households(norms), strict=False))
    at_limits = (SINGLE, FAMILY, SINGLE, PENSION, FAMILY, FAMILY, exactly_at_budget(norms))
    edges |= dict(zip(homes[-7:], at_limits, strict=True))
    edit(folder / "households.csv", lambda rows: with_households(rows, edges))


def households(norms: EnergyNorms) -> list[Record]:
    """Give households at the income points (divided by the assumed 1.10), of every kind, with unknown fields."""
    points = ("17613.63", "17613.64", "22931.81", "22931.82", "18636.36", "24795.46")
    kinds: list[Record] = [{}, {}, FAMILY, FAMILY, PENSION, {**PENSION, "adults": "2"}]
    at_points = [{**kind, INCOME: point} for kind, point in zip(kinds, points, strict=True)]
    sizes = ("1 1", "1 3", "2 0", "2 1", "2 4", "3 0", "3 2", "4 5")
    of_sizes = [dict(zip(("adults", "children"), size.split(), strict=True)) for size in sizes]
    return [
        *at_points,
        *of_sizes,
        {WEALTH: ""},
        {WEALTH: "", INCOME: "60000"},
        {WEALTH: "false"},
        {WEALTH: "false", INCOME: ""},
        {INCOME: ""},
        {INCOME: "0"},
        {INCOME: "-500"},
        {"is_pension_age": ""},
        {"adults": ""},
        {"children": ""},
    ]


def exactly_at_budget(norms: EnergyNorms) -> Record:
    """Wealth above the limit and a rent above it: what is left is the budget to the cent, and the quote is known."""
    power = norms.carriers["electricity"]
    bill = 2000 * (power.cap or power.tariff) + power.fixed - norms.tax_credit
    return {WEALTH: "false", INCOME: text((BUDGET + RENT + TAXES) * 12 + bill)}


def with_households(rows: Rows, edges: dict[str, Record]) -> Rows:
    """Replace the households of the year in these homes."""
    kept = [row for row in rows if row["dwelling_id"] not in edges or row["year"] != YEAR]
    new = [
        {**SINGLE, **edge, "household_id": f"H9{place:04}", "year": YEAR, "dwelling_id": home}
        for place, (home, edge) in enumerate(edges.items())
    ]
    return [*kept, *new]
