"""What may be said of permit holders: the task, what is left of it, the reports, and where they were housed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..texts import is_missing
from .rows import absent_tables, figure, total, verdicts

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

SHARE: Final = "permit_holders.task_share"
TASK: Final = "permit_holders.task_persons"
HOUSED: Final = "permit_holders.task_housed_persons"
FAMILY: Final = "permit_holders.task_family_reunion_persons"
BACKLOG: Final = "permit_holders.task_backlog_persons"
REPORTS: Final = "permit_holders.quarterly_reports_count"
VILLAGES: Final = "permit_holders.by_village_share"
BASE: Final = "base"


def permit_holders(
    published: Published,
    places: Published,
    varied: Published,
    texts: Texts,
    *,
    scenarios: dict[str, str],
    absent: list[str],
) -> list[str]:
    """
    Say whether the task is met, by whom, how far behind, what would turn it, whether it is reported, and where.

    Parameters
    ----------
    published
        Rows of the task and of the reports, judged.
    places
        Rows of the villages, judged.
    varied
        The judged rows under every scenario.
    texts
        Words and numbers.
    scenarios
        Scenarios in words.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    whole = total(rows, SHARE)
    if whole is None:
        return absent_tables(texts, absent)
    own = rows[(rows["id"] == SHARE) & rows["corporation"].notna()]
    sentences = [_whole(rows, whole, texts)]
    sentences += [_association(rows, row, texts) for _, row in own.iterrows()]
    turned = [_turned(str(name), require(varied), scenarios, texts) for name in own["corporation"]]
    return [*sentences, *filter(None, turned), *_reports(rows, texts), *_places(require(places), texts)]


def _value(rows: pd.DataFrame, result: str, corporation: object) -> object:
    own = rows["corporation"].isna() if is_missing(corporation) else rows["corporation"] == corporation
    found = rows[(rows["id"] == result) & own]
    return found["value"].iloc[0] if len(found) else None


def _whole(rows: pd.DataFrame, whole: pd.Series, texts: Texts) -> str:
    """Answer the question for the municipality."""
    if is_missing(whole["value"]):
        return texts("Not assessable: not every quarter of the half-year was reported by the reference date.")
    met = texts("The task of this half-year was met") if whole["value"] >= 1 else texts("The task was not met")
    told = texts(
        "{met}: the associations housed {housed} permit holders where it asks for {task} ({share}).",
        met=met,
        housed=texts.count(_value(rows, HOUSED, None)),
        task=texts.count(_value(rows, TASK, None)),
        share=figure(whole, texts, 0),
    )
    family = _value(rows, FAMILY, None)
    if is_missing(family) or not family:
        return told
    return f"{told} " + texts("Apart from them {family} came through family reunion.", family=texts.count(family))


def _association(rows: pd.DataFrame, row: pd.Series, texts: Texts) -> str:
    name = row["corporation"]
    if is_missing(row["value"]):
        return texts("{corporation}: {verdict}.", corporation=name, verdict=texts.verdict(row["verdict"]))
    return texts(
        "{corporation} housed {housed} of the {task} persons that its homes ask of it ({share}): {verdict}; {left}.",
        corporation=name,
        housed=texts.count(_value(rows, HOUSED, name)),
        task=texts.number(_value(rows, TASK, name), 1),
        share=figure(row, texts, 0),
        verdict=texts.verdict(row["verdict"]),
        left=_left(_value(rows, BACKLOG, name), texts),
    )


def _left(backlog: object, texts: Texts) -> str:
    if is_missing(backlog):
        return texts("how far behind it is since the first half-year is not known")
    persons = float(str(backlog))
    if persons > 0:
        return texts("with earlier half-years it is {persons} persons behind", persons=texts.number(persons, 1))
    return texts("with earlier half-years it is {persons} persons ahead", persons=texts.number(-persons, 1))


def _turned(corporation: str, rows: pd.DataFrame, scenarios: dict[str, str], texts: Texts) -> str:
    """Say which choices would turn the verdict; empty when none does."""
    found = verdicts(rows, SHARE, corporation)
    turning = [name for name, verdict in found.items() if name != BASE and verdict != found.get(BASE)]
    if not turning:
        return ""
    named = "; ".join(scenarios.get(name, texts.scenario(name)) for name in turning)
    return texts("{corporation}'s verdict would change under: {scenarios}.", corporation=corporation, scenarios=named)


def _reports(rows: pd.DataFrame, texts: Texts) -> list[str]:
    row = total(rows, REPORTS)
    if row is None:
        return [texts("The municipality reported on no quarter.")]
    return [
        texts(
            "The municipality reported in {held} of the {begun} quarters of the year so far: {verdict}.",
            held=texts.count(row["value"]),
            begun=texts.count(row["denominator"]),
            verdict=texts.verdict(row["verdict"]),
        )
    ]


def _places(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Name the villages where special groups got clearly more of the lettings than elsewhere."""
    whole = total(rows, VILLAGES)
    shown = rows[(rows["id"] == VILLAGES) & rows["village"].notna() & rows["value"].notna()]
    if whole is None or is_missing(whole["value"]) or shown.empty:
        return []
    is_above = (shown["interval_low"] > whole["value"]).fillna(value=False)
    names = ", ".join(shown.loc[is_above.astype(bool), "village"])
    if names:
        told = texts("Clearly more of the lettings than in the whole municipality in {villages}.", villages=names)
    else:
        told = texts("In no village did such lettings clearly exceed the share in the whole municipality.")
    return [f"{told} " + texts("What a village can carry is not defined, so there is no line.")]
