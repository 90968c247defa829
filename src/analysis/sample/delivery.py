"""Write the synthetic delivery: every table, its card, and the list of cases worth finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .allocations import allocation_rows
from .card import card_text
from .dwellings import dwelling_rows
from .geography import neighbourhoods_geojson
from .improvements import improvement_rows
from .inspections import inspection_rows, observation_rows
from .permit_holders import permit_holder_rows
from .plan import PREFIX
from .planted import planted_text
from .reference import Reference, load_reference
from .rents import rent_rows
from .seekers import seeker_rows
from .spells import stock_rows
from .tables import columns, csv_text
from .urgencies import urgency_rows
from .world import World, make_world

if TYPE_CHECKING:
    from pathlib import Path

    from .model import Complex, Home

SPLIT = ("dwellings", "rents")  # tables of which each association delivers its own file


def write_sample(folder: Path, *, seed: int = 1730, complexes: int | None = None) -> None:
    """
    Write a complete synthetic delivery: CSV tables, neighbourhoods, card and planted cases.

    The same seed and number of complexes give the same bytes on every Python version and system. Nothing is
    taken from a real household; names, villages, projects and the size of the stock are published facts.

    Parameters
    ----------
    folder
        Where the files go; made when it is not there. Files of an earlier sample are overwritten.
    seed
        Start of the chance; the shipped delivery has 1730.
    complexes
        How many complexes (the stock and the lettings follow to scale); None = the shipped number.

    Raises
    ------
    ValueError
        When `complexes` is smaller than the number of fixed complexes.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as name:
    ...     write_sample(Path(name), seed=1, complexes=30)
    ...     (Path(name) / "datapackage.json").exists()
    True
    """
    reference = load_reference()
    number = int(reference.settings["complexes"]) if complexes is None else complexes
    world = make_world(reference, seed, number)
    resources = _resources(reference, world, seed)
    files = {name: data for table in resources.values() for name, data in table.items()}
    files["datapackage.json"] = card_text(reference, resources).encode()
    files["planted.yml"] = planted_text(reference, world).encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _resources(reference: Reference, world: World, seed: int) -> dict[str, dict[str, bytes]]:
    """Write every table to bytes, per table and file name, in the order of the card."""
    sources = reference.settings["dates_of_stock"]
    single = {
        "complexes": _complex_rows(world.plan),
        "stock": stock_rows(world.homes, sources),
        "households": world.households,
        "allocations": allocation_rows(world.lettings),
        "urgencies": urgency_rows(world.urgencies),
        "seekers": seeker_rows(reference, world, seed),
        "permit_holders": permit_holder_rows(reference, world.lettings, len(world.plan)),
        "inspections": inspection_rows(reference, world.observations),
        "observations": observation_rows(world.observations),
        "improvements": improvement_rows(world.improvements),
    }
    copied = ("programme", "district_plan", "reported_figures", "actions")
    resources = {table: {f"{table}.csv": _bytes(table, rows)} for table, rows in single.items()}
    for table in copied:
        rows = [[row[name] for name in columns(table)] for row in reference.rows(f"sample_{table}")]
        resources[table] = {f"{table}.csv": _bytes(table, rows)}
    for table in SPLIT:
        resources[table] = _by_association(table, world.homes)
    resources["neighbourhoods"] = {"neighbourhoods.geojson": neighbourhoods_geojson(reference).encode()}
    return dict(sorted(resources.items()))


def _by_association(table: str, homes: list[Home]) -> dict[str, bytes]:
    write = {"dwellings": dwelling_rows, "rents": rent_rows}[table]
    owned = {name: [home for home in homes if home.corporation == name] for name in PREFIX}
    return {f"{table}_{name.lower()}.csv": _bytes(table, write(owned[name])) for name in PREFIX}


def _bytes(table: str, rows: list[list[str]]) -> bytes:
    return csv_text(columns(table), rows).encode()


def _complex_rows(plan: list[Complex]) -> list[list[str]]:
    return [[c.complex_id, c.corporation, c.name, c.village, c.estate] for c in plan]
