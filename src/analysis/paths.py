"""Where things stand in the repository. Imports nothing of ours and touches no file."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "analysis"
NOTEBOOKS = ROOT / "notebooks"
PARAMS = ROOT / "params"
RAW = ROOT / "data" / "raw"
SAMPLE = RAW / "sample"
PROCESSED = ROOT / "data" / "processed"
CORE = PROCESSED / "core"
RESULTS = PROCESSED / "results"
REPORTS = ROOT / "reports"
SCRATCH = ROOT / ".scratch"
REFERENCE_RUN = PARAMS / "runs" / "reference.yml"
