"""Where the programme and the homes themselves differ: shown, and said beside a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


def unconfirmed(residuals: pd.DataFrame) -> pd.DataFrame:
    """
    Give the places where the programme and the homes themselves differ, as a finding to be shown.

    Parameters
    ----------
    residuals
        Homes counted and homes the programme names, per `corporation`, `village` and `kind`, with `residual_homes`.
        Not modified.

    Returns
    -------
    unconfirmed
        The rows with a residual other than 0, with `checked` (the kind), `control_homes` and `source`.

    Notes
    -----
    Source: check of the monitor, docs/method/building_programme.md.

    Examples
    --------
    >>> residuals = pd.DataFrame({"corporation": "SEW", "village": "Eelde", "kind": ["new_build", "demolition"],
    ...     "counted_homes": [3, 1], "programme_homes": [2, 1], "residual_homes": [1, 0]})
    >>> unconfirmed(residuals)["checked"].tolist()
    ['new_build']
    """
    rows = residuals.rename(columns={"kind": "checked", "programme_homes": "control_homes"}).assign(source="programme")
    return rows.loc[rows["residual_homes"].ne(0).fillna(value=True)].reset_index(drop=True)


def remarks(unconfirmed: pd.DataFrame, *, results: Mapping[str, str]) -> Mapping[tuple[str, str, str], str]:
    """
    Say beside a verdict that the homes themselves show another number than the programme.

    Parameters
    ----------
    unconfirmed
        Frame as `unconfirmed` gives it. Not modified.
    results
        Id of the result by kind of project.

    Returns
    -------
    remarks
        Remark by id, association and village (empty text).

    Notes
    -----
    Source: check of the monitor, docs/method/building_programme.md.

    Examples
    --------
    >>> frame = pd.DataFrame({"corporation": ["SEW"], "village": ["Eelde"], "checked": ["new_build"],
    ...                       "residual_homes": [1]})
    >>> remarks(frame, results={"new_build": "a"})
    {('a', 'SEW', ''): 'the homes themselves show another number: Eelde (+1)'}
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    for row in unconfirmed.to_dict("records"):
        differs = "" if pd.isna(row["residual_homes"]) else f" ({row['residual_homes']:+d})"
        key = (results[str(row["checked"])], str(row["corporation"]), "")
        told.setdefault(key, []).append(f"{row['village']}{differs}")
    return {key: f"the homes themselves show another number: {', '.join(named)}" for key, named in told.items()}
