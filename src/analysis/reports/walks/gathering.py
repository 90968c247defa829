"""Everything the packs tell, gathered and gated once for all villages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ... import disclosure
from ...errors import ParameterError
from ...indicators import definitions, energy_poverty, inspections, labels
from ...presentation.walk.known import GOOD, LOW, Known
from ...wording import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...disclosure import Published
    from .basis import Basis


@dataclass(frozen=True)
class Gathered:
    """
    What may be known of all villages.

    Parameters
    ----------
    villages
        All villages of the municipality, sorted.
    rota
        Those with a turn, in the order suggested.
    complexes, points, works
        As in `Known`, of every village.
    middles
        A point in each village, metres RD; a village without an outline has none.
    labels, poverty
        As in `Known`; None for residents.
    """

    villages: tuple[str, ...]
    rota: Published
    complexes: Published
    points: Published
    works: Published
    middles: dict[str, tuple[float, float]]
    labels: Published | None = None
    poverty: Published | None = None

    def of(self, village: str) -> Known:
        """Give what may be known of one village."""
        complexes = _of(self.complexes, village)
        return Known(
            village=village,
            complexes=complexes,
            points=_of(self.points, village),
            turn=_of(self.rota, village),
            works=_of(self.works, village),
            labels=self._of_complexes(self.labels, complexes),
            poverty=self._of_complexes(self.poverty, complexes),
            middle=self.middles.get(village),
        )

    def _of_complexes(self, published: Published | None, complexes: Published) -> Published | None:
        if published is None:
            return None
        own = disclosure.require(complexes)["complex_id"]
        return disclosure.chosen(published, disclosure.require(published)["complex_id"].isin(own))

    def check(self, village: str) -> str:
        """
        Give the name of a village as it is written in the delivery.

        Raises
        ------
        ParameterError
            If there is no such village; names all there are.
        """
        for name in self.villages:
            if name.casefold() == village.strip().casefold():
                return name
        message = said(
            "--village {village!r} is no village of this delivery: choose from {villages}",
            village=village,
            villages=", ".join(self.villages),
        )
        raise ParameterError(message)

    @property
    def with_a_turn(self) -> list[str]:
        """Villages of the rota, in its order."""
        return list(disclosure.require(self.rota)["village"])


def _of(published: Published, village: str) -> Published:
    return disclosure.chosen(published, disclosure.require(published)["village"] == village)


def gather(basis: Basis, *, has_figures: bool) -> Gathered:
    """
    Gather what the packs tell.

    Parameters
    ----------
    basis
        The run.
    has_figures
        False for residents: labels and energy poverty are not even computed.
    """
    dwellings, complexes = basis.load("dwellings"), basis.load("complexes")
    neighbourhoods = basis.load("neighbourhoods")
    known = inspections.known_complexes(dwellings, complexes, on=basis.on, **basis.inputs("in_service"))
    works = basis.load("programme")
    middles = definitions.village_points(neighbourhoods).dropna()
    rota = basis.rota()
    villages = {*neighbourhoods["village"].dropna(), *known["village"].dropna(), *disclosure.require(rota)["village"]}
    return Gathered(
        villages=tuple(sorted(str(village) for village in villages)),
        rota=rota,
        complexes=basis.publish(known, "home"),
        points=_points(basis),
        works=basis.publish(works[works["realised_on"].isna()], "plan", by=["project_id"]),
        middles={row["village"]: (row["x_rd_m"], row["y_rd_m"]) for row in middles.to_dict("records")},
        labels=_labels(basis, dwellings) if has_figures else None,
        poverty=_poverty(basis, dwellings, complexes) if has_figures else None,
    )


def _points(basis: Basis) -> Published:
    """Give the points that go along; for the public without a word of people's own."""
    promises = inspections.promises(basis.load("inspections"), basis.load("observations"), on=basis.on)
    points = inspections.carried_points(promises)
    if basis.parameters.profile == "public":
        points = inspections.without_names(points, **basis.inputs("points_without_names"))
    return basis.publish(points, "plan", by=["observation_id"])


def _labels(basis: Basis, dwellings: pd.DataFrame) -> Published:
    """Give the shares of low and good labels, gated with the villages and associations they add up to."""
    homes = labels.homes_with_labels(dwellings, basis.on, **basis.inputs("labels"))
    rows = labels.stock_rows(
        homes, municipality=basis.prepared.card.municipality, whole_area_of="", period=basis.period
    )
    rows = rows[rows["id"].isin([LOW, GOOD])].reset_index(drop=True)
    return basis.publish(rows, disclosure.classes(rows))


def _poverty(basis: Basis, dwellings: pd.DataFrame, complexes: pd.DataFrame) -> Published:
    """Give energy poverty by complex as notebook 10 does: withheld where its ledger withholds it."""
    households = basis.load("households")
    year_end = energy_poverty.year_end(households, basis.on)
    norms = basis.inputs("energy_poverty", on=year_end)
    classified = energy_poverty.classify(households, dwellings, on=basis.on, **norms)
    version = basis.used.assume("definition_version")
    rows = energy_poverty.rows(classified, period=basis.period, definition_version=version)
    ledger = basis.publish(rows, disclosure.classes(rows))
    confidence = basis.used.assume("confidence_share")
    bands = energy_poverty.bands(rows, classified, confidence=confidence, complexes=complexes)
    return basis.publish(bands, "household", ledger=ledger)


def class_edges(basis: Basis) -> Sequence[float]:
    """Give the shares at which a class of energy poverty begins, fixed by policy."""
    edges: Sequence[float] = basis.used.assume("energy_poverty_class_edges")
    return edges
