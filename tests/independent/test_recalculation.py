"""
The ledger of the product against a second, independent calculation, both ways.

First the second calculation itself against cases done by hand; then every row of the product's internal
`results.json` against it, on the shipped delivery, a small one and a large one; then planted faults.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.made import Made

from . import decided, delivered, district, energy, letting, shape, stock, verdict
from .comparison import differences
from .recalculate import half_year, recalculate
from .sharpened import sharpen

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PARAMS = ROOT / "params"
SHIPPED = ROOT / "data" / "raw" / "sample"
RUNS = ("reference", "2023-H1", "rents-2023")
# a half-year that is still running: later events, exits and labels are in the files and must not be seen
RUNNING = "running"
SHARPENED = "seed 7, 26 complexes, sharpened"
LARGE = "seed 99, 140 complexes"
MADE = {SHARPENED: (7, 26), LARGE: (99, 140)}
CASES = [
    ("shipped", "reference"),
    ("shipped", "2023-H1"),
    (SHARPENED, "reference"),
    (SHARPENED, "rents-2023"),
    (SHARPENED, RUNNING),
    (LARGE, "reference"),
]
# the case all tests share; the ledger committed of it was made through the command line, kernels and all
WHOLE = ("shipped", "reference")
MINUTES = 10


# ------------------------------------------------------------------------------------- cases done by hand


@pytest.mark.parametrize(("urgent", "low", "high"), [(8, 0.105, 0.348), (9, 0.123, 0.375), (0, 0.0, 0.0876)])
def test_wilson_of_forty_lettings(urgent: int, low: float, high: float) -> None:
    assert shape.wilson(urgent, 40) == pytest.approx([low, high], abs=5e-4)


@pytest.mark.parametrize(("urgent", "answer"), [(8, "kept"), (9, "broken")])
def test_exactly_twenty_percent_is_kept_and_one_more_is_broken(urgent: int, answer: str) -> None:
    row = shape.row("displacement.urgent_share", {"corporation": "X"}, "2023-H2", "share", **figures(urgent, 40))
    assert judged(row)["verdict"] == answer


def test_a_signal_asks_for_a_talk_and_a_talk_held_in_the_period_answers_it() -> None:
    row = shape.row(
        "displacement.urgent_share_of_vacated", {"corporation": "SEW"}, "2023-H2", "share", **figures(9, 40)
    )
    earlier = {"agreement": "31", "status": "done", "party": "SEW", "date": date(2023, 2, 16)}
    assert judged(row)["verdict"] == "at_risk"
    assert judged(row, [earlier])["verdict"] == "at_risk"
    assert judged(row, [{**earlier, "date": date(2023, 12, 31)}])["verdict"] == "kept"
    assert judged(row, [{**earlier, "date": date(2023, 12, 31), "party": "HBV"}])["verdict"] == "kept"
    assert judged(row, [{**earlier, "date": date(2023, 12, 31), "party": "AH WOON"}])["verdict"] == "at_risk"


@pytest.mark.parametrize(("missing", "answer"), [(4, "kept"), (5, "not_assessable")])
def test_a_tenth_may_be_unknown_and_no_more(missing: int, answer: str) -> None:
    row = shape.row("displacement.urgent_share", {"corporation": "X"}, "2023-H2", "share", **figures(1, 36, missing))
    assert judged(row)["verdict"] == answer


def test_rows_of_another_grain_carry_agreement_and_threshold_without_a_verdict() -> None:
    row = judged(shape.row("displacement.urgent_share", {}, "2023-H2", "share", **figures(9, 40)))
    assert (row["agreement"], row["threshold"], row["verdict"]) == ("goal-4.4", "0.20", None)


def test_three_urgent_households_one_censored_before_the_end() -> None:
    """One is censored on day 50; of the two left one is housed on day 100: 1/2, variance (1/2)(1/2)/2."""
    spans = [letting.Span(50, "censored"), letting.Span(100, "housed"), letting.Span(200, "housed")]
    assert letting.incidence(spans, 183) == (Fraction(1, 2), Fraction(1, 8))


def test_three_urgent_households_with_a_competing_end_and_the_last_day() -> None:
    """Day 50: 2/3 still search. Day 100: 2/3 x 1/2. Day 183 counts: 1/3 x 1. Together 2/3 (2 of 3 housed)."""
    spans = [letting.Span(50, "other"), letting.Span(100, "housed"), letting.Span(183, "housed")]
    assert letting.incidence(spans, 183)[0] == Fraction(2, 3)
    assert letting.incidence([*spans[:2], letting.Span(184, "housed")], 183)[0] == Fraction(1, 3)


def test_without_censoring_the_variance_is_that_of_a_share() -> None:
    """Three of five housed at different days, one expired in between: F (1 - F) / n = 0.6 x 0.4 / 5."""
    days = [(10, "housed"), (20, "other"), (30, "housed"), (40, "housed"), (300, "housed")]
    assert letting.incidence([letting.Span(*one) for one in days], 183) == (Fraction(3, 5), Fraction(24, 500))


def test_the_window_of_urgencies_opens_after_the_same_day_two_years_before() -> None:
    assert letting.months_before(date(2023, 12, 31), 24) == date(2021, 12, 31)
    assert letting.months_before(date(2024, 2, 29), 24) == date(2022, 2, 28)


def test_one_energy_bill_by_hand() -> None:
    """
    1,500 m3 of gas at 2.00, of which 1,000 capped at 1.50; 2,000 kWh at 0.50, 500 fed in, capped at 0.40.

    With support: 1,000 x 1.50 + 500 x 2.00 + 1,500 x 0.40 + 200 + 300 - 600 = 3,000; low income: less 1,300.
    Without: 1,500 x 2.00 + 1,500 x 0.50 + 200 + 300 - 600 = 3,650.
    """
    assert energy.energy_bill(HOUSEHOLD, NORMS, poor=False, supported=True) == 3000
    assert energy.energy_bill(HOUSEHOLD, NORMS, poor=True, supported=True) == 1700
    assert energy.energy_bill(HOUSEHOLD, NORMS, poor=True, supported=False) == 3650
    assert energy.energy_bill({**HOUSEHOLD, "gas_m3_per_year": None}, NORMS, poor=True, supported=False) is None


def test_one_household_by_hand() -> None:
    """
    Income 19,500 / factor 1.40 = 13,929 <= 15,000: low. Bill 1,700 <= 1,500 x 1.40 = 2,100: not high. D.

    1,700 is 8.7 % of income: more than 8, less than 10. Without support 3,650: high, and 18.7 %.
    """
    flags = energy.flags(HOUSEHOLD, {"energy_label": "D"}, NORMS)
    true = {name for name, answer in flags.items() if answer}
    assert true == {"lekwi", "lilek", "lihelek", "heq8", *(f"{n}_without_support" for n in NAMES)}
    unknown = energy.flags({**HOUSEHOLD, "disposable_income_eur_per_year": None}, {"energy_label": "A"}, NORMS)
    assert (unknown["lilek"], unknown["lihe"], unknown["lihelek"], unknown["heq10"]) == (
        False,
        None,
        None,
        None,
    )


def test_larger_households_take_steps_beyond_the_last_factor() -> None:
    assert energy.factor({"adults": 3, "children": 6}, NORMS) == Fraction("2.28") + Fraction("0.35") + 2 * Fraction(
        "0.2"
    )


def test_a_home_that_is_renovated_stays_in_the_stock_and_a_sold_one_does_not() -> None:
    renovated = spell("A", date(1980, 1, 1), date(2023, 3, 6), "REN")
    back = spell("A", date(2023, 5, 15), None, None)
    sold = spell("B", date(1980, 1, 1), date(2023, 3, 6), "VAO")
    world = world_of({"dwellings": [renovated, back, sold]}, date(2023, 12, 31))
    assert [home["dwelling_id"] for home in delivered.stock_on(world, date(2023, 3, 5))] == ["A", "B"]
    assert [home["dwelling_id"] for home in delivered.stock_on(world, date(2023, 4, 1))] == ["A"]
    assert delivered.stock_on(world, date(2023, 6, 1)) == [back]


def test_what_is_dated_after_the_reference_date_is_not_seen() -> None:
    later = spell("A", date(1980, 1, 1), date(2023, 7, 1), "SLO")
    world = world_of({"dwellings": [later], "stock": [{"date": date(2023, 12, 31)}]}, date(2023, 6, 30))
    assert world.spells["A"][0].ends is None
    assert world.tables["stock"] == []


def test_a_rent_is_the_last_one_known_else_the_homes_own_on_the_cards_date() -> None:
    home = {"dwelling_id": "A", "net_rent_eur_per_month": Fraction(700)}
    rents = [{"dwelling_id": "A", "valid_from": date(2023, 7, 1), "net_rent_eur_per_month": Fraction(600)}]
    world = world_of({"rents": rents}, date(2023, 12, 31))
    assert delivered.rent_on(world, home, date(2023, 6, 30)) is None
    assert delivered.rent_on(world, home, date(2023, 7, 1)) == 600
    assert delivered.rent_on(world, {**home, "dwelling_id": "B"}, date(2023, 12, 31)) == 700


def test_a_control_total_that_differs_and_a_project_that_differs_are_residuals() -> None:
    new = spell("A", date(2023, 9, 18), None, None)
    control = {"corporation": "X", "village": "V", "date": date(2023, 12, 31), "homes": 1}
    project = {"kind": "new_build", "corporation": "X", "village": "V", "realised_on": date(2023, 9, 18)}
    tables = {"dwellings": [new], "stock": [control], "programme": [{**project, "realised_homes": 2}]}
    world = world_of(tables, date(2023, 12, 31))
    assert stock.stock_residuals(world, {date(2023, 12, 31)}) == []
    assert stock.stock_residuals(world_of({"stock": [control]}, date(2023, 12, 31)), {date(2023, 12, 31)})
    steps = {"entry": {"NIE": "new"}, "exit": {}}
    assert stock.programme_residuals(world, date(2023, 6, 30), steps) == [(("X", "V"), "new_build")]


def test_a_plan_is_weighted_by_homes_and_counts_what_has_come_at_least_that_far() -> None:
    segments = [("social_rent", 3, "delivered"), ("cheap_sale", 1, "permitted"), ("middle", 6, "planned")]
    plan = [{"district": "L", "segment": s, "homes": homes, "status": status} for s, homes, status in segments]
    shares = {row["id"]: (row["numerator"], row["denominator"]) for row in district.rows(plan, "L", period="2023-H2")}
    assert shares["laarhove.social_share"] == (3, 10)
    assert shares["laarhove.cheap_share.permitted"] == (4, 4)
    assert shares["laarhove.cheap_share.delivered"] == (3, 3)


def test_the_planted_cases_of_the_shipped_delivery_come_out() -> None:
    """The maker of the delivery named these figures beside it: a third source, read as text."""
    planted = {case["id"]: case["shows_as"]["value"] for case in decided.plain(SHIPPED / "planted.yml")}
    rows = {run: recalculate(SHIPPED, PARAMS, run_content(run)) for run in RUNS}
    second = {(row["id"], row["corporation"], row["village"]): row for row in rows["reference"]}
    first = {(row["id"], row["corporation"], row["village"]): row for row in rows["2023-H1"]}
    share, kept = "displacement.urgent_share", "social_stock.kept"
    found = {
        "exactly_twenty_per_cent_of_sixty": second[share, "Woonborg", None],
        "exactly_twenty_per_cent_of_forty": first[share, "SEW", None],
        "nine_of_forty": second[share, "SEW", None],
        "rest_of_laarhove": second["laarhove.social_share", None, None],
    }
    for name, row in found.items():
        assert planted[name] == {part: str(row[part]) for part in ("numerator", "denominator")}, name
    balance = {"municipality": second[kept, None, None], "Zuidlaren": second[kept, None, "Zuidlaren"]}
    assert planted["total_rises_village_falls"] == {name: str(row["value"]) for name, row in balance.items()}
    assert second[kept, None, None]["verdict"] == "kept"


# ------------------------------------------------------------------------------ the product, both ways


class Case(NamedTuple):
    """What the second calculation and the product say of one delivery in one run."""

    recalculated: list[dict[str, Any]]
    product: list[dict[str, Any]]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, internal: Made) -> Callable[[str, str], Case]:
    """Give the rows of both for a delivery and a run, each made once."""
    root = tmp_path_factory.mktemp("independent")
    delivery = cache(lambda name: delivery_of(name, root))

    def measure(name: str, run: str) -> Case:
        recalculated = recalculate(delivery(name), PARAMS, run_content(run))
        report = internal.folder if (name, run) == WHOLE else plain_run(delivery(name), name, run, root)
        return Case(recalculated, product_rows(report))

    return cache(measure)


@pytest.mark.parametrize(("name", "run"), CASES)
def test_the_product_has_every_row_and_no_other(measured: Callable[[str, str], Case], name: str, run: str) -> None:
    case = measured(name, run)
    assert len(case.recalculated) > 100
    found = differences(case.recalculated, case.product)
    assert not found, "\n".join([f"{name}, {run}:", *found])


def test_a_planted_fault_turns_the_comparison_red(measured: Callable[[str, str], Case]) -> None:
    """One value altered, one row dropped, one row added, in copies of the product's own results."""
    expected, rows = measured("shipped", "reference")
    altered = [{**rows[0], "value": rows[0]["value"] + 1e-6}, *rows[1:]]
    added = [*rows, {**rows[0], "village": "Nergenshuizen"}]
    assert "1 fields that differ (recalculated, product):" in differences(expected, altered)
    assert "1 rows the product lacks:" in differences(expected, rows[1:])
    assert "1 rows the product has too many:" in differences(expected, added)


