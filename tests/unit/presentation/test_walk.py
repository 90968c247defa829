"""A village on paper: every place on one sheet, numbers beside their symbols, true to scale, readable in grey."""

from __future__ import annotations

import csv
import io
import math
import re
from functools import cache
from itertools import combinations, pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import typst
import zxingcpp
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from matplotlib_scalebar.scalebar import ScaleBar
from PIL import Image
from shapely.geometry import box
from tests.unit.presentation.made_up import published
from tests.unit.presentation.measuring import marked, outside
from tests.unit.presentation.seeing import lightness

from analysis.presentation import style
from analysis.presentation.maps.placing import Box
from analysis.presentation.rota import COLUMNS as ROTA
from analysis.presentation.texts import Texts
from analysis.presentation.walk import drawing, key_map, numbering, pages, planning
from analysis.presentation.walk.coded import code_svg, code_text
from analysis.presentation.walk.form import form_csv
from analysis.presentation.walk.frames import FORMATS, SCALES, metres, split
from analysis.presentation.walk.ground import GRID_M, MM_PER_INCH, PROJECTION
from analysis.presentation.walk.known import Known
from analysis.presentation.walk.planning import planned
from analysis.presentation.walk.preparation import _WORKS as WORKS
from analysis.presentation.walk.route import length_m, walking_order
from analysis.reports.field.form import COLUMNS as FORM

EDGES = (0.1, 0.2, 0.3)
POINTS_PER_MM = 72 / MM_PER_INCH
RECTANGLE = re.compile(r'd="M (\S+) \S+ \nL (\S+) \S+ \nL \2 \S+ \nL \1 \S+ \nz\s*" style="fill: #222222')
PAPERS = pytest.mark.parametrize("paper", sorted(FORMATS))
VILLAGES = {  # seed: places, and how far they lie apart: a hamlet, a village, one that needs many sheets, a crowd
    1: (1, 0),
    2: (12, 700),
    3: (40, 3_500),
    4: (30, 90),
}
SEEDS = pytest.mark.parametrize("seed", VILLAGES)


def scattered(seed):
    count, apart = VILLAGES[seed]
    return (np.random.default_rng(seed).random((count, 2)) * apart + (233_000, 567_000)).round(-1).tolist()


def complex_row(number, x, y, value=0.15):
    return {
        "complex_id": f"C{number}", "complex_name": f"Hof {number}", "x_rd_m": x, "y_rd_m": y, "value": value,
        "bound": None, "suppressed": False,
    }  # fmt: skip


def point_row(number, x, y):
    state = ("overdue", "open", "done_in_time")[number % 3]
    return {"observation_id": f"O{number}", "subject": "litter", "state": state, "x_rd_m": x, "y_rd_m": y}


@cache
def village(seed, paper, shares=None):
    places = scattered(seed)
    complexes = [complex_row(number, x, y, shares[number] if shares else 0.15) for number, (x, y) in enumerate(places)]
    points = [point_row(number, x + 40, y - 30) for number, (x, y) in enumerate(places[::4])]
    return planned("Vries", complexes, points, FORMATS[paper], middle=None)


@pytest.fixture(scope="module")
def neighbourhoods():
    shapes = [box(231_000, 565_000, 234_500, 572_000), box(234_500, 565_000, 240_000, 572_000)]
    names = {"neighbourhood_name": ["Vries", "Verspreide huizen Vries"], "village": "Vries"}
    return gpd.GeoDataFrame(names, geometry=shapes, crs="EPSG:28992")


@PAPERS
@SEEDS
def test_every_place_lies_well_inside_its_sheet(seed, paper):
    form, places = FORMATS[paper], scattered(seed)
    scale, frames, of_place = split(places, form)
    assert scale in SCALES
    assert set(of_place) == set(frames)
    for (x, y), key in zip(places, of_place, strict=True):
        frame, border = frames[key].box, metres(form.border_mm, scale)
        assert abs(x - frame.x) <= frame.width / 2 - border + 1e-6
        assert abs(y - frame.y) <= frame.height / 2 - border + 1e-6


@PAPERS
def test_one_sheet_at_the_largest_scale_that_holds_all(paper):
    form = FORMATS[paper]
    room = metres(form.width_mm - 2 * form.border_mm, SCALES[0])
    assert split([(0, 0), (room, 0)], form)[0] == SCALES[0]
    assert split([(0, 0), (room + 1, 0)], form)[0] == SCALES[1]


