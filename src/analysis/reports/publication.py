"""Put a finished draft in its place: pages, packages, manifest, and one rename."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import PublicationError
from ..indicators.energy_poverty import HEADLINE
from ..parameters import load_assumptions
from ..presentation.drawing import DRAWINGS
from ..presentation.imprint import Imprint
from ..presentation.texts import Texts
from ..wording import said
from . import finding, geography, harvest, packages, papers, pictures, site
from .change import earlier
from .draft import OVERVIEW, Draft, notebooks
from .kernel import peak_mib
from .scrubbing import once, scrub

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .finding import Found

MANIFEST = "run.json"
SHARES = {
    "complexes": (HEADLINE, "energy_poverty_class_edges"),
    "labels": ("inspections.poor_label_share", "poor_label_class_edges"),
    "rents": ("rent.below_first_cap_share", "first_cap_class_edges"),
}
"""Result and assumption with the edges of the classes, by layer of the mailed map that shows a share."""


@dataclass(frozen=True)
class Told:
    """
    What papers and pages of a report tell, read once for both.

    Parameters
    ----------
    about
        The run, the delivery's title, synthetic or not.
    found
        Its published results.
    past
        Those of earlier half-years, the newest first.
    """

    about: site.About
    found: Found
    past: Sequence[Found]

    @classmethod
    def of(cls, draft: Draft) -> Told:
        """Read what a draft tells whose results are written."""
        request, card = draft.request, draft.prepared.card
        about = site.About(request.name, request.parameters, card.title, card.is_synthetic, request.party)
        found = replace(finding.read(draft.results), name=about.run)
        return cls(about, found, earlier(found, request.out))


def write_packages(draft: Draft, told: Told) -> None:
    """
    Write what a draft holds beside its pages: maps, layers, the summary, the pages for tenants.

    Parameters
    ----------
    draft
        Its notebooks have run but for the overview, its results are written.
    told
        What it tells.
    """
    _write_maps(draft)
    papers.write(draft, told.about, told.found, told.past)


def write_pages(draft: Draft, told: Told) -> None:
    """
    Write notebooks and pages of a draft.

    Parameters
    ----------
    draft
        All its notebooks have run, its results and packages are written.
    told
        What it tells.
    """
    (draft.staged / "notebooks").mkdir()
    for stem in sorted({*draft.run_stems, notebooks()[OVERVIEW].stem}):
        _write_scrubbed(draft, stem, draft.staged / "notebooks")
    recorded = [harvest.read_recorded(draft.work, stem) for stem in draft.run_stems]
    site.write(draft.staged, about=told.about, found=told.found, recorded=recorded, past=told.past)
    _tell_pictures(draft.staged, Texts(draft.request.parameters.language))


def _tell_pictures(staged: Path, texts: Texts) -> None:
    """Leave each picture on its page only: the executed notebooks tell it in words, and say everything once."""
    for file in sorted((staged / "notebooks").glob("*.ipynb")):
        notebook = json.loads(file.read_text(encoding="utf-8"))
        _write_notebook(once(pictures.told(notebook, f"../{file.stem}.html", texts)), file)


def _write_maps(draft: Draft) -> None:
    parameters, card = draft.request.parameters, draft.prepared.card
    chosen = load_assumptions(parameters.scenario)
    shares = {name: (result, chosen.value(edges)) for name, (result, edges) in SHARES.items()}
    neighbourhoods = draft.prepared.load("neighbourhoods")
    packages.copy_folder(draft.work, draft.staged, "layers")
    packages.write_mailed_map(
        draft.work,
        packages.copy_folder(draft.work, draft.staged, "maps"),
        neighbourhoods,
        profile=parameters.profile,
        texts=Texts(parameters.language),
        imprint=Imprint(card.title, parameters.date, card.is_synthetic).crediting(card.content.get("licenses", ())),
        shares=shares,
    )
    geography.write(draft, shares)


def write_manifest(draft: Draft, seconds: Mapping[str, float]) -> None:
    """
    Write `run.json`: inputs with hashes, versions, parameters, what was taken over, timings and memory.

    Parameters
    ----------
    draft
        Finished but for this.
    seconds
        Wall time of making the pages, and of the whole run so far; that of each notebook is added.
    """
    executed = _executed(draft)
    of_notebooks = {one.name: one.seconds for one in draft.report.outcomes}
    manifest = {
        "run": draft.request.name,
        "parameters": draft.request.parameters.model_dump(),
        "inputs": [dict(one) for one in draft.prepared.inputs],
        "versions": site.versions(__version__),
        "seconds": {name: round(taken, 2) for name, taken in {**of_notebooks, **seconds}.items()},
        "reused": draft.report.reused,
        "kernels": {one.notebook: one.kernel for one in executed},
        "peak_mib": {one.notebook: one.peak_mib for one in executed} | {"all": peak_mib()},
        "disclosure": [finding.message for finding in draft.report.warnings],
    }
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    (draft.staged / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _executed(draft: Draft) -> list[harvest.Recorded]:
    """Give what the notebooks left that were executed in this run."""
    stems = [one.name for one in draft.report.outcomes if not (one.is_reused or one.unasked)]
    return [harvest.read_recorded(draft.work, stem) for stem in stems]


def keep_failures(draft: Draft) -> None:
    """Keep the executed notebooks of a failed run aside, where a person can open them."""
    aside = _aside(draft.report.folder)
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for file in sorted(draft.executed.glob("*.ipynb")):
        _write_scrubbed(draft, file.stem, aside)


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.failed")


def _write_scrubbed(draft: Draft, stem: str, folder: Path) -> None:
    executed = json.loads((draft.executed / f"{stem}.ipynb").read_text(encoding="utf-8"))
    _write_notebook(pictures.lighter(scrub(executed), draft.work / DRAWINGS), folder / f"{stem}.ipynb")


def _write_notebook(notebook: dict[str, Any], file: Path) -> None:
    text = json.dumps(notebook, separators=(",", ":"), ensure_ascii=False, sort_keys=True) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def publish(staged: Path, folder: Path) -> None:
    """
    Put a finished report in its place: copied beside it first, then renamed; an older one is set aside just before.

    Parameters
    ----------
    staged
        The finished report.
    folder
        Its place; an older report there is set aside first and removed last, so that a reader finds the old
        one or the new one, never a part.

    Raises
    ------
    PublicationError
        If a file of the old report is held open by another program; the old report stays.
    """
    fresh = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    old = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        shutil.copytree(staged, fresh)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except OSError as error:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(fresh, ignore_errors=True)
        message = said(
            "the report could not be put in place ({error}): close files of {folder} and run again",
            error=error,
            folder=folder.name,
        )
        raise PublicationError(message) from error
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(_aside(folder), ignore_errors=True)