@pytest.mark.parametrize("field", ["agreement", "unit", "numerator", "missing", "interval", "threshold", "verdict"])
def test_the_comparison_sees_a_fault_in_every_field(field: str) -> None:
    row = shape.row("displacement.urgent_share", {"corporation": "X"}, "2023-H2", "share", **figures(9, 40))
    row = judged({**row, "interval": shape.wilson(9, 40)})
    assert differences([row], [row]) == []
    faulty = {**row, field: [0.0, 1.0] if field == "interval" else "other"}
    assert differences([row], [faulty])[0] == "1 fields that differ (recalculated, product):"


# ------------------------------------------------------------------------------------------- set-up


NAMES = ("lihe", "lihelek", "heq10", "heq8")
HOUSEHOLD = {
    "adults": 2,
    "children": 0,
    "disposable_income_eur_per_year": Fraction(19500),
    "has_wealth_below_limit": True,
    "gas_m3_per_year": Fraction(1500),
    "electricity_kwh_per_year": Fraction(2000),
    "heat_gj_per_year": Fraction(0),
    "feed_in_kwh_per_year": Fraction(500),
}
NORMS = energy.EnergyNorms(
    carriers={
        "gas": energy.Carrier(Fraction(2), Fraction(200), Fraction("1.5"), Fraction(1000)),
        "electricity": energy.Carrier(Fraction("0.5"), Fraction(300), Fraction("0.4"), Fraction(2900)),
        "heat": energy.Carrier(Fraction(90), Fraction(700), None, None),
    },
    tax_credit=Fraction(600),
    low_income_allowance=Fraction(1300),
    household_allowance=Fraction(0),
    low_income_line=Fraction(15000),
    high_bill=Fraction(1500),
    heq={"heq10": Fraction("0.10"), "heq8": Fraction("0.08")},
    factors=[[Fraction(f) for f in line.split()] for line in ("1.00 1.32 1.52 1.73 1.93", "1.40 1.69 1.91 2.09 2.28")],
    step_adult=Fraction("0.35"),
    step_child=Fraction("0.20"),
    low_quality_labels={"D", "E", "F", "G"},
)


