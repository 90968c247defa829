"""How a ledger is laid out as text: one line per field of its header, one per agreement, one per result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def in_lines(content: Mapping[str, Any]) -> str:
    """
    Write a ledger with every field of its header, and every object of a list, on a line of its own.

    Parameters
    ----------
    content
        What the ledger holds, in the order it is written.

    Returns
    -------
    text
        JSON; two ledgers can be compared line by line. Ends with a newline.

    Examples
    --------
    >>> print(in_lines({"schema": 1, "results": [{"id": "a"}, {"id": "b"}]}), end="")
    {
    "schema": 1,
    "results": [
    {"id":"a"},
    {"id":"b"}
    ]
    }
    """
    fields = [f"{_line(name)}: {_lines(value)}" for name, value in content.items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def without_absent(text: str) -> str:
    """
    Give the text of a ledger without the fields its results leave empty: a third less to keep, read back the same.

    Examples
    --------
    >>> print(without_absent('{"results": [{"id": "a", "village": null}]}'), end="")
    {
    "results": [
    {"id":"a"}
    ]
    }
    """
    content = json.loads(text)
    told = [{name: value for name, value in row.items() if value is not None} for row in content["results"]]
    return in_lines({**content, "results": told})


def _lines(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(_line(one) for one in value) + "\n]"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
