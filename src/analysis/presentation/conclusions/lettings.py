"""What may be said of lettings to urgent seekers: the verdict, how near the line is, and what would turn it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..texts import is_missing
from .rows import absent_tables, figure, verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

URGENT: Final = "displacement.urgent_share"
HOUSED: Final = "displacement.housed_within_half_year_share"
BASE: Final = "base"
CHOICES: Final = {
    "hui_counts_as_urgent:high": "people rehoused for demolition or renovation counted as urgent",
    "displacement_daeb_only:low": "homes without DAEB status counted too",
    "displacement_self_contained_only:low": "rooms counted too",
}
"""The other choice of each scenario, after "if"."""


def displacement(
    published: Published, headroom: Published, varied: Published, texts: Texts, *, is_running: bool, absent: list[str]
) -> list[str]:
    """
    Say per association which share went to urgent seekers, the verdict, how near the line is, and what would turn it.

    Parameters
    ----------
    published
        Rows of `displacement`, judged.
    headroom
        One row per association: `headroom` urgent lettings left before the line; below 0: regular lettings needed
        to be back on it.
    varied
        The judged rows under every scenario; their verdicts are told, never their figures.
    texts
        Words and numbers.
    is_running
        Whether the half-year still runs on the reference date.
    absent
        Tables that were not delivered.
    """
    rows, scenarios, frame = require(published), require(varied), require(headroom)
    own = rows[(rows["id"] == URGENT) & rows["corporation"].notna()]
    left = dict(zip(frame["corporation"], frame["headroom"], strict=True))
    sentences = [_association(row, left, texts, is_running=is_running) for _, row in own.iterrows()]
    for corporation in own["corporation"]:
        sentences += _turned(corporation, verdicts(scenarios, URGENT, corporation), texts)
    housed = rows[(rows["id"] == HOUSED) & rows["corporation"].isna()]
    sentences += [_housed(row, texts) for _, row in housed.iterrows()]
    return sentences or absent_tables(texts, absent)


def _association(row: pd.Series, headroom: Mapping[str, object], texts: Texts, *, is_running: bool) -> str:
    told = texts(
        "{corporation}: {urgent} of {all} lettings went to urgent seekers, {share} (95 % interval {interval}): "
        "{verdict}; {room}.",
        corporation=row["corporation"],
        urgent=texts.count(row["numerator"]),
        all=texts.count(row["denominator"]),
        share=figure(row, texts),
        interval=texts.interval(row["interval_low"], row["interval_high"]),
        verdict=texts.verdict(row["verdict"]),
        room=_room(headroom.get(row["corporation"]), texts, is_running=is_running),
    )
    return " ".join([told, *_one_letting(row, texts)])


def _room(left: object, texts: Texts, *, is_running: bool) -> str:
    """Say how far the line is: what still fits, or fitted when the half-year ended."""
    if is_missing(left):
        return texts("the distance to the line is not shown")
    count = int(str(left))
    if count < 0:
        many = texts.count(-count)
        if is_running:
            return texts("{count} more to regular seekers would bring it back to the line", count=many)
        return texts("with {count} more to regular seekers it would have ended on the line", count=many)
    if count == 0:
        return texts("no room is left before the line")
    return texts("there is room for {count} more before the line", count=texts.count(count))


def _one_letting(row: pd.Series, texts: Texts) -> list[str]:
    """Say whether one letting to another seeker would change the verdict."""
    if any(is_missing(row[name]) for name in ("threshold", "numerator", "denominator")):
        return []
    line = Fraction(row["threshold"]) * int(row["denominator"])
    urgent, name = int(row["numerator"]), row["corporation"]
    if urgent <= line < urgent + 1:
        return [
            texts(
                "One letting to an urgent seeker instead of a regular one, and {name} would have been over the line.",
                name=name,
            )
        ]
    if urgent - 1 == line:
        return [
            texts(
                "One letting to a regular seeker instead of an urgent one, and {name} would have been on the line.",
                name=name,
            )
        ]
    if urgent - 1 < line < urgent:
        return [
            texts(
                "One letting to a regular seeker instead of an urgent one, and {name} would have been under the line.",
                name=name,
            )
        ]
    return []


def _turned(corporation: str, under: Mapping[str, str], texts: Texts) -> list[str]:
    """Name each choice under which the verdict would be another."""
    return [
        texts(
            "If {choice}, the verdict on {corporation} would be: {verdict}.",
            choice=texts(CHOICES.get(scenario, texts.scenario(scenario))),
            corporation=corporation,
            verdict=texts.verdict(verdict),
        )
        for scenario, verdict in under.items()
        if verdict != under.get(BASE)
    ]


def _housed(row: pd.Series, texts: Texts) -> str:
    """Say how many of a hundred find a home in time; the text sets no number to hold that against."""
    told = texts(
        "Of every 100 urgent seekers about {count} find a home within half a year{interval}.",
        count=_of_hundred(row["value"], texts),
        interval=_range(row, texts),
    )
    if is_missing(row["verdict"]):
        told += " " + texts("The agreement names no number, so there is no verdict.")
    return told


def _range(row: pd.Series, texts: Texts) -> str:
    low, high = row["interval_low"], row["interval_high"]
    if is_missing(low) or is_missing(high):
        return ""
    return texts(" ({low} to {high})", low=_of_hundred(low, texts), high=_of_hundred(high, texts))


def _of_hundred(share: object, texts: Texts) -> str:
    return texts.missing if is_missing(share) else texts.number(Decimal(str(share)) * 100)
