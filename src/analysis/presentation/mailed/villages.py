"""Layers of the mailed map by village: a change, a share, the months since the last inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..maps.ground import village_points
from ..maps.villages import lost_villages_note, villages_of
from ..shown import decimals_of, rows_of
from ..texts import is_missing
from .complexes import class_entries, fill_of
from .layer import Entry, Layer, collection, points

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

_RADIUS: Final = 13  # pixels
_DUE: Final = "▲"
_VISITS: Final = ("village", "months_since", "status")
_MONTHS: Final = "inspections.months_since_count"


def change_layer(
    published: Published, neighbourhoods: gpd.GeoDataFrame, texts: Texts, *, name: str, result: str
) -> Layer:
    """
    Villages with the change of their stock as a number.

    Parameters
    ----------
    published
        Rows of the ledger; those of the result and of grain village are shown.
    neighbourhoods
        Core table, EPSG:28992.
    name
        Name of the layer.
    result
        Id of a change in homes.
    """
    rows = villages_of(published, result)
    figures = [texts.suppressed if row["suppressed"] else texts.signed(row["value"]) for _, row in rows.iterrows()]
    looks = [
        {"label": "" if row["suppressed"] else figure, "fill": "withheld" if row["suppressed"] else ""}
        for figure, (_, row) in zip(figures, rows.iterrows(), strict=True)
    ]
    title = texts.result(result)
    entries = (
        Entry(texts("+ more homes, \N{MINUS SIGN} fewer homes, 0 no change")),
        Entry(texts.suppressed, "withheld"),
    )
    notes = tuple(lost_villages_note(rows, village_points(neighbourhoods), texts))
    lines = [[title, figure] for figure in figures]
    return Layer(name, title, texts.definition(result), entries, notes, _placed(rows, neighbourhoods, lines, looks))


def share_layer(
    published: Published,
    neighbourhoods: gpd.GeoDataFrame,
    texts: Texts,
    *,
    name: str,
    result: str,
    edges: tuple[float, ...],
) -> Layer:
    """
    Villages as circles of the class of a share.

    Parameters
    ----------
    published, neighbourhoods, name, result
        As for `change_layer`; the result is a share.
    edges
        Where its classes begin.
    """
    rows, title, decimals = villages_of(published, result), texts.result(result), decimals_of(published)
    figures = [
        texts.cell(row["value"], "share", suppressed=row["suppressed"], bound=row["bound"], decimals=decimals)
        for _, row in rows.iterrows()
    ]
    looks = [{"fill": fill_of(row, edges), "radius": _RADIUS} for _, row in rows.iterrows()]
    lines = [[title, figure] for figure in figures]
    lost = _lost(rows, figures, neighbourhoods, texts)
    return Layer(
        name,
        title,
        texts.definition(result),
        tuple(class_entries(edges, texts)),
        tuple(lost),
        _placed(rows, neighbourhoods, lines, looks),
    )


def visits_layer(published: Published, neighbourhoods: gpd.GeoDataFrame, texts: Texts, *, name: str) -> Layer:
    """
    Villages with the months since their last inspection; a mark where one is due.

    Parameters
    ----------
    published
        Rows of `inspections.visits`.
    neighbourhoods, name
        As for `change_layer`.
    """
    rows = rows_of(published, _VISITS).sort_values("village", kind="stable", ignore_index=True)
    said = {
        "not_due": texts("inspected in time, months since"),
        "due": texts("due"),
        "never": texts("never inspected, due"),
    }
    months = ["" if is_missing(row["months_since"]) else texts.count(row["months_since"]) for _, row in rows.iterrows()]
    looks = [
        {"label": number if row["status"] == "not_due" else f"{_DUE} {number}".strip(), "fill": ""}
        for number, (_, row) in zip(months, rows.iterrows(), strict=True)
    ]
    lines = [
        [said[row["status"]]] + ([texts("months since the last inspection: {months}", months=number)] if number else [])
        for number, (_, row) in zip(months, rows.iterrows(), strict=True)
    ]
    entries = (Entry(f"12: {said['not_due']}"), Entry(f"{_DUE} 30: {said['due']}"), Entry(f"{_DUE}: {said['never']}"))
    title = texts("Which villages are due for an inspection")
    notes = tuple(_lost(rows, [one[0] for one in lines], neighbourhoods, texts))
    return Layer(name, title, texts.definition(_MONTHS), entries, notes, _placed(rows, neighbourhoods, lines, looks))


def _placed(
    rows: pd.DataFrame,
    neighbourhoods: gpd.GeoDataFrame,
    lines: Sequence[Sequence[str]],
    looks: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """Villages that have a point, with what is said of each."""
    places = village_points(neighbourhoods)
    found = [
        (places[village], {"village": str(village), "name": str(village), "lines": list(said), **look})
        for village, said, look in zip(rows["village"], lines, looks, strict=True)
        if village in places
    ]
    return collection(points([x for (x, _), _ in found], [y for (_, y), _ in found]), [about for _, about in found])


def _lost(rows: pd.DataFrame, figures: Sequence[str], neighbourhoods: gpd.GeoDataFrame, texts: Texts) -> list[str]:
    """Name the villages without a point, with their figure; no sentence when there are none."""
    places = village_points(neighbourhoods)
    lost = [f"{one} {figure}" for one, figure in zip(rows["village"], figures, strict=True) if one not in places]
    return [texts("Not on the map, no outline known: {names}.", names="; ".join(lost))] if lost else []
