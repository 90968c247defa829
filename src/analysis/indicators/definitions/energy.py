"""What a household's energy costs in a year, and how energy-efficient its dwelling is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EnergyTariffs:
    """
    Prices of energy in one year, taxes included.

    Fixed charges hold supply and network; the tax credit is the yearly reduction of the energy tax per
    connection.
    """

    gas_tariff_eur_per_m3: float
    electricity_tariff_eur_per_kwh: float
    heat_tariff_eur_per_gj: float
    gas_fixed_eur_per_year: float
    electricity_fixed_eur_per_year: float
    heat_fixed_eur_per_year: float
    energy_tax_credit_eur_per_year: float


@dataclass(frozen=True)
class EnergySupport:
    """
    Support with the energy bill in one year: price caps up to a volume, and allowances.

    A cap of `None` means that no cap was in force that year.
    """

    gas_cap_eur_per_m3: float | None
    gas_cap_m3_per_year: float | None
    electricity_cap_eur_per_kwh: float | None
    electricity_cap_kwh_per_year: float | None
    heat_cap_eur_per_gj: float | None
    heat_cap_gj_per_year: float | None
    low_income_allowance_eur_per_year: float
    household_allowance_eur_per_year: float


def energy_bill_eur_per_year(
    households: pd.DataFrame, *, tariffs: EnergyTariffs, support: EnergySupport | None
) -> pd.Series[float]:
    """
    Energy bill of a household in a year: use at its price, plus fixed charges, minus credit and support.

    Per carrier min(use, cap) x min(tariff, cap price) + use above the cap x tariff. Electricity is net of
    what the household fed in, and not below 0. Gas and heat carry fixed charges only when used, electricity
    always. Support is the caps, an allowance for every household, and one for households whose income is
    known to be low. A bill may end below 0.

    Parameters
    ----------
    households
        One row per household; needs `gas_m3_per_year`, `electricity_kwh_per_year`, `heat_gj_per_year`,
        `feed_in_kwh_per_year` and, with support, `is_low_income` (`boolean`). Not modified.
    tariffs
        Prices of the year.
    support
        Support of the year; `None` = the bill without support.

    Returns
    -------
    bill
        Euro per year, index of `households`; missing where one of the four uses is missing, or, when there is
        an allowance for low incomes, where it is unknown whether the income is low.

    Notes
    -----
    Source: price cap 2023 and energietoeslag, docs/method/energy_poverty.md; simple yearly caps stand in for
    the monthly profile.

    Examples
    --------
    >>> home = pd.DataFrame({"gas_m3_per_year": [1300.0], "electricity_kwh_per_year": [2000.0],
    ...     "heat_gj_per_year": [0.0], "feed_in_kwh_per_year": [500.0], "is_low_income": [False]})
    >>> tariffs = EnergyTariffs(2.00, 0.50, 50.0, 200.0, 100.0, 300.0, 600.0)
    >>> energy_bill_eur_per_year(home, tariffs=tariffs, support=None).item()
    3050.0
    >>> support = EnergySupport(1.45, 1200.0, 0.40, 2900.0, 47.38, 37.0, 1300.0, 0.0)
    >>> energy_bill_eur_per_year(home, tariffs=tariffs, support=support).item()
    2240.0
    """
    given = _NO_SUPPORT if support is None else support
    bill = (
        _carriers(households, tariffs, given)
        - tariffs.energy_tax_credit_eur_per_year
        - given.household_allowance_eur_per_year
    )
    if given.low_income_allowance_eur_per_year:
        bill = bill - _floats(households["is_low_income"]) * given.low_income_allowance_eur_per_year
    return pd.Series(bill, index=households.index, name="energy_bill_eur_per_year")


_NO_SUPPORT = EnergySupport(None, None, None, None, None, None, 0.0, 0.0)


def _carriers(households: pd.DataFrame, tariffs: EnergyTariffs, support: EnergySupport) -> Floats:
    """Sum the three carriers: use at its price, and fixed charges."""
    gas, heat = _floats(households["gas_m3_per_year"]), _floats(households["heat_gj_per_year"])
    taken = _floats(households["electricity_kwh_per_year"])
    electricity = np.maximum(taken - _floats(households["feed_in_kwh_per_year"]), 0)
    priced = (
        _priced(gas, tariffs.gas_tariff_eur_per_m3, support.gas_cap_eur_per_m3, support.gas_cap_m3_per_year)
        + _priced(
            electricity,
            tariffs.electricity_tariff_eur_per_kwh,
            support.electricity_cap_eur_per_kwh,
            support.electricity_cap_kwh_per_year,
        )
        + _priced(heat, tariffs.heat_tariff_eur_per_gj, support.heat_cap_eur_per_gj, support.heat_cap_gj_per_year)
    )
    fixed = np.where(gas > 0, tariffs.gas_fixed_eur_per_year, 0.0) + tariffs.electricity_fixed_eur_per_year
    total: Floats = priced + fixed + np.where(heat > 0, tariffs.heat_fixed_eur_per_year, 0.0)
    return total


def _priced(use: Floats, tariff: float, cap_price: float | None, cap_volume: float | None) -> Floats:
    """Price use: at most the cap price up to the capped volume, the tariff above it."""
    if cap_price is None or cap_volume is None:
        return use * tariff
    capped = np.minimum(use, cap_volume)
    return capped * min(tariff, cap_price) + (use - capped) * tariff


def _floats(column: pd.Series[float]) -> Floats:
    """Plain numbers with nan for missing."""
    return np.asarray(column.to_numpy(dtype="float64", na_value=np.nan))


def is_low_quality(label: pd.Series[str], *, labels: Collection[str]) -> pd.Series[bool]:
    """
    Low energetic quality, a proxy: the dwelling's energy label is one of the low ones.

    The official measure is modelled; the label stands in for it and is named a proxy wherever it is shown.

    Parameters
    ----------
    label
        Energy label, missing allowed.
    labels
        Labels that count as low.

    Returns
    -------
    is_low
        `boolean`; missing where the label is unknown.

    Notes
    -----
    Source: assumption `low_quality_labels`, docs/method/energy_poverty.md.

    Examples
    --------
    >>> is_low_quality(pd.Series(["C", "D", None]), labels=["D", "E", "F", "G"]).tolist()
    [False, True, <NA>]
    """
    return label.isin(list(labels)).astype("boolean").mask(label.isna())
