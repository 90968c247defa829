"""Agreement 20, written independently: the social and the cheap share of Laarhove, stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .shape import row

if TYPE_CHECKING:
    from .delivered import Record

Row = dict[str, Any]
SEGMENTS = {"social": {"social_rent"}, "cheap": {"social_rent", "cheap_sale"}}
STAGES = ("planned", "permitted", "under_construction", "delivered")


def rows(plan: list[Record], district: str, *, period: str) -> list[Row]:
    """Social rent, and social rent + cheap sale, over all homes: the whole plan, and at least at a stage."""
    parcels = [parcel for parcel in plan if parcel["district"] == district]
    found = [
        share(f"laarhove.{name}_share{suffix(stage)}", parcels, segments, stage, period)
        for name, segments in SEGMENTS.items()
        for stage in STAGES
    ]
    return [line for line in found if line["denominator"]]


def suffix(stage: str) -> str:
    """Give what a stage appends to an id; the first stage is the whole plan."""
    return "" if stage == STAGES[0] else f".{stage}"


def share(name: str, parcels: list[Record], segments: set[str], stage: str, period: str) -> Row:
    """
    Give the homes of these segments over all homes at least at a stage, weighted by homes.

    A parcel without a number of homes is one unknown row: it is missing, and missing is not zero.
    """
    answers = [
        (1 if parcel["homes"] is None else parcel["homes"], answer(parcel, segments, stage)) for parcel in parcels
    ]
    yes = sum(homes for homes, it in answers if it is True)
    known = sum(homes for homes, it in answers if isinstance(it, bool))
    missing = sum(homes for homes, it in answers if it is None)
    value = yes / known if known else None
    return row(name, {}, period, "share", value=value, numerator=yes, denominator=known, missing=missing)


def answer(parcel: Record, segments: set[str], stage: str) -> bool | str | None:
    """Whether a parcel's homes count; "outside" when they have not come to the stage; None = unknown."""
    status = parcel["status"]
    if stage != STAGES[0]:
        if status is None:
            return None
        if STAGES.index(status) < STAGES.index(stage):
            return "outside"
    if parcel["segment"] is None or parcel["homes"] is None:
        return None
    return parcel["segment"] in segments
