"""Joining a table to rows by the key they share, without a row more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..contracts.dating import DATED_BY
from ..errors import ParameterError
from ..wording import said

if TYPE_CHECKING:
    import pandas as pd

KEYS: Final = ("dwelling_id", "complex_id", "inspection_id", "neighbourhood_code", "village")
"""Columns rows are joined by, the closest first."""


def join(frame: pd.DataFrame, right: pd.DataFrame, table: str) -> pd.DataFrame:
    """
    Put the columns of a table beside the rows of a frame.

    Parameters
    ----------
    frame
        Rows. Not modified.
    right
        The table. Of several rows with one key the last by its day counts. Not modified.
    table
        Its name, for the day and for the message.

    Returns
    -------
    joined
        As many rows as `frame`, in the same order.

    Raises
    ------
    ParameterError
        If they share no key.

    Examples
    --------
    >>> import pandas as pd
    >>> homes = pd.DataFrame({"dwelling_id": ["a", "b"]})
    >>> rents = pd.DataFrame({"dwelling_id": ["a", "a"], "valid_from": pd.to_datetime(["2022-07-01", "2023-07-01"]),
    ...                       "net_rent_eur_per_month": [500.0, 515.0]})
    >>> join(homes, rents, "rents")["net_rent_eur_per_month"].tolist()
    [515.0, nan]
    """
    key = next((name for name in KEYS if name in frame and name in right), "")
    if not key:
        message = said(
            "the frame and {table!r} share no key: keep one of {known} in the frame", table=table, known=", ".join(KEYS)
        )
        raise ParameterError(message)
    day = DATED_BY.get(table, "")
    ordered = right.sort_values(day, kind="stable", na_position="first") if day in right else right
    last = ordered.drop_duplicates(key, keep="last")
    added = [name for name in last if name == key or name not in frame]
    return frame.merge(last[added], on=key, how="left", validate="many_to_one")
