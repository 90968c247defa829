"""Put published tables in another shape: what has passed the gate stays passed when rows are chosen or joined."""

from __future__ import annotations

import pandas as pd

from ..errors import DisclosureError
from .policy import CLASSES
from .published import Published, require, sealed


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


def joined(left: Published, right: Published, *, on: str) -> Published:
    """
    Put the measures of one published table beside those of another.

    Parameters
    ----------
    left
        Its rows and their order stay, with `suppressed` and `bound`.
    right
        At most one row per key; its measures are missing where it is suppressed or has no such key.
    on
        Key of both, such as `complex_id`.

    Returns
    -------
    published
        Of the stricter class and the same profile.

    Raises
    ------
    DisclosureError
        If the tables were published for different profiles.
    """
    first, second = require(left), require(right)
    if left.profile != right.profile:
        profiles = f"{left.profile} and {right.profile}"
        message = f"tables of profiles {profiles} cannot stand in one: gate both for one profile"
        raise DisclosureError(message)
    added = second.drop(columns=[name for name in second.columns if name in first.columns and name != on])
    frame = first.merge(added, on=on, how="left", validate="many_to_one")
    return sealed(frame, max(left.data_class, right.data_class, key=CLASSES.index), left.profile)


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
        message = "this table was never published: it has no column 'suppressed'; pass its exact rows through the gate"
        raise DisclosureError(message)
    if "value" in frame.columns and frame.loc[frame["suppressed"].astype(bool), "value"].notna().any():
        message = "a suppressed row of this table has a value: it was changed after it was published; run again"
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
        message = f"tables of profiles {first.profile} and {second.profile} cannot stand in one: gate both for one"
        raise DisclosureError(message)
    upper, lower = require(first), require(second)
    frame = pd.concat([one for one in (upper, lower[upper.columns]) if len(one)] or [upper], ignore_index=True)
    return sealed(frame, max(first.data_class, second.data_class, key=CLASSES.index), first.profile)
