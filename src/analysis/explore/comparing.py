"""Comparisons in one line: a column summed up by village, association, complex or half-year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ..disclosure import Published, require
from ..errors import ParameterError
from ..presentation.texts import is_missing
from ..wording import said
from . import grids
from .columns import kind_of, unit_code, unit_of

if TYPE_CHECKING:
    from ..notebook.judging import Judging
    from .screen import Bundle, Screen

PLACES: Final = ("corporation", "village", "complex_id", "period")
_MOST_WORDS: Final = 40


@dataclass(frozen=True)
class Compared:
    """
    A column summed up: shown as a grid, drawn on a map, or taken along as a frame.

    Parameters
    ----------
    published
        What passed the disclosure gate under the profile of the exploration: exact at `internal`.
    run
        The run it was made in.
    by
        Columns that place a row.
    column
        Column that was summed up.
    """

    published: Published
    run: Judging
    by: tuple[str, ...]
    column: str

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame: places, `value`, `unit`, and the counts a share or mean rests on."""
        return require(self.published)

    @property
    def screen(self) -> Screen:
        """The rows as a grid."""
        texts = self.run.texts
        rows = self.frame
        values = pd.Series(
            [_cell(row, texts.suppressed) for row in rows.to_dict(orient="records")], index=rows.index, dtype="object"
        )
        units = sorted(set(rows["unit"].dropna()))
        one_unit = units[0] if len(units) == 1 else ""
        left_out = ["suppressed", "bound", *(["unit"] if one_unit else [])]
        shown = rows.drop(columns=left_out).assign(value=values)
        heads = {"value": f"value [{texts.unit(one_unit)}]"} if one_unit else {"value": "value"}
        caption = texts(
            "{column}, compared by {by}",
            column=self.column,
            by=" × ".join(one for one in self.by if one != self.column),
        )
        return grids.grid(
            shown, texts, caption=caption, heads=heads, is_internal=self.run.parameters.profile == "internal"
        )

    def __repr__(self) -> str:
        return repr(self.screen)

    def _repr_mimebundle_(self, **wanted: object) -> Bundle:
        return self.screen._repr_mimebundle_(**wanted)


def compare(run: Judging, frame: pd.DataFrame, column: str, *, by: tuple[str, ...], data_class: str) -> Compared:
    """
    Sum up a column by places: the share of what is true, the mean of numbers, the share of each word.

    Parameters
    ----------
    run
        Gives the profile and its gate.
    frame
        Rows, with the column and the places. Not modified.
    column
        What is summed up. Missing values are counted apart and left out.
    by
        Columns of places, of `PLACES`.
    data_class
        Class of the rows, for the gate.

    Raises
    ------
    ParameterError
        If the column holds too many different words to compare.
    """
    kind = kind_of(frame[column])
    if kind == "text":
        rows = _shares_of_words(frame, column, by)
        return Compared(run.publish(rows, data_class, by=[column, *_further(by)]), run, (*by, column), column)
    rows = _summed(frame, column, by, kind)
    return Compared(run.publish(rows, data_class, by=_further(by)), run, by, column)


def _further(by: tuple[str, ...]) -> list[str]:
    return [name for name in by if name not in PLACES]


def _summed(frame: pd.DataFrame, column: str, by: tuple[str, ...], kind: str) -> pd.DataFrame:
    values = frame[column].dt.year if kind == "day" else frame[column]
    groups = frame[list(by)].assign(_known=values.astype("Float64")).groupby(list(by), dropna=True)["_known"]
    rows = pd.DataFrame({"value": groups.mean().astype("float64"), "denominator": groups.count().astype("Int64")})
    rows["missing"] = (groups.size() - groups.count()).astype("Int64")
    if kind == "flag":
        rows["numerator"] = groups.sum().astype("Int64")
    unit = "share" if kind == "flag" else "year" if kind == "day" else unit_code(column) or unit_of(column)
    return rows[rows["denominator"] > 0].assign(unit=unit).reset_index()


def _shares_of_words(frame: pd.DataFrame, column: str, by: tuple[str, ...]) -> pd.DataFrame:
    words = frame[column].nunique()
    if words > _MOST_WORDS:
        message = said(
            "{column!r} holds {words} different words, too many to compare: choose a column with few, or filter",
            column=column,
            words=words,
        )
        raise ParameterError(message)
    known = frame.dropna(subset=[column])
    counted = known.groupby([*by, column], dropna=True, observed=True).size().rename("numerator").reset_index()
    whole = known.groupby(list(by), dropna=True).size().rename("denominator").reset_index()
    every = frame.groupby(list(by), dropna=True).size().rename("rows").reset_index()
    rows = counted.merge(whole, on=list(by)).merge(every, on=list(by))
    rows["missing"] = (rows["rows"] - rows["denominator"]).astype("Int64")
    rows["value"] = rows["numerator"] / rows["denominator"]
    return rows.drop(columns="rows").astype({"numerator": "Int64", "denominator": "Int64"}).assign(unit="share")


def _cell(row: dict[Any, Any], suppressed: str) -> object:
    """A number, or the words for what is withheld; a bound says so."""
    if row["suppressed"]:
        return suppressed
    value = row["value"]
    if is_missing(value):
        return None
    sign = {"at_most": "≤ ", "at_least": "≥ "}.get(str(row["bound"]), "")
    return f"{sign}{round(value, 4):g}" if sign else round(float(value), 4)
