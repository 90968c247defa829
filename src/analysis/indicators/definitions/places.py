"""Where a complex and a village stand on a map: one point each, made from what lies in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .stock import in_service

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import geopandas as gpd
    import pandas as pd


def complex_points(dwellings: pd.DataFrame, on: date, *, temporary_reasons: Collection[str]) -> pd.DataFrame:
    """
    Middle of a complex: the mean of the places of its dwellings in service.

    Parameters
    ----------
    dwellings
        Core table `dwellings`, one row per spell. Not modified.
    on
        Reference date.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    points
        One row per complex with homes in service, sorted: `complex_id`, `homes` (Int64), the same number as `value`,
        `numerator` and `denominator` with unit `homes` (so that the disclosure gate can hide the place of a small
        complex), `x_rd_m`, `y_rd_m` (metres, EPSG:28992, whole tens: a mean as it is would tell of how many homes it
        is; missing where no dwelling has a place).

    Notes
    -----
    Source: the delivery. A point of a complex of a few homes is the point of a home.

    Examples
    --------
    >>> import pandas as pd
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "complex_id": "c",
    ...     "in_service_from": pd.to_datetime(["1990-01-01"] * 2), "out_of_service_from": pd.to_datetime([None] * 2),
    ...     "out_of_service_reason": [None, None], "x_rd_m": [100.0, 200.0], "y_rd_m": [300.0, 300.0]})
    >>> complex_points(dwellings, date(2023, 12, 31), temporary_reasons=[])[["homes", "x_rd_m"]].values.tolist()
    [[2, 150.0]]
    """
    homes = dwellings[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    grouped = homes.groupby("complex_id")
    points = grouped[["x_rd_m", "y_rd_m"]].mean().round(-1)
    homes_count = grouped.size().astype("Int64")
    counts = dict.fromkeys(["homes", "numerator", "denominator"], homes_count)
    return points.assign(**counts, value=homes_count.astype("float64"), unit="homes").reset_index()


def village_points(neighbourhoods: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Point of a village: a point inside its largest neighbourhood by homes that has an outline.

    Parameters
    ----------
    neighbourhoods
        Core table `neighbourhoods`, EPSG:28992; needs `village`, `neighbourhood_code`, `total_dwellings`, `geometry`.
        Not modified.

    Returns
    -------
    points
        One row per village, sorted by name: `village`, `x_rd_m`, `y_rd_m` (metres; missing where none of its
        neighbourhoods has an outline).

    Notes
    -----
    Source: CBS/Kadaster wijk- en buurtkaart, as delivered.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely.geometry import box
    >>> frame = gpd.GeoDataFrame({"village": ["Vries"], "neighbourhood_code": ["BU1"], "total_dwellings": [10]},
    ...                          geometry=[box(0, 0, 2, 2)], crs="EPSG:28992")
    >>> village_points(frame)["x_rd_m"].item()
    1.0
    """
    order = ["has_outline", "total_dwellings", "neighbourhood_code"]
    frame = neighbourhoods.assign(has_outline=~(neighbourhoods.geometry.isna() | neighbourhoods.geometry.is_empty))
    frame = frame.sort_values(order, ascending=[False, False, True], na_position="last", kind="stable")
    first = frame.drop_duplicates("village").sort_values("village", kind="stable", ignore_index=True)
    points = first.geometry.where(first["has_outline"]).representative_point()
    villages: pd.DataFrame = first[["village"]]
    return villages.assign(x_rd_m=points.x.to_numpy(), y_rd_m=points.y.to_numpy())
