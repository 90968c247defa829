"""Huurtoeslag of one household by the formula of the act (Wet op de huurtoeslag, art. 13, 16-21), in exact amounts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from .decided import NOTHING, needed, norm, number

if TYPE_CHECKING:
    from .decided import Decisions

CENT = Fraction(1, 100)
KINDS = ("single", "several", "single_pension", "several_pension")


class Basis(NamedTuple):
    """What the basic rent of one kind of household rests on."""

    income_point: Fraction
    minimum: Fraction
    a: Fraction
    b: Fraction


class Act(NamedTuple):
    """The norms of one year."""

    basis: dict[str, Basis]
    own_contribution: Fraction
    quality_limit: Fraction
    low_cap: Fraction
    high_cap: Fraction
    limit: Fraction
    middle: Fraction
    upper: Fraction
    low_cap_persons: int


class Tenant(NamedTuple):
    """What the act looks at; None = unknown."""

    persons: int | None
    is_pension_age: bool | None
    income: Fraction | None
    rent: Fraction | None
    is_poor_enough: bool | None
    is_self_contained: bool | None


def act_of(decisions: Decisions, year: int) -> Act | None:
    """Give the norms of a year; None when one of them is not laid down."""
    on = date(year, 12, 31)
    parts = ("income_point_eur_per_year", "minimum_norm_rent_eur_per_month", "factor_a", "factor_b")
    tables = [norm(decisions, f"huurtoeslag_{part}", on) for part in parts]
    own = number(decisions, "huurtoeslag_own_contribution_eur_per_month", on)
    if own is None or any(table in NOTHING for table in tables if isinstance(table, str)):
        return None
    caps = ("kwaliteitskortingsgrens", "lage_aftoppingsgrens", "hoge_aftoppingsgrens", "huurtoeslaggrens")
    shares = (needed(decisions, f"huurtoeslag_{part}_share", on) for part in ("middle", "upper"))
    return Act(
        {kind: Basis(*(Fraction(table[kind]) for table in tables)) for kind in KINDS},
        own,
        *(needed(decisions, f"{cap}_eur_per_month", on) for cap in caps),
        *shares,
        int(norm(decisions, "huurtoeslag_low_cap_persons", on)),
    )


def half_up(amount: Fraction) -> Fraction:
    """Round to the cent, a half upwards."""
    return (amount / CENT + Fraction(1, 2)).__floor__() * CENT


def basic_rent(act: Act, kind: str, income: Fraction) -> Fraction:
    """Norm rent + own contribution: the minimum, from the income point on at least that, and a Y^2 + b Y if more."""
    basis = act.basis[kind]
    norm_rent = basis.minimum
    if income > basis.income_point:
        norm_rent = max(norm_rent, basis.a * income * income + basis.b * income)
    return half_up(norm_rent + act.own_contribution)


def allowance(act: Act | None, tenant: Tenant) -> Fraction | None:
    """
    Give the allowance of a month; None = unknown.

    Nothing above the limit of rent or wealth, and in a home that is not self-contained, whatever else is unknown.
    Unknown wealth leaves it unknown, unless it is nothing anyway.
    """
    if act is None:
        return None
    refused = [
        tenant.is_self_contained is False,
        tenant.is_poor_enough is False,
        tenant.rent is not None and tenant.rent > act.limit,
    ]
    if any(refused):
        return Fraction(0)
    amount = by_formula(act, tenant)
    if amount == 0:
        return amount
    return None if tenant.is_poor_enough is None or tenant.is_self_contained is None else amount


def by_formula(act: Act, tenant: Tenant) -> Fraction | None:
    """All between B and K, 65 % between K and C, 40 % above C for one person or pension age; to the cent."""
    persons, rent = tenant.persons, tenant.rent
    if persons is None or rent is None or tenant.income is None or tenant.is_pension_age is None:
        return None
    kind = ("single" if persons == 1 else "several") + ("_pension" if tenant.is_pension_age else "")
    basic = basic_rent(act, kind, tenant.income)
    cap = act.low_cap if persons <= act.low_cap_persons else act.high_cap
    nothing = Fraction(0)
    total = max(min(rent, act.quality_limit) - basic, nothing)
    total += act.middle * max(min(rent, cap) - max(basic, act.quality_limit), nothing)
    if kind != "several":
        total += act.upper * max(rent - max(basic, cap), nothing)
    return half_up(total)
