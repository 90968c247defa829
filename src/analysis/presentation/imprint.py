"""The line under every figure and map: source, date, and whether the data are real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from .texts import Texts


@dataclass(frozen=True)
class Imprint:
    """
    Where the numbers of a picture come from.

    Parameters
    ----------
    source
        Name of the delivery, and of other sources shown.
    reference_date
        Day whose state is shown.
    is_synthetic
        Whether the delivery is made up; then every picture says so.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.presentation.texts import Texts
    >>> Imprint("Sample delivery", date(2023, 12, 31), True).line(Texts("en"))
    'Source: Sample delivery. State of 31 December 2023. SYNTHETIC DATA: no real homes or households.'
    """

    source: str
    reference_date: date
    is_synthetic: bool

    def crediting(self, licences: Sequence[Mapping[str, str]]) -> Imprint:
        """
        Name also whose work is shown under which licence, as a map must.

        Parameters
        ----------
        licences
            `licenses` of the delivery's card; those with a title say what they are about.

        Examples
        --------
        >>> from datetime import date
        >>> licences = [{"name": "CC0-1.0"}, {"name": "CC-BY-4.0", "title": "neighbourhoods: CBS/Kadaster"}]
        >>> Imprint("Delivery", date(2023, 12, 31), False).crediting(licences).source
        'Delivery; neighbourhoods: CBS/Kadaster (CC-BY-4.0)'
        """
        credits_due = [f"{one['title']} ({one['name']})" for one in licences if "title" in one and "name" in one]
        return replace(self, source="; ".join([self.source, *credits_due]))

    def line(self, texts: Texts) -> str:
        """Give the imprint as one line of text."""
        line = self.source_line(texts)
        return f"{line} {self.mark(texts)}" if self.is_synthetic else line

    def source_line(self, texts: Texts) -> str:
        """Give source and date alone, for a page that carries the mark elsewhere."""
        source = "; ".join(texts.quoted(part) for part in self.source.split("; "))
        return texts("Source: {source}. State of {date}.", source=source, date=texts.date(self.reference_date))

    def mark(self, texts: Texts) -> str:
        """Give the words that mark synthetic data; empty for delivered data."""
        return texts("SYNTHETIC DATA: no real homes or households.") if self.is_synthetic else ""
