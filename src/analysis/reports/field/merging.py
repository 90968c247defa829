"""Put what was noted at an inspection into a delivery: rows added, points closed, nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ...catalogue import Resource
from ...contracts import FIRST_LINE, TABLES, found, placed
from ...sources.coordinates import X, Y
from ...sources.rewriting import Rewriting
from ...wording import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ...findings import Finding
    from ...sources.delivery import Delivery
    from .walk import Walk

_NOTED: Final = (X, Y, "subject", "grade", "action", "owner", "due_on", "closed_on")
_DECIMALS: Final = 1  # of a metre: a phone knows no better


@dataclass
class Changes:
    """
    What is to change in the delivery.

    Parameters
    ----------
    added
        Table to its new rows, column to value.
    changed
        Table to column to value, by position of the row in the table.
    """

    added: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    changed: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)

    def change(self, table: str, row: int, **values: object) -> None:
        """Note cells of a row that change."""
        self.changed.setdefault(table, {}).setdefault(row, {}).update(values)


def changes_of(new: pd.DataFrame, earlier: pd.DataFrame, walk: Walk | None, delivery: Delivery) -> Changes:
    """
    Say what changes: points added with their ids, earlier ones closed, and the inspections they are of.

    Parameters
    ----------
    new, earlier
        Rows in which nothing was found wrong: new points with codes, and earlier points by their id.
    walk
        The inspection of the new points; None where there are none and no inspection is known.
    delivery
        What was delivered so far.
    """
    changes = Changes()
    raised, closed = {}, {}
    if walk is not None:
        changes.added["observations"] = _numbered(new, walk, delivery)
        raised[walk.inspection_id] = len(new)
        closed[walk.inspection_id] = int(new["closed_on"].notna().sum())
    done = earlier[earlier["closed_on"].notna()]
    if len(done):
        noted = delivery.tables["observations"].reset_index(drop=True)
        places = {str(name): place for place, name in enumerate(noted["observation_id"])}
        for name, day in zip(done["observation_id"], done["closed_on"], strict=True):
            changes.change("observations", places[name], closed_on=day)
            inspection = str(noted["inspection_id"].iloc[places[name]])
            closed[inspection] = closed.get(inspection, 0) + 1
    _inspections(changes, walk, raised, closed, delivery)
    return changes


def _numbered(new: pd.DataFrame, walk: Walk, delivery: Delivery) -> list[dict[str, Any]]:
    """Give new points ids after those the inspection has: `vries-2024-03-12-01`."""
    noted = delivery.tables.get("observations")
    taken = set() if noted is None else set(noted["observation_id"])
    first = 1 + (0 if noted is None else int((noted["inspection_id"] == walk.inspection_id).sum()))
    free = (name for number in range(first, first + len(new) + len(taken) + 1)
            if (name := f"{walk.inspection_id}-{number:02d}") not in taken)  # fmt: skip
    rounded = new.assign(**{X: new[X].round(_DECIMALS), Y: new[Y].round(_DECIMALS)})
    return [
        {"observation_id": name, "inspection_id": walk.inspection_id, **dict(zip(_NOTED, row, strict=True))}
        for name, row in zip(free, rounded[list(_NOTED)].itertuples(index=False, name=None), strict=False)
    ]


def _inspections(
    changes: Changes, walk: Walk | None, raised: Mapping[str, int], closed: Mapping[str, int], delivery: Delivery
) -> None:
    """Add the inspection, or say it was held; its numbers of points, where it has them, follow."""
    if walk is not None and walk.known is None:
        counts = {"points_raised": raised[walk.inspection_id], "points_closed": closed[walk.inspection_id]}
        told = {"inspection_id": walk.inspection_id, "village": walk.village, "held_on": walk.held_on}
        changes.added["inspections"] = [told | counts]
    inspections = delivery.tables.get("inspections")
    if inspections is None:
        return
    for row, one in enumerate(inspections.to_dict("records")):
        name = one["inspection_id"]
        is_walk = walk is not None and name == walk.inspection_id and walk.known == row
        if walk is not None and is_walk and pd.isna(one["held_on"]):
            changes.change("inspections", row, held_on=walk.held_on)
            one |= {"points_raised": 0, "points_closed": 0}
        for column, more in (("points_raised", raised.get(name, 0)), ("points_closed", closed.get(name, 0))):
            if not pd.isna(one[column]) and (more or (is_walk and not one[column])):
                changes.change("inspections", row, **{column: int(one[column]) + more})


def merged(delivery: Delivery, changes: Changes) -> Delivery:
    """Give the delivery as it will be, without what reading found, for its rules to look at."""
    tables = dict(delivery.tables)
    for table in TABLES:
        frame = tables.get(table)
        added, changed = changes.added.get(table, []), changes.changed.get(table, {})
        if frame is not None:
            frame = frame.copy()
            for row, values in changed.items():
                for column, value in values.items():
                    frame[column] = frame[column].where(pd.RangeIndex(len(frame)) != row, value)
        if added:
            more = pd.DataFrame(added).reindex(columns=list(TABLES[table].columns))
            more = more.astype({name: column.dtype for name, column in TABLES[table].columns.items()})
            first = FIRST_LINE + (0 if frame is None else len(frame))
            more = placed(more, f"{table}.csv", range(first, first + len(more)))
            frame = more if frame is None else pd.concat([frame, more])
        if frame is not None:
            tables[table] = frame
    new = [Resource(table, (f"{table}.csv",)) for table in changes.added if not delivery.is_delivered(table)]
    card = replace(delivery.card, resources=(*delivery.card.resources, *new))
    return replace(delivery, card=card, tables=tables, findings=[])


def files_of(delivery: Delivery, changes: Changes) -> tuple[dict[str, bytes], dict[str, list[str]], list[Finding]]:
    """
    Give the content of every file that changes.

    Returns
    -------
    contents
        Path in the delivery to bytes.
    paths
        Table to the paths of its files, for the card.
    findings
        Rows to change that stand in no CSV file.
    """
    contents: dict[str, bytes] = {}
    paths: dict[str, list[str]] = {}
    findings: list[Finding] = []
    for table in (name for name in TABLES if changes.added.get(name) or changes.changed.get(name)):
        resource = delivery.card.resource(table)
        listed = list(resource.paths) if resource else []
        dialect, encoding = (resource.dialect, resource.encoding) if resource else ({}, "utf-8")
        csv = {path: Rewriting.of(delivery.folder / path, table, dialect=dialect, encoding=encoding)
               for path in listed if path.lower().endswith(".csv")}  # fmt: skip
        findings += _change(delivery, table, changes.changed.get(table, {}), csv)
        if changes.added.get(table) and not csv:
            listed.append(_free_name(delivery.folder, table))
            csv[listed[-1]] = Rewriting(list(TABLES[table].columns))
        for row in changes.added.get(table, []):
            csv[list(csv)[-1]].add(row)
        contents |= {path: file.content() for path, file in csv.items()}
        paths[table] = listed
    return contents, paths, findings


def _change(
    delivery: Delivery, table: str, changed: Mapping[int, Mapping[str, object]], csv: Mapping[str, Rewriting]
) -> list[Finding]:
    fixed = []
    for row, values in changed.items():
        path, _, line = str(delivery.tables[table].index[row]).rpartition(":")
        if path not in csv:
            fixed.append(row)
            continue
        for column, value in values.items():
            csv[path].change(int(line), column, value)
    if not fixed:
        return []
    rows = delivery.tables[table].iloc[fixed]
    message = said("{table} is not delivered as CSV there: the rows cannot be changed", table=table)
    remedy = said("Save the table as CSV and write the card again with `afspraken card DIR`.")
    return [found(table, "not_csv", "", message, remedy, rows, key=TABLES[table].key)]


def _free_name(folder: Path, table: str) -> str:
    names = (f"{table}{ending}.csv" for ending in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if not (folder / name).exists())
