"""Verdicts under other assumptions: which rows turn, and what a ledger says of it."""

from __future__ import annotations

import pandas as pd

from analysis.indicators import verdicts


def rows(**by_place: str | None) -> pd.DataFrame:
    frame = pd.DataFrame({"id": "a.share", "corporation": list(by_place), "village": None, "complex_id": None,
                          "agreement": "31", "verdict": list(by_place.values())})  # fmt: skip
    return frame.astype({"corporation": "str", "verdict": "str", "village": "str", "complex_id": "str"})


def turned(base: pd.DataFrame, varied: pd.DataFrame, scenario: str = "x:low") -> list[list[str]]:
    return verdicts.flips(base, varied, scenario)[["corporation", "verdict"]].to_numpy().tolist()


def test_only_a_verdict_that_differs_turns():
    assert turned(rows(SEW="kept", Woonborg="kept"), rows(SEW="broken", Woonborg="kept")) == [["SEW", "broken"]]
    assert turned(rows(SEW="kept"), rows(SEW="kept")) == []


def test_a_figure_that_a_scenario_takes_away_cannot_be_judged():
    assert turned(rows(SEW="kept"), rows(SEW="kept").iloc[:0]) == [["SEW", "not_assessable"]]


def test_a_figure_that_only_a_scenario_gives_turns_too():
    base, varied = rows(SEW="kept"), rows(SEW="kept", Woonborg="broken")
    assert turned(base, varied) == [["Woonborg", "broken"]]
    under = verdicts.under(base, verdicts.flips(base, varied, "x:low"), "x:low")
    assert sorted(under["verdict"]) == ["broken", "kept"]


def test_a_row_without_a_verdict_turns_nothing():
    assert turned(rows(SEW=None), rows(SEW=None)) == []


def test_a_ledger_tells_every_scenario_once_and_reads_it_back():
    base = rows(SEW="kept")
    both = [
        verdicts.flips(base, rows(SEW=verdict), name) for name, verdict in (("y:high", "broken"), ("x:low", "at_risk"))
    ]
    told = verdicts.with_flips(base, pd.concat([*both, both[0]]))["flips"].item()
    assert told == "x:low=at_risk|y:high=broken"
    assert verdicts.written_flips(verdicts.read_flips(told)) == told
    assert verdicts.written_flips([]) is None


def test_under_replaces_only_its_own_scenario():
    base = rows(SEW="kept")
    both = pd.concat(
        [verdicts.flips(base, rows(SEW="broken"), "x:low"), verdicts.flips(base, rows(SEW="at_risk"), "y:low")]
    )
    assert verdicts.under(base, both, "y:low")["verdict"].tolist() == ["at_risk"]
    assert verdicts.under(base, both, "z:low")["verdict"].tolist() == ["kept"]
