"""How far a figure is from its line, and what may and may not be concluded: keys and values, words come later."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from .rules import SHARE_KINDS, RuleValues, figure_of, is_missing

if TYPE_CHECKING:
    from .rules import Record

MAY = {
    "kept": "meets_line",
    "at_risk": "calls_for_talks",
    "broken": "misses_line",
    "not_assessable": "nothing",
    "reported_by_hand": "reported_not_measured",
}
MAY_NOT = {
    "kept": "why_it_is_met",
    "at_risk": "that_it_is_broken",
    "broken": "who_caused_it",
    "not_assessable": "kept_or_broken",
    "reported_by_hand": "that_it_was_measured",
}


class Margin(NamedTuple):
    """Distance to the line, positive on the good side: in share (0-1) or value, and in whole homes or lettings."""

    distance: float | None
    homes: int | None


class Conclusion(NamedTuple):
    """
    What may and may not be concluded from a row.

    Parameters
    ----------
    may, may_not
        Keys of sentences; `no_line` and `good_or_bad` where the text sets no line, `withheld` where suppressed.
    is_within_chance
        Whether the line lies inside the 95 % interval, so that chance alone may put a figure on this side of it; None
        where there is no line or no interval.
    """

    may: str
    may_not: str
    is_within_chance: bool | None


def margin(row: Record, rule: RuleValues) -> Margin:
    """
    Distance of a figure to its line.

    Parameters
    ----------
    row
        Exact row: value, numerator, denominator.
    rule
        The rule that judges it.

    Returns
    -------
    margin
        `distance` is positive on the good side, 0 on the line. `homes`: with the denominator as it is, how many more
        homes or lettings may count before the line is crossed (at most, below) or how many more there are than the line
        asks (at least); negative beyond the line.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> rule = RuleValues("31", "signal", "share_at_most", "x.y", threshold=Fraction("0.20"))
    >>> margin({"numerator": 9, "denominator": 40}, rule).homes, margin({"numerator": 6, "denominator": 40}, rule).homes
    (-1, 2)
    """
    if rule.kind in ("dated_fact", "log") or is_missing(row.get("value", 0.0)):
        return Margin(None, None)
    line = rule.threshold if rule.threshold is not None else Fraction(0)
    figure = figure_of(row, rule)
    is_ceiling = rule.kind in ("share_at_most", "share_below", "change_at_most")
    distance = float(line - figure if is_ceiling else figure - line)
    if rule.kind == "change_at_most":
        return Margin(distance, None)
    if rule.kind not in SHARE_KINDS:
        return Margin(distance, math.floor(figure - line))
    counted, members = int(row["numerator"]), int(row["denominator"])
    if not is_ceiling:
        return Margin(distance, counted - math.ceil(line * members))
    most = math.floor(line * members)
    on_line = rule.kind == "share_below" and most == line * members
    return Margin(distance, most - counted - (1 if on_line else 0))


def may_conclude(row: Record) -> Conclusion:
    """
    What may and may not be concluded from a judged row.

    Parameters
    ----------
    row
        Judged row: verdict, threshold, interval_low, interval_high; `suppressed` after the gate.

    Notes
    -----
    Source: docs/method/verdicts.md.

    Examples
    --------
    >>> may_conclude({"verdict": "broken", "threshold": "0.20", "interval_low": 0.123, "interval_high": 0.375})
    Conclusion(may='misses_line', may_not='who_caused_it', is_within_chance=True)
    """
    if row.get("suppressed") is True:
        return Conclusion("withheld", "good_or_bad", None)
    verdict = row.get("verdict")
    if is_missing(verdict):
        return Conclusion("no_line", "good_or_bad", None)
    ends = [row.get(name) for name in ("interval_low", "threshold", "interval_high")]
    if any(is_missing(end) for end in ends):
        return Conclusion(MAY[str(verdict)], MAY_NOT[str(verdict)], None)
    low, line, high = (float(str(end)) for end in ends)
    is_within = low <= line <= high
    return Conclusion(MAY[str(verdict)], MAY_NOT[str(verdict)], is_within)
