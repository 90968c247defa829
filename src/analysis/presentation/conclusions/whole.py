"""What may be said of the whole: of the delivery, and of all agreements together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..standing import tally

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

WORST_FIRST: Final = ("broken", "at_risk", "not_assessable", "reported_by_hand", "kept")


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
        The scoreboard, one or more rows per agreement: `agreement`, `title`, `corporation`, `result`, `verdict`,
        `reason`, and where they are there `correction` and `turns`.
    texts
        Words and numbers.
    """
    rows = require(board)
    if rows.empty:
        return [texts("There is no register of agreements for this municipality: figures without verdicts.")]
    rank = rows["verdict"].map({verdict: place for place, verdict in enumerate(WORST_FIRST)})
    entries = rows.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates("agreement")
    standings = [texts.standing(*pair) for pair in zip(entries["verdict"], entries["reason"], strict=True)]
    told = "; ".join(f"{texts.count(count)} {texts.verdict(standing)}" for standing, count in tally(standings).items())
    return [
        texts("Of {all} agreements and goals: {told}.", all=texts.count(len(entries)), told=told),
        *(sentence for verdict in WORST_FIRST[:2] for sentence in _named(rows, verdict, texts)),
        *_beside(rows, texts),
    ]


def _beside(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Say which verdicts a party corrected by hand, and which of them another choice of ours would turn."""
    told = rows.reindex(columns=["agreement", "title", "correction", "turns"])
    corrected = told[told["correction"].notna()].drop_duplicates("agreement")
    turning = told.loc[told["turns"].notna(), "title"].drop_duplicates()
    sentences = [
        texts("{title}: {correction}.", title=texts(title), correction=correction)
        for title, correction in zip(corrected["title"], corrected["correction"], strict=True)
    ]
    if len(turning):
        message = "Not certain, because another choice of ours would turn the verdict on a figure: {agreements}."
        sentences.append(texts(message, agreements="; ".join(map(texts, turning))))
    return sentences


def _named(rows: pd.DataFrame, verdict: str, texts: Texts) -> list[str]:
    """Name the agreements with a verdict by their titles, with whom or what of them it is about."""
    own = rows[rows["verdict"] == verdict]
    named = [_title(group, rows, texts) for _, group in own.groupby("agreement", sort=False)]
    if not named:
        return []
    word = texts.verdict(verdict).capitalize()
    return [texts("{verdict}: {agreements}.", verdict=word, agreements="; ".join(named))]


def _title(group: pd.DataFrame, rows: pd.DataFrame, texts: Texts) -> str:
    """Title of an agreement; in brackets the associations, or the figures where it has several."""
    title = texts(str(group["title"].iloc[0]))
    results = rows.loc[rows["agreement"] == group["agreement"].iloc[0], "result"].dropna().unique()
    about = group["corporation"].dropna().drop_duplicates().tolist()
    if not about and len(results) > 1:
        about = [texts.result(result) for result in group["result"].drop_duplicates()]
    return f"{title} ({', '.join(about)})" if about else title
