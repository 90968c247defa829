"""What may be said of a district plan: the shares it holds, how far the line is, and what the rest must hold."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..texts import is_missing
from .rows import absent_tables, figure, plain_points, plain_share, total, verdicts

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

SOCIAL: Final = "laarhove.social_share"
CHEAP: Final = "laarhove.cheap_share"
PERMITTED: Final = "laarhove.social_share.permitted"
_CIRCA: Final = "(circa: "
WITHOUT_MARGIN: Final = "circa_margin_share:low"
"""Scenario in which *circa* leaves no room: the low end of its range is 0."""


def laarhove(
    published: Published, required: Published, varied: Published, texts: Texts, *, margin: float, absent: list[str]
) -> list[str]:
    """
    Say what the plan holds, what the verdict rests on, and what the homes not yet permitted must hold.

    Parameters
    ----------
    published
        Rows of `laarhove`, judged.
    required
        What the rest must hold, per plan size and line.
    varied
        The judged rows under every scenario.
    texts
        Words and numbers.
    margin
        Share by which the line of social rent gives way: the text says circa there, and there only.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    social, cheap = total(rows, SOCIAL), total(rows, CHEAP)
    if social is None or cheap is None:
        return absent_tables(texts, absent)
    holds = texts(
        "The plan holds {homes} social-rent homes of {all} ({share}){distance}.",
        homes=texts.count(social["numerator"]),
        all=texts.count(social["denominator"]),
        share=figure(social, texts),
        distance=_distance(social, texts),
    )
    held = texts(
        "With cheap sale it holds {homes} of {all} ({share}){distance}: {verdict}.",
        homes=texts.count(cheap["numerator"]),
        all=texts.count(cheap["denominator"]),
        share=figure(cheap, texts),
        distance=_distance(cheap, texts),
        verdict=texts.verdict(cheap["verdict"]),
    )
    judged = _circa(social, verdicts(require(varied), SOCIAL), margin, texts)
    if _says_circa(social) and not _says_circa(cheap):
        held += " " + texts("The text has no circa there.")
    return [f"{holds} {judged}", held, *_rest(social, total(rows, PERMITTED), require(required), texts)]


def _says_circa(row: pd.Series) -> bool:
    """Whether the line of a figure gives way in the register: its rule says so."""
    return not is_missing(row["threshold"]) and _CIRCA in str(row["rule"])


def _short(row: pd.Series) -> int:
    """Homes that a figure falls short of its line, exactly; 0 when it meets it."""
    return max(0, math.ceil(Fraction(row["threshold"]) * int(row["denominator"])) - int(row["numerator"]))


def _distance(row: pd.Series, texts: Texts) -> str:
    if is_missing(row["threshold"]):
        return ""
    line, short = plain_share(row["threshold"], texts), _short(row)
    if short:
        return texts(", {count} short of {line}", count=texts.count(short), line=line)
    return texts(", on or above {line}", line=line)


def _circa(row: pd.Series, under: dict[str, str], margin: float, texts: Texts) -> str:
    """Give the verdict, and where it rests on the margin, what it is without."""
    verdict = texts.verdict(row["verdict"])
    if not margin or not _says_circa(row) or not _short(row):
        return texts("Verdict: {verdict}.", verdict=verdict)
    return texts(
        "The text says circa; a margin of {margin} percentage points is our choice, so: {verdict}. Without that "
        "margin: {without}.",
        margin=plain_points(margin, texts),
        verdict=verdict,
        without=texts.verdict(under.get(WITHOUT_MARGIN)),
    )


def _rest(social: pd.Series, permitted: pd.Series | None, required: pd.DataFrame, texts: Texts) -> list[str]:
    """Say what is planned and what is needed of the homes that are not yet permitted."""
    homes, done = (0, 0) if permitted is None else (permitted["denominator"], permitted["numerator"])
    of_social = required[required["id"] == SOCIAL]
    if homes == social["denominator"] or of_social.empty:
        return []
    sizes, needed = of_social["plan_size_homes"], of_social["required_homes"]
    told = texts(
        "Of the {rest} homes not yet permitted {planned} are planned as social rent.",
        rest=texts.count(social["denominator"] - homes),
        planned=texts.count(social["numerator"] - done),
    )
    own = needed[sizes == social["denominator"]]
    if len(own):
        told += " " + texts("To end on the line {count} of them must be.", count=texts.count(own.iloc[0]))
    return [
        told
        + " "
        + texts(
            "If the plan ends at {small} to {large} homes, {least} to {most} are needed.",
            small=texts.count(sizes.min()),
            large=texts.count(sizes.max()),
            least=texts.count(needed.min()),
            most=texts.count(needed.max()),
        )
    ]
