"""Huurtoeslag of 2020 to 2025 by the formula of the act: exact decimals, so that every amount is right to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

import pandas as pd

_CENT = Decimal("0.01")
_NAME = "huurtoeslag_eur_per_month"


@dataclass(frozen=True)
class HuurtoeslagNorms:
    """
    Amounts and shares of one year; factors by kind of household (`single`, `several`, and each with `_pension`).

    A norm that is `None` is not known for the year: no huurtoeslag can be calculated.
    """

    income_point_eur_per_year: Mapping[str, float] | None
    factor_a: Mapping[str, float] | None
    factor_b: Mapping[str, float] | None
    minimum_norm_rent_eur_per_month: Mapping[str, float] | None
    own_contribution_eur_per_month: float | None
    middle_share: float
    upper_share: float
    kwaliteitskortingsgrens_eur_per_month: float
    lage_aftoppingsgrens_eur_per_month: float
    hoge_aftoppingsgrens_eur_per_month: float
    huurtoeslaggrens_eur_per_month: float
    low_cap_persons: int

    @property
    def is_known(self) -> bool:
        """Whether every norm of the formula is known for the year."""
        return all(part is not None for part in (*self._by_kind, self.own_contribution_eur_per_month))

    @property
    def _by_kind(self) -> tuple[Mapping[str, float] | None, ...]:
        return (
            self.income_point_eur_per_year, self.factor_a, self.factor_b, self.minimum_norm_rent_eur_per_month,
        )  # fmt: skip

    @cached_property
    def exact(self) -> Mapping[str, Decimal]:
        """Amounts and shares that are one number, by name: decimals as written, made once for all households."""
        return {name: _exact(value) for name, value in vars(self).items() if not isinstance(value, Mapping)}

    @cached_property
    def exact_by_kind(self) -> Mapping[str, tuple[Decimal, ...]]:
        """Income point, both factors and minimum norm rent, by kind of household: decimals as they are written."""
        if not self.is_known:
            _exact(None)
        parts = [part or {} for part in self._by_kind]
        return {kind: tuple(_exact(part[kind]) for part in parts) for kind in parts[0]}


def huurtoeslag_eur_per_month(
    income_eur_per_year: float,
    rent_eur_per_month: float,
    persons: int,
    *,
    is_pension_age: bool,
    norms: HuurtoeslagNorms,
) -> float:
    """
    Huurtoeslag of one household that has no more wealth than the act allows.

    Basic rent = norm rent + own contribution, where norm rent = a Y^2 + b Y for an income Y from the income point
    on, and never less than the minimum. Allowance = all of the rent between the basic rent and the
    kwaliteitskortingsgrens, 65 % of what lies between that and the aftoppingsgrens (the low one for one or two
    persons, the high one for more), and 40 % of what lies above it for one person alone or at pension age. A rent
    above the huurtoeslaggrens gives nothing. Adapted homes, which the act treats like pension age, are not delivered.

    Parameters
    ----------
    income_eur_per_year
        Rekeninkomen of the household, euro per year; 0 and less count as the income point.
    rent_eur_per_month
        Rekenhuur, euro per month.
    persons
        Members of the household, 1 or more.
    is_pension_age
        Whether it counts as a household at pension age.
    norms
        Amounts of the year.

    Returns
    -------
    huurtoeslag
        Euro per month, 0 or more, whole cents: the basic rent and the allowance are each rounded half up to the cent.

    Raises
    ------
    ValueError
        If the norms of the year are not known.

    Notes
    -----
    Source: Wet op de huurtoeslag, art. 13 and 16-21.

    Examples
    --------
    >>> norms = HuurtoeslagNorms({"single": 19375}, {"single": 0.000000474433}, {"single": 0.002448638402},
    ...     {"single": 225.54}, 0, 0.65, 0.40, 452.20, 647.19, 693.60, 808.06, 2)
    >>> huurtoeslag_eur_per_month(20000, 600, 1, is_pension_age=False, norms=norms)
    309.52
    """
    exact = norms.exact
    rent = _exact(rent_eur_per_month)
    basic = basic_rent_eur_per_month(income_eur_per_year, persons, is_pension_age=is_pension_age, norms=norms)
    if rent > exact["huurtoeslaggrens_eur_per_month"]:
        return 0.0
    is_low = persons <= norms.low_cap_persons
    cap = exact["lage_aftoppingsgrens_eur_per_month" if is_low else "hoge_aftoppingsgrens_eur_per_month"]
    first = exact["kwaliteitskortingsgrens_eur_per_month"]
    upper_share = exact["upper_share"] if is_pension_age or persons == 1 else Decimal(0)
    whole = _part(rent, basic, first)
    middle = exact["middle_share"] * _part(rent, max(basic, first), cap)
    upper = upper_share * max(rent - max(basic, cap), Decimal(0))
    return float(_cents(whole + middle + upper))


def basic_rent_eur_per_month(
    income_eur_per_year: float, persons: int, *, is_pension_age: bool, norms: HuurtoeslagNorms
) -> Decimal:
    """
    Basic rent: what a household pays itself before any huurtoeslag, by its income.

    Parameters
    ----------
    income_eur_per_year, persons, is_pension_age, norms
        As for `huurtoeslag_eur_per_month`.

    Returns
    -------
    basic_rent
        Euro per month, exact decimal of whole cents, rounded half up.

    Raises
    ------
    ValueError
        If the norms of the year are not known.

    Notes
    -----
    Source: Wet op de huurtoeslag, art. 16-19.

    Examples
    --------
    >>> norms = HuurtoeslagNorms({"single": 19375}, {"single": 0.000000474433}, {"single": 0.002448638402},
    ...     {"single": 225.54}, 0, 0.65, 0.40, 452.20, 647.19, 693.60, 808.06, 2)
    >>> [str(basic_rent_eur_per_month(income, 1, is_pension_age=False, norms=norms)) for income in (16000, 20000)]
    ['225.54', '238.75']
    """
    point, factor_a, factor_b, minimum = norms.exact_by_kind[household_kind(persons, is_pension_age=is_pension_age)]
    income = _exact(income_eur_per_year)
    if income >= point:
        minimum = max(minimum, factor_a * income * income + factor_b * income)
    return _cents(minimum + norms.exact["own_contribution_eur_per_month"])


def household_kind(persons: int, *, is_pension_age: bool) -> str:
    """
    Kind of household the act has a row of factors for.

    Examples
    --------
    >>> household_kind(1, is_pension_age=False), household_kind(2, is_pension_age=True)
    ('single', 'several_pension')
    """
    return ("single" if persons == 1 else "several") + ("_pension" if is_pension_age else "")


def huurtoeslag_of(
    homes: pd.DataFrame, *, income_eur_per_year: pd.Series[float], norms: HuurtoeslagNorms
) -> pd.Series[float]:
    """
    Huurtoeslag of each household, as far as what is known of it decides.

    Nothing for a home that is not self-contained, a rent above the limit or wealth above the limit, whatever else is
    unknown. Where wealth is unknown but income and rent leave no allowance either way, it is 0 too.

    Parameters
    ----------
    homes
        One row per household; needs `adults`, `children`, `is_pension_age`, `has_wealth_below_limit`,
        `is_self_contained`, `net_rent_eur_per_month`. Not modified.
    income_eur_per_year
        Income that stands in for the rekeninkomen, same index; missing allowed.
    norms
        Amounts of the year.

    Returns
    -------
    huurtoeslag
        Euro per month, index of `homes`; missing where what is known does not decide, or the year is not known.

    Notes
    -----
    Source: Wet op de huurtoeslag, art. 7, 11, 13 and 16-21.

    Examples
    --------
    >>> norms = HuurtoeslagNorms({"single": 19375}, {"single": 0.000000474433}, {"single": 0.002448638402},
    ...     {"single": 225.54}, 0, 0.65, 0.40, 452.20, 647.19, 693.60, 808.06, 2)
    >>> homes = pd.DataFrame({"adults": 1, "children": 0, "is_pension_age": False, "is_self_contained": True,
    ...     "has_wealth_below_limit": pd.Series([True, False, None], dtype="boolean"), "net_rent_eur_per_month": 600.0})
    >>> huurtoeslag_of(homes, income_eur_per_year=pd.Series([20000.0] * 3), norms=norms).tolist()
    [309.52, 0.0, nan]
    """
    if not norms.is_known:
        return pd.Series(float("nan"), index=homes.index, name=_NAME)
    rent = homes["net_rent_eur_per_month"]
    persons = homes["adults"] + homes["children"]
    may = homes["has_wealth_below_limit"].astype("boolean") & homes["is_self_contained"].astype("boolean")
    may = may & (rent <= norms.huurtoeslaggrens_eur_per_month).astype("boolean").mask(rent.isna())
    gets_nothing = may.eq(other=False).fillna(value=False).astype(bool)
    known = rent.notna() & income_eur_per_year.notna() & persons.notna() & homes["is_pension_age"].notna()
    known &= (persons >= 1).fillna(value=False).astype(bool) & ~gets_nothing
    told = (income_eur_per_year[known], rent[known], persons[known], homes.loc[known, "is_pension_age"])
    amounts = [
        huurtoeslag_eur_per_month(income, paid, int(size), is_pension_age=bool(old), norms=norms)
        for income, paid, size, old in zip(*told, strict=True)
    ]
    amount: pd.Series[float] = pd.Series(amounts, index=homes.index[known], dtype="float64", name=_NAME).reindex(
        homes.index
    )
    is_open = may.isna() & ~(amount == 0)
    return amount.mask(is_open).mask(gets_nothing, 0.0)


def _exact(number: Any) -> Decimal:  # noqa: ANN401 - a number of a parameter file or a cell of a frame
    """Decimal as it is written; a number that is not known stops the calculation."""
    if number is None:
        message = "the norms of the huurtoeslag of this year are not known: add them to params/norms, with a source"
        raise ValueError(message)
    return Decimal(str(number))


def _part(rent: Decimal, lower: Decimal, upper: Decimal) -> Decimal:
    """Part of a rent that lies between two amounts."""
    return max(min(rent, upper) - lower, Decimal(0))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
