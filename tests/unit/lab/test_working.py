"""Working copies: the stored notebook with other parameters, in a folder that git ignores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import paths
from analysis.catalogue import read_card
from analysis.errors import ParameterError
from analysis.lab import open_copy
from analysis.parameters import load_run
from analysis.reports.context import Context, working_copy
from analysis.reports.settings import given, parameters_of

CARD = read_card(paths.SAMPLE)


def copied(folder: Path, *settings: str, notebook: str = "40") -> Path:
    return open_copy(notebook, settings, delivery=paths.SAMPLE, working=folder)


def code(file: Path) -> list[str]:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_a_copy_holds_the_same_cells_with_other_parameters_and_no_outputs(tmp_path: Path) -> None:
    file = copied(tmp_path, "period=2023-H1", "corporation=SEW")
    stored = code(paths.NOTEBOOKS / "40_displacement_by_urgent_seekers.ipynb")
    own = code(file)
    assert own[1:] == stored[1:]
    assert 'period: str = "2023-H1"  # half-year reported on' in own[0]
    assert 'reference_date: str = "2023-06-30"  # day' in own[0]
    assert 'corporation: str = "SEW"  # name' in own[0]
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    assert [cell["outputs"] for cell in cells if cell.get("outputs")] == []


def test_the_form_printed_on_every_page_is_the_one_that_is_read(tmp_path: Path) -> None:
    assert copied(tmp_path, "period=2023-H1", "corporation=SEW").parent.name == "40-2023-H1-SEW"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (["perod=2023-H1"], "did you mean 'period'"),
        (["period=2023"], "is not a half-year"),
        (["corporation=SWE"], "did you mean 'SEW'"),
        (["period"], "write --set name=value"),
        (["period=2023-H1", "period=2023-H2"], "twice"),
        (["reference_date=2023-06-30"], "does not lie in period"),
        (["period=2030-H1"], "the last day delivery"),
        (["scenario=nonsense:high"], "there is no scenario"),
    ],
)
def test_a_wrong_setting_is_refused_and_nothing_is_written(tmp_path: Path, settings: list[str], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        copied(tmp_path, *settings)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_notebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="there is no notebook '99'"):
        copied(tmp_path, notebook="99")


def test_an_untouched_copy_is_used_again_and_one_that_was_worked_in_is_kept(tmp_path: Path) -> None:
    first = copied(tmp_path)
    assert copied(tmp_path) == first
    content = json.loads(first.read_text(encoding="utf-8"))
    content["cells"][-1]["source"] = ["mine = 1"]
    first.write_text(json.dumps(content), encoding="utf-8")
    second = copied(tmp_path)
    assert second.parent.name == f"{first.parent.name}-2"
    assert code(first)[-1] == "mine = 1"


def test_a_running_half_year_is_looked_at_until_the_last_day_delivered() -> None:
    period = f"{CARD.covers_to.year}-H{1 if CARD.covers_to.month <= 6 else 2}"
    assert parameters_of(given([f"period={period}"]), CARD).date == CARD.covers_to


def test_a_copy_reads_the_delivery_it_was_opened_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = copied(tmp_path, "period=2023-H1")
    monkeypatch.chdir(file.parent)
    assert working_copy() == {}  # a folder elsewhere says nothing
    monkeypatch.setattr(paths, "WORKING", tmp_path)
    monkeypatch.delenv("AFSPRAKEN_CONTEXT", raising=False)
    assert working_copy() == {"delivery": str(paths.SAMPLE)}
    context = Context.current(load_run(paths.REFERENCE_RUN))
    assert context.work == file.parent / "kept"
    assert (context.prepared / "dwellings.parquet").is_file()


def test_the_overview_reads_results_of_its_own_half_year_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFSPRAKEN_CONTEXT", raising=False)
    monkeypatch.setattr(paths, "REPORTS", Path("nowhere"))
    found = {
        period: Context.current(parameters_of({"period": period}, CARD)).results for period in ("2023-H2", "2023-H1")
    }
    assert [file.name for file in found.values() if file] == ["reference.public.json", "2023-H1.public.json"]
    assert Context.current(parameters_of({"period": "2022-H2"}, CARD)).results is None
