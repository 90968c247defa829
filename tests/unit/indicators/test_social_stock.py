"""The social stock: three counts, the baseline, an account that balances, and two checks against other sources."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import contracts
from analysis.errors import AfsprakenError
from analysis.indicators.definitions import ROW_COLUMNS, in_service
from analysis.indicators.social_stock import STEPS, account, counts, kept, programme_residuals, residuals
from analysis.periods import Period

START, END = date(2022, 12, 31), date(2023, 12, 31)
PERIOD = Period(2023, 2)
LIMIT = 808.06
TEMPORARY = ["PLA", "REN", "VEN"]
ENTRY = {
    "NIE": "new",
    "HER": "rebuilt",
    "AAN": "bought",
    "TRA": "transformed",
    "SPL": "split_or_merged",
    "ADM": "administrative",
    "REN": "temporary",  # as the norm has it: a temporary reason has no step of its own in the account
}
EXIT = {
    "SLO": "demolished",
    "VAH": "sold",
    "TRA": "transformed",
    "SAM": "split_or_merged",
    "ADM": "administrative",
    "REN": "temporary",
    "VEN": "temporary",
}
STEP_NORMS = {"entry_steps": ENTRY, "exit_steps": EXIT, "temporary_reasons": TEMPORARY}
HOME = {
    "dwelling_id": "a",
    "corporation": "SEW",
    "village": "Eelde",
    "in_service_from": "1990-01-01",
    "in_service_reason": "NIE",
    "is_daeb": True,
    "net_rent_eur_per_month": 600.0,
}


def count(dwellings, rents, **changes):
    norms = {
        "on": END,
        "card_reference_date": END,
        "huurtoeslaggrens_eur_per_month": LIMIT,
        "temporary_reasons": TEMPORARY,
        "period": PERIOD,
        "at_start": False,
    }
    return counts(dwellings, rents, **(norms | changes))


def whole(found: pd.DataFrame) -> pd.DataFrame:
    return found.loc[found[["corporation", "village"]].isna().all(axis="columns")].set_index("id")


# ------------------------------------------------------------------------------------------------ counts


@pytest.mark.parametrize(
    ("rent", "counted", "missing"),
    [(808.05, 1, 0), (808.06, 1, 0), (808.07, 0, 0), (0.0, 1, 0), (None, None, 1)],
)
def test_rent_limit(table, rent, counted, missing):
    second = HOME | {"dwelling_id": "b", "net_rent_eur_per_month": 1_000.0}
    found = count(table("dwellings", HOME | {"net_rent_eur_per_month": rent}, second), table("rents"))
    row = whole(found).loc["social_stock.rent_limit_count"]
    assert row["value"] == (counted or 0)
    assert (row["denominator"], row["missing"]) == (2 - missing, missing)


@pytest.mark.parametrize(("is_daeb", "value", "denominator"), [(True, 1, 2), (False, 0, 2), (None, 0, 1)])
def test_daeb(table, is_daeb, value, denominator):
    second = HOME | {"dwelling_id": "b", "is_daeb": False}
    found = count(table("dwellings", HOME | {"is_daeb": is_daeb}, second), table("rents"))
    row = whole(found).loc["social_stock.daeb_count"]
    assert (row["value"], row["denominator"]) == (value, denominator)


def test_owner_counts_every_home_in_service(table):
    dwellings = table(
        "dwellings",
        HOME,
        HOME | {"dwelling_id": "b", "is_daeb": None, "net_rent_eur_per_month": None},
        HOME | {"dwelling_id": "c", "out_of_service_from": "2023-06-01", "out_of_service_reason": "REN"},
        HOME | {"dwelling_id": "d", "out_of_service_from": "2023-06-01", "out_of_service_reason": "SLO"},
    )
    row = whole(count(dwellings, table("rents"))).loc["social_stock.owner_count"]
    assert (row["value"], row["numerator"], row["denominator"], row["missing"]) == (3, 3, 3, 0)
    assert row["unit"] == "homes"


def test_counts_at_the_start_look_at_the_day_before_and_its_rent(table):
    """On another day than the card's the dwelling's own rent says nothing."""
    rents = table("rents", {"dwelling_id": "a", "valid_from": "2023-07-01", "net_rent_eur_per_month": 900.0})
    dwellings = table("dwellings", HOME)
    now = whole(count(dwellings, rents))
    before = whole(count(dwellings, rents, on=date(2023, 6, 30), at_start=True))
    assert now.loc["social_stock.rent_limit_count", "value"] == 0
    assert "social_stock.rent_limit_count_at_start" not in before.index  # nothing known: no row
    assert before.loc["social_stock.owner_count_at_start", "value"] == 1


def test_counts_have_every_grain_and_add_up(table):
    dwellings = table(
        "dwellings",
        HOME,
        HOME | {"dwelling_id": "b", "village": "Paterswolde"},
        HOME | {"dwelling_id": "c", "corporation": "Woonborg"},
    )
    found = count(dwellings, table("rents"))
    owner = found.loc[found["id"] == "social_stock.owner_count"]
    assert owner[["corporation", "village", "value"]].astype(object).where(
        owner[["corporation", "village", "value"]].notna(), None
    ).to_numpy().tolist() == [
        [None, None, 3],
        [None, "Eelde", 2],
        [None, "Paterswolde", 1],
        ["SEW", None, 2],
        ["SEW", "Eelde", 1],
        ["SEW", "Paterswolde", 1],
        ["Woonborg", None, 1],
        ["Woonborg", "Eelde", 1],
    ]


# -------------------------------------------------------------------------------------------------- kept


def keep(dwellings):
    return kept(dwellings, baseline_date=START, on=END, temporary_reasons=TEMPORARY, period=PERIOD)


@pytest.mark.parametrize(
    ("second", "end", "baseline"),
    [
        ({"in_service_from": "2022-12-31"}, 2, 2),  # in service on the baseline's own day
        ({"in_service_from": "2023-01-01"}, 2, 1),
        ({"in_service_from": "2023-12-31"}, 2, 1),
        ({"in_service_from": "2024-01-01"}, 1, 1),
        ({"out_of_service_from": "2022-12-31", "out_of_service_reason": "SLO"}, 1, 1),
        ({"out_of_service_from": "2023-01-01", "out_of_service_reason": "SLO"}, 1, 2),
        ({"out_of_service_from": "2023-05-01", "out_of_service_reason": "REN"}, 2, 2),
    ],
)
def test_kept_since_the_baseline(table, second, end, baseline):
    found = keep(table("dwellings", HOME, HOME | {"dwelling_id": "b"} | second))
    row = whole(found).loc["social_stock.kept"]
    assert (row["value"], row["numerator"], row["denominator"]) == (end - baseline, end, baseline)
    assert row["unit"] == "homes"


def test_kept_has_the_whole_associations_and_villages_only(table):
    found = keep(table("dwellings", HOME, HOME | {"dwelling_id": "b", "village": "Vries"}))
    assert (found["corporation"].isna() | found["village"].isna()).all()
    assert len(found) == 4


def test_a_village_that_had_homes_and_has_none_left_is_not_lost(table):
    gone = {
        "dwelling_id": "b",
        "village": "Taarlo",
        "out_of_service_from": "2023-05-01",
        "out_of_service_reason": "SLO",
    }
    found = keep(table("dwellings", HOME, HOME | gone))
    assert found.loc[found["village"] == "Taarlo", "value"].tolist() == [-1]


# ----------------------------------------------------------------------------------------------- account


def flows(dwellings, **norms):
    booked = account(dwellings, start=START, end=END, **(STEP_NORMS | norms))
    return booked.set_index(["corporation", "village", "step"])["homes"]


@pytest.mark.parametrize(
    ("spell", "step", "homes"),
    [
        ({"in_service_from": "2023-01-01"}, "new", 1),  # the day after the start
        ({"in_service_from": "2023-12-31"}, "new", 1),  # the last day
        ({"in_service_from": "2023-03-01", "in_service_reason": "HER"}, "rebuilt", 1),
        ({"in_service_from": "2023-03-01", "in_service_reason": "AAN"}, "bought", 1),
        ({"in_service_from": "2023-03-01", "in_service_reason": "TRA"}, "transformed", 1),
        ({"in_service_from": "2023-03-01", "in_service_reason": "SPL"}, "split_or_merged", 1),
        ({"in_service_from": "2023-03-01", "in_service_reason": None}, "administrative", 1),
        ({"out_of_service_from": "2023-01-01", "out_of_service_reason": "SLO"}, "demolished", -1),
        ({"out_of_service_from": "2023-12-31", "out_of_service_reason": "SLO"}, "demolished", -1),
        ({"out_of_service_from": "2023-05-01", "out_of_service_reason": "VAH"}, "sold", -1),
        ({"out_of_service_from": "2023-05-01", "out_of_service_reason": "SAM"}, "split_or_merged", -1),
        ({"out_of_service_from": "2023-05-01", "out_of_service_reason": "TRA"}, "transformed", -1),
        ({"out_of_service_from": "2023-05-01", "out_of_service_reason": None}, "administrative", -1),
    ],
)
def test_every_event_has_its_step(table, spell, step, homes):
    booked = flows(table("dwellings", HOME | spell))["SEW", "Eelde"]
    assert booked[step] == homes
    assert booked[list(STEPS[1:-2])].abs().sum() == 1


@pytest.mark.parametrize(
    "spell",
    [
        {"in_service_from": "2022-12-31"},  # on the start: already there
        {"in_service_from": "2024-01-01"},
        {"out_of_service_from": "2022-12-31", "out_of_service_reason": "SLO"},
        {"out_of_service_from": "2024-01-01", "out_of_service_reason": "SLO"},
    ],
)
def test_events_outside_the_period_are_no_flow(table, spell):
    booked = flows(table("dwellings", HOME | spell))["SEW", "Eelde"]
    assert booked[list(STEPS[1:-2])].abs().sum() == 0


def test_a_temporary_exit_stays_in_the_stock_and_is_shown_apart(table):
    booked = flows(table("dwellings", HOME | {"out_of_service_from": "2023-05-01", "out_of_service_reason": "REN"}))
    assert booked["SEW", "Eelde"][["start", "end", "temporary"]].tolist() == [1, 1, 1]
    assert booked["SEW", "Eelde"][list(STEPS[1:-2])].abs().sum() == 0


@pytest.mark.parametrize("reason", ["REN", "HER", None])
def test_a_return_from_a_temporary_exit_is_no_event(table, reason):
    dwellings = table(
        "dwellings",
        HOME | {"out_of_service_from": "2023-03-01", "out_of_service_reason": "REN"},
        HOME | {"in_service_from": "2023-09-01", "in_service_reason": reason},
    )
    booked = flows(dwellings)["SEW", "Eelde"]
    assert booked[["start", "end", "temporary"]].tolist() == [1, 1, 0]
    assert booked[list(STEPS[1:-2])].abs().sum() == 0


def test_a_return_to_another_place_moves_the_home(table):
    dwellings = table(
        "dwellings",
        HOME | {"out_of_service_from": "2023-03-01", "out_of_service_reason": "REN"},
        HOME | {"in_service_from": "2023-09-01", "in_service_reason": "AAN", "corporation": "Woonborg"},
    )
    booked = flows(dwellings)
    assert booked["SEW", "Eelde"][["start", "administrative", "end"]].tolist() == [1, -1, 0]
    assert booked["Woonborg", "Eelde"][["start", "bought", "end"]].tolist() == [0, 1, 1]


def test_a_home_that_changes_hands_leaves_one_account_and_enters_the_other(table):
    dwellings = table(
        "dwellings",
        HOME | {"out_of_service_from": "2023-07-01", "out_of_service_reason": "VAH"},
        HOME | {"in_service_from": "2023-07-01", "in_service_reason": "AAN", "corporation": "Woonborg"},
    )
    booked = flows(dwellings)
    assert booked["SEW", "Eelde"][["start", "sold", "end"]].tolist() == [1, -1, 0]
    assert booked["Woonborg", "Eelde"][["start", "bought", "end"]].tolist() == [0, 1, 1]


def test_in_and_out_within_the_period_is_booked_twice(table):
    spell = {"in_service_from": "2023-02-01", "out_of_service_from": "2023-05-01", "out_of_service_reason": "SLO"}
    booked = flows(table("dwellings", HOME | spell))["SEW", "Eelde"]
    assert booked[["start", "new", "demolished", "end"]].tolist() == [0, 1, -1, 0]


def test_the_account_is_complete_and_in_order(table):
    booked = account(
        table("dwellings", HOME, HOME | {"dwelling_id": "b", "village": "Bunne"}), start=START, end=END, **STEP_NORMS
    )
    assert booked["step"].tolist() == list(STEPS) * 2
    assert booked["village"].unique().tolist() == ["Bunne", "Eelde"]
    assert booked["homes"].notna().all()


@pytest.mark.parametrize(("column", "code"), [("in_service_reason", "XXX"), ("out_of_service_reason", "YYY")])
def test_a_reason_without_a_step_is_refused(table, column, code):
    with pytest.raises(AfsprakenError, match=rf"dwellings\.{column}.*{code}.*service_reasons"):
        flows(table("dwellings", HOME | {column: code}))


def test_a_step_the_account_does_not_have_is_refused(table):
    with pytest.raises(AfsprakenError, match=r"service_reasons.*teleported"):
        flows(table("dwellings", HOME), entry_steps=ENTRY | {"TRA": "teleported"})


@pytest.mark.parametrize(
    ("spell", "homes"),
    [
        ({"in_service_from": "2023-03-01", "in_service_reason": "REN"}, 1),  # back from where nobody saw it go
        ({"out_of_service_from": "2023-03-01", "out_of_service_reason": "REN"}, 0),
    ],
)
def test_a_temporary_reason_that_moves_the_stock_is_administrative(table, spell, homes):
    booked = flows(table("dwellings", HOME | spell))["SEW", "Eelde"]
    assert booked["administrative"] == homes
    assert booked["start"] + booked["administrative"] == booked["end"]


DAYS = st.dates(date(2022, 6, 1), date(2024, 6, 30))
SPELLS = st.lists(
    st.tuples(
        st.sampled_from(["SEW", "Woonborg"]),
        st.sampled_from(["Eelde", "Vries"]),
        st.lists(DAYS, min_size=1, max_size=6, unique=True).map(sorted),
        st.sampled_from([*ENTRY, None]),
        st.lists(st.sampled_from([*EXIT, None, *TEMPORARY]), min_size=3, max_size=3),
    ),
    max_size=8,
)


def spells_of(cases) -> list[dict[str, object]]:
    """Spells from the days of each case: in, out, in, out, …; every second spell in the other village."""
    found = []
    for number, (corporation, village, days, entry, exits) in enumerate(cases):
        for turn, begin in enumerate(days[::2]):
            ends = days[2 * turn + 1] if 2 * turn + 1 < len(days) else None
            place = village if turn % 2 == 0 else "Eelde"
            spell = {"dwelling_id": f"d{number}", "corporation": corporation, "village": place}
            spell |= {"in_service_from": begin, "in_service_reason": entry, "out_of_service_from": ends}
            found.append(spell | {"out_of_service_reason": exits[turn] if ends else None})
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=SPELLS, random=st.randoms(use_true_random=False))
def test_the_account_balances_whatever_happens(table, cases, random):
    """Start plus flows is end, to the home, in every place; and the order of rows does not matter."""
    spells = spells_of(cases)
    dwellings = table("dwellings", *spells)
    booked = account(dwellings, start=START, end=END, **STEP_NORMS)
    wide = booked.pivot_table(index=["corporation", "village"], columns="step", values="homes", aggfunc="sum")
    if len(wide):
        assert (wide["start"] + wide[list(STEPS[1:-2])].sum(axis="columns") == wide["end"]).all()
    for step, day in (("start", START), ("end", END)):
        counted = int(in_service(dwellings, day, temporary_reasons=TEMPORARY).sum())
        assert booked.loc[booked["step"] == step, "homes"].sum() == counted
    shuffled = table("dwellings", *random.sample(spells, len(spells)))
    pd.testing.assert_frame_equal(booked, account(shuffled, start=START, end=END, **STEP_NORMS))


# ------------------------------------------------------------------------------------------------ checks


def test_residuals_against_the_control_totals(table):
    dwellings = table("dwellings", HOME, HOME | {"dwelling_id": "b", "in_service_from": "2023-05-01"})
    stock = table(
        "stock",
        {"date": "2022-12-31", "homes": 1},
        {"date": "2023-12-31", "homes": 3},
        {"date": "2023-12-30", "homes": 99},  # another day: not compared
        {"date": "2023-12-31", "homes": 4, "village": "Bunne"},  # a control total without any home
        corporation="SEW",
        village="Eelde",
        source="annual report",
    )
    found = residuals(dwellings, stock, dates=[END, START], temporary_reasons=TEMPORARY)
    assert found[["village", "counted_homes", "control_homes", "residual_homes"]].to_numpy().tolist() == [
        ["Bunne", 0, 4, -4],
        ["Eelde", 1, 1, 0],
        ["Eelde", 2, 3, -1],
    ]
    assert found["source"].unique().tolist() == ["annual report"]


def test_without_a_control_total_the_residual_is_missing_and_not_zero(table):
    found = residuals(table("dwellings", HOME), table("stock"), dates=[END], temporary_reasons=TEMPORARY)
    assert found["counted_homes"].tolist() == [1]
    assert found[["control_homes", "residual_homes", "source"]].isna().all(axis=None)


def test_temporary_exits_are_in_the_counted_homes(table):
    away = HOME | {"out_of_service_from": "2023-05-01", "out_of_service_reason": "REN"}
    found = residuals(table("dwellings", away), table("stock"), dates=[END], temporary_reasons=TEMPORARY)
    assert found["counted_homes"].tolist() == [1]


def compare(table, dwellings, *projects):
    booked = account(dwellings, start=START, end=END, **STEP_NORMS)
    defaults = {"corporation": "SEW", "village": "Eelde"}
    found = programme_residuals(booked, table("programme", *projects, **defaults), start=START, end=END)
    return found.set_index(["village", "kind"])["residual_homes"]


@pytest.mark.parametrize(
    ("project", "residual"),
    [
        ({"realised_homes": 2, "realised_on": "2023-05-01"}, 0),  # one new, one rebuilt
        ({"realised_homes": 3, "realised_on": "2023-05-01"}, -1),
        ({"realised_homes": 2, "realised_on": "2022-12-31"}, 2),  # on the start: not of this period
        ({"realised_homes": 2, "realised_on": "2023-01-01"}, 0),
        ({"realised_homes": 2, "realised_on": "2023-12-31"}, 0),
        ({"realised_homes": 2, "realised_on": "2024-01-01"}, 2),
        ({"homes": 2}, 2),  # planned and not realised
        ({"realised_on": "2023-05-01"}, None),  # realised, but how many is unknown
        ({"realised_homes": 2, "realised_on": "2023-05-01", "kind": "milestone"}, 2),
    ],
)
def test_new_homes_against_the_programme(table, project, residual):
    new = HOME | {"in_service_from": "2023-05-01"}
    dwellings = table("dwellings", new, new | {"dwelling_id": "b", "in_service_reason": "HER"})
    found = compare(table, dwellings, {"kind": "new_build"} | project)["Eelde", "new_build"]
    assert pd.isna(found) if residual is None else found == residual


def test_demolition_against_the_programme(table):
    gone = HOME | {"out_of_service_from": "2023-05-01", "out_of_service_reason": "SLO"}
    project = {"kind": "demolition", "realised_homes": 1, "realised_on": "2023-05-01"}
    assert compare(table, table("dwellings", gone), project)["Eelde", "demolition"] == 0
    elsewhere = compare(table, table("dwellings", gone), project | {"village": "Vries"})
    assert (elsewhere["Eelde", "demolition"], elsewhere["Vries", "demolition"]) == (1, -1)


def test_without_a_programme_there_is_nothing_to_compare(table):
    new = HOME | {"in_service_from": "2023-05-01"}
    assert compare(table, table("dwellings", new)).isna().all()


# -------------------------------------------------------------------------------------------- invariants


def test_empty_tables_give_empty_results_of_the_right_shape():
    dwellings, rents = contracts.empty("dwellings"), contracts.empty("rents")
    for found in (count(dwellings, rents), keep(dwellings)):
        assert found.empty
        assert found.dtypes.astype(str).tolist() == list(ROW_COLUMNS.values())
    booked = account(dwellings, start=START, end=END, **STEP_NORMS)
    assert booked.empty
    assert booked.dtypes.astype(str).tolist() == ["str", "str", "str", "Int64"]
    checked = residuals(dwellings, contracts.empty("stock"), dates=[END], temporary_reasons=TEMPORARY)
    assert checked.empty
    assert checked["residual_homes"].dtype == "Int64"
    assert programme_residuals(booked, contracts.empty("programme"), start=START, end=END).empty


def test_frames_are_not_modified(table, unchanged):
    dwellings, rents = table("dwellings", HOME), table("rents", {"dwelling_id": "a", "valid_from": "2020-01-01"})
    stock = table("stock", {"corporation": "SEW", "village": "Eelde", "date": "2023-12-31", "homes": 1})
    programme = table("programme", {"kind": "new_build", "realised_on": "2023-05-01", "realised_homes": 1})
    unchanged(count, dwellings, rents)
    unchanged(keep, dwellings)
    booked = unchanged(account, dwellings, start=START, end=END, **STEP_NORMS)
    unchanged(residuals, dwellings, stock, dates=[END], temporary_reasons=TEMPORARY)
    unchanged(programme_residuals, booked, programme, start=START, end=END)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=SPELLS.filter(bool))
def test_another_home_never_lowers_a_count(table, cases):
    spells = spells_of(cases)
    before = count(table("dwellings", *spells, is_daeb=True, net_rent_eur_per_month=500.0), table("rents"))
    more = count(table("dwellings", *spells, HOME | {"dwelling_id": "extra"}, is_daeb=True), table("rents"))
    keys = ["id", "corporation", "village"]
    both = before.fillna({"corporation": "", "village": ""}).merge(
        more.fillna({"corporation": "", "village": ""}), on=keys, how="left", suffixes=("", "_more")
    )
    owner = both["id"] == "social_stock.owner_count"
    assert (both.loc[owner, "value_more"] >= both.loc[owner, "value"]).all()
