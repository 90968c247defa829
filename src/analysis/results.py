"""
The published ledger: `results.json` and `results.csv`, what dashboards, alerts and the next run build on.

Fixed in form (schema 1): sorted, no clock, no path, the same bytes for the same rows. Only rows that passed the
disclosure gate can be written.
"""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from .disclosure import require
from .errors import AfsprakenError
from .indicators.verdicts import read_flips, written_flips

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .disclosure import Published

SCHEMA = 1
KEY = ("id", "corporation", "village", "complex_id", "period")
COLUMNS = {
    "id": "str",
    "agreement": "str",
    "corporation": "str",
    "village": "str",
    "complex_id": "str",
    "period": "str",
    "value": "float64",
    "unit": "str",
    "numerator": "Int64",
    "denominator": "Int64",
    "missing": "Int64",
    "interval_low": "float64",
    "interval_high": "float64",
    "threshold": "str",
    "rule": "str",
    "verdict": "str",
    "reason": "str",
    "definition_version": "str",
    "suppressed": "bool",
    "bound": "str",
    "flips": "str",
}
SOMETIMES = ("bound", "flips")
"""Fields a result has only where there is something to say."""
_WITHHELD = "withheld: the figures are of too few to show"


class Parameters(Protocol):
    """What the header takes from the parameters of a run."""

    @property
    def period(self) -> str:
        """Half-year, `2023-H2`."""

    @property
    def reference_date(self) -> str:
        """Day, `2023-12-31`."""

    @property
    def profile(self) -> str:
        """Disclosure profile."""

    @property
    def agreements(self) -> str:
        """Name of the register."""

    @property
    def scenario(self) -> str:
        """Scenario of the assumptions."""


def header(
    *,
    run: str,
    parameters: Parameters,
    is_synthetic: bool,
    inputs: Sequence[Mapping[str, object]],
    rests_on: Sequence[Mapping[str, object]] = (),
) -> dict[str, Any]:
    """
    What stands above the results: which run, of what, from what.

    Parameters
    ----------
    run
        Name of the run.
    parameters
        Its parameters.
    is_synthetic
        Whether the delivery's card says so.
    inputs
        Per delivered table `table` and `sha256`, and whatever else the delivery tells; no path and no clock.

    rests_on
        Per notebook `notebook`, the ids of its `results`, and the values of the `norms` and `assumptions` it used.

    Returns
    -------
    header
        `schema, run, period, reference_date, data, profile, register, scenario, inputs, rests_on`; inputs sorted by
        table.
    """
    return {
        "schema": SCHEMA,
        "run": run,
        "period": parameters.period,
        "reference_date": parameters.reference_date,
        "data": "synthetic" if is_synthetic else "delivered",
        "profile": parameters.profile,
        "register": parameters.agreements,
        "scenario": parameters.scenario,
        "inputs": sorted((dict(one) for one in inputs), key=lambda one: json.dumps(one, sort_keys=True)),
        "rests_on": [dict(one) for one in rests_on],
    }


