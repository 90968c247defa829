"""The path of labels E, F and G to zero: what is left, the pace so far, and the pace needed."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import calendar_years, day_after_years
from ..definitions import in_service

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


_COLUMNS: Mapping[str, str] = {
    "corporation": "str",
    "reading": "str",
    "from": "datetime64[us]",
    "on": "datetime64[us]",
    "until": "datetime64[us]",
    "homes_at_start": "Int64",
    "improved_homes": "Int64",
    "left_homes": "Int64",
    "homes": "Int64",
    "unknown_homes": "Int64",
    "agreed_homes_per_year": "float64",
    "agreed_homes": "float64",
    "pace_homes_per_year": "float64",
    "needed_homes_per_year": "float64",
    "years_to_zero": "float64",
    "zero_on": "datetime64[us]",
}


def readings(year: int) -> dict[str, date]:
    """
    Give both readings of "gone in a year": its first day (before it), and the first day after it (by its end).

    Examples
    --------
    >>> readings(2028)
    {'before': datetime.date(2028, 1, 1), 'by_end': datetime.date(2029, 1, 1)}
    """
    return {"before": date(year, 1, 1), "by_end": date(year + 1, 1, 1)}


def path(
    dwellings: pd.DataFrame,
    homes: pd.DataFrame,
    improved: pd.DataFrame,
    *,
    corporation: str,
    since: date,
    on: date,
    gone_in_year: int,
    agreed_homes_per_year: float,
    low_labels: Collection[str],
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Path of the delivered homes with a low label to zero, under both readings of the year.

    Homes now: in service on the reference date, known label low. Improved: among them and those that left it, the
    delivered homes an improvement took out of the low labels since the first day. Left: homes with a low label that
    left service for good since then (demolished, sold). At the start = now + improved + left; what came back to a low
    label by a new survey is not known and in no term. Pace so far = (improved + left) / years passed; needed = now /
    years that remain.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of every municipality, labels as known on the reference date. Not modified.
    homes
        Frame as `homes_with_labels` gives it, of every municipality. Not modified.
    improved
        Homes improved since the first day: `dwelling_id`, `corporation`, `is_out_of_low`. Not modified.
    corporation
        Association the agreement is about.
    since, on
        First day of the agreements, and reference date.
    gone_in_year
        Year in which the low labels are to be gone.
    agreed_homes_per_year
        Homes a year that were agreed.
    low_labels
        Labels that are to be gone.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    path
        One row per reading (`before`, `by_end`): `corporation`, `from`, `on`, `until` (day on which none is left),
        whole numbers of homes `homes_at_start`, `improved_homes`, `left_homes`, `homes` (now), `unknown_homes` (no
        label known), `agreed_homes_per_year`, `agreed_homes` (first day to `until` at the agreed number),
        `pace_homes_per_year`, `needed_homes_per_year` (missing once the day has passed), `years_to_zero` and
        `zero_on` (at the pace so far; missing without a pace). No rows where no home was delivered.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 28: "jaarlijks 100 woningen met E, F & G labels aanpakken zodat deze
    labels in 2028 verdwenen zijn".

    Examples
    --------
    >>> none = pd.to_datetime([None, None])
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "W", "energy_label": ["E", "B"],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_from": none,
    ...     "out_of_service_reason": None})
    >>> homes = dwellings.assign(is_low=pd.Series([True, False], dtype="boolean"))
    >>> improved = pd.DataFrame({"dwelling_id": ["b"], "corporation": "W",
    ...                          "is_out_of_low": pd.Series([True], dtype="boolean")})
    >>> found = path(dwellings, homes, improved, corporation="W", since=date(2023, 1, 1), on=date(2023, 12, 31),
    ...     gone_in_year=2028, agreed_homes_per_year=100, low_labels=["E"], temporary_reasons=[])
    >>> found[["reading", "homes_at_start", "homes", "agreed_homes", "needed_homes_per_year"]].values.tolist()
    [['before', 2, 1, 500.0, 0.25], ['by_end', 2, 1, 600.0, 0.2]]
    """
    own = homes[homes["corporation"] == corporation]
    if own.empty:
        return pd.DataFrame(columns=list(_COLUMNS)).astype(dict(_COLUMNS))
    spells = dwellings[dwellings["corporation"] == corporation]
    taken = improved[improved["is_out_of_low"].fillna(value=False).astype(bool)]
    done = int(taken["dwelling_id"].isin(spells["dwelling_id"]).sum())
    left = _left(spells, since=since, on=on, low_labels=low_labels, temporary_reasons=temporary_reasons)
    now, passed = int(own["is_low"].sum()), calendar_years(since, next_day(on))
    pace = (done + left) / passed
    to_zero = now / pace if pace else math.nan
    common = {
        "corporation": corporation,
        "from": since,
        "on": on,
        "homes_at_start": now + done + left,
        "improved_homes": done,
        "left_homes": left,
        "homes": now,
        "unknown_homes": int(own["is_low"].isna().sum()),
        "agreed_homes_per_year": agreed_homes_per_year,
        "pace_homes_per_year": pace,
        "years_to_zero": to_zero,
        "zero_on": None if math.isnan(to_zero) else day_after_years(on, to_zero),
    }
    rows = []
    for name, until in readings(gone_in_year).items():
        remain = calendar_years(next_day(on), until)
        asked = {
            "reading": name,
            "until": until,
            "agreed_homes": agreed_homes_per_year * (until.year - since.year),
            "needed_homes_per_year": now / remain if remain > 0 else math.nan,
        }
        rows.append({**common, **asked})
    return pd.DataFrame(rows)[list(_COLUMNS)].astype(dict(_COLUMNS))


def next_day(day: date) -> date:
    """Give the day after a day."""
    return date.fromordinal(day.toordinal() + 1)


def _left(
    spells: pd.DataFrame, *, since: date, on: date, low_labels: Collection[str], temporary_reasons: Collection[str]
) -> int:
    """Homes with a low label that were in service on the day before the first and are not on the reference date."""
    before = date.fromordinal(since.toordinal() - 1)
    was = spells[in_service(spells, before, temporary_reasons=temporary_reasons)]
    stays = spells.loc[in_service(spells, on, temporary_reasons=temporary_reasons), "dwelling_id"]
    gone = was[~was["dwelling_id"].isin(stays)]
    return int(gone["energy_label"].isin(list(low_labels)).sum())
