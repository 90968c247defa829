"""Check a delivery: everything found in it at once, refusals first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..catalogue.card import wrong
from ..contracts import TABLES
from ..errors import DeliveryError, NormError
from ..parameters import load_norms
from ..wording import said
from .codes import known_codes
from .delivery import Delivery, read_delivery
from .rules import RULES, unknown_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from ..findings import Finding

_SEVERITIES: Final = ("refused", "warning", "note")


def check(folder: Path, codes: Mapping[str, Collection[str]] | None = None, municipality: str = "") -> list[Finding]:
    """
    Find everything there is to say about a delivery; nothing is written.

    Parameters
    ----------
    folder
        Folder with `datapackage.json`.
    codes
        Column to the codes allowed in it; those of `params/norms` on the card's reference date when not given.
    municipality
        CBS code of the one that is meant, in a delivery of many.

    Returns
    -------
    findings
        Refusals, then warnings, then notes; each by table, rule and column.
    """
    try:
        delivery = read_delivery(folder, municipality)
    except DeliveryError as error:
        return in_order(error.findings)
    return findings_of(delivery, codes)


def findings_of(delivery: Delivery, codes: Mapping[str, Collection[str]] | None = None) -> list[Finding]:
    """Give what reading found, and what the rules find in what was read; in the order of `check`."""
    findings = list(delivery.findings)
    try:
        if codes is None:
            codes = known_codes(load_norms(), on=delivery.card.reference_date)
        findings += unknown_codes(delivery, codes)
    except NormError as error:
        remedy = said("Choose a reference date for which params/norms holds the lists of codes, or add them.")
        findings.append(wrong("no_code_list", "reference_date", str(error), remedy))
    for rule in RULES:
        findings += rule(delivery)
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by severity, then by table in the order of the contract, rule and column."""
    tables = list(TABLES)

    def place(finding: Finding) -> tuple[int, int, Finding]:
        position = tables.index(finding.table) if finding.table in tables else -1
        return _SEVERITIES.index(finding.severity), position, finding

    return sorted(findings, key=place)
