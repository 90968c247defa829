"""The words of a refused parameter: which key, what is wrong, what is expected, what was perhaps meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ..wording import joined, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

_LONGEST_LIST = 12


def suggestion(word: str, known: Iterable[str]) -> str:
    """
    Say what a misspelt word was perhaps meant to be; else which words are known, if they are few.

    Examples
    --------
    >>> suggestion("perriod", ["period", "profile"])
    "did you mean 'period'?"
    >>> suggestion("colour", ["period", "profile"])
    "expected one of 'period', 'profile'"
    """
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    if near:
        return said("did you mean {known!r}?", known=near[0])
    if len(words) > _LONGEST_LIST:
        return said("none of the {count} known ones resembles it", count=len(words))
    return said("expected one of {known}", known=", ".join(map(repr, words)))


def explain(error: ValidationError, model: type[BaseModel], place: Callable[[Sequence[str | int]], str]) -> str:
    """
    Put every complaint of a validation into words, one per line.

    Parameters
    ----------
    error
        What pydantic refused.
    model
        The record that was to be built; its field names are what a misspelt key may have meant.
    place
        Names the file and line of a key.
    """
    known = _field_names(model)
    told = [said("{place}: {what}", place=place(item["loc"]), what=_sentence(item, known)) for item in error.errors()]
    return joined("\n", told)


def _sentence(item: ErrorDetails, known: set[str]) -> str:
    key = ".".join(str(step) for step in item["loc"]) or said("the file")
    kind, given = item["type"], item["input"]
    if kind == "extra_forbidden":
        return said("{key!r} is not a known key; {known}", key=key, known=suggestion(str(item["loc"][-1]), known))
    if kind == "missing":
        return said("{key!r} is missing", key=key)
    if kind == "value_error":
        sentence: str = item["ctx"]["error"].args[0]
        is_key = item["loc"] and isinstance(item["loc"][-1], str)
        return said("{place}: {what}", place=key, what=sentence) if is_key else sentence
    if kind == "string_type":
        return said('{key!r} is {given!r}, which is not text: write it in quotes, "{given}"', key=key, given=given)
    if kind == "literal_error":
        return said("{key!r} is {given!r}, expected {expected}", key=key, given=given, expected=item["ctx"]["expected"])
    complaint = item["msg"][:1].lower() + item["msg"][1:]
    return said("{key!r} is {given!r}: {complaint}", key=key, given=given, complaint=complaint)


def _field_names(model: type[BaseModel]) -> set[str]:
    """Names of the keys of a record and of the records inside it."""
    schema: dict[str, Any] = model.model_json_schema()
    records = [schema, *schema.get("$defs", {}).values()]
    return {name for record in records for name in record.get("properties", {})}
