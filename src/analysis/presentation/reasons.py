"""The reasons of verdicts in the reader's language: results hold them in English, whatever language is read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from .labels.reasons import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable

_PLACE: Final = re.compile(r"\{(\w+)\}")
_NESTED: Final = ("reason", "other")
"""Named places that hold a reason or words of the list themselves."""
_BETWEEN: Final = "; "
_EVIDENCE: Final = re.compile(r"(?P<said>.+?) \((?P<evidence>(?!\d{4}-\d{2}-\d{2} to ).+)\)", re.DOTALL)
_WHERE: Final = re.compile(r"(?P<where>[^:;]+): (?P<said>.+)", re.DOTALL)
_SHARE: Final = re.compile(r"(\d)[.](\d+ %)")


def reason_in(reason: str, say: Callable[..., str], quoted: Callable[[str], str], decimal_mark: str) -> str:
    """
    Say a reason of the results in another language; what is not known, such as a party's own words, stays as it is.

    Parameters
    ----------
    reason
        As the results hold it: one reason, or several with a semicolon between them, each with the place it is about.
    say
        Translates an English message and fills in its places.
    quoted
        Gives a party's own words in the reader's language where they are known.
    decimal_mark
        Mark of the language in a percentage.

    Examples
    --------
    >>> def say(message, **values):
    ...     return message.replace("not met yet: due", "nog niet gehaald, termijn").format(**values)
    >>> reason_in("SEW, Vries: not met yet: due on 2023-12-31; no control total", say, str, ",")
    'SEW, Vries: nog niet gehaald, termijn on 2023-12-31; no control total'
    """
    if quoted(reason) != reason:
        return quoted(reason)
    pieces = reason.split(_BETWEEN)
    told, first = [], 0
    while first < len(pieces):
        for last in range(len(pieces), first, -1):
            one = _one(_BETWEEN.join(pieces[first:last]), say, quoted, decimal_mark)
            if one is not None or last == first + 1:
                told.append(pieces[first] if one is None else one)
                first = last
                break
    return _BETWEEN.join(told)


def _one(reason: str, say: Callable[..., str], quoted: Callable[[str], str], mark: str) -> str | None:
    """Say one reason: alone, behind the place it is about, or before its evidence; None where it is not known."""
    known = _matched(reason, say, quoted, mark)
    if known is not None:
        return known
    behind = _EVIDENCE.fullmatch(reason)
    if behind and (said := _one(behind["said"], say, quoted, mark)) is not None:
        return f"{said} ({quoted(behind['evidence'])})"
    before = _WHERE.fullmatch(reason)
    if before and (said := _one(before["said"], say, quoted, mark)) is not None:
        return f"{before['where']}: {said}"
    return None


def _matched(reason: str, say: Callable[..., str], quoted: Callable[[str], str], mark: str) -> str | None:
    for message, form in _forms():
        found = form.fullmatch(reason)
        if found:
            places = {name: _value(name, text, say, quoted, mark) for name, text in found.groupdict().items()}
            return say(message, **places)
    return None


def _value(name: str, text: str, say: Callable[..., str], quoted: Callable[[str], str], mark: str) -> str:
    if name in _NESTED:
        return reason_in(text, say, quoted, mark)
    return _SHARE.sub(rf"\1{mark}\2", text)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every message with what it looks like, those with the most words of their own first."""
    ordered = sorted(REASONS.values(), key=lambda message: -len(_PLACE.sub("", message)))
    return tuple((message, re.compile(_form(message), re.DOTALL)) for message in ordered)


def _form(message: str) -> str:
    parts = _PLACE.split(message)
    return "".join(
        re.escape(part) if number % 2 == 0 else f"(?P<{part}>{_allowed(part)})" for number, part in enumerate(parts)
    )


def _allowed(name: str) -> str:
    """What may stand in a place: days and shares look like themselves, the rest holds no other reason."""
    if name in ("day", "first", "last"):
        return r"\d{4}-\d{2}-\d{2}"
    return {"share": r"[\d.]+ %", "reason": ".+", "who": r"[^:;(]*", "difference": r"[+-]?\d+"}.get(name, "[^;]+?")
