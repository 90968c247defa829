"""The notebook's door: what comes in is checked, what goes out has passed the gate."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from analysis import paths
from analysis.contracts import TABLES
from analysis.disclosure import require
from analysis.errors import DisclosureError, ParameterError
from analysis.indicators import laarhove
from analysis.indicators.definitions import result_rows
from analysis.notebook import Run, open_run
from analysis.parameters import load_run
from analysis.periods import Period
from analysis.prepare import prepare
from analysis.presentation import figures
from analysis.reports.context import Context

REFERENCE = load_run(paths.REFERENCE_RUN)
PARAMETERS = type(REFERENCE)(**(REFERENCE.model_dump() | {"language": "en"}))


@pytest.fixture(scope="module")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(paths.SAMPLE, tmp_path_factory.mktemp("core")).folder


@pytest.fixture
def run(prepared_folder: Path, tmp_path: Path) -> Run:
    return Run("22_laarhove_social_share", PARAMETERS, Context("reference", prepared_folder, tmp_path, None))


def with_parameters(run: Run, **changes: str) -> Run:
    parameters = type(PARAMETERS)(**(PARAMETERS.model_dump() | changes))
    return Run(run.notebook, parameters, run.context)


def shares(run: Run) -> pd.DataFrame:
    return laarhove.shares(run.load("district_plan"), period=run.period, **run.inputs("laarhove"))


@pytest.mark.parametrize("wrong", [{"perod": "2023-H2"}, {"period": "2023"}, {"profile": "all"}])
def test_a_wrong_parameter_is_refused_before_anything_is_loaded(wrong: dict[str, str]) -> None:
    with pytest.raises(ParameterError):
        open_run("22_laarhove_social_share", **(PARAMETERS.model_dump() | wrong))


def test_a_missing_parameter_is_refused() -> None:
    parameters = PARAMETERS.model_dump()
    del parameters["scenario"]
    with pytest.raises(ParameterError, match="scenario"):
        open_run("22_laarhove_social_share", **parameters)


def test_only_the_card_s_municipality_is_loaded(run: Run) -> None:
    assert set(run.load("dwellings")["municipality_code"]) == {"GM1730"}
    assert len(set(run.load("dwellings", everywhere=True)["municipality_code"])) > 1


def test_nothing_after_the_reference_date_is_loaded(run: Run) -> None:
    earlier = with_parameters(run, period="2023-H1", reference_date="2023-06-30")
    assert earlier.load("allocations")["allocated_on"].max() <= pd.Timestamp("2023-06-30")
    assert earlier.load("urgencies")["ended_on"].max() <= pd.Timestamp("2023-06-30")


def test_a_table_that_was_not_delivered_is_empty_and_named(tmp_path: Path) -> None:
    delivery = shutil.copytree(paths.SAMPLE, tmp_path / "delivery")
    (delivery / "seekers.csv").unlink()
    card = json.loads((delivery / "datapackage.json").read_text(encoding="utf-8"))
    card["resources"] = [one for one in card["resources"] if one["name"] != "seekers"]
    (delivery / "datapackage.json").write_text(json.dumps(card), encoding="utf-8")
    context = Context("reference", prepare(delivery, tmp_path / "core").folder, tmp_path, None)
    run = Run("23_home_seekers", PARAMETERS, context)
    assert list(run.load("seekers").columns) == list(TABLES["seekers"].columns)
    assert len(run.load("seekers")) == 0
    assert len(run.load("dwellings")) > 0
    assert run.absent == ["seekers"]


def test_what_is_judged_is_exact_inside_and_published_outside(run: Run) -> None:
    judged = run.judge(shares(run))
    assert judged.exact["verdict"].notna().any()
    assert "suppressed" in require(judged.published)


def test_exact_rows_cannot_be_drawn(run: Run) -> None:
    with pytest.raises(DisclosureError):
        run.figure(figures.waterfall, shares(run))


def test_exact_rows_cannot_become_a_layer(run: Run) -> None:
    with pytest.raises(DisclosureError):
        run.layer("complexes", shares(run))
    assert not list(run.context.work.glob("layers/*.parquet"))


def test_a_figure_without_words_cannot_be_drawn(run: Run) -> None:
    def silent(*_published: object, **_options: object) -> object:
        return figures.waterfall

    with pytest.raises((AttributeError, KeyError, TypeError)):
        run.figure(silent, run.judge(shares(run)).published)


def test_the_corporation_changes_what_is_shown_not_what_is_recorded(run: Run) -> None:
    one = with_parameters(run, corporation="SEW")
    rows = pd.DataFrame({"id": "displacement.urgent_share", "corporation": ["SEW", "Woonborg"], "village": None,
                         "complex_id": None, "period": "2023-H2", "value": [0.2, 0.2], "unit": "share",
                         "numerator": [8, 8], "denominator": [40, 40], "missing": [0, 0]})  # fmt: skip
    judged = one.judge(rows)
    assert require(judged.published)["corporation"].tolist() == ["SEW"]
    assert judged.exact["corporation"].tolist() == ["SEW", "Woonborg"]


def test_recorded_rows_are_exact_and_say_what_they_needed(run: Run) -> None:
    judged = run.judge(shares(run))
    run.record(judged)
    about = json.loads((run.context.work / "ledger" / "22_laarhove_social_share.json").read_text(encoding="utf-8"))
    assert {"actions", "district_plan"} <= set(about["needs"])
    recorded = pd.read_parquet(run.context.work / "ledger" / "22_laarhove_social_share.parquet")
    pd.testing.assert_series_equal(recorded["value"], judged.exact["value"])


def test_sensitivity_holds_the_base_and_every_scenario(run: Run) -> None:
    measure = partial(laarhove.shares, run.load("district_plan"), period=run.period)
    rows = require(run.sensitivity(measure, "laarhove", data_class="plan"))
    assert rows["scenario"].unique().tolist() == ["base", "circa_margin_share:low", "circa_margin_share:high"]


def test_norms_that_were_used_are_remembered(run: Run) -> None:
    run.inputs("laarhove_rest")
    assert "plan_sizes" in run.used.asked


def test_a_small_group_is_withheld_from_what_is_shown(run: Run) -> None:
    frame = pd.DataFrame({"village": ["Vries", "Bunne"], "value": [0.26, 0.4], "unit": "share",
                          "numerator": [26, 2], "denominator": [100, 5], "missing": [0, 0]})  # fmt: skip
    shown = require(run.publish(frame, "household"))
    assert shown["suppressed"].tolist() == [False, True]
    assert shown["value"].tolist()[0] == 0.25


# ------------------------------------------------------------------------------------------- sensitivity


URGENT = "displacement.urgent_share"


def lettings(missing: int = 0, urgent: int = 8) -> pd.DataFrame:
    row = {"id": URGENT, "corporation": "SEW", "unit": "share", "value": urgent / 40, "numerator": urgent}
    return result_rows(pd.DataFrame([row | {"denominator": 40, "missing": missing}]), period=Period(2023, 2))


def recorded(run: Run, *judged: object) -> tuple[pd.DataFrame, dict]:
    run.record(*judged)
    file = run.context.work / "ledger" / f"{run.notebook}.json"
    return pd.read_parquet(file.with_suffix(".parquet")), json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("missing", "flips"),
    [
        (2, None),  # 2 of 42 unknown: below the low end of the range
        (3, "max_missing_share:low=not_assessable"),
        (4, "max_missing_share:low=not_assessable"),
        (5, "max_missing_share:high=kept"),  # 5 of 45 is above the base of a tenth
        (10, "max_missing_share:high=kept"),  # exactly a fifth can still be assessed
        (11, None),
    ],
)
def test_every_verdict_is_judged_again_at_the_ends_of_what_may_be_missing(run: Run, missing: int, flips: str) -> None:
    rows, about = recorded(run, run.judge(lettings(missing)))
    assert rows["flips"].astype(object).where(rows["flips"].notna(), None).tolist() == [flips]
    assert about["varied"] == {"goal-4.4": ["max_missing_share:high", "max_missing_share:low"]}


def test_the_margin_of_a_line_is_varied_without_the_notebook_asking(run: Run) -> None:
    rows, about = recorded(run, run.judge(shares(run)))
    told = rows.set_index("id")["flips"]
    assert told["laarhove.social_share"] == "circa_margin_share:low=at_risk"
    assert set(about["varied"]) == {"20"}
    assert {one["scenario"] for one in about["turned"]} == {"circa_margin_share:low"}


def test_what_a_theme_varies_is_remembered_for_the_record(run: Run) -> None:
    judged = run.judge(lettings(urgent=8))
    run.sensitivity(
        lambda daeb_only, **_others: lettings(urgent=8 if daeb_only else 9), "displacement", data_class="association"
    )
    rows, about = recorded(run, judged)
    assert rows["flips"].tolist() == ["displacement_daeb_only:low=broken"]
    assert "hui_counts_as_urgent:high" in about["varied"]["goal-4.4"]


def test_a_run_under_a_scenario_turns_nothing(run: Run) -> None:
    other = with_parameters(run, scenario="circa_margin_share:low")
    rows, about = recorded(other, other.judge(shares(other)))
    assert rows["flips"].isna().all()
    assert about["varied"] == {}


def test_what_cannot_be_assessed_stays_so_in_every_scenario(run: Run) -> None:
    judged = run.judge(lettings(), blocked={(URGENT, "SEW", ""): "the account does not balance"})
    varied = require(run.sensitivity(lambda **_inputs: lettings(urgent=9), "displacement", data_class="plan"))
    assert set(varied["verdict"]) == {"not_assessable"}
    assert recorded(run, judged)[0]["flips"].isna().all()


def test_the_record_says_what_the_figures_rest_on(run: Run) -> None:
    run.inputs("laarhove_rest")
    _, about = recorded(run, run.judge(shares(run)))
    assert about["rests_on"]["norms"]["plan_sizes"] == [235, 250, 265]
    assert about["rests_on"]["assumptions"] == {"circa_margin_share": 0.02, "max_missing_share": 0.1}
