"""Which inspection a form belongs to: its village and its day, as told, as written, or as the points say."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from ...contracts import RD, found
from ...findings import Finding
from ...sources.coordinates import X, Y
from ...sources.rules.villages import known_villages
from ...wording import said
from .filled_in import KEY, TABLE
from .form import NOTED_ON

if TYPE_CHECKING:
    from datetime import date

    from ...sources.delivery import Delivery


@dataclass(frozen=True)
class Walk:
    """
    One inspection as the delivery will know it.

    Parameters
    ----------
    inspection_id
        Its identifier; made of village and day where the delivery has no inspection of that village and day.
    village, held_on
        Where and when.
    known
        Position of its row in `inspections`; None where a row is to be added. An inspection of the village that was
        planned without a day is the one now held.
    """

    inspection_id: str
    village: str
    held_on: pd.Timestamp
    known: int | None


def walk_of(
    rows: pd.DataFrame, delivery: Delivery, *, village: str, held_on: date | None
) -> tuple[Walk | None, list[Finding]]:
    """
    Find the inspection that the rows of a form belong to.

    Parameters
    ----------
    rows
        New points, as `filled_in` gives them.
    delivery
        With its inspections and neighbourhoods.
    village, held_on
        As the user tells them; empty and None where the form says it.

    Returns
    -------
    walk
        None where village or day is not known; a finding says why, unless there are no new points.
    findings
        Unknown or contradicting villages and days.
    """
    name, findings = _village(rows, delivery, village)
    day, seen = _day(rows, held_on)
    findings += seen
    if not name or day is None:
        return None, findings
    return _known(delivery, name, day), findings


def _village(rows: pd.DataFrame, delivery: Delivery, told: str) -> tuple[str, list[Finding]]:
    villages = known_villages(delivery)
    names = sorted({*rows["village"].dropna(), *([told] if told else [])}) or _villages_around(rows, delivery)
    if len(names) == 1 and (names[0] in villages or not villages):
        return names[0], []
    if not names and rows.empty:
        return "", []
    remedy = said("Tell it with --village; one of {villages}.", villages=", ".join(villages))
    if not names:
        return "", [_wrong("no_village", "village", said("nothing says which village was inspected"), remedy, rows)]
    message = said(
        "one inspection is of one village of the delivery, and this form tells of {names}", names=", ".join(names)
    )
    return "", [_wrong("unknown_village", "village", message, remedy, rows)]


def _villages_around(rows: pd.DataFrame, delivery: Delivery) -> list[str]:
    """Give the villages in which the points lie."""
    points = points_of(rows)
    outlines = {village: outline_of(delivery, village) for village in known_villages(delivery)}
    return sorted(
        village
        for village, outline in outlines.items()
        if outline is not None and points.intersects(outline).any()
    )  # fmt: skip


def _day(rows: pd.DataFrame, told: date | None) -> tuple[pd.Timestamp | None, list[Finding]]:
    days = sorted({*rows["held_on"].dropna(), *([pd.Timestamp(told)] if told else [])})
    days = days or sorted(set(rows[NOTED_ON].dropna()))
    if len(days) == 1:
        return days[0], []
    if not days and rows.empty:
        return None, []
    remedy = said("Tell the day of the inspection with --held-on 2024-03-12, and take in one inspection at a time.")
    if not days:
        return None, [
            _wrong("no_day", "held_on", said("nothing says on which day the inspection was held"), remedy, rows)
        ]
    written = ", ".join(day.date().isoformat() for day in days)
    message = said("one inspection is held on one day, and this form tells of {days}", days=written)
    return None, [_wrong("several_days", "held_on", message, remedy, rows)]


def _known(delivery: Delivery, village: str, day: pd.Timestamp) -> Walk:
    inspections = delivery.tables.get("inspections")
    if inspections is not None:
        here = (inspections["village"] == village).to_numpy()
        for is_it in (inspections["held_on"] == day, inspections["held_on"].isna()):
            positions = (is_it.to_numpy() & here).nonzero()[0]
            if len(positions):
                row = int(positions[0])
                return Walk(str(inspections["inspection_id"].iloc[row]), village, day, row)
    return Walk(f"{_slug(village)}-{day.date().isoformat()}", village, day, None)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def points_of(rows: pd.DataFrame) -> gpd.GeoSeries:
    """Give the places of rows as points; an empty one where there is none."""
    points = gpd.GeoSeries.from_xy(rows[X], rows[Y], index=rows.index, crs=RD)
    return points.where(rows[X].notna() & rows[Y].notna(), None)


def outline_of(delivery: Delivery, village: str) -> Any:  # noqa: ANN401 - a shapely geometry
    """Give the outline of a village: its neighbourhoods together; None where no outline was delivered."""
    neighbourhoods = delivery.tables.get("neighbourhoods")
    if neighbourhoods is None:
        return None
    shapes = gpd.GeoSeries(neighbourhoods.loc[neighbourhoods["village"] == village, "geometry"]).dropna()
    return shapes.union_all() if len(shapes) else None


def _wrong(rule: str, column: str, message: str, remedy: str, rows: pd.DataFrame) -> Finding:
    return found(TABLE, rule, column, message, remedy, rows, key=KEY)
