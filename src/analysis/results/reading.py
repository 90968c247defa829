"""Reading a ledger back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import AfsprakenError
from ..indicators.verdicts import written_flips
from ..wording import said
from .form import SCHEMA, typed


def read_json(path: Path) -> tuple[dict[str, Any], pd.DataFrame]:
    """
    Read a `results.json` back.

    Parameters
    ----------
    path
        The file; a field that a result leaves out is missing.

    Returns
    -------
    header
        Everything but the results, `agreements` included.
    rows
        One row per result, columns and dtypes of `COLUMNS`.

    Raises
    ------
    AfsprakenError
        If it is not a ledger of this schema.
    """
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or "results" not in content:
        message = said(
            "{path} is not a results.json of schema {schema}: make the report again",
            path=Path(path).name,
            schema=SCHEMA,
        )
        raise AfsprakenError(message)
    records = content.pop("results")
    for record in records:
        record["interval_low"], record["interval_high"] = record.pop("interval", None) or (None, None)
        record["flips"] = written_flips(record.get("flips") or [])
    return content, typed(pd.DataFrame(records))
