"""What JupyterLab may write: nothing of the screen, and in stored notebooks only what stands there."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from analysis import paths
from analysis.lab import saving, server

STORED = paths.NOTEBOOKS / "22_laarhove_social_share.ipynb"
SHOWN = {"output_type": "display_data", "data": {"text/html": "<p>exact</p>"}, "metadata": {"screen_only": True}}
WIDGET = {
    "output_type": "display_data",
    "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": "VBox()"},
    "metadata": {},
}
STREAM = {"output_type": "stream", "name": "stdout", "text": "1"}


def saved(content: dict[str, Any], path: str) -> dict[str, Any]:
    model = {"type": "notebook", "content": copy.deepcopy(content)}
    saving.guard(model=model, path=path, contents_manager=SimpleNamespace(root_dir=str(paths.ROOT)))
    return model["content"]


def own(*outputs: dict[str, Any]) -> dict[str, Any]:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": "1",
        "outputs": list(outputs),
        "execution_count": 1,
    }
    metadata = {"widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a": "exact"}}}}
    return {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def test_what_is_for_the_screen_only_is_not_saved_in_a_working_copy() -> None:
    kept = saved(own(SHOWN, WIDGET, STREAM), "working/40/40.ipynb")
    assert kept["cells"][0]["outputs"] == [STREAM]
    assert kept["metadata"] == {}


def test_a_stored_notebook_that_was_run_is_saved_as_it_stood() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    run = copy.deepcopy(stored)
    run["metadata"] = {"kernelspec": {"name": "mine"}, "language_info": {"version": "3.11.7"}, "widgets": {}}
    for cell in run["cells"]:
        cell["metadata"] |= {"trusted": True}
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [STREAM], 99
    assert saved(run, f"notebooks/{STORED.name}") == stored


def test_a_changed_cell_of_a_stored_notebook_keeps_its_code_and_loses_its_outputs() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    changed = copy.deepcopy(stored)
    changed["cells"][4]["source"] = ["plan = 1"]
    kept = saved(changed, f"notebooks/{STORED.name}")
    assert kept["cells"][4]["source"] == ["plan = 1"]
    assert kept["cells"][4]["outputs"] == []
    assert kept["cells"][5:] == stored["cells"][5:]


def test_the_hook_is_the_one_jupyterlab_is_started_with(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(paths, "WORKING", tmp_path)
    arguments = server.arguments("working/start.ipynb", language="nl")
    assert "--FileContentsManager.pre_save_hook=analysis.lab.saving.guard" in arguments
    settings = json.loads((tmp_path / ".jupyter" / "app" / "overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/translation-extension:plugin"] == {"locale": "nl_NL"}
