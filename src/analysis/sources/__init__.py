"""
Deliveries in: read the files, hold them against contracts and rules, say everything that was found.

Readers turn text into types themselves and never guess; what cannot be read is a finding with its file and line.
"""

from __future__ import annotations

from .checking import check, findings_of, in_order
from .codes import known_codes
from .delivery import Delivery, read_delivery
from .neighbourhoods import neighbourhood_codes

__all__ = ["Delivery", "check", "findings_of", "in_order", "known_codes", "neighbourhood_codes", "read_delivery"]
