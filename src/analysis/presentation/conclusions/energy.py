"""What may be said of energy poverty: an estimate with its range, and the complexes that stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...disclosure import require
from ..shown import complex_name, decimals_of, drawable, rows_of
from .rows import absent_tables, figure, total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from ...disclosure import Published
    from ..texts import Texts

HEADLINE: Final = "energy_poverty.lihelek_share"
WITHOUT_SUPPORT: Final = "energy_poverty.lihelek_without_support_share"
LABELS_VARIED: Final = "low_quality_labels:"
"""Scenarios that choose other labels of low energetic quality."""
NAMED: Final = 5


def energy_poverty(
    published: Published,
    bands: Published,
    varied: Published,
    texts: Texts,
    *,
    year: int,
    labels: Sequence[str],
    by_chance: Callable[[int], float],
    absent: list[str],
) -> list[str]:
    """
    Say how common energy poverty is by this estimate, what the choice of labels does, and which complexes differ.

    Parameters
    ----------
    published
        Rows of `energy_poverty`.
    bands
        One row per complex with its band.
    varied
        The headline under every scenario.
    texts
        Words and numbers.
    year
        Year the households are known for.
    labels
        Labels that count as low energetic quality.
    by_chance
        Number of complexes that would differ by chance alone, of so many shown.
    absent
        Tables that were not delivered.
    """
    rows = require(published)
    whole, without = total(rows, HEADLINE), total(rows, WITHOUT_SUPPORT)
    if whole is None or without is None:
        return absent_tables(texts, absent)
    decimals = decimals_of(published)
    estimate = texts(
        "In {year} about {share} of the tenants' households lived in energy poverty. This is an own estimate, in which "
        "a home with energy label {labels} is one of low energetic quality; it cannot be compared with figures of CBS.",
        year=str(year),
        share=figure(whole, texts, decimals),
        labels=label_range(labels),
    )
    range_told = _label_choices(require(varied), texts, decimals)
    return [
        " ".join([estimate, *range_told]),
        *_complexes(bands, texts, by_chance),
        texts(
            "Without the price cap and the allowances it would roughly be {without}: that rests on assumed tariffs.",
            without=figure(without, texts, decimals),
        ),
    ]


def label_range(labels: Sequence[str]) -> str:
    """
    Write labels shortly: those in a row by the first and the last.

    Examples
    --------
    >>> label_range(["D", "E", "F", "G"]), label_range(["D", "G"])
    ('D–G', 'D, G')
    """
    codes = [ord(label) for label in labels if len(label) == 1]
    if len(labels) > 1 and codes == list(range(codes[0], codes[0] + len(labels))):
        return f"{labels[0]}\N{EN DASH}{labels[-1]}"
    return ", ".join(labels)


def _label_choices(varied: pd.DataFrame, texts: Texts, decimals: int) -> list[str]:
    """Say between what ends the headline moves with the choice of labels."""
    is_other = varied["scenario"].astype("str").str.startswith(LABELS_VARIED)
    ends = varied.loc[is_other & (varied["id"] == HEADLINE) & varied["corporation"].isna(), "value"].dropna()
    if ends.empty:
        return []
    return [
        texts(
            "With other choices of labels it would be {range}.", range=texts.interval(ends.min(), ends.max(), decimals)
        )
    ]


def _complexes(bands: Published, texts: Texts, by_chance: Callable[[int], float]) -> list[str]:
    """Name the complexes that stand out, and count the others: not told apart, and not shown."""
    rows = rows_of(bands)
    shown = drawable(rows).sort_values(["value", "complex_id"], ascending=[False, True], kind="stable")
    counts = shown["band"].value_counts()
    others = texts(
        "{below} lie clearly below; for {other} the numbers are too small to tell. {hidden} further complexes have "
        "too few households to show.",
        below=texts.count(counts.get("below", 0)),
        other=texts.count(counts.get("not_distinguishable", 0)),
        hidden=texts.count(rows["suppressed"].sum()),
    )
    all_shown, chance = texts.count(len(shown)), texts.count(by_chance(len(shown)))
    if decimals_of(bands):
        told = texts("Of {all} complexes about {chance} would stand out by chance alone.", all=all_shown, chance=chance)
    else:  # bands of coarse shares are taken from the widened intervals, which miss less often
        told = texts(
            "Of {all} complexes at most about {chance} would stand out by chance alone.", all=all_shown, chance=chance
        )
    return [_above(shown[shown["band"] == "above"], len(shown), texts), f"{others} {told}"]


def _above(above: pd.DataFrame, shown: int, texts: Texts) -> str:
    """Name the first complexes of the table that are clearly above, and say how many more there are."""
    if above.empty:
        return texts(
            "None of the {all} complexes that can be shown lies clearly above all other homes.", all=texts.count(shown)
        )
    named = "; ".join(complex_name(row) for _, row in above.head(NAMED).iterrows())
    if len(above) > NAMED:
        named = texts("{names}; and {count} more", names=named, count=texts.count(len(above) - NAMED))
    return texts(
        "Of the {all} complexes that can be shown {above} lie clearly above all other homes: {names}. This is not a "
        "ranking: which of them comes first is mostly chance.",
        all=texts.count(shown),
        above=texts.count(len(above)),
        names=named,
    )
