"""What the figures of a whole country cost: 2.3 million homes, the calculations of notebooks 10, 20 and 40."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.indicators import displacement, energy_poverty, social_stock
from analysis.measures import INPUTS, Used
from analysis.parameters import load_assumptions, load_norms, load_register
from analysis.periods import Period

from . import deliveries
from .measuring import Line, Measured, Ratio, Ways, alone, same

COLUMNS = {
    "households": [
        "household_id", "year", "dwelling_id", "adults", "children", "disposable_income_eur_per_year",
        "has_wealth_below_limit", "gas_m3_per_year", "electricity_kwh_per_year", "heat_gj_per_year",
        "feed_in_kwh_per_year",
    ],
    "dwellings": [
        "dwelling_id", "in_service_from", "out_of_service_from", "out_of_service_reason", "corporation", "complex_id",
        "village", "energy_label",
    ],
}  # fmt: skip
"""What the energy poverty share per complex needs."""
READ, SHARES = "columns of it, read only", "energy poverty share per complex (10)"
WAYS = {
    READ: "read_columns",
    SHARES: "energy_poverty_shares",
    "social stock per village (20)": "stock_counts",
    "urgent lettings per association (40)": "urgent_shares",
}
LINES = (
    Line(
        "energy poverty share per complex over 2.3 million homes, against reading its columns",
        5,
        3,
        Ratio(SHARES, READ),
        is_most=True,
    ),
)
DAY, HALF_YEAR = date(2023, 12, 31), Period(2023, 2)


def one_round(kept: Path, _scratch: Path) -> dict[str, Measured]:
    """Make every figure."""
    folder = deliveries.country(kept)
    ways = {name: alone("country", function, folder) for name, function in WAYS.items()}
    check(ways)
    return ways


def check(ways: Ways) -> None:
    """Hold the homes and households that were counted against those that were read."""
    same({name: ways[name].answer["read"] for name in (READ, SHARES)})


def read_columns(folder: str) -> tuple[dict[str, int], dict[str, float]]:
    """Read and decode the columns: the least anything can cost."""
    households, homes = _read(Path(folder))
    return {"read": len(households) + len(homes)}, {}


def energy_poverty_shares(folder: str) -> tuple[dict[str, int], dict[str, float]]:
    """Classify every household by all ten definitions, and add up per complex, village, association, country."""
    households, homes = _read(Path(folder))
    classified = energy_poverty.classify(households, homes, on=DAY, **INPUTS["energy_poverty"](_used(), DAY))
    rows = energy_poverty.rows(classified, period=HALF_YEAR, definition_version="proxy")
    headline = rows[(rows["id"] == energy_poverty.HEADLINE) & rows["complex_id"].notna()]
    return {"read": len(households) + len(homes), "complexes": len(headline)}, {}


def stock_counts(folder: str) -> tuple[dict[str, int], dict[str, float]]:
    """Count the social stock of every village by three definitions."""
    homes, rents = (pd.read_parquet(Path(folder) / f"{name}.parquet") for name in ("dwellings", "rents"))
    about = {"on": DAY, "card_reference_date": DAY, "period": HALF_YEAR, "at_start": False}
    return {"rows": len(social_stock.counts(homes, rents, **about, **INPUTS["social_stock"](_used(), DAY)))}, {}


def urgent_shares(folder: str) -> tuple[dict[str, int], dict[str, float]]:
    """Give the share of urgent lettings of every association."""
    allocations, homes = (pd.read_parquet(Path(folder) / f"{name}.parquet") for name in ("allocations", "dwellings"))
    lettings = displacement.lettings(allocations, homes, **INPUTS["displacement"](_used(), DAY))
    return {"rows": len(displacement.shares(lettings, period=HALF_YEAR))}, {}


def _read(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    households, homes = (pd.read_parquet(folder / f"{name}.parquet", columns=own) for name, own in COLUMNS.items())
    return households, homes


def _used() -> Used:
    """Norms and assumptions of the base scenario."""
    return Used(load_norms(), load_assumptions("base"), load_register("2023"))
