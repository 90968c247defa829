"""A question of one's own: a notebook in the shape of its siblings, and a test that fails until it is answered."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from .. import paths
from ..errors import ParameterError
from ..reports.draft import notebooks
from ..reports.scrubbing import KERNELSPEC
from ..wording import said

if TYPE_CHECKING:
    from pathlib import Path

Cell = dict[str, Any]
_WORDS: Final = 6
_TEST: Final = '''"""{question}

Placeholder of `afspraken new`: replace it by a small world whose answer is known by hand.
"""

from __future__ import annotations

import pytest


def test_the_answer_of_a_small_world_is_the_one_calculated_by_hand() -> None:
    pytest.fail(
        "not answered yet: write the indicator in src/analysis/indicators, and here a handful of rows with the result "
        "you calculated by hand; notebooks/tutorial shows how"
    )
'''


def new_question(number: str, question: str, *, root: Path | None = None) -> list[Path]:
    """
    Write the notebook and its failing test.

    Parameters
    ----------
    number
        Two digits that no notebook has; the first is that of its chapter.
    question
        The question, ending in a question mark.
    root
        Folder of the project; `paths.ROOT` when not given.

    Returns
    -------
    files
        The notebook, then the test.

    Raises
    ------
    ParameterError
        If the number is taken or is no number, the question is none, or a file of that name exists.

    Examples
    --------
    >>> new_question("40", "Who moves where?")
    Traceback (most recent call last):
        ...
    analysis.errors.ParameterError: number 40 is taken by 40_displacement_by_urgent_seekers: choose another
    """
    taken = notebooks()
    if not re.fullmatch(r"\d\d", number):
        message = said("{number!r} is no number of a notebook: give two digits, such as 43", number=number)
        raise ParameterError(message)
    if number in taken:
        message = said("number {number} is taken by {stem}: choose another", number=number, stem=taken[number].stem)
        raise ParameterError(message)
    slug = slug_of(question)
    base = root or paths.ROOT
    notebook = base / "notebooks" / f"{number}_{slug}.ipynb"
    test = base / "tests" / "unit" / "indicators" / f"test_{slug}.py"
    there = [file.name for file in (notebook, test) if file.exists()]
    if there:
        message = said("{known} exists already: word the question differently", known=", ".join(there))
        raise ParameterError(message)
    template = json.loads(next(iter(taken.values())).read_text(encoding="utf-8"))
    for file, text in ((notebook, _notebook(number, slug, question, template)), (test, _TEST)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("{question}", question), encoding="utf-8", newline="\n")
    return [notebook, test]


def slug_of(question: str) -> str:
    """
    Name of the files of a question: its first words.

    Examples
    --------
    >>> slug_of("Who moves where, and why?")
    'who_moves_where_and_why'
    """
    words = re.findall(r"[a-z0-9]+", question.lower())
    if not words or not question.rstrip().endswith("?") or '"""' in question or "\n" in question:
        message = said(
            '{question!r} is no question: write it in quotes with a question mark, "Who moves where?"',
            question=question,
        )
        raise ParameterError(message)
    return "_".join(words[:_WORDS])


def _notebook(number: str, slug: str, question: str, template: Cell) -> str:
    parameters = next(cell for cell in template["cells"] if "parameters" in cell["metadata"].get("tags", []))
    names = re.findall(r"^(\w+):", "".join(parameters["source"]), re.MULTILINE)
    given = "".join(f"    {name}={name},\n" for name in names)
    cells = [
        _words(f"# {number} {question}", "**Question.** Say what is asked, by which agreement, and for whom.",
               "It does *not* say … name what the figure cannot tell."),
        _code("".join(parameters["source"]), "parameters"),
        _code(
            "from analysis.notebook import open_run\nfrom analysis.presentation import tables\n\n"
            f'run = open_run(\n    "{number}_{slug}",\n{given})',
            "setup",
        ),
        _words("## Data", "Name the tables and what one row is."),
        _code(
            'dwellings = run.load("dwellings")\nrun.show(tables.coverage_table(run.coverage("dwellings"), run.texts))',
            "data",
        ),
        _words("## Definition", "Quote the clause, then give the formula; the function goes to `analysis.indicators`."),
        _words("## Conclusion"),
        _code('run.answer([run.texts("This question has no answer yet.")])', "answer"),
        _words("## Limits", "Say what is left out, and where the method is described."),
        _code("run.sources()"),
        _code("run.record()", "record"),
    ]  # fmt: skip
    numbered = [{**cell, "id": f"cell-{place:02d}"} for place, cell in enumerate(cells, start=1)]
    about = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
    content = {"cells": numbered, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _words(*parts: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(parts).splitlines(keepends=True)}


def _code(source: str, tag: str = "") -> Cell:
    lines = source.rstrip("\n").splitlines(keepends=True)
    metadata = {"tags": [tag]} if tag else {}
    return {"cell_type": "code", "metadata": metadata, "source": lines, "outputs": [], "execution_count": None}
