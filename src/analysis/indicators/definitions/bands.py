"""Complexes held against all other homes: an interval and a band each, never a bare ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...statistics import shrunken_share, wilson_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray
_BAND_COLUMNS = [
    "complex_id",
    "corporation",
    "village",
    "complex_name",
    "value",
    "numerator",
    "denominator",
    "missing",
    "interval_low",
    "interval_high",
    "rest_share",
    "band",
    "shrunken_share",
]


def complex_bands(
    rows: pd.DataFrame,
    households: pd.DataFrame,
    *,
    result: str,
    answer: str,
    confidence: float,
    complexes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Place each complex against all other delivered homes: above, below, or not distinguishable.

    Above (below) when the whole Wilson interval of the complex lies above (below) the pooled share of all
    other households with a known answer. Of n complexes that do not differ some end up above or below by
    chance alone: `expected_false_bands`.

    Parameters
    ----------
    rows
        Rows as `share_rows` gives them. Not modified.
    households
        One row per household: `complex_id`, `corporation`, `village` and the column `answer`. Not modified.
    result
        Id of the share that is compared.
    answer
        `boolean` column the share was counted from.
    confidence
        Of the interval, two-sided.
    complexes
        Core table `complexes`, for the names; without it names are missing.

    Returns
    -------
    bands
        One row per complex with a denominator above 0, sorted by `complex_id` (in an order of shares the place of
        a row would tell what is withheld in it):
        `complex_id`, `corporation` and `village` (of most of its households), `complex_name`, `value`,
        `numerator`, `denominator`, `missing`, `interval_low`, `interval_high`, `rest_share` (0-1; missing
        when there are no other households), `band` (`above`, `not_distinguishable`, `below`),
        `shrunken_share` (0-1).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 9 and 27; an interval beside each share, never a bare ranking.

    Examples
    --------
    >>> from analysis.indicators.definitions import answers, share_rows
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"complex_id": ["A"] * 20 + ["B"] * 20, "corporation": "SEW", "village": "Eelde",
    ...     "is_poor": pd.Series([True] * 15 + [False] * 25, dtype="boolean")})
    >>> shares = share_rows(answers(homes, {"theme.poor_share": "is_poor"}), grains=[["complex_id"]],
    ...                     period=Period(2023, 2))
    >>> complex_bands(shares, homes, result="theme.poor_share", answer="is_poor",
    ...               confidence=0.95)[["complex_id", "band"]].values.tolist()
    [['A', 'above'], ['B', 'below']]
    """
    of_result = rows.loc[rows["id"] == result].drop(columns=["corporation", "village"])
    complexes_only = of_result.loc[of_result["complex_id"].notna()]
    placed = complexes_only.merge(
        _complex_places(households, complexes), on="complex_id", how="left", validate="one_to_one"
    )
    low, high = wilson_interval(placed["numerator"], placed["denominator"], confidence)
    rest = _rest_share(placed, households[answer])
    band = np.select([low > rest, high < rest], ["above", "below"], default="not_distinguishable")
    placed = placed.assign(
        interval_low=low,
        interval_high=high,
        rest_share=rest,
        band=pd.Series(band, index=placed.index, dtype="str"),
        shrunken_share=shrunken_share(placed["numerator"], placed["denominator"]),
    )
    ordered = placed.sort_values("complex_id", kind="stable", ignore_index=True)
    return ordered[_BAND_COLUMNS]


def _rest_share(placed: pd.DataFrame, answer: pd.Series[bool]) -> NDArray[np.float64]:
    """Pooled share of all households with a known answer outside each complex."""
    poor = int(answer.sum()) - placed["numerator"].to_numpy(dtype="float64")
    known = int(answer.notna().sum()) - placed["denominator"].to_numpy(dtype="float64")
    return poor / np.where(known > 0, known, np.nan)


def _complex_places(households: pd.DataFrame, complexes: pd.DataFrame | None) -> pd.DataFrame:
    """Give each complex the association and village of most of its households, and its name."""
    sizes = households.groupby(["complex_id", "corporation", "village"], as_index=False).size()
    largest = sizes.sort_values("size", ascending=False, kind="stable").drop_duplicates("complex_id")
    places = largest.drop(columns="size")
    if complexes is None:
        return places.assign(complex_name=pd.Series(None, index=places.index, dtype="str"))
    names = complexes[["complex_id", "complex_name"]]
    return places.merge(names, on="complex_id", how="left", validate="one_to_one")


def expected_false_bands(n: int, confidence: float) -> float:
    """
    Number of complexes expected outside the middle band by chance alone, if none differed from the rest.

    Parameters
    ----------
    n
        Number of complexes compared.
    confidence
        Of the intervals.

    Returns
    -------
    expected
        0 or more; an approximation, as the Wilson interval covers about, not exactly, its confidence.

    Notes
    -----
    Source: expectation of a sum; no independence needed.

    Examples
    --------
    >>> expected_false_bands(40, 0.95)
    2.0
    """
    return n - n * confidence
