"""
Every word and every number a reader sees, in the reader's language.

Words are English messages looked up in the catalogues `locale/<language>/*.po`; a message without a translation is
shown in English. Numbers and dates follow the language's conventions. There is one rule of rounding: the decimal
value as written, half up (away from zero), before formatting. Missing is a dash, never zero.
"""

from __future__ import annotations

import gettext
import io
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from ..errors import ParameterError
from ..wording import Said
from . import labels
from .reasons import reason_in
from .standing import standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

LOCALES: Final = {"en": "en_GB", "nl": "nl_NL"}
MISSING: Final = "\N{EN DASH}"
_MINUS: Final = "\N{MINUS SIGN}"
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def is_missing(value: object) -> bool:
    """
    Whether a cell holds no value: None, NaN, NA or NaT.

    Examples
    --------
    >>> is_missing(float("nan")), is_missing(pd.NA), is_missing(0.0)
    (True, True, False)
    """
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]


def rounded(value: object, decimals: int) -> Decimal:
    """
    Round the number as it is written, half up: 0.2345 in percent is 23.5, never 23.4.

    Examples
    --------
    >>> rounded(2.675, 2), rounded(-0.5, 0), rounded(-0.04, 1)
    (Decimal('2.68'), Decimal('-1'), Decimal('0.0'))
    """
    exact = Decimal(str(value))
    result = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Read the words of a language: `locale/<language>/*.po`, or nothing without such files."""
    folder = resources.files(__package__).joinpath("locale", language)
    return compiled(folder, language) if folder.is_dir() else gettext.NullTranslations()


def compiled(folder: Traversable, language: str) -> gettext.NullTranslations:
    """Compile the catalogues of a folder into one, in memory."""
    together = Catalog(locale=language)
    for source in sorted(folder.iterdir(), key=lambda file: file.name):
        for message in read_po(io.BytesIO(source.read_bytes()), locale=language):
            if message.id:
                together.add(message.id, message.string)
    binary = io.BytesIO()
    write_mo(binary, together)
    binary.seek(0)
    return gettext.GNUTranslations(binary)


class Texts:
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

    def __init__(self, language: str = "en") -> None:
        if language not in LOCALES:
            message = f"language {language!r} is not known: choose one of {', '.join(sorted(LOCALES))}"
            raise ParameterError(message)
        self.language = language
        self._locale = Locale.parse(LOCALES[language])
        self._catalogue = catalogue(language)

    def __call__(self, message: str, /, **values: object) -> str:
        """Translate an English message, then fill in its named places; nothing stays nothing."""
        return self._catalogue.gettext(message).format(**values) if message else ""

    def plural(self, one: str, more: str, number: int, /, **values: object) -> str:
        """
        Say a message for one or for more, by the rules of the language; `{count}` is the number, written.

        Examples
        --------
        >>> texts = Texts("nl")
        >>> [texts.plural("{count} row", "{count} rows", number) for number in (1, 1200)]
        ['1 rij', '1.200 rijen']
        """
        return self._catalogue.ngettext(one, more, number).format(count=self.count(number), **values)

    def told(self, sentence: str) -> str:
        """
        Say again in the reader's language what a check or a refusal said; a plain text is looked up as it is.

        Examples
        --------
        >>> from analysis.wording import said
        >>> Texts("en").told(said("no row for {named}", named="Vries"))
        'no row for Vries'
        """
        if not isinstance(sentence, Said):
            return self(sentence) if sentence and "{" not in sentence else sentence
        values = {name: self._told(one) for name, one in sentence.places.items()}
        return self(sentence.message, **values)

    def quoted(self, words: str) -> str:
        """Give words of whoever delivered as they are; those of the synthetic delivery are known in every language."""
        return self(words) if words in labels.QUOTED else words

    def _told(self, value: object) -> object:
        if isinstance(value, Said):
            return self.told(value)
        return self.number(value, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else value

    # numbers and dates

    def number(self, value: object, decimals: int = 0) -> str:
        """Write a number with grouped thousands and a fixed number of decimals."""
        if is_missing(value):
            return MISSING
        digits = f".{'0' * decimals}" if decimals else ""
        text = format_decimal(rounded(value, decimals), format=f"#,##0{digits}", locale=self._locale)
        return text.replace("-", _MINUS)

    def count(self, value: object) -> str:
        """Write a whole number: 1,234."""
        return self.number(value)

    def share(self, value: object, decimals: int = 1) -> str:
        """Write a share of 0 to 1 as a percentage: 0.2345 is 23.5 %."""
        if is_missing(value):
            return MISSING
        return self("{number} %", number=self.number(Decimal(str(value)) * 100, decimals))

    def eur(self, value: object, decimals: int = 2) -> str:
        """Write an amount in euro: €647.19."""
        if is_missing(value):
            return MISSING
        pattern = self._locale.currency_formats["standard"].pattern
        pattern = pattern.replace(".00", f".{'0' * decimals}" if decimals else "")
        amount = rounded(value, decimals)
        text = format_currency(amount, "EUR", format=pattern, locale=self._locale, currency_digits=False)
        return text.replace("-", _MINUS).replace("\N{NO-BREAK SPACE}", " ")

    def signed(self, value: object, decimals: int = 0) -> str:
        """Write a change with its sign, +3 or \N{MINUS SIGN}3; no change is 0."""
        text = self.number(value, decimals)
        return f"+{text}" if not is_missing(value) and rounded(value, decimals) > 0 else text

    def points(self, value: object, decimals: int = 1) -> str:
        """Write a difference between shares in percentage points, with its sign."""
        if is_missing(value):
            return MISSING
        return self("{number} percentage points", number=self.signed(Decimal(str(value)) * 100, decimals))

    def month(self, day: date) -> str:
        """Write the month of a date: April 2023."""
        return format_date(day, format="MMMM yyyy", locale=self._locale)

    def date(self, day: date) -> str:
        """Write a date in full: 31 December 2023."""
        return MISSING if is_missing(day) else format_date(day, format="long", locale=self._locale)

    def interval(self, low: object, high: object, decimals: int = 1) -> str:
        """Write an interval of shares: 12.3 % to 25.1 %."""
        if is_missing(low) or is_missing(high):
            return MISSING
        return self("{low} to {high}", low=self.share(low, decimals), high=self.share(high, decimals))

    def figure(self, value: object, unit: str, decimals: int | None = None) -> str:
        """Write a value in its unit: a share as a percentage, euros as euros, counts as whole numbers."""
        if unit == "share":
            return self.share(value, 1 if decimals is None else decimals)
        if unit.startswith("eur"):
            return self.eur(value, 2 if decimals is None else decimals)
        if decimals is None:
            decimals = 1 if unit == "years" else 0
        return self.number(value, decimals)

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
