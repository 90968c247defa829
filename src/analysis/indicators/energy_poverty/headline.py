"""The headline of energy poverty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..definitions import JUDGED_GRAINS
from .households import classify
from .shares import rows

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ...periods import Period

HEADLINE = "energy_poverty.lihelek_share"
"""LIHE or LILEK, with the support of the year."""


def headline(
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    on: date,
    period: Period,
    definition_version: str,
    **norms: Any,
) -> pd.DataFrame:
    """
    Share of households in energy poverty, the headline only, not by complex: what a sensitivity table varies.

    Parameters
    ----------
    households, dwellings
        Core tables. Not modified.
    on
        Reference date.
    period
        The half-year reported on.
    definition_version
        Version of the definitions, in every row.
    **norms
        As for `classify`.

    Returns
    -------
    rows
        Common shape, rows of `HEADLINE` at every grain at which a rule of a register can hold.

    Notes
    -----
    Source: as `classify`.

    Examples
    --------
    >>> HEADLINE
    'energy_poverty.lihelek_share'
    """
    classified = classify(households, dwellings, on=on, **norms).drop(columns="complex_id")
    flag = HEADLINE.removeprefix("energy_poverty.").removesuffix("_share")
    return rows(classified, period=period, definition_version=definition_version, flags=[flag], grains=JUDGED_GRAINS)
