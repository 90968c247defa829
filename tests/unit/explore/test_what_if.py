"""What-if trials: at rest they give what the notebooks give; the command line gives what the form gives."""

from __future__ import annotations

import re
import shlex

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import explore
from analysis.cli.app import app
from analysis.errors import ParameterError
from analysis.explore.what_if import Form
from analysis.explore.what_if.laarhove import Laarhove
from analysis.indicators import energy_poverty, laarhove


@pytest.fixture(scope="module")
def data() -> explore.Exploration:
    return explore.start(language="en")


def said(form: Form) -> tuple[str, ...]:
    return form.trial.answer(form.values, drawn=False).sentences


def test_the_plan_at_rest_is_the_delivered_one(data: explore.Exploration) -> None:
    trial = data.what_if.laarhove().trial
    assert isinstance(trial, Laarhove)
    plan = trial.changed({knob.name: knob.value for knob in trial.knobs})
    exact, own = (
        laarhove.shares(frame, period=data.period, district="Laarhove").set_index("id")["value"]
        for frame in (data.district_plan, plan)
    )
    pd.testing.assert_series_equal(own, exact)


def test_more_homes_are_spread_over_the_phases_without_a_permit(data: explore.Exploration) -> None:
    trial = data.what_if.laarhove(homes=265, social_4=0.5).trial
    assert isinstance(trial, Laarhove)
    plan = trial.changed(data.what_if.laarhove(homes=265, social_4=0.5).values)
    assert plan["homes"].sum() == 265
    fourth = plan[plan["phase"] == "4"].groupby("segment")["homes"].sum()
    assert fourth["social_rent"] / fourth.sum() == pytest.approx(0.5, abs=0.01)


def test_a_phase_holds_no_more_than_all_its_homes(data: explore.Exploration) -> None:
    with pytest.raises(ParameterError, match="lower social_4 or cheap_4"):
        said(data.what_if.laarhove(social_4=0.7, cheap_4=0.4))


def test_the_line_at_rest_is_the_half_year_as_it_was(data: explore.Exploration) -> None:
    assert said(data.what_if.line(association="SEW"))[0].startswith("SEW: 9 of 40 lettings to urgent seekers, 22.5 %")


def test_one_letting_more_to_an_urgent_seeker_counts_in_both(data: explore.Exploration) -> None:
    assert said(data.what_if.line(association="SEW", more_urgent=1))[0].startswith("SEW: 10 of 41")


def test_a_running_half_year_has_a_chance_and_a_finished_one_has_not(data: explore.Exploration) -> None:
    assert len(said(data.what_if.line(association="SEW"))) == 1
    assert "chance to end over the line" in said(data.what_if.line(association="SEW", seen_until="2023-09-30"))[1]


def test_energy_at_rest_moves_nothing_and_dear_gas_does(data: explore.Exploration) -> None:
    now = said(data.what_if.energy())[0]
    figures = [word for word in now.replace(";", "").split() if word[0].isdigit()]
    assert figures[0] == figures[1].rstrip(".")
    dear = said(data.what_if.energy(gas_tariff_eur_per_m3=4.0, price_cap="no"))[0]
    assert dear.split(":")[1].split()[0] > figures[0]


def test_energy_at_rest_is_the_headline_of_the_notebook(data: explore.Exploration) -> None:
    run = data.run
    inputs = run.inputs("energy_poverty", on=energy_poverty.year_end(data.households, data.on))
    classified = energy_poverty.classify(data.households, data.dwellings, on=data.on, **inputs)
    share = float(classified["lihelek"].dropna().mean())
    assert f": {100 * share:.1f} %" in said(data.what_if.energy())[0]


def test_more_homes_a_year_lift_more_households(data: explore.Exploration) -> None:
    few, many = (
        data.what_if.priorities(homes_SEW=number).trial.answer(
            data.what_if.priorities(homes_SEW=number).values, drawn=False
        )
        for number in (20, 120)
    )
    numbers = [int(one.sentences[0].split("poverty ")[1].split(",")[0]) for one in (few, many)]
    assert numbers[0] < numbers[1]


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("laarhove", {"homes": 265, "social_4": 0.5}),
        ("line", {"association": "Woonborg", "more_regular": 3}),
        ("energy", {"gas_tariff_eur_per_m3": 2.5}),
    ],
)
def test_the_command_line_under_a_form_gives_the_same_answer(
    data: explore.Exploration, name: str, turned: dict[str, object]
) -> None:
    form: Form = getattr(data.what_if, name)(**turned)
    words = shlex.split(form.command())
    assert words[:3] == ["afspraken", "what-if", name]
    told = CliRunner().invoke(app, words[1:])
    assert told.exit_code == 0
    assert told.output.splitlines()[: len(said(form))] == list(said(form))


def test_a_run_that_differs_stands_in_the_command_line() -> None:
    form = explore.start(period="2023-H1", language="en").what_if.line(more_urgent=2)
    assert form.command() == (
        "afspraken what-if line --set period=2023-H1 --set reference_date=2023-06-30 --set language=en "
        "--set more_urgent=2"
    )


@pytest.mark.parametrize(
    ("name", "turned", "words"),
    [
        ("laarhove", {"huizen": 250}, "no knob 'huizen'"),
        ("laarhove", {"homes": 5000}, "give a whole number from"),
        ("line", {"association": "SWE"}, "did you mean 'SEW'"),
        ("energy", {"price_cap": "maybe"}, "expected one of"),
    ],
)
def test_a_knob_that_is_not_there_or_too_far_turned_is_refused(
    data: explore.Exploration, name: str, turned: dict[str, object], words: str
) -> None:
    with pytest.raises(ParameterError, match=words):
        getattr(data.what_if, name)(**turned)


def shares(data: explore.Exploration) -> list[tuple[str, str]]:
    """Shares in the table of a trial, split at the point."""
    trial = data.what_if.energy().trial
    answer = trial.answer({knob.name: knob.value for knob in trial.knobs}, drawn=False)
    return re.findall(r"(\d+)\.(\d) %", answer.tables[0].html)


def test_at_another_profile_the_answer_holds_no_exact_share(data: explore.Exploration) -> None:
    """In the public profile shares are whole fives; rows that may not be shown stand last, beyond the table."""
    public = shares(explore.start(profile="public", language="en"))
    assert len(public) > 10
    assert [share for share in public if int(share[0]) % 5 or share[1] != "0"] == []
    assert len([share for share in shares(data) if int(share[0]) % 5 or share[1] != "0"]) > 10
