"""
The map that goes by mail: one HTML file that works without a network, on a phone too.

Leaflet stands inside the file, the figures stand in it as escaped JSON, and names become text on the page, never
markup. There are no tiles: outlines of neighbourhoods are the ground. A policy in the page forbids every request.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup
from xstatic.pkg import leaflet

from . import mailed_layers, style
from .classes import class_labels
from .maps.complexes import HOMES_EDGES, unplaced_note
from .maps.ground import outlines_note, village_points
from .maps.villages import lost_villages_note, villages_of
from .shown import rows_of

if TYPE_CHECKING:
    import geopandas as gpd

    from ..disclosure import Published
    from .imprint import Imprint
    from .texts import Texts


def html(
    complexes: Published,
    villages: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    imprint: Imprint,
    *,
    result: str,
    edges: tuple[float, ...],
    change: str = "social_stock.kept",
) -> str:
    """
    Write the page with two layers: a share by complex, and the change of the stock by village.

    Parameters
    ----------
    complexes
        Rows of `energy_poverty.bands`, with homes, x_rd_m and y_rd_m.
    villages
        Rows of the ledger; those of `change` and of grain village are shown.
    neighbourhoods
        Core table, EPSG:28992.
    result
        Id of the share by complex.
    edges
        Shares at which a new class begins.
    change
        Id of the change by village.
    """
    collections: dict[str, object] = {
        "complexes": mailed_layers.complexes_layer(complexes, texts, edges),
        "villages": mailed_layers.villages_layer(villages, neighbourhoods, texts, change),
        "neighbourhoods": mailed_layers.outlines_layer(neighbourhoods),
        "places": mailed_layers.places_layer(neighbourhoods),
        "style": mailed_layers.looks(edges, texts),
    }
    layers = [
        {
            "id": "complexes",
            "name": texts.result(result),
            "definition": texts.definition(result),
            "entries": _key(edges, texts),
            "notes": [
                *unplaced_note(rows_of(complexes, mailed_layers.NEEDED), texts),
                *outlines_note(neighbourhoods, texts),
            ],
        },
        {
            "id": "villages",
            "name": texts.result(change),
            "definition": texts.definition(change),
            "entries": [
                _entry("", texts("+ more homes, \N{MINUS SIGN} fewer homes, 0 no change")),
                _entry("dot withheld", texts.suppressed),
            ],
            "notes": lost_villages_note(villages_of(villages, change), village_points(neighbourhoods), texts),
        },
    ]
    return _page(texts, imprint, layers, collections)


def _page(texts: Texts, imprint: Imprint, layers: list[dict[str, Any]], collections: dict[str, object]) -> str:
    words = {
        "layer": texts("Show"),
        "search": texts("Find"),
        "coordinates": texts("Places are right to about a metre; this map does not know where you are."),
        "noscript": texts("This map needs JavaScript; the report holds the same figures as a table."),
    }
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(_part("mailed_map.html.j2")).render(
        language=texts.language,
        title=texts("Energy poverty and social stock, map"),
        mark=imprint.mark(texts),
        imprint=imprint.line(texts),
        words=words,
        layers=layers,
        collections=[(name, _embedded(data)) for name, data in collections.items()],
        css=_trusted(_part("mailed_map.css")),
        script=_trusted(_part("mailed_map.js")),
        leaflet_css=_trusted(_leaflet_css()),
        leaflet_js=_trusted(_leaflet_js()),
    )


def _part(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _leaflet(name: str) -> str:
    return Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")


def _leaflet_css() -> str:
    """Leaflet's styles without its pictures: none of them is used, and none may be asked for."""
    return re.sub(r"url\([^)]*\)", "none", _leaflet("leaflet.css"))


def _leaflet_js() -> str:
    """Leaflet's code with its licence and without the address of its source map."""
    return re.sub(r"//# sourceMappingURL=\S*", "", _leaflet("leaflet.js"))


def _trusted(text: str) -> Markup:
    """Mark code of ours and of Leaflet as markup; nothing from a delivery goes this way."""
    return Markup(text)


def _embedded(data: object) -> Markup:
    """Write JSON that may stand inside a script element, whatever it holds."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _key(edges: tuple[float, ...], texts: Texts) -> list[dict[str, str]]:
    """Entries of the legend: classes, what is withheld or unknown, and the sizes."""
    labels = class_labels(edges, texts)
    entries = [_entry("dot", label, face) for face, label in zip(style.classes(len(labels)), labels, strict=True)]
    sizes = texts("Larger circles: {edges} homes and more.", edges=", ".join(texts.count(edge) for edge in HOMES_EDGES))
    states = [_entry("dot withheld", texts.suppressed), _entry("dot unknown", texts("no figure"))]
    return [*entries, *states, _entry("", sizes)]


def _entry(shape: str, label: str, colour: str = "") -> dict[str, str]:
    return {"shape": shape, "label": label, "colour": colour}
