"""Contracts of the tables about inspections, and of what the parties report and agree by hand."""

from __future__ import annotations

import pandera.pandas as pa

from .fields import Day, Whole, day, decimal, identifier, text, whole

CORRECTIONS = ("corrected:kept", "corrected:at_risk", "corrected:broken", "corrected:not_assessable")
"""Statuses of a line that corrects a verdict by hand; its reason stands in `evidence`."""
STATUSES = ("planned", "done", "cancelled", *CORRECTIONS)


class Inspections(pa.DataFrameModel):
    """One neighbourhood inspection (wijkschouw)."""

    inspection_id: str = identifier("Identifier of the inspection.")
    village: str = text("Village that was inspected.")
    held_on: Day = day("Day of the inspection.", empty_means="not yet held")
    points_raised: Whole = whole("Points raised.", "points")
    points_closed: Whole = whole("Points closed so far.", "points")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("inspection_id",)


class Observations(pa.DataFrameModel):
    """One point raised during an inspection."""

    observation_id: str = identifier("Identifier of the observation.")
    inspection_id: str = identifier("Inspection at which the point was raised.")
    x_rd_m: float = decimal("East coordinate in EPSG:28992; degrees are transformed on reading.", "m", at_least=None)
    y_rd_m: float = decimal("North coordinate in EPSG:28992; degrees are transformed on reading.", "m", at_least=None)
    subject: str = text("What the point is about.")
    grade: str = text("Grade given.")
    action: str = text("What will be done about it.")
    owner: str = text("Organisation that does it.")
    due_on: Day = day("Day by which it is done.")
    closed_on: Day = day("Day it was done.", empty_means="still open")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("observation_id",)


class ReportedFigures(pa.DataFrameModel):
    """One figure a party reports itself."""

    agreement: str = identifier("Number of the agreement.")
    period: str = identifier("Year, half-year or quarter: 2023, 2023-H1, 2023-Q1.")
    measure: str = identifier("What is reported.")
    party: str = identifier("Party that reports.")
    value: float = decimal("The figure.", "see unit", at_least=None)
    unit: str = text("Unit of the figure.")
    source: str = text("Where the figure comes from.")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("agreement", "period", "measure", "party")


class Actions(pa.DataFrameModel):
    """One line of the log kept by hand: a talk, a report, a verdict corrected (`corrected:kept`) with its reason."""

    agreement: str = identifier("Number of the agreement, such as 31 or goal-4.4.")
    date: Day = day("Day of the action.", required=True)
    party: str = identifier("Party that acts.")
    status: str = text("How far it is.", codes=STATUSES)
    evidence: str = text("Where it can be looked up, and the reason of a correction.")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("agreement", "date", "party")
