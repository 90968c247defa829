"""The log kept by hand: lines about agreements that exist, and corrections that say who and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...contracts import CORRECTIONS
from ...parameters import load_registers
from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery


def unknown_agreements(delivery: Delivery) -> list[Finding]:
    """Find lines of the log about an agreement of no year; a correction of one is refused, any other line is noted."""
    registers = load_registers(delivery.card.municipality)
    actions = delivery.tables.get("actions")
    if actions is None or not registers:
        return []
    known = {entry.id for register in registers for entry in register.entries}
    is_unknown = actions["agreement"].notna() & ~actions["agreement"].isin(known)
    corrects = actions["status"].isin(CORRECTIONS)
    rows = {"refused": actions[is_unknown & corrects], "warning": actions[is_unknown & ~corrects]}
    years = ", ".join(register.name for register in registers)
    return [
        finding
        for severity, wrong in rows.items()
        for finding in about(
            wrong,
            "actions",
            "unknown_agreement",
            "agreement",
            said("the agreements of {years} hold no {agreement}", years=years, agreement=listed(wrong["agreement"])),
            remedy=said("Write the number as in the agreements, such as 31 or goal-4.4."),
            severity="refused" if severity == "refused" else "warning",
        )
    ]


def incomplete_corrections(delivery: Delivery) -> list[Finding]:
    """Find corrections of a verdict without a reason, and by somebody who is no party of the agreements."""
    actions = delivery.tables.get("actions")
    if actions is None:
        return []
    corrections = actions[actions["status"].isin(CORRECTIONS)]
    reason = corrections["evidence"].fillna("").str.strip()
    found = about(
        corrections[reason == ""],
        "actions",
        "correction_without_reason",
        "evidence",
        said("a verdict is corrected by hand and nobody says why"),
        remedy=said("Write the reason in evidence: it is shown beside the verdict."),
    )
    registers = load_registers(delivery.card.municipality)
    if not registers:
        return found
    is_known = {name: any(register.party(name) for register in registers) for name in corrections["party"].dropna()}
    strangers = corrections[~corrections["party"].isin([name for name, known in is_known.items() if known])]
    parties = ", ".join(registers[-1].parties)
    return found + about(
        strangers,
        "actions",
        "unknown_party",
        "party",
        said("a verdict is corrected by {party}, who is no party of the agreements", party=listed(strangers["party"])),
        remedy=said("Write one of {parties}, or add the name to `also_called` of the register.", parties=parties),
    )
