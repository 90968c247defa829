"""Pages from outputs: what stands on them, in which order, and that nothing exact gets past the gate."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.parameters import RunParameters
from analysis.presentation.texts import Texts
from analysis.reports import finding, front_page, site
from analysis.reports.blocks import blocks_of

TABLE = (
    '<table class="dataframe afspraken {kind}">\n<caption>Homes &amp; villages. Counted on one day.</caption>\n'
    "<thead><tr>"
    '<th scope="col">Village</th><th scope="col">Homes</th></tr></thead><tbody>{rows}</tbody></table>'
)
ROW = '<tr><th scope="row">Vries</th><td class="number">402</td></tr>'
PICTURE = base64.b64encode(b"RIFF").decode()
RESULT = {
    "id": "a.share", "agreement": "goal-4.4", "corporation": "SEW", "village": None, "complex_id": None,
    "period": "2023-H2", "value": 0.225, "unit": "share", "numerator": 9, "denominator": 40, "missing": 0,
    "interval": None, "threshold": "0.20", "rule": None, "verdict": "broken", "reason": "not met",
    "definition_version": None, "suppressed": False,
}  # fmt: skip
RUN = {
    "period": "2023-H2", "reference_date": "2023-12-31", "corporation": "", "language": "en", "profile": "public",
    "scenario": "base", "agreements": "2023",
}  # fmt: skip


LEDGER = pd.DataFrame([RESULT | {"bound": None, "flips": None}])


def agreement(number: str, chapter: str, title: str, verdict: str | None, reason: str | None, *results: str) -> dict:
    about = {"id": number, "chapter": chapter, "title": title, "verdict": verdict, "reason": reason}
    return about | {"results": list(results)}


AGREEMENTS = [
    agreement("31", "4.4", "Talk", "at_risk", "SEW: a talk is due", "b.share"),
    agreement("10", "4.1", "Rent", "not_assessable", "no rents"),
    agreement("goal-4.4", "4.4", "Lettings", "broken", "SEW: not met", "a.share"),
    agreement("12", "4.1", "Caps", None, "withheld: too few", "c.share"),
    agreement("8", "4.1", "Advice", "kept", None),
]


def cell(*tags: str, outputs: tuple[dict, ...] = (), kind: str = "code") -> dict:
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "outputs": list(outputs), "source": "secret = 1"}


def shown(**data: str) -> dict:
    names = {"html": "text/html", "webp": "image/webp", "plain": "text/plain"}
    words = "Stock account in homes: start 2,218, new +14, end 2,212."
    about = {"image/webp": {"alt": words, "width": 1000, "height": 600}}
    given = {names[key]: value for key, value in data.items()}
    return {"output_type": "display_data", "data": given, "metadata": about}


@pytest.fixture
def notebook() -> dict:
    return {
        "cells": [
            cell(kind="markdown"),
            cell("parameters", outputs=(shown(plain="parameters"),)),
            cell("injected-parameters", outputs=(shown(plain="injected"),)),
            cell("data", outputs=(shown(html=TABLE.format(kind="coverage", rows="")),)),
            cell(outputs=(shown(html=TABLE.format(kind="account", rows=ROW * 25), plain="Vries"), shown(webp=PICTURE))),
            cell(outputs=({"output_type": "stream", "name": "stdout", "text": ["<b>said</b>\n"]},)),
            cell("record", outputs=(shown(html="<p>recorded</p>"),)),
            cell("answer", outputs=(shown(html='<div class="answer"><p>Kept.</p></div>'),)),
        ]
    }


@pytest.fixture
def staged(tmp_path: Path, notebook: dict) -> Path:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "map.html").write_text("", encoding="utf-8")
    (tmp_path / "notebooks" / "20_social_stock_by_village.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    content = {"schema": 1, "agreements": AGREEMENTS, "results": [RESULT]}
    (tmp_path / "results.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def write(staged: Path, *, is_synthetic: bool = True, **parameters: str) -> dict[str, str]:
    about = site.About("reference", RunParameters(**(RUN | parameters)), "Delivery <1>", is_synthetic)
    rows = pd.DataFrame({"id": ["a.share"]}, dtype="str")
    recorded = SimpleNamespace(notebook="20_social_stock_by_village", answer=("Kept.",), rows=rows, needs=())
    site.write(staged, about=about, found=finding.read(staged / finding.RESULTS), recorded=[recorded])
    return {file.name: file.read_text(encoding="utf-8") for file in staged.glob("*.html")}


# ------------------------------------------------------------------ blocks


def test_the_answer_comes_first_and_the_delivery_last(notebook: dict) -> None:
    blocks = blocks_of(notebook)
    assert [block.kind for block in blocks] == ["html", "table", "picture", "text", "table"]
    assert [block.table for block in blocks] == ["", "account", "", "", "coverage"]


def test_a_table_is_known_by_its_caption_and_its_size(notebook: dict) -> None:
    account, coverage = [block for block in blocks_of(notebook) if block.kind == "table"]
    assert (account.title, account.size) == ("Homes & villages", (2, 25))
    assert (account.is_empty, account.is_foundation, account.is_long) == (False, False, True)
    assert "<caption><span>Homes &amp; villages <small>Counted on one day.</small></span></caption>" in account.content
    assert (coverage.is_empty, coverage.is_foundation, coverage.is_long) == (True, True, False)


def test_a_picture_keeps_its_words_and_its_size(notebook: dict) -> None:
    (picture,) = [block for block in blocks_of(notebook) if block.kind == "picture"]
    assert (picture.title, picture.size) == ("Stock account in homes", (1000, 600))
    assert picture.alternative.endswith("end 2,212.")
    assert picture.content.startswith("data:image/webp;base64,UklGR")


def test_printed_text_is_text(staged: Path) -> None:
    page = write(staged)["20_social_stock_by_village.html"]
    assert "&lt;b&gt;said&lt;/b&gt;" in page
    assert "secret" not in page


# ------------------------------------------------------------------ pages


def test_every_page_forbids_whatever_could_be_loaded(staged: Path) -> None:
    for name, page in write(staged).items():
        assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';" in page
        assert page.count("<script") == page.count("script-src") == (name == "index.html")


def test_the_only_script_that_runs_is_the_one_on_the_page(staged: Path) -> None:
    page = write(staged)["index.html"]
    (source,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    assert re.findall(r"script-src ([^;\"]+)", page) == [f"'sha256-{digest}'"]


def test_delivered_data_carry_no_mark(staged: Path) -> None:
    assert all("Synthetic data" in page for page in write(staged).values())
    assert not any("Synthetic data" in page for page in write(staged, is_synthetic=False).values())


def test_a_page_says_when_it_rests_on_another_assumption_or_shows_a_part(staged: Path) -> None:
    page = write(staged, scenario="huis_counts_as_urgent:high", corporation="SEW")["index.html"]
    facts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page[: page.index("<main")])
    assert facts[:2] == [("Period", "1 July 2023 to 31 December 2023"), ("Reference date", "31 December 2023")]
    assert [label for label, _ in facts[2:]] == ["Scenario", "Edition for"]


def test_words_of_a_delivery_are_no_markup(staged: Path) -> None:
    assert "Delivery: Delivery &lt;1&gt;." in write(staged)["index.html"]


def test_the_same_content_gives_the_same_bytes(staged: Path) -> None:
    assert write(staged) == write(staged)


def test_a_wide_table_gets_a_sheet_on_its_side(staged: Path, notebook: dict) -> None:
    head = "".join(f'<th scope="col">{number}</th>' for number in range(10))
    wide = f'<table class="dataframe afspraken account"><caption>Wide.</caption><thead><tr>{head}</tr></thead></table>'
    notebook["cells"].append(cell(outputs=(shown(html=wide),)))
    (staged / "notebooks" / "20_social_stock_by_village.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert write(staged)["20_social_stock_by_village.html"].count('<div class="table wide"') == 1


# ------------------------------------------------------------------ first page


def test_what_asks_for_attention_comes_first_with_its_figure(staged: Path) -> None:
    page = write(staged)["index.html"]
    texts = Texts("en")
    entries = front_page.entries_of(AGREEMENTS, LEDGER, {"a.share": "40.html"}, texts)
    broken, at_risk = front_page.attention(entries)
    assert (broken.title, broken.page, at_risk.number) == ("Lettings", "40.html", "31")
    assert broken.figures == ("SEW: 22.5 % (9 of 40), +2.5 percentage points from the line of 20.0 %.",)
    assert page.index("What asks for attention") < page.index("The questions, and what the data answer")


def test_a_suppressed_figure_is_not_told(staged: Path) -> None:
    rows = LEDGER.assign(suppressed=True)
    broken, _ = front_page.attention(front_page.entries_of(AGREEMENTS, rows, {}, Texts("en")))
    assert broken.figures == ()


def test_the_tally_tells_what_was_not_measured_from_what_cannot_be_judged() -> None:
    shown = "the text sets no line: the figure is shown without a verdict"
    judged = [
        agreement("1", "3", "Talks", "reported_by_hand", "2023-11-23, SEW: done"),
        agreement("8", "4.1", "Advice", "kept", "as reported: 2023-03-09, SEW: done (minutes)"),
        agreement("9", "4.1", "Study", "not_assessable", shown, "a.share"),
        agreement("10", "4.1", "Rent", "not_assessable", "not built yet"),
        agreement("12", "4.1", "Caps", "not_assessable", "not delivered: rents"),
        agreement("20", "4.2", "Laarhove", "kept", None),
    ]
    entries = front_page.entries_of(judged, LEDGER, {}, Texts("en"))
    told = [
        ("cannot_be_judged", 2),
        ("not_measured_yet", 1),
        ("reported_by_hand", 1),
        ("kept_as_reported", 1),
        ("kept", 1),
    ]
    assert front_page.tally(entries) == told
    assert [entry.reason for entry in entries if entry.number == "10"] == [
        "not measured yet: this monitor has no analysis for it so far"
    ]
    assert [(entry.reason, entry.evidence) for entry in entries if entry.number == "8"] == [
        ("as reported: 9 March 2023, SEW: done", "minutes")
    ]


def test_what_is_due_and_still_planned_asks_for_attention_last() -> None:
    overdue = "due on 2023-12-31, last reported as planned: 2023-06-27, SEW (agenda of the council)"
    late = [agreement("38", "4.5", "Vision", "reported_by_hand", overdue), *AGREEMENTS]
    entries = front_page.entries_of(late, LEDGER, {}, Texts("en"))
    *_, last = front_page.attention(entries)
    assert [entry.title for entry in front_page.attention(entries)] == ["Lettings", "Talk", "Vision"]
    assert last.reason == "due on 31 December 2023, last reported as planned: 27 June 2023, SEW"
    assert last.evidence == "agenda of the council"


def test_a_withheld_verdict_is_counted_as_withheld() -> None:
    rows = LEDGER
    entries = front_page.entries_of(AGREEMENTS, rows, {}, Texts("en"))
    told = [("broken", 1), ("at_risk", 1), ("cannot_be_judged", 1), ("", 1), ("kept", 1)]
    assert front_page.tally(entries) == told
    assert [entry.number for entry in entries if entry.is_folded] == ["10"]


def test_no_reason_is_no_word(staged: Path) -> None:
    assert ">nan<" not in write(staged)["index.html"]
    assert "None" not in write(staged)["index.html"].replace("None of the", "")


# ------------------------------------------------------------------ what the agreement says


def page_of(staged: Path, stem: str, results: tuple[str, ...], *agreements: str) -> str:
    judged = [agreement(number, "4.1", "Title", "kept", None) for number in agreements]
    (staged / "results.json").write_text(
        json.dumps({"schema": 1, "agreements": judged, "results": [RESULT]}), encoding="utf-8"
    )
    (staged / "notebooks" / f"{stem}.ipynb").write_text(json.dumps({"cells": []}), encoding="utf-8")
    about = site.About("reference", RunParameters(**RUN), "Delivery", is_synthetic=True)
    rows = pd.DataFrame({"id": list(results)}, dtype="str")
    site.write(
        staged,
        about=about,
        found=finding.read(staged / finding.RESULTS),
        recorded=[SimpleNamespace(notebook=stem, answer=("Kept.",), rows=rows, needs=())],
    )
    return (staged / f"{stem}.html").read_text(encoding="utf-8")


def test_a_page_quotes_the_clauses_it_measures(staged: Path) -> None:
    page = page_of(
        staged, "40_displacement_by_urgent_seekers", ("displacement.urgent_share",), "goal-4.4", "31", "33", "9"
    )
    section = page[page.index("What the agreement says") : page.index("What this does not say")]
    assert re.findall(r"<h3>(\w+)", section) == ["Goal", "Agreement", "Agreement"]
    assert re.search(r'<blockquote lang="nl">Elk halfjaar monitoren de corporaties', section)
    assert "over the line the parties have to talk" in section
    assert "<details" not in section
    assert "Lettings to urgent seekers as a share of all lettings of self-contained DAEB homes." in page


def test_more_than_three_clauses_are_folded(staged: Path) -> None:
    page = page_of(staged, "10_energy_poverty_by_complex", (), "7", "9", "17", "27")
    section = page[page.index("What the agreement says") : page.index("What this does not say")]
    assert "<summary>4 agreements and goals</summary>" in section
    assert section.count("<blockquote") == 4
    assert "What the figures mean" not in page
    assert "Due on 31 December 2023." in section


def test_a_page_quotes_no_register_of_another_municipality(staged: Path) -> None:
    page = page_of(staged, "40_displacement_by_urgent_seekers", ("displacement.urgent_share",))
    assert "What the agreement says" not in page
    assert "What the figures mean" in page


def test_without_a_register_there_are_figures_without_verdicts(staged: Path) -> None:
    content = {"schema": 1, "agreements": [], "results": [RESULT]}
    (staged / "results.json").write_text(json.dumps(content), encoding="utf-8")
    page = write(staged)["index.html"]
    assert "There is no register of agreements for this municipality" in page
    assert "Scoreboard: agreements and goals by chapter" not in page


@pytest.mark.parametrize(
    ("reason", "parts"),
    [
        ("2023-06-15, SEW: done (minutes of the talk)", ("15 June 2023, SEW: done", "minutes of the talk")),
        ("2023-06-15, SEW: done (a); due on 2023-05-01", ("15 June 2023, SEW: done (a); due on 1 May 2023", "")),
        ("not met", ("not met", "")),
        ("SEW: talk (2024-01-01 to 2024-06-30)", ("SEW: talk (1 January 2024 to 30 June 2024)", "")),
        ("2023-13-40, SEW: done (no day)", ("2023-13-40, SEW: done", "no day")),
        ("", ("", "")),
    ],
)
def test_reasons_read_well(reason: str, parts: tuple[str, str]) -> None:
    assert front_page.reason_parts(reason, Texts("en")) == parts


def test_files_are_grouped_and_pages_are_not_files(staged: Path) -> None:
    write(staged)
    groups = dict(front_page.downloads(staged, Texts("en")))
    assert [name for name, _ in groups["Maps"]] == ["maps/map.html"]
    assert [name for name, _ in groups["How it was made"]] == ["notebooks/20_social_stock_by_village.ipynb", "run.json"]
    assert groups["Figures"] == [
        ("data/20_social_stock_by_village.csv", "the figures of one page, for a spreadsheet"),
        ("results.json", "every figure of this report, for other programs"),
    ]


# ------------------------------------------------------------------ what a page offers


def test_the_table_of_a_page_is_a_part_of_the_whole(staged: Path) -> None:
    hidden = RESULT | {"corporation": "Woonborg", "value": None, "numerator": None, "denominator": None,
                       "verdict": None, "suppressed": True}  # fmt: skip
    rows = [RESULT, hidden, RESULT | {"id": "b.share"}]
    (staged / "results.json").write_text(json.dumps({"schema": 1, "agreements": [], "results": rows}), encoding="utf-8")
    page = write(staged)["20_social_stock_by_village.html"]
    head, *own = (staged / "data" / "20_social_stock_by_village.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("id,agreement,corporation")
    assert [line.split(",")[2] for line in own] == ["SEW", "Woonborg"]
    assert [line.split(",")[6] for line in own] == ["0.225", ""]
    assert '<a href="data/20_social_stock_by_village.csv">' in page


def test_a_page_gives_the_line_that_opens_it(staged: Path, notebook: dict) -> None:
    parameters = "\n".join(f'{name} = "{value}"' for name, value in RUN.items())
    notebook["cells"][1]["source"] = parameters
    (staged / "notebooks" / "20_social_stock_by_village.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert '<code class="line">afspraken open 20</code>' in write(staged)["20_social_stock_by_village.html"]
    page = write(staged, period="2023-H1", reference_date="2023-06-30", corporation="SEW")
    line = "afspraken open 20 --set period=2023-H1 --set reference_date=2023-06-30 --set corporation=SEW"
    assert f'<code class="line">{line}</code>' in page["20_social_stock_by_village.html"]


def test_the_answer_and_a_picture_come_before_everything_else(staged: Path) -> None:
    page = write(staged)["20_social_stock_by_village.html"]
    places = [page.index(part) for part in ('class="answer"', "<figure", "What the data show", "What this rests on")]
    assert places == sorted(places)


# ------------------------------------------------------------------ read by everyone


def test_every_page_says_its_language_and_has_one_title(staged: Path) -> None:
    for name, page in write(staged).items():
        assert '<html lang="en">' in page, name
        assert page.count("<h1") == 1, name


def test_the_filter_can_choose_what_stands_on_the_scoreboard(staged: Path) -> None:
    page = write(staged)["index.html"]
    choices = re.findall(r'<label>(\w+) <select name="(\w+)">(.*?)</select>', page, re.DOTALL)
    offered = {name: set(re.findall(r'value="([^"]+)"', options)) for _, name, options in choices}
    assert [label for label, _, _ in choices] == ["Verdict", "Party", "Chapter"]
    assert offered["verdict"] == set(re.findall(r'data-standing="(.*?)"', page))
    assert offered["chapter"] == set(re.findall(r'data-chapter="(.*?)"', page))
    parties = {party for row in re.findall(r'data-parties="(.*?)"', page) for party in row.split("|")}
    assert offered["party"] == parties


def test_a_notebook_that_measured_nothing_has_a_page_and_no_table(staged: Path) -> None:
    about = site.About("reference", RunParameters(**RUN), "Delivery", is_synthetic=True)
    nothing = SimpleNamespace(notebook="20_social_stock_by_village", answer=(), rows=pd.DataFrame(), needs=())
    site.write(staged, about=about, found=finding.read(staged / finding.RESULTS), recorded=[nothing])
    assert (staged / "20_social_stock_by_village.html").exists()
    assert not (staged / "data").exists()
