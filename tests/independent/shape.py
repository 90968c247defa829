"""The shape of a row of the ledger, its grains, and the interval of a share."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = dict[str, Any]
Answers = list[tuple[dict[str, Any], bool | None]]

GRAINS: dict[str, tuple[str, ...]] = {
    "complex": ("complex_id",),
    "village": ("village",),
    "association": ("corporation",),
    "association x village": ("corporation", "village"),
    "all": (),
}
Z_95 = 1.959963984540054


def row(name: str, place: Row, period: str, unit: str, **figures: Any) -> Row:
    """Give one row of the ledger: absent dimensions are null; agreement and verdict come later."""
    empty = dict.fromkeys(("corporation", "village", "complex_id"))
    judged = dict.fromkeys(("agreement", "threshold", "verdict"))
    return {
        "id": name,
        **empty,
        **place,
        "period": period,
        "unit": unit,
        "interval": None,
        **figures,
        **judged,
    }


def grouped(members: Iterable[Any], grain: str, of: Callable[[Any], Row]) -> list[tuple[Row, list[Any]]]:
    """Divide members over a grain's places; a member without one of its dimensions belongs to none."""
    places: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for member in members:
        key = tuple(of(member).get(dimension) for dimension in GRAINS[grain])
        if None not in key:
            places[key].append(member)
    return [(dict(zip(GRAINS[grain], key, strict=True)), places[key]) for key in sorted(places)]


def share_rows(name: str, answers: Answers, grains: tuple[str, ...], period: str) -> list[Row]:
    """
    Give a share per place with its Wilson interval: true answers over known answers.

    A row with an unknown field that a rule needs is in `missing`, in neither numerator nor denominator.
    Rows exist only where the denominator is above 0.
    """
    found = []
    for grain in grains:
        for place, members in grouped(answers, grain, lambda answer: answer[0]):
            yes, known, missing = tally(members)
            if known:
                figures = {"numerator": yes, "denominator": known, "missing": missing, "value": yes / known}
                found.append(row(name, place, period, "share", **{**figures, "interval": wilson(yes, known)}))
    return found


def tally(answers: Answers) -> tuple[int, int, int]:
    """Count true answers, known answers and unknown answers."""
    yes = sum(answer is True for _, answer in answers)
    missing = sum(answer is None for _, answer in answers)
    return yes, len(answers) - missing, missing


def wilson(successes: int, trials: int, z: float = Z_95) -> list[float]:
    """Wilson 95 % interval: the shares p whose score (k/n - p) / sqrt(p (1 - p) / n) is within z of 0."""
    share = successes / trials
    centre = share + z * z / (2 * trials)
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return [max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)]


def both(*answers: bool | None) -> bool | None:
    """Three-valued and: false as soon as a known part is false, true only when all are."""
    return False if False in answers else None if None in answers else True


def either(*answers: bool | None) -> bool | None:
    """Three-valued or: true as soon as a known part is true, false only when none can be."""
    return True if True in answers else None if None in answers else False


def exact(number: float | str) -> Fraction:
    """Give the exact value of a number as it is written: 0.2 is one fifth."""
    return Fraction(str(number))
