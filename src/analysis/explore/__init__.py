"""
Exploring in JupyterLab: tables as grids, hover maps, comparisons in one line, and what-if forms.

`explore.start()` gives an `Exploration`; everything else hangs on it, so that Tab finds it. What it shows is for the
screen only: it carries a mark when it is exact, and no notebook keeps it. Nothing is calculated here that an indicator
does not calculate.

Examples
--------
>>> from analysis import explore
>>> data = explore.start(period="2023-H1")
>>> len(data.complexes), data.period.label
(75, '2023-H1')
"""

from __future__ import annotations

from .comparing import Compared
from .exploration import Exploration, start
from .screen import Screen

__all__ = ["Compared", "Exploration", "Screen", "start"]
