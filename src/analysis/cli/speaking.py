"""What a command tells about itself, in the reader's language: its help, and why it cannot do what was asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperCommand, TyperGroup

from ..wording import to_say
from .asked import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CATALOGUE: Final = "commands"
"""Catalogue of what commands tell of themselves: read alone, so that help is quick."""
HELP: Final = "--help"
_MISSING: Final = to_say("{name} is missing")
_UNKNOWN_OPTION: Final = to_say("there is no option {name}")
_UNKNOWN_COMMAND: Final = to_say("there is no command {name}")
_UNFIT: Final = to_say("{name} takes a number, and this one does not fit")
_TOO_MANY: Final = to_say("one word too many, or in the wrong place: {name}")
_LOOK: Final = to_say("See `{command} --help`.")


def say() -> Callable[[str], str]:
    """Give the function that says an English message in the language the command was called with."""
    from ..presentation.catalogues import catalogue  # noqa: PLC0415 - not before there is something to say

    return catalogue(language_of(sys.argv), CATALOGUE).gettext


class Command(TyperCommand):
    """A command whose help speaks the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - classes Typer keeps to itself
        """Write usage, what it does, arguments and options."""
        texts = say()
        _begin(self, ctx, formatter, texts("[OPTION]..."))
        _parameters(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help speaks the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - classes Typer keeps to itself
        """Write usage, what it is for, its commands and options."""
        texts = say()
        _begin(self, ctx, formatter, texts("COMMAND [OPTION]..."))
        commands = [(name, texts(_one_line(one.help))) for name, one in self.commands.items()]
        _rows(formatter, texts("Commands"), commands)
        _parameters(self, ctx, formatter)


def told(error: Any) -> str:  # noqa: ANN401 - a class Typer keeps to itself
    """
    Say why a command cannot be carried out as it was asked, and where its help is; without any word, the help itself.

    Parameters
    ----------
    error
        Usage error of Typer.
    """
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.ctx.get_help())
    texts = say()
    name = getattr(error, "option_name", None) or (error.param.get_error_hint() if getattr(error, "param", 0) else "")
    if kind == "NoSuchOption":
        reason = texts(_UNKNOWN_OPTION).format(name=name)
    elif kind == "MissingParameter":
        reason = texts(_MISSING).format(name=name)
    elif kind == "BadParameter":
        reason = texts(_UNFIT).format(name=name)
    elif error.message.startswith("No such command"):
        reason = texts(_UNKNOWN_COMMAND).format(name=error.message.split("'")[1])
    elif error.message.startswith("Got unexpected extra argument"):
        reason = texts(_TOO_MANY).format(name=error.message.rpartition("(")[2].rstrip(")"))
    else:
        reason = error.message
    path = error.ctx.command_path if error.ctx else "afspraken"
    return f"{texts('refused: {what}').format(what=reason)}\n{texts(_LOOK).format(command=path)}"


def _begin(command: Any, ctx: Any, formatter: Any, options: str) -> None:  # noqa: ANN401
    texts = say()
    arguments = [piece for one in command.get_params(ctx) for piece in one.get_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join([*arguments, options]), prefix=f"{texts('Usage:')} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(texts(_one_line(command.help)))


def _parameters(command: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
    """Write arguments, then options; whatever takes a value shows an ellipsis."""
    texts = say()
    arguments, options = [], []
    for one in command.get_params(ctx):
        if HELP in one.opts:
            options.append((HELP, texts("Show this help and stop.")))
        elif one.param_type_name == "argument":
            arguments.append((" ".join(one.get_usage_pieces(ctx)), _described(one)))
        else:
            options.append((", ".join(one.opts) + ("" if one.is_flag else " …"), _described(one)))
    _rows(formatter, texts("Arguments"), arguments)
    _rows(formatter, texts("Options"), options)


def _described(parameter: Any) -> str:  # noqa: ANN401
    """What a parameter is for, and what counts where it is not given."""
    texts = say()
    shown = parameter.show_default
    value = texts(shown) if isinstance(shown, str) else str(parameter.default) if shown and parameter.default else ""
    is_told = value and not getattr(parameter, "is_flag", False)
    default = f" [{texts('default: {value}').format(value=value)}]" if is_told else ""
    return texts(_one_line(parameter.help)) + default


def _rows(formatter: Any, title: str, rows: Iterable[tuple[str, str]]) -> None:  # noqa: ANN401
    listed = list(rows)
    if listed:
        with formatter.section(title):
            formatter.write_dl(listed)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
