"""Contracts of the tables about building, demolishing and improving."""

from __future__ import annotations

import pandera.pandas as pa

from .fields import Day, Flag, Shape, Whole, boolean, day, decimal, geometry, identifier, text, whole


class Programme(pa.DataFrameModel):
    """One project or milestone of the building programme."""

    project_id: str = identifier("Identifier of the project.")
    project_name: str = text("Name of the project.")
    corporation: str = identifier("Housing association that builds or demolishes.", required=False)
    village: str = text("Village of the project.")
    kind: str = text("What the project does.", codes=("new_build", "demolition", "milestone"))
    homes: Whole = whole("Homes planned, or to be demolished.", "homes")
    social_homes: Whole = whole("Social rental homes among them.", "homes")
    planned_on: Day = day("Day of completion that was planned.")
    realised_homes: Whole = whole("Homes completed or demolished.", "homes", empty_means="not yet")
    realised_on: Day = day("Day of completion.", empty_means="not yet")
    is_lifetime_proof: Flag = boolean("Whether the homes suit all stages of life (levensloopbestendig).")
    agreement: str = identifier("Number of the agreement the project belongs to.", required=False)

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("project_id",)


class DistrictPlan(pa.DataFrameModel):
    """One parcel of a new district, as the plan stands on the card's reference date."""

    parcel_id: str = identifier("Identifier of the parcel.")
    district: str = identifier("Name of the new district, such as Laarhove.")
    phase: str = text("Phase in which the parcel is built.")
    segment: str = text(
        "Segment of the homes.", codes=("social_rent", "cheap_sale", "middle", "expensive"), required=False
    )
    homes: Whole = whole("Homes on the parcel.", "homes")
    status: str = text(
        "How far the parcel is.", codes=("planned", "permitted", "under_construction", "delivered"), required=False
    )
    expected_year: Whole = whole("Year in which the homes are expected.", "year")
    geometry: Shape = geometry("Outline or point of the parcel; made from the coordinates where only those are given.")
    x_rd_m: float = decimal("East coordinate in EPSG:28992, or a point inside the outline.", "m", at_least=None)
    y_rd_m: float = decimal("North coordinate in EPSG:28992, or a point inside the outline.", "m", at_least=None)

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("parcel_id",)


class Improvements(pa.DataFrameModel):
    """One improvement of the energetic quality of a dwelling."""

    improvement_id: str = identifier("Identifier of the improvement.")
    dwelling_id: str = identifier("Dwelling that was improved.")
    corporation: str = identifier("Housing association that owns the dwelling, as named on the card.")
    municipality_code: str = identifier("CBS code of the municipality of the dwelling.")
    completed_on: Day = day("Day of completion.", empty_means="not yet")
    measures: str = text("Measures taken, separated by |.")
    label_before: str = text("Energy label before; codes in params/norms/labels.yml.")
    label_after: str = text("Energy label after; codes in params/norms/labels.yml.")
    label_method_before: str = text("Method of the label before; codes in params/norms/labels.yml.")
    label_method_after: str = text("Method of the label after; codes in params/norms/labels.yml.")
    rent_change_eur_per_month: float = decimal(
        "Change of the rent because of the improvement.", "EUR per month", at_least=None
    )
    energy_saving_eur_per_month: float = decimal("Estimated saving on energy.", "EUR per month", at_least=None)
    programme: str = text("Programme the improvement belongs to.")

    class Config:
        """Strict, never coercing."""

        strict = True
        coerce = False
        unique = ("improvement_id",)
