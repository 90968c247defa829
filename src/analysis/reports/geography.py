"""The files of a report for QGIS and for a phone: the layers in their looks, and projects for QField."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .. import disclosure, measures
from ..indicators import inspections
from ..parameters import load_assumptions
from ..prepare import known_on
from ..presentation import qgis
from ..presentation.texts import Texts
from . import geopackage, packages
from .field import choices_of, without_figures, write_phone

if TYPE_CHECKING:
    from ..disclosure import Published
    from .draft import Draft

PHONE, PHONE_OF_RESIDENTS = "qfield.zip", "qfield-residents.zip"


def write(draft: Draft, shares: qgis.Shares) -> None:
    """
    Write `layers.gpkg`, and a project for a phone with figures and one without.

    Parameters
    ----------
    draft
        Its notebooks have left their layers.
    shares
        Result and edges of the classes, by layer that shows a share.
    """
    parameters, prepared = draft.request.parameters, draft.prepared
    texts, neighbourhoods = Texts(parameters.language), prepared.load("neighbourhoods")
    layers = packages.layers_of(draft.work, neighbourhoods, profile=parameters.profile, shares=shares)
    looks = qgis.looks_of(texts, shares=shares, change=packages.CHANGE)
    stamp = f"{parameters.reference_date}T00:00:00Z"
    package = draft.staged / packages.GEOPACKAGE
    geopackage.write_layers(package, layers, looks, stamp=stamp)
    earlier = None if parameters.profile == "public" else _open_promises(draft)
    phone = partial(write_phone, choices=choices_of(prepared.card, on=parameters.date), texts=texts, stamp=stamp)
    phone(draft.staged / PHONE, layers, looks, earlier=earlier, stored=package)
    places, drawn = without_figures(layers), qgis.looks_without_figures(texts)
    phone(draft.staged / PHONE_OF_RESIDENTS, places, drawn, earlier=None)


def _open_promises(draft: Draft) -> Published:
    """Give the points of earlier inspections that are not done, through the gate."""
    parameters, prepared = draft.request.parameters, draft.prepared
    held, noted = (known_on(name, prepared.load(name), parameters.date) for name in ("inspections", "observations"))
    promised = inspections.promises(held, noted, on=parameters.date)
    return disclosure.gate(
        promised[promised["closed_on"].isna()].reset_index(drop=True),
        data_class="plan",
        profile=parameters.profile,
        policy=measures.policy(load_assumptions(parameters.scenario)),
        by=["observation_id"],
    )