@PAPERS
@SEEDS
def test_every_complex_and_point_stands_on_one_sheet_and_the_numbers_run_through(seed, paper):
    plan = village(seed, paper)
    stops = [stop for sheet in plan.sheets for stop in sheet.stops]
    assert [stop.mark for stop in stops] == [str(number + 1) for number in range(len(scattered(seed)))]
    assert len({stop.row["complex_id"] for stop in stops}) == len(stops)
    points = [point.row["observation_id"] for sheet in plan.sheets for point in sheet.points]
    assert sorted(points) == sorted(f"O{number}" for number in range(len(scattered(seed)[::4])))


def test_the_order_is_a_walk_and_tells_nothing_of_figures():
    rising, falling = (
        [stop.row["complex_id"] for sheet in village(3, "a3", shares).sheets for stop in sheet.stops]
        for shares in (tuple(number / 40 for number in range(40)), tuple(1 - number / 40 for number in range(40)))
    )
    assert rising == falling


@SEEDS
def test_a_walk_visits_every_place_once_and_no_piece_of_it_is_better_turned_round(seed):
    places = scattered(seed)
    order = walking_order(places)
    assert sorted(order) == list(range(len(places)))
    length = length_m(order, places)
    for first, last in combinations(range(1, len(order)), 2):
        turned = order[:first] + order[first : last + 1][::-1] + order[last + 1 :]
        assert length_m(turned, places) >= length - 1e-3


@PAPERS
@SEEDS
def test_no_two_numbers_overlap_and_all_stand_inside_the_frame(seed, paper):
    plan = village(seed, paper)
    for sheet in plan.sheets:
        frame, foot = sheet.frame.box, planning.foot(sheet.frame, plan.scale)
        circles = [(stop.label_x, stop.label_y, plan.metres(planning.CIRCLE_MM / 2)) for stop in sheet.stops]
        circles += [(point.label_x, point.label_y, plan.metres(planning.LETTER_MM / 2)) for point in sheet.points]
        symbols = [(stop.x, stop.y, plan.metres(planning.SYMBOL_MM / 2)) for stop in sheet.stops]
        for one, other in [*combinations(circles, 2), *((one, symbol) for one in circles for symbol in symbols)]:
            assert math.dist(one[:2], other[:2]) > one[2] + other[2]
        for x, y, radius in circles:
            assert abs(x - frame.x) + radius <= frame.width / 2
            assert abs(y - frame.y) + radius <= frame.height / 2
            is_over_foot = abs(x - foot.x) < foot.width / 2 + radius and abs(y - foot.y) < foot.height / 2 + radius
            assert not is_over_foot


def test_a_number_is_at_least_four_millimetres():
    assert planning.CIRCLE_MM >= 4


def test_more_places_than_a_sheet_has_room_for_are_refused():
    crowd = [numbering.Mark(10, 10, 2, 3) for _ in range(40)]
    with pytest.raises(ValueError, match="no room for a number"):
        numbering.numbered(crowd, Box(10, 10, 40, 40), gap=1)


@PAPERS
def test_a_village_where_nothing_has_a_place_still_has_a_sheet(paper):
    nowhere = [complex_row(1, None, None)]
    plan = planned("Taarlo", nowhere, [], FORMATS[paper], middle=(233_000, 567_000))
    assert [len(plan.sheets), len(plan.sheets[0].stops), len(plan.unplaced)] == [1, 0, 1]
    assert planned("Taarlo", nowhere, [], FORMATS[paper], middle=None).sheets == ()


# ---------------------------------------------------------------- the map of a sheet


@pytest.fixture(scope="module", params=sorted(FORMATS))
def sheet(request, neighbourhoods):
    """The fullest sheet of a village of several, drawn with figures."""
    plan = village(3, request.param, tuple(number / 50 for number in range(40)))
    fullest = max(plan.sheets, key=lambda one: len(one.stops))
    return plan, fullest, drawing.sheet_map(plan, fullest, neighbourhoods, Texts("en"), edges=EDGES)


def test_the_map_is_true_to_its_scale(sheet):
    plan, one, figure = sheet
    (axes,) = figure.axes
    for size_in, limits in zip(figure.get_size_inches(), (axes.get_xlim(), axes.get_ylim()), strict=True):
        assert np.ptp(limits) / (size_in * MM_PER_INCH / 1_000) == pytest.approx(plan.scale, rel=1e-3)
    assert axes.get_position().bounds == (0, 0, 1, 1)
    assert np.mean(axes.get_xlim()) == pytest.approx(one.frame.box.x)


