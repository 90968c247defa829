"""What may be said of energy labels: the homes that count, the pace, the costs, and what stands in for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from ...disclosure import require
from ..shown import complex_name
from ..texts import is_missing
from .rows import absent_tables, figure, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...disclosure import Published
    from ..texts import Texts

EFG: Final = "improvements.efg_homes_count"
BY_METHOD: Final = "improvements.method_change_only_count"
TO_A: Final = "improvements.to_label_a_count"
PACKAGES: Final = ("improvements.roof_floor_heat_pump_count", "improvements.roof_floor_cavity_count")
FLOORS: Final = "improvements.floor_at_turnover_share"
LARGEST: Final = "improvements.housing_costs_change_eur_per_month"
RAISED: Final = "improvements.housing_costs_raised_share"


def energy_labels(
    published: Published,
    path: Published,
    varied: Published,
    one_year: Published,
    bands: Published,
    texts: Texts,
    *,
    absent: list[str],
) -> list[str]:
    """
    Say whether labels E, F and G go fast enough, whether costs rose, and what else was agreed.

    Parameters
    ----------
    published
        Rows of `labels` and `improvements`, judged.
    path
        Rows of `labels.path`.
    varied
        The counts of improvements under every scenario.
    one_year
        Rows of `priorities.yearly`.
    bands
        One row per complex with its band of households that improvement would lift out of energy poverty.
    texts
        Words and numbers.
    absent
        Tables that were not delivered.
    """
    rows, ways = require(published), require(path)
    if rows.empty:
        return absent_tables(texts, absent)
    sentences = [
        " ".join([*_out_of_low(rows, texts), *_pace(ways, texts)]),
        " ".join(_costs(rows, texts)),
        " ".join([*_to_label_a(rows, texts), *_packages(rows, texts), *_floors(rows, texts)]),
        " ".join([*_priorities(require(one_year), texts), *_complexes(require(bands), texts)]),
        " ".join(_stock(rows, texts)),
        " ".join(_turning(rows, require(varied), texts)),
    ]
    return [one for one in sentences if one]


def _of(rows: pd.DataFrame, result: str) -> list[pd.Series]:
    """Rows of a result that name an association or a village and carry a verdict, else those of an association."""
    found = rows[(rows["id"] == result) & (rows["corporation"].notna() | rows["village"].notna())]
    judged = found[found["verdict"].notna()] if "verdict" in found else found
    return [row for _, row in (judged if len(judged) else found[found["corporation"].notna()]).iterrows()]


def _out_of_low(rows: pd.DataFrame, texts: Texts) -> list[str]:
    told = [
        texts(
            "{name} improved {homes} homes out of label E, F or G since 1 January, in and outside the municipality; "
            "{line} were agreed ({verdict}).",
            name=row["corporation"],
            homes=figure(row, texts),
            line=row["threshold"],
            verdict=texts.verdict(row["verdict"]),
        )
        for row in _of(rows, EFG)
    ]
    told += [
        texts(
            "A further {homes} got a better letter by another method of labelling only, without a measure; they do not "
            "count.",
            homes=figure(row, texts),
        )
        for row in _of(rows, BY_METHOD)
        if row["suppressed"] or is_missing(row["value"]) or row["value"] > 0
    ]
    return told or [texts("Whether enough homes left label E, F or G is not assessable: no improvement was delivered.")]


def _pace(ways: pd.DataFrame, texts: Texts) -> list[str]:
    if ways.empty:
        return []
    first, needed = ways.iloc[0], ways.set_index("reading")
    year = pd.Timestamp(str(needed["until"].get("before"))).year
    gone = texts("never") if is_missing(first["zero_on"]) else str(pd.Timestamp(first["zero_on"]).year)
    return [
        texts(
            "Of its delivered homes {homes} still have such a label. To be rid of them before {year} takes {before} a "
            "year, by the end of {year} {by_end}; so far {pace} a year went, which would take until {gone}.",
            homes=texts.count(first["homes"]),
            year=str(year),
            before=texts.count(needed["needed_homes_per_year"].get("before")),
            by_end=texts.count(needed["needed_homes_per_year"].get("by_end")),
            pace=texts.count(first["pace_homes_per_year"]),
            gone=gone,
        )
    ]


def _costs(rows: pd.DataFrame, texts: Texts) -> list[str]:
    raised = {row["corporation"]: row for row in _of(rows, RAISED)}
    told = []
    for row in _of(rows, LARGEST):
        name = row["corporation"]
        share = raised.get(name)
        if row["verdict"] == "broken" and share is not None:
            words = texts(
                "At {name} better energy performance made {share} of the improved homes dearer, at most by {euro} a "
                "month ({verdict}).",
                name=name,
                share=figure(share, texts),
                euro=figure(row, texts),
                verdict=texts.verdict(row["verdict"]),
            )
        else:
            words = texts("At {name} no improved home is known to have become dearer ({verdict}).", name=name,
                          verdict=texts.verdict(row["verdict"]))  # fmt: skip
        told.append(words)
    if told:
        told.append(texts("The saving is an estimate for the home, not what its tenants use."))
    return told


def _to_label_a(rows: pd.DataFrame, texts: Texts) -> list[str]:
    return [
        texts(
            "In {village} {homes} homes were improved to label A or better; {line} were intended ({verdict}).",
            village=row["village"],
            homes=figure(row, texts),
            line=row["threshold"],
            verdict=texts.verdict(row["verdict"]),
        )
        for row in _of(rows, TO_A)
        if not is_missing(row["verdict"])
    ]


def _packages(rows: pd.DataFrame, texts: Texts) -> list[str]:
    return [
        texts(
            "{name}: {result}: {homes} of {line} ({verdict}).",
            name=row["corporation"],
            result=texts.result(result),
            homes=figure(row, texts),
            line=row["threshold"],
            verdict=texts.verdict(row["verdict"]),
        )
        for result in PACKAGES
        for row in _of(rows, result)
    ]


def _floors(rows: pd.DataFrame, texts: Texts) -> list[str]:
    return [
        texts(
            "At {done} of {all} changes of tenant in the estate of agreement 26 the floor was insulated; of {unknown} "
            "it is not known yet.",
            done=texts.count(row["numerator"]),
            all=texts.count(row["denominator"]),
            unknown=texts.count(row["missing"]),
        )
        for row in _of(rows, FLOORS)
        if not row["suppressed"]
    ]


def _priorities(rows: pd.DataFrame, texts: Texts) -> list[str]:
    """Say what a year of homes would bring in the best order, and in two simple ones."""
    told = []
    for name, group in rows[~rows["suppressed"]].groupby("corporation", sort=True):
        ways = group.set_index("way")
        if "need" in ways.index:
            told.append(
                texts(
                    "What if all {homes} homes {name} agreed to improve in a year stood in the municipality: chosen "
                    "where it helps most they would lift about {need} households out of energy poverty, chosen by "
                    "worst label {label}, spread evenly {even}.",
                    homes=texts.count(int(str(ways.loc["need", "homes_improved"]))),
                    name=name,
                    need=texts.count(ways.loc["need", "value"]),
                    label=texts.count(ways.loc["label", "value"]),
                    even=texts.count(ways.loc["pro_rata", "value"]),
                )
            )
    return told


def _complexes(bands: pd.DataFrame, texts: Texts) -> list[str]:
    """Name the complexes that stand apart, in the order of their names: no ranking."""
    above = bands[~bands["suppressed"] & (bands["band"] == "above")].sort_values("complex_id", kind="stable")
    if above.empty:
        return [texts("No complex stands apart clearly enough to say that it has to come first.")]
    names = "; ".join(complex_name(row) for _, row in above.iterrows())
    return [texts("Clearly more than elsewhere it would help in {names}; which of them comes first is mostly chance.",
                  names=names)]  # fmt: skip


def _stock(rows: pd.DataFrame, texts: Texts) -> list[str]:
    low, good = total(rows, "labels.e_to_g_share"), total(rows, "labels.a_to_c_share")
    neutral, pace = (total(rows, f"labels.energy_neutral_{name}") for name in ("share", "pace_homes_per_year"))
    if low is None or good is None or neutral is None:
        return []
    told = [
        texts(
            "Of all homes in the municipality with a known label {low} have E, F or G and {good} C or better; "
            "{neutral} have the label that stands in for energy-neutral, an assumption of ours.",
            low=figure(low, texts),
            good=figure(good, texts),
            neutral=figure(neutral, texts),
        )
    ]
    if pace is not None:
        told.append(
            texts(
                "The text names a year for energy-neutral and no path to it: a straight line would take {homes} homes "
                "a year. That is context, not a line to keep.",
                homes=figure(pace, texts),
            )
        )
    return told


def _turning(rows: pd.DataFrame, varied: pd.DataFrame, texts: Texts) -> list[str]:
    """Say which choice would turn a verdict."""
    base: Mapping[tuple[str, str, str], str] = _verdicts(rows)
    told = []
    for _, row in varied.iterrows():
        key = _key(row)
        if not is_missing(row["verdict"]) and key in base and base[key] != row["verdict"]:
            told.append(
                texts(
                    'Were a change of method alone an improvement, "{result}" would be {homes}: {verdict}, not {base}.',
                    result=texts.result(str(row["id"])),
                    homes=figure(row, texts),
                    verdict=texts.verdict(row["verdict"]),
                    base=texts.verdict(base[key]),
                )
            )
    return told


def _verdicts(rows: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    judged = rows[rows["verdict"].notna()]
    return {_key(row): str(row["verdict"]) for _, row in judged.iterrows()}


def _key(row: pd.Series) -> tuple[str, str, str]:
    return tuple("" if is_missing(row[name]) else str(row[name]) for name in ("id", "corporation", "village"))  # type: ignore[return-value]
