"""Writing the ledger: its header, and rows that passed the disclosure gate as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Protocol

from ..disclosure import require
from ..indicators.verdicts import read_flips
from .form import COLUMNS, SCHEMA, SOMETIMES, by_agreement, cell, ordered, plain, records, value_of
from .layout import in_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from ..disclosure import Published

    Record = Mapping[Any, Any]

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
    def corporation(self) -> str:
        """Association whose rows are shown; empty for all."""

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
    party: str = "",
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
    party
        Party the report is an edition for; empty where it is for everyone.
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
        table; `edition` (its `party`, and the `corporation` whose rows it shows) only where there is one.
    """
    edition = {"party": party, "corporation": parameters.corporation or None}
    return {
        "schema": SCHEMA,
        "run": run,
        "period": parameters.period,
        "reference_date": parameters.reference_date,
        "data": "synthetic" if is_synthetic else "delivered",
        "profile": parameters.profile,
        **({"edition": edition} if party or parameters.corporation else {}),
        "register": parameters.agreements,
        "scenario": parameters.scenario,
        "inputs": sorted((dict(one) for one in inputs), key=lambda one: json.dumps(one, sort_keys=True)),
        "rests_on": [dict(one) for one in rests_on],
    }


def to_json(
    published: Published,
    about: Mapping[str, Any],
    entries: pd.DataFrame | None = None,
    *,
    whole: Published | None = None,
) -> str:
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
    whole
        Where the rows are those of an edition: all rows of the run, by which a verdict is withheld or not.

    Returns
    -------
    text
        Header, `agreements`, and `results`: one object per row and line, sorted by id, corporation, village, complex
        and period, absent first; missing is null; `bound` and `flips` only where there is one. Ends with a newline.

    Raises
    ------
    DisclosureError
        If the rows have not passed the gate.
    """
    rows = records(ordered(require(published)))
    every = records(ordered(require(whole))) if whole else rows
    judged = by_agreement(row for row in every if row["threshold"] is not None)
    told = [] if entries is None else entries.to_dict(orient="records")
    agreements = [_agreement(one, judged.get(one["agreement"], ())) for one in told]
    return in_lines({**about, "agreements": agreements, "results": [_result(row) for row in rows]})


def to_csv(published: Published) -> str:
    """
    Text of `results.csv`: the same rows and order, the interval in two columns, empty = missing, `true`/`false`.

    Raises
    ------
    DisclosureError
        If the rows have not passed the gate.
    """
    return _csv(records(ordered(require(published))))


def to_csvs(published: Published, parts: Mapping[str, Collection[str]]) -> dict[str, str]:
    """
    Texts of parts of `results.csv`, each in the form of the whole.

    Parameters
    ----------
    published
        Judged rows that passed the gate.
    parts
        Ids of the results of each part.

    Returns
    -------
    texts
        By the name of the part; none for a part without rows.

    Raises
    ------
    DisclosureError
        If the rows have not passed the gate.
    """
    rows = records(ordered(require(published)))
    chosen = {name: [row for row in rows if row["id"] in ids] for name, ids in parts.items()}
    return {name: _csv(own) for name, own in chosen.items() if own}


def _csv(rows: Sequence[Record]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in rows:
        writer.writerow([cell(value) for value in {**record, "value": value_of(record)}.values()])
    return text.getvalue()


def _result(record: Record) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in record.items():
        if name == "interval_low":
            ends = [value, record["interval_high"]]
            result["interval"] = None if None in ends else ends
        elif name == "value":
            result[name] = value_of(record)
        elif name == "flips":
            result |= {name: read_flips(value)} if value else {}
        elif name != "interval_high" and not (name in SOMETIMES and value is None):
            result[name] = value
    return result


def _agreement(entry: Record, judged: Sequence[Record]) -> dict[str, Any]:
    """Verdict on one agreement, unless it would tell the verdict on a suppressed row."""
    verdict, reason = plain(entry["verdict"]), plain(entry["reason"])
    if any(row["suppressed"] for row in judged):
        is_seen = verdict in {row["verdict"] for row in judged if row["verdict"] is not None}
        verdict, reason = (verdict, None) if is_seen else (None, _WITHHELD)
    about = {
        "id": entry["agreement"],
        "chapter": plain(entry.get("chapter")),
        "title": plain(entry.get("title")),
        "commitment": plain(entry.get("commitment")),
        "verdict": verdict,
        "reason": reason,
        "results": list(entry["ids"]),
    }
    beside = {"correction": entry.get("correction"), "sensitivity": entry.get("sensitivity") if verdict else None}
    return about | {name: told for name, told in beside.items() if isinstance(told, dict)}
