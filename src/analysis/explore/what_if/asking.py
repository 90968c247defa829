"""The what-if questions as a researcher asks them: one method each, so that Tab finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .form import Form
from .trials import trial

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ...notebook.judging import Judging


class WhatIf:
    """
    Forms to try out what would be; whatever one turns, the equal command line stands under the knobs.

    Parameters
    ----------
    run
        The run that is explored.
    delivery
        Its delivery, for the command line.
    """

    def __init__(self, run: Judging, delivery: Path) -> None:
        self._run = run
        self._delivery = delivery

    def laarhove(self, **values: float) -> Form:
        """
        Try out other homes in Laarhove: how many, and the shares of the phases without a permit.

        Parameters
        ----------
        **values
            Where the knobs stand at first: `homes`, and per phase `social_<phase>` and `cheap_<phase>`.

        Examples
        --------
        >>> from analysis import explore
        >>> explore.start().what_if.laarhove(social_4=0.5).command()
        'afspraken what-if laarhove --set social_4=0.5'
        """
        return self._form("laarhove", values)

    def line(self, **values: str | int) -> Form:
        """
        Try out some more lettings against the line of chapter 4.4, also while the half-year runs.

        Parameters
        ----------
        **values
            `association`, `more_urgent`, `more_regular`, `seen_until`.

        Examples
        --------
        >>> from analysis import explore
        >>> form = explore.start(language="en").what_if.line(association="SEW", more_regular=5)
        >>> form.answer.sentences[0]  # doctest: +ELLIPSIS
        'SEW: 9 of 45 lettings to urgent seekers, 20.0 %; the line is 20 %. Urgent lettings in a row that stay ...'
        """
        return self._form("line", values)

    def priorities(self, **values: str | float) -> Form:
        """
        Try out which homes are insulated first, how many a year, or for which budget.

        Parameters
        ----------
        **values
            `homes_<association>`, `budget_eur_per_year`, `objective`.

        Examples
        --------
        >>> from analysis import explore
        >>> explore.start().what_if.priorities(objective="label").values["objective"]
        'label'
        """
        return self._form("priorities", values)

    def energy(self, **values: str | float) -> Form:
        """
        Try out another price of energy, or other support, and see what it does to energy poverty by complex.

        Parameters
        ----------
        **values
            `gas_tariff_eur_per_m3`, `electricity_tariff_eur_per_kwh`, `heat_tariff_eur_per_gj`, `price_cap`,
            `low_income_allowance_eur_per_year`, `household_allowance_eur_per_year`.

        Examples
        --------
        >>> from analysis import explore
        >>> explore.start().what_if.energy(gas_tariff_eur_per_m3=2.5).command()
        'afspraken what-if energy --set gas_tariff_eur_per_m3=2.5'
        """
        return self._form("energy", values)

    def _form(self, name: str, values: Mapping[str, object]) -> Form:
        form = Form(trial(name, self._run), self._run, self._delivery, dict(values))
        form.values  # noqa: B018 - a knob that is not there, or too far turned, is told at once
        return form
