"""A scenario in words: which assumption is changed, to what, and what it is in the base."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .texts import Texts


def scenario_words(label: str, value: object, base: object, unit: str, texts: Texts) -> str:
    """
    Say what a scenario changes.

    Parameters
    ----------
    label
        Name of the assumption.
    value, base
        Its value in the scenario, and in the base.
    unit
        Unit of both; shares become percentages.
    texts
        Words and numbers.

    Returns
    -------
    words
        One line.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> scenario_words("Margin below a share that the text calls circa", 0.0, 0.02, "share", Texts("en"))
    'Margin below a share that the text calls circa: 0 % instead of 2 %'
    >>> scenario_words("Rehousing counts as urgent", True, False, "yes or no", Texts("en"))
    'Rehousing counts as urgent: yes instead of no'
    """
    here, there = (_written(one, unit, texts) for one in (value, base))
    return texts("{assumption}: {value} instead of {base}", assumption=texts(label), value=here, base=there)


def _written(value: object, unit: str, texts: Texts) -> str:
    if isinstance(value, bool):
        return texts("yes") if value else texts("no")
    if isinstance(value, list | tuple):
        return ", ".join(_written(one, unit, texts) for one in value)
    if not isinstance(value, int | float):
        return str(value)
    decimals = max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent))
    return texts.share(value, max(0, decimals - 2)) if unit == "share" else texts.number(value, decimals)
