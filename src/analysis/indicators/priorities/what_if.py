"""What improvement would do to a household: another label, less gas, and the same definitions once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..definitions import answers, in_service, share_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from ...periods import Period

    Classify = Callable[..., pd.DataFrame]

RESULT = "improvements.lifted_out_share"
_POOR = "lihelek"
_GRAINS: tuple[list[str], ...] = (["complex_id"], ["corporation"], [])


def improved(
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    labels: Sequence[str],
    improved_labels: Collection[str],
    target_label: str,
    gas_saving_share_per_step: float,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Households and dwellings as they would be if every home with a low label were improved to a target label.

    Use of gas falls by the same share for every step of the label: after n steps (1 - share) ^ n of it is left. Power
    and heat stay as they are.

    Parameters
    ----------
    households, dwellings
        Core tables. Not modified.
    labels
        Energy labels, best first.
    improved_labels
        Labels of the homes that are improved; those not worse than the target stay as they are.
    target_label
        Label they get.
    gas_saving_share_per_step
        Assumption, 0-1.

    Returns
    -------
    households, dwellings
        The same rows with other gas use, and other labels.

    Notes
    -----
    Source: assumption; docs/method/energy_labels.md.

    Examples
    --------
    >>> homes = pd.DataFrame({"dwelling_id": ["a", "b"], "energy_label": ["D", "A"]})
    >>> people = pd.DataFrame({"dwelling_id": ["a", "b"], "gas_m3_per_year": [1000.0, 1000.0]})
    >>> less, better = improved(people, homes, labels=["A", "B", "C", "D"], improved_labels=["D"], target_label="B",
    ...                         gas_saving_share_per_step=0.1)
    >>> less["gas_m3_per_year"].round().tolist(), better["energy_label"].tolist()
    ([810.0, 1000.0], ['B', 'A'])
    """
    steps = _steps(dwellings, labels=labels, improved_labels=improved_labels, target_label=target_label)
    better = dwellings.assign(energy_label=dwellings["energy_label"].mask(steps > 0, target_label))
    of_home = steps.groupby(dwellings["dwelling_id"]).last()
    left = (1 - gas_saving_share_per_step) ** households["dwelling_id"].map(of_home).fillna(0)
    return households.assign(gas_m3_per_year=households["gas_m3_per_year"] * left), better


def _steps(
    dwellings: pd.DataFrame, *, labels: Sequence[str], improved_labels: Collection[str], target_label: str
) -> pd.Series[int]:
    """Steps of the label from what it is to the target; 0 where the home is not improved."""
    rank = {label: place for place, label in enumerate(labels)}
    label = dwellings["energy_label"]
    steps = label.map(rank).fillna(-1).astype("int64") - rank[target_label]
    return steps.where(label.isin(list(improved_labels)) & (steps > 0), 0)


