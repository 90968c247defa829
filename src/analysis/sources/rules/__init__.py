"""
Rules that look beyond one column: spells, references, codes, dates, rents, and notes worth reading.

Each rule is a plain function of a delivery that returns findings; `RULES` holds those that need nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .codes import unknown_codes
from .consultation import contradicting_points, contradicting_reports, task_beside_association
from .dates import contradicting_urgencies, impossible_dates, impossible_years, registered_after_allocation
from .improvements import contradicting_labels, improved_elsewhere
from .log import incomplete_corrections, unknown_agreements
from .notes import homes_elsewhere, labels_after_reference_date, missing_shares, tables_not_delivered
from .references import missing_tables, unknown_corporations, unknown_neighbourhoods, unknown_references
from .rents import contradicting_rents
from .seekers import impossible_seekers, silent_villages
from .spells import overlapping_spells, spells_ending_before_they_begin, unexplained_exits
from .villages import unknown_villages

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...findings import Finding
    from ..delivery import Delivery

RULES: Final[tuple[Callable[[Delivery], list[Finding]], ...]] = (
    missing_tables,
    unknown_references,
    unknown_corporations,
    unknown_neighbourhoods,
    unknown_villages,
    overlapping_spells,
    spells_ending_before_they_begin,
    unexplained_exits,
    impossible_dates,
    impossible_years,
    contradicting_urgencies,
    registered_after_allocation,
    contradicting_rents,
    impossible_seekers,
    silent_villages,
    unknown_agreements,
    incomplete_corrections,
    contradicting_labels,
    improved_elsewhere,
    labels_after_reference_date,
    contradicting_points,
    task_beside_association,
    contradicting_reports,
    homes_elsewhere,
    missing_shares,
    tables_not_delivered,
)

__all__ = ["RULES", "unknown_codes"]
