"""What a notebook says when something cannot be done: in the reader's language, the traceback folded."""

from __future__ import annotations

import subprocess
import sys

from analysis.errors import ParameterError
from analysis.notebook import refusals
from analysis.presentation.texts import Texts
from analysis.wording import said

CELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell._showtraceback = lambda kind, error, lines: print("SHOWN", kind.__name__, "|".join(lines))
def folded(data, metadata=None, **_):
    print("FOLDED", metadata, data["text/html"])
shell.display_pub.publish = folded
result = shell.run_cell('from analysis.notebook import open_run\\nopen_run("40", language="LANGUAGE", perod="2023")')
print("FAILED", type(result.error_in_exec).__name__)
other = shell.run_cell("1 / 0")
"""


def told(language: str) -> str:
    command = [sys.executable, "-c", CELL.replace("LANGUAGE", language)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_refusal_is_told_in_words_and_the_cell_still_fails() -> None:
    lines = told("en")
    assert "SHOWN ParameterError This cannot be done.|" in lines
    assert "did you mean 'period'?" in lines
    assert "FOLDED {'screen_only': True} <details><summary>" in lines
    assert "FAILED ParameterError" in lines
    assert "SHOWN ZeroDivisionError" in lines
    assert lines.count("FOLDED") == 1


def test_a_refusal_is_told_in_the_reader_s_language() -> None:
    texts = Texts("nl")
    error = ParameterError(said("there is no scenario {name!r}", name="a"))
    assert refusals.told(error, texts).splitlines()[0] == texts("This cannot be done.")
