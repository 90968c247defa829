"""The packs of the shipped delivery: what is on which page, for whom, with a code that leads back to it."""

from __future__ import annotations

import csv
import io
import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import typst
import zxingcpp
from PIL import Image
from tests.paper import Paper

from analysis import disclosure, paths
from analysis.contracts import TABLES
from analysis.errors import DisclosureError, ParameterError
from analysis.presentation import typesetting
from analysis.presentation.rota import rota_lines
from analysis.presentation.texts import Texts
from analysis.presentation.walk import form, pages
from analysis.presentation.walk.coded import code_text
from analysis.presentation.walk.frames import FORMATS
from analysis.presentation.walk.known import Known
from analysis.presentation.walk.planning import planned
from analysis.reports import requests
from analysis.reports.walks import making
from analysis.reports.walks.basis import Basis
from analysis.reports.walks.gathering import Gathered, class_edges, gather
from analysis.reports.walks.making import Asked, make

PPI = 150
MM_PER_INCH = 25.4
PARTIES = ("SEW", "Woonborg")


def basis_of(profile: str = "") -> Basis:
    asked = requests.from_files(
        [paths.REFERENCE_RUN], delivery=paths.SAMPLE, out=paths.REPORTS, profile=profile, language="en"
    )
    return Basis.of(asked[0])


@pytest.fixture(scope="module")
def basis() -> Basis:
    return basis_of()


@pytest.fixture(scope="module")
def gathered(basis: Basis) -> Gathered:
    return gather(basis, has_figures=True)


@pytest.fixture(scope="module")
def for_residents(basis: Basis) -> Gathered:
    return gather(basis, has_figures=False)


@pytest.fixture(scope="module")
def partners() -> Gathered:
    return gather(basis_of("partners"), has_figures=True)


def pack_of(basis: Basis, known: Known, *, paper: str = "a3", edition: str = "professionals") -> pages.Pack:
    plan = planned(known.village, known.complex_rows(), known.point_rows(), FORMATS[paper], middle=known.middle)
    edges = tuple(class_edges(basis)) if edition == "professionals" else None
    return pages.Pack(known, plan, basis.name, edition, edges, PARTIES)


def typeset(basis: Basis, pack: pages.Pack, texts: Texts | None = None) -> bytes:
    return pages.pack_pdf(pack, basis.load("neighbourhoods"), texts or basis.texts, basis.imprint)


@pytest.fixture(scope="module")
def vries(basis: Basis, gathered: Gathered) -> pages.Pack:
    return pack_of(basis, gathered.of("Vries"))


@pytest.fixture(scope="module")
def vries_paper(basis: Basis, vries: pages.Pack) -> Paper:
    return Paper(typeset(basis, vries))


# ---------------------------------------------------------------- what stands on which sheet


def test_every_complex_of_every_village_stands_on_one_sheet_and_in_its_table(basis: Basis, gathered: Gathered) -> None:
    dwellings = basis.load("dwellings")
    lived_in = dwellings.loc[dwellings["out_of_service_from"].isna(), "complex_id"].unique()
    complexes = basis.load("complexes").set_index("complex_id").loc[sorted(lived_in)]
    for village, of_village in complexes.groupby("village"):
        pack = pack_of(basis, gathered.of(str(village)), paper="a4")
        told = pages.content(pack, basis.texts, basis.imprint)
        on_sheets = [stop.row["complex_id"] for sheet in pack.plan.sheets for stop in sheet.stops]
        off_the_map = [row["complex_id"] for row in pack.plan.unplaced]
        assert sorted(on_sheets + off_the_map) == sorted(of_village.index)
        for sheet, words in zip(pack.plan.sheets, told["sheets"], strict=True):
            rows = words["complexes"]["rows"] if words["complexes"] else []
            names = [f"{stop.row['complex_name']} ({stop.row['corporation']})" for stop in sheet.stops]
            assert [row[:2] for row in rows] == [[s.mark, n] for s, n in zip(sheet.stops, names, strict=True)]
        listed = told["unplaced"]["complexes"]["rows"] if pack.plan.unplaced else []
        assert len(listed) == len(off_the_map)


def test_the_pages_hold_the_tables_and_the_maps_of_their_sheet(vries: pages.Pack, vries_paper: Paper) -> None:
    texts = [" ".join(page.extract_text().split()) for page in vries_paper.reader.pages]
    for sheet in vries.plan.sheets:
        (front,) = (
            number for number, text in enumerate(texts) if code_text("Vries", sheet.number, "reference-en") in text
        )
        assert f"Vries, sheet {sheet.number} of {len(vries.plan.sheets)}" in texts[front]
        back = texts[front + 1]
        assert f"Complexes on sheet {sheet.number}" in back
        assert all(stop.row["complex_name"] in back for stop in sheet.stops)
    assert "Which sheet shows what" in texts[0]
    assert "What lives here" in texts[0]


