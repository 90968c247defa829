"""What is known of the complexes of a village before it is walked through: homes and years of construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definitions import complex_points, in_service

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import pandas as pd


def known_complexes(
    dwellings: pd.DataFrame, complexes: pd.DataFrame, *, on: date, temporary_reasons: Collection[str]
) -> pd.DataFrame:
    """
    Homes of each complex, when they were built, and where they stand.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, as known on the reference date. Not modified.
    complexes
        Core table `complexes`. Not modified.
    on
        Reference date.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    known
        One row per complex with homes in service: the columns of `definitions.complex_points`, `corporation`,
        `complex_name`, `village`, `built_from` and `built_to` (years of construction of its oldest and newest home,
        float64; missing where none is known).

    Notes
    -----
    Source: the delivery.

    Examples
    --------
    >>> import pandas as pd
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "complex_id": "c", "construction_year": [1965, None],
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_from": pd.to_datetime([None] * 2),
    ...     "out_of_service_reason": [None, None], "x_rd_m": [100.0, 200.0], "y_rd_m": [300.0, 300.0]})
    >>> complexes = pd.DataFrame({"complex_id": ["c"], "corporation": ["SEW"], "complex_name": ["Hof"],
    ...                           "village": ["Yde"]})
    >>> known = known_complexes(dwellings, complexes, on=date(2023, 12, 31), temporary_reasons=[])
    >>> known[["complex_name", "homes", "built_from", "built_to"]].values.tolist()
    [['Hof', 2, 1965.0, 1965.0]]
    """
    homes = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    years = homes.groupby("complex_id")["construction_year"].agg(["min", "max"]).astype("float64")
    built = years.rename(columns={"min": "built_from", "max": "built_to"}).reset_index()
    points = complex_points(dwellings, on, temporary_reasons=temporary_reasons)
    names = complexes[["complex_id", "corporation", "complex_name", "village"]]
    placed = points.merge(names, on="complex_id", how="left", validate="one_to_one")
    return placed.merge(built, on="complex_id", how="left", validate="one_to_one")
