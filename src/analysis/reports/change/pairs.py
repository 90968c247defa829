"""Which two reports are held against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import finding
from .ends import Ends

if TYPE_CHECKING:
    from pathlib import Path

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
    return Ends(finding.of(old, place, profile=profile or later.profile), later)


def before(found: Found, place: Path) -> Ends | None:
    """
    Give a report with that of the half-year before it: from the same folder, else from the committed results.

    Committed results count only where they were made from the same files: they are of the shipped delivery.

    Parameters
    ----------
    found
        The report.
    place
        Folder its report will stand in.
    """
    others = [one for one in finding.reports_in(place) if one.name != found.name]
    kept = [one for one in finding.committed() if one.about["inputs"] == found.about["inputs"]]
    for candidates in (others, kept):
        own = [one for one in candidates if one.period == found.period.previous and _is_like(one, found)]
        if own:
            return Ends(min(own, key=finding.order), found)
    return None


def _is_like(one: Found, other: Found) -> bool:
    return (one.profile, one.scenario, one.about["data"]) == (other.profile, other.scenario, other.about["data"])
