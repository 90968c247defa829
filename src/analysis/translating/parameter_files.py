"""Messages in `params/`: the names, reasons and notes of agreements, norms and assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN: Final = frozenset({"label", "note", "why", "why_not"})
"""Fields a reader sees; quotes stay as they are."""
SOURCES: Final = frozenset({"document", "source", "article"})
"""Where a value comes from: what stands between semicolons is a message each, a name being its own translation."""


def of_parameters(source: str) -> list[tuple[str, str]]:
    """
    Messages of a file of parameters in their order: titles of chapters and entries, and the fields shown.

    Examples
    --------
    >>> of_parameters('{title: Kept, chapters: {"3": Rents}, entries: [{title: Low rents, quote: "…", note: Why.}]}')
    [('Rents', ''), ('Low rents', ''), ('Why.', '')]
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, and ten times as fast where it was built
    return list(_of_node(yaml.load(source, Loader=loader), inside=""))


def _of_node(node: Any, *, inside: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any YAML value
    if isinstance(node, list):
        for one in node:
            yield from _of_node(one, inside=inside)
    if not isinstance(node, dict):
        return
    for name, value in node.items():
        is_shown = name in SHOWN or inside == "chapters" or (inside == "entries" and name == "title")
        if is_shown and isinstance(value, str):
            yield value, ""
        elif name in SOURCES and isinstance(value, str):
            yield from ((part, "") for part in value.split("; "))
        else:
            yield from _of_node(value, inside=str(name))
