"""Differencing, first form: what another published ledger gives away that this one withholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..findings import Finding
from ..wording import said
from .gate import classes
from .published import require

if TYPE_CHECKING:
    from .policy import Policy
    from .published import Published

KEY = ("id", "corporation", "village", "complex_id", "period")
_FIRST_KEYS = 5


def differencing(current: Published, previous: pd.DataFrame, *, policy: Policy, other: str = "") -> list[Finding]:
    """
    Compare a published ledger with another one that the same reader may hold.

    Parameters
    ----------
    current
        Ledger about to be published.
    previous
        Rows of another published ledger: the report before in the same folder, or another profile of the same run.
    policy
        The disclosure table of the assumptions.
    other
        Name of the other report, for the finding.

    Returns
    -------
    findings
        At most two warnings. `shown_elsewhere`: cells withheld here and shown there. `small_difference`: cells shown in
        both, whose denominators differ by fewer than the minimum, so that the difference is a small group by itself;
        only where both show exact denominators.

    Notes
    -----
    Source: docs/method/disclosure.md. Sums over several cells and periods are not compared.
    """
    pairs = _paired(require(current), previous)
    there = ~pairs["suppressed_there"].fillna(value=True).astype(bool) & pairs["value_there"].notna()
    withheld = pairs[pairs["suppressed"] & there]
    rules = [policy.rule(current.profile, name) for name in classes(pairs)]
    minimum = pd.Series([rule.minimum_denominator for rule in rules], index=pairs.index, dtype="int64")
    is_exact = pd.Series([rule.shows_exact_counts for rule in rules], index=pairs.index, dtype=bool)
    apart = (pairs["denominator"] - pairs["denominator_there"]).abs().astype("Float64")
    isolates = ((apart > 0) & (apart < minimum)).fillna(value=False).astype(bool)
    close = pairs[isolates & is_exact & there & ~pairs["suppressed"]]
    return [
        *_finding(
            "shown_elsewhere",
            withheld,
            said("{count} figures withheld here are shown in the report {other!r}.", count=len(withheld), other=other),
            said("Withdraw the other report, or do not give both to the same reader."),
            other,
        ),
        *_finding(
            "small_difference",
            close,
            said(
                "{count} figures differ from the report {other!r} by fewer members than the minimum.",
                count=len(close),
                other=other,
            ),
            said("Publish one of the two reports only: their difference describes a group too small to show."),
            other,
        ),
    ]


def _paired(rows: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Rows of the same result, place and period side by side; an absent dimension equals an absent one."""
    keys = list(KEY)
    columns = [*keys, "value", "denominator", "suppressed"]
    left = rows.reindex(columns=columns).astype({"denominator": "Int64"})
    right = previous.reindex(columns=columns).astype({"denominator": "Int64"})
    for frame in (left, right):
        for name in keys:
            frame[name] = frame[name].astype("object").where(frame[name].notna(), "")
    pairs = left.merge(right, on=keys, how="inner", suffixes=("", "_there"))
    for name in keys:
        pairs[name] = pairs[name].mask(pairs[name] == "", None)
    return pairs.sort_values(keys, kind="stable", ignore_index=True, na_position="first")


def _finding(rule: str, rows: pd.DataFrame, message: str, remedy: str, other: str) -> list[Finding]:
    if not len(rows):
        return []
    keys = [" ".join(str(part) for part in record if not pd.isna(part)) for record in rows[list(KEY)].to_numpy()]
    return [
        Finding(
            "results", rule, "value", message, remedy, "warning", len(rows), 0, tuple(keys[:_FIRST_KEYS]), file=other
        )
    ]
