"""Which villages were inspected, when, and which are due (agreement 40)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ...periods import MONTHS_PER_YEAR
from ..definitions import in_service, result_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ...periods import Period

_COLUMNS = {
    "village": "str",
    "village_homes": "Int64",
    "last_on": "datetime64[us]",
    "months_since": "Int64",
    "due_on": "datetime64[us]",
    "status": "str",
    "visits": "Int64",
    "planned": "Int64",
}


def visits(
    inspections: pd.DataFrame,
    dwellings: pd.DataFrame,
    neighbourhoods: pd.DataFrame,
    *,
    on: date,
    window_months: int,
    all_villages: bool,
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Per village the last inspection, how long ago it was, and whether its turn has come.

    Parameters
    ----------
    inspections
        Core table `inspections`, as known on the reference date; one without a day has not been held. Not modified.
    dwellings
        Core table `dwellings` of the municipality. Not modified.
    neighbourhoods
        Core table `neighbourhoods`: the villages there are. Not modified.
    on
        Reference date.
    window_months
        Months after which a village has its turn again.
    all_villages
        Whether villages without a home of an association count too.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    visits
        One row per village, the longest without a visit first: `village`, `village_homes`, `last_on` (missing: never),
        `months_since` (whole months up to the reference date), `due_on` (day on which the window ends), `status`
        (`never`, `due`: the window has passed or ends on the day itself, `not_due`), `visits` (held in the window),
        `planned` (inspections without a day).

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 40: "Individuele wijken/kernen komen gemiddeld om de twee jaren aan bod";
    a village is the unit chosen. Before the first inspection delivered nothing is known.

    Examples
    --------
    >>> from datetime import date
    >>> inspections = pd.DataFrame({"village": ["Vries", "Yde"], "held_on": pd.to_datetime(["2022-05-12", None])})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "village": ["Vries", "Yde"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_from": pd.to_datetime([None] * 2),
    ...     "out_of_service_reason": None})
    >>> found = visits(inspections, dwellings, pd.DataFrame({"village": ["Vries", "Yde"]}), on=date(2023, 12, 31),
    ...                window_months=24, all_villages=False, temporary_reasons=[])
    >>> found[["village", "months_since", "status", "planned"]].values.tolist()
    [['Yde', <NA>, 'never', 1], ['Vries', 19, 'not_due', 0]]
    """
    there = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    homes = there.groupby("village")["dwelling_id"].nunique()
    names = set(homes.index) | (set(neighbourhoods["village"].dropna()) if all_villages else set())
    villages = pd.Index(sorted(names), dtype="str", name="village")
    day = pd.Timestamp(on)
    begin = day - pd.DateOffset(months=window_months)
    done = inspections[inspections["held_on"] <= day]
    last = pd.to_datetime(done.groupby("village")["held_on"].max().reindex(villages))
    due_on = last + pd.DateOffset(months=window_months)
    status = pd.Series("not_due", index=villages).mask(due_on <= day, "due").mask(last.isna(), "never")
    frame = pd.DataFrame(
        {
            "village_homes": homes.reindex(villages, fill_value=0),
            "last_on": last,
            "months_since": _whole_months(last, day),
            "due_on": due_on,
            "status": status,
            "visits": done[done["held_on"] > begin].groupby("village").size().reindex(villages, fill_value=0),
            "planned": inspections[inspections["held_on"].isna()]
            .groupby("village")
            .size()
            .reindex(villages, fill_value=0),
        },
        index=villages,
    ).reset_index()
    order = frame.sort_values(["last_on", "village_homes", "village"], ascending=[True, False, True], kind="stable",
                              na_position="first", ignore_index=True)  # fmt: skip
    return order.astype(_COLUMNS)


def _whole_months(since: pd.Series[pd.Timestamp], day: pd.Timestamp) -> pd.Series[int]:
    """Give the whole months from each day to the reference date; a month is whole on the same day of the month."""
    months = (day.year - since.dt.year) * MONTHS_PER_YEAR + day.month - since.dt.month
    is_last_day = day == day + pd.offsets.MonthEnd(0)
    is_short = (since.dt.day > day.day) & (not is_last_day)
    return (months - is_short.astype("int64")).astype("Int64")


def held(visits: pd.DataFrame, inspections: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Inspections held in the window, per village: at 1 every village had its turn, on average.

    Parameters
    ----------
    visits
        Frame as `visits` gives it. Not modified.
    inspections
        Core table `inspections`, as known on the reference date. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; id `inspections.held_in_two_years_share`, grain *all*; numerator = inspections held in the window,
        denominator = villages; the share may exceed 1, and a village visited twice makes up for another. No interval.
        No row while no inspection at all is known, held or planned: not delivered is not zero.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 40, "gemiddeld om de twee jaren".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> visits, inspections = pd.DataFrame({"visits": [2, 0, 0]}), pd.DataFrame({"inspection_id": ["I", "J"]})
    >>> held(visits, inspections, period=Period(2023, 2))[["numerator", "denominator"]].values.tolist()
    [[2, 3]]
    """
    held_count, villages = int(visits["visits"].sum()), len(visits) if len(inspections) else 0
    row = {"id": "inspections.held_in_two_years_share", "unit": "share", "numerator": held_count}
    rows = [{**row, "denominator": villages, "missing": 0, "value": held_count / villages}] if villages else []
    return result_rows(pd.DataFrame(rows, columns=[*row, "denominator", "missing", "value"]), period=period)


def measure(
    inspections: pd.DataFrame,
    dwellings: pd.DataFrame,
    neighbourhoods: pd.DataFrame,
    on: date,
    period: Period,
    **inputs: Any,
) -> pd.DataFrame:
    """Give the rows that are judged: `visits`, then `held`, from the inputs that norms and assumptions decide."""
    return held(visits(inspections, dwellings, neighbourhoods, on=on, **inputs), inspections, period=period)


def visit_rows(visits: pd.DataFrame, *, period: Period) -> pd.DataFrame:
    """
    Months since the last inspection per village, as results.

    Parameters
    ----------
    visits
        Frame as `visits` gives it. Not modified.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; id `inspections.months_since_count`, grain *village*, unit `months`; the value is missing for a
        village that was never inspected as far as the delivery goes. No counts and no interval.

    Notes
    -----
    Source: docs/method/inspections.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> frame = pd.DataFrame({"village": ["Bunne", "Vries"], "months_since": pd.Series([None, 18], dtype="Int64")})
    >>> visit_rows(frame, period=Period(2023, 2))["value"].tolist()
    [nan, 18.0]
    """
    value = visits["months_since"].astype("float64")
    rows = visits[["village"]].assign(id="inspections.months_since_count", unit="months", value=value)
    return result_rows(rows, period=period)
