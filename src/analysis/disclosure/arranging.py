"""Put published tables in another shape: what has passed the gate stays passed when rows are chosen or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..errors import DisclosureError
from ..wording import said
from .coarsening import COUNTS, INTERVAL
from .policy import CLASSES
from .published import Published, require, sealed

if TYPE_CHECKING:
    from collections.abc import Collection

HOMES_EDGES = (0, 20, 40, 80)
"""Homes at which a class of the map begins; blocks of denominators that are published alike begin there too."""

_OF_THE_LEFT = ("value", "unit", *COUNTS, *INTERVAL)


def chosen(published: Published, rows: pd.Series[bool]) -> Published:
    """
    Keep some rows of a published table.

    Parameters
    ----------
    published
        What passed the gate.
    rows
        True for the rows that stay; index of the table.

    Returns
    -------
    published
        The rows in their order, index reset.
    """
    frame = require(published)[rows].reset_index(drop=True)
    return sealed(frame, published.data_class, published.profile)


def without(published: Published, others: Collection[str], complexes: pd.DataFrame) -> Published:
    """
    Leave out the rows of other associations: what an edition for one of them does not show.

    Nothing is gated again. What is withheld and how it is rounded was decided over all rows, so an edition shows less
    than the whole and never other figures; a second gate over fewer rows would withhold others, and the two together
    would tell what each withholds.

    Parameters
    ----------
    published
        What passed the gate.
    others
        Parties whose rows are left out, by any name; none leaves all.
    complexes
        `complex_id`, `corporation`: whose a row of a complex is that names no association.

    Returns
    -------
    published
        Rows of the totals, of villages as a whole and of everyone else; index reset.
    """
    return chosen(published, ~is_of(require(published), others, complexes))


def is_of(frame: pd.DataFrame, parties: Collection[str], complexes: pd.DataFrame) -> pd.Series[bool]:
    """
    Tell per row whether it is of one of some parties: by its association, or by the association of its complex.

    Examples
    --------
    >>> rows = pd.DataFrame({"corporation": ["SEW", None, None], "complex_id": [None, "W-1", None]})
    >>> is_of(rows, ["Woonborg"], pd.DataFrame({"complex_id": ["W-1"], "corporation": ["Woonborg"]})).tolist()
    [False, True, False]
    """
    theirs = complexes.loc[complexes["corporation"].isin(list(parties)), "complex_id"]
    found = pd.Series(data=False, index=frame.index)
    for column, names in (("corporation", list(parties)), ("complex_id", list(theirs))):
        if column in frame:
            found |= frame[column].isin(names)
    return found


def joined(left: Published, right: Published, *, on: str) -> Published:
    """
    Put further columns of one published table beside the rows of another.

    Parameters
    ----------
    left
        Its rows and their order stay, with `suppressed` and `bound`.
    right
        At most one row per key; its columns are missing where it is suppressed or has no such key. Its own `value`,
        `unit`, counts and interval are left out: they would read as those of the left row.
    on
        Key of both, such as `complex_id`.

    Returns
    -------
    published
        Of the stricter class and the same profile. Where the left table hides its counts, `homes` is the lower edge
        of its class on the map (0, 20, 40, 80): homes in fives would narrow down how many households there are.

    Raises
    ------
    DisclosureError
        If the tables were published for different profiles.
    """
    first, second = require(left), require(right)
    if left.profile != right.profile:
        profiles = f"{left.profile} and {right.profile}"
        message = said(
            "tables of profiles {profiles} cannot stand in one: gate both for one profile", profiles=profiles
        )
        raise DisclosureError(message)
    left_out = {*_OF_THE_LEFT, *first.columns} - {on}
    added = second.drop(columns=[name for name in second.columns if name in left_out])
    if "homes" in added and _hides_counts(left):
        added["homes"] = added["homes"].map(_lower_edge, na_action="ignore").astype("Int64")
    frame = first.merge(added, on=on, how="left", validate="many_to_one")
    return sealed(frame, max(left.data_class, right.data_class, key=CLASSES.index), left.profile)


def _hides_counts(published: Published) -> bool:
    """Whether a table of households shows no denominator of any row."""
    frame = require(published)
    is_shown = "denominator" in frame and bool(frame["denominator"].notna().any())
    return published.data_class == CLASSES[-1] and not is_shown


def _lower_edge(homes: int) -> int:
    return max(edge for edge in HOMES_EDGES if edge <= homes)


def reopened(frame: pd.DataFrame, *, data_class: str, profile: str) -> Published:
    """
    Take back a table that was published and written to a file: it passed the gate then, and is not gated again.

    Parameters
    ----------
    frame
        As it was published, with `suppressed` and `bound`.
    data_class
        Class of its data.
    profile
        Profile it was published for; the caller has to know it from where the file stood.

    Returns
    -------
    published
        The same rows.

    Raises
    ------
    DisclosureError
        If the frame cannot come from the gate: it lacks `suppressed`, or a suppressed row has a value.
    """
    if "suppressed" not in frame.columns:
        message = said(
            "this table was never published: it has no column 'suppressed'; pass its exact rows through the gate"
        )
        raise DisclosureError(message)
    if "value" in frame.columns and frame.loc[frame["suppressed"].astype(bool), "value"].notna().any():
        message = said("a suppressed row of this table has a value: it was changed after it was published; run again")
        raise DisclosureError(message)
    return sealed(frame, data_class, profile)


def stacked(first: Published, second: Published) -> Published:
    """
    Put the rows of one published table under those of another.

    Parameters
    ----------
    first, second
        Tables of one shape, published for the same profile.

    Returns
    -------
    published
        All rows, of the stricter class; index reset.

    Raises
    ------
    DisclosureError
        If the tables were published for different profiles.
    """
    if first.profile != second.profile:
        message = said(
            "tables of profiles {first_profile} and {second_profile} cannot stand in one: gate both for one",
            first_profile=first.profile,
            second_profile=second.profile,
        )
        raise DisclosureError(message)
    upper, lower = require(first), require(second)
    frame = pd.concat([one for one in (upper, lower[upper.columns]) if len(one)] or [upper], ignore_index=True)
    return sealed(frame, max(first.data_class, second.data_class, key=CLASSES.index), first.profile)
