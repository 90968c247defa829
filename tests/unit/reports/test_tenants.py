"""Pages for tenants: plain, public, about one village, and honest where there is nothing to show."""

from __future__ import annotations

import re

import pytest
from tests import tenants_pages

from analysis.disclosure import Policy, chosen, classes, gate, reopened, require
from analysis.errors import DisclosureError
from analysis.parameters import load_assumptions, load_register
from analysis.presentation.texts import Texts
from analysis.reports import tenants
from analysis.reports.tenants.writing import file_of

HAMLETS = ("De Punt", "Eelderwolde", "Winde")


@pytest.fixture(scope="module")
def source():
    return tenants_pages.source()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tenants_pages.written(tmp_path_factory.mktemp("report"), "en")


def test_every_village_has_a_page_and_stands_in_the_list(folder):
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert len(tenants_pages.villages()) == 18
    for name in tenants_pages.villages():
        assert (folder / file_of(name)).is_file()
        assert f'<a href="{file_of(name)}">{name}</a>' in index


def test_a_village_tells_its_figures_beside_those_of_the_municipality(source):
    facts = {what: (here, all_) for what, here, all_ in tenants.village("Vries", source).facts}
    assert facts["Homes of the housing associations"] == ("404", "2,212")
    assert facts["Households in energy poverty"] == ("30 %", "25 %")


def test_a_report_that_counted_no_homes_cannot_say_that_a_village_has_none(source):
    _, published = tenants_pages.public_results()
    without = chosen(published, ~require(published)["id"].str.startswith("social_stock."))
    assert source.counts_homes
    assert not tenants_pages.source(published=without).counts_homes


def test_few_homes_are_never_told(source):
    _, published = tenants_pages.public_results()
    rows = require(published)
    withheld = rows[rows["suppressed"] & rows["village"].notna() & rows["corporation"].isna()]
    told = 0
    for name in sorted(set(withheld["village"])):
        for what, here, _ in tenants.village(name, source).facts:
            told += here == "too few to show"
            assert not re.fullmatch(r"(at (most|least) )?[01](\.\d)? %", here), (name, what)
    assert told > 10


def test_only_associations_with_homes_here_and_their_tenants_organisation_are_named(source):
    vries, eelde = tenants.village("Vries", source), tenants.village("Eelde", source)
    assert vries.associations == ("Woonborg",)
    assert ("What tenants want together", "AH WOON (tenants of Woonborg)") in vries.to_ask
    assert not any("SEW" in title for _, title in vries.agreements)
    assert "SEW" in eelde.associations


def test_an_agreement_about_another_village_is_left_out(source):
    titles = {name: [title for _, title in tenants.village(name, source).agreements] for name in ("Vries", "Zuidlaren")}
    assert "Woonborg improves 12 homes in Zuidlaren to label A" in titles["Zuidlaren"]
    assert "Woonborg improves 12 homes in Zuidlaren to label A" not in titles["Vries"]


def test_what_is_still_to_come_and_what_is_done_are_told_apart(source):
    vries = tenants.village("Vries", source)
    assert vries.to_come == ("19 new homes: Tipkampen/Sprikkenveen, was planned for 15 December 2023 and is not ready",)
    assert vries.done == ("15 new homes: Tynaarlosestraat, ready on 22 May 2023",)
    assert "1 new home: Single home after a fire: rebuilt, ready on 16 October 2023" in (
        tenants.village("Zuidlaren", source).done
    )
    assert "new homes: Oranjelaan/Margrietlaan fase 2, planned for 31 December 2024" in (
        tenants.village("Zuidlaren", source).to_come
    )


@pytest.mark.parametrize("name", HAMLETS)
def test_a_hamlet_without_homes_says_so_and_still_says_whom_to_ask(source, folder, name):
    page = tenants.village(name, source)
    text = (folder / file_of(name)).read_text(encoding="utf-8")
    assert (page.associations, page.facts, page.agreements) == ((), (), ())
    assert f"No housing association has homes in {name}." in text
    assert len(page.to_ask) == 2


@pytest.mark.parametrize("profile", ["partners", "internal"])
def test_figures_of_another_profile_are_refused(profile):
    _, published = tenants_pages.public_results()
    other = reopened(require(published), data_class="household", profile=profile)
    with pytest.raises(DisclosureError, match="profile public only"):
        tenants_pages.source(published=other)


def test_a_programme_of_another_profile_is_refused_and_rows_past_the_gate_too():
    about, published = tenants_pages.public_results()
    about_it = {"register": load_register("2023"), "on": tenants_pages.ON, "texts": Texts("en")}
    with pytest.raises(DisclosureError, match="profile public only"):
        tenants.Source.of(about["agreements"], published, tenants_pages.programme("internal"), **about_it)
    with pytest.raises(DisclosureError, match="has not passed"):
        tenants.Source.of(about["agreements"], require(published), tenants_pages.programme(), **about_it)


def test_what_the_gate_gives_for_everyone_from_exact_rows_is_what_the_page_shows(source):
    """The page of an internal report is made from the public form of its exact rows, and tells the same."""
    exact = tenants_pages.exact_results()
    complexes = tenants_pages.complexes()
    policy = Policy.from_table(load_assumptions().disclosure)
    again = gate(exact, data_class=classes(exact), profile="public", policy=policy, complexes=complexes)
    other = tenants_pages.source(published=again)
    assert [tenants.village(name, other) for name in ("Vries", "Bunne")] == [
        tenants.village(name, source) for name in ("Vries", "Bunne")
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_has_one_title_its_language_the_mark_and_no_request(tmp_path, language):
    text = (tenants_pages.written(tmp_path, language) / "vries.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in text
    assert text.count("<h1>") == 1
    assert 'class="mark"' in text
    assert not re.search(r'(src|href)="(https?:)?//', text)
    assert "default-src 'none'" in text


def test_pages_are_the_same_bytes_each_time(folder, tmp_path):
    again = tenants_pages.written(tmp_path, "en")
    assert {file.name: file.read_bytes() for file in again.iterdir()} == {
        file.name: file.read_bytes() for file in folder.iterdir()
    }
