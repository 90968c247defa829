"""The page of the mailed map: template, Leaflet, layers and words in one file."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup
from xstatic.pkg import leaflet

from .. import __name__ as presentation
from .ground import outlines_of, villages_of
from .layer import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from ..imprint import Imprint
    from ..texts import Texts
    from .layer import Layer

TILE_HOST: Final = "https://service.pdok.nl"
"""The only place the page may ever ask, for pictures only, after the reader pressed the button."""
_TILES: Final = f"{TILE_HOST}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
_LAST_TILE_ZOOM: Final = 19
_CREDIT: Final = "BRT-Achtergrondkaart, Kadaster (PDOK), CC BY 4.0"
_ZOOM_OF_NAMES: Final = 11.5  # further out the names of villages would cover each other


def html(layers: Sequence[Layer], neighbourhoods: gpd.GeoDataFrame, texts: Texts, imprint: Imprint) -> str:
    """
    Write the page.

    Parameters
    ----------
    layers
        What can be chosen, the first one shown at once.
    neighbourhoods
        Core table, EPSG:28992: the ground.
    """
    collections = {
        "neighbourhoods": outlines_of(neighbourhoods),
        "places": villages_of(neighbourhoods),
        "layers": {one.name: one.places for one in layers},
        "settings": {
            "zoomOfNames": _ZOOM_OF_NAMES,
            "tiles": _TILES,
            "lastTileZoom": _LAST_TILE_ZOOM,
            "credit": _CREDIT,
            "words": _spoken(texts),
        },
    }
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(_part("mailed_map.html.j2")).render(
        language=texts.language,
        title=texts("Map of the housing agreements"),
        mark=imprint.mark(texts),
        imprint=imprint.line(texts),
        words=_written(texts),
        layers=layers,
        patterns=patterns(layers),
        tile_host=TILE_HOST,
        collections=[(name, _embedded(data)) for name, data in collections.items()],
        css=_trusted(_part("mailed_map.css")),
        script=_trusted(_part("mailed_map.js")),
        leaflet_css=_trusted(_leaflet_css()),
        leaflet_js=_trusted(_leaflet_js()),
    )


def _written(texts: Texts) -> dict[str, str]:
    """Words that stand on the page from the start."""
    return {
        "layer": texts("Show"),
        "search": texts("Find a complex or village"),
        "find": texts("Find"),
        "background": texts("Background map"),
        "asks": texts("Asks the internet (PDOK) for pictures; nothing is asked before you press the button."),
        "about": texts("About this map"),
        "coordinates": texts(
            "Places are right to about a metre. A mailed file has no GPS: it does not know where you are."
        ),
        "link": texts(
            "A link to one complex ends in #complex= and its number, one to a village in #village= and its name."
        ),
        "noscript": texts("This map needs JavaScript; the report holds the same figures as a table."),
    }


def _spoken(texts: Texts) -> dict[str, str]:
    """Words that the page says when something happens."""
    return {
        "shown": texts("Shown: {name}", name="{name}"),
        "several": texts("Shown: {name}. More names hold these letters; write more of the name.", name="{name}"),
        "none": texts("Nothing found."),
        "offline": texts("The background map needs the internet."),
        "failed": texts("The background map could not be loaded."),
    }


def _part(name: str) -> str:
    return resources.files(presentation).joinpath("templates", name).read_text(encoding="utf-8")


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
