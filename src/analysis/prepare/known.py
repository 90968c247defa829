"""
What was known on a day: nothing dated after a run's reference date is seen.

Rows about later events are dropped; later ends, labels and realisations are emptied, so that the row says what
it would have said on that day. What carries no date (a complex, a status in a plan, an association's own rent)
is as the delivery gives it, which is the state on the card's reference date.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    Known = Callable[[pd.DataFrame, pd.Timestamp], pd.DataFrame]

_LAST_MONTH: Final = {"": 12, "H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}


def known_on(table: str, frame: pd.DataFrame, date: date) -> pd.DataFrame:
    """
    Give a table as it was known on a day.

    - `complexes`, `neighbourhoods`, `district_plan`: as delivered, they carry no dates.
    - `dwellings`: spells that began later are dropped; a later exit is emptied with its reason; a label
      registered later is emptied with its method and day.
    - `stock`: later counts are dropped.
    - `households`: later years are dropped.
    - `rents`: rents from a later day are dropped; a tenancy that began later is emptied, the home was vacant.
    - `allocations`: later ones are dropped.
    - `urgencies`: those granted later are dropped; a later end is emptied with its reason.
    - `seekers`: quarters that were not over are dropped: their counts hold later events.
    - `programme`: a later completion is emptied with its number of homes; what was planned stays.
    - `improvements`: later ones are dropped; those without a day stay.
    - `permit_holders`: figures reported later are dropped; without a day of report, quarters that were not over.
    - `inspections`: later ones are dropped; those without a day stay.
    - `observations`: a later closing is emptied. They carry no day of their own: those of later inspections
      fall out when they are joined to `inspections`.
    - `reported_figures`: periods that were not over are dropped.
    - `actions`: later ones are dropped, planned ones too.

    Parameters
    ----------
    table
        Name of the table.
    frame
        Its rows with the contract's columns; not modified.
    date
        The day; what happened on the day itself is known.

    Returns
    -------
    frame
        The rows known, with a new index 0, 1, ….

    Examples
    --------
    >>> from datetime import date
    >>> rents = pd.DataFrame({"valid_from": pd.to_datetime(["2023-07-01", "2024-07-01"]),
    ...                       "tenancy_started_on": pd.to_datetime(["2010-01-01", "2010-01-01"])})
    >>> len(known_on("rents", rents, date(2023, 12, 31)))
    1
    """
    return _KNOWN[table](frame, pd.Timestamp(date)).reset_index(drop=True)


def _as_delivered(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:  # noqa: ARG001 - one form for all
    return frame.copy()


def _not_after(frame: pd.DataFrame, day: pd.Timestamp, *, column: str) -> pd.DataFrame:
    """Keep rows whose date is not after the day, or unknown."""
    return frame[~(frame[column] > day)]


def _emptied_after(frame: pd.DataFrame, day: pd.Timestamp, *, column: str, also: tuple[str, ...] = ()) -> pd.DataFrame:
    """Empty a later date, and what was only known with it."""
    is_later = frame[column] > day
    return frame.assign(**{name: frame[name].mask(is_later) for name in (column, *also)})


def _dwellings(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    begun = _not_after(frame, day, column="in_service_from")
    left = _emptied_after(begun, day, column="out_of_service_from", also=("out_of_service_reason",))
    return _emptied_after(left, day, column="label_registered_on", also=("energy_label", "label_method"))


def _households(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return frame[~(frame["year"] > day.year).fillna(value=False)]


def _rents(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    return _emptied_after(_not_after(frame, day, column="valid_from"), day, column="tenancy_started_on")


def _urgencies(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    granted = _not_after(frame, day, column="granted_on")
    return _emptied_after(granted, day, column="ended_on", also=("end_reason",))


def _over(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Keep periods that were over on the day, and those that are none."""
    return frame[~(_last_days(frame["period"]) > day)]


def _permit_holders(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    known_since = frame["reported_on"].fillna(_last_days(frame["period"]))
    return frame[~(known_since > day)]


def _last_days(period: pd.Series) -> pd.Series:
    """Last day of a year, half-year or quarter written as 2023, 2023-H1, 2023-Q1; missing for anything else."""
    parts = period.str.extract(r"^(\d{4})(?:-(H[12]|Q[1-4]))?$")
    month = parts[1].fillna("").map(_LAST_MONTH).astype("str").str.zfill(2)
    return pd.to_datetime(parts[0] + "-" + month, format="%Y-%m") + pd.offsets.MonthEnd(0)


_KNOWN: Final[Mapping[str, Known]] = {
    "complexes": _as_delivered,
    "dwellings": _dwellings,
    "stock": partial(_not_after, column="date"),
    "households": _households,
    "rents": _rents,
    "allocations": partial(_not_after, column="allocated_on"),
    "urgencies": _urgencies,
    "seekers": _over,
    "programme": partial(_emptied_after, column="realised_on", also=("realised_homes",)),
    "district_plan": _as_delivered,
    "improvements": partial(_not_after, column="completed_on"),
    "permit_holders": _permit_holders,
    "inspections": partial(_not_after, column="held_on"),
    "observations": partial(_emptied_after, column="closed_on"),
    "reported_figures": _over,
    "actions": partial(_not_after, column="date"),
    "neighbourhoods": _as_delivered,
}
