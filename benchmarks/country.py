"""
What the figures of a whole country cost: 2.3 million homes in 342 made-up municipalities.

    python benchmarks/country.py FOLDER [--rounds 3]

FOLDER holds a delivery of many municipalities (`afspraken sample FOLDER --municipalities 342`). Every variant runs in a
process of its own, round-robin; the clock starts after the imports. Printed are CPU and wall seconds (median, least,
most), the ratio to the variant it is held against (median of the rounds), and the largest memory. Two variants of one
job must give the same answer, else the benchmark stops.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from analysis.indicators import displacement, energy_poverty, social_stock
from analysis.measures import INPUTS, Used
from analysis.parameters import load_assumptions, load_norms, load_register
from analysis.periods import Period
from analysis.sources import neighbourhood_codes

HOUSEHOLDS = [
    "household_id", "year", "dwelling_id", "adults", "children", "disposable_income_eur_per_year",
    "has_wealth_below_limit", "gas_m3_per_year", "electricity_kwh_per_year", "heat_gj_per_year", "feed_in_kwh_per_year",
]  # fmt: skip
HOMES = [
    "dwelling_id", "in_service_from", "out_of_service_from", "out_of_service_reason", "corporation", "complex_id",
    "village", "energy_label",
]  # fmt: skip
DAY = date(2023, 12, 31)


def used() -> Used:
    """Norms and assumptions of the base scenario."""
    return Used(load_norms(), load_assumptions("base"), load_register("2023"))


def read_columns(folder: Path) -> str:
    """Read and decode the columns that the share per complex needs: the least anything can cost."""
    frames = [pd.read_parquet(folder / f"{name}.parquet", columns=columns) for name, columns in NEEDED.items()]
    return f"{sum(map(len, frames))} rows"


def energy_poverty_shares(folder: Path) -> str:
    """Read, classify every household by all ten definitions, and add up per complex, village, association, country."""
    households, homes = (pd.read_parquet(folder / f"{name}.parquet", columns=own) for name, own in NEEDED.items())
    inputs = INPUTS["energy_poverty"](used(), DAY)
    classified = energy_poverty.classify(households, homes, on=DAY, **inputs)
    rows = energy_poverty.rows(classified, period=Period(2023, 2), definition_version="proxy")
    headline = rows[(rows["id"] == energy_poverty.HEADLINE) & rows["complex_id"].notna()]
    return f"{len(headline)} complexes"


def stock_counts(folder: Path) -> str:
    """Read, and count the social stock of every village by three definitions."""
    homes, rents = (pd.read_parquet(folder / f"{name}.parquet") for name in ("dwellings", "rents"))
    inputs = INPUTS["social_stock"](used(), DAY)
    about = {"on": DAY, "card_reference_date": DAY, "period": Period(2023, 2), "at_start": False}
    return f"{len(social_stock.counts(homes, rents, **about, **inputs))} rows"


def urgent_shares(folder: Path) -> str:
    """Read, and give the share of urgent lettings of every association."""
    allocations, homes = (pd.read_parquet(folder / f"{name}.parquet") for name in ("allocations", "dwellings"))
    inputs = INPUTS["displacement"](used(), DAY)
    lettings = displacement.lettings(allocations, homes, **inputs)
    return f"{len(displacement.shares(lettings, period=Period(2023, 2)))} rows"


def neighbourhoods(folder: Path, *, plain: bool) -> str:
    """Give every home its neighbourhood, by the package or by the plain join; the digest is that of the answers."""
    homes = pd.read_parquet(folder / "dwellings.parquet", columns=["complex_id", "x_rd_m", "y_rd_m"])
    outlines = gpd.read_parquet(folder / "neighbourhoods.parquet", columns=["neighbourhood_code", "geometry"])
    if plain:
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(homes["x_rd_m"], homes["y_rd_m"]), crs=outlines.crs)
        joined = gpd.sjoin(points, outlines[outlines.geometry.notna()], how="left", predicate="intersects")
        codes = joined[~joined.index.duplicated()]["neighbourhood_code"]
    else:
        codes = neighbourhood_codes(homes, outlines)
    answers = hashlib.sha256("\n".join(codes.fillna("").tolist()).encode()).hexdigest()
    return f"{codes.notna().sum()} homes placed, {answers[:12]}"


NEEDED = {"households": HOUSEHOLDS, "dwellings": HOMES}
VARIANTS: dict[str, tuple[Callable[[Path], str], str]] = {
    "columns of the energy poverty share, read only": (read_columns, ""),
    "energy poverty share per complex (10)": (energy_poverty_shares, "columns of the energy poverty share, read only"),
    "social stock per village (20)": (stock_counts, ""),
    "urgent lettings per association (40)": (urgent_shares, ""),
    "neighbourhood of each home, geopandas.sjoin": (partial(neighbourhoods, plain=True), ""),
    "neighbourhood of each home": (partial(neighbourhoods, plain=False), "neighbourhood of each home, geopandas.sjoin"),
}
SAME = ("neighbourhood of each home, geopandas.sjoin", "neighbourhood of each home")


def measure(name: str, folder: Path) -> dict[str, object]:
    """Run one variant in this process."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    answer = VARIANTS[name][0](folder)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "answer": answer,
        "wall": time.perf_counter() - began,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peak": after.ru_maxrss / 1024,
    }


def rounds_of(folder: Path, rounds: int) -> dict[str, list[dict[str, object]]]:
    """Measure every variant once a round, each in a process of its own."""
    found: dict[str, list[dict[str, object]]] = {name: [] for name in VARIANTS}
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    for _ in range(rounds):
        for name in VARIANTS:
            command = [sys.executable, __file__, str(folder), "--one", name]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            found[name].append(json.loads(done.stdout))
        if len({found[name][-1]["answer"] for name in SAME}) > 1:
            message = "the two ways to find a neighbourhood give different answers"
            raise SystemExit(message)
    return found


def table(found: dict[str, list[dict[str, object]]]) -> str:
    """Give the measurements as a table in Markdown."""
    lines = ["| what | wall s | CPU s | ratio wall | ratio CPU | peak MiB | answer |", "|---|---|---|---|---|---|---|"]
    for name, runs in found.items():
        against = VARIANTS[name][1]
        cells = [_spread([run[key] for run in runs]) for key in ("wall", "cpu")]
        for key in ("wall", "cpu"):
            pairs = [run[key] / other[key] for run, other in zip(runs, found.get(against, []), strict=False)]
            cells.append(_spread(pairs) if pairs else "")
        peak = f"{max(run['peak'] for run in runs):.0f}"
        lines.append(f"| {name} | {' | '.join(cells)} | {peak} | {runs[0]['answer']} |")
    return "\n".join(lines)


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--one", default="")
    given = asked.parse_args()
    print(json.dumps(measure(given.one, given.folder)) if given.one else table(rounds_of(given.folder, given.rounds)))
