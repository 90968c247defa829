"""What may be said of the building programme: built, demolished, sold, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..tables.programme import standing_text
from ..texts import is_missing
from .rows import absent_tables, figure, total

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

DELIVERED: Final = "programme.delivered_homes_count"
DEMOLISHED: Final = "programme.demolished_homes_count"
LIFETIME_PROOF: Final = "programme.lifetime_proof_share"
WITHOUT_LABEL: Final = "programme.sold_without_label_share"


def building_programme(
    published: Published,
    projects: Published,
    milestones: Published,
    scattered: Published,
    texts: Texts,
    *,
    absent: list[str],
) -> list[str]:
    """
    Say what was delivered, demolished and sold, which projects are late, and which decisions are still open.

    Parameters
    ----------
    published
        Rows of `building_programme.measure`, judged.
    projects, milestones
        How each project and decision stands.
    scattered
        Complexes with sales, with `complex_name`.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows, known, decisions = require(published), require(projects), require(milestones)
    told = [
        *_delivered(rows, known, texts),
        *_demolished(rows, known, texts),
        *_sold(rows, texts),
        *_scattered(require(scattered), texts),
        *_decided(decisions, texts),
        *_lifetime(rows, texts),
    ]
    return told or absent_tables(texts, absent)


def _of(rows: pd.DataFrame, result: str) -> pd.DataFrame:
    """Rows of associations that were judged; where none was, all of associations."""
    own = rows[(rows["id"] == result) & rows["corporation"].notna() & rows["village"].isna()]
    judged = own[own["verdict"].notna()]
    return judged if len(judged) else own


def _delivered(rows: pd.DataFrame, projects: pd.DataFrame, texts: Texts) -> list[str]:
    return [
        texts(
            "Of the new homes agreed for the year {corporation} delivered {part} of {whole} ({verdict}{short}).",
            corporation=row["corporation"],
            part=texts.count(row["numerator"]),
            whole=texts.count(row["denominator"]),
            verdict=texts.verdict(row["verdict"]),
            short=_short(row, texts),
        )
        + _named(projects[(projects["kind"] == "new_build") & (projects["agreement"] == row["agreement"])], texts)
        for _, row in _of(rows, DELIVERED).iterrows()
    ]


def _short(row: pd.Series, texts: Texts) -> str:
    """How many homes more would have met the line."""
    if is_missing(row["threshold"]) or float(row["threshold"]) <= row["value"]:
        return ""
    return texts(", {count} homes short", count=texts.count(float(row["threshold"]) - row["value"]))


def _named(projects: pd.DataFrame, texts: Texts) -> str:
    """Name the projects of an agreement, each with its homes and how it stands."""
    named = [
        texts(
            "{project} ({homes} homes, {standing})",
            project=texts.quoted(row["project_name"]),
            homes=texts.count(row["homes"]),
            standing=standing_text(row, texts),
        )
        for _, row in projects.iterrows()
    ]
    return f" {'; '.join(named)}." if named else ""


def _demolished(rows: pd.DataFrame, projects: pd.DataFrame, texts: Texts) -> list[str]:
    told = []
    for _, row in _of(rows, DEMOLISHED).iterrows():
        replacing = projects[(projects["kind"] == "new_build") & (projects["agreement"] == row["agreement"])]
        homes = replacing["homes"].sum(min_count=1) if replacing["homes"].notna().all() else None
        what = texts(
            "Of the homes agreed to be demolished {corporation} demolished {part} of {whole} ({verdict}{short}).",
            corporation=row["corporation"],
            part=texts.count(row["numerator"]),
            whole=texts.count(row["denominator"]),
            verdict=texts.verdict(row["verdict"]),
            short=_short(row, texts),
        )
        told.append(f"{what} {_replaced(homes, texts)}")
    return told


def _replaced(homes: object, texts: Texts) -> str:
    if is_missing(homes):
        return texts("How many homes replace them is not given, so the net effect is not known.")
    return texts("{count} homes are planned to replace them.", count=texts.count(homes))


def _sold(rows: pd.DataFrame, texts: Texts) -> list[str]:
    told = []
    for _, row in _of(rows, WITHOUT_LABEL).iterrows():
        if not row["denominator"] and not row["missing"]:
            told.append(texts("{corporation} sold no homes in this half-year.", corporation=row["corporation"]))
            continue
        sentence = texts(
            "{corporation} sold {whole} homes in this half-year; {part} of them sold without a label ({verdict}).",
            corporation=row["corporation"],
            whole=texts.count(row["denominator"] + row["missing"]),
            part=texts.count(row["numerator"]) if row["numerator"] else texts("none"),
            verdict=texts.verdict(row["verdict"]),
        )
        unknown = texts("Of {count} it is not known.", count=texts.count(row["missing"])) if row["missing"] else ""
        told.append(f"{sentence} {unknown}".strip())
    return [" ".join(told)] if told else []


def _scattered(complexes: pd.DataFrame, texts: Texts) -> list[str]:
    """Say what the sales since the baseline did to the complexes, and where the owners are most mixed."""
    if complexes.empty:
        return []
    most = complexes.sort_values("mixed_after_share", ascending=False, kind="stable").iloc[0]
    is_more = complexes["mixed_after_share"] > complexes["mixed_before_share"]
    return [
        texts(
            "Since the agreements began {homes} homes in {complexes} complexes were sold; in {more} of them the owners "
            "are more mixed than before, most in {name}: {sold} sold, {left} left.",
            homes=texts.count(complexes["sold_since_homes"].sum()),
            complexes=texts.count(len(complexes)),
            more=texts.count(is_more.sum()),
            name=most["complex_name"],
            sold=texts.count(most["sold_since_homes"] + most["sold_before_homes"]),
            left=texts.count(most["left_homes"]),
        )
    ]


def _decided(decisions: pd.DataFrame, texts: Texts) -> list[str]:
    if decisions.empty:
        return []
    named = "; ".join(
        texts("{decision} ({standing})", decision=texts.quoted(row["project_name"]), standing=standing_text(row, texts))
        for _, row in decisions.iterrows()
    )
    return [texts("Decisions: {named}.", named=named)]


def _lifetime(rows: pd.DataFrame, texts: Texts) -> list[str]:
    row = total(rows, LIFETIME_PROOF)
    if row is None:
        return []
    return [
        texts(
            "{part} of {whole} new homes completed this year suit all stages of life ({share}); the text sets no line.",
            part=texts.count(row["numerator"]),
            whole=texts.count(row["denominator"]),
            share=figure(row, texts),
        )
    ]