def test_the_scale_bar_is_as_long_as_it_says(sheet):
    plan, _, figure = sheet
    (bar,) = figure.findobj(ScaleBar)
    assert bar.fixed_units == "m"
    rods = [[float(one) for one in found] for found in RECTANGLE.findall(style.svg(figure).decode())]
    length_mm = max(abs(east - west) for west, east in rods) / POINTS_PER_MM
    assert length_mm * plan.scale / 1_000 == pytest.approx(bar.fixed_value, rel=1e-3)


def test_the_arrow_points_up_and_the_projection_has_its_full_name(sheet):
    _, _, figure = sheet
    (arrow,) = figure.findobj(FancyArrowPatch)
    tail, tip = arrow._posA_posB
    assert tip[1] > tail[1]
    assert tip[0] == tail[0]
    assert [text.get_text() for text in marked(figure, "projection")] == [PROJECTION]
    assert PROJECTION == "Amersfoort / RD New (EPSG:28992)"


def test_everything_stands_inside_the_frame(sheet):
    _, _, figure = sheet
    assert outside(figure) == []
    for patch in figure.findobj(Circle):
        extent = patch.get_window_extent()
        assert figure.bbox.x0 <= extent.x0 <= extent.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= extent.y0 <= extent.y1 <= figure.bbox.y1


def test_every_number_and_letter_of_the_plan_is_drawn(sheet):
    _, one, figure = sheet
    assert [text.get_text() for text in marked(figure, "number-text")] == [stop.mark for stop in one.stops]
    assert [text.get_text() for text in marked(figure, "letter-text")] == [point.mark for point in one.points]


def test_the_grid_tells_round_values_of_rd(sheet):
    plan, _, figure = sheet
    values = [int(text.get_text().replace(",", "")) for text in marked(figure, "value")]
    assert len(values) >= 5
    assert all(value % GRID_M[plan.scale] == 0 for value in values)


def test_without_figures_every_complex_looks_the_same(neighbourhoods, texts):
    plan = village(2, "a4", tuple(number / 12 for number in range(12)))
    figure = drawing.sheet_map(plan, plan.sheets[0], neighbourhoods, texts, edges=None)
    symbols = marked(figure, "symbol-plain")
    assert len(symbols) == len(plan.sheets[0].stops)
    assert len({(patch.get_facecolor(), patch.get_hatch()) for patch in symbols}) == 1


