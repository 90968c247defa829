"""
Write what the repository keeps of the reference run: outputs in the notebooks, results, hashes of pictures.

The only way stored outputs come about, on ordinary kernels: warm ones are held against them. The notebooks run on
their own parameters, which a test holds equal to the reference run but for the language, which is English here; so no
parameter cell is injected.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import paths
from ..errors import AfsprakenError
from ..parameters import RunParameters, load_run
from ..results import without_absent
from ..wording import LANGUAGES, joined, said
from . import requests, runner
from .context import Context
from .draft import notebooks, tutorials
from .execution import Job, begin
from .pool import LocalProcesses
from .scrubbing import scrub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .execution import Executor

PICTURES = "pictures.json"
PROFILES = ("internal", "public")


def refresh() -> Iterator[str]:
    """
    Run the reference run and the half-year before it in both profiles, then store results and executed notebooks.

    Yields
    ------
    line
        What was written, one line per file.

    Raises
    ------
    AfsprakenError
        If a notebook fails; then nothing is stored.
    """
    with tempfile.TemporaryDirectory(prefix="afspraken-") as temporary, LocalProcesses(kind="ordinary") as executor:
        out = Path(temporary)
        for file in (_run_before(), paths.REFERENCE_RUN):
            for profile in PROFILES:
                yield _store_results(out, file, profile, executor)
        yield from _store_notebooks(out, executor)


def _run_before() -> Path:
    """Give the run of the half-year before the reference run: what its change is measured from."""
    period = load_run(paths.REFERENCE_RUN).period_value.previous
    return paths.PARAMS / "runs" / f"{period.label}.yml"


def _store_results(out: Path, file: Path, profile: str, executor: Executor) -> str:
    asked = requests.from_files([file], delivery=paths.SAMPLE, out=out, profile=profile, fresh=True)[0]
    english = RunParameters(**(asked.parameters.model_dump() | {"language": LANGUAGES[0]}))
    report = runner.run(replace(asked, parameters=english), executor, progress=lambda _name, _outcome: None)
    _refuse_failures(report.failures)
    stored = f"{file.stem}.json" if profile == "internal" else f"{file.stem}.{profile}.json"
    paths.RESULTS.mkdir(parents=True, exist_ok=True)
    text = (report.folder / "results.json").read_text(encoding="utf-8")
    (paths.RESULTS / stored).write_text(without_absent(text), encoding="utf-8", newline="\n")
    return f"data/processed/results/{stored}"


def _store_notebooks(out: Path, executor: Executor) -> Iterator[str]:
    from ..prepare import prepare  # noqa: PLC0415

    results = paths.RESULTS / "reference.public.json"
    context = Context("reference", prepare(paths.SAMPLE, paths.CORE).folder, out / "work", results)
    (out / "executed").mkdir()
    file = context.write(out / "context.json")
    jobs = [Job(one, out / "executed" / one.name, {}, file) for one in [*notebooks().values(), *tutorials()]]
    outcomes = begin(jobs, executor, report=lambda _name, _outcome: None).ended()
    _refuse_failures([outcome for outcome in outcomes if outcome.error])
    hashes = {}
    for job in jobs:
        notebook = scrub(json.loads(job.target.read_text(encoding="utf-8")))
        hashes[job.notebook.stem] = picture_hashes(notebook)
        text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        job.notebook.write_text(text, encoding="utf-8", newline="\n")
        yield job.notebook.relative_to(paths.ROOT).as_posix()
    text = json.dumps(hashes, indent=1, sort_keys=True) + "\n"
    (paths.NOTEBOOKS / PICTURES).write_text(text, encoding="utf-8", newline="\n")
    yield f"notebooks/{PICTURES}"


def picture_hashes(notebook: dict[str, Any]) -> list[str]:
    """
    Hash the pictures of a notebook in their order (sha256 of the base64 text without line ends).

    Parameters
    ----------
    notebook
        An executed notebook.

    Returns
    -------
    hashes
        One per picture; nbval does not compare pictures, a contract test compares these.
    """
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    pictures = [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    return [hashlib.sha256("".join(picture).replace("\n", "").encode("ascii")).hexdigest() for picture in pictures]


def _refuse_failures(failures: list[Any]) -> None:
    if failures:
        told = joined("; ", (said("{place}: {what}", place=one.name, what=one.error) for one in failures))
        message = said("nothing stored, these notebooks failed: {told}", told=told)
        raise AfsprakenError(message)