def figures(numerator: int, denominator: int, missing: int = 0) -> dict[str, Any]:
    """Give the figures of a share."""
    share = {"value": numerator / denominator, "numerator": numerator, "denominator": denominator}
    return {**share, "missing": missing}


def judged(row: dict[str, Any], actions: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Judge a row of the second half of 2023 by the real register."""
    moment = half_year("2023-H2", date(2023, 12, 31))
    world = world_of({"actions": actions or []}, moment.today)
    return verdict.judged(row, verdict.Case(decided.read(PARAMS, "2023"), world, moment), is_blocked=False)


def world_of(tables: dict[str, list[dict[str, Any]]], today: date) -> delivered.World:
    """Give a small world whose card has the reference date 31 December 2023."""
    every = {name: [] for name in ("dwellings", "rents", "stock", "programme", "actions")}
    delivery = delivered.Delivery("GM1730", date(2023, 12, 31), {**every, **tables})
    return delivered.world_on(delivery, today, {"REN", "PLA", "VEN"})


def spell(dwelling: str, begins: date, ends: date | None, reason: str | None) -> dict[str, Any]:
    """Give one spell of a dwelling."""
    place = {"municipality_code": "GM1730", "corporation": "X", "village": "V", "in_service_reason": "NIE"}
    label = {"energy_label": "D", "label_registered_on": None}
    exit_ = {"out_of_service_from": ends, "out_of_service_reason": reason}
    return {"dwelling_id": dwelling, "in_service_from": begins, **place, **label, **exit_}


def run_content(name: str) -> dict[str, str]:
    """Read a run file as text; the running half-year is the reference run, two and a half months earlier."""
    if name == RUNNING:
        return {**run_content("reference"), "reference_date": "2023-10-15"}
    content: dict[str, str] = decided.plain(PARAMS / "runs" / f"{name}.yml")
    return content


def plain_run(delivery: Path, name: str, run: str, root: Path) -> Path:
    """Let the product measure a delivery in a process of its own, and give the folder of its results."""
    out = root / name.partition(",")[0].replace(" ", "-") / run
    process(Path(__file__).with_name("plain_run.py"), run_path(run, root), delivery, out)
    return out


def delivery_of(name: str, root: Path) -> Path:
    """Let the product make a synthetic delivery; the small one gets the cases on the edge of every definition."""
    if name not in MADE:
        return SHIPPED
    delivery = root / f"delivery-{MADE[name][0]}"
    code = "import sys; from pathlib import Path; from analysis.sample import write_sample; "
    seed, complexes = MADE[name]
    process("-c", code + f"write_sample(Path(sys.argv[1]), seed={seed}, complexes={complexes})", delivery)
    if name == SHARPENED:
        sharpen(delivery, decided.read(PARAMS, "2023"))
    return delivery


def run_path(name: str, folder: Path) -> Path:
    """Give the run's file; the running half-year has none and is written."""
    if name != RUNNING:
        return PARAMS / "runs" / f"{name}.yml"
    path = folder / f"{RUNNING}.yml"
    path.write_text(json.dumps(run_content(RUNNING)), encoding="utf-8")
    return path


def product_rows(report: Path) -> list[dict[str, Any]]:
    """Give the rows of the product's ledger."""
    rows: list[dict[str, Any]] = json.loads((report / "results.json").read_text(encoding="utf-8"))["results"]
    return rows


def process(*arguments: object) -> None:
    """Run Python with these arguments; a failure shows what it said last."""
    command = [sys.executable, *(str(argument) for argument in arguments)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=MINUTES * 60, check=False
    )
    said = "\n".join((done.stdout + done.stderr).splitlines()[-30:])
    assert done.returncode == 0, f"exit code {done.returncode}: {' '.join(command[1:])}\n{said}"
