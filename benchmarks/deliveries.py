"""The large synthetic deliveries that are measured with: made once, and again when what makes them changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from .measuring import ROOT

MAKERS = ("src/analysis/sample", "data/raw/sample", "data/raw/reference")
COUNTRY = ("--municipalities", "342")
LARGE = ("--complexes", "3390")
"""Complexes of the shipped kind that hold about 100,000 homes together."""


def country(kept: Path) -> Path:
    """Give 2.3 million homes in 342 municipalities."""
    return _made(kept / "country", COUNTRY)


def large(kept: Path) -> Path:
    """Give 100,000 homes in one municipality, with every table."""
    return _made(kept / "large", LARGE)


def _made(folder: Path, arguments: tuple[str, ...]) -> Path:
    stamp, made_by = folder / ".made_by", _makers(arguments)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != made_by:
        print(f"making {folder}: a few minutes", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        call = [sys.executable, "-m", "analysis", "sample", str(folder), *arguments]
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
        stamp.write_text(made_by, encoding="utf-8")
    return folder


def _makers(arguments: tuple[str, ...]) -> str:
    files = sorted(file for name in MAKERS for file in (ROOT / name).rglob("*") if file.suffix not in (".pyc", ""))
    total = hashlib.sha256(repr(arguments).encode())
    for file in files:
        total.update(f"{file.relative_to(ROOT)} {hashlib.sha256(file.read_bytes()).hexdigest()}".encode())
    return total.hexdigest()
