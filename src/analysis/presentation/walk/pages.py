"""What stands on the pages of a village's pack: words and pictures for the template `wijkschouw`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from .. import style
from ..texts import is_missing
from ..typesetting import Picture, pdf
from .cells import BANDS, built_words, day_words, homes_words, labels_words, owner_words, poverty_words, state_words
from .coded import code_svg, code_text
from .drawing import alt_sheet_map, sheet_map
from .ground import PROJECTION
from .key_map import KEY_MM, alt_key_map, key_map, legend, legend_words
from .preparation import preparation
from .route import length_m

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from ..imprint import Imprint
    from ..texts import Texts
    from .known import Known
    from .planning import Plan, SheetPlan, Stop

TEMPLATE: Final = "wijkschouw"
CODE_MM: Final = 23
_EMPTY_POINTS: Final = {"a3": 7, "a4": 5}
_M_PER_KM: Final = 1_000


@dataclass(frozen=True)
class Pack:
    """
    All there is to say about one village's pack.

    Parameters
    ----------
    known, plan
        What may be known, and how it stands on paper.
    run
        Name of the run.
    edition
        `professionals` or `residents`.
    edges
        Shares at which a class of energy poverty begins; None for residents.
    parties
        Names of the associations: owners of actions, beside municipality, tenants' organisations and residents.
    """

    known: Known
    plan: Plan
    run: str
    edition: str
    edges: tuple[float, ...] | None
    parties: tuple[str, ...]

    @property
    def has_figures(self) -> bool:
        """Whether this edition shows figures."""
        return self.edges is not None


def pack_pdf(pack: Pack, neighbourhoods: gpd.GeoDataFrame, texts: Texts, imprint: Imprint) -> bytes:
    """
    Typeset a village's pack: preparation and key map, then per sheet its map and its tables.

    Parameters
    ----------
    pack
        What it says.
    neighbourhoods
        Core table, EPSG:28992: the ground of the maps.
    """
    return pdf(
        TEMPLATE,
        content(pack, texts, imprint),
        title=texts("Wijkschouw {village}", village=pack.plan.village),
        texts=texts,
        imprint=imprint,
        pictures=pictures(pack, neighbourhoods, texts),
    )


def pictures(pack: Pack, neighbourhoods: gpd.GeoDataFrame, texts: Texts) -> dict[str, Picture]:
    """Draw the maps, the legend and the codes, in vectors, each with its words."""
    plan = pack.plan
    words = texts("Legend: {entries}.", entries=", ".join(legend_words(texts, edges=pack.edges)))
    drawn = {"legend.svg": Picture(style.svg(legend(texts, plan.form.width_mm, edges=pack.edges)), words)}
    if len(plan.sheets) > 1:
        drawn["key.svg"] = Picture(style.svg(key_map(plan, neighbourhoods, texts)), alt_key_map(plan, texts))
    for sheet in plan.sheets:
        figure = sheet_map(plan, sheet, neighbourhoods, texts, edges=pack.edges)
        drawn[f"sheet-{sheet.number}.svg"] = Picture(style.svg(figure), alt_sheet_map(plan, sheet, texts))
        text = code_text(plan.village, sheet.number, pack.run)
        drawn[f"code-{sheet.number}.svg"] = Picture(code_svg(text), texts("QR code: {text}", text=text))
    return drawn


def content(pack: Pack, texts: Texts, imprint: Imprint) -> dict[str, Any]:
    """Give the words of the pages, as the template takes them."""
    plan = pack.plan
    several = len(plan.sheets) > 1
    return {
        "paper": plan.form.paper,
        "flipped": plan.form.flipped,
        "map_width": plan.form.width_mm,
        "map_height": plan.form.height_mm,
        "key_width": KEY_MM[plan.form.paper][0] if several else 0,
        "code_size": CODE_MM,
        "heading": texts("Wijkschouw {village}", village=plan.village),
        "edition": _edition(pack, texts),
        "fields": [texts("Date"), texts("Start and route"), texts("Participants")],
        "status": texts("Status: {box} draft {box} agreed", box="\N{BALLOT BOX}"),
        "key_heading": texts("Which sheet shows what"),
        "preparation": preparation(pack.known, plan, texts, has_figures=pack.has_figures),
        "owners": _owners(pack, texts),
        "grades": texts("Fill in A+ to D (A+ is very good, D is poor), or tick what is fine."),
        "signs": texts("Energy poverty: {above} clearly above, {below} clearly below all other homes.", **BANDS)
        if pack.has_figures
        else "",
        "sheets": [_sheet(pack, sheet, texts, imprint) for sheet in plan.sheets],
        "unplaced": _unplaced(pack, texts),
    }


def _edition(pack: Pack, texts: Texts) -> str:
    if not pack.has_figures:
        return texts("Edition for residents. Run {run}.", run=pack.run)
    profile = texts.profile(pack.known.complexes.profile)
    return texts("Edition for professionals, {profile}. Run {run}.", profile=profile, run=pack.run)


def _owners(pack: Pack, texts: Texts) -> str:
    """Explain the letters of those who act."""
    parties = [f"{name[0].upper()} {name}" for name in pack.parties]
    own = [texts("M municipality"), *parties, texts("T tenants' organisation"), texts("R resident")]
    return texts("Owner: {owners}.", owners=", ".join(own))


def _sheet(pack: Pack, sheet: SheetPlan, texts: Texts, imprint: Imprint) -> dict[str, Any]:
    plan = pack.plan
    name = texts("{village}, sheet {number} of {total}", village=plan.village, number=sheet.number,
                 total=len(plan.sheets))  # fmt: skip
    return {
        "number": sheet.number,
        "name": name,
        "map": f"sheet-{sheet.number}.svg",
        "code": f"code-{sheet.number}.svg",
        "code_text": code_text(plan.village, sheet.number, pack.run),
        "route": _route(sheet, texts),
        "source": texts(
            "Scale 1:{scale}. {projection}. {source}",
            scale=texts.count(plan.scale),
            projection=PROJECTION,
            source=imprint.line(texts),
        ),
        "complexes": _complexes(pack, sheet.stops, texts) if sheet.stops else None,
        "complexes_heading": texts("Complexes on sheet {number}", number=sheet.number),
        "none": "" if sheet.stops else texts("No complex stands on this sheet."),
        "points": _points([(point.mark, point.row) for point in sheet.points], texts) if sheet.points else None,
        "points_heading": texts("What was promised here"),
        "no_points": "" if sheet.points else texts("No point of an earlier inspection lies in this area."),
        "new": _new_points(pack, texts),
        "new_heading": texts("New points"),
    }


def _route(sheet: SheetPlan, texts: Texts) -> str:
    if not sheet.stops:
        return texts("no complexes")
    marks = [stop.mark for stop in sheet.stops]
    if len(marks) == 1:
        return marks[0]
    places = [(stop.x, stop.y) for stop in sheet.stops]
    km = length_m(range(len(places)), places) / _M_PER_KM
    return texts("{first} to {last}, {km} km as the crow flies", first=marks[0], last=marks[-1], km=texts.number(km, 1))


def _complexes(pack: Pack, stops: Sequence[Stop], texts: Texts) -> dict[str, Any]:
    """Give the table of complexes: what is known, then the checklist to fill in."""
    return _checklist(pack, [(stop.mark, stop.row) for stop in stops], texts)


def _checklist(pack: Pack, rows: Sequence[tuple[str, Mapping[str, Any]]], texts: Texts) -> dict[str, Any]:
    known = [texts("No."), texts("Complex"), texts("Homes"), texts("Built")]
    widths: list[float] = [5, 24, 12, 12]
    if pack.has_figures:
        known += [texts("Labels"), texts("Energy poverty")]
        widths += [18, 13]
    checks = [texts("whole"), texts("clean"), texts("safe"), texts("green")]
    filled = [texts("Notes"), texts("Action"), texts("Owner"), texts("By when")]
    wide = (22, 20, 8, 12) if pack.has_figures else (38, 32, 9, 14)
    empty = [""] * (len(checks) + len(filled))
    return {
        "columns": [*known, *checks, *filled],
        "widths": [*widths, 9, 9, 9, 9, *wide],
        "tall": True,
        "rows": [[mark, *_known_cells(row, texts, has_figures=pack.has_figures), *empty] for mark, row in rows],
    }


def _known_cells(row: Mapping[str, Any], texts: Texts, *, has_figures: bool) -> list[str]:
    name = texts("{name} ({party})", name=row["complex_name"], party=texts.association(row["corporation"]))
    cells = [name, homes_words(row, texts), built_words(row)]
    return cells + ([labels_words(row, texts), poverty_words(row, texts)] if has_figures else [])


def _points(rows: Sequence[tuple[str, Mapping[str, Any]]], texts: Texts) -> dict[str, Any]:
    """Give the table of what was promised, with its state, and room for what is seen now."""
    is_told = any("action" in row for _, row in rows)  # what people wrote themselves is left out of what is public
    before = [texts("Letter"), texts("Subject"), texts("Score")]
    after = [texts("Owner"), texts("By when"), texts("State"), texts("Seen now")]
    return {
        "columns": [*before, *([texts("Agreed")] if is_told else []), *after],
        "widths": [9, 19, 9, *([46] if is_told else []), 22, 15, 26, 28 if is_told else 74],
        "tall": False,
        "rows": [
            [mark, *_point_cells(row, texts, is_told=is_told), day_words(row["due_on"]), state_words(row, texts), ""]
            for mark, row in rows
        ],
    }


def _point_cells(row: Mapping[str, Any], texts: Texts, *, is_told: bool) -> list[str]:
    agreed = [_text(row["action"], texts)] if is_told else []
    return [texts.subject(row["subject"]), _text(row["grade"], texts), *agreed, owner_words(row, texts)]


def _text(value: object, texts: Texts) -> str:
    return texts.missing if is_missing(value) else str(value)


def _new_points(pack: Pack, texts: Texts) -> dict[str, Any]:
    """Give an empty table for points that were not known: its columns are those of the form that is read back."""
    columns = [
        texts("RD x"),
        texts("RD y"),
        texts("Subject"),
        texts("Score"),
        texts("Action"),
        texts("Owner"),
        texts("By when"),
    ]
    return {
        "columns": columns,
        "widths": [15, 15, 28, 10, 60, 16, 20],
        "tall": True,
        "rows": [[""] * len(columns) for _ in range(_EMPTY_POINTS[pack.plan.form.paper])],
    }


def _unplaced(pack: Pack, texts: Texts) -> dict[str, Any] | None:
    """Give what has no place on a map: complexes, numbered on, and points, lettered on; None when all have one."""
    complexes, points = pack.plan.marked_unplaced(), pack.plan.marked_placeless()
    if not complexes and not points:
        return None
    return {
        "heading": texts("Not on the map"),
        "why": texts("No place known, or too few homes to show one."),
        "complexes": _checklist(pack, complexes, texts) if complexes else None,
        "points": _points(points, texts) if points else None,
    }