def to_json(published: Published, about: Mapping[str, Any], entries: pd.DataFrame | None = None) -> str:
    """
    Text of `results.json`.

    Parameters
    ----------
    published
        Judged rows that passed the gate.
    about
        From `header`.
    entries
        One row per agreement as `verdicts.entry_verdict` gives it: `agreement, chapter, title, commitment, verdict,
        reason, ids`; where there is one also `correction` (verdict, date, party, reason: given by hand) and
        `sensitivity` (`varied`: scenarios tried; `flips`: those that turn the verdict, and to which). A verdict that
        rests on suppressed rows is withheld, and with it its sensitivity.

    Returns
    -------
    text
        Header, `agreements`, and `results`: one object per row, sorted by id, corporation, village, complex and period,
        absent first; missing is null; `bound` and `flips` only where there is one. Ends with a newline.

    Raises
    ------
    DisclosureError
        If the rows have not passed the gate.
    """
    rows = _ordered(require(published))
    agreements = [] if entries is None else [_agreement(one, rows) for one in entries.to_dict(orient="records")]
    content = {
        **about,
        "agreements": agreements,
        "results": [_result(record) for record in rows.to_dict(orient="records")],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def to_csv(published: Published) -> str:
    """
    Text of `results.csv`: the same rows and order, the interval in two columns, empty = missing, `true`/`false`.

    Raises
    ------
    DisclosureError
        If the rows have not passed the gate.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in _ordered(require(published)).to_dict(orient="records"):
        plain = {name: _plain(record[name]) for name in COLUMNS}
        plain["value"] = _value(record)
        writer.writerow([_cell(value) for value in plain.values()])
    return text.getvalue()


def read_json(path: Path) -> tuple[dict[str, Any], pd.DataFrame]:
    """
    Read a `results.json` back.

    Parameters
    ----------
    path
        The file.

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
        message = f"{Path(path).name} is not a results.json of schema {SCHEMA}: make the report again"
        raise AfsprakenError(message)
    records = content.pop("results")
    for record in records:
        record["interval_low"], record["interval_high"] = record.pop("interval") or (None, None)
        record["flips"] = written_flips(record.get("flips") or [])
    return content, _typed(pd.DataFrame(records))


def compare(old: pd.DataFrame, new: pd.DataFrame, *, rel: float = 1e-9) -> pd.DataFrame:
    """
    Differences between two ledgers, row by row and column by column.

    Parameters
    ----------
    old, new
        Rows as `read_json` gives them.
    rel
        Relative difference up to which two numbers are equal.

    Returns
    -------
    differences
        `id, corporation, village, complex_id, period, column, old, new`, sorted; a row that is only in one of the two
        has column `row`, with `absent` and `present`. Empty when the ledgers agree.

    Raises
    ------
    AfsprakenError
        If a ledger holds two rows for one place.
    """
    before, after = _by_key(old), _by_key(new)
    found = []
    for key in sorted(before.keys() | after.keys()):
        if key not in before or key not in after:
            found.append((*key, "row", _presence(key in before), _presence(key in after)))
            continue
        for name in COLUMNS:
            values = _plain(before[key].get(name)), _plain(after[key].get(name))
            if not _is_equal(*values, rel):
                found.append((*key, name, *(str(_cell(value)) for value in values)))
    return pd.DataFrame(found, columns=[*KEY, "column", "old", "new"], dtype="str")


def _result(record: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {name: _plain(record[name]) for name in COLUMNS}
    result: dict[str, Any] = {}
    for name, value in plain.items():
        if name == "interval_low":
            ends = [value, plain["interval_high"]]
            result["interval"] = None if None in ends else ends
        elif name == "value":
            result[name] = _value(record)
        elif name == "flips":
            result |= {name: read_flips(value)} if value else {}
        elif name != "interval_high" and not (name in SOMETIMES and value is None):
            result[name] = value
    return result


def _agreement(entry: Mapping[Any, Any], rows: pd.DataFrame) -> dict[str, Any]:
    """Verdict on one agreement, unless it would tell the verdict on a suppressed row."""
    judged = rows[(rows["agreement"] == entry["agreement"]) & rows["threshold"].notna()]
    verdict, reason = _plain(entry["verdict"]), _plain(entry["reason"])
    if judged["suppressed"].any():
        is_seen = verdict in set(judged["verdict"])
        verdict, reason = (verdict, None) if is_seen else (None, _WITHHELD)
    about = {
        "id": entry["agreement"],
        "chapter": _plain(entry.get("chapter")),
        "title": _plain(entry.get("title")),
        "commitment": _plain(entry.get("commitment")),
        "verdict": verdict,
        "reason": reason,
        "results": list(entry["ids"]),
    }
    beside = {"correction": entry.get("correction"), "sensitivity": entry.get("sensitivity") if verdict else None}
    return about | {name: told for name, told in beside.items() if isinstance(told, dict)}


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    return _typed(frame).sort_values(list(KEY), kind="stable", na_position="first", ignore_index=True)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame.reindex(columns=list(COLUMNS))
    rows["suppressed"] = rows["suppressed"].astype("boolean").fillna(value=False)
    return rows.astype(COLUMNS)


def _value(record: Mapping[Any, Any]) -> float | int | None:
    """Value of a row: whole where it counts homes, a decimal where it is a share."""
    value = _plain(record["value"])
    is_count = value is not None and record["unit"] != "share" and value == int(value)
    return int(value) if is_count else value


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of a frame
    """Cell as JSON knows it: missing is None, minus zero is zero."""
    if value is None or pd.isna(value):
        return None
    return 0.0 if isinstance(value, float) and value == 0 else value


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else repr(value) if isinstance(value, float) else value


def _by_key(rows: pd.DataFrame) -> dict[tuple[str, ...], dict[Any, Any]]:
    records = {tuple(_plain(row[name]) or "" for name in KEY): row for row in rows.to_dict(orient="records")}
    if len(records) < len(rows):
        message = "a ledger holds two rows for one place: make the report again"
        raise AfsprakenError(message)
    return records


def _presence(is_present: bool) -> str:
    return "present" if is_present else "absent"


def _is_equal(old: object, new: object, rel: float) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return math.isclose(old, new, rel_tol=rel)
    return old == new
