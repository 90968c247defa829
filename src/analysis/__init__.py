"""
Afsprakenmonitor: measures whether the housing performance agreements of Tynaarlo are being kept.

The package reads a delivery of open and association data, checks it against table contracts, calculates the
figures behind each of the *prestatieafspraken 2023*, and turns them into reports, maps and field sheets. The
notebooks only argue: everything they calculate is a documented function in this package.
"""

from __future__ import annotations

__version__ = "2023.1.0"
