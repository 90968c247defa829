"""Put published tables in another shape: what has passed the gate stays passed when rows are chosen or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import DisclosureError
from .policy import CLASSES
from .published import Published, require, sealed

if TYPE_CHECKING:
    import pandas as pd


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
