"""Verdicts under other assumptions: which of them turn, and what becomes of the agreement then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .rules import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEY = ("id", "corporation", "village", "complex_id")
FLIP_COLUMNS = (*KEY, "agreement", "scenario", "verdict")
NOTHING_LEFT = "not_assessable"
"""Verdict on a figure that a scenario leaves nothing to measure for."""


def flips(base: pd.DataFrame, varied: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """
    Rows whose verdict under a scenario is another than in the base.

    Parameters
    ----------
    base, varied
        Judged rows in the base, and under the scenario.
    scenario
        Name of the scenario, `circa_margin_share:low`.

    Returns
    -------
    flips
        Columns of `FLIP_COLUMNS`, `verdict` being that under the scenario. A row that is judged in the base and has no
        figure under the scenario turns to `not_assessable`.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> base = pd.DataFrame({"id": ["a.share"], "corporation": ["SEW"], "village": [None], "complex_id": [None],
    ...                      "agreement": ["31"], "verdict": ["kept"]})
    >>> flips(base, base.assign(verdict="at_risk"), "x:low")[["id", "scenario", "verdict"]].values.tolist()
    [['a.share', 'x:low', 'at_risk']]
    """
    base, varied = base[base["verdict"].notna()], varied[varied["verdict"].notna()]
    before, after = _by_key(base, "verdict"), _by_key(varied, "verdict")
    agreements = {**_by_key(varied, "agreement"), **_by_key(base, "agreement")}
    turned = [
        (*key, agreements[key], scenario, after.get(key, NOTHING_LEFT))
        for key in sorted(before.keys() | after.keys())
        if after.get(key, NOTHING_LEFT) != before.get(key)
    ]
    return pd.DataFrame(turned, columns=list(FLIP_COLUMNS), dtype="str")


def with_flips(rows: pd.DataFrame, turned: pd.DataFrame) -> pd.DataFrame:
    """
    Add to judged rows the scenarios under which their verdict turns.

    Parameters
    ----------
    rows
        Judged rows. Not modified.
    turned
        As `flips` gives it.

    Returns
    -------
    rows
        The same rows with `flips`, "circa_margin_share:low=at_risk", several joined by a bar; missing where none turns.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a.share"], "corporation": ["SEW"], "village": [None], "complex_id": [None],
    ...                      "agreement": ["31"], "verdict": ["kept"]})
    >>> with_flips(rows, flips(rows, rows.assign(verdict="broken"), "x:low"))["flips"].tolist()
    ['x:low=broken']
    """
    told: dict[tuple[str, ...], dict[str, str]] = {}
    for key, scenario, verdict in zip(_keys(turned), turned["scenario"], turned["verdict"], strict=True):
        told.setdefault(key, {})[text(scenario)] = text(verdict)
    joined = [
        written_flips([{"scenario": name, "verdict": verdict} for name, verdict in sorted(told.get(key, {}).items())])
        for key in _keys(rows)
    ]
    return rows.assign(flips=pd.Series(joined, index=rows.index, dtype="str"))


def under(rows: pd.DataFrame, turned: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """
    Judged rows as they would read under a scenario: other verdicts, and rows that only it has.

    Parameters
    ----------
    rows
        Judged rows in the base. Not modified.
    turned
        As `flips` gives it, of any number of scenarios.
    scenario
        The scenario.

    Returns
    -------
    rows
        The rows with the verdicts of the scenario, then those that have a verdict under it only.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a.share"], "corporation": ["SEW"], "village": [None], "complex_id": [None],
    ...                      "agreement": ["31"], "verdict": ["kept"]})
    >>> turned = flips(rows, rows.assign(verdict="broken"), "x:low")
    >>> under(rows, turned, "x:low")["verdict"].tolist(), under(rows, turned, "x:high")["verdict"].tolist()
    (['broken'], ['kept'])
    """
    own = turned[turned["scenario"] == scenario]
    verdict, keys = _by_key(own, "verdict"), _keys(rows)
    changed = [verdict.get(key, old) for key, old in zip(keys, rows["verdict"], strict=True)]
    present = set(keys)
    further = own[[key not in present for key in _keys(own)]]
    replaced = rows.assign(verdict=pd.Series(changed, index=rows.index, dtype="str"))
    return pd.concat([replaced, further.drop(columns="scenario")], ignore_index=True) if len(further) else replaced


def read_flips(told: object) -> list[dict[str, str]]:
    """
    Read the text of `flips` back: scenario and verdict of each.

    Examples
    --------
    >>> read_flips("x:low=broken|y:high=kept")
    [{'scenario': 'x:low', 'verdict': 'broken'}, {'scenario': 'y:high', 'verdict': 'kept'}]
    """
    pairs = [one.partition("=") for one in text(told).split("|") if one]
    return [{"scenario": scenario, "verdict": verdict} for scenario, _, verdict in pairs]


def written_flips(told: Sequence[Mapping[str, str]]) -> str | None:
    """Write what `read_flips` gives as the text of a ledger's cell; None where there is nothing."""
    return "|".join(f"{one['scenario']}={one['verdict']}" for one in told) or None


def _by_key(rows: pd.DataFrame, column: str) -> dict[tuple[str, ...], str]:
    """Texts of a column, by the key of their row."""
    return dict(zip(_keys(rows), map(text, rows[column]), strict=True))


def _keys(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(zip(*(map(text, rows[name]) for name in KEY), strict=True))
