"""Reasons of the results, told in the language of the reader."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from analysis.presentation.reasons import reason_in
from analysis.presentation.texts import Texts

ROOT = Path(__file__).resolve().parents[3]
RESULTS = sorted((ROOT / "data/processed/results").glob("*.json"))
JUDGING = ("judging.py", "entries.py", "talks.py")


def marked(message: str, **_: object) -> str:
    """Stand in for a translation: whatever was known is a mark."""
    return "known"


def pieces(reason: str) -> list[str]:
    return [piece for piece in reason_in(reason, marked, str, ",").split("; ") if "known" not in piece]


@pytest.mark.parametrize("file", RESULTS, ids=lambda file: file.stem)
def test_every_reason_of_the_committed_results_is_known(file: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    reasons = {one.get("reason") for name in ("results", "agreements") for one in content[name]} - {None}
    assert reasons
    assert {reason for reason in reasons if pieces(reason)} == set()


def test_every_reason_that_the_verdicts_can_give_is_known() -> None:
    """Texts in the code that judges, with a made-up value in each place: a new reason has to join the list."""
    folder = ROOT / "src/analysis/indicators/verdicts"
    found = [text for name in JUDGING for text in _reasons(ast.parse((folder / name).read_text(encoding="utf-8")))]
    assert len(found) >= 10
    assert [text for text in found if pieces(text)] == []


def _reasons(tree: ast.Module) -> list[str]:
    """The reason of every `Outcome(verdict, reason)` that is written as a text."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Outcome"]
    reasons = [call.args[1] for call in calls if len(call.args) > 1]
    return [
        _filled(one) for one in reasons if isinstance(one, ast.JoinedStr | ast.Constant) and ast.unparse(one) != "None"
    ]


def _filled(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else _example(part) for part in node.values)


def _example(part: ast.expr) -> str:
    written = ast.unparse(part)
    examples = {"due_on": "2023-12-31", "isoformat": "2023-12-31", "percent": "2.5 %", "AS_REPORTED": "as reported: "}
    return next((example for name, example in examples.items() if name in written), "2023-03-09, SEW: done")


@pytest.mark.parametrize(
    ("reason", "dutch"),
    [
        ("not met", "niet gehaald"),
        ("SEW: not met; no control total", "SEW: niet gehaald; geen controletotaal"),
        ("not met yet: due on 2023-12-31", "nog niet gehaald: uiterlijk 31 december 2023"),
        (
            "the answer is unknown for more than 2.5 % of the cases",
            "van meer dan 2,5 % van de gevallen is het antwoord niet bekend",
        ),
        (
            "as reported: 2023-03-09, SEW: done (minutes; page 2); it was due on 2023-03-31",
            "volgens opgave: 9 maart 2023, SEW: gedaan (minutes; page 2); de termijn was 31 maart 2023",
        ),
        (
            "SEW: a talk is due between SEW and HBV in the half-year after this one (2024-01-01 to 2024-06-30)",
            (
                "SEW: er moet een gesprek komen tussen SEW en HBV in het halfjaar na dit halfjaar "
                "(1 januari 2024 tot en met 30 juni 2024)"
            ),
        ),
        (
            "due on 2023-12-31, last reported as planned: 2023-06-27, SEW (agenda)",
            "uiterlijk 31 december 2023, het laatst gemeld als gepland: 27 juni 2023, SEW (agenda)",
        ),
        ("not built yet", "nog niet gemeten: deze monitor heeft er nog geen analyse voor"),
        ("a sentence of a party's own", "a sentence of a party's own"),
    ],
)
def test_a_reason_in_dutch(reason: str, dutch: str) -> None:
    assert Texts("nl").reason(reason) == dutch


def test_in_english_a_reason_stays_what_it_is_with_its_days_in_full() -> None:
    assert Texts("en").reason("SEW: not met yet: due on 2023-12-31") == "SEW: not met yet: due on 31 December 2023"
