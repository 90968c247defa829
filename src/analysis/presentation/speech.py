"""Messages, numbers and dates in one language: what `Texts` says codes with."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from ..errors import ParameterError
from ..wording import Said, said
from .catalogues import catalogue
from .labels import QUOTED

if TYPE_CHECKING:
    from datetime import date

LOCALES: Final = {"en": "en_GB", "nl": "nl_NL"}
MISSING: Final = "\N{EN DASH}"
_MINUS: Final = "\N{MINUS SIGN}"


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


class Speech:
    """
    Messages, numbers and dates in one language.

    Parameters
    ----------
    language
        "en" (British conventions) or "nl".

    Raises
    ------
    ParameterError
        If the language is another.
    """

    def __init__(self, language: str = "en") -> None:
        if language not in LOCALES:
            known = ", ".join(sorted(LOCALES))
            message = said("language {language!r} is not known: choose one of {known}", language=language, known=known)
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
        >>> texts = Speech("nl")
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
        >>> Speech("en").told(said("no row for {named}", named="Vries"))
        'no row for Vries'
        """
        if not isinstance(sentence, Said):
            return self(sentence) if sentence and "{" not in sentence else sentence
        values = {name: self._told(one) for name, one in sentence.places.items()}
        return self(sentence.message, **values)

    def quoted(self, words: str) -> str:
        """Give words of whoever delivered as they are; those of the synthetic delivery are known in every language."""
        return self(words) if words in QUOTED else words

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
