"""
Every word and every number a reader sees, in the reader's language.

Words are English messages looked up in the catalogues `locale/<language>/*.po`; a message without a translation is
shown in English. Numbers and dates follow the language's conventions. There is one rule of rounding: the decimal
value as written, half up (away from zero), before formatting. Missing is a dash, never zero.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from . import labels
from .reasons import reason_in
from .speech import LOCALES, MISSING, Speech, is_missing, rounded
from .standing import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LOCALES", "MISSING", "Texts", "is_missing", "rounded"]
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


class Texts(Speech):
    """
    Words, numbers and dates in one language.

    Parameters
    ----------
    language
        "en" (British conventions) or "nl".

    Raises
    ------
    ParameterError
        If the language is another.

    Examples
    --------
    >>> texts = Texts("en")
    >>> texts.share(0.2345), texts.share(0.23449999), texts.share(None)
    ('23.5 %', '23.4 %', '–')
    >>> texts("{count} homes", count=texts.count(1234))
    '1,234 homes'
    """

    def cell(
        self, value: object, unit: str, *, suppressed: object = False, bound: object = None, decimals: int | None = None
    ) -> str:
        """
        Write a published value; suppressed, missing, a bound and zero read differently.

        Examples
        --------
        >>> texts = Texts("en")
        >>> texts.cell(None, "share", suppressed=True), texts.cell(None, "share"), texts.cell(0.0, "share")
        ('too few to show', '–', '0.0 %')
        >>> texts.cell(0.05, "share", bound="at_most", decimals=0)
        'at most 5 %'
        """
        if not is_missing(suppressed) and bool(suppressed):
            return self.suppressed
        figure = self.figure(value, unit, decimals)
        return figure if is_missing(bound) or is_missing(value) else self.bound(str(bound), figure)

    # words for codes

    @property
    def missing(self) -> str:
        """Mark of a value that was not delivered or does not exist."""
        return MISSING

    @property
    def suppressed(self) -> str:
        """Words for a value that exists and is withheld."""
        return self("too few to show")

    @property
    def withheld(self) -> str:
        """Words for a number that belongs to a shown share and is itself withheld."""
        return self("not shown")

    def bound(self, bound: str, figure: str) -> str:
        """Write a bound: at most 5 %."""
        return self(labels.BOUNDS[bound], figure=figure)

    def verdict(self, verdict: object) -> str:
        """Word of a verdict; a missing one is "no verdict"."""
        return self._label(labels.VERDICTS, verdict)

    def standing(self, verdict: object, reason: object) -> str:
        """Code of a verdict with what its reason adds; `verdict`, `symbol` and `conclusion` know its words."""
        return standing("" if is_missing(verdict) else str(verdict), "" if is_missing(reason) else str(reason))

    def reason(self, reason: object) -> str:
        """Write why a verdict is what it is, with days in full; empty where there is no reason."""
        if is_missing(reason) or not reason:
            return ""
        known = labels.NOT_MEASURED.get(str(reason))
        words = self(known) if known else reason_in(str(reason), self, self.quoted, self.number(0.1, 1)[1])
        return _DAY.sub(self._in_full, words)

    def symbol(self, verdict: object) -> str:
        """Symbol that stands beside the word of a verdict."""
        return labels.SYMBOLS["" if is_missing(verdict) else str(verdict)]

    def conclusion(self, verdict: object) -> str:
        """What may be concluded from a verdict, one sentence."""
        return self._label(labels.CONCLUSIONS, verdict)

    def result(self, result: str) -> str:
        """Name of a result id."""
        return self._label(labels.RESULTS, result)

    def definition(self, result: str) -> str:
        """Definition of a result id, one sentence; empty when there is none."""
        return self(labels.DEFINITIONS[result]) if result in labels.DEFINITIONS else ""

    def question(self, notebook: str) -> str:
        """Question of a notebook, by the stem of its file."""
        return self._label(labels.QUESTIONS, notebook)

    def commitment(self, commitment: str) -> str:
        """Say what the verb of a clause binds to, one sentence."""
        return self._label(labels.COMMITMENTS, commitment)

    def norm_status(self, status: str) -> str:
        """Word for how sure a norm is."""
        return self._label(labels.NORM_STATUSES, status)

    def step(self, step: str) -> str:
        """Word of a step of the stock account."""
        return self._label(labels.STEPS, step)

    def band(self, band: object) -> str:
        """Word of a band: clearly above, not distinguishable, clearly below."""
        return self._label(labels.BANDS, band)

    def segment(self, segment: str) -> str:
        """Word of a segment of the building plan."""
        return self._label(labels.SEGMENTS, segment)

    def status(self, status: str) -> str:
        """Word of a stage of the building plan."""
        return self._label(labels.STATUSES, status)

    def profile(self, profile: str) -> str:
        """Words of a disclosure profile."""
        return self._label(labels.PROFILES, profile)

    def severity(self, severity: str) -> str:
        """Word of a finding's severity."""
        return self._label(labels.SEVERITIES, severity)

    def basis(self, basis: str) -> str:
        """Words of what a share of urgent lettings is taken of."""
        return self._label(labels.BASES, basis)

    def dimension(self, dimension: str) -> str:
        """Heading of a dimension of the results."""
        return self._label(labels.DIMENSIONS, dimension)

    def association(self, name: object) -> str:
        """Name of an association; a missing one stands for all of them."""
        return self("all associations") if is_missing(name) else str(name)

    def language_name(self, code: object) -> str:
        """Name of a language by its code; a dash where it is not known."""
        return self._label(labels.LANGUAGES, code or None)

    def party(self, name: str) -> str:
        """Name of a party to the agreements; the municipality is called by a word."""
        return self._label(labels.PARTIES, name)

    def scenario(self, scenario: str) -> str:
        """Words of a scenario: "base", or an assumption at an end of its range (`huis_counts_as_urgent:high`)."""
        assumption, _, end = scenario.partition(":")
        if not end:
            return self("base") if scenario == "base" else scenario
        return self(labels.SCENARIO_ENDS[end], assumption=assumption.replace("_", " "))

    def subject(self, subject: object) -> str:
        """Word of what a point of an inspection is about; an inspector's own word stays as it is."""
        return self._label(labels.SUBJECTS, subject)

    def owner(self, owner: object) -> str:
        """Name of who does something about a point; a party keeps its name."""
        return self._label(labels.OTHER_OWNERS, owner)

    def promise(self, state: object) -> str:
        """Word of what became of a point of an inspection."""
        return self._label(labels.PROMISES, state)

    def unit(self, unit: object) -> str:
        """Words of a unit of measure."""
        return self._label(labels.UNITS, unit)

    def coded(self, value: object) -> str:
        """Words of a value that norms and assumptions write as a code; others stay as they are."""
        return self._label(labels.CODED, value)

    def _in_full(self, day: re.Match[str]) -> str:
        """Write a day in full; what looks like one and is none stays as it is."""
        try:
            return self.date(date.fromisoformat(day[0]))
        except ValueError:
            return day[0]

    def _label(self, words: Mapping[str, str], code: object) -> str:
        if is_missing(code):
            return self(words[""]) if "" in words else MISSING
        return self(words[str(code)]) if str(code) in words else str(code)
