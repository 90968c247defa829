"""Contracts of the tables about homes and where they stand."""

from __future__ import annotations

import pandera.pandas as pa

from .fields import Day, Flag, Shape, Whole, boolean, day, decimal, geometry, identifier, text, whole


class Complexes(pa.DataFrameModel):
    """One complex: homes built, let and maintained together."""

    complex_id: str = identifier("Identifier of the complex, unique over all associations.")
    corporation: str = identifier("Housing association that owns the complex, as named on the card.")
    complex_name: str = text("Name by which tenants and staff know the complex.")
    village: str = text("Village the complex stands in.")
    estate: str = text("Estate (buurtje) or street the complex is part of.")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("complex_id",)


class Dwellings(pa.DataFrameModel):
    """One spell of a dwelling in service; a dwelling that left and came back has two."""

    dwelling_id: str = identifier("Identifier of the dwelling, unique over all associations.")
    in_service_from: Day = day("First day of the spell in service.", required=True)
    corporation: str = identifier("Housing association that owns the dwelling, as named on the card.")
    complex_id: str = identifier("Complex the dwelling belongs to.")
    municipality_code: str = identifier("CBS code of the municipality, such as GM1730.")
    village: str = text("Village the dwelling stands in.", required=True)
    neighbourhood_code: str = identifier("CBS code of the neighbourhood, such as BU17300900.", required=False)
    x_rd_m: float = decimal("East coordinate in EPSG:28992; degrees are transformed on reading.", "m", at_least=None)
    y_rd_m: float = decimal("North coordinate in EPSG:28992; degrees are transformed on reading.", "m", at_least=None)
    dwelling_type: str = text("Type of dwelling, such as terraced, semi-detached, apartment.")
    floor_area_m2: float = decimal("Usable floor area.", "m2")
    construction_year: Whole = whole("Year in which the building was completed.", "year")
    is_self_contained: Flag = boolean("Whether the dwelling has its own entrance, kitchen and toilet.")
    is_daeb: Flag = boolean("Whether the dwelling is in the DAEB branch, as on the card's reference date.")
    net_rent_eur_per_month: float = decimal("Net rent on the card's reference date.", "EUR per month")
    target_rent_eur_per_month: float = decimal("Rent at which the dwelling is let again.", "EUR per month")
    energy_label: str = text("Energy label; codes in params/norms/labels.yml.")
    label_method: str = text("Method by which the label was determined; codes in params/norms/labels.yml.")
    label_registered_on: Day = day("Day the label was registered; unknown on every earlier day.")
    has_sale_label: Flag = boolean("Whether the association may sell the dwelling.")
    in_service_reason: str = text("Why the spell began (VERA); codes in params/norms/service_reasons.yml.")
    out_of_service_from: Day = day("First day out of service.", empty_means="still in service")
    out_of_service_reason: str = text(
        "Why the spell ended (VERA); codes in params/norms/service_reasons.yml.", empty_means="still in service"
    )

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("dwelling_id", "in_service_from")


class Stock(pa.DataFrameModel):
    """A control total: the number of homes of one association in one village on one day."""

    corporation: str = identifier("Housing association, as named on the card.")
    village: str = text("Village.", required=True)
    date: Day = day("Day on which the homes were counted.", required=True)
    homes: Whole = whole("Homes in service that day, from another source than `dwellings`.", "homes")
    source: str = text("Where the total comes from.")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("corporation", "village", "date")


class Rents(pa.DataFrameModel):
    """A rent of one dwelling from one day on, until the next row."""

    dwelling_id: str = identifier("Dwelling the rent is for.")
    valid_from: Day = day("First day on which the rent is in force.", required=True)
    net_rent_eur_per_month: float = decimal("Net rent from that day on.", "EUR per month")
    change_reason: str = text("Why the rent changed (VERA): JAA, INK, MUT, REN, NIE.")
    tenancy_started_on: Day = day("First day of the tenancy the rent belongs to.", empty_means="vacant")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("dwelling_id", "valid_from")


class Neighbourhoods(pa.DataFrameModel):
    """One CBS neighbourhood (buurt) with its outline."""

    neighbourhood_code: str = identifier("CBS code of the neighbourhood, such as BU17300900.")
    neighbourhood_name: str = text("Name of the neighbourhood.")
    district_code: str = identifier("CBS code of the district (wijk), such as WK173009.", required=False)
    village: str = text("Village the neighbourhood belongs to.")
    geometry: Shape = geometry("Outline; empty stays in the table and is named under the map.")
    total_dwellings: Whole = whole("All homes of the neighbourhood, of every owner.", "homes")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("neighbourhood_code",)
