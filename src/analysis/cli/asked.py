"""What commands have in common: their exit codes, and the option that names a delivery."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FAILED, REFUSED, VERDICTS = 1, 2, 3

Municipality = Annotated[
    str, typer.Option("--municipality", help="CBS code, in a delivery of many municipalities.", show_default=False)
]
Data = Annotated[Path, typer.Option("--data", help="Folder of the delivery.", show_default="the shipped one")]
