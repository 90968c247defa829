"""Cases worth finding in the building programme and among home seekers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..periods import Period

if TYPE_CHECKING:
    from .model import Home
    from .reference import Reference
    from .world import World

Found = tuple[dict[str, Any], Any]
SOLD = ("VAH", "VAO", "VAB", "VOV", "TER")
_LAST = Period(2023, 2)


def _sale(_: Reference, world: World) -> Found:
    """Find the home sold without a label, and count it among its association's sales of the half-year."""
    sold = [home for home in world.homes if _is_sold(home)]
    found = [home for home in sold if not home.has_sale_label]
    owner = found[0].corporation
    own = [home for home in sold if home.corporation == owner]
    where = {"dwelling_id": [home.dwelling_id for home in found], "corporation": owner}
    return where, {"numerator": len(found), "denominator": len(own), "verdict": "broken"}


def _is_sold(home: Home) -> bool:
    last = home.spells[-1]
    return home.is_here and last.reason_out in SOLD and last.end is not None and _LAST.contains(last.end)


def _late(reference: Reference, _: World) -> Found:
    rows = [row for row in reference.rows("sample_programme") if row["agreement"] == "21"]
    late = [row["project_id"] for row in rows if row["realised_on"] > row["planned_on"]]
    return {"project_id": late}, len(late)


def _fewer(reference: Reference, _: World) -> Found:
    rows = [row for row in reference.rows("sample_programme") if row["realised_homes"] and row["homes"]]
    fewer = [row for row in rows if int(row["realised_homes"]) < int(row["homes"])]
    missing = sum(int(row["homes"]) - int(row["realised_homes"]) for row in fewer)
    return {"project_id": [row["project_id"] for row in fewer]}, missing


def _replacement(reference: Reference, _: World) -> Found:
    rows = [row for row in reference.rows("sample_programme") if row["kind"] == "new_build" and not row["homes"]]
    return {"project_id": [row["project_id"] for row in rows]}, len(rows)


def _quarter(reference: Reference, _: World) -> Found:
    place = reference.settings["seekers"]["quarter_not_delivered"]
    return dict(place), place["period"]


FINDERS: dict[str, Callable[[Reference, World], Found | None]] = {
    "sale_without_label": _sale,
    "delivered_after_its_day": _late,
    "fewer_homes_than_planned": _fewer,
    "replacement_not_given": _replacement,
    "seekers_quarter_missing": _quarter,
}
