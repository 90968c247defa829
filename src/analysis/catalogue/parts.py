"""
A delivery of many municipalities: one Parquet file per table, one row group per municipality.

Its card lists them under `municipalities`, and gives for each table the hash of each one's part under `parts`. A run
is about one of them: it reads, and holds against the card, only the rows of that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import DeliveryError
from ..wording import said
from .card import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..findings import Finding

MUNICIPALITIES: Final = "municipalities"
EVERY: Final = "all"
_SHOWN: Final = 3


def municipalities_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the municipalities a card lists, in its order; none when the delivery is about one only."""
    listed = content.get(MUNICIPALITIES)
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def narrowed(content: Mapping[str, Any], municipality: str) -> dict[str, Any]:
    """
    Give the card of one municipality of a delivery: its code, and the part of each table that is about it.

    Parameters
    ----------
    content
        The card as it was read.
    municipality
        CBS code; empty for a delivery that is about one municipality only.

    Raises
    ------
    DeliveryError
        If the delivery holds many and none is chosen, or the chosen one is not among them, or a table has no
        part of it.
    """
    codes = municipalities_of(content)
    if not codes and municipality in {"", content.get("municipality")}:
        return dict(content)
    finding = _not_there(content, codes, municipality)
    if finding:
        raise DeliveryError(finding.message, [finding])
    group = codes.index(municipality)
    resources = [_part(one, municipality, group) for one in content["resources"]]
    kept = {key: value for key, value in content.items() if key != MUNICIPALITIES}
    return {**kept, "municipality": municipality, "resources": resources}


def _not_there(content: Mapping[str, Any], codes: tuple[str, ...], municipality: str) -> Finding | None:
    if municipality not in codes:
        held: str = ", ".join(codes[:_SHOWN])
        if len(codes) > _SHOWN:
            held = said("{first} and {count} more", first=held, count=len(codes) - _SHOWN)
        held = held or str(content.get("municipality"))
        asked = said("not {municipality}", municipality=municipality) if municipality else said("and none was chosen")
        remedy = said("Choose one with --municipality, or all of them with --municipality all.")
        return wrong(
            "other_municipality",
            MUNICIPALITIES,
            said("the delivery holds {held}, {asked}", held=held, asked=asked),
            remedy,
        )
    without = [one.get("name") for one in content["resources"] if municipality not in one.get("parts", {})]
    if without:
        message = said(
            "the card gives no part of {municipality} for {without}", municipality=municipality, without=without[0]
        )
        return wrong("missing_part", str(without[0]), message, said("Give the hash of each municipality's row group."))
    return None


def _part(resource: Mapping[str, Any], municipality: str, group: int) -> dict[str, Any]:
    kept = {key: value for key, value in resource.items() if key != "parts"}
    own = {"municipality_code": municipality, "row_group": group}
    return {**kept, "hash": resource["parts"][municipality], "part": own}
