"""
Make the synthetic delivery that ships with the project.

Everything is drawn with one seeded stream of chance per subject from `data/raw/reference`: published facts,
and assumptions where nothing is published. No number in it describes a real home or household.
"""

from __future__ import annotations

from .country import write_country
from .delivery import write_sample

__all__ = ["write_country", "write_sample"]
