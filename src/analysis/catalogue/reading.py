"""Read a card: everything wrong with it at once, or a `Card`."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..errors import DeliveryError
from ..wording import said
from .card import CARD, Card, wrong
from .parts import municipalities_of, narrowed
from .resources import read_resources

if TYPE_CHECKING:
    from pathlib import Path

    from ..findings import Finding

_MUNICIPALITY = re.compile(r"GM\d{4}")
_NAME = re.compile(r"[a-z0-9._/-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|T)")
_WRITE = said("Write it with `afspraken card DIR`.")


def read_card(folder: Path, municipality: str = "") -> Card:
    """
    Read the card of a delivery.

    Parameters
    ----------
    folder
        Folder of the delivery; `datapackage.json` stands in it.
    municipality
        CBS code of the one that is meant, in a delivery of many; empty in one that is about a single one.

    Returns
    -------
    card
        With every resource it names; whether the files are there is `hash_findings`' question.

    Raises
    ------
    DeliveryError
        When the card is missing, is not JSON, or lacks or misstates what a run needs; all findings at once.
        When the delivery does not hold the municipality, or holds many and none was chosen.
    """
    return parse_card(folder, narrowed(_content(folder), municipality))


def delivered_municipalities(folder: Path) -> tuple[str, ...]:
    """Give the codes of a delivery of many municipalities; none when it is about one only."""
    return municipalities_of(_content(folder))


def parse_card(folder: Path, content: dict[str, Any]) -> Card:
    """Make a card of the content of `datapackage.json`; raises as `read_card` does."""
    findings: list[Finding] = []
    about = _Reader(content, findings)
    covered = about.mapping("covers", said('the first and last day of the events, {{"from": …, "to": …}}'))
    days = _Reader(covered, findings, "covers.")
    card: dict[str, Any] = dict(  # noqa: C408 - reads as the call it becomes
        name=about.name(),
        title=about.text("title"),
        created=about.day("created"),
        municipality=about.municipality(),
        corporations=MappingProxyType(about.corporations()),
        reference_date=about.day("reference_date"),
        covers_from=days.day("from"),
        covers_to=days.day("to"),
        is_synthetic=about.flag("synthetic"),
        resources=read_resources(folder, content, findings),
        content=content,
    )
    findings += _order(card["covers_from"], card["covers_to"])
    if findings:
        message = said("the card of {folder} is refused: {message}", folder=folder.name, message=findings[0].message)
        raise DeliveryError(message, sorted(findings))
    return Card(**card)


def covers(card: Card, day: date) -> Finding | None:
    """
    Say whether a reference date lies after the last day the delivery covers; such a run is refused.

    Returns
    -------
    finding
        None when the delivery reaches that far.
    """
    if day <= card.covers_to:
        return None
    message = said(
        "the reference date {day} lies after {covers_to}, the last day the delivery covers",
        day=day,
        covers_to=card.covers_to,
    )
    remedy = said("Choose a reference date not after covers.to, or deliver the later events and correct covers.to.")
    return wrong("not_covered", "covers.to", message, remedy)


def _content(folder: Path) -> dict[str, Any]:
    path = folder / CARD
    if not path.is_file():
        missing = wrong("missing_card", "", said("{folder} has no {card}", folder=folder.name, card=CARD), _WRITE)
        raise DeliveryError(missing.message, [missing])
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        broken = wrong(
            "unreadable_card",
            "",
            said("{card} is not JSON in UTF-8: {error}", card=CARD, error=error),
            said("Correct the file."),
        )
        raise DeliveryError(broken.message, [broken]) from error
    if not isinstance(content, dict):
        broken = wrong(
            "unreadable_card", "", said("{card} is not one JSON object", card=CARD), said("Correct the file.")
        )
        raise DeliveryError(broken.message, [broken])
    return content


def _order(first: date, last: date) -> list[Finding]:
    if first <= last or last == date.min:  # date.min stands for a day that was not given
        return []
    return [
        wrong(
            "impossible_date",
            "covers",
            said("covers.from {first} lies after covers.to {last}", first=first, last=last),
            said("Correct the days."),
        )
    ]


class _Reader:
    """Reads keys of a card, collecting a finding for each that is absent or misstated."""

    def __init__(self, content: dict[str, Any], findings: list[Finding], prefix: str = "") -> None:
        self._content = content
        self._findings = findings
        self._prefix = prefix

    def text(self, key: str) -> str:
        value = self._content.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(key, said("a text"), value)
        return ""

    def name(self) -> str:
        value = self.text("name")
        if value and not _NAME.fullmatch(value):
            self._wrong("name", said("a name of lower case letters, digits and . _ -"), value)
        return value

    def municipality(self) -> str:
        value = self.text("municipality")
        if value and not _MUNICIPALITY.fullmatch(value):
            self._wrong("municipality", said("a CBS code such as GM1730"), value)
        return value

    def day(self, key: str) -> date:
        value = self._content.get(key)
        written = _DAY.match(value) if isinstance(value, str) else None
        try:
            return date.fromisoformat(written[0] if written else "")
        except ValueError:
            self._wrong(key, said("a date yyyy-mm-dd"), value)
            return date.min

    def flag(self, key: str) -> bool:
        value = self._content.get(key)
        if not isinstance(value, bool):
            self._wrong(key, said("true or false"), value)
        return value is True

    def mapping(self, key: str, expected: str) -> dict[str, Any]:
        value = self._content.get(key)
        if isinstance(value, dict):
            return value
        self._wrong(key, expected, value)
        return {"from": str(date.min), "to": str(date.max)}

    def corporations(self) -> dict[str, str]:
        value = self._content.get("corporations")
        listed = value if isinstance(value, list) else []
        named = [one for one in listed if isinstance(one, dict) and one.get("name")]
        if not named or len(named) != len(listed):
            self._wrong("corporations", said('a list of {{"name": …, "l_number": …}}'), value)
        for name, times in sorted(Counter(str(one["name"]) for one in named).items()):
            if times > 1:
                self._wrong("corporations", said("each association once"), name)
        return {str(one["name"]): str(one.get("l_number", "")) for one in named}

    def _wrong(self, key: str, expected: str, value: object) -> None:
        place = self._prefix + key
        if value is None:
            finding = wrong(
                "missing_key",
                place,
                said("the card has no {place}", place=place),
                said("Add {expected}, or: {write}", expected=expected, write=_WRITE),
            )
        else:
            finding = wrong(
                "wrong_key",
                place,
                said("{place} is {value!r}, not {expected}", place=place, value=value, expected=expected),
                said("Correct the card."),
            )
        self._findings.append(finding)
