"""Messages in Python: what is given to `texts`, `said`, `plural` and `to_say`, and the words of labels."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED_BY: Final = frozenset({"texts", "_texts", "said", "to_say"})
"""Names of what is called with an English message."""
TOLD_OF: Final = frozenset({"Option", "Argument", "Typer"})
"""Names of what is called with `help` on a part of the command line."""
COUNTING: Final = "plural"
"""Name of the method that is called with a message for one and one for more."""

Found = tuple[str, str]
Names = dict[str, list[ast.expr]]


def of_program(source: str) -> list[Found]:
    r"""
    Messages of a module in their order, each with its plural or an empty text.

    A message stands in the call itself (`texts("apple")`), under a name of the same module (`texts(KINDS[kind])`), or
    is marked where it stands (`to_say("apple")`). A module of labels says so in its docstring: every text among the
    values of its tables is a message. A module of commands says so too: what its commands do is in their docstrings.

    Examples
    --------
    >>> of_program('WORDS = {"a": "apple"}\ntexts(WORDS[x])\ntexts("one" if y else "two")')
    [('apple', ''), ('one', ''), ('two', '')]
    >>> of_program('texts.plural("one home", "{count} homes", 2)')
    [('one home', '{count} homes')]
    """
    tree = ast.parse(source)
    is_labels = (ast.get_docstring(tree) or "").startswith("English words for ")
    is_commands = (ast.get_docstring(tree) or "").startswith("Commands ")
    named = _named(tree)
    found: dict[Found, tuple[int, int]] = {}
    for node in ast.walk(tree):
        pairs = list(_of_table(node) if is_labels else _of_call(node, named))
        if is_commands and isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            pairs += [(text, None) for text in _docstring(node)]
        for one, more in pairs:
            key = (str(one.value), str(more.value) if more else "")
            found[key] = min(found.get(key, (one.lineno, one.col_offset)), (one.lineno, one.col_offset))
    return sorted(found, key=found.__getitem__)


def of_notebook(source: str) -> list[Found]:
    """Messages in the code cells of a notebook."""
    cells = json.loads(source)["cells"]
    return [found for cell in cells if cell["cell_type"] == "code" for found in of_program("".join(cell["source"]))]


def _of_table(node: ast.AST) -> Iterator[tuple[ast.Constant, ast.Constant | None]]:
    """Texts with a letter among the values of a dictionary; a symbol is the same in every language."""
    for value in node.values if isinstance(node, ast.Dict) else ():
        yield from ((text, None) for text in _texts(value, {}) if any(map(str.isalpha, str(text.value))))


def _of_call(node: ast.AST, named: Names) -> Iterator[tuple[ast.Constant, ast.Constant | None]]:
    if not isinstance(node, ast.Call):
        return
    name = _last_name(node.func)
    if name in TOLD_OF:
        told = [word.value for word in node.keywords if word.arg == "help"]
        yield from ((text, None) for value in told for text in _texts(value, named))
    if not node.args:
        return
    if name == COUNTING and len(node.args) > 1:
        yield from zip(_texts(node.args[0], named), _texts(node.args[1], named), strict=True)
    elif name in ASKED_BY or (isinstance(node.func, ast.Name) and name == "self"):
        yield from ((text, None) for text in _texts(node.args[0], named))


def _docstring(node: ast.FunctionDef) -> list[ast.Constant]:
    """What a command does, in one line, where its docstring stands."""
    text = " ".join((ast.get_docstring(node) or "").split())
    return [ast.copy_location(ast.Constant(text), node.body[0])] if text else []


def _last_name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _named(tree: ast.Module) -> Names:
    """Find what is given a name anywhere in a module."""
    named: Names = {}
    for node in ast.walk(tree):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                named.setdefault(target.id, []).append(node.value)
    return named


def _texts(node: ast.expr, named: Names) -> list[ast.Constant]:
    """Texts an expression can give, where they stand in the same module."""
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) and node.value else []
    if isinstance(node, ast.Name):
        others = {name: values for name, values in named.items() if name != node.id}
        return [text for value in named.get(node.id, []) for text in _texts(value, others)]
    return [text for part in _parts(node) for text in _texts(part, named)]


def _parts(node: ast.expr) -> list[ast.expr]:
    """Expressions of which one is what an expression gives."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp | ast.Dict | ast.Tuple):
        return list(node.values if not isinstance(node, ast.Tuple) else node.elts)
    if isinstance(node, ast.Subscript):
        return [node.value]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return [node.func.value]
    return []
