"""What may be said of rents: against the first cap, of new homes, and of their rise."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..texts import is_missing
from .rows import absent_tables, figure, plain_share, total, verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

BELOW: Final = "rent.below_first_cap_share"
AT_START: Final = "rent.below_first_cap_share_at_year_start"
NEW: Final = "rent.new_build_below_cap_share"
MEDIAN: Final = "rent.new_build_median_eur_per_month"
SUM: Final = "rent.sum_change_share"
SO_FAR: Final = "rent.sum_change_so_far_share"
LARGEST: Final = "rent.largest_home_change_share"
ABOVE_LAW: Final = "rent.above_legal_cap_share"
DEPENDENT: Final = "rent.income_dependent_share"
DEPENDENT_LARGEST: Final = "rent.income_dependent_largest_eur_per_month"
BASE: Final = "base"
CHOICES: Final = {
    "rent_levels_self_contained_only:low": "rooms counted too",
    "service_costs_eur_per_month:high": "service costs counted in the rent",
    "rent_sum_counts_reductions:low": "the one-off reductions did not count",
    "rent_sum_regulated_only:high": "only homes with a rent up to the huurtoeslag limit counted",
    "euro_rule_within_agreement:low": "rises in euros of low rents counted against the percentage",
}
"""The other choice of each scenario, after "if"."""


def rent_levels(published: Published, varied: Published, texts: Texts, *, absent: list[str]) -> list[str]:
    """
    Say which share has a rent up to the first cap, how far the line is, where it is missed, and what new homes cost.

    Parameters
    ----------
    published
        Rows of `rent_levels`, judged.
    varied
        The joint row under every scenario.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    whole = total(rows, BELOW)
    if whole is None:
        return absent_tables(texts, absent)
    told = texts(
        "{share} of the homes have a rent up to the first cap, {counted} of {all}: {verdict}{room}.",
        share=figure(whole, texts),
        counted=texts.count(whole["numerator"]),
        all=texts.count(whole["denominator"]),
        verdict=texts.verdict(whole["verdict"]),
        room=_room(whole, texts),
    )
    start = total(rows, AT_START)
    if start is not None:
        told += " " + texts("On 1 January it was {share}.", share=figure(start, texts))
    sentences = [told, *_apart(rows, texts), *_below_line(rows, whole["threshold"], texts)]
    sentences += _turned(BELOW, None, require(varied), texts)
    return sentences + _new_homes(rows, texts)


def _room(row: pd.Series, texts: Texts) -> str:
    """Say how many homes more or fewer would put the share on its line."""
    if any(is_missing(row[name]) for name in ("threshold", "numerator", "denominator")):
        return ""
    over = int(row["numerator"]) - math.ceil(Fraction(row["threshold"]) * int(row["denominator"]))
    line = plain_share(row["threshold"], texts)
    if over < 0:
        return texts(", {count} short of the line of {line}", count=texts.count(-over), line=line)
    return texts(", {count} over the line of {line}", count=texts.count(over), line=line)


def _apart(rows: pd.DataFrame, texts: Texts) -> list[str]:
    own = rows[(rows["id"] == BELOW) & rows["corporation"].notna() & rows["village"].isna()]
    told = [f"{row['corporation']} {figure(row, texts)}" for _, row in own.iterrows()]
    return [texts("Apart: {shares}; the text reads as both together.", shares=", ".join(told))] if told else []


def _below_line(rows: pd.DataFrame, line: object, texts: Texts) -> list[str]:
    """Name the villages that are published and lie below the line."""
    is_village = rows["village"].notna() & rows["corporation"].isna() & (rows["id"] == BELOW)
    if is_missing(line):
        return []
    low = rows[is_village & ~rows["suppressed"] & (rows["value"] < float(Fraction(str(line))))]
    if low.empty:
        return []
    named = ", ".join(f"{row['village']} ({figure(row, texts, 0)})" for _, row in low.iterrows())
    return [texts("Below {line} in {villages}.", line=plain_share(line, texts), villages=named)]


def _new_homes(rows: pd.DataFrame, texts: Texts) -> list[str]:
    told = [
        texts(
            "New homes of {name}: {counted} of {all} first let below the cap: {verdict}.",
            name=row["corporation"],
            counted=texts.count(row["numerator"]),
            all=texts.count(row["denominator"]),
            verdict=texts.verdict(row["verdict"]),
        )
        for _, row in rows[rows["id"] == NEW].iterrows()
    ]
    medians = rows[(rows["id"] == MEDIAN) & ~rows["suppressed"]]
    places = [
        texts(
            "{place} {rent}",
            place=texts("all") if is_missing(row["village"]) else row["village"],
            rent=figure(row, texts),
        )
        for _, row in medians.iterrows()
    ]
    if places:
        name = medians["corporation"].iloc[0]
        told.append(texts("Median first rent of {name}'s new homes: {rents}.", name=name, rents=", ".join(places)))
    return told