def grey_of(look):
    """Mean grey of a large disc with these looks, as a printer puts it on paper, 0 to 255."""
    with style.house_style():
        figure = Figure(figsize=(1, 1), dpi=100)
        style.canvas(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.axis("off")
        axes.add_patch(Rectangle((0, 0), 1, 1, **{name: value for name, value in look.items() if name != "gid"}))
        figure.canvas.draw()
        drawn = np.asarray(figure.canvas.buffer_rgba())[10:90, 10:90, :3]
    return float((drawn @ (0.299, 0.587, 0.114)).mean())


def test_grey_print_keeps_the_classes_apart():
    looks = [drawing.shown_look(position, len(EDGES) + 1) for position in range(len(EDGES) + 1)]
    assert all(lighter - darker >= 15 for lighter, darker in pairwise(lightness(look["facecolor"] for look in looks)))
    withheld = drawing.class_look({"suppressed": True}, EDGES)
    greys = sorted(grey_of(look) for look in [*looks, withheld])
    assert all(lighter - darker >= 8 for darker, lighter in pairwise(greys))
    assert len({(look["facecolor"], look["hatch"]) for look in [*looks, withheld]}) == len(looks) + 1


def test_withheld_no_figure_and_a_class_look_different():
    rows = [{"suppressed": True}, {"suppressed": False, "value": None}, complex_row(1, 0, 0)]
    looks = [drawing.class_look(row, EDGES) for row in rows]
    assert len({(look["facecolor"], look.get("hatch"), look.get("linestyle")) for look in looks}) == len(rows)


@PAPERS
def test_the_key_map_shows_every_sheet_at_a_round_scale(paper, neighbourhoods, texts):
    plan = village(3, paper)
    figure = key_map.key_map(plan, neighbourhoods, texts)
    assert [text.get_text() for text in marked(figure, "sheet-number")] == [str(one.number) for one in plan.sheets]
    assert outside(figure) == []
    limits = figure.axes[0].get_xlim()
    for rectangle in marked(figure, "sheet"):
        assert limits[0] < rectangle.get_x() < rectangle.get_x() + rectangle.get_width() < limits[1]


@PAPERS
@pytest.mark.parametrize("edges", [EDGES, None])
def test_the_legend_fits_its_width(paper, edges, texts):
    assert outside(key_map.legend(texts, FORMATS[paper].width_mm, edges=edges)) == []


# ---------------------------------------------------------------- the pages


@pytest.fixture(scope="module")
def made_up():
    """A pack of three complexes, one too small to show, and a point, as the gate would let it through."""
    complexes = pd.DataFrame({
        "complex_id": ["A", "B", "C"], "complex_name": ["Hof", "Laan", "Weg"], "corporation": "SEW", "village": "Yde",
        "homes": pd.array([24, 40, None], dtype="Int64"), "built_from": [1965.0, 1970.0, None], "bound": None,
        "built_to": [1965.0, 1972.0, None], "x_rd_m": [234_000.0, 234_300.0, None],
        "y_rd_m": [567_000.0, 567_100.0, None], "suppressed": [False, False, True],
    })  # fmt: skip
    figures = pd.DataFrame({
        "complex_id": ["A", "B"], "value": [0.17, 0.33], "bound": None, "suppressed": False, "band": ["above", "below"],
        "unit": "share", "numerator": [4, 13], "denominator": [24, 40],
    })  # fmt: skip
    shares = figures.assign(id="labels.e_to_g_share")
    points = pd.DataFrame([
        point_row(0, 234_100, 567_050) | {"held_on": pd.Timestamp("2022-01-01"), "grade": "C", "owner": "SEW",
        "due_on": pd.Timestamp("2022-06-01"), "closed_on": pd.NaT, "days_late": 500}
    ])  # fmt: skip
    nothing = pd.DataFrame(columns=[*ROTA, *WORKS])
    return Known(
        "Yde",
        *(published(frame, "plan", "partners") for frame in (complexes, points, nothing, nothing)),
        labels=published(shares, "home", "partners"),
        poverty=published(figures, "household", "partners"),
    )


def pack_of(known, edges):
    plan = planned(known.village, known.complex_rows(), known.point_rows(), FORMATS["a4"], middle=None)
    edition = "professionals" if edges else "residents"
    return pages.Pack(known, plan, "reference", edition, edges, ("SEW", "Woonborg"))


def test_the_table_of_a_sheet_holds_the_complexes_on_it_and_no_other(made_up, texts, imprint):
    pack = pack_of(made_up, EDGES)
    told = pages.content(pack, texts, imprint)
    for sheet, words in zip(pack.plan.sheets, told["sheets"], strict=True):
        assert [row[0] for row in words["complexes"]["rows"]] == [stop.mark for stop in sheet.stops]
        assert [row[1].split(" (")[0] for row in words["complexes"]["rows"]] == ["Hof", "Laan"]
        assert [row[0] for row in words["points"]["rows"]] == [point.mark for point in sheet.points]
    assert [row[:3] for row in told["unplaced"]["complexes"]["rows"]] == [["3", "Weg (SEW)", texts.suppressed]]


def test_professionals_read_figures_and_residents_none(made_up, texts, imprint):
    with_figures = str(pages.content(pack_of(made_up, EDGES), texts, imprint)) + str(pack_of(made_up, EDGES).edges)
    assert "17 %" in with_figures
    assert "E–G 33 %" in with_figures
    without = pages.content(pack_of(made_up, None), texts, imprint)
    for forbidden in ("%", "energ", "label", "poverty", "E–G"):
        assert forbidden not in str(without).casefold()


def test_the_code_decodes_to_its_sheet_and_says_nothing_more():
    sources = {"main.typ": b'#set page(width: 30mm, height: 30mm, margin: 3mm)\n#image("code.svg", width: 23mm)',
               "code.svg": code_svg(code_text("De Groeve", 2, "reference"))}  # fmt: skip
    page = Image.open(io.BytesIO(typst.compile(sources, format="png", ppi=150)))
    assert [code.text for code in zxingcpp.read_barcodes(page)] == ["schouw:De Groeve/2;run=reference"]


def test_the_form_can_be_read_back(made_up):
    rows = list(csv.DictReader(io.StringIO(form_csv(pack_of(made_up, None).plan))))
    assert [(row["number"], row["complex_id"], row["x_rd_m"]) for row in rows] == [
        ("1", "A", "234000"), ("2", "B", "234300"), ("3", "C", ""), ("A", "", ""),
    ]  # fmt: skip
    assert set(rows[0]) <= set(FORM)
