"""Messages in Jinja templates: what is given to `t` and to `t.plural`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "t"
"""Name of `Texts` in a template."""


def of_template(source: str) -> list[tuple[str, str]]:
    """
    Messages of a template in their order, each with its plural or an empty text.

    Examples
    --------
    >>> of_template('<p>{{ t("Goal") if x else t("Nr {n}", n=n) }}</p>')
    [('Goal', ''), ('Nr {n}', '')]
    """
    tree = Environment(autoescape=True).parse(source)
    return [found for call in tree.find_all(nodes.Call) for found in _of_call(call)]


def _of_call(call: nodes.Call) -> Iterator[tuple[str, str]]:
    texts = [[node.value for node in _constants(argument)] for argument in call.args[:2]]
    if isinstance(call.node, nodes.Name) and call.node.name == WORDS and texts:
        yield from ((text, "") for text in texts[0])
    if isinstance(call.node, nodes.Getattr) and call.node.attr == "plural":
        yield (texts[0][0], texts[1][0])


def _constants(node: nodes.Node) -> list[nodes.Const]:
    if isinstance(node, nodes.CondExpr):
        return [*_constants(node.expr1), *(_constants(node.expr2) if node.expr2 else [])]
    return [node] if isinstance(node, nodes.Const) and isinstance(node.value, str) else []
