"""A report in Dutch and in English: the same results, and each in its own words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.made import Made, afspraken

from analysis.presentation.texts import Texts
from analysis.results import without_absent

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = re.compile(
    r"\b(the|and|with|homes?|households?|agreements?|from|shown|which|that|were|their|than|housing|landlord|broken|"
    r"kept|at risk|assessable|whether|each|years?|only|because|delivered|nothing|between|figures?|share of)\b",
    re.IGNORECASE,
)
DUTCH = re.compile(
    r"\b(de|het|een|niet|wordt|worden|zijn|voor|meer dan|woning(en)?|huishoudens?|afspra(ak|ken)|nageleefd|"
    r"loopt gevaar|peildatum|toewijzing(en)?|waarschuwing)\b",
)
"""Words that give a language away; none of them is a word of the other. With a capital they may begin a Dutch name."""


NAMING_COLUMNS = "Deel van de rijen zonder waarde."
"""Beginning of the alternative text that names tables and columns, which are English identifiers."""


class Read(HTMLParser):
    """Texts of a page with the language they say they are in, code and identifiers left out."""

    QUIET = frozenset({"style", "script", "code", "pre"})
    EMPTY = frozenset({"meta", "link", "img", "br", "input", "hr", "col"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        language = known.get("lang") or (self.open[-1][1] if self.open else None)
        for name in ("alt", "aria-label", "title"):
            if known.get(name):
                self.texts.append((str(language), str(known[name])))
        if tag not in self.EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not any(tag in self.QUIET for tag, _ in self.open):
            self.texts.append((str(self.open[-1][1]), data.strip()))


DELIVERED = re.compile(r"; |: |\.(csv|html|json|ipynb|pdf|png|gpkg)\b|[a-z]+_[a-z]+|^[a-z]+$")
"""What a source, a column, a file or an identifier looks like: words of others, the same in every language."""


def strangers(page: str, own: str, telltale: re.Pattern[str]) -> list[str]:
    """Texts of a page, said to be in its own language, that hold a word of the other."""
    return [
        text
        for language, text in Read(page).texts
        if language == own and telltale.search(text) and not DELIVERED.search(text)
    ]


def test_results_are_the_same_in_both_languages(internal: Made) -> None:
    """The committed ones were made in English; those of the fixture in Dutch: the same bytes, row by row."""
    committed = (ROOT / "data/processed/results/reference.json").read_text(encoding="utf-8")
    fresh = without_absent((internal.folder / "results.json").read_text(encoding="utf-8"))
    english, dutch = (json.dumps(json.loads(text)["results"]) for text in (committed, fresh))
    assert dutch == english


def test_every_word_of_the_notebooks_has_its_dutch(internal: Made) -> None:
    told = json.loads((internal.folder / "words.json").read_text(encoding="utf-8"))
    assert len(told["words"]) == len(list((ROOT / "notebooks").glob("*.ipynb"))) - 1
    assert told["missing"] == []


def test_the_answers_are_dutch(internal: Made) -> None:
    told = json.loads((internal.folder / "words.json").read_text(encoding="utf-8"))
    sentences = [sentence for words in told["words"].values() for sentence in words if " | " not in sentence]
    plain = [one for one in sentences if not one.startswith(NAMING_COLUMNS)]
    assert len(plain) > 50
    assert [one for one in plain if ENGLISH.search(one)] == []


@pytest.mark.parametrize("name", ["index.html", "22_laarhove_social_share.html", "60_neighbourhood_inspections.html"])
def test_a_dutch_page_holds_no_english(name: str, dutch: Made) -> None:
    page = (dutch.folder / name).read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert len(DUTCH.findall(page)) > 50
    assert strangers(page, "nl", ENGLISH) == []


@pytest.mark.parametrize("name", ["index.html", "22_laarhove_social_share.html", "60_neighbourhood_inspections.html"])
def test_an_english_page_holds_no_dutch(name: str, public: Made) -> None:
    page = (public.folder / name).read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert strangers(page, "en", DUTCH) == []


def test_the_run_file_s_own_language_adds_nothing_to_the_name(dutch: Made, public: Made) -> None:
    assert (dutch.folder.name, public.folder.name) == ("reference", "reference-en")


def test_the_terminal_speaks_dutch(dutch: Made) -> None:
    assert "gedaan" in dutch.out or "ongewijzigd, overgenomen" in dutch.out
    assert "alle regels van het register" in dutch.out
    status = afspraken("status", "--out", str(dutch.folder), "--language", "nl").stdout
    assert "stand van 2023-12-31" in status
    assert Texts("nl").verdict("broken") in status


def test_check_tells_its_findings_in_the_language_asked_for() -> None:
    dutch, english = (afspraken("check", "--language", language).stdout for language in ("nl", "en"))
    assert "oplossing: Lever wat bekend is" in dutch
    assert "remedy: Deliver what is known" in english
    assert len(dutch.splitlines()) == len(english.splitlines())
