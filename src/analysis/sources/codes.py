"""The codes a delivery may use, gathered from the norms in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ..parameters import Norms


def known_codes(norms: Norms, *, on: date) -> Mapping[str, tuple[str, ...]]:
    """
    Give the codes allowed in each column.

    Parameters
    ----------
    norms
        Dated values of law and published definitions.
    on
        Day on which the lists are in force: the card's reference date.

    Returns
    -------
    codes
        Column name to its codes, in the order of the norms.

    Raises
    ------
    NormError
        When a list is not in force on that day.
    """

    def lists(*ids: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(code) for one in ids for code in norms.value(one, on=on)))

    labels, methods = lists("energy_labels"), lists("label_methods")
    grounds = lists("urgent_grounds", "first_housing_grounds", "other_grounds")
    return {
        "energy_label": labels,
        "label_before": labels,
        "label_after": labels,
        "label_method": methods,
        "label_method_before": methods,
        "label_method_after": methods,
        "priority_ground": grounds,
        "ground": grounds,
        "in_service_reason": lists("entry_steps", "temporary_reasons"),
        "out_of_service_reason": lists("exit_steps", "temporary_reasons"),
    }
