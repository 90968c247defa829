"""Nothing in a published notebook says when, where or by whom it was run."""

from __future__ import annotations

import json

from analysis.reports.scrubbing import scrub

EXECUTED = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "a machine's own", "language": "python"},
        "language_info": {"name": "python", "version": "3.11.7"},
        "papermill": {"input_path": "secret/place.ipynb", "environment_variables": {"TOKEN": "1"}, "duration": 3.2},
    },
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {"papermill": {"duration": 1}}, "source": "# Title"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"tags": ["answer"], "execution": {"iopub.execute_input": "2023"}, "papermill": {}},
            "source": "1",
            "execution_count": 1,
            "outputs": [
                {
                    "output_type": "display_data",
                    "data": {"image/png": "AAAA", "text/plain": "alt"},
                    "metadata": {"image/png": {"alt": "alt", "width": 3}, "needs_background": "light"},
                }
            ],
        },
    ],
}


def test_nothing_of_the_run_stays() -> None:
    text = json.dumps(scrub(EXECUTED))
    for word in (
        "papermill",
        "secret",
        "TOKEN",
        "3.11.7",
        "duration",
        'execution"',
        "a machine's own",
        "needs_background",
    ):
        assert word not in text


def test_sources_outputs_tags_and_alternative_texts_stay() -> None:
    cell = scrub(EXECUTED)["cells"][1]
    assert cell["metadata"] == {"tags": ["answer"]}
    assert cell["outputs"][0]["data"] == {"image/png": "AAAA", "text/plain": "alt"}
    assert cell["outputs"][0]["metadata"]["image/png"]["alt"] == "alt"
    assert cell["execution_count"] == 1


def test_the_executed_notebook_is_not_modified() -> None:
    before = json.dumps(EXECUTED)
    scrub(EXECUTED)
    assert json.dumps(EXECUTED) == before