def test_a_place_that_may_not_be_shown_is_named_and_not_drawn(basis: Basis, gathered: Gathered) -> None:
    pack = pack_of(basis, gathered.of("Taarlo"))
    assert [len(sheet.stops) for sheet in pack.plan.sheets] == [0]
    text = Paper(typeset(basis, pack)).text
    assert "Not on the map" in text
    assert pack.plan.unplaced[0]["complex_name"] in text


def test_what_was_promised_stands_on_the_sheet_of_its_place_with_its_state(basis: Basis, partners: Gathered) -> None:
    pack = pack_of(basis, partners.of("Vries"))
    observations = basis.load("observations").set_index("observation_id")
    inspections = basis.load("inspections")
    last = inspections[inspections["village"] == "Vries"].sort_values("held_on")["inspection_id"].iloc[-1]
    seen = []
    for sheet in pack.plan.sheets:
        frame = sheet.frame.box
        for point in sheet.points:
            row = observations.loc[point.row["observation_id"]]
            assert (point.x, point.y) == (row["x_rd_m"], row["y_rd_m"])
            assert abs(point.x - frame.x) < frame.width / 2
            assert abs(point.y - frame.y) < frame.height / 2
            assert (point.row["state"] in {"open", "overdue"}) == pd.isna(row["closed_on"])
            seen.append(point.row["observation_id"])
    assert set(observations.index[observations["inspection_id"] == last]) <= set(seen)
    told = pages.content(pack, basis.texts, basis.imprint)
    words = [cell for one in told["sheets"] if one["points"] for row in one["points"]["rows"] for cell in row]
    assert sum("overdue" in word for word in words) == 3


# ---------------------------------------------------------------- who may read what


@pytest.mark.parametrize("language", ["en", "nl"])
def test_residents_read_nothing_about_energy_or_figures(basis: Basis, for_residents: Gathered, language: str) -> None:
    assert for_residents.poverty is None
    assert for_residents.labels is None
    pack = pack_of(basis, for_residents.of("Yde"), paper="a4", edition="residents")
    paper = Paper(typeset(basis, pack, Texts(language)))
    words = (paper.text + " ".join(tag.alternative for tag in paper.tags)).casefold()
    for forbidden in (
        "energ",
        "poverty",
        "armoede",
        "label",
        "%",
        "no figure",
        "geen cijfer",
        "clearly",
        "duidelijk",
        "A–C",
    ):
        assert forbidden.casefold() not in words
    assert pack.plan.sheets[0].stops[0].row["complex_name"].casefold() in words


def test_professionals_read_what_their_profile_allows(basis: Basis, gathered: Gathered, partners: Gathered) -> None:
    public = disclosure.require(gathered.poverty)
    assert public["numerator"].isna().all()
    for known in (gathered, partners):
        small = [row for village in ("Eelde", "Taarlo") for row in known.of(village).complex_rows() if row["is_small"]]
        assert small
        assert all(pd.isna(row["homes"]) for row in small)
        assert all(pd.isna(row["x_rd_m"]) for row in small)
    assert {row["homes"] for row in gathered.of("Eelde").complex_rows() if not row["is_small"]} <= {0, 20, 40, 80}


def test_the_public_reads_no_words_of_people(basis: Basis, gathered: Gathered, partners: Gathered) -> None:
    action = "Lay loose paving stones again"
    assert action in str(pages.content(pack_of(basis, partners.of("Vries")), basis.texts, basis.imprint))
    assert action not in str(pages.content(pack_of(basis, gathered.of("Vries")), basis.texts, basis.imprint))
    assert all(row["x_rd_m"] % 10 == 0 for row in gathered.of("Vries").point_rows())


def test_what_did_not_pass_the_gate_is_refused(basis: Basis, gathered: Gathered) -> None:
    known = gathered.of("Vries")
    loose = Known("Vries", disclosure.require(known.complexes), known.points, known.turn, known.works)
    with pytest.raises(DisclosureError):
        loose.complex_rows()
    with pytest.raises(DisclosureError):
        rota_lines(disclosure.require(gathered.rota), basis.texts, on=basis.on)


# ---------------------------------------------------------------- on paper


def test_the_pack_is_tagged_and_every_picture_has_its_words(vries: pages.Pack, vries_paper: Paper) -> None:
    assert vries_paper.is_tagged
    assert b"<pdfuaid:part>1</pdfuaid:part>" in vries_paper.root["/Metadata"].get_data()
    figures = [tag.alternative for tag in vries_paper.tags if tag.kind == "Figure"]
    assert len(figures) == 1 + 3 * len(vries.plan.sheets)
    assert all(figures)
    assert any(tag.kind == "TH" for tag in vries_paper.tags)


def test_the_same_pack_is_the_same_bytes(basis: Basis, for_residents: Gathered) -> None:
    pack = pack_of(basis, for_residents.of("Zeegse"), paper="a4", edition="residents")
    assert typeset(basis, pack) == typeset(basis, pack)


