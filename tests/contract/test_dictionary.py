"""The committed data dictionary is the one the contracts give."""

from __future__ import annotations

from pathlib import Path

from analysis.contracts import dictionary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data_dictionary.md"


def test_the_page_is_the_one_the_contracts_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary(), (
        "write docs/data_dictionary.md again from analysis.contracts.dictionary()"
    )
