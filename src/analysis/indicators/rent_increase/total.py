"""The rent sum: how much it changed, and through what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..definitions import result_rows
from .compared import STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["corporation"], [])
_CHANGE = "rent.sum_change_share"
_CENT = 2


def sum_rows(homes: pd.DataFrame, *, counts_reductions: bool, period: Period) -> pd.DataFrame:
    """
    Change of the rent sum of the compared homes: their rents on the second day over those on the first, minus one.

    Parameters
    ----------
    homes
        Frame as `compared` gives it. Not modified.
    counts_reductions
        Whether rents that the law lowered once are part of the change; else those falls are left out of it.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, per association and over the whole: `rent.sum_change_share`;
        `rent.sum_change_without_reductions_share`; and what each step adds, `rent.sum_change_<step>_share` for each of
        `STEPS`, which add up to the change with the reductions. Unit `share` (of the rent sum on the first day),
        `denominator` = homes compared, `missing` = homes that are not known.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 10: "dat de huursom met maximaal de CAO-loonontwikkeling minus 0,5
    procentpunt kan stijgen".

    Examples
    --------
    >>> from analysis.periods import Period
    >>> steps = dict.fromkeys([f"{step}_eur_per_month" for step in STEPS], [0.0])
    >>> homes = pd.DataFrame({"corporation": ["SEW"], "is_known": [True], "before_eur_per_month": [500.0],
    ...                       "after_eur_per_month": [513.0], **steps, "yearly_eur_per_month": [13.0]})
    >>> rows = sum_rows(homes, counts_reductions=True, period=Period(2023, 2))
    >>> rows.loc[(rows["id"] == "rent.sum_change_share") & (rows["corporation"] == "SEW"), "value"].item()
    0.026
    """
    parts = [_sums(homes, grain) for grain in _GRAINS]
    sums = pd.concat(parts, ignore_index=True)
    change = sums["after"] - sums["before"]
    amounts = {
        _CHANGE: change if counts_reductions else change - sums["reduction"],
        "rent.sum_change_without_reductions_share": change - sums["reduction"],
        **{f"rent.sum_change_{step}_share": sums[step] for step in STEPS},
    }
    return result_rows(
        pd.concat([_shares(sums, result, amount) for result, amount in amounts.items()], ignore_index=True),
        period=period,
    )


def so_far_rows(homes: pd.DataFrame, *, counts_reductions: bool, period: Period) -> pd.DataFrame:
    """
    Change of the rent sum up to a day before the comparison is complete: a figure without a line.

    Parameters
    ----------
    homes
        Frame as `compared` gives it, up to the reference date. Not modified.
    counts_reductions, period
        As for `sum_rows`.

    Returns
    -------
    rows
        Common shape, per association and over the whole; id `rent.sum_change_so_far_share`.

    Notes
    -----
    Source: docs/method/rent_increase.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> steps = dict.fromkeys([f"{step}_eur_per_month" for step in STEPS], [0.0])
    >>> homes = pd.DataFrame({"corporation": ["SEW"], "is_known": [True], "before_eur_per_month": [500.0],
    ...                       "after_eur_per_month": [513.0], **steps})
    >>> so_far_rows(homes, counts_reductions=True, period=Period(2023, 2))["value"].tolist()
    [0.026, 0.026]
    """
    rows = sum_rows(homes, counts_reductions=counts_reductions, period=period)
    return rows.loc[rows["id"] == _CHANGE].assign(id="rent.sum_change_so_far_share").reset_index(drop=True)


def by_reason(homes: pd.DataFrame) -> pd.DataFrame:
    """
    Give what each step adds to the rent sum, in euros and as a share of the sum on the first day.

    Parameters
    ----------
    homes
        Frame as `compared` gives it. Not modified.

    Returns
    -------
    steps
        One row per association (missing: all) and step, in the order of `STEPS` and `total` last: `corporation`,
        `step`, `value` (share of the rent sum on the first day), `unit`, `change_eur_per_month`, `changed_homes` (whose
        rent it changed), `denominator` (homes compared).

    Notes
    -----
    Source: VERA, PRIJSCOMPONENTWIJZIGINGSREDEN; docs/method/rent_increase.md.

    Examples
    --------
    >>> steps = dict.fromkeys([f"{step}_eur_per_month" for step in STEPS], [0.0])
    >>> homes = pd.DataFrame({"corporation": ["SEW"], "is_known": [True], "before_eur_per_month": [500.0],
    ...                       "after_eur_per_month": [513.0], **steps, "yearly_eur_per_month": [13.0]})
    >>> by_reason(homes)[["step", "value"]].values.tolist()[0]
    ['yearly', 0.026]
    """
    known = homes.loc[homes["is_known"]]
    parts = [_reasons(None, known), *(_reasons(name, group) for name, group in known.groupby("corporation"))]
    frame = pd.concat(parts, ignore_index=True)
    text = dict.fromkeys(["corporation", "step", "unit"], "str")
    return frame.astype(text | {"changed_homes": "Int64", "denominator": "Int64"})


def _reasons(name: object, known: pd.DataFrame) -> pd.DataFrame:
    changes = {step: known[f"{step}_eur_per_month"] for step in STEPS}
    changes["total"] = known["after_eur_per_month"] - known["before_eur_per_month"]
    before = round(float(known["before_eur_per_month"].sum()), _CENT)
    records = [
        {
            "corporation": name,
            "step": step,
            "value": round(float(change.sum()), _CENT) / before,
            "unit": "share",
            "change_eur_per_month": round(float(change.sum()), _CENT),
            "changed_homes": int((change.round(_CENT) != 0).sum()),
            "denominator": len(known),
        }
        for step, change in changes.items()
        if len(known)
    ]
    columns = ["corporation", "step", "value", "unit", "change_eur_per_month", "changed_homes", "denominator"]
    return pd.DataFrame(records, columns=columns)


def _sums(homes: pd.DataFrame, grain: list[str]) -> pd.DataFrame:
    """Rent sums, changes by step, and homes, per group; without dimensions one group, the whole."""
    names = {"before": "before_eur_per_month", "after": "after_eur_per_month"}
    names |= {step: f"{step}_eur_per_month" for step in STEPS}
    told = homes[["corporation"]].assign(**{name: homes[column] for name, column in names.items()})
    told = told.assign(denominator=homes["is_known"].astype("int64"), missing=(~homes["is_known"]).astype("int64"))
    grouped = told.groupby(grain, as_index=False) if grain else told.groupby(lambda _: 0)
    sums = grouped[[*names, "denominator", "missing"]].sum()
    rounded = {name: sums[name].round(_CENT) for name in names}
    return sums.assign(**rounded).loc[lambda rows: rows["denominator"] > 0].reset_index(drop=True)


def _shares(sums: pd.DataFrame, result: str, amount: pd.Series[float]) -> pd.DataFrame:
    kept: Sequence[str] = [name for name in ("corporation", "denominator", "missing") if name in sums]
    return sums[list(kept)].assign(id=result, value=amount.round(_CENT) / sums["before"], unit="share")
