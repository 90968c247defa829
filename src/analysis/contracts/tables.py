"""The tables of a delivery, in the order in which they are read and documented."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..wording import said
from .building import DistrictPlan, Improvements, Programme
from .consultation import Actions, Inspections, Observations, ReportedFigures
from .fields import Table
from .letting import Allocations, Households, PermitHolders, Seekers, Urgencies
from .stock import Complexes, Dwellings, Neighbourhoods, Rents, Stock

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOME = MappingProxyType({"dwelling_id": "dwellings"})

_ALL = (
    Table("complexes", Complexes, "One row per complex.", "plan", said("every figure per complex")),
    Table(
        "dwellings",
        Dwellings,
        "One row per spell of a dwelling in service.",
        "home",
        said("every figure about the stock, rents, labels and lettings"),
        MappingProxyType({"complex_id": "complexes"}),
    ),
    Table(
        "stock",
        Stock,
        "One row per association, village and day.",
        "plan",
        said("the control totals of the social stock"),
    ),
    Table("households", Households, "One row per household and year.", "household", said("energy poverty"), _HOME),
    Table(
        "rents", Rents, "One row per dwelling and day on which a rent begins.", "home", said("the rise of rents"), _HOME
    ),
    Table(
        "allocations",
        Allocations,
        "One row per allocation.",
        "association",
        said("displacement and new lettings"),
        _HOME,
    ),
    Table(
        "urgencies",
        Urgencies,
        "One row per urgency granted.",
        "association",
        said("the half-year ambition for urgent seekers"),
    ),
    Table("seekers", Seekers, "One row per quarter and village.", "association", said("how hard it is to find a home")),
    Table("programme", Programme, "One row per project or milestone.", "plan", said("what was planned and built")),
    Table("district_plan", DistrictPlan, "One row per parcel.", "plan", said("the social share of the new district")),
    Table(
        "improvements",
        Improvements,
        "One row per improvement.",
        "home",
        said("labels and costs of improvements"),
        _HOME,
    ),
    Table(
        "permit_holders",
        PermitHolders,
        "One row per quarter and association; the task stands on the row without association.",
        "association",
        said("the task for permit holders"),
    ),
    Table("inspections", Inspections, "One row per neighbourhood inspection.", "plan", said("what inspections led to")),
    Table(
        "observations",
        Observations,
        "One row per point raised at an inspection.",
        "plan",
        said("the open points of the inspections"),
        MappingProxyType({"inspection_id": "inspections"}),
    ),
    Table(
        "reported_figures",
        ReportedFigures,
        "One row per agreement, period, measure and party.",
        "association",
        said("what the parties report themselves"),
    ),
    Table(
        "actions",
        Actions,
        "One row per agreement, day and party.",
        "plan",
        said("the agreements that are reported by hand"),
    ),
    Table("neighbourhoods", Neighbourhoods, "One row per neighbourhood.", "plan", said("the maps by neighbourhood")),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