def homes_to_improve(
    dwellings: pd.DataFrame,
    on: date,
    *,
    labels: Sequence[str],
    improved_labels: Collection[str],
    target_label: str,
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Homes in service that would be improved, per complex, with the steps of the label they need together.

    Parameters
    ----------
    dwellings
        Core table of the municipality, one row per spell. Not modified.
    on
        Reference date.
    labels, improved_labels, target_label
        As for `improved`.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    homes
        One row per complex with such homes, sorted: `complex_id`, `corporation` (of most of them), whole numbers
        `homes` and `steps`.

    Notes
    -----
    Source: assumption; docs/method/energy_labels.md.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "complex_id": "c", "corporation": "SEW",
    ...     "energy_label": ["D", "A"], "in_service_from": pd.to_datetime(["1990-01-01"] * 2),
    ...     "out_of_service_from": pd.to_datetime([None] * 2), "out_of_service_reason": None})
    >>> homes_to_improve(dwellings, date(2023, 12, 31), labels=["A", "B", "C", "D"], improved_labels=["D"],
    ...                  target_label="B", temporary_reasons=[]).values.tolist()
    [['c', 'SEW', 1, 2]]
    """
    homes = dwellings.loc[in_service(dwellings, on, temporary_reasons=temporary_reasons)]
    steps = _steps(homes, labels=labels, improved_labels=improved_labels, target_label=target_label)
    found = homes[["complex_id", "corporation"]].assign(homes=1, steps=steps)[steps > 0]
    grouped = found.groupby("complex_id")
    owners = grouped["corporation"].agg(lambda names: names.value_counts().index[0])
    return (
        grouped[["homes", "steps"]]
        .sum()
        .assign(corporation=owners)
        .reset_index()[["complex_id", "corporation", "homes", "steps"]]
    )


def lifted(
    classify: Classify,
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    on: date,
    labels: Sequence[str],
    improved_labels: Collection[str],
    target_label: str,
    gas_saving_share_per_step: float,
    **norms: Any,
) -> pd.DataFrame:
    """
    Households now and after improvement: who is energy-poor, and whom improvement of the home would lift out of it.

    The definitions of energy poverty are applied twice, to the delivered and to the improved households.

    Parameters
    ----------
    classify
        Gives each household its answers: `energy_poverty.classify`.
    households, dwellings
        Core tables of the municipality. Not modified.
    on
        Reference date.
    labels, improved_labels, target_label, gas_saving_share_per_step
        As for `improved`.
    **norms
        Further arguments of `classify`.

    Returns
    -------
    households
        One row per household in scope: `household_id`, `complex_id`, `corporation`, `village`, and `boolean` columns
        `is_poor` (LIHELEK now), `lifted_out` (poor now and not after; missing where either is unknown, or the
        home is not improved),
        `is_in_improved_home`.

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 9 and 27; definitions as in docs/method/energy_poverty.md.

    Examples
    --------
    >>> lifted.__name__
    'lifted'
    """
    change: dict[str, Any] = {
        "labels": labels,
        "improved_labels": improved_labels,
        "target_label": target_label,
    }
    now = classify(households, dwellings, on=on, **norms)
    after = classify(
        *improved(households, dwellings, gas_saving_share_per_step=gas_saving_share_per_step, **change), on=on, **norms
    )
    if now["household_id"].tolist() != after["household_id"].tolist():
        message = "the same households must be classified before and after: classify must keep rows and their order"
        raise ValueError(message)
    steps = _steps(dwellings, **change).groupby(dwellings["dwelling_id"]).last()
    is_inside = now["dwelling_id"].map(steps).fillna(0) > 0
    return now[["household_id", "complex_id", "corporation", "village"]].assign(
        is_poor=now[_POOR],
        lifted_out=(now[_POOR] & ~after[_POOR]).where(is_inside),
        is_in_improved_home=is_inside,
    )


def lifted_rows(
    households: pd.DataFrame,
    *,
    period: Period,
    definition_version: str,
    grains: Sequence[Sequence[str]] = _GRAINS,
) -> pd.DataFrame:
    """
    Share of the households in homes to be improved that improvement would lift out of energy poverty.

    Parameters
    ----------
    households
        Frame as `lifted` gives it. Not modified.
    period
        The half-year reported on.
    definition_version
        Version of the definitions of energy poverty.
    grains
        As for `definitions.share_rows`.

    Returns
    -------
    rows
        Common shape, id `improvements.lifted_out_share`, for complexes, associations and the whole; denominator:
        households in homes to be improved with a known answer; Wilson 95 % interval.

    Notes
    -----
    Source: as `lifted`.

    Examples
    --------
    >>> from analysis.periods import Period
    >>> yes = pd.Series([True, False], dtype="boolean")
    >>> people = pd.DataFrame({"complex_id": "c", "corporation": "SEW", "lifted_out": yes,
    ...                        "is_in_improved_home": True})
    >>> lifted_rows(people, period=Period(2023, 2), definition_version="proxy")["value"].tolist()
    [0.5, 0.5, 0.5]
    """
    inside = households[households["is_in_improved_home"]]
    counted = answers(inside, {RESULT: "lifted_out"})
    return share_rows(counted, grains=grains, period=period, definition_version=definition_version)


def headline(
    classify: Classify,
    households: pd.DataFrame,
    dwellings: pd.DataFrame,
    on: date,
    period: Period,
    definition_version: str,
    **inputs: Any,
) -> pd.DataFrame:
    """
    Rows of `lifted_rows` but complexes, straight from the core tables: what a sensitivity table varies.

    Parameters
    ----------
    classify, households, dwellings, on
        As for `lifted`.
    period, definition_version
        As for `lifted_rows`.
    **inputs
        Further arguments of `lifted`.

    Returns
    -------
    rows
        As `lifted_rows` gives them.

    Notes
    -----
    Source: as `lifted`.

    Examples
    --------
    >>> headline.__name__
    'headline'
    """
    found = lifted(classify, households, dwellings, on=on, **inputs)
    return lifted_rows(found, period=period, definition_version=definition_version, grains=_GRAINS[1:])
