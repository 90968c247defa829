"""
Where things stand in the repository. Imports nothing of ours and touches no file.

`AFSPRAKEN_PARAMS` names another folder of parameters: agreements, norms, assumptions and runs of one's own. The kernels
of a run inherit it. `AFSPRAKEN_WORKING` names another folder for working copies and what JupyterLab keeps.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "analysis"
NOTEBOOKS = ROOT / "notebooks"
METHODS = ROOT / "docs" / "method"
PARAMS = Path(os.environ.get("AFSPRAKEN_PARAMS") or ROOT / "params").resolve()
RAW = ROOT / "data" / "raw"
SAMPLE = RAW / "sample"
PROCESSED = ROOT / "data" / "processed"
CORE = PROCESSED / "core"
PARTS = PROCESSED / "parts"
DONE = PROCESSED / "done"
RESULTS = PROCESSED / "results"
REPORTS = ROOT / "reports"
SCRATCH = ROOT / ".scratch"
WORKING = Path(os.environ.get("AFSPRAKEN_WORKING") or ROOT / "working").resolve()
REFERENCE_RUN = PARAMS / "runs" / "reference.yml"
