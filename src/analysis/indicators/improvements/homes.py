"""Which homes an improvement really took out of the low labels, and which only got another method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

_OWNER = ["dwelling_id", "corporation", "municipality_code"]
_UNKNOWN = 0.5  # between false and true: the largest of several answers is their three-valued "or"


def improved_homes(
    improvements: pd.DataFrame,
    dwellings: pd.DataFrame,
    *,
    since: date,
    on: date,
    labels: Sequence[str],
    low_labels: Collection[str],
    goal_label: str,
    measure_kinds: Mapping[str, str],
    packages: Mapping[str, Collection[str]],
    method_change_is_improvement: bool,
) -> pd.DataFrame:
    """
    Homes improved from a first day up to the reference date, with what the improvement did.

    Out of the low labels: the label before is low, the label after is better than every low one, and more than the
    method of the label changed. *More than the method* means: both labels are of one method, or a measure was taken
    that explains another letter (any code of `measure_kinds`). A better letter of another method without such a
    measure is a change of method only. To the goal label: the same rule, from any worse label to it or a better one.
    Several improvements of a home are taken together: one that did it suffices, their measures and costs add up. A
    package is complete when all its kinds of measure were taken; a home counts for the first complete package only.

    Parameters
    ----------
    improvements
        Core table `improvements`; without a day of completion a row is not completed and left out. Not modified.
    dwellings
        Core table `dwellings`, for the village; a home that was not delivered has none. Not modified.
    since, on
        First day and reference date, both included.
    labels
        Energy labels, best first.
    low_labels
        Labels that are to be gone.
    goal_label
        Label that counts as reached, as do better ones.
    measure_kinds
        Codes of measures that explain another letter, with their kind. An empty cell is unknown, not "none".
    packages
        Kinds of measure that make up each package, by name; the first complete one counts.
    method_change_is_improvement
        Whether a change of method alone counts too (for the sensitivity run).

    Returns
    -------
    homes
        One row per home, sorted by `dwelling_id`: `corporation`, `municipality_code`, `village`, `boolean` columns
        `is_out_of_low`, `is_method_only` (of the same kind, but by method), `is_to_goal`, `is_<package>`, and
        `cost_change_eur_per_month` (rent change minus saving; missing where either of any improvement is).

    Notes
    -----
    Source: prestatieafspraken 2023, agreements 26, 28 and 29; a letter of one method says little beside that of
    another (docs/method/energy_labels.md).

    Examples
    --------
    >>> from datetime import date
    >>> improvements = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "Woonborg", "municipality_code": "GM1",
    ...     "completed_on": pd.to_datetime(["2023-03-01", "2023-04-01"]), "measures": ["DAK|MUU", "OPN"],
    ...     "label_before": "E", "label_after": "C", "label_method_before": "EI", "label_method_after": "NTA",
    ...     "rent_change_eur_per_month": 0.0, "energy_saving_eur_per_month": [20.0, 0.0]})
    >>> homes = improved_homes(improvements, pd.DataFrame({"dwelling_id": ["a"], "village": ["Vries"]}),
    ...     since=date(2023, 1, 1), on=date(2023, 12, 31), labels=["A", "B", "C", "D", "E", "F", "G"],
    ...     low_labels=["E", "F", "G"], goal_label="A", measure_kinds={"DAK": "roof", "MUU": "wall"},
    ...     packages={"roofs": ["roof"]}, method_change_is_improvement=False)
    >>> homes[["is_out_of_low", "is_method_only", "is_roofs"]].values.tolist()
    [[True, False, True], [False, True, False]]
    """
    days = improvements["completed_on"]
    rows = improvements.loc[days.between(pd.Timestamp(since), pd.Timestamp(on))].reset_index(drop=True)
    rank = {label: place for place, label in enumerate(labels)}
    before, after = rows["label_before"].map(rank), rows["label_after"].map(rank)
    first_low = min(rank[label] for label in low_labels)
    explained = _is_explained(rows, measure_kinds) | method_change_is_improvement
    left_low = _known(before >= first_low, before) & _known(after < first_low, after)
    reached = _known(before > rank[goal_label], before) & _known(after <= rank[goal_label], after)
    flags = rows[_OWNER].assign(
        is_out_of_low=left_low & explained,
        is_method_only=left_low & ~explained,
        is_to_goal=reached & explained,
    )
    homes = _per_home(flags, ["is_out_of_low", "is_method_only", "is_to_goal"])
    homes["is_method_only"] = homes["is_method_only"] & ~homes["is_out_of_low"]
    homes = homes.join(_packages(rows, measure_kinds, packages)).join(_costs(rows))
    villages = dwellings.drop_duplicates("dwelling_id", keep="last").set_index("dwelling_id")["village"]
    return homes.reset_index().assign(village=lambda frame: frame["dwelling_id"].map(villages).astype("str"))


def _known(answer: pd.Series[bool], of: pd.Series[int]) -> pd.Series[bool]:
    """Three-valued: an answer about a rank that is missing is missing."""
    return answer.astype("boolean").mask(of.isna())


def _is_explained(rows: pd.DataFrame, measure_kinds: Mapping[str, str]) -> pd.Series[bool]:
    """Whether more than the method of the label changed; missing where nothing known decides it."""
    methods = rows["label_method_before"], rows["label_method_after"]
    is_unknown = methods[0].isna() | methods[1].isna()
    is_same = (methods[0] == methods[1]).astype("boolean").mask(is_unknown)
    taken = rows["measures"].fillna("").str.split("|")
    has_measure = pd.Series([any(code in measure_kinds for code in codes) for codes in taken], index=rows.index)
    return is_same | has_measure.astype("boolean").mask(rows["measures"].isna())


def _per_home(flags: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Take the improvements of a home together: true if one is, else unknown if one is, else false."""
    parts = {name: flags[name].astype("boolean").to_numpy(dtype="float64", na_value=_UNKNOWN) for name in columns}
    together = flags[_OWNER].assign(**parts).groupby("dwelling_id")
    homes = together[["corporation", "municipality_code"]].first()
    largest = together[columns].max()
    return homes.assign(
        **{name: (largest[name] == 1).astype("boolean").mask(largest[name] == _UNKNOWN) for name in columns}
    )


def _packages(
    rows: pd.DataFrame, measure_kinds: Mapping[str, str], packages: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Tell which package the measures of a home make up; unknown where a list of measures is missing."""
    kinds = rows["measures"].fillna("").str.split("|").explode().map(dict(measure_kinds)).dropna()
    taken = kinds.groupby(rows["dwelling_id"].reindex(kinds.index)).agg(frozenset)
    is_unknown = rows["measures"].isna().groupby(rows["dwelling_id"]).any()
    columns = {}
    is_earlier = pd.Series(data=False, index=is_unknown.index, dtype="boolean")
    for name, needed in packages.items():
        complete = taken.map(lambda have, needed=frozenset(needed): needed <= have)
        is_complete = complete.reindex(is_unknown.index).astype("boolean").fillna(value=False)
        is_complete = is_complete.mask(is_unknown & ~is_complete) & ~is_earlier
        columns[f"is_{name}"] = is_complete
        is_earlier = is_earlier | is_complete
    return pd.DataFrame(columns, index=is_unknown.index)


def _costs(rows: pd.DataFrame) -> pd.DataFrame:
    """Rent change minus saving per home, euro a month."""
    change = rows["rent_change_eur_per_month"] - rows["energy_saving_eur_per_month"]
    per_home = change.groupby(rows["dwelling_id"]).sum(skipna=False)
    return per_home.to_frame("cost_change_eur_per_month")
