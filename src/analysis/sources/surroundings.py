"""The municipalities around one, by name and bearing: what a map writes lightly outside its outline."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from ..paths import RAW

if TYPE_CHECKING:
    from pathlib import Path

FILE = RAW / "reference" / "surrounding_municipalities.csv"


def surroundings(municipality: str, file: Path = FILE) -> dict[str, float]:
    """
    Bearing of each neighbouring municipality, degrees from north over east, from the middle of a municipality.

    Parameters
    ----------
    municipality
        CBS code, `GM1730`.
    file
        Table of names and bearings.

    Returns
    -------
    bearings
        By name, in the order of the table; empty for a municipality that is not in it.

    Examples
    --------
    >>> surroundings("GM1730")["Assen"]
    205.0
    """
    with file.open(encoding="utf-8", newline="") as rows:
        return {
            row["neighbour"]: float(row["bearing_deg"])
            for row in csv.DictReader(rows)
            if row["municipality_code"] == municipality
        }
