"""
Conclusions in words, generated from published figures: one or two sentences, no number of their own.

Every function takes what has passed the gate, so a sentence can say no more than the table beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..disclosure import Published, require
from .shown import decimals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from .texts import Texts

HEADLINE = "energy_poverty.lihelek_share"
WITHOUT_SUPPORT = "energy_poverty.lihelek_without_support_share"


def _total(rows: pd.DataFrame, result: str) -> pd.Series | None:
    """Give the row over the whole municipality, or None."""
    found = rows[(rows["id"] == result) & rows[["corporation", "village", "complex_id"]].isna().all(axis=1)]
    return found.iloc[0] if len(found) else None


def _cell(row: pd.Series, texts: Texts, decimals: int | None = None) -> str:
    return texts.cell(row["value"], row["unit"], suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)


def _absent(texts: Texts, absent: list[str]) -> list[str]:
    tables = ", ".join(absent)
    if tables:
        return [texts("Not assessable: the delivery holds no {tables}.", tables=tables)]
    return [texts("Not assessable: the delivery holds nothing to measure here.")]


def energy_poverty(
    published: Published, bands: Published, texts: Texts, *, by_chance: float, absent: list[str]
) -> list[str]:
    """
    Say how common energy poverty is, what the support changes, and how many complexes differ from the rest.

    Parameters
    ----------
    published
        Rows of `energy_poverty`.
    bands
        One row per complex with its band.
    texts
        Words and numbers.
    by_chance
        Number of complexes that would differ by chance alone.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    total, without = _total(rows, HEADLINE), _total(rows, WITHOUT_SUPPORT)
    if total is None or without is None:
        return _absent(texts, absent)
    counts = require(bands)["band"].value_counts()
    return [
        texts(
            "{share} of the households live in energy poverty; without cap and allowances it would be {without}.",
            share=_cell(total, texts, decimals_of(published)),
            without=_cell(without, texts, decimals_of(published)),
        ),
        texts(
            "{above} complexes lie clearly above all others together, {below} clearly below; for {other} the numbers "
            "are too small to tell. Among so many complexes about {chance} would stand out by chance alone.",
            above=texts.count(counts.get("above", 0)),
            below=texts.count(counts.get("below", 0)),
            other=texts.count(counts.get("not_distinguishable", 0)),
            chance=texts.count(by_chance),
        ),
    ]


def social_stock(published: Published, texts: Texts, *, baseline: object, on: object, absent: list[str]) -> list[str]:
    """
    Say whether the stock is kept, and which villages lost homes.

    Parameters
    ----------
    published
        Rows `social_stock.kept`, judged.
    texts
        Words and numbers.
    baseline, on
        The two dates compared.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    rows = rows[rows["id"] == "social_stock.kept"]
    total = _total(rows, "social_stock.kept")
    if total is None:
        return _absent(texts, absent)
    sentences = [
        texts(
            "On {on} the associations own {homes} homes in the municipality, {change} since {baseline}: {verdict}.",
            on=texts.date(on),  # type: ignore[arg-type]
            homes=texts.count(total["numerator"]),
            change=texts.signed(total["value"]),
            baseline=texts.date(baseline),  # type: ignore[arg-type]
            verdict=texts.verdict(total["verdict"]),
        )
    ]
    villages = rows[rows["village"].notna() & rows["corporation"].isna()]
    fewer = villages[villages["value"] < 0]
    if len(fewer):
        named = ", ".join(f"{row.village} ({texts.signed(row.value)})" for row in fewer.itertuples())
        sentences.append(texts("Fewer homes than then in {villages}.", villages=named))
    return sentences


def laarhove(published: Published, required: Published, texts: Texts, *, absent: list[str]) -> list[str]:
    """
    Say what share the plan holds, and what the phases not yet permitted must hold for the line.

    Parameters
    ----------
    published
        Rows of `laarhove`, judged.
    required
        What the rest must hold, per plan size and line.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    social, cheap = _total(rows, "laarhove.social_share"), _total(rows, "laarhove.cheap_share")
    if social is None or cheap is None:
        return _absent(texts, absent)
    sentences = [
        texts(
            "The plan holds {social} social rent ({social_verdict}) and {cheap} social rent and cheap sale together "
            "({cheap_verdict}).",
            social=_cell(social, texts),
            social_verdict=texts.verdict(social["verdict"]),
            cheap=_cell(cheap, texts),
            cheap_verdict=texts.verdict(cheap["verdict"]),
        )
    ]
    rest = require(required)
    of_social = rest[rest["id"] == "laarhove.social_share"]
    if len(of_social):
        least, most = of_social["required_share"].min(), of_social["required_share"].max()
        sentences.append(
            texts(
                "Of the homes not yet permitted {low} must be social rent to end on the line, depending on the size "
                "of the plan.",
                low=texts.interval(least, most),
            )
        )
    return sentences


