"""A report in Dutch and in English: the same results, and each in its own words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from tests.made import Made, afspraken

from analysis.presentation.texts import Texts
from analysis.results import without_absent

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [f"{file.stem}.html" for file in sorted((ROOT / "notebooks").glob("*.ipynb"))]
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


def documents() -> list[str]:
    """Names of the documents that norms and assumptions rest on, the longest first."""
    lines = [line.strip() for file in (ROOT / "params").rglob("*.yml") for line in file.read_text("utf-8").splitlines()]
    names = {line.removeprefix("document:").strip(' "') for line in lines if line.startswith("document:")}
    return sorted(names, key=len, reverse=True)


NAMING_COLUMNS = "Deel van de rijen zonder waarde."
"""Beginning of the alternative text that names tables and columns, which are English identifiers."""
IDENTIFIERS = re.compile(r"\.(csv|html|json|ipynb|pdf|png|gpkg)\b|[a-z]+_[a-z]+|^[a-z]+$|^[a-z]+ is leeg in ")
"""What a column, a file or a table looks like: English in every language."""
NAMED_IN_DUTCH = re.compile("|".join(['"[^"]*"', "^vrijgekomen woningen$", *map(re.escape, documents())]))
"""What an English page tells in Dutch: words of the agreement, names of laws and publications."""
NOTHING = re.compile("(?!)")
DRAWING = "data:image/svg+xml,"
Strangers = dict[str, list[str]]


class Read(HTMLParser):
    """Texts of a page and of its drawings with the language they say they are in, code and identifiers left out."""

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
        if str(known.get("src")).startswith(DRAWING):
            drawn = Read(unquote(str(known["src"]).removeprefix(DRAWING)))
            self.texts += [(str(language), text) for _, text in drawn.texts]
        if tag not in self.EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not any(tag in self.QUIET for tag, _ in self.open):
            self.texts.append((str(self.open[-1][1]), data.strip()))


def strangers(folder: Path, own: str, telltale: re.Pattern[str], names: re.Pattern[str] = NOTHING) -> Strangers:
    """Texts of every page of a report, said to be in its own language, that hold a word of the other beside names."""
    found = {}
    for file in sorted(folder.rglob("*.html")):
        texts = [text for language, text in Read(file.read_text(encoding="utf-8")).texts if language == own]
        assert len(texts) > 10, file.name
        found[file.name] = [one for one in texts if telltale.search(names.sub("", one)) and not IDENTIFIERS.search(one)]
    assert len(found) > len(QUESTIONS) + 15  # the first page, that of methods, the map, and the pages of tenants
    return {name: told for name, told in found.items() if told}


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


def test_no_page_of_a_dutch_report_holds_english(dutch: Made) -> None:
    assert dutch.code == 0, dutch.err
    for name in ["index.html", *QUESTIONS]:
        page = (dutch.folder / name).read_text(encoding="utf-8")
        assert '<html lang="nl">' in page
        assert len(DUTCH.findall(page)) > 50
    assert strangers(dutch.folder, "nl", ENGLISH) == {}


def test_no_page_of_an_english_report_holds_dutch(public: Made) -> None:
    for name in QUESTIONS:
        assert '<html lang="en">' in (public.folder / name).read_text(encoding="utf-8")
    assert strangers(public.folder, "en", DUTCH, NAMED_IN_DUTCH) == {}


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
