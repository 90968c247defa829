"""Layer of the mailed map: a share by complex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..classes import class_labels, class_of
from ..maps.complexes import HOMES_EDGES, homes_class, unplaced_note
from ..maps.ground import outlines_note
from ..shown import complex_name, decimals_of, rows_of
from ..texts import is_missing
from .layer import Entry, Layer, class_fills, collection, points

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

RADII: Final = (6, 8, 10, 13)  # pixels, by class of homes
_NEEDED: Final = (
    "complex_id",
    "complex_name",
    "village",
    "value",
    "homes",
    "x_rd_m",
    "y_rd_m",
    "interval_low",
    "interval_high",
    "band",
)


def complexes_layer(
    published: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    *,
    name: str,
    result: str,
    edges: tuple[float, ...],
) -> Layer:
    """
    Complexes as circles of a class, the largest first; a withheld one holds words only.

    Parameters
    ----------
    published
        Rows of `definitions.complex_bands`, with homes, x_rd_m and y_rd_m.
    neighbourhoods
        Core table, EPSG:28992.
    name
        Name of the layer.
    result, edges
        Id of the share, and where its classes begin.
    """
    rows = rows_of(published, _NEEDED)
    placed = rows.dropna(subset=["x_rd_m", "y_rd_m"])
    placed = placed.sort_values(["homes", "complex_id"], ascending=[False, True], kind="stable")
    spots = points(placed["x_rd_m"].tolist(), placed["y_rd_m"].tolist())
    decimals = decimals_of(published)
    about = [_complex(row, texts, edges, decimals) for _, row in placed.iterrows()]
    sizes = texts("Larger circles: {edges} homes and more.", edges=", ".join(texts.count(edge) for edge in HOMES_EDGES))
    return Layer(
        name,
        texts.result(result),
        texts.definition(result),
        (*class_entries(edges, texts), Entry(sizes)),
        (*unplaced_note(rows, texts), *outlines_note(neighbourhoods, texts)),
        collection(spots, about),
    )


def class_entries(edges: tuple[float, ...], texts: Texts) -> list[Entry]:
    """Lines of the legend of a share: its classes, what is withheld, what is unknown."""
    labels = class_labels(edges, texts)
    classes = [Entry(label, fill) for label, fill in zip(labels, class_fills(len(labels)), strict=True)]
    return [*classes, Entry(texts.suppressed, "withheld"), Entry(texts("no figure"), "unknown")]


def fill_of(row: pd.Series, edges: tuple[float, ...]) -> str:
    """Id of the pattern of a row: of its class, or of why it has none."""
    if row["suppressed"]:
        return "withheld"
    if is_missing(row["value"]):
        return "unknown"
    return class_fills(len(edges) + 1)[class_of(row["value"], edges, row["bound"])]


def _complex(row: pd.Series, texts: Texts, edges: tuple[float, ...], decimals: int) -> dict[str, Any]:
    lines = [texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)]
    if not row["suppressed"] and not is_missing(row["value"]):
        interval = texts.interval(row["interval_low"], row["interval_high"], decimals)
        if interval != texts.missing:
            lines.append(texts("95 % interval {interval}", interval=interval))
        lines.append(texts("compared with all other homes: {band}", band=texts.band(row["band"])))
    lines.append(_homes_words(row["homes"], texts))
    return {
        "complex": str(row["complex_id"]),
        "name": complex_name(row),
        "lines": lines,
        "fill": fill_of(row, edges),
        "radius": RADII[homes_class(row["homes"])],
    }


def _homes_words(homes: object, texts: Texts) -> str:
    """Say how many homes as the legend does, by class: a number in fives beside a share would tell too much."""
    place = homes_class(homes)
    if place == 0:
        return texts("fewer than {count} homes", count=texts.count(HOMES_EDGES[0]))
    return texts("{count} homes and more", count=texts.count(HOMES_EDGES[place - 1]))
