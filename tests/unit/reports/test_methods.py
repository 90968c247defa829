"""The page of methods: every method page is on it, its headings and tables in order, nothing of it runs."""

from __future__ import annotations

import re
from pathlib import Path

from analysis.paths import METHODS, NOTEBOOKS
from analysis.reports import methods

WITHOUT = {"00_overview"}
"""Notebooks that show what others measured."""


def test_every_method_page_is_there_the_themes_first() -> None:
    stems = [method.stem for method in methods.methods()]
    assert sorted(stems) == sorted(file.stem for file in METHODS.glob("*.md"))
    assert stems[-len(methods.GENERAL) :] == list(methods.GENERAL)


def test_every_notebook_has_a_method_page() -> None:
    stems = [file.stem for file in NOTEBOOKS.glob("*.ipynb")]
    assert {stem for stem in stems if not methods.of_notebook(stem)} == WITHOUT


def test_headings_begin_below_the_title_and_tables_say_what_they_are() -> None:
    for method in methods.methods():
        assert set(re.findall(r"<h(\d)", method.content)) <= {"3", "4"}
        assert method.content.count("<table>") == method.content.count("<caption")
        assert "<th>" not in method.content


def test_markup_in_a_method_page_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A & B\n\nx <script>1</script>\n\n## C\n\n| a |\n|---|\n| b |\n", encoding="utf-8")
    (method,) = methods.methods(tmp_path)
    assert method.title == "A & B"
    assert "&lt;script&gt;" in method.content
    assert '<h3>C</h3>\n<table>\n<caption class="unseen">C</caption>\n<thead>' in method.content