def rent_increase(published: Published, varied: Published, texts: Texts, *, absent: list[str]) -> list[str]:
    """
    Say how far the rents rose, per association: the sum, the largest rise, what the law makes of it.

    Parameters
    ----------
    published
        Rows of `rent_increase`, judged.
    varied
        The judged rows under every scenario.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    own = rows[(rows["id"] == SUM) & rows["corporation"].notna()]
    if own.empty:
        return absent_tables(texts, absent)
    if own["value"].isna().all():
        return _waiting(rows, own, texts)
    by_id = {(row["id"], row["corporation"]): row for _, row in rows[rows["corporation"].notna()].iterrows()}
    sentences = [_association(name, by_id, texts) for name in own["corporation"]]
    for name in own["corporation"]:
        sentences += _single(name, by_id, texts)
    for name in own["corporation"]:
        for result in (SUM, LARGEST):
            sentences += _turned(result, name, require(varied), texts)
    return sentences


def _waiting(rows: pd.DataFrame, own: pd.DataFrame, texts: Texts) -> list[str]:
    """Say why there is no verdict yet, and how far the rents have risen so far."""
    told = texts("Not assessable yet: {reason}.", reason=texts.reason(own["reason"].iloc[0]))
    so_far = rows[(rows["id"] == SO_FAR) & rows["corporation"].notna()]
    shares = ", ".join(f"{row['corporation']} {figure(row, texts, 2)}" for _, row in so_far.iterrows())
    return [f"{told} {texts('So far the rent sum changed by: {shares}.', shares=shares)}" if shares else told]


def _association(name: str, by_id: Mapping[tuple[str, str], pd.Series], texts: Texts) -> str:
    row = by_id[SUM, name]
    return texts(
        "{name}: the rents of {homes} homes together rose by {share}, against at most {line}: {verdict}.",
        name=name,
        homes=texts.count(row["denominator"]),
        share=figure(row, texts, 2),
        line=plain_share(row["threshold"], texts) if not is_missing(row["threshold"]) else texts.missing,
        verdict=texts.verdict(row["verdict"]),
    )


def _single(name: str, by_id: Mapping[tuple[str, str], pd.Series], texts: Texts) -> list[str]:
    """Say of single homes the largest rise, those above the law, and the income-dependent ones."""
    told = []
    largest, above = by_id.get((LARGEST, name)), by_id.get((ABOVE_LAW, name))
    if largest is not None:
        told.append(
            texts(
                "{name}: the largest regular rise of one home is {share} ({verdict}).",
                name=name,
                share=figure(largest, texts, 2),
                verdict=texts.verdict(largest["verdict"]),
            )
        )
    if above is not None and not is_missing(above["numerator"]) and above["numerator"] > 0:
        told.append(
            texts(
                "Above the limit of the law, which binds whatever was agreed: {count} of {homes} homes.",
                count=texts.count(above["numerator"]),
                homes=texts.count(above["denominator"]),
            )
        )
    dependent, most = by_id.get((DEPENDENT, name)), by_id.get((DEPENDENT_LARGEST, name))
    if dependent is not None and not is_missing(dependent["numerator"]):
        told.append(_dependent(dependent, most, texts))
    return [" ".join(told)] if told else []


def _dependent(row: pd.Series, most: pd.Series | None, texts: Texts) -> str:
    told = texts("Income-dependent rises: {count}", count=texts.count(row["numerator"]))
    if most is not None:
        told += texts(", at most {amount} a month", amount=figure(most, texts))
    if not is_missing(row["verdict"]):
        told += f" ({texts.verdict(row['verdict'])})"
    return f"{told}."


def _turned(result: str, corporation: str | None, varied: pd.DataFrame, texts: Texts) -> list[str]:
    """Name each choice under which the verdict would be another."""
    under = verdicts(varied, result, corporation)
    about = texts.result(result) if corporation is None else f"{corporation}, {texts.result(result).lower()}"
    return [
        texts(
            "If {choice}, the verdict would be: {verdict} ({about}).",
            choice=texts(CHOICES.get(scenario, texts.scenario(scenario))),
            verdict=texts.verdict(verdict),
            about=about,
        )
        for scenario, verdict in under.items()
        if verdict != under.get(BASE)
    ]
