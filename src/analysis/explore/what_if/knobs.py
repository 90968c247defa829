"""What a trial is: knobs with a range, values that are checked, and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ...errors import ParameterError
from ...notebook.display import alternative
from ...parameters.wording import suggestion
from ...presentation.drawing import drawn
from ...presentation.rendering import png
from ...wording import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from ...disclosure import Published
    from ...notebook.judging import Judging
    from ...presentation.tables import HtmlTable

Value = int | float | str
Values = dict[str, Value]


@dataclass(frozen=True)
class Knob:
    """
    A number that can be turned; whole when its step is.

    Parameters
    ----------
    name
        As the command line has it.
    label
        As the reader has it, with its unit.
    value
        Where it stands: what the delivery, the norms or the register say.
    low, high, step
        How far, and in which steps a slider goes.
    """

    name: str
    label: str
    value: int | float
    low: int | float
    high: int | float
    step: int | float

    def read(self, text: str) -> Value:
        """
        Give the value of a text.

        Examples
        --------
        >>> Knob("homes", "Homes", 250, 200, 300, 1).read("265")
        265
        """
        kind = int if isinstance(self.step, int) else float
        try:
            value = kind(text)
        except ValueError:
            value = kind(self.low) - 1
        if not self.low <= value <= self.high:
            what = said("whole number") if kind is int else said("number")
            message = said(
                "{name} is {text!r}: give a {what} from {low} to {high}",
                name=self.name,
                text=text,
                what=what,
                low=self.low,
                high=self.high,
            )
            raise ParameterError(message)
        return value


@dataclass(frozen=True)
class Choice:
    """
    One of a few words.

    Parameters
    ----------
    name, label
        As for `Knob`.
    value
        The one chosen.
    options
        Words of the command line, each with what the reader sees.
    """

    name: str
    label: str
    value: str
    options: Mapping[str, str]

    def read(self, text: str) -> Value:
        """Give the word, if it is one of the options."""
        if text not in self.options:
            message = said(
                "{name} is {text!r}; {known}", name=self.name, text=text, known=suggestion(text, self.options)
            )
            raise ParameterError(message)
        return text


@dataclass(frozen=True)
class Answer:
    """
    What a trial gives: sentences first, then tables and pictures.

    Parameters
    ----------
    sentences
        The outcome in words.
    tables
        Its figures.
    pictures
        PNG with the words for who does not see it.
    """

    sentences: tuple[str, ...]
    tables: tuple[HtmlTable, ...] = ()
    pictures: tuple[tuple[bytes, str], ...] = ()


class Trial(Protocol):
    """One what-if question of a run."""

    @property
    def name(self) -> str:
        """As the command line has it."""

    @property
    def knobs(self) -> Sequence[Knob | Choice]:
        """What can be turned, in the order of the form."""

    def answer(self, values: Values, *, drawn: bool = True) -> Answer:
        """Give the outcome for one value of every knob; pictures where they are wanted."""


def settled(trial: Trial, given: Mapping[str, object]) -> Values:
    """
    Give a value for every knob: what was given, checked, else where the knob stands.

    Raises
    ------
    ParameterError
        If a name is no knob of the trial, or a value lies out of its range.
    """
    knobs = {knob.name: knob for knob in trial.knobs}
    for name in given:
        if name not in knobs:
            message = said(
                "{trial} has no knob {name!r}; {known}", trial=trial.name, name=name, known=suggestion(name, knobs)
            )
            raise ParameterError(message)
    return {name: knob.read(str(given[name])) if name in given else knob.value for name, knob in knobs.items()}


def picture(run: Judging, draw: Callable[..., Figure], *published: Published, **options: object) -> tuple[bytes, str]:
    """Draw a figure of the reports, and give the words for who does not see it."""
    drawing = drawn(draw(*published, run.texts, run.imprint, **options))
    return png(drawing), alternative(draw)(*published, run.texts, **options)
