"""Turn run files and options of the command line into requests, refusing what cannot be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogue import EVERY, delivered_municipalities, read_card
from ..errors import ParameterError
from ..measures import check_reference_date
from ..parameters import check_run, edition, load_register, load_run
from ..wording import said
from .draft import Request, chosen
from .execution import DEADLINE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..parameters import RunParameters

VERDICTS = ("broken", "at_risk", "not_assessable")


def from_files(  # noqa: PLR0913 - an option of the command line is an argument each
    files: Sequence[Path],
    *,
    delivery: Path,
    out: Path,
    municipality: str = "",
    only: tuple[str, ...] = (),
    deadline_seconds: int = DEADLINE_SECONDS,
    profile: str = "",
    language: str = "",
    party: str = "",
    fail_on: str = "",
    fresh: bool = False,
) -> list[Request]:
    """
    Read run files into requests.

    Parameters
    ----------
    files
        Run files, `params/runs/reference.yml`.
    delivery, out, only, deadline_seconds, fresh
        As in `Request`.
    profile, language
        Replace what the file says; the run's name then gets `-internal`, `-en`, … behind it.
    municipality
        CBS code in a delivery of many, which the run's name then ends with; "all" makes a report of each.
    party
        Party the reports are an edition for, `AH_WOON`; the run's name then ends with it.
    fail_on
        Verdict that turns into exit code 3, or empty.

    Returns
    -------
    requests
        One per file and municipality, all checked before anything runs.

    Raises
    ------
    ParameterError
        If a file, notebook number, verdict, party or corporation is unknown, or two runs have one name.
    """
    if fail_on and fail_on not in VERDICTS:
        message = said(
            "--fail-on {fail_on!r} is no verdict: choose from {verdicts}", fail_on=fail_on, verdicts=", ".join(VERDICTS)
        )
        raise ParameterError(message)
    chosen(only)
    if out.exists() and not out.is_dir():
        message = said("--out {out} is a file: name a folder that will hold the reports", out=out.name)
        raise ParameterError(message)
    asked = delivered_municipalities(delivery) if municipality == EVERY else (municipality,)
    cards = {code: read_card(delivery, code) for code in asked}
    requests = []
    for file in files:
        parameters = load_run(file)
        changes = _changes(parameters, profile=profile, language=language)
        changed = type(parameters)(**(parameters.model_dump() | changes))
        made_for = edition(load_register(changed.agreements), party) if party else None
        if made_for:
            changed = type(parameters)(**(changed.model_dump() | {"corporation": made_for.corporation}))
        for code, card in cards.items():
            check_run(changed, card.corporations)
            check_reference_date(card, changed.date)
            endings = (made_for.slug if made_for else "", code)
            name = "-".join([file.stem, *changes.values(), *filter(None, endings)])
            edition_of = made_for.party if made_for else ""
            requested = Request(name, changed, delivery, out, only, code, edition_of, deadline_seconds, fresh)
            requests.append(requested)
    names = [request.name for request in requests]
    if len(set(names)) < len(names):
        message = said("two run files have the same name: rename one, each gives a folder of that name")
        raise ParameterError(message)
    return requests


def _changes(parameters: RunParameters, **asked: str) -> dict[str, str]:
    return {key: value for key, value in asked.items() if value and value != getattr(parameters, key)}
