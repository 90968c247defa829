"""Sentences that know what they were made of, so that a reader of another language can be told the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("en", "nl")
"""Languages in which the project speaks; its messages are written in the first."""


class Said(str):
    """
    An English sentence that remembers its message and the values of its named places.

    It is the sentence itself everywhere a text is asked for; `Texts.told` says it in the reader's language.

    Examples
    --------
    >>> told = said("no row for {village}", village="Vries")
    >>> told, told.message, told.places
    ('no row for Vries', 'no row for {village}', {'village': 'Vries'})
    """

    __slots__ = ("message", "places")

    message: str
    places: dict[str, Any]

    def __new__(cls, message: str, values: dict[str, Any]) -> Said:
        """Fill in the places of the message."""
        made = super().__new__(cls, message.format(**values))
        made.message, made.places = message, values
        return made

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:  # type: ignore[override]
        """Give what it was made of: a copy, also in another process, is said in the same way."""
        return self.message, self.places


def said(message: str, /, **values: object) -> Said:
    """
    Say an English message with its named places filled in; values may be such sentences themselves.

    Examples
    --------
    >>> said("{place}: {what}", place="rents.csv", what=said("no rows"))
    'rents.csv: no rows'
    """
    return Said(message, values)


def joined(separator: str, sentences: Iterable[str]) -> Said:
    """
    Put sentences behind each other.

    Examples
    --------
    >>> joined("; ", [said("{count} rows", count=3), "Vries"])
    '3 rows; Vries'
    """
    values = {f"part{number}": sentence for number, sentence in enumerate(sentences)}
    return Said(separator.join(f"{{{name}}}" for name in values), values)


def written(sentence: str) -> dict[str, Any]:
    """
    Give a sentence as plain data for a file; `read` makes it again.

    Examples
    --------
    >>> written(said("{count} rows", count=3))
    {'message': '{count} rows', 'values': {'count': 3}}
    """
    if not isinstance(sentence, Said):
        return {"message": "{said}", "values": {"said": sentence}}
    return {"message": sentence.message, "values": {name: _plain(value) for name, value in sentence.places.items()}}


def _plain(value: object) -> object:
    if isinstance(value, Said):
        return written(value)
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return value if isinstance(value, int) else str(value)


def read(record: dict[str, Any]) -> Said:
    """
    Make the sentence that `written` gave as plain data.

    Examples
    --------
    >>> read({"message": "{count} rows", "values": {"count": 3}})
    '3 rows'
    """
    return Said(record["message"], {name: _read(value) for name, value in record["values"].items()})


def _read(value: Any) -> object:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        return value
    return Decimal(value["number"]) if "number" in value else read(value)


def to_say(message: str) -> str:
    """
    Mark an English message that is said later; the message itself.

    Examples
    --------
    >>> to_say("Active seekers")
    'Active seekers'
    """
    return message
