"""Every result of the building programme in one step: what a ledger keeps, and what a sensitivity table varies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from .projects import lifetime_proof, planned, realised
from .sales import of_complexes, without_label

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from ...periods import Period

DELIVERED = "programme.delivered_homes_count"
DEMOLISHED = "programme.demolished_homes_count"
PLANNED = "programme.planned_homes_count"
LIFETIME_PROOF = "programme.lifetime_proof_share"
WITHOUT_LABEL = "programme.sold_without_label_share"
OF_COMPLEX = "programme.sold_share_of_complex"
RESULTS: Mapping[str, str] = {"new_build": DELIVERED, "demolition": DEMOLISHED}
"""Result that counts what was realised, by kind of project."""


def measure(
    programme: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    period: Period,
    since: date,
    until: date,
    agreements: Mapping[str, str],
    exit_steps: Mapping[str, str],
    temporary_reasons: Collection[str],
    baseline_date: date,
) -> pd.DataFrame:
    """
    Homes delivered, demolished, planned and sold.

    Parameters
    ----------
    programme
        Core table `programme`, as known on the reference date. Not modified.
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    period
        The half-year reported on: sales without a label are those of the half-year.
    since, until
        First day of the agreements' year, and its last day or the reference date if that comes first: deliveries and
        demolition are counted between them.
    agreements
        Number of the agreement whose projects a result counts, by id.
    exit_steps, temporary_reasons
        Norms: what a reason of leaving service means.
    baseline_date
        Day after which the sales of a complex are counted.

    Returns
    -------
    rows
        Common shape: `programme.delivered_homes_count`, `.demolished_homes_count`, `.planned_homes_count`,
        `.lifetime_proof_share`, `.sold_without_label_share`, `.sold_share_of_complex`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 19, 21, 22, 23 and goal 4.5.

    Examples
    --------
    >>> DELIVERED
    'programme.delivered_homes_count'
    """
    days: dict[str, Any] = {"since": since, "until": until, "period": period}
    reasons: dict[str, Any] = {"exit_steps": exit_steps, "temporary_reasons": temporary_reasons, "period": period}
    parts = [
        realised(programme, result=DELIVERED, kind="new_build", agreement=agreements.get(DELIVERED, ""), **days),
        realised(programme, result=DEMOLISHED, kind="demolition", agreement=agreements.get(DEMOLISHED, ""), **days),
        planned(programme, result=PLANNED, agreement=agreements.get(PLANNED, ""), period=period),
        lifetime_proof(programme, result=LIFETIME_PROOF, **days),
        without_label(dwellings, result=WITHOUT_LABEL, **reasons),
        of_complexes(dwellings, result=OF_COMPLEX, baseline_date=baseline_date, until=until, **reasons),
    ]
    return pd.concat(parts, ignore_index=True)
