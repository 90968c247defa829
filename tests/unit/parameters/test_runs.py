"""Run files: what is accepted, what is refused and with which words."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.errors import ParameterError
from analysis.parameters import RunParameters, check_run, load_run
from analysis.paths import REFERENCE_RUN

GOOD = {
    "period": "2023-H2",
    "reference_date": "2023-12-31",
    "corporation": "",
    "language": "nl",
    "profile": "public",
    "scenario": "base",
    "agreements": "2023",
}


@pytest.fixture
def write(tmp_path):
    def _write(**changes: str):
        fields = {key: f'"{value}"' for key, value in GOOD.items()} | changes
        path = tmp_path / "run.yml"
        path.write_text("".join(f"{key}: {value}\n" for key, value in fields.items()), encoding="utf-8")
        return path

    return _write


def test_the_reference_run_is_the_good_one():
    assert load_run(REFERENCE_RUN).model_dump() == GOOD


def test_period_and_date_come_as_values():
    run = RunParameters(**GOOD)
    assert run.date == date(2023, 12, 31)
    assert (run.period_value.first_day, run.period_value.last_day) == (date(2023, 7, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("reference_date", "is_inside"),
    [("2023-06-30", False), ("2023-07-01", True), ("2023-12-31", True), ("2024-01-01", False)],
)
def test_the_reference_date_lies_in_the_period(reference_date, is_inside):
    if is_inside:
        assert RunParameters(**GOOD | {"reference_date": reference_date}).reference_date == reference_date
    else:
        with pytest.raises(ParameterError, match="does not lie in period 2023-H2, which runs from 2023-07-01 to"):
            RunParameters(**GOOD | {"reference_date": reference_date})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"period": "2023-H3"}, "'2023-H3' is not a half-year"),
        ({"period": "2023"}, "not a half-year"),
        ({"reference_date": "31-12-2023"}, 'is not a date: write it as "2023-12-31"'),
        ({"reference_date": "20231231"}, "is not a date"),
        ({"reference_date": "2023-12-31T00:00"}, "is not a date"),
        ({"reference_date": date(2023, 12, 31)}, "which is not text: write it in quotes"),
        ({"corporation": None}, "'corporation' is None, which is not text"),
        ({"language": "de"}, "'de' is not a language of the reports; did you mean|expected one of 'en', 'nl'"),
        ({"profile": "Public"}, "expected 'internal', 'partners' or 'public'"),
        ({"scenario": True}, "which is not text"),
        ({"refrence_date": "2023-12-31"}, "'refrence_date' is not a known key; did you mean 'reference_date'"),
    ],
)
def test_a_parameter_that_is_not_what_it_should_be_is_refused(change, complaint):
    with pytest.raises(ParameterError, match=complaint):
        RunParameters(**GOOD | change)


def test_a_missing_parameter_is_refused():
    with pytest.raises(ParameterError, match="'scenario' is missing"):
        RunParameters(**{key: value for key, value in GOOD.items() if key != "scenario"})


def test_parameters_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        RunParameters(**GOOD).profile = "internal"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"reference_date": "2023-12-31"}, r"run\.yml, line 2: 2023-12-31 is a bare date: write it in quotes"),
        (
            {"agreements": "2023"},
            r'run\.yml, line 7: .agreements. is 2023, which is not text: write it in quotes, "2023"',
        ),
        ({"agreements": '"2019"'}, r"run\.yml, line 7: params/agreements has no register '2019'"),
        ({"scenario": '"circa_margin:high"'}, r"run\.yml, line 6: .* did you mean 'circa_margin_share:high'"),
        ({"perriod": '"2023-H2"'}, r"run\.yml, line 8: 'perriod' is not a known key; did you mean 'period'"),
        ({"profile": '"all"'}, r"run\.yml, line 5: 'profile' is 'all'"),
    ],
)
def test_a_run_file_is_refused_with_its_line(write, change, complaint):
    with pytest.raises(ParameterError, match=complaint):
        load_run(write(**change))


def test_a_scenario_of_the_assumptions_is_accepted(write):
    assert load_run(write(scenario='"hui_counts_as_urgent:high"')).scenario == "hui_counts_as_urgent:high"


def test_an_association_must_stand_on_the_card():
    known = ["Woonborg", "SEW"]
    check_run(RunParameters(**GOOD), known)
    check_run(RunParameters(**GOOD | {"corporation": "SEW"}), known)
    with pytest.raises(
        ParameterError, match="corporation 'Woonburg' is not on the delivery's card; did you mean 'Woonborg'"
    ):
        check_run(RunParameters(**GOOD | {"corporation": "Woonburg"}), known)


def test_scenario_and_register_of_parameters_made_by_hand_are_checked_too():
    with pytest.raises(ParameterError, match="there is no scenario"):
        check_run(RunParameters(**GOOD | {"scenario": "worst"}), [])
    with pytest.raises(ParameterError, match="has no register '2022'"):
        check_run(RunParameters(**GOOD | {"agreements": "2022"}), [])
