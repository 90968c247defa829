"""Home seekers: counts that cannot be, and quarters in which a village is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wording import said
from .rows import about, listed

if TYPE_CHECKING:
    from ...findings import Finding
    from ..delivery import Delivery


def impossible_seekers(delivery: Delivery) -> list[Finding]:
    """Find more responses from outside than responses, and more active seekers than responses."""
    seekers = delivery.tables.get("seekers")
    if seekers is None:
        return []
    findings: list[Finding] = []
    for column in ("responses_from_outside", "active_seekers"):
        wrong = seekers[(seekers[column] > seekers["responses"]).fillna(value=False).astype(bool)]
        message = said("{column} is more than responses: {wrong}", column=column, wrong=listed(wrong[column]))
        remedy = said("Correct the counts: whoever is active responded, and every response counts once.")
        findings += about(wrong, "seekers", "more_than_responses", column, message, remedy=remedy)
    return findings


def silent_villages(delivery: Delivery) -> list[Finding]:
    """Note villages that are missing in a quarter in which others were delivered."""
    seekers = delivery.tables.get("seekers")
    if seekers is None:
        return []
    quarters = set(seekers["period"].dropna())
    delivered = seekers.groupby("village")["period"].agg(set)
    gaps = {village: sorted(quarters - known) for village, known in delivered.items() if quarters - known}
    rows = seekers[seekers["village"].isin(list(gaps))].drop_duplicates("village")
    named = "; ".join(f"{village}: {', '.join(missing)}" for village, missing in sorted(gaps.items()))
    message = said("no row for {named}", named=named)
    remedy = said("Deliver the quarter; until then sums over the villages are too low and say so.")
    return about(rows, "seekers", "silent_village", "period", message, remedy=remedy, severity="note")
