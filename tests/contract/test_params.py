"""What the files in ``params`` promise: complete, sourced, verbatim."""

from __future__ import annotations

import csv
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from analysis.parameters import load_assumptions, load_norms, load_register, load_run
from analysis.paths import PARAMS, REFERENCE_RUN

REGISTER = load_register("2023")
NORMS = load_norms()
ALL_NORMS = [norm for norms in NORMS.themes.values() for norm in norms]
GOALS = {"goal-4.1", "goal-4.1-improvement", "goal-4.2", "goal-4.3", "goal-4.4", "goal-4.5", "goal-4.6"}
NOTEBOOKS = {
    "10": {"7", "9", "17", "27"},
    "11": {"goal-4.1", "8", "16"},
    "12": {"12", "13", "14"},
    "13": {"10", "11"},
    "20": {"goal-4.2"},
    "21": {"18", "19", "21", "22", "23", "goal-4.5"},
    "22": {"20"},
    "23": {"24", "25"},
    "30": {"26", "28", "29", "30", "goal-4.3", "goal-4.1-improvement"},
    "40": {"goal-4.4", "31", "33"},
    "41": {"32", "34", "36"},
    "60": {"40", "41", "42"},
}
PROCESS = {"1", "2", "3", "4", "5", "6", "15", "35", "37", "38", "39", "43"}
INTENTION = {"11", "20", "21", "23", "25", "29", "34", "goal-4.5", "goal-4.6"}


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def agreement(shared_data: Path) -> str:
    """The text of the agreement on one line."""
    return _one_line((shared_data.parent / "prestatieafspraken-2023-tynaarlo.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def codes(shared_data: Path) -> dict[str, set[str]]:
    """Codes of the sector's code lists, by list."""
    lists: dict[str, set[str]] = {}
    with (shared_data / "vera" / "Referentiedata.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            lists.setdefault(row["Soort"], set()).add(row["Code"])
    return lists


# --- agreements


def test_all_43_agreements_and_the_goals_of_the_chapters_are_there():
    assert {entry.id for entry in REGISTER.entries} == {str(number) for number in range(1, 44)} | GOALS


def test_the_agreements_come_in_the_order_of_the_text():
    numbers = [int(entry.id) for entry in REGISTER.entries if entry.id.isdigit()]
    assert numbers == sorted(numbers)
    chapters = [entry.chapter for entry in REGISTER.entries]
    assert chapters == sorted(chapters)


def test_every_notebook_has_the_agreements_the_design_gives_it():
    found: dict[str, set[str]] = {}
    for entry in REGISTER.entries:
        if entry.notebook is not None:
            found.setdefault(entry.notebook, set()).add(entry.id)
    assert found == NOTEBOOKS


def test_an_entry_without_a_notebook_is_a_process_or_says_why_it_is_not_measured():
    without = {entry.id for entry in REGISTER.entries if entry.notebook is None}
    assert without == PROCESS | {"goal-4.6"}


@pytest.mark.parametrize(("commitment", "ids"), [("process", PROCESS), ("intention", INTENTION), ("signal", {"31"})])
def test_the_verb_decides_the_force(commitment, ids):
    assert {entry.id for entry in REGISTER.entries if entry.commitment == commitment} == ids


@pytest.mark.parametrize("verb", ["is voornemens", "intentie", "wil in 2023"])
def test_a_clause_that_says_intention_is_one_or_a_process(verb):
    for entry in REGISTER.entries:
        if verb in entry.quote:
            assert entry.commitment in {"intention", "process"}, entry.id


@pytest.mark.parametrize(
    ("id_", "kind", "result", "grain", "threshold"),
    [
        ("12", "share_at_least", "rent.below_first_cap_share", "all", "0.80"),
        ("20", "share_at_least", "laarhove.social_share", "all", "0.30"),
        ("31", "share_at_most", "displacement.urgent_share_of_vacated", "corporation", "0.20"),
        ("goal-4.2", "not_below_baseline", "social_stock.kept", "all", None),
        ("goal-4.4", "share_at_most", "displacement.urgent_share", "corporation", "0.20"),
    ],
)
def test_the_rules_that_decide_are_as_agreed(id_, kind, result, grain, threshold):
    rule = REGISTER.entry(id_).rule
    assert (rule.kind, rule.result, rule.grain, rule.threshold) == (kind, result, grain, threshold)


def test_the_second_line_of_laarhove_and_the_baseline_of_the_stock():
    (cheap,) = REGISTER.entry("20").further_rules
    assert (cheap.result, cheap.threshold) == ("laarhove.cheap_share", "0.40")
    assert [rule.margin_assumption for rule in REGISTER.entry("20").rules] == ["circa_margin_share", None]
    assert REGISTER.entry("20").scope == {"district": "Laarhove"}
    assert REGISTER.entry("goal-4.2").rule.baseline_date == date(2022, 12, 31)


def test_each_association_has_its_tenants_organisation():
    assert REGISTER.tenants == {"Woonborg": "AH WOON", "SEW": "HBV"}
    assert "Woonborg is voornemens om in afstemming met AH WOON" in REGISTER.entry("11").quote


@pytest.mark.parametrize("id_", ["7", "9", "17", "27"])
def test_energy_poverty_has_no_threshold_and_none_is_made_up(id_):
    entry = REGISTER.entry(id_)
    assert entry.rules == ()
    assert entry.shows("energy_poverty.lihelek_share")


def test_every_margin_of_a_rule_is_an_assumption():
    assumptions = load_assumptions()
    for entry in REGISTER.entries:
        for rule in entry.rules:
            if rule.margin_assumption is not None:
                assert assumptions.value(rule.margin_assumption) >= 0


def test_no_result_is_judged_by_two_entries():
    results = [rule.result for entry in REGISTER.entries for rule in entry.rules]
    assert len(results) == len(set(results))


def test_every_quote_is_verbatim(agreement):
    assert [entry.id for entry in REGISTER.entries if _one_line(entry.quote) not in agreement] == []


def test_every_number_of_a_quote_belongs_to_its_agreement(agreement):
    for entry in REGISTER.entries:
        if entry.id.isdigit():
            start = agreement.index(f" {entry.id}. ", agreement.index("3 Samenwerking Gemeente"))
            assert _one_line(entry.quote) in agreement[start : start + 1800], entry.id


def test_the_euro_of_agreement_41_is_reported_and_not_repaired():
    entry = REGISTER.entry("41")
    whole, municipality, corporation = (
        int(amount.replace(".", "")) for amount in re.findall(r"€(\d+\.\d+)", entry.quote)
    )
    assert whole - (municipality + 2 * corporation) == 1
    assert "38,066" in entry.note
    assert "38,067" in entry.note
    assert [rule.threshold for rule in entry.rules] == [str(municipality), str(corporation)]


def test_the_sites_of_agreement_21_add_up_to_its_threshold():
    entry = REGISTER.entry("21")
    sites = [int(number) for number in re.findall(r"(?:\(|, | en )(\d+) ", entry.quote)]
    assert sum(sites) == int(entry.rule.threshold) == 48


def test_the_lines_of_agreement_10_follow_from_the_wages():
    wages = Fraction(str(NORMS.value("cao_wage_change_share", on=date(2023, 12, 31))))
    assert [rule.fraction for rule in REGISTER.entry("10").rules] == [
        wages - Fraction("0.005"),
        wages + Fraction("0.005"),
    ]
    assert Fraction(str(NORMS.value("rent_sum_cap_share", on=date(2023, 12, 31)))) == wages - Fraction("0.005")


# --- norms


@pytest.mark.parametrize("norm", ALL_NORMS, ids=lambda norm: norm.id)
def test_every_norm_has_unit_document_article_and_a_source_per_value(norm):
    assert all((norm.label, norm.unit, norm.document, norm.article))
    assert all(dated.source for dated in norm.values)


@pytest.mark.parametrize("norm", ALL_NORMS, ids=lambda norm: norm.id)
def test_a_value_that_was_not_verified_says_why(norm):
    reason = re.compile("from memory|assumed|weak source")
    for dated in norm.values:
        assert dated.verified != bool(reason.search(dated.source)), dated.source


@pytest.mark.parametrize("norm", ALL_NORMS, ids=lambda norm: norm.id)
def test_sources_are_publications_not_marks(norm):
    for text in [norm.document, norm.article, *(dated.source for dated in norm.values)]:
        assert not re.search(r"\bS\d{1,3}\b|\bPA\b|domain|fact book", text), text


@pytest.mark.parametrize("norm", [norm for norm in ALL_NORMS if norm.index is not None], ids=lambda norm: norm.id)
def test_an_indexed_norm_begins_in_its_base_year_and_follows_a_norm(norm):
    assert norm.values[0].valid_from == date(norm.index.base_year, 1, 1)
    assert norm.index.by in NORMS.ids()


@pytest.mark.parametrize("norm", [norm for norm in ALL_NORMS if norm.quote], ids=lambda norm: norm.id)
def test_the_quote_of_a_norm_is_verbatim(norm, agreement):
    assert _one_line(norm.quote) in agreement


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_all_of_a_theme_is_in_force_in_the_years_of_the_agreements(year):
    for theme in ("energy_poverty", "energy_tariffs", "energy_support", "rent_limits", "service_reasons", "labels"):
        assert NORMS.theme(theme, on=date(year, 12, 31))


@pytest.mark.parametrize("theme", sorted(NORMS.themes))
def test_every_theme_is_in_force_on_the_reference_date(theme):
    assert NORMS.theme(theme, on=load_run(REFERENCE_RUN).date)


def test_the_rent_limits_are_those_of_the_open_data(shared_data):
    ids = {
        "kwaliteitskortingsgrens": "kwaliteitskortingsgrens_eur_per_month",
        "aftoppingsgrens_laag": "lage_aftoppingsgrens_eur_per_month",
        "aftoppingsgrens_hoog": "hoge_aftoppingsgrens_eur_per_month",
        "huurtoeslaggrens": "huurtoeslaggrens_eur_per_month",
    }
    with (shared_data / "huurtoeslag" / "huurgrenzen_by_year.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["jaar"] >= "2020"]
    assert len(rows) == 6
    for row in rows:
        for column, norm_id in ids.items():
            expected = float(row[column].replace(",", "."))
            assert NORMS.value(norm_id, on=date(int(row["jaar"]), 7, 1)) == expected, (row["jaar"], norm_id)


def test_the_rent_limits_rise_within_a_year():
    for year in range(2020, 2027):
        limits = list(NORMS.theme("rent_limits", on=date(year, 1, 1)).values())
        assert limits == sorted(limits)


def test_the_years_of_the_rent_limits_that_were_not_verified():
    for norm in NORMS.themes["rent_limits"]:
        assert [dated.valid_from.year for dated in norm.values if not dated.verified] == [2020, 2025]


@pytest.mark.parametrize(
    ("norm_id", "code_list"), [("entry_steps", "INEXPLOITATIEREDEN"), ("exit_steps", "UITEXPLOITATIEREDEN")]
)
def test_every_reason_of_service_has_a_step(norm_id, code_list, codes):
    assert set(NORMS.value(norm_id, on=date(2023, 12, 31))) == codes[code_list]


def test_a_reason_is_temporary_in_both_places():
    steps = NORMS.theme("service_reasons", on=date(2023, 12, 31))
    temporary = {code for code, step in steps["exit_steps"].items() if step == "temporary"}
    assert temporary == set(steps["temporary_reasons"]) == {"PLA", "REN", "VEN"}


def test_the_steps_are_those_of_the_stock_account():
    steps = NORMS.theme("service_reasons", on=date(2023, 12, 31))
    coming, going = set(steps["entry_steps"].values()), set(steps["exit_steps"].values())
    both = {"transformed", "split_or_merged", "administrative", "temporary"}
    assert coming == both | {"new", "rebuilt", "bought"}
    assert going == both | {"demolished", "sold"}


def test_every_ground_of_priority_stands_in_exactly_one_list(codes):
    grounds = [code for group in NORMS.theme("priority_grounds", on=date(2023, 12, 31)).values() for code in group]
    assert len(grounds) == len(set(grounds))
    assert set(grounds) == codes["VOORRANGDETAILSOORT"]


def test_rehousing_is_not_urgent_and_permit_holders_only_at_first():
    grounds = NORMS.theme("priority_grounds", on=date(2023, 12, 31))
    assert set(grounds["urgent_grounds"]) == {"MAN", "GEW", "DAK", "SOC", "MED", "UIT"}
    assert grounds["first_housing_grounds"] == ("STA",)
    assert "HUI" in grounds["other_grounds"]


def test_the_labels_are_those_of_the_sector(codes):
    written = {"AP4": "A++++", "AP3": "A+++", "APP": "A++", "AP": "A+"}
    labels = NORMS.value("energy_labels", on=date(2023, 12, 31))
    assert set(labels) == {written.get(code, code) for code in codes["ENERGIELABEL"]}
    assert set(NORMS.value("label_methods", on=date(2023, 12, 31))) <= codes["ENERGIEPRESTATIESOORT"]
    for assumption in ("low_quality_labels",):
        chosen = load_assumptions().value(assumption)
        assert chosen == labels[-len(chosen) :]


# --- assumptions


@pytest.mark.parametrize("scenario", load_assumptions().scenarios())
def test_every_scenario_changes_its_assumption_and_no_other(scenario):
    base, changed = load_assumptions(), load_assumptions(scenario)
    moved = [name for name in base.records if base.value(name) != changed.value(name)]
    assert moved == [scenario.partition(":")[0]]


@pytest.mark.parametrize(
    ("profile", "data_class", "minimum", "count_step", "share_step", "hides_counts"),
    [
        ("internal", "plan", 1, 1, "0", False),
        ("internal", "association", 1, 1, "0", False),
        ("internal", "home", 1, 1, "0", False),
        ("internal", "household", 1, 1, "0", False),
        ("partners", "plan", 1, 1, "0", False),
        ("partners", "association", 1, 1, "0", False),
        ("partners", "home", 5, 1, "0", False),
        ("partners", "household", 10, 1, "0", False),
        ("public", "plan", 1, 1, "0", False),
        ("public", "association", 1, 1, "0", False),
        ("public", "home", 10, 5, "0", False),
        ("public", "household", 20, 5, "0.05", True),
    ],
)
def test_the_disclosure_table_is_that_of_the_design(profile, data_class, minimum, count_step, share_step, hides_counts):
    rule = load_assumptions().disclosure[profile][data_class]
    assert rule.model_dump() == {
        "minimum_denominator": minimum,
        "count_step": count_step,
        "share_step": share_step,
        "hides_counts": hides_counts,
    }


# --- runs


@pytest.mark.parametrize("path", sorted((PARAMS / "runs").glob("*.yml")), ids=lambda path: path.stem)
def test_every_run_file_loads_and_quotes_every_value(path):
    assert load_run(path)
    node = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    assert {value.style for _, value in node.value} == {'"'}


# --- pages


def test_every_example_in_the_readme_stands_in_the_files():
    text = (PARAMS / "README.md").read_text(encoding="utf-8")
    files = [path.read_text(encoding="utf-8") for path in sorted(PARAMS.rglob("*.yml"))]
    examples = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    assert len(examples) == 4
    for example in examples:
        lines = [line.strip() for line in example.splitlines() if line.strip() and not line.startswith("#")]
        assert any(all(line in file for line in lines) for file in files), example


def test_the_readme_names_every_theme_of_norms():
    text = (PARAMS / "README.md").read_text(encoding="utf-8")
    assert [theme for theme in NORMS.themes if f"`{theme}.yml`" not in text] == []


@pytest.mark.parametrize(
    "word", ["LIHE", "LILEK", "LIHELEK", "LEKWI", "HEQ", "DAEB", "VERA", "NVMT", "IAH", "village", "wijk"]
)
def test_the_glossary_explains_the_words_of_the_reports(word):
    text = (PARAMS.parent / "CONTEXT.md").read_text(encoding="utf-8")
    assert word in text


def test_every_assumption_is_used() -> None:
    """An assumption that nothing reads would offer a scenario that changes no figure."""
    sources = [*(PARAMS.parent / "src").rglob("*.py"), *(PARAMS.parent / "notebooks").glob("*.ipynb")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    unread = [name for name in load_assumptions().records if f'"{name}"' not in text and f'\\"{name}\\"' not in text]
    assert unread == []
