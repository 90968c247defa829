"""Complementary suppression worked by hand: small trees, and two ways of adding up at once."""

from __future__ import annotations

import pandas as pd

from analysis.disclosure import gate, require
from analysis.disclosure.complement import Count, complement
from analysis.disclosure.network import Cell, Network, relations

MINIMUM = 10


def hidden(counts, complexes=None, small=None):
    """Names of the cells hidden, from `{cell: denominator}` with everything below the minimum given."""
    full = {cell: Count(n, None, MINIMUM) for cell, n in counts.items()}
    small = [cell for cell, n in counts.items() if n < MINIMUM] if small is None else small
    return {name(cell) for cell in complement({"": full}, small, complexes or {})}


def name(cell):
    return cell.complex_id or cell.village or cell.corporation or "all"


def villages(**sizes):
    cells = {Cell(village=place): size for place, size in sizes.items()}
    return cells | {Cell(): sum(sizes.values())}


def test_nothing_small_hides_nothing():
    assert hidden(villages(Bunne=10, Vries=30)) == set()


def test_one_small_village_takes_the_smallest_other_with_it():
    assert hidden(villages(Bunne=4, Vries=30, Yde=26)) == {"Bunne", "Yde"}


def test_ties_go_by_name():
    assert hidden(villages(Bunne=4, Yde=26, Vries=26)) == {"Bunne", "Vries"}


def test_two_small_villages_that_reach_the_minimum_together_suffice():
    assert hidden(villages(Bunne=4, Yde=6, Vries=26)) == {"Bunne", "Yde"}


def test_two_small_villages_below_the_minimum_together_take_a_third():
    assert hidden(villages(Bunne=4, Yde=5, Vries=26, Eelde=40)) == {"Bunne", "Yde", "Vries"}


def test_where_no_village_is_left_the_municipality_goes():
    assert hidden(villages(Bunne=4, Yde=5)) == {"Bunne", "Yde", "all"}


def test_an_only_complex_takes_its_village_and_so_another_village_with_one_of_its_complexes():
    # Bunne = C1 (6). All = Bunne + Vries + Eelde. Hiding Bunne asks for a second village: Vries (30 < 50); its sum
    # would give it back, so the smaller of its complexes goes too: C2 (12).
    places = {
        "C1": ("W", "Bunne"),
        "C2": ("W", "Vries"),
        "C3": ("W", "Vries"),
        "C4": ("W", "Eelde"),
        "C5": ("W", "Eelde"),
    }
    sizes = {"C1": 6, "C2": 12, "C3": 18, "C4": 25, "C5": 25}
    counts = {Cell(complex_id=one): size for one, size in sizes.items()}
    counts |= villages(Bunne=6, Vries=30, Eelde=50)
    assert hidden(counts, places) == {"C1", "Bunne", "Vries", "C2"}


def test_the_village_alone_does_not_protect_where_the_association_adds_up_too():
    # Vries holds C1 (W, 4) and C2, C3 (S). In Vries C2 hides C1. But W = C1 + C4: W - C4 = C1, so C4 goes, and in its
    # own village Eelde C5 (S) goes with it. Then W: C1 + C4 = 34, S: C2 + C5 (42) are sums of two.
    places = {
        "C1": ("W", "Vries"),
        "C2": ("S", "Vries"),
        "C3": ("S", "Vries"),
        "C4": ("W", "Eelde"),
        "C5": ("S", "Eelde"),
        "C6": ("S", "Eelde"),
    }
    sizes = {"C1": 4, "C2": 20, "C3": 25, "C4": 30, "C5": 22, "C6": 60}
    counts = {Cell(complex_id=one): size for one, size in sizes.items()}
    counts |= {Cell("W"): 34, Cell("S"): 127} | villages(Vries=49, Eelde=112)
    assert hidden(counts, places) == {"C1", "C2", "C4", "C5"}


def test_sums_that_reveal_a_cell_only_together_are_found():
    # every sum by itself hides two cells: Vries A + B, Eelde C + D, Yde E + F, W = A + B + C, S = D + E + F;
    # but W - Vries = C
    places = {
        "A": ("W", "Vries"),
        "B": ("W", "Vries"),
        "C": ("W", "Eelde"),
        "D": ("S", "Eelde"),
        "E": ("S", "Yde"),
        "F": ("S", "Yde"),
    }
    cells = [Cell(complex_id=one) for one in places]
    wholes = [Cell("W"), Cell("S"), *(Cell(village=one) for one in ("Vries", "Eelde", "Yde"))]
    network = Network(tuple(relations([*cells, *wholes], places)))
    alone = [relation for relation in network.relations if len(relation.children) == 1]
    assert alone == []
    assert network.reveals((Cell(complex_id="C"),), frozenset(cells))


def test_a_cell_of_an_exact_class_is_never_hidden():
    counts = {Cell(): Count(30, can_hide=False), Cell(village="Bunne"): Count(4, None, MINIMUM)}
    counts |= {Cell(village="Vries"): Count(26, None, MINIMUM)}
    assert Cell() not in complement({"": counts}, [Cell(village="Bunne")], {})


def test_empty_cells_do_not_count_as_company():
    counts = {place: Count(n, None, MINIMUM) for place, n in villages(Bunne=4, Leeg=0, Vries=30).items()}
    found = complement({"": counts}, [Cell(village="Bunne"), Cell(village="Leeg")], {})
    assert Cell(village="Vries") in found


def test_a_cell_hidden_for_one_result_is_hidden_for_its_family(share_rows, policy):
    places = ({"village": "Bunne"}, {"village": "Vries"}, {"village": "Yde"}, {})
    sizes = {"energy_poverty.lihe_share": (19, 40, 50, 109), "energy_poverty.lihelek_share": (25, 40, 50, 115)}
    frames = [
        share_rows(*((place, n // 4, n) for place, n in zip(places, counts, strict=True)), result=result)
        for result, counts in sizes.items()
    ]
    other = share_rows(*((place, 10, 40) for place in places[:3]), ({}, 30, 120), result="housing_costs.risk_share")
    rows = pd.concat([*frames, other], ignore_index=True)
    shown = require(gate(rows, data_class="household", profile="public", policy=policy))
    assert shown["suppressed"].tolist() == [True, True, False, False] * 2 + [False] * 4


def test_periods_are_judged_apart(share_rows, policy):
    now = share_rows(({"village": "Bunne"}, 4, 9), ({"village": "Vries"}, 8, 30), ({}, 12, 39))
    then = share_rows(({"village": "Bunne"}, 4, 30), ({"village": "Vries"}, 8, 30), ({}, 12, 60))
    rows = pd.concat([now, then.assign(period="2023-H1")], ignore_index=True)
    shown = require(gate(rows, data_class="household", profile="public", policy=policy))
    assert shown["suppressed"].tolist() == [True, True, False, False, False, False]


def test_partners_cannot_subtract_their_way_to_a_bounded_zero(share_rows, policy):
    # Vries 5 of 30, Bunne 5 of 18: the rest, Yde 0 of 12, would be certain; so Bunne goes, and with one suppressed
    # cell alone its denominator would follow, so Yde goes as well
    rows = share_rows(({"village": "Yde"}, 0, 12), ({"village": "Bunne"}, 5, 18), ({}, 5, 30))
    shown = require(gate(rows, data_class="household", profile="partners", policy=policy))
    assert shown["suppressed"].tolist() == [True, True, False]
