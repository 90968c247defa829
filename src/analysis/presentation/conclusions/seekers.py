"""What may be said of home seekers: the chance, the wait, the pressure, and where responses come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..texts import is_missing
from .rows import absent_tables, figure, total

if TYPE_CHECKING:
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

SUCCESS: Final = "seekers.success_share"
SEARCH_TIME: Final = "seekers.search_time_years"
PRESSURE: Final = "seekers.responses_per_advert"
RESPONSES: Final = "seekers.outside_responses_share"
ALLOCATIONS: Final = "seekers.outside_allocations_share"
FAST: Final = "seekers.fast_share"
_QUARTERS_OF_A_YEAR: Final = 4


def home_seekers(
    published: Published, quarters: Published, log: Published, texts: Texts, *, below_months: int, absent: list[str]
) -> list[str]:
    """
    Say how large the chance of a home is, how long the housed were registered, and what changed in a year.

    Parameters
    ----------
    published
        Rows of `home_seekers.measure`, judged.
    quarters
        Rows of `home_seekers.by_quarter`.
    log
        Lines of the log about the talk that the agreement asks for.
    texts
        Words and numbers.
    below_months
        Months of registration below which a regular seeker was housed fast.
    absent
        Tables that were not delivered.
    """
    rows, known = require(published), require(quarters)
    told = [
        *_chance(rows, texts),
        *_wait(rows, texts),
        *_pressure(rows, texts),
        *_year(known, texts),
        *_outside(rows, texts),
        *_fast(rows, below_months, texts),
        *_silent(known, texts),
    ]
    return [*told, _talk(require(log), texts)] if told else absent_tables(texts, absent)


def _chance(rows: pd.DataFrame, texts: Texts) -> list[str]:
    row = total(rows, SUCCESS)
    if row is None:
        return []
    told = texts(
        "In a quarter of this half-year {share} of the active seekers were housed ({part} allocations to {whole}, "
        "whoever searched in both quarters counted twice).",
        share=figure(row, texts),
        part=texts.count(row["numerator"]),
        whole=texts.count(row["denominator"]),
    )
    if row["missing"]:
        left = texts(
            "{count} allocations are left out: nobody delivered the seekers.", count=texts.count(row["missing"])
        )
        told += f" {left}"
    return [told]


def _wait(rows: pd.DataFrame, texts: Texts) -> list[str]:
    row = total(rows, SEARCH_TIME)
    if row is None:
        return []
    return [
        texts(
            "Half of the {count} regular seekers who were housed had been registered for more than {years} years; it "
            "says nothing of those who still search.",
            count=texts.count(row["denominator"]),
            years=figure(row, texts),
        )
    ]


def _pressure(rows: pd.DataFrame, texts: Texts) -> list[str]:
    row = total(rows, PRESSURE)
    if row is None:
        return []
    return [texts("Each advertised home drew {count} responses on average.", count=figure(row, texts))]


def _year(quarters: pd.DataFrame, texts: Texts) -> list[str]:
    """Compare the last quarter with the same one a year earlier: seasons would otherwise pass for a trend."""
    if len(quarters) <= _QUARTERS_OF_A_YEAR:
        return []
    now, then = quarters.iloc[-1], quarters.iloc[-1 - _QUARTERS_OF_A_YEAR]
    if is_missing(now["active_seekers"]) or is_missing(then["active_seekers"]):
        return []
    if now["missing_active"] or then["missing_active"]:
        return []
    return [
        texts(
            "In {now} {active} seekers were active, against {before} in {then}.",
            now=now["quarter"],
            active=texts.count(now["active_seekers"]),
            before=texts.count(then["active_seekers"]),
            then=then["quarter"],
        )
    ]


def _outside(rows: pd.DataFrame, texts: Texts) -> list[str]:
    responses, allocations = total(rows, RESPONSES), total(rows, ALLOCATIONS)
    if responses is None or allocations is None:
        return []
    return [
        texts(
            "Of the responses {responses} came from other municipalities, and {allocations} of the homes went there.",
            responses=figure(responses, texts),
            allocations=figure(allocations, texts),
        )
    ]


def _fast(rows: pd.DataFrame, below_months: int, texts: Texts) -> list[str]:
    row = total(rows, FAST)
    if row is None:
        return []
    return [
        texts(
            "{part} of {whole} regular seekers were housed within {months} months of registering; who is in a hurry, "
            "and what was offered besides regular homes, is not delivered.",
            part=texts.count(row["numerator"]),
            whole=texts.count(row["denominator"]),
            months=texts.count(below_months),
        )
    ]


def _silent(quarters: pd.DataFrame, texts: Texts) -> list[str]:
    silent = quarters[quarters["not_delivered"].notna()]
    if silent.empty:
        return []
    named = "; ".join(f"{row['not_delivered']} ({row['quarter']})" for _, row in silent.iterrows())
    return [texts("Not delivered: {named}.", named=named)]


def _talk(log: pd.DataFrame, texts: Texts) -> str:
    done = log[log["status"] == "done"].sort_values("date", kind="stable")
    if done.empty:
        return texts("No party reports the talk about these figures; the text sets no line for them.")
    day = texts.date(done["date"].iloc[0])
    return texts(
        "The talk about these figures was held on {day}, as reported; the text sets no line for them.", day=day
    )
