"""Homes with a poor energy label per village: something a walk through a village can be asked to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definitions import answers, in_service, share_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import pandas as pd

    from ...periods import Period

RESULT = "inspections.poor_label_share"


def poor_labels(
    dwellings: pd.DataFrame,
    *,
    on: date,
    period: Period,
    looked_at_labels: Collection[str],
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Share of the homes in service whose energy label is one of those looked at.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, as known on the reference date. Not modified.
    on
        Reference date.
    period
        The half-year reported on.
    looked_at_labels
        Letters looked for.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    rows
        Common shape; id `inspections.poor_label_share`, grains *village* and *all*; `missing` are homes without a label
        known on the date; no interval: homes are counted, not sampled.

    Notes
    -----
    Source: docs/method/inspections.md.

    Examples
    --------
    >>> from datetime import date
    >>> import pandas as pd
    >>> from analysis.periods import Period
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b", "c"], "village": ["Vries", "Vries", "Yde"],
    ...     "energy_label": ["E", "A", None],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 3), "out_of_service_from": pd.to_datetime([None] * 3),
    ...     "out_of_service_reason": None})
    >>> rows = poor_labels(dwellings, on=date(2023, 12, 31), period=Period(2023, 2), looked_at_labels=["E", "F", "G"],
    ...                    temporary_reasons=[])
    >>> rows[["village", "value", "missing"]].values.tolist()
    [[nan, 0.5, 1], ['Vries', 0.5, 0]]
    """
    there = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    label = there["energy_label"]
    is_poor = label.isin(list(looked_at_labels)).astype("boolean").mask(label.isna())
    counted = answers(there[["village"]].assign(is_poor=is_poor), {RESULT: "is_poor"})
    return share_rows(counted, grains=[["village"], []], period=period, has_interval=False)
