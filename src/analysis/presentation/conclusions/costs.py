"""What may be said of housing costs: who cannot pay them, by which choices, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..labels import HOUSEHOLD_KINDS
from ..shown import complex_name, decimals_of, drawable, rows_of
from .rows import absent_tables, figure, plain_share, total

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

RISK: Final = "housing_costs.payment_risk_share"
QUOTE: Final = "housing_costs.cost_quote_above_line_share"
SHORTAGE: Final = "housing_costs.median_shortage_eur_per_month"
WITHOUT_SUPPORT: Final = "housing_costs.payment_risk_without_support_share"
WITHOUT_HUURTOESLAG: Final = "housing_costs.payment_risk_without_huurtoeslag_share"
NAMED: Final = 5
KINDS_NAMED: Final = 2
LEFT_OVER: Final = "other"


def housing_costs(
    published: Published,
    kinds: Published,
    bands: Published,
    varied: Published,
    texts: Texts,
    *,
    year: int,
    line: float,
    scenarios: Mapping[str, str],
    by_chance: Callable[[int], float],
    absent: list[str],
) -> list[str]:
    """
    Say how many households cannot pay home and living by this estimate, who they are, and where they live.

    Parameters
    ----------
    published
        Rows of `housing_costs`.
    kinds
        One row per kind of household.
    bands
        One row per complex with its band.
    varied
        The headline under every scenario.
    texts
        Words and numbers.
    year
        Year the households are known for.
    line
        Share of income above which housing costs are called high.
    scenarios
        The scenarios in words, by name.
    by_chance
        Number of complexes that would differ by chance alone, of so many shown.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    risk, quote = total(rows, RISK), total(rows, QUOTE)
    if quote is None and absent:
        return absent_tables(texts, absent)
    if quote is None:
        return [texts("Not assessable: the norms of the huurtoeslag of {year} are not known.", year=str(year))]
    decimals = decimals_of(published)
    high = texts(
        "For {share} of the households rent after huurtoeslag, energy and local taxes take more than {line} of the "
        "disposable income.",
        share=figure(quote, texts, decimals),
        line=plain_share(line, texts),
    )
    if risk is None:
        return [
            texts("Payment risk is not assessable: no budget for living is known for {year}.", year=str(year)),
            high,
        ]
    estimate = texts(
        "In {year} about {share} of the tenants' households had too little left, after rent, energy and local taxes, "
        "for a modest living. The text sets no line, so there is no verdict; the budget for living is an own estimate.",
        year=str(year),
        share=figure(risk, texts, decimals),
    )
    return [
        " ".join([estimate, *_shortage(rows, texts)]),
        *_widest(require(varied), texts, scenarios, decimals),
        " ".join([*_kinds(kinds, texts), high]),
        *_complexes(bands, texts, by_chance),
        *_relief(rows, texts, decimals),
    ]


def _shortage(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Say how much those at risk are short of, in the middle of them."""
    short = total(rows, SHORTAGE)
    if short is None or short["suppressed"]:
        return []
    return [texts("Half of them were short of more than {amount} a month.", amount=texts.eur(short["value"], 0))]


def _widest(varied: pd.DataFrame, texts: Texts, scenarios: Mapping[str, str], decimals: int) -> list[str]:
    """Say between what ends the headline moves, and which assumption moves it most."""
    whole = varied[["corporation", "village", "complex_id"]].isna().all(axis="columns")
    found = varied[whole & (varied["id"] == RISK) & varied["value"].notna()]
    others, base = found[found["scenario"] != "base"], found.loc[found["scenario"] == "base", "value"]
    if others.empty or base.empty:
        return []
    furthest = others.loc[(others["value"] - base.iloc[0]).abs().idxmax(), "scenario"]
    return [
        texts(
            "With other choices, one at a time, it would be {range}. What moves it most is an assumption: {scenario}.",
            range=texts.interval(others["value"].min(), others["value"].max(), decimals),
            scenario=scenarios.get(str(furthest), str(furthest)),
        )
    ]


def _kinds(kinds: Published, texts: Texts) -> list[str]:
    """Name the kinds of households at risk most often, and those published alike; what is left over is no kind."""
    rows = rows_of(kinds)
    shown = drawable(rows[rows["kind"] != LEFT_OVER])
    shown = shown.sort_values(["value", "kind"], ascending=[False, True], kind="stable", ignore_index=True)
    if shown.empty:
        return []
    decimals = decimals_of(kinds)
    least = shown["value"].iloc[min(KINDS_NAMED, len(shown)) - 1]
    named = [
        texts(
            "{kind} ({share})",
            kind=texts(HOUSEHOLD_KINDS[str(row["kind"])]),
            share=texts.cell(row["value"], "share", bound=row["bound"], decimals=decimals),
        )
        for _, row in shown[shown["value"] >= least].iterrows()
    ]
    return [texts("Most often at risk: {kinds}.", kinds="; ".join(named))]


def _complexes(bands: Published, texts: Texts, by_chance: Callable[[int], float]) -> list[str]:
    """Name the complexes that stand out, and say how many may do so by chance."""
    rows = rows_of(bands)
    shown = drawable(rows).sort_values(["value", "complex_id"], ascending=[False, True], kind="stable")
    above = shown[shown["band"] == "above"]
    if shown.empty:
        return []
    told = texts(
        "About {chance} of {all} would stand out by chance alone, and {hidden} further complexes have too few "
        "households to show.",
        chance=texts.count(by_chance(len(shown))),
        all=texts.count(len(shown)),
        hidden=texts.count(rows["suppressed"].sum()),
    )
    if above.empty:
        none = texts(
            "In none of the {all} complexes that can be shown is the risk clearly higher than in all other homes.",
            all=texts.count(len(shown)),
        )
        return [f"{none} {told}"]
    named = "; ".join(complex_name(row) for _, row in above.head(NAMED).iterrows())
    if len(above) > NAMED:
        named = texts("{names}; and {count} more", names=named, count=texts.count(len(above) - NAMED))
    where = texts(
        "Clearly higher than in all other homes it is in {count} of the {all} complexes that can be shown: {names}.",
        count=texts.count(len(above)),
        all=texts.count(len(shown)),
        names=named,
    )
    return [f"{where} {told}"]


def _relief(rows: pd.DataFrame, texts: Texts, decimals: int) -> list[str]:
    """Say what the share would be without huurtoeslag, and without support for energy."""
    without, unsupported = total(rows, WITHOUT_HUURTOESLAG), total(rows, WITHOUT_SUPPORT)
    if without is None or unsupported is None:
        return []
    return [
        texts(
            "If nobody got huurtoeslag it would be {huurtoeslag}; without the price cap and the allowances for energy "
            "{energy}. Everybody is taken to use the huurtoeslag they have a right to.",
            huurtoeslag=figure(without, texts, decimals),
            energy=figure(unsupported, texts, decimals),
        )
    ]
