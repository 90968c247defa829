"""The card of the delivery: a Frictionless Data Package with the hash of every file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from .model import MUNICIPALITY

if TYPE_CHECKING:
    from .reference import Reference

TITLES = {
    "complexes": "complexes of the two associations",
    "dwellings": "dwellings, one row per spell in service",
    "stock": "control totals of the stock",
    "households": "households per year",
    "rents": "net rents since July 2022",
    "allocations": "lettings 2021-2023",
    "urgencies": "urgencies granted 2021-2023",
    "improvements": "energetic improvements 2021-2023",
    "seekers": "home seekers and adverts per quarter and village",
    "programme": "building programme",
    "district_plan": "plan of Laarhove by parcel",
    "permit_holders": "task and housing of permit holders per quarter",
    "inspections": "neighbourhood inspections",
    "observations": "points raised at the inspections",
    "reported_figures": "figures the parties report themselves",
    "actions": "log of talks and decisions",
    "neighbourhoods": "real outlines (CBS/Kadaster), synthetic numbers of dwellings",
}


def card_text(reference: Reference, resources: dict[str, dict[str, bytes]]) -> str:
    """
    Write `datapackage.json`.

    Parameters
    ----------
    reference
        Facts and assumptions.
    resources
        Per table its files by name; several files get one hash, of their bytes one after another.

    Returns
    -------
    str
        JSON with LF line ends.
    """
    settings = reference.settings
    covers = {name: day.isoformat() for name, day in settings["covers"].items()}
    card: dict[str, Any] = {
        "name": "tynaarlo-synthetic-sample",
        "title": "SYNTHETIC delivery for the performance agreements of Tynaarlo: no real homes or households",
        "created": settings["created"].isoformat(),
        "licenses": [{"name": "CC0-1.0"}, {"name": "CC-BY-4.0", "title": "neighbourhoods: CBS/Kadaster"}],
        "sources": [
            {"title": "Synthetic: made by `afspraken sample` from published facts and assumptions"},
            {"title": "Outlines of neighbourhoods: CBS/Kadaster, wijk- en buurtkaart 2022"},
        ],
        "municipality": MUNICIPALITY,
        "municipality_name": "Tynaarlo",
        "corporations": [{"name": row["name"], "l_number": row["l_number"]} for row in reference.rows("corporations")],
        "reference_date": settings["reference_date"].isoformat(),
        "covers": covers,
        "synthetic": True,
        "resources": [_resource(table, files) for table, files in resources.items()],
    }
    return json.dumps(card, indent=2, ensure_ascii=False) + "\n"


def _resource(table: str, files: dict[str, bytes]) -> dict[str, Any]:
    paths = list(files)
    digest = hashlib.sha256(b"".join(files.values())).hexdigest()
    return {
        "name": table,
        "title": f"Synthetic: {TITLES[table]}",
        "path": paths if len(paths) > 1 else paths[0],
        "hash": f"sha256:{digest}",
    }
