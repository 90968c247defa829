"""Printed maps: every complex with a place is on it, every other is named, and nothing withheld is told."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib_scalebar.scalebar import ScaleBar
from shapely.geometry import Point
from tests.paper import Paper
from tests.unit.presentation.made_up import LIHELEK, VILLAGES, complexes_frame, published, squares
from tests.unit.presentation.measuring import drawn_texts, marked, outside, overlapping, picture_of, words_of
from tests.unit.presentation.seeing import SIGHTS, least_difference, lightness

from analysis.parameters import load_assumptions
from analysis.presentation import maps, style
from analysis.presentation.classes import class_labels, class_of
from analysis.presentation.drawing import drawn
from analysis.presentation.maps.ground import ground_of
from analysis.presentation.maps.placing import Box, place, spread
from analysis.presentation.rendering import page
from analysis.sources.surroundings import surroundings

EDGES = (0.05, 0.1, 0.15, 0.2)
MOST_CLASSES = 4
ENOUGH = 20  # of 100 in CIELAB: every palette measured as good or fine has more, red-green has less


def complex_map(texts, imprint, frame=None, neighbourhoods=None):
    rows = published(complexes_frame() if frame is None else frame, "household")
    ground = squares() if neighbourhoods is None else neighbourhoods
    return maps.complex_map(rows, ground, texts, imprint, result=LIHELEK, edges=EDGES)


def villages_frame(**columns):
    """Change of the stock per village, with a row of another grain that is not for the map."""
    frame = pd.DataFrame(
        {
            "id": "social_stock.kept",
            "corporation": pd.Series([None] * 18 + ["SEW"], dtype="str"),
            "village": pd.Series([*VILLAGES, "Eelde"], dtype="str"),
            "complex_id": pd.Series([None] * 19, dtype="str"),
            "value": [15.0, -2.0, 0.0] * 6 + [99.0],
            "suppressed": False,
        }
    )
    return frame.assign(**columns)


def village_map(texts, imprint, frame=None, neighbourhoods=None):
    rows = published(villages_frame() if frame is None else frame)
    return maps.village_map(rows, squares() if neighbourhoods is None else neighbourhoods, texts, imprint)


def grey(colour):
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("draw", [complex_map, village_map])
def test_every_text_stands_inside_and_none_on_another(draw, texts, imprint):
    figure = draw(texts, imprint)
    assert outside(figure) == []
    assert overlapping(figure) == []


@pytest.mark.parametrize("draw", [complex_map, village_map])
def test_the_same_rows_give_the_same_bytes(draw, texts, imprint):
    assert picture_of(draw(texts, imprint)) == picture_of(draw(texts, imprint))


@pytest.mark.parametrize("draw", [complex_map, village_map])
def test_a_map_has_scale_north_projection_source_and_mark(draw, texts, imprint):
    figure = draw(texts, imprint)
    (arrow,) = marked(figure, "north")
    (tail, tip) = arrow.get_path().vertices[[0, np.argmax(arrow.get_path().vertices[:, 1])]]
    assert tip[1] > tail[1]
    words = words_of(figure)
    assert "Amersfoort / RD New (EPSG:28992)" in words
    assert "SYNTHETIC DATA" in words
    assert "State of 31 December 2023" in words
    assert "1 : 100,000 on paper, printed at 100 %" in words
    assert "235,000" in words


@pytest.mark.parametrize("draw", [complex_map, village_map])
def test_the_bar_is_as_long_on_paper_as_it_says_to_a_thousandth(draw, texts, imprint):
    figure = draw(texts, imprint)
    (bar,) = figure.findobj(ScaleBar)
    metres = bar.fixed_value * {"km": 1_000, "m": 1}[bar.fixed_units]
    drawn = bar_in(figure)
    axes = figure.axes[0]
    per_inch = np.ptp(axes.get_xlim()) / (axes.get_window_extent().width / figure.dpi)
    assert drawn * per_inch == pytest.approx(metres, rel=1e-3)
    scale = int(re.search(r"1 : ([\d,]+) on paper", words_of(figure))[1].replace(",", ""))
    assert drawn * 0.0254 * scale == pytest.approx(metres, rel=1e-3)


def bar_in(figure):
    """Length of the scale bar in inches, as it stands in the drawing."""
    boxes = re.findall(
        r'd="M ([\d.]+) [\d.]+ \nL ([\d.]+) [\d.]+ [^"]*z\s*" style="fill: #222222"', style.svg(figure).decode()
    )
    ((left, right),) = [(float(one), float(other)) for one, other in boxes]
    return (right - left) / 72


def test_the_page_to_print_is_a4_and_keeps_the_scale_of_the_map(texts, imprint):
    """Two names of the grid are as far apart on paper as the map says; all digits are as wide."""
    paper = Paper(page(drawn(complex_map(texts, imprint)), "Map of complexes.", texts, imprint))
    assert [float(side) for side in paper.reader.pages[0].mediabox] == pytest.approx([0, 0, 595.276, 841.89], abs=0.01)
    letters = paper.written()
    line = "".join(text for text, *_ in letters)
    lefts = [letters[line.index(name)][2] for name in ("235,000", "240,000")]
    assert (lefts[1] - lefts[0]) / 72 * 0.0254 * 100_000 == pytest.approx(5_000, rel=1e-3)


def test_no_circle_covers_another_and_all_stand_inside(texts, imprint):
    crowded = complexes_frame(60).assign(x_rd_m=lambda rows: 237_000 + rows["x_rd_m"] % 1_500)
    crowded["y_rd_m"] = 566_000 + crowded["y_rd_m"] % 2_500
    crowded.loc[[0, 1], ["x_rd_m", "y_rd_m"]] = [237_000.0, 567_000.0]  # two at one and the same place
    figure = complex_map(texts, imprint, crowded)
    circles = drawn_circles(figure)
    assert len(circles) == 60
    for (one, first), (other, second) in combinations(circles, 2):
        assert math.dist(one, other) >= first + second
    frame = figure.axes[0].get_window_extent()
    for (x, y), radius in circles:
        assert frame.x0 + radius < x < frame.x1 - radius
        assert frame.y0 + radius < y < frame.y1 - radius


def test_no_circle_is_pushed_off_the_map():
    frame = Box(0, 0, 10, 10)
    corner = spread([Box(4.6, 4.6, 2, 2), Box(4.4, 4.6, 2, 2), Box(4.6, 4.4, 2, 2)], 0.1, frame)
    assert [round(circle.excess(frame), 9) for circle in corner] == [0, 0, 0]
    assert min(math.dist((one.x, one.y), (other.x, other.y)) for one, other in combinations(corner, 2)) >= 2.1


def drawn_circles(figure):
    """Middle and radius of every circle, in pixels."""
    axes = figure.axes[0]
    spots = [spot for state in ("shown", "withheld", "unknown") for spot in marked(figure, f"complex-{state}")]
    return [
        (axes.transData.transform(spot.get_offsets()[0]), spot.get_sizes()[0] ** 0.5 / 2 * figure.dpi / 72)
        for spot in spots
    ]


@pytest.mark.parametrize("draw", [complex_map, village_map])
def test_no_word_of_a_map_stands_on_a_circle(draw, texts, imprint):
    figure = draw(texts, imprint)
    names = [box for text, box in drawn_texts(figure) if text.split()[0] in VILLAGES]
    for (x, y), radius in drawn_circles(figure):
        for box in names:
            nearest = min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)
            assert math.dist((x, y), nearest) > radius * 0.7  # a corner of the square around it may be cut


def test_one_metre_east_is_as_long_as_one_metre_north(texts, imprint):
    axes = complex_map(texts, imprint).axes[0]
    box = axes.get_window_extent()
    east, north = box.width / np.ptp(axes.get_xlim()), box.height / np.ptp(axes.get_ylim())
    assert east == pytest.approx(north, rel=1e-6)


def test_every_complex_with_a_place_is_drawn_at_it(texts, imprint):
    frame = complexes_frame()
    frame.loc[[3, 5], ["x_rd_m", "y_rd_m"]] = None
    figure = complex_map(texts, imprint, frame)
    leaders = [leader.get_xydata() for leader in marked(figure, "leader")]
    home = {tuple(circle): tuple(point) for point, circle in leaders}
    drawn = [
        tuple(spot.get_offsets()[0]) for state in ("shown", "withheld") for spot in marked(figure, f"complex-{state}")
    ]
    located = frame.dropna(subset=["x_rd_m"])
    nearby = 0.03 * ground_of(squares()).metres_per_inch
    for point in zip(located["x_rd_m"], located["y_rd_m"], strict=True):
        (found,) = [circle for circle in drawn if math.dist(home.get(circle, circle), point) <= nearby]
        drawn.remove(found)
    assert not drawn
    assert home
    assert "a line leads to the place of each" in words_of(figure)
    for name in frame.loc[[3, 5], "complex_name"]:
        assert f"{name}," in words_of(figure)
    assert "Not on the map, no place known or too few homes to show one" in words_of(figure)


def test_a_complex_outside_the_municipality_is_named(texts, imprint):
    frame = complexes_frame(6, suppressed_every=100)
    frame.loc[0, ["x_rd_m", "complex_name"]] = [100_000.0, "Gieten Eiken"]
    assert "Outside this map: Gieten Eiken" in words_of(complex_map(texts, imprint, frame))


def test_colours_follow_the_fixed_classes(texts, imprint):
    frame = complexes_frame(6, suppressed_every=100).assign(value=[0.0, 0.05, 0.1, 0.1499, 0.2, 0.9])
    frame["x_rd_m"] = [230_000.0 + 2_000 * number for number in range(6)]  # none has to move
    figure = complex_map(texts, imprint, frame)
    colours = style.classes(5)
    faces = {tuple(spot.get_offsets()[0]): spot.get_facecolor()[0] for spot in marked(figure, "complex-shown")}
    for (_, row), position in zip(frame.iterrows(), [0, 1, 2, 2, 4, 4], strict=True):
        assert tuple(faces[row["x_rd_m"], row["y_rd_m"]][:3]) == pytest.approx(to_rgb(colours[position]))


def test_withheld_and_unknown_look_different_from_each_other_and_from_zero(texts, imprint):
    frame = complexes_frame(3, suppressed_every=100)
    frame["suppressed"] = [True, False, False]
    frame["value"] = [None, None, 0.0]
    figure = complex_map(texts, imprint, frame)
    withheld, unknown, zero = (marked(figure, f"complex-{state}")[0] for state in ("withheld", "unknown", "shown"))
    assert withheld.get_hatch()
    assert not unknown.get_hatch()
    assert unknown.get_linestyle() != zero.get_linestyle()
    assert tuple(zero.get_facecolor()[0]) != tuple(unknown.get_facecolor()[0])


def test_no_suppressed_value_is_on_the_map(texts, imprint):
    frame = complexes_frame(12)
    frame.loc[frame["suppressed"], "value"] = 0.98765  # a gate that failed
    figure = complex_map(texts, imprint, frame)
    darkest = to_rgb(style.classes(5)[-1])
    circles = [spot for state in ("shown", "withheld") for spot in marked(figure, f"complex-{state}")]
    dark = [spot for spot in circles if tuple(spot.get_facecolor()[0][:3]) == darkest]
    assert len(dark) == (frame["value"].where(~frame["suppressed"]) >= 0.2).sum()
    alt = maps.alt_complex_map(published(frame, "household"), texts, result=LIHELEK, edges=EDGES)
    assert "98.8" not in words_of(figure) + alt
    assert f"too few to show: {frame['suppressed'].sum()}." in alt


@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_differ_for_every_kind_of_sight(sight):
    for count in range(2, MOST_CLASSES + 1):
        assert least_difference(style.classes(count), sight) > ENOUGH


def test_what_is_called_enough_refuses_red_to_green():
    red_to_green = [mpl.colors.to_hex(mpl.colormaps["RdYlGn"](step / 3)) for step in range(4)]
    assert least_difference(red_to_green, "normal") > ENOUGH > least_difference(red_to_green, "deutan")
    assert least_difference(["#008000", "#ffa500", "#ff0000"], "protan") < ENOUGH  # traffic lights


def test_classes_stay_apart_on_a_grey_printer_by_lightness_and_by_hatch():
    for count in range(2, MOST_CLASSES + 1):
        steps = [light - dark for light, dark in pairwise(lightness(style.classes(count)))]
        assert min(steps) > ENOUGH
    marks = list(zip(style.patterns(4), [style.ink_on(colour) for colour in style.classes(4)], strict=True))
    assert len(set(marks)) == 4
    assert "//////" not in style.patterns(4)  # that one is for what is withheld


@pytest.mark.parametrize("assumption", ["energy_poverty_class_edges", "housing_costs_class_edges"])
def test_maps_have_no_more_classes_than_can_be_told_apart(assumption):
    assert len(load_assumptions("base").value(assumption)) < MOST_CLASSES


def test_the_legend_shows_every_class_and_every_kind_of_no_figure(texts, imprint):
    figure = complex_map(texts, imprint)
    (legend,) = figure.legends
    words = [text.get_text() for text in legend.get_texts()]
    assert words[:7] == [*class_labels(EDGES, texts), "too few to show", "no figure"]
    looks = [(tuple(mark.get_facecolor()[0]), mark.get_hatch(), str(mark.get_linestyle())) for mark in samples(legend)]
    assert len(set(looks[:7])) == 7


def samples(legend):
    return [handle for handle in legend.legend_handles if isinstance(handle, mpl.collections.PathCollection)]


def test_neighbours_are_named_on_their_own_side_off_the_municipality(texts, imprint, shared_data):
    around = surroundings("GM1730")
    assert len(around) == 5
    outlines = real_outlines(shared_data)
    frame = villages_frame()
    figure = maps.village_map(published(frame), outlines, texts, imprint, around=around)
    assert overlapping(figure) == []
    known = gpd.read_file(shared_data / "geo" / "context_gemeenten_2022_wgs84.geojson").to_crs(28992)
    neighbours = dict(zip(known["statnaam"], known.geometry, strict=True))
    own = outlines.geometry.union_all()
    named = {text.get_text(): Point(text.get_position()) for text in marked(figure, "neighbour")}
    assert set(named) == set(around)
    for name, point in named.items():
        assert not own.contains(point)
        assert neighbours[name].distance(point) < 500, name


def test_a_municipality_nobody_described_has_no_neighbours_named(texts, imprint):
    assert surroundings("GM9999") == {}
    assert marked(village_map(texts, imprint), "neighbour") == []


@pytest.mark.parametrize("count", range(2, 7))
def test_classes_grow_darker_on_a_grey_printer(count):
    shades = [grey(colour) for colour in style.classes(count)]
    assert shades == sorted(shades, reverse=True)
    assert min(light - dark for light, dark in pairwise(shades)) > 0.08


@pytest.mark.parametrize(
    ("share", "bound", "position"),
    [(0.0, None, 0), (0.05, None, 1), (0.05, "at_most", 0), (0.1 + 0.2 - 0.15, None, 3), (0.95, "at_least", 4)],
)
def test_a_share_on_an_edge_belongs_above_it_and_a_bound_below(share, bound, position):
    assert class_of(share, EDGES, bound) == position


def test_classes_are_named_without_gap_or_overlap(texts):
    assert class_labels((0.05, 0.1), texts) == ["less than 5 %", "5 % to less than 10 %", "10 % and more"]


def test_a_neighbourhood_without_an_outline_is_named(texts, imprint):
    assert "Neighbourhoods without an outline: Verspreide huizen." in words_of(complex_map(texts, imprint))
    empty = squares()
    empty.loc[empty["neighbourhood_name"] == "Yde", "geometry"] = gpd.GeoSeries.from_wkt(["POLYGON EMPTY"])[0]
    assert "Verspreide huizen, Yde." in words_of(village_map(texts, imprint, neighbourhoods=empty))


def test_a_village_without_a_place_is_named_with_its_change(texts, imprint):
    bare = squares()
    bare.loc[bare["village"] == "Yde", "geometry"] = None
    change = villages_frame().set_index("village").loc["Yde", "value"]
    assert f"Not on the map, no outline known: Yde {texts.signed(change)}." in words_of(
        village_map(texts, imprint, neighbourhoods=bare)
    )


def test_villages_carry_their_own_change_in_shape_and_number(texts, imprint):
    figure = village_map(texts, imprint)
    assert [len(marked(figure, f"village-{kind}")) for kind in ("more", "fewer", "same")] == [6, 6, 6]
    words = [text for text, _ in drawn_texts(figure)]
    assert "Bunne +15" in words
    assert "De Groeve \N{MINUS SIGN}2" in words
    assert "De Punt 0" in words
    assert "+99" not in " ".join(words)  # the row of one association


def test_a_withheld_village_shows_no_number(texts, imprint):
    frame = villages_frame()
    frame.loc[0, "suppressed"] = True
    figure = village_map(texts, imprint, frame)
    assert "Bunne too few to show" in words_of(figure)
    (symbol,) = marked(figure, "village-withheld")
    assert symbol.get_hatch()
    assert "+15" not in maps.alt_village_map(published(frame), texts).split(";")[0]


def test_labels_avoid_symbols_each_other_and_the_frame():
    frame = Box(50, 50, 100, 100)
    symbols = [Box(50 + 3 * n, 50, 4, 4) for n in range(6)]
    boxes = place(symbols, [(20, 4)] * 6, symbols, frame)
    for position, box in enumerate(boxes):
        assert box.excess(frame) == 0
        assert all(box.overlap(symbol) == 0 for symbol in symbols)
        assert all(box.overlap(other) == 0 for other in boxes[:position])


def test_a_box_inside_another_overlaps_with_all_of_itself():
    assert Box(0, 0, 2, 2).overlap(Box(0, 0, 100, 100)) == 4
    assert Box(0, 0, 2, 2).excess(Box(0, 0, 100, 100)) == 0


def real_outlines(shared_data):
    """Outlines as CBS and Kadaster publish them, with villages by name."""
    outlines = gpd.read_file(shared_data / "geo" / "tynaarlo_buurt_2022_rd.geojson").set_crs(28992, allow_override=True)
    outlines = outlines.rename(columns={"statcode": "neighbourhood_code", "statnaam": "neighbourhood_name"})
    outlines["village"] = [name if name in VILLAGES else "Vries" for name in outlines["neighbourhood_name"]]
    return outlines


def test_real_outlines_give_a_readable_map(texts, imprint, shared_data):
    outlines = real_outlines(shared_data)
    figure = village_map(texts, imprint, neighbourhoods=outlines)
    assert overlapping(figure) == []
    assert outside(figure) == []
    assert ground_of(outlines).frame.width < 25_000
    assert ground_of(outlines).scale == 125_000
