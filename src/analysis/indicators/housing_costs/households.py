"""What each household pays for its home, and what is left to live on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...periods import MONTHS_PER_YEAR
from ...statistics import is_above
from ..definitions import (
    EnergySupport,
    EnergyTariffs,
    HuurtoeslagNorms,
    LivingBudget,
    energy_bill_eur_per_year,
    equivalence_factor,
    households_in_scope,
    huurtoeslag_of,
    is_low_income,
    living_budget_eur_per_month,
    rent_on,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    import pandas as pd

FLAGS = (
    "payment_risk",
    "payment_risk_without_support",
    "payment_risk_without_huurtoeslag",
    "cost_quote_above_line",
    "receives_huurtoeslag",
)
AMOUNTS = (
    "net_rent_eur_per_month",
    "huurtoeslag_eur_per_month",
    "energy_eur_per_month",
    "local_taxes_eur_per_month",
    "costs_eur_per_month",
    "income_eur_per_month",
    "left_eur_per_month",
    "budget_eur_per_month",
    "shortage_eur_per_month",
)
_KEYS = ("household_id", "dwelling_id", "complex_id", "corporation", "village", "adults", "children", "is_pension_age")


@dataclass(frozen=True)
class LocalTaxes:
    """Charges of the municipality on several persons, on one as a share of it, and whether a low income pays them."""

    eur_per_year: float
    single_share: float
    are_remitted: bool


def homes_with_rent(
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    rents: pd.DataFrame,
    *,
    on: date,
    rents_on: date,
    card_reference_date: date,
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Households in scope, each with its home and the rent that counts: what no assumption changes.

    Parameters
    ----------
    households, dwellings, on, temporary_reasons
        As for `definitions.households_in_scope`. Not modified.
    rents
        Core table `rents`. Not modified.
    rents_on
        Day whose rents count: the reference date, or the last day of the households' year if that is earlier.
    card_reference_date
        Day whose state `dwellings` gives.

    Returns
    -------
    homes
        As `definitions.households_in_scope`, sorted by `household_id`; `net_rent_eur_per_month` is that of the day
        (euro per month, missing where unknown).

    Raises
    ------
    pandas.errors.MergeError
        If a dwelling has two spells in service on the date.

    Notes
    -----
    Source: definition of the monitor, docs/method/housing_costs.md.

    Examples
    --------
    >>> from datetime import date
    >>> import pandas as pd
    >>> households = pd.DataFrame({"household_id": ["h"], "year": [2023], "dwelling_id": ["a"]})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["1975-01-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "out_of_service_reason": [None],
    ...     "net_rent_eur_per_month": [600.0]})
    >>> rents = pd.DataFrame({"dwelling_id": ["a"], "valid_from": pd.to_datetime(["2022-07-01"]),
    ...     "net_rent_eur_per_month": [580.0]})
    >>> day = date(2023, 12, 31)
    >>> homes_with_rent(households, dwellings, rents, on=day, rents_on=day, card_reference_date=day,
    ...     temporary_reasons=["REN"])["net_rent_eur_per_month"].tolist()
    [580.0]
    """
    homes = households_in_scope(households, dwellings, on=on, temporary_reasons=temporary_reasons)
    rent = rent_on(rents, homes, rents_on, card_reference_date=card_reference_date)
    return homes.assign(net_rent_eur_per_month=rent)


