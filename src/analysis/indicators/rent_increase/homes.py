"""Single homes: how far their rent rose, against the agreement's cap and the law's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ...statistics import NOISE_DECIMALS, is_above
from ..definitions import answers, result_rows, share_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["corporation"], [])
_LARGEST = "rent.largest_home_change_share"


@dataclass(frozen=True)
class Caps:
    """
    What the rent of one home may rise by.

    Parameters
    ----------
    agreed_share
        Largest rise by the agreement.
    legal_share
        Largest regular rise by law.
    low_rent_limit_eur_per_month, low_rent_eur_per_month
        Rent on the first day below which the law allows a rise in euros, and how many.
    dependent_eur_per_month
        Largest income-dependent rise of the law's highest band.
    euro_rule_within_agreement
        Whether a rise in euros that the law allows is not held against the percentage of the agreement.
    """

    agreed_share: float
    legal_share: float
    low_rent_limit_eur_per_month: float
    low_rent_eur_per_month: float
    dependent_eur_per_month: float
    euro_rule_within_agreement: bool


def home_rows(homes: pd.DataFrame, *, caps: Caps, period: Period) -> pd.DataFrame:
    """
    Give the largest rise of one home, and the shares of homes above the cap of the agreement and above the law's.

    A *regular* rise is everything but an income-dependent rise, an improvement and a one-off reduction; it is taken of
    the rent on the first day. A home with an income-dependent rise has no regular one: that reason stands for the whole
    yearly rise, which the law caps in euros. A rent below the limit may rise by the euros of the law instead of its
    percentage.

    Parameters
    ----------
    homes
        Frame as `compared` gives it. Not modified.
    caps
        What the rent of one home may rise by.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape, per association and over the whole: `rent.largest_home_change_share` (`denominator` = homes with
        a regular rise that is held against the percentage), `rent.above_agreed_cap_share` and
        `rent.above_legal_cap_share` (numerator = homes above). `missing` = homes that are not known.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 10; Aedes, Huurbeleid 2023; docs/method/rent_increase.md.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"corporation": "SEW", "is_known": [True, True], "before_eur_per_month": [500.0, 290.0],
    ...     "yearly_eur_per_month": [17.0, 25.0], "income_dependent_eur_per_month": 0.0, "other_eur_per_month": 0.0})
    >>> caps = Caps(0.036, 0.031, 300, 25, 100, euro_rule_within_agreement=True)
    >>> rows = home_rows(homes, caps=caps, period=Period(2023, 2))
    >>> rows.loc[rows["corporation"] == "SEW", "value"].tolist()
    [0.0, 0.5, 0.034]
    """
    rise = homes["yearly_eur_per_month"] + homes["other_eur_per_month"]
    before, known = homes["before_eur_per_month"], homes["is_known"]
    dependent = homes["income_dependent_eur_per_month"]
    is_dependent = (dependent > 0) & known
    in_euros = is_in_euros(homes, caps)
    above_agreed = is_above(rise, before * caps.agreed_share) & ~is_dependent
    above_law = (is_above(rise, before * caps.legal_share) & ~in_euros & ~is_dependent) | (
        is_above(dependent, caps.dependent_eur_per_month) & is_dependent
    )
    if caps.euro_rule_within_agreement:
        above_agreed = above_agreed & ~in_euros
    flagged = homes[["corporation"]].assign(agreed=above_agreed.mask(~known), law=above_law.mask(~known))
    counted = answers(flagged, {"rent.above_agreed_cap_share": "agreed", "rent.above_legal_cap_share": "law"})
    is_held = known & ~is_dependent & ~(in_euros & caps.euro_rule_within_agreement)
    change = (rise / before).round(NOISE_DECIMALS).where(is_held)
    return pd.concat(
        [
            result_rows(_largest(homes, change), period=period),
            share_rows(counted, grains=_GRAINS, period=period, has_interval=False),
        ],
        ignore_index=True,
    ).sort_values(["corporation", "id"], kind="stable", na_position="first", ignore_index=True)


def is_in_euros(homes: pd.DataFrame, caps: Caps) -> pd.Series[bool]:
    """
    Whether the law measures a home's regular rise in euros: a rent below the limit that rose by no more than the cap.

    Examples
    --------
    >>> homes = pd.DataFrame({"before_eur_per_month": [299.99, 300.0, 200.0],
    ...                       "yearly_eur_per_month": [25.0, 25.0, 25.01], "other_eur_per_month": 0.0})
    >>> is_in_euros(homes, Caps(0.036, 0.031, 300, 25, 100, euro_rule_within_agreement=True)).tolist()
    [True, False, False]
    """
    rise = homes["yearly_eur_per_month"] + homes["other_eur_per_month"]
    is_low = is_above(caps.low_rent_limit_eur_per_month - homes["before_eur_per_month"], 0.0)
    return (is_low & ~is_above(rise, caps.low_rent_eur_per_month)).fillna(value=False).astype(bool)


def _largest(homes: pd.DataFrame, change: pd.Series[float]) -> pd.DataFrame:
    """Largest change per association and over the whole."""
    told = homes[["corporation"]].assign(change=change, missing=(~homes["is_known"]).astype("int64"))
    of_all = told.assign(corporation="")
    grouped = pd.concat([of_all, told], ignore_index=True).groupby("corporation", as_index=False)
    found = grouped.agg(value=("change", "max"), denominator=("change", "count"), missing=("missing", "sum"))
    found = found.assign(corporation=found["corporation"].replace("", None), id=_LARGEST, unit="share")
    return found.loc[found["denominator"] > 0]


def rises(homes: pd.DataFrame, *, caps: Caps, edges: Sequence[float]) -> pd.DataFrame:
    """
    Homes by how far their rent rose, with the caps among the edges of the classes.

    Parameters
    ----------
    homes
        Frame as `compared` gives it. Not modified.
    caps
        What the rent of one home may rise by.
    edges
        Further edges of the classes, as shares above 0.

    Returns
    -------
    classes
        One row per association and class, in the order shown: `corporation`, `kind` (`regular`, `in_euros`,
        `income_dependent`), `above_share` and `up_to_share` (of a regular rise; missing where open), `value` and
        `numerator` (homes), `unit`, `denominator` (homes compared), `missing`.

    Notes
    -----
    Source: docs/method/rent_increase.md.

    Examples
    --------
    >>> homes = pd.DataFrame({"corporation": "SEW", "is_known": [True, True], "before_eur_per_month": [500.0, 290.0],
    ...     "yearly_eur_per_month": [17.0, 25.0], "income_dependent_eur_per_month": 0.0, "other_eur_per_month": 0.0})
    >>> caps = Caps(0.036, 0.031, 300, 25, 100, euro_rule_within_agreement=True)
    >>> rises(homes, caps=caps, edges=[])[["kind", "value"]].values.tolist()[-4:]
    [['regular', 1.0], ['regular', 0.0], ['in_euros', 1.0], ['income_dependent', 0.0]]
    """
    known = homes.loc[homes["is_known"]]
    rise = known["yearly_eur_per_month"] + known["other_eur_per_month"]
    is_dependent = known["income_dependent_eur_per_month"] > 0
    in_euros = is_in_euros(known, caps) & ~is_dependent
    in_euros &= is_above(rise, known["before_eur_per_month"] * caps.legal_share).astype(bool)
    is_regular = ~is_dependent & ~in_euros
    lines = sorted({0.0, *edges, caps.legal_share, caps.agreed_share})
    bounds = list(zip([None, None, *lines], [None, *lines, None], strict=True))[1:]
    kinds = [("regular", low, high, is_regular & _between(rise, known, low, high)) for low, high in bounds]
    kinds += [("in_euros", None, None, in_euros), ("income_dependent", None, None, is_dependent)]
    unknown = homes.loc[~homes["is_known"], "corporation"].value_counts()
    records = [
        _class(str(name), kind, low, high, int((is_it & (known["corporation"] == name)).sum()), len(group), unknown)
        for name, group in known.groupby("corporation")
        for kind, low, high, is_it in kinds
    ]
    columns = [
        "corporation",
        "kind",
        "above_share",
        "up_to_share",
        "value",
        "unit",
        "numerator",
        "denominator",
        "missing",
    ]
    text = dict.fromkeys(["corporation", "kind", "unit"], "str")
    shares = dict.fromkeys(["above_share", "up_to_share", "value"], "float64")
    return pd.DataFrame(records, columns=columns).astype(
        text | shares | dict.fromkeys(["numerator", "denominator", "missing"], "Int64")
    )


def _between(rise: pd.Series[float], homes: pd.DataFrame, low: float | None, high: float | None) -> pd.Series[bool]:
    """Whether each rise lies above the low end, and not above the high one."""
    before = homes["before_eur_per_month"]
    above = pd.Series(data=True, index=rise.index) if low is None else is_above(rise, before * low).astype(bool)
    return above if high is None else above & ~is_above(rise, before * high).astype(bool)


def _class(
    name: str, kind: str, low: float | None, high: float | None, count: int, compared: int, unknown: pd.Series[int]
) -> dict[str, object]:
    return {
        "corporation": name,
        "kind": kind,
        "above_share": low,
        "up_to_share": high,
        "value": count,
        "unit": "homes",
        "numerator": count,
        "denominator": compared,
        "missing": int(unknown.get(name, 0)),
    }
