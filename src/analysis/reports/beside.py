"""What stands beside a verdict, in words: that a party corrected it by hand, and which assumptions would turn it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ParameterError
from ..measures import scenario_terms
from ..presentation.scenarios import scenario_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..presentation.texts import Texts


def correction_words(correction: Mapping[str, str], texts: Texts) -> str:
    """
    Say who corrected a verdict to what, when and why.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> told = {"verdict": "kept", "date": "2023-10-05", "party": "SEW", "reason": "booked twice"}
    >>> correction_words(told, Texts("en"))
    'corrected by hand to kept: 5 October 2023, SEW: booked twice'
    """
    return texts(
        "corrected by hand to {verdict}: {day}, {party}: {reason}",
        verdict=texts.verdict(correction["verdict"]),
        day=texts.reason(correction["date"]),
        party=correction["party"],
        reason=texts.quoted(correction["reason"]),
    )


def flip_words(flips: Sequence[Mapping[str, str]], texts: Texts) -> str:
    """
    Say which assumptions turn a verdict, and to which; empty where none does.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> flip_words([{"scenario": "circa_margin_share:low", "verdict": "at_risk"}], Texts("en"))
    'turns to at risk with: Margin below a share that the text calls circa: 0 % instead of 2 %'
    """
    scenarios: dict[str, list[str]] = {}
    for flip in flips:
        scenarios.setdefault(flip["verdict"], []).append(scenario_name(flip["scenario"], texts))
    told = [
        texts("turns to {verdict} with: {scenarios}", verdict=texts.verdict(verdict), scenarios="; ".join(names))
        for verdict, names in scenarios.items()
    ]
    return "; ".join(told)


def scenario_name(scenario: str, texts: Texts) -> str:
    """Give a scenario in words; one that the assumptions no longer know by its code."""
    try:
        return scenario_words(*scenario_terms(scenario), texts)
    except ParameterError:
        return texts.scenario(scenario)


def steady_words(varied: Sequence[str], texts: Texts) -> str:
    """
    Say which assumptions were varied without turning a verdict.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> steady_words(["circa_margin_share:high", "circa_margin_share:low"], Texts("en"))
    'stays the same at the ends of the range of: Margin below a share that the text calls circa'
    """
    labels = dict.fromkeys(_label(scenario, texts) for scenario in varied)
    return texts("stays the same at the ends of the range of: {assumptions}", assumptions="; ".join(labels))


def told(entry: Mapping[str, Any], texts: Texts) -> list[str]:
    """Give what stands beside the verdict on an agreement of a `results.json`: correction first, then what turns it."""
    sentences = [corrected(entry, texts)]
    if isinstance(entry.get("sensitivity"), dict):
        sentences.append(flip_words(entry["sensitivity"]["flips"], texts))
    return [sentence for sentence in sentences if sentence]


def corrected(entry: Mapping[str, Any], texts: Texts) -> str:
    """Say who corrected the verdict on an agreement of a `results.json`; empty where nobody did."""
    correction = entry.get("correction")
    return correction_words(correction, texts) if isinstance(correction, dict) else ""


def _label(scenario: str, texts: Texts) -> str:
    try:
        return texts(scenario_terms(scenario)[0])
    except ParameterError:
        return scenario.partition(":")[0]
