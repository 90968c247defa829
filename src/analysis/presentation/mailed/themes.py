"""Which layers a report may have, with the class of their data, and how each is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .complexes import complexes_layer
from .villages import change_layer, share_layer, visits_layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from ...disclosure import Published
    from ..texts import Texts
    from .layer import Layer

LAYERS: Final = {
    "complexes": "household",
    "villages": "plan",
    "labels": "home",
    "rents": "home",
    "inspections": "plan",
}
"""Layers that notebooks leave, in the order of the map, with the class of their data."""
Shares = dict[str, tuple[str, tuple[float, ...]]]
"""Result and edges of the classes, by layer that shows a share."""
_CHANGE: Final = "social_stock.kept"


def layers_of(
    published: Mapping[str, Published], neighbourhoods: gpd.GeoDataFrame, texts: Texts, shares: Shares
) -> list[Layer]:
    """
    Make the layers of what was published; one that no notebook left is left out.

    Parameters
    ----------
    published
        Rows by layer, each as the maker of that layer wants them.
    neighbourhoods
        Core table, EPSG:28992.
    shares
        Result and edges of the layers that show a share: `complexes`, `labels`, `rents`.
    """
    return [_layer(name, published[name], neighbourhoods, texts, shares) for name in LAYERS if name in published]


def _layer(name: str, published: Published, neighbourhoods: gpd.GeoDataFrame, texts: Texts, shares: Shares) -> Layer:
    if name == "villages":
        return change_layer(published, neighbourhoods, texts, name=name, result=_CHANGE)
    if name == "inspections":
        return visits_layer(published, neighbourhoods, texts, name=name)
    result, edges = shares[name]
    make = complexes_layer if name == "complexes" else share_layer
    return make(published, neighbourhoods, texts, name=name, result=result, edges=edges)
