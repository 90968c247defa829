"""From what the notebooks recorded to the published results: one exact ledger, verdicts, one gate, two files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from .. import disclosure, measures
from ..errors import AfsprakenError
from ..findings import Finding
from ..parameters import load_assumptions, load_register, others
from ..prepare import known_on
from ..presentation.texts import Texts
from ..results import header, read_json, to_csv, to_json
from ..wording import said
from . import beside, harvest
from .draft import PUBLIC, notebooks

if TYPE_CHECKING:
    from pathlib import Path

    from ..disclosure import Policy, Published
    from .draft import Draft


def write_results(draft: Draft) -> None:
    """
    Write `results.json` and `results.csv` of a draft, and note its verdicts and warnings.

    Parameters
    ----------
    draft
        Its notebooks have run, but for the overview.

    Notes
    -----
    What everyone may see is kept in the run's own folder too, for the pages for tenants.
    """
    request, prepared = draft.request, draft.prepared
    recorded = [harvest.read_recorded(draft.work, stem) for stem in draft.run_stems]
    exact = harvest.ledger(recorded)
    policy = measures.policy(load_assumptions(request.parameters.scenario))
    complexes = prepared.load("complexes")[["complex_id", "corporation", "village"]]
    gated = partial(disclosure.gate, data_class=disclosure.classes(exact), policy=policy, complexes=complexes)
    published = gated(exact, profile=request.parameters.profile)
    entries = _entries(draft, exact, recorded)
    about = header(
        run=request.name,
        parameters=request.parameters,
        party=request.party,
        is_synthetic=prepared.card.is_synthetic,
        inputs=prepared.inputs,
        rests_on=_rests_on(recorded),
    )
    shown = disclosure.without(published, _others(draft), complexes)
    (draft.staged / "results.json").write_bytes(to_json(shown, about, entries, whole=published).encode("utf-8"))
    (draft.staged / "results.csv").write_bytes(to_csv(shown).encode("utf-8"))
    everyone = published if published.profile == PUBLIC else gated(exact, profile=PUBLIC)
    draft.for_everyone.write_bytes(to_json(everyone, about | {"profile": PUBLIC}, entries).encode("utf-8"))
    draft.report.entries = _published_entries(draft)
    draft.report.warnings = _compare_with_published(draft, shown, policy)


def _others(draft: Draft) -> frozenset[str]:
    """Parties whose rows this report leaves out because it is an edition for another."""
    parameters = draft.request.parameters
    return others(load_register(parameters.agreements), parameters.corporation, draft.prepared.card.corporations)


def _rests_on(recorded: list[harvest.Recorded]) -> list[dict[str, object]]:
    """Say what the results of each notebook rest on."""
    return [
        {"notebook": one.notebook, "results": sorted(set(one.rows["id"])), **one.rests_on}
        for one in recorded
        if len(one.rows)
    ]


def _entries(draft: Draft, exact: pd.DataFrame, recorded: list[harvest.Recorded]) -> pd.DataFrame:
    """Judge the register; a municipality it is not about gets no verdicts."""
    register = load_register(draft.request.parameters.agreements)
    if register.municipality != draft.prepared.card.municipality:
        register = register.without_entries()
    on = draft.request.parameters.date
    actions = known_on("actions", draft.prepared.load("actions"), on)
    period = draft.request.parameters.period_value
    built = tuple(notebooks())
    judge = partial(
        harvest.judge_entries, register, recorded=recorded, built=built, actions=actions, on=on, period=period
    )
    theirs = disclosure.is_of(exact, _others(draft), draft.prepared.load("complexes"))
    found = judge(rows=exact)
    return harvest.retold(found, judge(rows=exact[~theirs])) if theirs.any() else found


def _published_entries(draft: Draft) -> pd.DataFrame:
    """Read the verdicts back as they were published: what rests on withheld figures is withheld on a terminal too."""
    about, _ = read_json(draft.staged / "results.json")
    texts = Texts(draft.request.parameters.language)
    entries = pd.DataFrame(about["agreements"]).rename(columns={"id": "agreement", "results": "ids"})
    return entries.assign(beside=["; ".join(beside.told(entry, texts)) for entry in about["agreements"]])


def _compare_with_published(draft: Draft, published: Published, policy: Policy) -> list[Finding]:
    """Look whether a report already in the folder gives away what this one suppresses."""
    found: list[Finding] = []
    for file in sorted(draft.request.out.glob("[!.]*/results.json")):
        try:
            about, rows = read_json(file)
        except AfsprakenError as error:
            found.append(_unreadable(file, error))
            continue
        if about["period"] == draft.request.parameters.period and about["profile"] != "internal":
            found += disclosure.differencing(published, rows, policy=policy, other=file.parent.name)
    return found


def _unreadable(file: Path, error: AfsprakenError) -> Finding:
    return Finding(
        "results.json",
        "unreadable_report",
        "",
        said(
            "the report in {folder} could not be compared with this one ({error}).",
            folder=file.parent.name,
            error=error,
        ),
        said("Move that folder elsewhere, or make its report again."),
        "warning",
    )
