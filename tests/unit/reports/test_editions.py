"""The verdicts of an edition: those over all rows, told by the rows it shows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import paths
from analysis.errors import ParameterError
from analysis.indicators.verdicts import RESTS_ON_OTHERS
from analysis.parameters import load_register
from analysis.reports import finding
from analysis.reports.change import earlier
from analysis.reports.finding import Found
from analysis.reports.harvest import judge_entries, retold
from analysis.reports.requests import from_files
from analysis.results import COLUMNS, read_json

EXACT = paths.RESULTS / "reference.json"


@pytest.fixture(scope="module")
def judged():
    """The register judged over some rows of the reference run, which names associations and never complexes."""
    rows = read_json(EXACT)[1]
    register, actions = (
        load_register("2023"),
        pd.DataFrame(columns=["agreement", "date", "party", "status", "evidence"]),
    )
    about = {"recorded": (), "built": (), "actions": actions, "on": pd.Timestamp("2023-12-31").date(), "period": None}

    def over(others=()):
        kept = rows[~rows["corporation"].isin(list(others))]
        measured = [entry for entry in register.entries if entry.id in {"26", "28", "goal-4.2"}]
        entries = register.model_copy(
            update={"entries": tuple(entry.model_copy(update={"notebook": None}) for entry in measured)}
        )
        return judge_entries(entries, kept, **about).set_index("agreement", drop=False)

    return over


def test_an_edition_keeps_the_verdicts_and_names_nobody_else(judged):
    whole = judged()
    told = retold(whole, judged(["SEW"]))
    assert list(told["verdict"]) == list(whole["verdict"])
    assert whole.loc["26", "reason"] == "SEW: not met"
    assert told.loc["26", "reason"] == RESTS_ON_OTHERS
    assert told.loc["28", "reason"] == "Woonborg: not met"
    assert not told["reason"].str.contains("SEW", na=False).any()


def found(name, period, *rows, corporation=""):
    frame = pd.DataFrame(list(rows)).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    edition = {"edition": {"party": corporation, "corporation": corporation}} if corporation else {}
    about = {"schema": 1, "run": name, "period": period, "reference_date": f"{period[:4]}-06-30", "data": "synthetic"}
    return Found(name, about | {"profile": "public", "inputs": [], "agreements": []} | edition, frame)


def test_the_half_year_before_shows_an_edition_no_more_than_the_edition_itself(monkeypatch, tmp_path):
    places = ({"corporation": "SEW"}, {"corporation": "Woonborg"}, {}, {"complex_id": "S-1"}, {"complex_id": "W-1"})
    shown = [{"id": "rent.x", "value": 1.0, "unit": "homes", "suppressed": False} | place for place in places]
    whole, own = found("2023-H1", "2023-H1", *shown), [shown[0], shown[2], shown[3]]
    monkeypatch.setattr(finding, "reports_in", lambda folder: [whole])
    (old,) = earlier(found("reference-SEW", "2023-H2", *own, corporation="SEW"), tmp_path)
    assert set(old.rows["corporation"].dropna()) == {"SEW"}
    assert set(old.rows["complex_id"].dropna()) == {"S-1"}


def test_a_whole_report_is_never_held_against_an_edition(monkeypatch, tmp_path):
    edition = found("2023-H1-SEW", "2023-H1", {"id": "rent.x", "suppressed": False}, corporation="SEW")
    monkeypatch.setattr(finding, "reports_in", lambda folder: [edition])
    assert earlier(found("reference", "2023-H2", {"id": "rent.x", "suppressed": False}), tmp_path) == []


def requests(**options):
    return from_files([paths.REFERENCE_RUN], delivery=paths.SAMPLE, out=Path("out"), **options)


@pytest.mark.parametrize(
    ("party", "name", "corporation"),
    [
        ("SEW", "reference-SEW", "SEW"),
        ("AH_WOON", "reference-AH_WOON", "Woonborg"),
        ("HBV", "reference-HBV", "SEW"),
        ("gemeente", "reference-gemeente", ""),
    ],
)
def test_an_edition_has_a_folder_of_its_own(party, name, corporation):
    (request,) = requests(party=party)
    assert (request.name, request.parameters.corporation) == (name, corporation)
    assert request.party.replace(" ", "_") == party


def test_profile_and_party_both_stand_in_the_name():
    assert requests(party="SEW", profile="internal")[0].name == "reference-internal-SEW"


def test_an_unknown_party_is_refused_with_the_list():
    with pytest.raises(ParameterError, match=r"'Woonbrog' is no party.*choose from .*AH_WOON"):
        requests(party="Woonbrog")
