"""Whether the account may be judged: homes that another source does not confirm stop the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE = ["corporation", "village"]
_RESULT = "social_stock.kept"


def unconfirmed(controls: pd.DataFrame, built: pd.DataFrame) -> pd.DataFrame:
    """
    Give the places where counted homes and another source differ.

    Parameters
    ----------
    controls
        Frame as `residuals` gives it. Not modified.
    built
        Frame as `programme_residuals` gives it. Not modified.

    Returns
    -------
    unconfirmed
        Columns `corporation`, `village`, `checked` (the date, or the kind of project), `counted_homes`,
        `control_homes`, `residual_homes` (Int64, never 0 or missing), `source`; sorted.

    Notes
    -----
    Source: docs/method/social_stock.md.

    Examples
    --------
    >>> controls = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "date": pd.to_datetime(["2023-12-31"]),
    ...     "counted_homes": [1], "control_homes": [2], "residual_homes": [-1], "source": ["annual report"]})
    >>> built = pd.DataFrame(columns=["corporation", "village", "kind", "counted_homes", "programme_homes",
    ...                               "residual_homes"])
    >>> unconfirmed(controls, built)["checked"].tolist()
    ['2023-12-31']
    """
    totals = controls.assign(checked=controls["date"].astype("datetime64[us]").dt.strftime("%Y-%m-%d"))
    projects = built.rename(columns={"programme_homes": "control_homes", "kind": "checked"}).assign(source="programme")
    columns = [*_PLACE, "checked", "counted_homes", "control_homes", "residual_homes", "source"]
    text = dict.fromkeys([*_PLACE, "checked", "source"], "str")
    counts = dict.fromkeys(["counted_homes", "control_homes", "residual_homes"], "Int64")
    both = pd.concat([frame[columns].astype(text | counts) for frame in (totals, projects)], ignore_index=True)
    left_over = both[(both["residual_homes"] != 0).fillna(value=False).astype(bool)]
    return left_over.sort_values([*_PLACE, "checked"], kind="stable", ignore_index=True)


def blocked(unconfirmed: pd.DataFrame) -> Mapping[tuple[str, str, str], str]:
    """
    Say of which accounts no verdict may be given, and why: the place itself and every total it is part of.

    Parameters
    ----------
    unconfirmed
        Frame as `unconfirmed` gives it. Not modified.

    Returns
    -------
    blocked
        Reason by id, association and village; empty text where a dimension is absent.

    Notes
    -----
    Source: docs/method/social_stock.md: a residual other than 0 makes the account not assessable.

    Examples
    --------
    >>> frame = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "checked": ["2023-12-31"],
    ...                       "residual_homes": [-1], "source": ["annual report"]})
    >>> blocked(frame)["social_stock.kept", "", ""]
    'counted homes differ from annual report: SEW, Eelde, 2023-12-31 (-1)'
    """
    reasons: dict[tuple[str, str, str], list[str]] = {}
    for row in unconfirmed.to_dict("records"):
        corporation, village = str(row["corporation"]), str(row["village"])
        where = f"{corporation}, {village}, {row['checked']} ({row['residual_homes']:+d})"
        told = f"counted homes differ from {row['source']}: {where}"
        for key in _accounts(corporation, village):
            reasons.setdefault(key, []).append(told)
    return {key: "; ".join(dict.fromkeys(told)) for key, told in reasons.items()}


def unchecked(controls: pd.DataFrame) -> Mapping[tuple[str, str, str], str]:
    """
    Say of which accounts no other source gives a total: they are judged, and say so.

    Parameters
    ----------
    controls
        Frame as `residuals` gives it. Not modified.

    Returns
    -------
    unchecked
        Remark by id, association and village; empty text where a dimension is absent.

    Notes
    -----
    Source: docs/method/social_stock.md: without control totals the account stands on the dwellings alone.

    Examples
    --------
    >>> frame = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "residual_homes": [None]})
    >>> unchecked(frame)["social_stock.kept", "SEW", ""]
    'no control total'
    """
    places = controls.loc[controls["residual_homes"].isna(), _PLACE].drop_duplicates()
    keys = [key for place in places.to_dict("records") for key in _accounts(place["corporation"], place["village"])]
    return dict.fromkeys(keys, "no control total")


def _accounts(corporation: str, village: str) -> list[tuple[str, str, str]]:
    """Give the account of a place, and those of every total it is part of."""
    return [(_RESULT, *place) for place in ((corporation, village), (corporation, ""), ("", village), ("", ""))]