@pytest.fixture(scope="module")
def rendered(basis: Basis, gathered: Gathered) -> tuple[pages.Pack, list[Image.Image]]:
    """The pages of a small village as pictures, from the very sources of its PDF."""
    pack = pack_of(basis, gathered.of("Yde"), paper="a4")
    sources: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "_compiled", lambda template, files, **form: sources.update(files) or b"")
        typeset(basis, pack)
    drawn = typst.compile(sources, font_paths=typesetting._fonts(), ignore_system_fonts=True, format="png", ppi=PPI)
    return pack, [Image.open(io.BytesIO(page)).convert("L") for page in drawn]


def test_the_code_on_the_page_leads_back_to_its_sheet(rendered: tuple[pages.Pack, list[Image.Image]]) -> None:
    pack, drawn = rendered
    read = [code.text for page in drawn for code in zxingcpp.read_barcodes(page)]
    assert read == [f"schouw:Yde/{sheet.number};run=reference-en" for sheet in pack.plan.sheets]


def test_the_map_on_the_page_is_true_to_its_scale(rendered: tuple[pages.Pack, list[Image.Image]]) -> None:
    """The frame of the map is the longest dark line of the page, from side to side."""
    pack, drawn = rendered
    grey = np.asarray(drawn[1])
    longest = max((np.flatnonzero(row < 128) for row in grey if (row < 128).mean() > 0.8), key=len)
    width_mm = (longest[-1] - longest[0] + 1) / PPI * MM_PER_INCH
    assert pack.plan.sheets[0].frame.box.width / width_mm * 1_000 == pytest.approx(pack.plan.scale, rel=2e-3)


def test_nothing_is_cut_off_at_the_edge_of_the_paper(rendered: tuple[pages.Pack, list[Image.Image]]) -> None:
    border = round(4 / MM_PER_INCH * PPI)
    for page in rendered[1]:
        inside = np.asarray(page)[border:-border, border:-border]
        assert (np.asarray(page) < 255).sum() == (inside < 255).sum()


# ---------------------------------------------------------------- files


def test_the_form_has_a_line_per_complex_and_open_point(vries: pages.Pack) -> None:
    rows = list(csv.DictReader(io.StringIO(form.form_csv(vries.plan))))
    assert set(TABLES["observations"].columns) - {"inspection_id"} <= set(rows[0])
    assert {row["village"] for row in rows} == {"Vries"}
    complexes = [row for row in rows if row["complex_id"]]
    assert [row["number"] for row in complexes] == [
        str(number + 1) for number in range(len(vries.known.complex_rows()))
    ]
    stops = [stop for sheet in vries.plan.sheets for stop in sheet.stops]
    places = [(row["x_rd_m"], row["y_rd_m"]) for row in complexes if row["x_rd_m"]]
    assert places == [(f"{stop.x:.0f}", f"{stop.y:.0f}") for stop in stops]
    still_open = {row["observation_id"] for row in vries.known.point_rows() if row["state"] in {"open", "overdue"}}
    assert {row["observation_id"] for row in rows if row["observation_id"]} == still_open
    assert not any(row[name] for row in rows for name in ("subject", "grade", "action", "owner", "due_on", "closed_on"))


def test_all_villages_give_a_pack_each_and_the_rota(
    basis: Basis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "pack_pdf", lambda pack, *_: pack.plan.village.encode())
    told: list[str] = []
    written = make(basis, Asked((), "residents", "a4", tmp_path), lambda made: told.append(made.village))
    rota = [line.split(",")[1] for line in (tmp_path / "rota.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert told == rota
    assert len(written) == 2 * len(rota) + 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)
    assert (tmp_path / "de-groeve-reference-en-residents-a4.pdf").read_text(encoding="utf-8") == "De Groeve"


def test_a_pack_can_be_made_in_another_process(gathered: Gathered) -> None:
    in_dutch = requests.from_files([paths.REFERENCE_RUN], delivery=paths.SAMPLE, out=paths.REPORTS, language="nl")[0]
    one = making.drawer(Basis.of(in_dutch), Asked((), "professionals", "a4", Path("nowhere"), jobs=2))
    assert pickle.loads(pickle.dumps((one, gathered.of("Yde"))))[1].village == "Yde"


def test_an_unknown_village_is_refused_with_the_list_and_nothing_is_written(basis: Basis, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(ParameterError, match=r"Vriess.*Bunne.*Vries.*Zuidlaren"):
        make(basis, Asked(("Zeegse", "Vriess"), "residents", "a4", out), print)
    assert not out.exists()


def test_a_village_is_found_however_it_is_written(gathered: Gathered) -> None:
    assert gathered.check(" de groeve") == "De Groeve"


@pytest.mark.parametrize(
    ("edition", "paper", "named"), [("everyone", "a4", "--edition"), ("residents", "a5", "--paper")]
)
def test_an_unknown_edition_or_paper_is_refused(edition: str, paper: str, named: str) -> None:
    with pytest.raises(ParameterError, match=named):
        Asked((), edition, paper, Path("nowhere")).check()
