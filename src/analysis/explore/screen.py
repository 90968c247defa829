"""
What is shown on a researcher's screen and kept nowhere.

The content never becomes an output of the notebook: it lives in a widget of the running kernel, and the output holds
no more than its address, a mark and a mute sentence. Where nobody looks (papermill, nbval, nbconvert, a script) there
is no widget either. What saves a notebook takes marked outputs out (`analysis.lab.saving`), and what publishes one
refuses them (`analysis.reports.scrubbing`).
"""

from __future__ import annotations

import html
import os
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from IPython.core.getipython import get_ipython

from ..errors import AfsprakenError
from ..reports.execution import CONTEXT_VARIABLE
from ..reports.scrubbing import SCREEN_ONLY
from ..wording import said

if TYPE_CHECKING:
    from ..presentation.texts import Texts

Bundle = tuple[dict[str, Any], dict[str, Any]]

_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><style>
body {{ margin: 0; font: 14px/1.4 system-ui, sans-serif; color: #222222; background: #ffffff; }}
.internal {{ padding: 0.2rem 0.6rem; background: #f0e442; border: 1px solid #222222; font-weight: bold; }}
{style}
</style></head><body>{mark}{body}</body></html>"""


@dataclass(frozen=True)
class Screen:
    """
    Something to look at, in a frame of its own.

    Parameters
    ----------
    document
        A whole HTML document that asks nothing of any network.
    height_px
        Height of its frame.
    texts
        Words of the reader.
    """

    document: str
    height_px: int
    texts: Texts

    def __repr__(self) -> str:
        return mute(self.texts)

    def _repr_mimebundle_(self, **_wanted: object) -> Bundle:
        frame = (
            f'<iframe sandbox="allow-scripts" style="width: 100%; height: {self.height_px}px; border: 0" '
            f'srcdoc="{html.escape(self.document)}"></iframe>'
        )
        return shown(lambda widgets: widgets.HTML(value=frame), self.texts)


def shown(build: Any, texts: Texts) -> Bundle:  # noqa: ANN401 - a function of ipywidgets, which has no types here
    """
    Give what IPython displays: a widget where somebody looks at it, else a mute sentence.

    Parameters
    ----------
    build
        Takes `ipywidgets` and gives the widget to show.
    texts
        Words of the reader.
    """
    marked = {SCREEN_ONLY: True}
    if not is_watched():
        return {"text/plain": mute(texts)}, marked
    bundle: dict[str, Any] = build(lab_library("ipywidgets"))._repr_mimebundle_()
    return {**bundle, "text/plain": mute(texts)}, marked


def is_watched() -> bool:
    """Whether a person looks on: the cell was sent by a notebook editor, which names it, and not by the runner."""
    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is None or CONTEXT_VARIABLE in os.environ:
        return False
    return "cellId" in kernel.get_parent().get("metadata", {})


def mute(texts: Texts) -> str:
    """Say what stands in the place of what is shown, wherever it is kept or nobody looks."""
    return texts("shown on the screen of JupyterLab only, and kept nowhere: start it with python run.py lab")


def framed(body: str, texts: Texts, *, is_internal: bool, style: str = "") -> str:
    """
    Make a document of its own, with a mark over it when it holds exact figures.

    Examples
    --------
    >>> from analysis.presentation.texts import Texts
    >>> "internal" in framed("<p>1</p>", Texts("en"), is_internal=True)
    True
    """
    words = html.escape(texts("internal: exact figures, for this screen only; they are never saved"))
    mark = f'<div class="internal">{words}</div>' if is_internal else ""
    return _PAGE.format(language=texts.language, style=style, mark=mark, body=body)


def lab_library(name: str) -> Any:  # noqa: ANN401 - a module without types
    """
    Import a library of the laboratory.

    Raises
    ------
    AfsprakenError
        If it is not installed.
    """
    if find_spec(name) is None:
        message = said("{name} is not part of this environment: start JupyterLab with python run.py lab", name=name)
        raise AfsprakenError(message)
    if name == "ipywidgets":
        import ipywidgets  # noqa: PLC0415 - in the laboratory only

        return ipywidgets
    if name == "itables":
        import itables  # noqa: PLC0415 - in the laboratory only

        return itables
    import folium  # noqa: PLC0415 - in the laboratory only

    return folium
