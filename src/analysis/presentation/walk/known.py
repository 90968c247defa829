"""What may be known of a village before it is walked through: everything here passed the disclosure gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...disclosure import joined
from ..maps.complexes import HOMES_EDGES
from ..shown import rows_of
from ..texts import is_missing

if TYPE_CHECKING:
    from ...disclosure import Published

EDITIONS: Final = ("professionals", "residents")
LOW, GOOD = "labels.e_to_g_share", "labels.a_to_c_share"
_COMPLEX: Final = (
    "complex_id",
    "complex_name",
    "corporation",
    "homes",
    "built_from",
    "built_to",
    "x_rd_m",
    "y_rd_m",
)
_POINT: Final = (
    "observation_id",
    "held_on",
    "subject",
    "grade",
    "owner",
    "due_on",
    "closed_on",
    "state",
    "days_late",
    "x_rd_m",
    "y_rd_m",
)
_POVERTY: Final = ("complex_id", "value", "band")
_NO_FIGURE: Final = {"value": None, "bound": None, "suppressed": False, "band": None}


@dataclass(frozen=True)
class Known:
    """
    What may be known of one village.

    Parameters
    ----------
    village
        Its name.
    complexes
        Rows of `inspections.known_complexes`, class *home*.
    points
        Rows of `inspections.carried_points`, class *plan*.
    turn
        Its row of `inspections.rota`, class *plan*; without rows for a village without a turn.
    works
        Its rows of `programme` that are not finished, class *plan*.
    labels
        Rows of the ledger with the shares of low and good labels, class *home*; None for residents.
    poverty
        Rows of `energy_poverty.bands`, class *household*; None for residents.
    middle
        A point in the village, metres RD, for a map of a village where nothing else has a place.
    """

    village: str
    complexes: Published
    points: Published
    turn: Published
    works: Published
    labels: Published | None = None
    poverty: Published | None = None
    middle: tuple[float, float] | None = None

    def complex_rows(self) -> list[dict[str, Any]]:
        """Give what is known of each complex, with its figure where the edition shows figures."""
        rows = rows_of(self.complexes, _COMPLEX)
        figures = self._figures()
        low, good = self._label_shares(LOW), self._label_shares(GOOD)
        found = []
        for record in rows.to_dict("records"):
            row = {str(name): value for name, value in record.items()}
            row["is_small"] = row["suppressed"]
            if is_missing(row["complex_name"]):
                row["complex_name"] = row["complex_id"]
            row |= figures.get(str(row["complex_id"]), _NO_FIGURE)
            row["homes"], row["homes_to"] = self._homes(row["homes"])
            row["low"], row["good"] = (shares.get(str(row["complex_id"]), _NO_FIGURE) for shares in (low, good))
            found.append(row)
        return found

    def point_rows(self) -> list[dict[str, Any]]:
        """Give the points that go along, in the order listed."""
        rows = rows_of(self.points, _POINT)
        return [{str(name): value for name, value in record.items()} for record in rows.to_dict("records")]

    @property
    def has_classed_homes(self) -> bool:
        """Whether homes are told in classes: beside a share without counts they would narrow down its households."""
        return self.poverty is not None and (self.poverty.data_class, self.poverty.profile) == ("household", "public")

    def _homes(self, homes: object) -> tuple[object, object]:
        """Give the first and the last number of homes that are told; None where it has no end or is not known."""
        if not self.has_classed_homes or is_missing(homes):
            return homes, homes
        above = [edge for edge in HOMES_EDGES if edge > float(str(homes))]
        below = [edge for edge in HOMES_EDGES if edge <= float(str(homes))]
        return max(below, default=0), above[0] - 1 if above else None

    def _figures(self) -> dict[str, dict[str, Any]]:
        if self.poverty is None:
            return {}
        rows = rows_of(joined(self.poverty, self.complexes, on="complex_id"), (*_POVERTY, "homes"))
        told = (*_NO_FIGURE, "homes")
        return {str(row["complex_id"]): {name: row[name] for name in told} for row in rows.to_dict("records")}

    def _label_shares(self, result: str) -> dict[str, dict[str, Any]]:
        if self.labels is None:
            return {}
        rows = rows_of(self.labels, ("id", "complex_id", "value"))
        rows = rows[(rows["id"] == result) & rows["complex_id"].notna()]
        return {
            str(row["complex_id"]): {**_NO_FIGURE, **{name: row[name] for name in ("value", "bound", "suppressed")}}
            for row in rows.to_dict("records")
        }
