"""The disclosure gate: the one way from exact rows to rows that may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .coarsening import blanked, coarsened
from .complement import complement
from .placing import by_piece, cell_of, complexes_of, counts_of, placed
from .policy import CLASSES, FREE_TEXT, ClassRule, Policy, class_of, grain_of
from .published import Published, require, sealed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .network import Cell


def gate(
    frame: pd.DataFrame,
    *,
    data_class: str | pd.Series[str],
    profile: str,
    policy: Policy,
    complexes: pd.DataFrame | None = None,
    by: Sequence[str] = (),
    ledger: Published | None = None,
) -> Published:
    """
    Pass exact rows through the gate: suppress small cells and what would give them away, bound, round, hide counts.

    Parameters
    ----------
    frame
        One row per cell. `id`, `period`, `corporation`, `village`, `complex_id` place it, where present; text and dates
        are labels; `value`, `unit`, `numerator`, `denominator`, `missing`, `interval_low`, `interval_high`, `band`,
        `verdict`, `reason`, `flips`, further shares (`…_share`) and other numbers are measures. Not modified.
    data_class
        Class of all rows, or the name of a column or a Series with the class of each row.
    profile
        `internal`, `partners` or `public`.
    policy
        The disclosure table of the assumptions.
    complexes
        `complex_id`, `corporation`, `village`; needed where complexes stand beside villages or associations.
    by
        Further columns that place a row, such as `energy_label`.
    ledger
        Published ledger of the same run. A place suppressed there, in the same class of data, is suppressed here: a
        table of complexes alone cannot know which complex had to go with a village.

    Returns
    -------
    published
        The same rows in the same order, with `suppressed` and `bound`. A suppressed row stays, its measures missing.
        Free text (`action`) is left out of what is public: it may hold a name.

    Raises
    ------
    DisclosureError
        If a class or the profile is unknown, two rows have the same place, or a complex is not in `complexes`.

    Notes
    -----
    Source: docs/method/disclosure.md; the values are decided in the assumptions.

    Examples
    --------
    >>> from decimal import Decimal
    >>> policy = Policy({("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True)})
    >>> rows = pd.DataFrame({"village": ["Vries", "Yde"], "value": [0.26, 0.5], "unit": "share",
    ...                      "numerator": [26, 3], "denominator": [100, 6]})
    >>> shown = require(gate(rows, data_class="household", profile="public", policy=policy))
    >>> shown[["village", "value", "suppressed"]].values.tolist()
    [['Vries', 0.25, False], ['Yde', nan, True]]
    """
    names = _classes(frame, data_class)
    rules = [policy.rule(profile, name) for name in names]
    hidden = _hidden(frame, rules, names, policy=policy, complexes=complexes, by=by, ledger=ledger)
    shown = blanked(coarsened(frame, rules, hidden, policy), hidden)
    if profile == "public":
        shown = shown.drop(columns=[name for name in FREE_TEXT if name in shown])
    return sealed(shown, max(names, key=CLASSES.index, default=_one(data_class)), profile)


def classes(rows: pd.DataFrame) -> pd.Series[str]:
    """
    Class of data of each row of a ledger, from its id and grain.

    Examples
    --------
    >>> classes(pd.DataFrame({"id": ["laarhove.social_share"], "village": [None]})).tolist()
    ['plan']
    """
    pairs = zip(rows["id"], grain_of(rows), strict=True)
    return pd.Series([class_of(result, grain) for result, grain in pairs], index=rows.index, dtype="str")


def _classes(frame: pd.DataFrame, data_class: str | pd.Series[str]) -> list[str]:
    if isinstance(data_class, str) and data_class not in frame:
        return [data_class] * len(frame)
    return [str(name) for name in (frame[data_class] if isinstance(data_class, str) else data_class)]


def _one(data_class: str | pd.Series[str]) -> str:
    """Class of a table without rows: as told, else the strictest."""
    return data_class if isinstance(data_class, str) and data_class in CLASSES else CLASSES[-1]


def _hidden(
    frame: pd.DataFrame,
    rules: list[ClassRule],
    names: list[str],
    *,
    policy: Policy,
    complexes: pd.DataFrame | None,
    by: Sequence[str],
    ledger: Published | None,
) -> list[bool]:
    """Tell per row whether it is suppressed: for its own denominator, by the ledger, or as a complement."""
    if all(rule.is_exact for rule in rules):
        return [False] * len(rules)
    rows = placed(frame, rules, by=by, step=policy.bound_step)
    above = complexes_of(rows, complexes)
    withheld = _withheld(ledger)
    own = [
        row.is_too_small or (row.counts.can_hide and (name, row.cell) in withheld)
        for row, name in zip(rows, names, strict=True)
    ]
    small = {(row.piece, row.cell) for row, is_small in zip(rows, own, strict=True) if is_small}
    hidden = {
        piece: complement(counts_of(members), [cell for other, cell in small if other == piece], above)
        for piece, members in by_piece(rows).items()
    }
    return [row.counts.can_hide and row.cell in hidden[row.piece] for row in rows]


def _withheld(ledger: Published | None) -> set[tuple[str, Cell]]:
    """Class and place of every row a published ledger suppresses."""
    if ledger is None:
        return set()
    rows = require(ledger)
    rows = rows[rows["suppressed"]]
    return {(name, cell_of(record)) for name, record in zip(classes(rows), rows.to_dict(orient="records"), strict=True)}
