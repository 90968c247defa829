"""Pages on paper: tagged, in their language, the same bytes; what cannot be typeset is refused with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.paper import Paper

from analysis.errors import TypesettingError
from analysis.presentation import typesetting
from analysis.presentation.texts import Texts
from analysis.presentation.typesetting import Picture, pdf

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
PICTURED = '#import "house.typ": *\n#show: sheet\n= #house.title\n#picture("square.svg", width: 20mm)\n'


@pytest.fixture
def typeset(texts, imprint):
    def made(template="plain", texts=texts, imprint=imprint, title="What was agreed", **more):
        content = {"paragraphs": more.pop("paragraphs", ["One line.", "Another, of 20 % & #more."])}
        return pdf(template, content, title=title, texts=texts, imprint=imprint, **more)

    return made


@pytest.fixture
def template(monkeypatch):
    """Put a template in the place of `plain`."""
    own = typesetting._template

    def put(text):
        monkeypatch.setattr(typesetting, "_template", lambda name: text.encode() if name == "plain" else own(name))

    return put


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_is_tagged_and_tells_its_language_and_title(typeset, language):
    paper = Paper(typeset(texts=Texts(language)))
    assert paper.is_tagged
    assert paper.language.split("-")[0] == language
    assert paper.reader.metadata.title == "What was agreed"
    assert paper.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.root["/Metadata"].get_data()
    assert paper.headings() == ["H1"]


def test_its_fonts_stand_in_the_file(typeset):
    fonts = Paper(typeset()).fonts()
    assert fonts
    assert all(fonts.values())
    assert all("DejaVuSans" in name for name in fonts)


def test_the_same_page_is_the_same_bytes_and_its_date_is_the_reference_date(typeset, imprint):
    assert typeset() == typeset()
    assert Paper(typeset()).reader.metadata["/CreationDate"].startswith("D:20231231")
    later = replace(imprint, reference_date=date(2024, 6, 30))
    assert Paper(typeset(imprint=later)).reader.metadata["/CreationDate"].startswith("D:20240630")


def test_synthetic_data_are_marked_in_what_is_read_aloud_and_delivered_data_are_not(typeset, imprint):
    assert "SYNTHETIC DATA" in Paper(typeset()).text
    assert "SYNTHETIC" not in Paper(typeset(imprint=replace(imprint, is_synthetic=False))).text


def test_every_page_but_the_first_repeats_the_mark(typeset):
    paper = Paper(typeset(paragraphs=["A line."] * 80))
    assert paper.pages > 1
    assert all("SYNTHETIC DATA" in page.extract_text() for page in paper.reader.pages)


def test_text_of_a_delivery_is_text_and_no_markup(typeset):
    said = '#panic("x") *bold* $x$ @reference <label> \\ // “Dorpshuis”'
    assert said in Paper(typeset(paragraphs=[said])).text


def test_a_picture_carries_its_words_and_keeps_its_size(typeset, template):
    template(PICTURED)
    paper = Paper(typeset(pictures={"square.svg": Picture(SQUARE, "A black square.")}))
    (figure,) = paper.figures()
    left, lower, right, upper = figure.box_mm
    assert figure.alternative == "A black square."
    assert (right - left, upper - lower) == pytest.approx((20, 20), abs=0.01)


def test_a_picture_without_words_is_refused(typeset, template):
    template(PICTURED)
    with pytest.raises(TypesettingError, match=r"square\.svg has no alternative text"):
        typeset(pictures={"square.svg": Picture(SQUARE, " ")})


def test_a_sign_that_stands_in_no_font_is_refused(typeset):
    with pytest.raises(TypesettingError, match=r"plain\.typ:\d+:\d+: the page could not be typeset.*漢"):
        typeset(paragraphs=["漢"])


def test_a_page_longer_than_allowed_is_refused(typeset, template):
    template('#import "house.typ": *\n#show: sheet.with(pages: 1)\n= #house.title\n#lorem(3000)\n')
    with pytest.raises(TypesettingError, match=r"house\.typ:\d+:\d+: .*it takes \d+ pages, where 1 is the most"):
        typeset()


def test_what_typst_only_warns_of_is_refused_too(typeset, template):
    template('#import "house.typ": *\n#show: sheet\n= #house.title\n#text(font: "Nowhere Sans")[x]\n')
    with pytest.raises(TypesettingError, match="unknown font family"):
        typeset()
