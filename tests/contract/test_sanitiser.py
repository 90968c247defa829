"""The sanitiser of nbval hides addresses of memory and can hide no figure."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[1] / "nbval_sanitize.cfg"
FIGURES = (
    "23.5 %", "at most 5 %", "1,234", "9 of 40", "−3", "+3", "€647.19", "0.225", "0.1232 to 0.3750", "31 December 2023",
    "2023-H2", "W-0012", "kept", "broken", "too few to show", "–", "0", "12.3 % to 37.5 %", "sha256:0f3a99d0",
)  # fmt: skip


def rules() -> list[tuple[str, str]]:
    parser = configparser.ConfigParser()
    parser.read(FILE, encoding="utf-8")
    return [(parser[section]["regex"], parser[section]["replace"]) for section in parser.sections()]


def test_the_sanitiser_is_short() -> None:
    assert 1 <= len(rules()) <= 3


@pytest.mark.parametrize("figure", FIGURES)
def test_no_figure_is_changed(figure: str) -> None:
    for regex, replace in rules():
        assert re.sub(regex, replace, f"value at {figure} at") == f"value at {figure} at"


def test_an_address_is_hidden() -> None:
    (regex, replace), *_ = rules()
    assert re.sub(regex, replace, "<Figure at 0x7f3a12cd9e10>") == "<Figure at ADDRESS>"
