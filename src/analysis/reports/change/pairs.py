"""Which two reports are held against one another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import finding
from .ends import Ends

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ...periods import Period
    from ..finding import Found


def ends_of(old: str, new: str, *, place: Path, profile: str = "") -> Ends:
    """
    Find the two reports asked for; the earlier one in the profile of the later where none is asked for.

    Parameters
    ----------
    old, new
        Half-years or folders.
    place
        Folder of the reports.
    profile
        Only reports of this profile.

    Raises
    ------
    ParameterError
        If one is not there, or they cannot be held against one another.
    """
    later = finding.of(new, place, profile=profile)
    return Ends(_as_shown_in(later, finding.of(old, place, profile=profile or later.profile)), later)


def next_to(found: Found, past: Sequence[Found]) -> Ends | None:
    """Give a report with that of the half-year before it among those of earlier half-years; None where it is not."""
    previous = [one for one in past if one.period == found.period.previous]
    return Ends(previous[0], found) if previous else None


def earlier(found: Found, place: Path) -> list[Found]:
    """
    Give what was published on earlier half-years, one report each, the newest half-year first.

    Committed results stand in for a half-year without a report only where they were made from the same files: they are
    of the shipped delivery.

    Parameters
    ----------
    found
        The report.
    place
        Folder its report will stand in.
    """
    others = [one for one in finding.reports_in(place) if one.name != found.name]
    kept = [one for one in finding.committed() if one.about["inputs"] == found.about["inputs"]]
    by_period: dict[Period, Found] = {}
    for candidates in (others, kept):
        own = sorted((one for one in candidates if _is_like(one, found)), key=finding.order)
        for one in own:
            by_period.setdefault(one.period, _as_shown_in(found, one))
    past = (period for period in by_period if period < found.period)
    return [by_period[period] for period in sorted(past, reverse=True)]


def _as_shown_in(edition: Found, earlier: Found) -> Found:
    """Leave out of an earlier report what the edition it is held against does not show of others."""
    if not edition.corporation:
        return earlier
    rows = earlier.rows
    is_own = rows["corporation"].isna() | (rows["corporation"] == edition.corporation)
    is_own &= rows["complex_id"].isna() | rows["complex_id"].isin(edition.rows["complex_id"].dropna())
    return replace(earlier, rows=rows[is_own].reset_index(drop=True))


def _is_like(one: Found, other: Found) -> bool:
    """Whether one can be held against the other: of one kind, and no edition that shows less than the other."""
    shows_enough = one.corporation in ("", other.corporation)
    kinds = [(found.profile, found.scenario, found.about["data"]) for found in (one, other)]
    return shows_enough and kinds[0] == kinds[1]