def costs(  # noqa: PLR0913 - every norm is a keyword of its own
    homes: pd.DataFrame,
    *,
    low_income_limit_eur_per_year: float,
    low_income_factor: float,
    equivalence_factors: Sequence[Sequence[float]],
    equivalence_step_extra_adult: float,
    equivalence_step_extra_child: float,
    tariffs: EnergyTariffs,
    support: EnergySupport,
    huurtoeslag: HuurtoeslagNorms,
    rekeninkomen_factor: float,
    local_taxes: LocalTaxes,
    budget: LivingBudget,
    cost_quote_line_share: float,
) -> pd.DataFrame:
    """
    Housing costs of each household per month, what is left of its income, and the three-valued answers.

    Costs = net rent - huurtoeslag + energy bill + local taxes. Left = disposable income - costs; with the
    huurtoeslag taken off the costs and not added to the income, it counts once. Payment risk = left < budget for
    living without housing; the same amount is no risk. Cost quote = costs / disposable income without huurtoeslag.
    Shortage = budget - left, of households at payment risk. An answer is missing when anything it needs is missing.

    Parameters
    ----------
    homes
        Frame as `homes_with_rent` gives it. Not modified.
    low_income_limit_eur_per_year, low_income_factor, equivalence_factors, equivalence_step_extra_adult, \
equivalence_step_extra_child
        As for energy poverty: who gets the allowance for energy, and remission.
    tariffs, support
        Prices of and support with energy in the households' year.
    huurtoeslag
        Norms of the huurtoeslag in the households' year.
    rekeninkomen_factor
        Assumed ratio of the income the huurtoeslag looks at to the disposable income that is delivered.
    local_taxes
        Assumed charges of the municipality.
    budget
        Budget for living in the households' year.
    cost_quote_line_share
        Assumed line of the cost quote, 0-1; a quote on the line is not above it.

    Returns
    -------
    costs
        One row per household in scope, sorted by `household_id`: keys, `adults`, `children`, `is_pension_age`, the
        `AMOUNTS` in euro per month (missing where not known), `cost_quote_share` (missing without an income above 0),
        and a `boolean` column for each of `FLAGS`.

    Notes
    -----
    Source: prestatieafspraken 2023, chapter 4.1: "de genormeerde uitgaven voor levensonderhoud (met als uitgangspunt
    het niet-veel-maar-toereikend-budget) én de feitelijke uitgaven voor woonlasten hoger zijn dan de inkomsten";
    choices in docs/method/housing_costs.md.

    Examples
    --------
    >>> from datetime import date
    >>> import pandas as pd
    >>> households = pd.DataFrame({"household_id": ["h"], "year": [2023], "dwelling_id": ["a"], "adults": [1],
    ...     "children": [0], "is_pension_age": [False], "disposable_income_eur_per_year": [18000.0],
    ...     "has_wealth_below_limit": [True], "gas_m3_per_year": [1000.0], "electricity_kwh_per_year": [2000.0],
    ...     "heat_gj_per_year": [0.0], "feed_in_kwh_per_year": [0.0]})
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a"], "in_service_from": pd.to_datetime(["1975-01-01"]),
    ...     "out_of_service_from": pd.to_datetime([None]), "out_of_service_reason": [None], "corporation": ["SEW"],
    ...     "complex_id": ["S-1"], "village": ["Eelde"], "is_self_contained": [True],
    ...     "net_rent_eur_per_month": [600.0]})
    >>> rents = pd.DataFrame({"dwelling_id": [], "valid_from": pd.to_datetime([]), "net_rent_eur_per_month": []})
    >>> norms = HuurtoeslagNorms({"single": 19375}, {"single": 0.000000474433}, {"single": 0.002448638402},
    ...     {"single": 225.54}, 0, 0.65, 0.40, 452.20, 647.19, 693.60, 808.06, 2)
    >>> day = date(2023, 12, 31)
    >>> homes = homes_with_rent(households, dwellings, rents, on=day, rents_on=day, card_reference_date=day,
    ...     temporary_reasons=["REN"])
    >>> found = costs(homes, low_income_limit_eur_per_year=13200, low_income_factor=1.30,
    ...     equivalence_factors=[[1.00]], equivalence_step_extra_adult=0.30, equivalence_step_extra_child=0.20,
    ...     tariffs=EnergyTariffs(1.50, 0.40, 50.0, 200.0, 100.0, 300.0, 600.0),
    ...     support=EnergySupport(None, None, None, None, None, None, 0.0, 0.0),
    ...     huurtoeslag=norms, rekeninkomen_factor=1.0, local_taxes=LocalTaxes(480.0, 0.75, False),
    ...     budget=LivingBudget(1500.0, {"couple": 1.36, "couple_one_child": 1.62}, 0.36, 0.26, 0.36, 0.03),
    ...     cost_quote_line_share=0.40)
    >>> found[["huurtoeslag_eur_per_month", "energy_eur_per_month", "costs_eur_per_month"]].round(2).iloc[0].tolist()
    [322.73, 166.67, 473.94]
    >>> round(found["left_eur_per_month"].item(), 2), found["payment_risk"].tolist()
    (1026.06, [False])
    """
    homes = homes.copy()
    income = homes["disposable_income_eur_per_year"]
    homes["is_low_income"] = is_low_income(
        income,
        equivalence_factor(
            homes["adults"],
            homes["children"],
            factors=equivalence_factors,
            step_extra_adult=equivalence_step_extra_adult,
            step_extra_child=equivalence_step_extra_child,
        ),
        homes["has_wealth_below_limit"],
        low_income_limit_eur_per_year=low_income_limit_eur_per_year,
        low_income_factor=low_income_factor,
    )
    homes["huurtoeslag_eur_per_month"] = huurtoeslag_of(
        homes, income_eur_per_year=income * rekeninkomen_factor, norms=huurtoeslag
    )
    homes["energy_eur_per_month"] = energy_bill_eur_per_year(homes, tariffs=tariffs, support=support) / MONTHS_PER_YEAR
    unsupported = energy_bill_eur_per_year(homes, tariffs=tariffs, support=None) / MONTHS_PER_YEAR
    homes["local_taxes_eur_per_month"] = _local_taxes_eur_per_month(homes, local_taxes)
    homes["budget_eur_per_month"] = living_budget_eur_per_month(homes["adults"], homes["children"], budget=budget)
    homes["income_eur_per_month"] = income / MONTHS_PER_YEAR
    _add_answers(homes, unsupported, cost_quote_line_share=cost_quote_line_share)
    return homes[[*_KEYS, *AMOUNTS, "cost_quote_share", *FLAGS]]


