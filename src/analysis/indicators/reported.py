"""What the parties report themselves (agreements 8, 16, 17, 18, 33, 41, 42): taken over, never measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .definitions import ending_in, result_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..periods import Period

_KEY = ["agreement", "measure", "party"]
_LATEST = [*_KEY, "period", "value", "unit", "source", "is_of_period"]
_NO_ID_PART = r"[^a-z0-9_]+"


def figures(
    reported_figures: pd.DataFrame,
    *,
    agreements: Collection[str],
    corporations: Collection[str],
    period: Period,
) -> pd.DataFrame:
    """
    Figures that parties report themselves, as they reported them.

    In a half-year counts what is reported about that half-year, about one of its quarters, or, in the second half,
    about the year that ends with it. Nothing is added up, averaged or carried over from an earlier period.

    Parameters
    ----------
    reported_figures
        Core table `reported_figures`, one row per agreement, period, measure and party. Not modified.
    agreements
        Numbers of the agreements asked for.
    corporations
        Names of the housing associations: their figures are rows of grain *association*, every other party's are rows
        of grain *all*.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; ids `reported.<agreement>.<measure>` (what cannot stand in an id becomes `_`), `period` as
        reported, `value` and `unit` as reported; no counts and no interval. The value is missing where it was not
        filled in, and where two parties that are no association report different figures about the same thing.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 8, 16, 17, 18, 33, 41 and 42; docs/method/reported.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> told = pd.DataFrame({"agreement": "41", "period": ["2023", "2022"], "measure": "municipality_eur_per_year",
    ...                      "party": "gemeente", "value": [25000.0, 1.0], "unit": "eur_per_year", "source": "letter"})
    >>> rows = figures(told, agreements=["41"], corporations=["SEW"], period=Period(2023, 2))
    >>> rows[["id", "period", "value"]].values.tolist()
    [['reported.41.municipality_eur_per_year', '2023', 25000.0]]
    """
    is_asked = reported_figures["agreement"].isin(list(agreements))
    told = reported_figures[is_asked & reported_figures["period"].isin(list(ending_in(period)))]
    measure = told["measure"].str.lower().str.replace(_NO_ID_PART, "_", regex=True).str.strip("_")
    ids = "reported." + told["agreement"] + "." + measure
    corporation = told["party"].where(told["party"].isin(list(corporations)))
    rows = told.assign(id=ids.astype("str"), corporation=corporation.astype("str"))
    place = ["id", "corporation", "period"]
    differs = rows.groupby(place, dropna=False)["value"].transform("nunique", dropna=False) > 1
    rows = rows.assign(value=rows["value"].mask(differs)).drop_duplicates(place)
    return _as_reported(rows, period)


def _as_reported(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Bring rows into the common shape, keeping the period each was reported about."""
    ordered = rows.sort_values(["id", "corporation", "period"], kind="stable", na_position="first")
    shaped = result_rows(ordered, period=period)
    return shaped.assign(period=ordered["period"].to_numpy()).astype({"period": "str"})


def latest(reported_figures: pd.DataFrame, *, agreements: Collection[str], period: Period) -> pd.DataFrame:
    """
    The last figure each party reported of each measure, and whether it is about this half-year.

    Parameters
    ----------
    reported_figures
        As for `figures`, as known on the reference date. Not modified.
    agreements
        Numbers of the agreements asked for.
    period
        The half-year reported on; later periods are left out.

    Returns
    -------
    latest
        One row per agreement, measure and party, in that order: `agreement`, `measure`, `party`, `period`, `value`
        (missing where not filled in), `unit`, `source`, `is_of_period` (false: nothing was reported about this
        half-year yet, the figure is an older one). Of periods that end on one day the longest counts.

    Notes
    -----
    Source: docs/method/reported.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> told = pd.DataFrame({"agreement": "33", "period": ["2022-H2", "2023-H1"], "measure": "registrations",
    ...                      "party": "WeerThuis", "value": [7.0, 9.0], "unit": "persons", "source": "list"})
    >>> latest(told, agreements=["33"], period=Period(2023, 2))[["period", "value", "is_of_period"]].values.tolist()
    [['2023-H1', 9.0, False]]
    """
    order = _order(reported_figures["period"], period)
    is_asked = reported_figures["agreement"].isin(list(agreements)) & order.notna()
    told = reported_figures[is_asked].assign(order=order[is_asked])
    last = told.sort_values([*_KEY, "order"], kind="stable").drop_duplicates(_KEY, keep="last")
    last = last.assign(
        is_of_period=last["period"].isin(list(ending_in(period))),
        number=pd.to_numeric(last["agreement"], errors="coerce"),
    )
    rows: pd.DataFrame = last.sort_values(["number", *_KEY], kind="stable", ignore_index=True)[_LATEST]
    return rows


def _order(periods: pd.Series[str], last: Period) -> pd.Series[float]:
    """Place of each reported period in time; missing for one that ends after the half-year, or is none."""
    parts = periods.str.extract(r"^(\d{4})(?:-(H[12]|Q[1-4]))?$")
    year = pd.to_numeric(parts[0])
    part = pd.to_numeric(parts[1].where(parts[1].notna(), "year").map(_place_in_year()))
    place = year * 100 + part
    final = last.year * 100 + _place_in_year()["year" if last.half == 2 else "H1"]  # noqa: PLR2004 - the second half
    return place.where(place <= final)


def _place_in_year() -> dict[str, int]:
    """Order in which the periods of a year end, a shorter one first."""
    order: Sequence[str] = ("Q1", "Q2", "H1", "Q3", "Q4", "H2", "year")
    return {name: place for place, name in enumerate(order)}