def displacement(published: Published, headroom: Published, texts: Texts, *, absent: list[str]) -> list[str]:
    """
    Say per association which share went to urgent seekers, the verdict, and how far the line is.

    Parameters
    ----------
    published
        Rows of `displacement`, judged.
    headroom
        One row per association: `headroom` urgent lettings left before the line; below 0: regular lettings needed
        to be back on it.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    own = rows[(rows["id"] == "displacement.urgent_share") & rows["corporation"].notna()]
    frame = require(headroom)
    left = dict(zip(frame["corporation"], frame["headroom"], strict=True))
    sentences = [_urgent_sentence(row, left, texts) for _, row in own.iterrows()]
    half_year = rows[(rows["id"] == "displacement.housed_within_half_year_share") & rows["corporation"].isna()]
    for _, row in half_year.iterrows():
        sentences.append(
            texts(
                "An urgent seeker is housed within half a year with a probability of {share} ({interval}).",
                share=_cell(row, texts),
                interval=texts.interval(row["interval_low"], row["interval_high"]),
            )
        )
    return sentences or _absent(texts, absent)


def _urgent_sentence(row: pd.Series, headroom: Mapping[str, int], texts: Texts) -> str:
    left = headroom[row["corporation"]]
    if left < 0:
        tail = texts("{count} more regular lettings would bring it back to the line", count=texts.count(-left))
    elif left == 0:
        tail = texts("no urgent letting is left before the line")
    else:
        tail = texts("{count} more before the line", count=texts.count(left))
    return texts(
        "{corporation}: {urgent} of {all} lettings went to urgent seekers, {share}: {verdict}; {tail}.",
        corporation=row["corporation"],
        urgent=texts.count(row["numerator"]),
        all=texts.count(row["denominator"]),
        share=_cell(row, texts),
        verdict=texts.verdict(row["verdict"]),
        tail=tail,
    )


def data_quality(coverage: Published, findings: Published, texts: Texts, *, elsewhere: int) -> list[str]:
    """
    Say how much was delivered, what the check found, and what is counted nowhere.

    Parameters
    ----------
    coverage
        One row per table and column.
    findings
        What the check of the delivery found.
    texts
        Words and numbers.
    elsewhere
        Delivered homes in other municipalities.
    """
    rows, found = require(coverage), require(findings)
    delivered = rows.loc[rows["column"].notna(), "table"].nunique()
    severities = found["severity"].value_counts()
    return [
        texts(
            "{delivered} of the {all} tables of the exchange format were delivered; the check gave {warnings} warnings "
            "and {notes} notes.",
            delivered=texts.count(delivered),
            all=texts.count(rows["table"].nunique()),
            warnings=texts.count(severities.get("warning", 0)),
            notes=texts.count(severities.get("note", 0)),
        ),
        texts(
            "{homes} delivered homes stand in other municipalities; they count in no figure of this report.",
            homes=texts.count(elsewhere),
        ),
    ]


def overview(board: Published, texts: Texts) -> list[str]:
    """
    Say how many agreements and goals have each verdict, and name those that ask for attention.

    Parameters
    ----------
    board
        The scoreboard: `agreement`, `verdict`, one or more rows per agreement.
    texts
        Words and numbers.
    """
    entries = require(board).drop_duplicates("agreement")
    if entries.empty:
        return [texts("There is no register of agreements for this municipality: figures without verdicts.")]
    counts = entries["verdict"].value_counts()
    told = ", ".join(
        f"{texts.count(counts[verdict])} {texts.verdict(verdict)}"
        for verdict in ("broken", "at_risk", "kept", "reported_by_hand", "not_assessable")
        if verdict in counts.index
    )
    sentences = [texts("Of {all} agreements and goals: {told}.", all=texts.count(len(entries)), told=told)]
    for verdict in ("broken", "at_risk"):
        named = ", ".join(entries.loc[entries["verdict"] == verdict, "agreement"])
        if named:
            word = texts.verdict(verdict).capitalize()
            sentences.append(texts("{verdict}: {agreements}.", verdict=word, agreements=named))
    return sentences
