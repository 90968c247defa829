"""An attacker holds everything that was published, and the policy, and tries to work out what was withheld."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.disclosure import ClassRule, Policy, classes, gate, require, small_cells
from analysis.disclosure.rounding import shown_share
from analysis.parameters import load_assumptions
from analysis.results import read_json
from analysis.statistics import wilson_interval

POLICY = Policy(
    {
        ("partners", "household"): ClassRule(10),
        ("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True),
    }
)
VILLAGES = ("Bunne", "Eelde", "Vries", "Zuidlaren")
IDS = ("energy_poverty.lihe_share", "energy_poverty.lihelek_share", "energy_poverty.lilek_share")
GRAINS = {"complex": ["complex_id"], "village": ["village"], "association": ["corporation"], "all": []}
NEAR = 1e-6
EXAMPLES = 40
REFERENCE = Path(__file__).resolve().parents[3] / "data" / "processed" / "results" / "reference.json"


@st.composite
def worlds(draw: st.DrawFn) -> pd.DataFrame:
    """Complexes with members, and per complex how many are in LIHE, in LILEK and in both."""
    size = st.one_of(st.integers(1, 12), st.integers(1, 60))
    complexes = []
    for number in range(draw(st.integers(1, 9))):
        members = draw(size)
        lihe = draw(st.integers(0, members))
        lilek = draw(st.integers(0, members))
        both = draw(st.integers(max(0, lihe + lilek - members), min(lihe, lilek)))
        complexes.append(
            {
                "complex_id": f"C{number}",
                "village": draw(st.sampled_from(VILLAGES)),
                "corporation": draw(st.sampled_from(("SEW", "Woonborg"))),
                "members": members,
                IDS[0]: lihe,
                IDS[1]: lihe + lilek - both,
                IDS[2]: lilek,
            }
        )
    return pd.DataFrame(complexes)


def ledger(complexes: pd.DataFrame) -> pd.DataFrame:
    """Exact rows of every grain."""
    frames = []
    for name in IDS:
        for columns in GRAINS.values():
            sums = (
                complexes.groupby(columns, as_index=False)[["members", name]].sum()
                if columns
                else complexes[["members", name]].sum().to_frame().T
            )
            frames.append(sums.rename(columns={"members": "denominator", name: "numerator"}).assign(id=name))
    rows = pd.concat(frames, ignore_index=True)
    rows = rows.reindex(columns=["id", "corporation", "village", "complex_id", "numerator", "denominator"])
    rows = rows.assign(value=rows["numerator"] / rows["denominator"], unit="share", period="2023-H2", missing=0)
    low, high = wilson_interval(rows["numerator"], rows["denominator"])
    return rows.assign(interval_low=low, interval_high=high)


def published(complexes: pd.DataFrame, profile: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    exact = ledger(complexes)
    shown = gate(exact, data_class="household", profile=profile, policy=POLICY, complexes=complexes)
    return exact, require(shown)


class Attacker:
    """Solves for the counts of complexes: every shown sum is an equation, every count lies in what is possible."""

    def __init__(self, complexes: pd.DataFrame) -> None:
        self.complexes = complexes.reset_index(drop=True)

    def part_of(self, row: pd.Series) -> np.ndarray:
        """Which complexes add up to a row: public knowledge."""
        columns = ("complex_id", "village", "corporation")
        inside = [self.complexes[name] == row[name] for name in columns if not pd.isna(row[name])]
        everything = np.ones(len(self.complexes), dtype=bool)
        return np.logical_and.reduce([everything, *inside]).astype(float)

    def range_of(
        self, target: np.ndarray, sums: list[tuple[np.ndarray, float]], bounds: list[tuple[float, float | None]]
    ) -> tuple[float, float]:
        """Smallest and largest value a sum of complexes can have."""
        matrix = np.array([part for part, _ in sums]) if sums else None
        right = np.array([total for _, total in sums]) if sums else None
        ends = []
        for sign in (1, -1):
            solved = linprog(sign * target, A_eq=matrix, b_eq=right, bounds=bounds)
            assert solved.status in (0, 3), solved.message
            ends.append(sign * solved.fun if solved.status == 0 else sign * -np.inf)
        return ends[0], ends[1]


def denominators_found(complexes: pd.DataFrame, shown: pd.DataFrame, denominator: pd.Series) -> list[str]:
    """Suppressed rows whose number of members follows from the members of the rows that are shown."""
    attacker = Attacker(complexes)
    one = shown[shown["id"] == IDS[1]]
    sums = [(attacker.part_of(row), float(denominator[index])) for index, row in one[~one["suppressed"]].iterrows()]
    bounds: list[tuple[float, float | None]] = [(1, None)] * len(complexes)
    found = []
    for _, row in one[one["suppressed"]].iterrows():
        low, high = attacker.range_of(attacker.part_of(row), sums, bounds)
        if high - low < NEAR:
            found.append(str(row["complex_id"]))
    return found


def numerators_found(complexes: pd.DataFrame, shown: pd.DataFrame, name: str) -> list[str]:
    """Withheld rows of which it is certain that none, or all, of their members count (members taken as known)."""
    attacker = Attacker(complexes)
    members = complexes["members"].to_numpy(dtype=float)
    one = shown[shown["id"] == name]
    counted = one[one["numerator"].notna()]
    sums = [(attacker.part_of(row), float(row["numerator"])) for _, row in counted.iterrows()]
    bounds: list[tuple[float, float | None]] = [(0, size) for size in members]
    for _, row in one[one["bound"].notna() & one["complex_id"].notna()].iterrows():
        place = int(attacker.part_of(row).argmax())
        bounds[place] = (0, 1) if row["bound"] == "at_most" else (members[place] - 1, members[place])
    found = []
    for _, row in one[one["numerator"].isna()].iterrows():
        part = attacker.part_of(row)
        low, high = attacker.range_of(part, sums, bounds)
        if high < NEAR or low > part @ members - NEAR:
            found.append(f"{row['corporation']} {row['village']} {row['complex_id']}")
    return found


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(worlds())
def test_partners_cannot_work_out_a_suppressed_denominator(complexes: pd.DataFrame) -> None:
    _, shown = published(complexes, "partners")
    assert denominators_found(complexes, shown, shown["denominator"]) == []


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(worlds())
def test_public_cannot_work_out_a_suppressed_denominator_even_knowing_the_shown_ones(complexes: pd.DataFrame) -> None:
    exact, shown = published(complexes, "public")
    assert denominators_found(complexes, shown, exact["denominator"]) == []


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(worlds())
def test_partners_are_never_certain_about_the_members_of_a_withheld_cell(complexes: pd.DataFrame) -> None:
    _, shown = published(complexes, "partners")
    assert [numerators_found(complexes, shown, name) for name in IDS] == [[], [], []]


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(worlds())
def test_a_cell_is_withheld_for_all_results_of_a_family_or_for_none(complexes: pd.DataFrame) -> None:
    """Else |LIHE or LILEK| between the larger and the sum would give a third result away."""
    for profile in ("partners", "public"):
        _, shown = published(complexes, profile)
        place = shown[["corporation", "village", "complex_id"]].fillna("").agg(" ".join, axis=1)
        assert shown.groupby(place)["suppressed"].nunique().max() == 1


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(worlds())
def test_the_order_of_the_rows_changes_nothing(complexes: pd.DataFrame) -> None:
    exact = ledger(complexes)
    order = exact.sample(frac=1, random_state=1).index
    gated = [
        require(gate(rows, data_class="household", profile="partners", policy=POLICY, complexes=complexes))
        for rows in (exact, exact.loc[order])
    ]
    pd.testing.assert_frame_equal(gated[1].sort_index(), gated[0])


def test_no_sum_alone_gives_it_away_but_all_limits_together_would() -> None:
    """A world in which elimination finds nothing, and every count still follows from sums and limits together."""
    records = [
        ("C0", "Zuidlaren", "Woonborg", 24, 24, 0, 24),
        ("C1", "Eelde", "SEW", 4, 0, 0, 0),
        ("C2", "Zuidlaren", "SEW", 5, 0, 0, 0),
        ("C3", "Eelde", "Woonborg", 53, 16, 20, 23),
        ("C4", "Eelde", "Woonborg", 10, 0, 0, 0),
        ("C5", "Eelde", "Woonborg", 27, 1, 10, 10),
        ("C6", "Eelde", "SEW", 48, 0, 1, 1),
        ("C7", "Vries", "SEW", 48, 48, 2, 48),
    ]
    columns = ["complex_id", "village", "corporation", "members", IDS[0], IDS[2], IDS[1]]
    complexes = pd.DataFrame(records, columns=columns)
    _, shown = published(complexes, "partners")
    assert [numerators_found(complexes, shown, name) for name in IDS] == [[], [], []]


# ------------------------------------------------------------------ the figures of the reference run


@pytest.fixture(scope="module")
def reference() -> tuple[pd.DataFrame, pd.DataFrame, Policy]:
    """Exact rows of households, and as the public sees them by the policy in force."""
    policy = Policy.from_table(load_assumptions().disclosure)
    rows = read_json(REFERENCE)[1]
    exact = rows[classes(rows) == "household"].drop(columns=["suppressed"])
    # complexes apart, so that nothing is withheld as a complement: the reader sees more than in a report
    parts = [exact[exact["complex_id"].notna()], exact[exact["complex_id"].isna()]]
    shown = [require(gate(part, data_class="household", profile="public", policy=policy)) for part in parts]
    return pd.concat(parts), pd.concat(shown), policy


def test_no_public_row_of_the_reference_gives_its_counts_away(
    reference: tuple[pd.DataFrame, pd.DataFrame, Policy],
) -> None:
    exact, shown, policy = reference
    found = small_cells(exact, shown, policy=policy, profile="public")
    assert found.empty, found.to_string()


def test_whoever_goes_through_all_counts_finds_three_numerators_for_every_complex(
    reference: tuple[pd.DataFrame, pd.DataFrame, Policy],
) -> None:
    """Apart from the scanner: all counts up to the most homes the class on the map allows."""
    exact, shown, policy = reference
    rule = policy.rule("public", "household")
    visible = shown[shown["complex_id"].notna() & shown["value"].notna()]
    assert len(visible) > 100
    most_homes = [next(most for most in (39, 79, 200) if size <= most) for size in exact["denominator"][visible.index]]
    possible: dict[tuple[object, ...], set[int]] = {}
    for members in range(rule.minimum_denominator, 201):
        for count in range(members + 1):
            row = shown_share(Fraction(count, members), members, step=rule.share_step, minimum=rule.minimum_denominator)
            for most in (39, 79, 200):
                if members <= most:
                    possible.setdefault((most, row.value, row.bound, row.interval), set()).add(count)
    for most, row in zip(most_homes, visible.to_dict("records"), strict=True):
        bound = None if pd.isna(row["bound"]) else row["bound"]
        interval = None if bound else (row["interval_low"], row["interval_high"])
        assert len(possible[most, row["value"], bound, interval]) >= 3, row
