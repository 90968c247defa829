"""Neighbour mediation and the budget for liveability, from what the parties report (agreements 41 and 42)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...statistics import PER_THOUSAND
from ..definitions import in_service, result_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from ...periods import Period

MUNICIPALITY = "reported.41.municipality_eur_per_year"
CORPORATION = "reported.41.corporation_eur_per_year"
_COSTS = "reported.41.costs_eur_per_year"
_CASES, _SOLVED = "reported.41.cases", "reported.41.solved_cases"
_BUDGET = "reported.42.liveability_eur_per_year"


def mediation(
    told: pd.DataFrame,
    *,
    corporations: Collection[str],
    agreed_costs: float,
    agreed_contributions: Mapping[str, Fraction],
) -> pd.DataFrame:
    """
    What neighbour mediation costs and who pays it: in the text, and as reported; nothing is made to add up.

    Parameters
    ----------
    told
        Rows of `reported.figures` with agreement 41. Not modified.
    corporations
        Names of the associations that contribute.
    agreed_costs
        What the text says it costs, euros a year.
    agreed_contributions
        What the text says each pays, by result id.

    Returns
    -------
    account
        `item` (`municipality`, `corporation`, `contributions`, `costs`, `difference`), `corporation`, `agreed_eur`,
        `reported_eur` (missing where one of its parts was not reported). The difference is contributions - costs.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 41: "De kosten voor buurtbemiddeling bedragen €38.067 per jaar. De
    gemeente betaalt €25.000 en de beide corporaties dragen elk €6.533 per jaar bij."

    Examples
    --------
    >>> from fractions import Fraction
    >>> told = pd.DataFrame({"id": [MUNICIPALITY], "corporation": [None], "period": "2023", "value": [25000.0]})
    >>> lines = {MUNICIPALITY: Fraction(25000), CORPORATION: Fraction(6533)}
    >>> account = mediation(told, corporations=["SEW", "Woonborg"], agreed_costs=38067, agreed_contributions=lines)
    >>> account[["item", "agreed_eur"]].tail(1).values.tolist()
    [['difference', -1.0]]
    """
    names = sorted(corporations)
    parts = [("municipality", MUNICIPALITY, None), *(("corporation", CORPORATION, name) for name in names)]
    records: list[dict[str, Any]] = [
        {
            "item": item,
            "corporation": name,
            "agreed_eur": float(agreed_contributions.get(result, math.nan)),
            "reported_eur": _told(told, result, name),
        }
        for item, result, name in parts
    ]
    paid = {name: sum(record[name] for record in records) for name in ("agreed_eur", "reported_eur")}
    costs = {"agreed_eur": float(agreed_costs), "reported_eur": _told(told, _COSTS, None)}
    records += [
        {"item": "contributions", "corporation": None, **paid},
        {"item": "costs", "corporation": None, **costs},
        {"item": "difference", "corporation": None, **{name: paid[name] - costs[name] for name in paid}},
    ]
    return pd.DataFrame(records).astype({"item": "str", "corporation": "str"})


def _told(told: pd.DataFrame, result: str, corporation: str | None) -> float:
    """Give what was reported about the longest period; missing (nan) where there is none."""
    return _told_together(told, [result], corporation)[0]


def _told_together(told: pd.DataFrame, results: Sequence[str], corporation: str | None) -> Sequence[float]:
    """Give figures about one period: the longest of which all were reported; missing (nan) where there is none."""
    own = told["corporation"].isna() if corporation is None else told["corporation"] == corporation
    figures = told[own & told["id"].isin(results)].set_index(["period", "id"])["value"]
    complete = figures.unstack().reindex(columns=list(results)).dropna()  # noqa: PD010 - one value each, none to merge
    if complete.empty:
        return [math.nan] * len(results)
    return [float(value) for value in complete.loc[max(complete.index, key=_length)]]


def _length(period: str) -> tuple[bool, bool, str]:
    """Put a year after a half-year after a quarter, and of two quarters the last one last."""
    return (period.isdigit(), "-H" in period, period)


def spending_rows(
    told: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    on: date,
    period: Period,
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Cases of mediation solved and per 1,000 homes, and what each association spends on liveability per home.

    Parameters
    ----------
    told
        Rows of `reported.figures` with agreements 41 and 42. Not modified.
    dwellings
        Core table `dwellings` of the municipality. Not modified.
    on, period
        Reference date, on which the homes are counted, and half-year.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    rows
        Common shape: `reported.41.solved_share` (solved cases / cases) and `reported.41.cases_per_1000_homes` (1,000 x
        cases / homes of the associations; numerator = cases, denominator = homes), grain *all*;
        `reported.42.eur_per_home` (euros a year / homes; numerator = euros, denominator = homes) per association. Of
        several periods the longest counts, the last of equal ones, and a share takes both figures from one period. A
        figure that was not reported gives no row; neither does a share of 0 cases.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 41 and 42; docs/method/inspections.md.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.periods import Period
    >>> told = pd.DataFrame({"id": ["reported.41.cases", "reported.41.solved_cases"], "corporation": [None, None],
    ...                      "period": "2023", "value": [4.0, 3.0]})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "SEW",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_from": pd.to_datetime([None] * 2),
    ...     "out_of_service_reason": None})
    >>> rows = spending_rows(told, dwellings, on=date(2023, 12, 31), period=Period(2023, 2), temporary_reasons=[])
    >>> rows[["id", "value"]].values.tolist()
    [['reported.41.cases_per_1000_homes', 2000.0], ['reported.41.solved_share', 0.75]]
    """
    there = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    homes = there.groupby("corporation")["dwelling_id"].nunique()
    cases = _told(told, _CASES, None)
    rows = [
        _row("reported.41.solved_share", "share", *_told_together(told, [_SOLVED, _CASES], None)),
        _row("reported.41.cases_per_1000_homes", "cases_per_1000_homes", cases, float(homes.sum()), times=PER_THOUSAND),
    ]
    for name, count in homes.items():
        spent = _told(told, _BUDGET, str(name))
        rows.append(_row("reported.42.eur_per_home", "eur_per_home", spent, float(count)) | {"corporation": str(name)})
    frame = pd.DataFrame(rows).astype({"value": "float64", "numerator": "float64"})
    frame = frame[frame["value"].notna()]
    return result_rows(frame.assign(numerator=frame["numerator"].round().astype("Int64")), period=period)


def _row(result: str, unit: str, part: float, whole: float, *, times: int = 1) -> dict[str, Any]:
    """Give a ratio of two figures; missing where one is, or where the whole is 0."""
    is_known = not math.isnan(part) and whole > 0
    return {
        "id": result,
        "unit": unit,
        "value": times * part / whole if is_known else math.nan,
        "numerator": part if is_known else math.nan,
        "denominator": int(whole) if is_known else None,
        "missing": 0,
    }
