"""Figures of two reports side by side, and their difference in parts that add up to it exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...statistics import composition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..finding import Found
    from .ends import Ends

    Key = tuple[str, str, str, str]
    Row = Mapping[Any, Any]
    Rows = Mapping[Key, Row]

KEY = ("id", "corporation", "village", "complex_id")
PARTS = ("real", "population", "revised", "definition", "unsplit")
"""Parts of a change; `unsplit` is what these reports do not allow to be told apart."""
COLUMNS = (
    *KEY, "unit", "is_judged", "old", "new", "old_suppressed", "new_suppressed", "old_bound", "new_bound", "change",
    *PARTS, "note", "names",
)  # fmt: skip
BREAKDOWNS = (("complex_id",), ("corporation", "village"), ("village",), ("corporation",))
"""Ways in which finer rows may make up a whole, the finest first."""
_SAME = 1e-9


@dataclass(frozen=True)
class Side:
    """
    Rows of one report by their key.

    Parameters
    ----------
    rows
        Every row, by id, corporation, village and complex; empty where a row does not say.
    """

    rows: Rows

    @classmethod
    def of(cls, found: Found) -> Side:
        """Take the rows of a report."""
        return cls({(row["id"], *(row[name] or "" for name in KEY[1:])): row for row in found.records})

    @cached_property
    def exact(self) -> dict[Key, Fraction | None]:
        """Values of the rows as exact numbers."""
        return {key: exact(row) for key, row in self.rows.items()}

    @cached_property
    def by_grain(self) -> dict[tuple[str, frozenset[str]], list[tuple[Key, Row]]]:
        """The rows by id and by which names they bear: those a coarser row may be made up of lie together."""
        found: dict[tuple[str, frozenset[str]], list[tuple[Key, Row]]] = {}
        for key, row in self.rows.items():
            found.setdefault((key[0], _names(key)), []).append((key, row))
        return found


def changes(ends: Ends) -> pd.DataFrame:
    """
    New value minus old of every figure in both reports, split into what changed it.

    Parameters
    ----------
    ends
        The two reports.

    Returns
    -------
    changes
        Columns of `COLUMNS`, one row per figure of either report, sorted by id and place. `change` and its parts are
        exact fractions or None; where `change` is known the parts that are not None add up to it. `note` is a code:
        `only_old`, `only_new`, `withheld` (suppressed, a bound, or missing in one of them), `counts_withheld`,
        `no_breakdown`, `revised_or_real` (other data, and the old half-year was not made again), `definition` (`names`
        says which norms and assumptions differ), or empty.

    Notes
    -----
    Source: docs/method/change.md.
    """
    old, new = Side.of(ends.old), Side.of(ends.new)
    base = next((side for found, side in ((ends.new, new), (ends.old, old)) if found is ends.base), None)
    sides = (old, base or Side.of(ends.base), new)
    keys = sorted(old.rows.keys() | new.rows.keys())
    records = [_record(key, sides, ends) for key in keys]
    return pd.DataFrame(records, columns=list(COLUMNS)).astype(object)


def exact(row: Row) -> Fraction | None:
    """
    Value of a published row as an exact number: its counts where they give it, else the decimal as written.

    Examples
    --------
    >>> exact({"value": 0.225, "numerator": 9, "denominator": 40, "unit": "share", "suppressed": False, "bound": None})
    Fraction(9, 40)
    """
    if row["suppressed"] or row["value"] is None or row["bound"] is not None:
        return None
    return Fraction(*_counts(row)) if _is_plain(row) else Fraction(repr(float(row["value"])))


def _record(key: Key, sides: Sequence[Side], ends: Ends) -> dict[str, Any]:
    old, new = sides[0].rows.get(key), sides[2].rows.get(key)
    shown = new or old or {}
    about: dict[str, Any] = {name: part or None for name, part in zip(KEY, key, strict=True)}
    about |= {"unit": shown["unit"], "is_judged": shown["rule"] is not None}
    for name, row in (("old", old), ("new", new)):
        about[name] = row["value"] if row else None
        about[f"{name}_suppressed"] = bool(row["suppressed"]) if row else False
        about[f"{name}_bound"] = row["bound"] if row else None
    if old is None or new is None:
        return about | {"note": "only_new" if old is None else "only_old"}
    before, between, after = (side.exact.get(key) for side in sides)
    if before is None or after is None:
        return about | {"note": "withheld"}
    return about | {"change": after - before} | _parts(key, (before, between, after), sides, ends)


def _parts(
    key: Key, values: tuple[Fraction, Fraction | None, Fraction], sides: Sequence[Side], ends: Ends
) -> dict[str, Any]:
    before, between, after = values
    is_made_again = ends.base is not ends.old
    if between is None or not (is_made_again or ends.has_same_data):
        return {"unsplit": after - before, "note": "revised_or_real"}
    decided = ends.decisions(key[0])
    restated = _restated(between - before, decided, has_same_data=ends.has_same_data)
    since = _since(key, after - between, sides[1:], ends)
    parts = {**restated, **since}
    if "unsplit" in restated and "unsplit" in since:
        parts["unsplit"] = restated["unsplit"] + since["unsplit"]
    return parts


def _since(key: Key, rest: Fraction, sides: Sequence[Side], ends: Ends) -> dict[str, Any]:
    """Split what lies between the half-years, both made from the same data."""
    base, new = (side.rows[key] for side in sides)
    dated = ends.dated(key[0])
    if not rest:
        return {"real": Fraction(0), "note": ""}
    if dated is None:
        return {"unsplit": rest, "note": "revised_or_real"}
    if dated or base["definition_version"] != new["definition_version"]:
        return {"unsplit": rest, "note": "definition", "names": ", ".join(dated)}
    return _rest(key, (base, new), sides, rest)


def _restated(difference: Fraction, decided: tuple[str, ...] | None, *, has_same_data: bool) -> dict[str, Any]:
    """Name what making the old half-year again changed: the data, what was decided, or both together."""
    if not difference:
        return {"revised": Fraction(0), "definition": Fraction(0)}
    if has_same_data:
        return {"revised": Fraction(0), "definition": difference}
    if decided == ():
        return {"revised": difference, "definition": Fraction(0)}
    return {"unsplit": difference}


def _rest(key: Key, rows: tuple[Row, Row], sides: Sequence[Side], rest: Fraction) -> dict[str, Any]:
    """Split what is left between the half-years into change of the population and real change."""
    if rows[1]["unit"] != "share":
        return {"real": rest, "note": ""}
    if not all(_is_plain(row) for row in rows):
        withheld = any(row["denominator"] is None for row in rows)
        return {"unsplit": rest, "note": "counts_withheld" if withheld else "no_breakdown"}
    groups = _breakdown(key, rows, sides)
    if groups is None:
        return {"unsplit": rest, "note": "no_breakdown"}
    parts = composition(*groups)
    return {"population": parts.population, "real": parts.real, "note": ""}


def _breakdown(key: Key, rows: tuple[Row, Row], sides: Sequence[Side]) -> list[dict[Any, tuple[int, int]]] | None:
    """Give the counts of the finest rows that make up a row in both half-years; None where none do."""
    for names in BREAKDOWNS:
        found = [_members(key, side, names) for side in sides]
        if all(members is not None and _adds_up(members, row) for members, row in zip(found, rows, strict=True)):
            return [members for members in found if members]
    return None


def _members(key: Key, side: Side, names: tuple[str, ...]) -> dict[Any, tuple[int, int]] | None:
    """Counts of the rows one step finer that lie within a row; None where one of them is withheld."""
    own = _names(key)
    if not set(names) - own or ("complex_id" in names and own):
        return None
    finer = side.by_grain.get((key[0], own | set(names)), [])
    members = {
        other: row
        for other, row in finer
        if all(theirs == part for theirs, part in zip(other, key, strict=True) if part)
    }
    if not all(_is_plain(row) for row in members.values()):
        return None
    return {other: _counts(row) for other, row in members.items()} or None


def _names(key: Key) -> frozenset[str]:
    """Which of corporation, village and complex a row bears."""
    return frozenset(name for name, part in zip(KEY[1:], key[1:], strict=True) if part)


def _adds_up(members: Mapping[Any, tuple[int, int]], row: Row) -> bool:
    sums = tuple(sum(counts[place] for counts in members.values()) for place in (0, 1))
    return sums == _counts(row) and sums[1] > 0


def _is_plain(row: Row) -> bool:
    """Whether a row is a share whose published counts give its value."""
    if row["unit"] != "share" or row["suppressed"] or row["bound"] is not None or row["value"] is None:
        return False
    if row["numerator"] is None or not row["denominator"]:
        return False
    return abs(float(Fraction(*_counts(row))) - float(row["value"])) <= _SAME


def _counts(row: Row) -> tuple[int, int]:
    return int(row["numerator"]), int(row["denominator"])
