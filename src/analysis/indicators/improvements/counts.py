"""How many homes an improvement took out of E, F and G, brought to A, or gave a package of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..definitions import answers, result_rows
from .costs import cost_rows
from .homes import improved_homes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ...periods import Period

_COUNTS = ["numerator", "denominator", "missing"]
_EFG = {"improvements.efg_homes_count": "is_out_of_low", "improvements.method_change_only_count": "is_method_only"}


def count_rows(
    homes: pd.DataFrame,
    *,
    municipality: str,
    scopes: Mapping[str, Mapping[str, str]],
    packages: Collection[str],
    period: Period,
) -> pd.DataFrame:
    """
    Count improved homes as agreements 26, 28 and 29 ask: each of one association, over the area the text names.

    Parameters
    ----------
    homes
        Frame as `improved_homes` gives it. Not modified.
    municipality
        CBS code of the municipality of the agreements.
    scopes
        What each result is about, by result id: `corporation` and, where the text names one, `village`. A result
        without an association is not counted.
    packages
        Names of the packages.
    period
        The half-year reported on.

    Returns
    -------
    rows
        Common shape; `value` = `numerator` = homes that count, `denominator` = improved homes whose answer is known,
        `missing` = the others; unit `homes`. `improvements.efg_homes_count` and `improvements.method_change_only_count`
        over the association's whole area, in and outside the municipality; `improvements.<package>_count` in the
        municipality; `improvements.to_label_a_count` per village, of the one association but without its name
        (its rule looks at villages). No row where nothing was improved.

    Notes
    -----
    Source: prestatieafspraken 2023, agreement 28 ("in haar hele werkgebied"), 26 and 29.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> yes = pd.Series([True], dtype="boolean")
    >>> homes = pd.DataFrame({"corporation": ["Woonborg"], "municipality_code": "GM2", "village": [None],
    ...     "is_out_of_low": yes, "is_method_only": ~yes, "is_to_goal": ~yes})
    >>> rows = count_rows(homes, municipality="GM1", packages=[], period=Period(2023, 2),
    ...                   scopes={"improvements.efg_homes_count": {"corporation": "Woonborg"}})
    >>> rows[["id", "corporation", "value"]].values.tolist()
    [['improvements.efg_homes_count', 'Woonborg', 1.0]]
    """
    here = homes[homes["municipality_code"] == municipality]
    parts = [_counted(homes, result, column, scopes, "corporation") for result, column in _EFG.items()]
    parts += [_counted(here, f"improvements.{name}_count", f"is_{name}", scopes, "corporation") for name in packages]
    parts.append(_counted(here, "improvements.to_label_a_count", "is_to_goal", scopes, "village"))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["denominator"] > 0]
    return result_rows(rows.assign(value=rows["numerator"], unit="homes"), period=period)


def _counted(
    homes: pd.DataFrame, result: str, column: str, scopes: Mapping[str, Mapping[str, str]], grain: str
) -> pd.DataFrame:
    scope = {"corporation": "", **scopes.get(result, {})}
    own = homes[(homes[list(scope)] == pd.Series(scope)).all(axis="columns")]
    return answers(own, {result: column}).groupby(["id", grain], as_index=False)[_COUNTS].sum()


def recounted(
    improvements: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    municipality: str,
    scopes: Mapping[str, Mapping[str, str]],
    period: Period,
    packages: Mapping[str, Collection[str]],
    **rule: Any,
) -> pd.DataFrame:
    """
    Count improved homes again from the core tables: what a sensitivity table varies.

    Parameters
    ----------
    improvements, dwellings
        Core tables. Not modified.
    municipality, scopes, period
        As for `count_rows`.
    packages
        Kinds of measure that make up each package, by name.
    **rule
        Further arguments of `improved_homes`.

    Returns
    -------
    rows
        As `count_rows` gives them.

    Notes
    -----
    Source: as `count_rows`.

    Examples
    --------
    >>> recounted.__name__
    'recounted'
    """
    homes = improved_homes(improvements, dwellings, packages=packages, **rule)
    return count_rows(homes, municipality=municipality, scopes=scopes, packages=list(packages), period=period)


def rows(homes: pd.DataFrame, *, period: Period, **about: Any) -> pd.DataFrame:
    """
    Give the counts of improved homes and the change of their housing costs together.

    Parameters
    ----------
    homes
        Frame as `improved_homes` gives it. Not modified.
    period
        The half-year reported on.
    **about
        Further arguments of `count_rows`.

    Returns
    -------
    rows
        Those of `count_rows` and of `cost_rows`.

    Notes
    -----
    Source: as `count_rows` and `cost_rows`.

    Examples
    --------
    >>> rows.__name__
    'rows'
    """
    both = [count_rows(homes, period=period, **about), cost_rows(homes, period=period)]
    return result_rows(pd.concat(both, ignore_index=True), period=period)
