"""A form of sliders and lists with the answer under it, and the command line that gives the same answer."""

from __future__ import annotations

import base64
import html
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ... import paths
from ...errors import AfsprakenError
from ...parameters import load_run
from ..screen import Bundle, mute, shown
from .knobs import Choice, settled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ...notebook.judging import Judging
    from .knobs import Answer, Knob, Trial, Values

_WIDTH = {"description_width": "26rem"}


@dataclass(frozen=True)
class Form:
    """
    A trial with its knobs; shown by JupyterLab as a form.

    Parameters
    ----------
    trial
        What is tried.
    run
        The run that is explored.
    delivery
        The delivery, for the command line.
    given
        Where the knobs stand at first.
    """

    trial: Trial
    run: Judging
    delivery: Path
    given: Mapping[str, object]

    @property
    def values(self) -> Values:
        """Where the knobs stand at first, by name."""
        return settled(self.trial, self.given)

    @property
    def answer(self) -> Answer:
        """The outcome where the knobs stand at first: sentences, tables and pictures."""
        return self.trial.answer(self.values)

    def command(self, values: Values | None = None) -> str:
        """Give the command line with the same outcome: the knobs that were turned, the run where it differs."""
        settings = [
            f"{knob.name}={value}"
            for knob in self.trial.knobs
            for value in [(values or self.values)[knob.name]]
            if value != knob.value
        ]
        base = load_run(paths.REFERENCE_RUN).model_dump() | {"profile": "internal"}
        about = [f"{name}={value}" for name, value in self.run.parameters.model_dump().items() if value != base[name]]
        data = [] if self.delivery == paths.SAMPLE else ["--data", str(self.delivery)]
        words = ["afspraken", "what-if", self.trial.name, *data]
        return shlex.join([*words, *(part for setting in (*about, *settings) for part in ("--set", setting))])

    def __repr__(self) -> str:
        return mute(self.run.texts)

    def _repr_mimebundle_(self, **_wanted: object) -> Bundle:
        return shown(self.widget, self.run.texts)

    def widget(self, widgets: Any) -> Any:  # noqa: ANN401 - ipywidgets has no types
        """
        Build the form.

        Parameters
        ----------
        widgets
            The module `ipywidgets`.
        """
        values = self.values
        inputs = {knob.name: _input(widgets, knob, values[knob.name]) for knob in self.trial.knobs}
        answer, line = widgets.HTML(), widgets.HTML()

        def follow(_change: object = None) -> None:
            turned = {name: one.value for name, one in inputs.items()}
            answer.value = self._told(turned)
            line.value = self._line(turned)

        for one in inputs.values():
            one.observe(follow, names="value")
        follow()
        return widgets.VBox([*inputs.values(), line, answer])

    def _line(self, values: Values) -> str:
        words = html.escape(self.run.texts("The same in a terminal:"))
        return f'<p>{words} <code class="afspraken-command">{html.escape(self.command(values))}</code></p>'

    def _told(self, values: Values) -> str:
        """The answer as markup, under a mark when it is exact; what cannot be is told instead."""
        texts = self.run.texts
        try:
            answer = self.trial.answer(settled(self.trial, values))
        except AfsprakenError as error:
            return f'<p role="alert"><strong>{html.escape(texts.told(error.args[0]))}</strong></p>'
        words = html.escape(texts("internal: exact figures, for this screen only; they are never saved"))
        mark = f'<p style="background: #f0e442; border: 1px solid #222; padding: 0 0.5rem"><b>{words}</b></p>'
        parts = [mark if self.run.parameters.profile == "internal" else ""]
        parts += [f"<p>{html.escape(sentence)}</p>" for sentence in answer.sentences]
        parts += [table.html for table in answer.tables]
        parts += [_image(*one) for one in answer.pictures]
        return "".join(parts)


def _input(widgets: Any, knob: Knob | Choice, value: object) -> Any:  # noqa: ANN401 - ipywidgets has no types
    look = {"description": knob.label, "style": _WIDTH, "layout": {"width": "46rem"}}
    if isinstance(knob, Choice):
        options = [(label, word) for word, label in knob.options.items()]
        return widgets.Dropdown(options=options, value=value, **look)
    ends = {"min": knob.low, "max": knob.high, "step": knob.step, "continuous_update": False}
    if isinstance(knob.step, int):
        return widgets.IntSlider(value=value, **ends, **look)
    return widgets.FloatSlider(value=value, readout_format=".2f", **ends, **look)


def _image(png: bytes, alt: str) -> str:
    data = base64.b64encode(png).decode("ascii")
    return f'<img alt="{html.escape(alt)}" style="max-width: 46rem" src="data:image/png;base64,{data}">'
