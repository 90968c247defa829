"""Verdicts that moved between two reports: of agreements, and of the lines they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...presentation.standing import STANDINGS, counted_as, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from .ends import Ends

_SEVERITIES = ("kept", "at_risk", "broken")


@dataclass(frozen=True)
class Move:
    """
    An agreement whose verdict, correction or line is another one than before.

    Parameters
    ----------
    id, title
        Number and short title, as in the newer report that has it.
    old, new
        How it stood and stands (`presentation.standing`); None where the report has no such agreement.
    old_corrected, new_corrected
        Verdict given by hand; empty where nobody did.
    old_rules, new_rules
        Its rules in words, where they differ; empty where they are the same.
    """

    id: str
    title: str
    old: str | None
    new: str | None
    old_corrected: str = ""
    new_corrected: str = ""
    old_rules: str = ""
    new_rules: str = ""

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal of a chapter rather than a numbered agreement."""
        return self.id.startswith("goal")

    @property
    def way(self) -> str:
        """Whether it stands `worse` or `better` than before; empty where it does not, or cannot be told."""
        before, after = (_severity(stands) for stands in (self.old, self.new))
        if before is None or after is None or before == after:
            return ""
        return "worse" if after > before else "better"

    @property
    def has_moved(self) -> bool:
        """Whether the verdict, measured or by hand, is another one."""
        return (self.old, self.old_corrected) != (self.new, self.new_corrected)


def moves(ends: Ends) -> list[Move]:
    """Give the agreements that moved: the worst verdict now first, then those whose line alone was redrawn."""
    sides = [{one["id"]: one for one in found.about["agreements"]} for found in (ends.old, ends.new)]
    rules = [_rules(found.rows) for found in (ends.old, ends.new)]
    ids = list(dict.fromkeys([*sides[1], *sides[0]]))
    found = [_move(one, sides[0].get(one), sides[1].get(one), rules) for one in ids]
    moved = [one for one in found if one.has_moved or one.old_rules != one.new_rules]
    return sorted(moved, key=lambda one: (not one.has_moved, _rank(one.new), ids.index(one.id)))


def _move(
    agreement: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, rules: list[dict[str, str]]
) -> Move:
    before, after = (side.get(agreement, "") for side in rules)
    is_redrawn = before and after and before != after
    return Move(
        agreement,
        str((new or old or {})["title"]),
        _standing(old),
        _standing(new),
        _corrected(old),
        _corrected(new),
        before if is_redrawn else "",
        after if is_redrawn else "",
    )


def _rules(rows: pd.DataFrame) -> dict[str, str]:
    """Rules of each agreement in words, as its rows carry them."""
    told = rows[rows["rule"].notna()].drop_duplicates(["agreement", "id", "rule"]).sort_values(["id", "rule"])
    return {str(agreement): " ".join(dict.fromkeys(own["rule"])) for agreement, own in told.groupby("agreement")}


def _standing(entry: Mapping[str, Any] | None) -> str | None:
    return None if entry is None else counted_as(standing(entry["verdict"] or "", entry["reason"] or ""))


def _corrected(entry: Mapping[str, Any] | None) -> str:
    return str((entry or {}).get("correction", {}).get("verdict", ""))


def _severity(stands: str | None) -> int | None:
    """How bad a verdict is, reported or measured; None for what is no verdict."""
    plain = (stands or "").removesuffix("_as_reported")
    return _SEVERITIES.index(plain) if plain in _SEVERITIES else None


def _rank(stands: str | None) -> int:
    return len(STANDINGS) if stands is None else STANDINGS.index(stands)
