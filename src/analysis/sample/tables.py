"""The columns of every delivered table, in the order of the exchange format, and how a table is written."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

COLUMNS = {
    "complexes": "complex_id corporation complex_name village estate",
    "dwellings": "dwelling_id in_service_from corporation complex_id municipality_code village "
    "neighbourhood_code x_rd_m y_rd_m dwelling_type floor_area_m2 construction_year "
    "is_self_contained is_daeb net_rent_eur_per_month target_rent_eur_per_month "
    "energy_label label_method label_registered_on has_sale_label "
    "in_service_reason out_of_service_from out_of_service_reason",
    "stock": "corporation village date homes source",
    "households": "household_id year dwelling_id adults children is_pension_age "
    "disposable_income_eur_per_year has_wealth_below_limit gas_m3_per_year "
    "electricity_kwh_per_year heat_gj_per_year feed_in_kwh_per_year",
    "rents": "dwelling_id valid_from net_rent_eur_per_month change_reason tenancy_started_on",
    "allocations": "allocation_id corporation municipality_code dwelling_id allocated_on priority_ground "
    "is_first_housing is_vacated_dwelling registered_on origin_municipality_code persons is_pension_age "
    "income_eur_per_year",
    "urgencies": "urgency_id corporation ground granted_on ended_on end_reason",
    "seekers": "period village active_seekers registered_seekers advertised_dwellings responses responses_from_outside",
    "programme": "project_id project_name corporation village kind homes social_homes planned_on "
    "realised_homes realised_on is_lifetime_proof agreement",
    "district_plan": "parcel_id district phase segment homes status expected_year x_rd_m y_rd_m",
    "permit_holders": "period corporation task_persons housed_persons family_reunion_persons reported_on",
    "inspections": "inspection_id village held_on points_raised points_closed",
    "observations": "observation_id inspection_id x_rd_m y_rd_m subject grade action owner due_on closed_on",
    "reported_figures": "agreement period measure party value unit source",
    "improvements": "improvement_id dwelling_id corporation municipality_code completed_on measures label_before "
    "label_after label_method_before label_method_after rent_change_eur_per_month energy_saving_eur_per_month "
    "programme",
    "actions": "agreement date party status evidence",
}


def columns(table: str) -> list[str]:
    """
    Return the column names of a table.

    Examples
    --------
    >>> columns("stock")
    ['corporation', 'village', 'date', 'homes', 'source']
    """
    return COLUMNS[table].split()


def csv_text(header: list[str], rows: Iterable[list[str]]) -> str:
    r"""
    Write a table as CSV text with commas and LF line ends.

    Examples
    --------
    >>> csv_text(["a", "b"], [["1", "x, y"]])
    'a,b\n1,"x, y"\n'
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def flag(value: bool | None) -> str:
    """Write a yes or no; missing stays empty."""
    return "" if value is None else str(value).lower()


def iso(day: date | None) -> str:
    """Write a date; missing stays empty."""
    return day.isoformat() if day else ""


def whole(number: int | None) -> str:
    """Write a whole number; missing stays empty."""
    return "" if number is None else str(number)