def _local_taxes_eur_per_month(homes: pd.DataFrame, local_taxes: LocalTaxes) -> pd.Series[float]:
    """Charges of the municipality by size of household; nothing for a low income where they are remitted."""
    persons = (homes["adults"] + homes["children"]).astype("Float64")
    yearly = (persons * 0 + local_taxes.eur_per_year).mask(
        persons == 1, local_taxes.eur_per_year * local_taxes.single_share
    )
    monthly = yearly.astype("float64") / MONTHS_PER_YEAR
    if not local_taxes.are_remitted:
        return monthly
    remitted = homes["is_low_income"].astype("boolean")
    return monthly.mask(remitted.fillna(value=False).astype(bool), 0.0).mask(remitted.isna())


def _add_answers(homes: pd.DataFrame, unsupported: pd.Series[float], *, cost_quote_line_share: float) -> None:
    """Add costs, what is left, and the three-valued answers to a frame of our own."""
    allowance, energy = homes["huurtoeslag_eur_per_month"], homes["energy_eur_per_month"]
    homes["costs_eur_per_month"] = (
        homes["net_rent_eur_per_month"] - allowance + energy + homes["local_taxes_eur_per_month"]
    )
    income, budget, paid = homes["income_eur_per_month"], homes["budget_eur_per_month"], homes["costs_eur_per_month"]
    homes["left_eur_per_month"] = income - paid
    homes["cost_quote_share"] = paid / income.where(income > 0)
    homes["payment_risk"] = is_above(budget, income - paid)
    homes["shortage_eur_per_month"] = (budget - income + paid).where(homes["payment_risk"].fillna(value=False))
    homes["payment_risk_without_support"] = is_above(budget, income - (paid - energy + unsupported))
    homes["payment_risk_without_huurtoeslag"] = is_above(budget, income - (paid + allowance))
    homes["cost_quote_above_line"] = is_above(paid, cost_quote_line_share * income.where(income > 0))
    homes["receives_huurtoeslag"] = is_above(allowance, 0.0)
