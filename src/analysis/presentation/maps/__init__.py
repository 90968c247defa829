"""
Printed maps in EPSG:28992: complexes by class of share, villages by the change of their stock.

Classes have fixed edges; lightness, shape and hatch tell them apart on a grey printer. What has no place on the map
is named under it.
"""

from .complexes import alt_complex_map, complex_map
from .villages import alt_village_map, village_map
from .visits import alt_visits_map, visits_map

__all__ = ["alt_complex_map", "alt_village_map", "alt_visits_map", "complex_map", "village_map", "visits_map"]
