"""How many households are in energy poverty, and which complexes stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definitions import complex_bands, share_rows, tallies
from .households import FLAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ...periods import Period

_GRAINS: tuple[list[str], ...] = (["complex_id"], ["village"], ["corporation"], [])


def rows(
    classified: pd.DataFrame,
    *,
    period: Period,
    definition_version: str,
    flags: Sequence[str] = FLAGS,
    grains: Sequence[Sequence[str]] = _GRAINS,
) -> pd.DataFrame:
    """
    Share of households in energy poverty, by definition, for complexes, villages, associations and the whole.

    Parameters
    ----------
    classified
        Frame as `classify` gives it. Not modified.
    period
        The half-year reported on.
    definition_version
        Version of the definitions, in every row.
    flags
        Answers of which the share is wanted.
    grains
        As for `definitions.share_rows`.

    Returns
    -------
    rows
        Common shape; ids `energy_poverty.<flag>_share`; `value` 0-1 over households whose answer is known,
        `missing` the others; Wilson 95 % interval; only rows with a denominator above 0.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 9 ("op complexniveau inzichtelijk gemaakt waar de energiearmoede
    het grootste is").

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.periods import Period
    >>> classified = pd.DataFrame({"complex_id": ["S-1"], "corporation": ["SEW"], "village": ["Eelde"],
    ...     **{flag: pd.Series([True], dtype="boolean") for flag in FLAGS}})
    >>> shares = rows(classified, period=Period(2023, 2), definition_version="proxy")
    >>> len(shares), shares["id"].iloc[0], shares["value"].iloc[0].item()
    (40, 'energy_poverty.heq10_share', 1.0)
    """
    counted = tallies(classified, {f"energy_poverty.{flag}_share": flag for flag in flags})
    return share_rows(counted, grains=grains, period=period, definition_version=definition_version)


def bands(
    rows: pd.DataFrame,
    classified: pd.DataFrame,
    *,
    confidence: float,
    result: str = "energy_poverty.lihelek_share",
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
        Rows as `rows` gives them. Not modified.
    classified
        Frame as `classify` gives it. Not modified.
    confidence
        Of the interval, two-sided.
    result
        Id of the share that is compared.
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
    >>> import pandas as pd
    >>> from analysis.periods import Period
    >>> homes = pd.DataFrame({"complex_id": ["A"] * 20 + ["B"] * 20, "corporation": "SEW", "village": "Eelde",
    ...     **{flag: pd.Series([True] * 15 + [False] * 25, dtype="boolean") for flag in FLAGS}})
    >>> shares = rows(homes, period=Period(2023, 2), definition_version="proxy")
    >>> bands(shares, homes, confidence=0.95)[["complex_id", "band"]].values.tolist()
    [['A', 'above'], ['B', 'below']]
    """
    answer = result.removeprefix("energy_poverty.").removesuffix("_share")
    return complex_bands(rows, classified, result=result, answer=answer, confidence=confidence, complexes=complexes)
