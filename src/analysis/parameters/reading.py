"""
Reading a parameter file: YAML without its traps, and errors that name the file and the line.

Three things plain YAML allows are refused or switched off, because each ends in a wrong figure: a key that
occurs twice (the last one wins silently), a bare date (it is no text, and papermill cannot pass it on), and
`yes`, `no`, `on` and `off` as booleans (here they are text; booleans are `true` and `false`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import ParameterError
from ..paths import ROOT
from ..wording import said
from .wording import explain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yaml import SafeLoader as _SafeLoader
else:
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml was built in

_BOOLEAN = "tag:yaml.org,2002:bool"
_DATE = "tag:yaml.org,2002:timestamp"


class Strict(BaseModel):
    """Base of every parameter record: frozen, no unknown keys, no conversion of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


ModelT = TypeVar("ModelT", bound=BaseModel)


class _Loader(_SafeLoader):
    """Safe YAML that refuses double keys and bare dates and knows only `true` and `false`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping; a key that occurs twice is refused."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                message = said("the key {value!r} occurs twice: keep one of them", value=key.value)
                raise yaml.constructor.ConstructorError(None, None, message, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def refuse_date(self, node: yaml.ScalarNode) -> None:
        """Refuse a date that is not in quotes."""
        message = said('{value} is a bare date: write it in quotes, "{value}"', value=node.value)
        raise yaml.constructor.ConstructorError(None, None, message, node.start_mark)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile("true|false"), list("tf"))
_Loader.add_constructor(_DATE, _Loader.refuse_date)


@dataclass(frozen=True)
class Document:
    """
    A parameter file that was read.

    Parameters
    ----------
    path
        The file.
    value
        What it holds, in plain lists, dictionaries, text and numbers.
    node
        The same as a tree of YAML nodes, which know their lines.
    """

    path: Path
    value: object
    node: yaml.Node

    def build(self, model: type[ModelT]) -> ModelT:
        """
        Give the content as a checked record.

        Raises
        ------
        ParameterError
            With every complaint at once: file, line, key, what is expected.
        """
        try:
            return model.model_validate_json(json.dumps(self.value))
        except ValidationError as error:
            raise ParameterError(explain(error, model, self.place)) from error

    def place(self, location: Sequence[str | int]) -> str:
        """Name the file and the line of a key, `params/runs/reference.yml, line 3`."""
        node = self.node
        line = node.start_mark.line
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return said("{file}, line {line}", file=shown(self.path), line=line + 1)


def read(path: Path) -> Document:
    """
    Read a YAML file.

    Parameters
    ----------
    path
        The file, UTF-8.

    Returns
    -------
    document
        Its content with the lines of its keys.

    Raises
    ------
    ParameterError
        If the file is absent, empty, no YAML, has a key twice or a bare date.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = said("{path}: there is no such file", path=shown(path))
        raise ParameterError(message) from None
    return _parsed(path, text)


@lru_cache(maxsize=64)
def _parsed(path: Path, text: str) -> Document:
    """Parse a file once for each text it held: every scenario asks for the same file again."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            message = said("{path}: the file is empty", path=shown(path))
            raise ParameterError(message)
        return Document(path, loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        raise ParameterError(_unreadable(path, error)) from error
    finally:
        loader.dispose()


def shown(path: Path) -> str:
    """Give a path as a reader may see it: from the root of the repository where it lies inside it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def frozen(value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """
    Give a YAML value with tuples instead of lists, so that nobody can change what a file decided.

    Examples
    --------
    >>> frozen([[1.0, 1.32], [1.4, 1.69]])
    ((1.0, 1.32), (1.4, 1.69))
    """
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    """Line and node of one step further into a mapping or list; None where there is no such step."""
    if isinstance(node, yaml.MappingNode):
        children = {key.value: (key.start_mark.line, value) for key, value in node.value}
        return children.get(str(step))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def _unreadable(path: Path, error: yaml.MarkedYAMLError) -> str:
    place = shown(path)
    if error.problem_mark is not None:
        place = said("{file}, line {line}", file=place, line=error.problem_mark.line + 1)
    return said("{place}: {what}", place=place, what=error.problem)
