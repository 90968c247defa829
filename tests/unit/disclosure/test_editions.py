"""An edition shows fewer rows of what was published, and never another figure: nothing follows from the difference."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.disclosure import Policy, classes, differencing, gate, is_of, require, without
from analysis.disclosure.complement import complement
from analysis.disclosure.placing import by_piece, complexes_of, counts_of, placed
from analysis.parameters import load_assumptions
from analysis.results import read_json

ROOT = Path(__file__).resolve().parents[3]
KEY = ["id", "corporation", "village", "complex_id", "period"]
OTHERS = {"SEW": ["Woonborg", "AH WOON"], "Woonborg": ["SEW", "HBV"]}


@pytest.fixture(scope="module")
def complexes():
    return pd.read_csv(ROOT / "data" / "raw" / "sample" / "complexes.csv")[["complex_id", "corporation", "village"]]


@pytest.fixture(scope="module")
def reference_policy():
    return Policy.from_table(load_assumptions().disclosure)


@pytest.fixture(scope="module")
def whole(complexes, reference_policy):
    """The exact rows of the reference run, as the public sees them."""
    exact = read_json(ROOT / "data" / "processed" / "results" / "reference.json")[1].drop(columns=["suppressed"])
    return gate(exact, data_class=classes(exact), profile="public", policy=reference_policy, complexes=complexes)


@pytest.mark.parametrize("party", OTHERS)
def test_an_edition_holds_its_own_rows_and_the_totals_and_nobody_else_s(whole, complexes, party):
    rows = require(without(whole, OTHERS[party], complexes))
    owner = rows["complex_id"].map(complexes.set_index("complex_id")["corporation"])
    assert set(rows["corporation"].dropna()) == {party}
    assert set(owner.dropna()) == {party}
    every = require(whole)
    totals = every[every["corporation"].isna() & every["complex_id"].isna()]
    assert len(rows[rows["corporation"].isna() & rows["complex_id"].isna()]) == len(totals)


@pytest.mark.parametrize("party", OTHERS)
def test_an_edition_and_the_whole_report_give_each_other_nothing_away(whole, complexes, reference_policy, party):
    shown = without(whole, OTHERS[party], complexes)
    assert differencing(shown, require(whole), policy=reference_policy) == []
    assert differencing(whole, require(shown), policy=reference_policy) == []


@pytest.mark.parametrize("party", OTHERS)
def test_every_figure_of_an_edition_stands_in_the_whole_report(whole, complexes, party):
    shown, every = require(without(whole, OTHERS[party], complexes)), require(whole)
    beside = shown.merge(every, on=KEY, how="left", suffixes=("", "_whole"), validate="one_to_one")
    for name in ("value", "numerator", "denominator", "interval_low", "interval_high", "suppressed", "bound"):
        pd.testing.assert_series_equal(beside[name], beside[f"{name}_whole"], check_names=False)


def test_gating_an_edition_by_itself_would_give_the_other_away(share_rows, policy):
    """Why the gate comes first: over its own rows alone a total stays, and own rows follow the complement no more."""
    places = [{"corporation": name, "village": "Yde"} for name in ("SEW", "Woonborg")] + [{"village": "Yde"}]
    rows = share_rows(*zip(places, (6, 1, 7), (30, 4, 34), strict=True))
    whole = gate(rows, data_class="household", profile="partners", policy=policy)
    alone = gate(
        rows[~is_of(rows, ["Woonborg"], pd.DataFrame({"complex_id": [], "corporation": []}))],
        data_class="household",
        profile="partners",
        policy=policy,
    )
    assert [one.rule for one in differencing(whole, require(alone), policy=policy)] == ["shown_elsewhere"]


@pytest.mark.parametrize("party", OTHERS)
def test_who_knows_its_own_homes_exactly_learns_nothing_of_the_other_s_in_public(complexes, reference_policy, party):
    """Own rows are no secret to an association: what is withheld of the other must be safe without them too."""
    exact = read_json(ROOT / "data" / "processed" / "results" / "reference.json")[1]
    rows = exact[classes(exact) == "home"]
    rules = [reference_policy.rule("public", "home")] * len(rows)
    seen = placed(rows, rules, by=(), step=reference_policy.bound_step)
    above = complexes_of(seen, complexes)

    def is_own(cell):
        return party in (cell.corporation, above.get(cell.complex_id, ("",))[0])

    checked = 0
    for members in by_piece(seen).values():
        hidden = complement(counts_of(members), [row.cell for row in members if row.is_too_small], above)
        known = {
            result: {cell: one._replace(can_hide=one.can_hide and not is_own(cell)) for cell, one in counts.items()}
            for result, counts in counts_of(members).items()
        }
        of_the_other = {cell for cell in hidden if not is_own(cell)}
        checked += len(of_the_other)
        assert complement(known, of_the_other, above) <= hidden
    assert checked > 0


def test_without_others_all_rows_stay(whole, complexes):
    assert len(require(without(whole, [], complexes))) == len(require(whole))
