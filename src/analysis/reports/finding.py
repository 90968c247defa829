"""Find published results: by folder or half-year, among the reports of a folder and those that are committed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import paths
from ..errors import AfsprakenError, ParameterError
from ..periods import Period
from ..results import read_json, records
from ..wording import said

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

RESULTS = "results.json"
PROFILES = ("public", "partners", "internal")
"""Which profile is taken when none is asked for: the most open first."""


@dataclass(frozen=True)
class Found:
    """
    Published results: header and rows, and how a reader knows them.

    Parameters
    ----------
    name
        Name of the report's folder, or of the committed file.
    about
        Everything in `results.json` but the rows.
    rows
        Its rows.
    is_committed
        Whether it is a file the repository keeps rather than a report.
    """

    name: str
    about: dict[str, Any]
    rows: pd.DataFrame
    is_committed: bool = False

    @cached_property
    def records(self) -> list[dict[Any, Any]]:
        """Its rows in plain cells; what is missing is None."""
        return records(self.rows)

    @property
    def period(self) -> Period:
        """Half-year it reports on."""
        return Period.parse(self.about["period"])

    @property
    def profile(self) -> str:
        """Disclosure profile it was published under."""
        return str(self.about["profile"])

    @property
    def party(self) -> str:
        """Party it is an edition for; empty where it is for everyone."""
        edition = self.about.get("edition", {})
        return str(edition.get("party") or edition.get("corporation") or "")

    @property
    def corporation(self) -> str:
        """Association whose rows it shows beside the totals; empty where it shows all."""
        return str(self.about.get("edition", {}).get("corporation") or "")

    @property
    def scenario(self) -> str:
        """Scenario of the assumptions; the base where the header is silent."""
        return str(self.about.get("scenario", "base"))


def read(file: Path, *, is_committed: bool = False) -> Found:
    """Read one `results.json`; a report is known by its folder, a committed file by its own name."""
    about, rows = read_json(file)
    return Found(file.stem if is_committed else file.parent.name, about, rows, is_committed)


def reports_in(folder: Path) -> list[Found]:
    """Give the readable reports of a folder by name; what is no report of this schema is passed over."""
    found = []
    for file in sorted(folder.glob(f"[!.]*/{RESULTS}")):
        try:
            found.append(read(file))
        except (AfsprakenError, KeyError):
            continue
    return found


def committed() -> list[Found]:
    """Give the results the repository keeps, by name."""
    return [read(file, is_committed=True) for file in sorted(paths.RESULTS.glob("*.json"))]


def last(place: Path, *, profile: str = "") -> Found:
    """
    Give the last report: of the latest reference date, in the most open profile.

    Parameters
    ----------
    place
        A report, or a folder of reports; the committed results stand in for a default folder that holds none.
    profile
        Only reports of this profile; empty for any.

    Raises
    ------
    ParameterError
        If there is none.
    """
    if (place / RESULTS).is_file():
        return read(place / RESULTS)
    found = reports_in(place) or (committed() if place == paths.REPORTS else [])
    wanted = [one for one in found if profile in ("", one.profile) and one.scenario == "base"]
    if not wanted:
        message = said("{place} holds no report: make one with afspraken run", place=place.name)
        if profile:
            message = said(
                "{place} holds no report of profile {profile}: make one with afspraken run",
                place=place.name,
                profile=profile,
            )
        raise ParameterError(message)
    return min(wanted, key=order)


def order(found: Found) -> tuple[int, bool, int, str]:
    """Order in which reports are preferred: the latest, the whole before editions, the most open profile, by name."""
    day = int(str(found.about["reference_date"]).replace("-", ""))
    return -day, bool(found.party), PROFILES.index(found.profile), found.name


def of(asked: str, place: Path, *, profile: str = "") -> Found:
    """
    Give the results asked for: a report's folder, a `results.json`, or a half-year.

    Parameters
    ----------
    asked
        `reports/2023-H1`, the name of a report in `place`, or `2023-H1`.
    place
        Folder of the reports; of a half-year that has none there the committed results are taken.
    profile
        Only reports of this profile; empty for the most open one.

    Raises
    ------
    ParameterError
        If nothing of that name or half-year was published.
    """
    from pathlib import Path  # noqa: PLC0415 - types only above

    for file in (Path(asked), Path(asked) / RESULTS, place / asked / RESULTS):
        if file.is_file():
            return read(file)
    period = Period.parse(asked)
    for found in (reports_in(place), committed()):
        own = [one for one in found if one.period == period and profile in ("", one.profile) and one.scenario == "base"]
        if own:
            return min(own, key=order)
    message = said(
        "nothing was published on {asked}: make it with afspraken run, or name the folder of a report", asked=asked
    )
    raise ParameterError(message)
