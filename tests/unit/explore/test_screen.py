"""What the helpers show is for a screen: nobody looks, nothing is there; whoever stores or publishes it is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from analysis import explore
from analysis.errors import AfsprakenError, DisclosureError
from analysis.explore import screen
from analysis.explore.screen import Screen
from analysis.presentation.texts import Texts
from analysis.reports.scrubbing import scrub

TEXTS = Texts("en")
SECRET = "613.45"


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """A kernel whose cell was sent with this metadata, in an environment with widgets."""

    class HTML:
        def __init__(self, value: str) -> None:
            self.value = value

        def _repr_mimebundle_(self) -> dict[str, Any]:
            return {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": f"HTML({self.value})"}

    def sent(metadata: dict[str, Any]) -> None:
        kernel = SimpleNamespace(get_parent=lambda: {"metadata": metadata})
        monkeypatch.setattr(screen, "get_ipython", lambda: SimpleNamespace(kernel=kernel))
        monkeypatch.setattr(screen, "lab_library", lambda _name: SimpleNamespace(HTML=HTML))
        monkeypatch.delenv("AFSPRAKEN_CONTEXT", raising=False)

    return sent


def shown() -> tuple[dict[str, Any], dict[str, Any]]:
    return Screen(f"<p>{SECRET}</p>", 100, TEXTS)._repr_mimebundle_()


def test_on_a_screen_the_output_holds_an_address_and_no_figure(watched: Callable[..., None]) -> None:
    watched({"cellId": "a"})
    bundle, metadata = shown()
    assert bundle["application/vnd.jupyter.widget-view+json"] == {"model_id": "1"}
    assert SECRET not in str(bundle)
    assert metadata == {"screen_only": True}


def test_where_a_program_executes_the_notebook_there_is_nothing_to_keep(watched: Callable[..., None]) -> None:
    watched({})
    assert shown()[0] == {"text/plain": screen.mute(TEXTS)}


def test_under_the_runner_there_is_nothing_to_keep(
    watched: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    watched({"cellId": "a"})
    monkeypatch.setenv("AFSPRAKEN_CONTEXT", "context.json")
    assert list(shown()[0]) == ["text/plain"]


def test_in_a_script_there_is_nothing_to_keep() -> None:
    assert list(shown()[0]) == ["text/plain"]
    assert SECRET not in repr(Screen(SECRET, 1, TEXTS))


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "display_data", "data": {"text/html": SECRET}, "metadata": {"screen_only": True}},
        {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {}}, "metadata": {}},
    ],
)
def test_a_notebook_with_such_an_output_is_not_published(output: dict[str, Any]) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1, "outputs": [output]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    with pytest.raises(DisclosureError, match="for the screen only"):
        scrub(notebook)


def test_exact_figures_carry_a_mark_and_published_ones_do_not() -> None:
    assert 'class="internal"' in screen.framed("", TEXTS, is_internal=True)
    assert 'class="internal"' not in screen.framed("", TEXTS, is_internal=False)


@pytest.mark.parametrize("ask", [lambda data: data.grid(data.homes), lambda data: data.export(data.homes, "homes")])
def test_rows_as_delivered_are_for_internal_eyes_only(ask: Callable[[explore.Exploration], object]) -> None:
    with pytest.raises(DisclosureError, match="at profile 'internal' only"):
        ask(explore.start(profile="public", language="en"))


def test_a_library_of_the_laboratory_that_is_absent_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "find_spec", lambda _name: None)
    data = explore.start(language="en")
    with pytest.raises(AfsprakenError, match=r"itables is not part of this environment: .* python run\.py lab"):
        data.grid(pd.DataFrame({"a": [1]}))


def test_importing_the_helpers_takes_no_library_of_the_laboratory() -> None:
    assert not {"folium", "itables", "ipywidgets"} & {name for name in sys.modules if name in dir(explore)}
