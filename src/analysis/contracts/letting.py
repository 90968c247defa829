"""Contracts of the tables about people: who lives in the homes, who got one, who is looking for one."""

from __future__ import annotations

import pandera.pandas as pa

from .fields import Day, Flag, Whole, boolean, day, decimal, identifier, text, whole


class Households(pa.DataFrameModel):
    """One household in one year, with its income and the energy it used."""

    household_id: str = identifier("Pseudonym of the household.")
    year: Whole = whole("Year the figures are about.", "year", required=True)
    dwelling_id: str = identifier("Dwelling the household lived in.")
    adults: Whole = whole("Adults in the household.", "persons", personal=True)
    children: Whole = whole("Children under 18 in the household.", "persons", personal=True)
    is_pension_age: Flag = boolean("Whether the main earner has reached pension age.", personal=True)
    disposable_income_eur_per_year: float = decimal(
        "Disposable income without huurtoeslag; it may be below 0.", "EUR per year", at_least=None, personal=True
    )
    has_wealth_below_limit: Flag = boolean("Whether wealth is below the limit of the year.", personal=True)
    gas_m3_per_year: float = decimal("Gas used.", "m3 per year", personal=True)
    electricity_kwh_per_year: float = decimal("Electricity taken from the grid.", "kWh per year", personal=True)
    heat_gj_per_year: float = decimal("Heat taken from a heat network.", "GJ per year", personal=True)
    feed_in_kwh_per_year: float = decimal("Electricity fed into the grid.", "kWh per year", personal=True)

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("household_id", "year")


class Allocations(pa.DataFrameModel):
    """One allocation (toewijzing) of a dwelling to a seeker."""

    allocation_id: str = identifier("Identifier of the allocation.")
    corporation: str = identifier("Housing association that let the dwelling, as named on the card.")
    municipality_code: str = identifier("CBS code of the municipality of the dwelling.")
    dwelling_id: str = identifier("Dwelling that was allocated.")
    allocated_on: Day = day("Day of the allocation.", required=True)
    priority_ground: str = text(
        "Ground of priority (VERA); codes in params/norms/priority_grounds.yml.", empty_means="regular seeker"
    )
    is_first_housing: Flag = boolean("Whether a permit holder is housed for the first time.")
    is_vacated_dwelling: Flag = boolean("Whether the dwelling became free, so is not newly built or bought.")
    registered_on: Day = day("Day the seeker registered.")
    origin_municipality_code: str = identifier("CBS code of the municipality the seeker came from.", required=False)
    persons: Whole = whole("Persons in the seeker's household.", "persons", personal=True)
    is_pension_age: Flag = boolean("Whether the seeker has reached pension age.", personal=True)
    income_eur_per_year: float = decimal(
        "Income at the allocation; it may be below 0.", "EUR per year", at_least=None, personal=True
    )

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("allocation_id",)


class Urgencies(pa.DataFrameModel):
    """One urgency that was granted, with how it ended."""

    urgency_id: str = identifier("Identifier of the urgency.")
    corporation: str = identifier("Housing association that houses the seeker.", required=False)
    ground: str = text("Ground of the urgency (VERA); codes in params/norms/priority_grounds.yml.")
    granted_on: Day = day("Day the urgency was granted.", required=True)
    ended_on: Day = day("Day the urgency ended.", empty_means="still searching")
    end_reason: str = text(
        "How the urgency ended.",
        codes=("housed", "expired", "withdrawn", "moved"),
        empty_means="still searching",
    )

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("urgency_id",)


class Seekers(pa.DataFrameModel):
    """Home seekers and advertisements of one village in one quarter."""

    period: str = identifier("Quarter, such as 2023-Q1.")
    village: str = text("Village of the advertised homes.", required=True)
    active_seekers: Whole = whole(
        "Seekers who responded at least once, each in the village of most responses.", "persons"
    )
    registered_seekers: Whole = whole(
        "Seekers registered at the end of the quarter, each in the village of first choice.", "persons"
    )
    advertised_dwellings: Whole = whole("Homes advertised.", "homes")
    responses: Whole = whole("Responses to the advertisements.", "responses")
    responses_from_outside: Whole = whole("Responses by seekers of other municipalities.", "responses")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("period", "village")


class PermitHolders(pa.DataFrameModel):
    """Task and housing of permit holders (statushouders) in one quarter."""

    period: str = identifier("Quarter, such as 2023-Q1.")
    corporation: str = identifier(
        "Housing association that housed the persons.", required=False, empty_means="the municipality's task"
    )
    task_persons: Whole = whole(
        "Persons to be housed, on the row without corporation.", "persons", empty_means="not on this row"
    )
    housed_persons: Whole = whole("Persons housed.", "persons", empty_means="not on this row")
    family_reunion_persons: Whole = whole(
        "Persons housed through family reunion.", "persons", empty_means="not on this row"
    )
    reported_on: Day = day("Day the figures were reported.")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("period", "corporation")
