"""The main job on the shipped delivery: what it leaves, what it tells, what it keeps to itself."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import sqlite3
import uuid
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import yaml
from tests.made import Made, afspraken, made

from analysis.disclosure import Policy, small_cells
from analysis.kernels import can_fork
from analysis.parameters import load_assumptions, load_register
from analysis.results import compare, read_json

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "data" / "processed" / "results"
PLANTED = yaml.safe_load((ROOT / "data" / "raw" / "sample" / "planted.yml").read_text(encoding="utf-8"))
FIELDS = {
    "id", "agreement", "corporation", "village", "complex_id", "period", "value", "unit", "numerator", "denominator",
    "missing", "interval", "threshold", "rule", "verdict", "reason", "definition_version", "suppressed",
}  # fmt: skip


def test_all_reports_were_made(public: Made) -> None:
    assert public.code == 0, public.err


def test_the_folder_holds_what_was_promised(public: Made) -> None:
    names = {file.relative_to(public.folder).as_posix() for file in public.folder.rglob("*") if file.is_file()}
    pages = {f"{file.stem}.html" for file in (ROOT / "notebooks").glob("*.ipynb")}
    assert pages | {"index.html", "methods.html", "results.json", "results.csv", "layers.gpkg", "run.json"} <= names
    assert {f"notebooks/{file.name}" for file in (ROOT / "notebooks").glob("*.ipynb")} <= names
    assert {"maps/energy_poverty_by_complex.png", "maps/energy_poverty_by_complex.pdf", "maps/map.html"} <= names


def test_nothing_is_left_beside_the_report(public: Made) -> None:
    assert [file.name for file in public.folder.parent.iterdir()] == ["reference-en"]


def test_the_terminal_ends_with_the_scoreboard(public: Made) -> None:
    tail = "\n".join(public.out.splitlines()[-8:])
    assert "goal-4.4" in tail
    assert "broken" in tail
    assert "all entries of the register" in tail


def test_results_have_the_promised_form(public: Made) -> None:
    results = public.results
    assert results["schema"] == 1
    assert (results["run"], results["period"], results["reference_date"]) == ("reference-en", "2023-H2", "2023-12-31")
    assert (results["data"], results["profile"]) == ("synthetic", "public")
    assert all(set(row) - {"bound", "flips"} == FIELDS for row in results["results"])


def test_results_are_sorted_and_unique(public: Made) -> None:
    keys = [tuple(row[name] or "" for name in ("id", "corporation", "village", "complex_id", "period"))
            for row in public.results["results"]]  # fmt: skip
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_every_entry_of_the_register_is_answered(public: Made) -> None:
    ids = [entry["id"] for entry in public.results["agreements"]]
    assert ids == [entry.id for entry in load_register("2023").entries]
    assert all(entry["verdict"] and (entry["reason"] or entry["results"]) for entry in public.results["agreements"])


def test_every_agreement_has_its_analysis(public: Made) -> None:
    assert [entry["id"] for entry in public.results["agreements"] if entry["reason"] == "not built yet"] == []
    shown = (public.folder / "index.html").read_text(encoding="utf-8")
    assert "not measured yet: this monitor has no analysis" not in shown
    assert "not built yet" not in shown


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_figures_are_the_committed_ones(profile: str, request: pytest.FixtureRequest) -> None:
    name = "reference.json" if profile == "internal" else f"reference.{profile}.json"
    _, committed = read_json(RESULTS / name)
    _, fresh = read_json(request.getfixturevalue(profile).folder / "results.json")
    differences = compare(committed, fresh, rel=1e-9)
    assert differences.empty, differences.to_string()


def test_the_public_ledger_holds_no_small_cell(public: Made, internal: Made) -> None:
    _, exact = read_json(internal.folder / "results.json")
    _, shown = read_json(public.folder / "results.json")
    policy = Policy.from_table(load_assumptions().disclosure)
    found = small_cells(exact, shown, policy=policy, profile="public")
    assert found.empty, found.to_string()


def test_the_csv_says_the_same_as_the_json(public: Made) -> None:
    csv = pd.read_csv(public.folder / "results.csv", dtype={"threshold": "str"})
    assert len(csv) == len(public.rows)
    assert csv["suppressed"].sum() == public.rows["suppressed"].sum() > 0
    assert csv.loc[csv["suppressed"], ["value", "numerator", "denominator"]].isna().all(axis=None)


# ------------------------------------------------------------------ every writer stands behind the gate


def suppressed_complexes(made: Made) -> set[str]:
    rows = made.rows
    hidden = rows["suppressed"] & (rows["id"] == "energy_poverty.lihelek_share") & rows["complex_id"].notna()
    return set(rows.loc[hidden, "complex_id"])


def test_some_complexes_are_suppressed(public: Made) -> None:
    assert len(suppressed_complexes(public)) >= 5


def test_the_geopackage_shows_no_measure_of_a_suppressed_complex(public: Made) -> None:
    with sqlite3.connect(public.folder / "layers.gpkg") as connection:
        layer = pd.read_sql("select * from complexes", connection).set_index("complex_id")
    hidden = layer.loc[sorted(suppressed_complexes(public))]
    measures = [name for name in ("value", "numerator", "denominator", "missing", "interval_low", "interval_high",
                                  "rest_share", "shrunken_share", "band") if name in layer]  # fmt: skip
    assert hidden[measures].isna().all(axis=None)
    assert layer[["numerator", "denominator"]].isna().all(axis=None)


def test_the_geopackage_does_not_rank_by_order(public: Made) -> None:
    with sqlite3.connect(public.folder / "layers.gpkg") as connection:
        order = pd.read_sql("select complex_id from complexes order by rowid", connection)["complex_id"].tolist()
    assert order == sorted(order)


class Tables(HTMLParser):
    """Cells of every table of a page, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self._is_cell = tag in ("td", "th")
        if self._is_cell:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._is_cell and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._is_cell = False


def cells_of(page: Path) -> list[list[str]]:
    parser = Tables()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.rows


def test_the_page_shows_no_number_of_a_suppressed_complex(public: Made) -> None:
    hidden = suppressed_complexes(public)
    rows = [row for row in cells_of(public.folder / "10_energy_poverty_by_complex.html") if row and row[-1] in hidden]
    assert {row[-1] for row in rows} == hidden
    for row in rows:
        assert not [cell for cell in row[:-1] if re.search(r"\d", cell)], row


def test_suppressed_complexes_stand_last_and_by_name(public: Made) -> None:
    hidden = suppressed_complexes(public)
    page = public.folder / "10_energy_poverty_by_complex.html"
    shown = [row[-1] for row in cells_of(page) if row and "-C" in row[-1]]
    tail = shown[-len(hidden) :]
    assert tail == sorted(hidden)


def test_the_executed_notebooks_show_no_number_of_a_suppressed_complex(public: Made) -> None:
    hidden = suppressed_complexes(public)
    file = public.folder / "notebooks" / "10_energy_poverty_by_complex.ipynb"
    outputs = [one for cell in json.loads(file.read_text("utf-8"))["cells"] for one in cell.get("outputs", [])]
    parser = Tables()
    for output in outputs:
        parser.feed("".join(output["data"].get("text/html", "")))
        assert not {"text/html", "text/plain"} <= set(output["data"])
    rows = [row for row in parser.rows if set(row) & hidden]
    assert {row[-1] for row in rows} == hidden
    for row in rows:
        assert not [cell for cell in row[:-1] if re.search(r"\d", cell)], row


# ------------------------------------------------------------------ what must not be in anything published


def texts_of(folder: Path) -> list[tuple[str, str]]:
    kinds = {".html", ".json", ".csv", ".ipynb", ".txt"}
    return [(file.name, file.read_text(encoding="utf-8")) for file in sorted(folder.rglob("*")) if file.suffix in kinds]


def test_no_path_and_no_user_is_published(public: Made) -> None:
    user = getpass.getuser()
    for name, text in texts_of(public.folder):
        assert str(ROOT) not in text, name
        assert "/tmp/" not in text, name
        assert not re.search(rf"(/home/|/Users/|\\Users\\|/{re.escape(user)}/)", text), name


def test_no_page_asks_the_network_for_anything(public: Made) -> None:
    for page in public.folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loading = re.findall(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)\s*=\s*[\"'](?!data:)([^\"']+)", text)
        assert loading == [], page.name
        assert "@import" not in text, page.name


MEGABYTE = 1_000_000


def test_the_whole_report_is_small_in_either_language(public: Made, dutch: Made) -> None:
    for report in (public, dutch):
        sizes = [file.stat().st_size for file in report.folder.rglob("*") if file.is_file()]
        assert 0 < sum(sizes) <= 5 * MEGABYTE


def test_the_pages_take_at_most_a_quarter_of_the_notebooks_own_time(public_again: Made) -> None:
    seconds = json.loads((public_again.folder / "run.json").read_text(encoding="utf-8"))["seconds"]
    own = sum(taken for name, taken in seconds.items() if name not in ("pages", "all"))
    assert 0 < seconds["pages"] <= own / 4


def test_the_table_of_a_page_holds_rows_of_the_whole_and_no_others(public: Made) -> None:
    head, *rows = (public.folder / "results.csv").read_text(encoding="utf-8").splitlines()
    told = []
    for file in sorted((public.folder / "data").glob("*.csv")):
        first, *own = file.read_text(encoding="utf-8").splitlines()
        assert first == head
        told += own
    assert sorted(told) == sorted(rows)


def test_the_report_says_everywhere_that_it_is_synthetic(public: Made) -> None:
    for page in public.folder.glob("*.html"):
        assert "Synthetic data" in page.read_text(encoding="utf-8"), page.name


def test_a_weighed_whole_is_no_count_on_the_first_page(public: Made) -> None:
    rows = public.rows
    weighed = rows[(rows["id"] == "permit_holders.task_share") & rows["verdict"].notna()]
    page = (public.folder / "index.html").read_text(encoding="utf-8")
    assert len(weighed) > 0
    for row in weighed.to_dict("records"):
        assert f"of {int(row['denominator']):,}" not in page


# ------------------------------------------------------------------ repeat


def test_a_second_run_gives_the_same_bytes(public: Made, public_again: Made) -> None:
    assert public_again.code == 0, public_again.err
    for file in sorted(public.folder.rglob("*")):
        if file.is_file() and file.name != "run.json":
            assert file.read_bytes() == (public_again.folder / file.relative_to(public.folder)).read_bytes(), file.name


def test_what_was_executed_ran_in_warm_kernels_and_then_in_ordinary_ones(public: Made, public_again: Made) -> None:
    """The bytes compared above are those of both kinds; a part taken over from an earlier session ran in neither."""
    quick, plain = (json.loads((one.folder / "run.json").read_text("utf-8")) for one in (public, public_again))
    assert set(quick["kernels"].values()) <= {"warm" if can_fork() else "ordinary"}
    assert set(plain["kernels"]) == {file.stem for file in (ROOT / "notebooks").glob("*.ipynb")}
    assert set(plain["kernels"].values()) == {"ordinary"}
    assert all(peak > 50 for peak in plain["peak_mib"].values())
    assert sorted([*quick["kernels"], *quick["reused"]]) == sorted(plain["kernels"])


def test_an_unchanged_run_is_answered_and_an_edited_page_made_again(public: Made) -> None:
    page = public.folder / "index.html"
    whole = page.read_bytes()
    again = made(public.folder.parent, "reference")
    assert again.code == 0
    assert "nothing changed" in again.out
    page.write_bytes(whole + b" ")
    again = made(public.folder.parent, "reference")
    assert "taken over" in again.out
    assert page.read_bytes() == whole


def test_fail_on_turns_a_verdict_into_an_exit_code(tmp_path: Path) -> None:
    """A delivery of its own: nothing of another run is taken over, so that one agreement is judged at a time."""
    delivery = tmp_path / "delivery"
    shutil.copytree(ROOT / "data" / "raw" / "sample", delivery)
    card = delivery / "datapackage.json"
    card.write_text(card.read_text(encoding="utf-8").replace('"title": "', f'"title": "{uuid.uuid4()} ', 1), "utf-8")
    again = made(tmp_path, "reference", "--only", "22", "--fail-on", "broken", "--data", str(delivery))
    assert again.code == 0, again.err
    broken = made(tmp_path, "reference", "--only", "40", "--fail-on", "broken", "--data", str(delivery))
    assert broken.code == 3


# ------------------------------------------------------------------ the cases worth finding


def matching(rows: pd.DataFrame, case: dict[str, object]) -> pd.DataFrame:
    """Rows of the ledger a planted case points at."""
    shows, where = case["shows_as"], case["where"]
    found = rows[rows["id"] == shows["id"]]  # type: ignore[index]
    for name in ("corporation", "village", "complex_id", "period"):
        wanted = where.get(name)  # type: ignore[union-attr]
        if wanted is not None:
            found = found[found[name].isin(wanted if isinstance(wanted, list) else [wanted])]
    return found


FIELDS_OF_CASES = {"value", "numerator", "denominator", "missing", "suppressed", "verdict"}
IN_LEDGER = [
    case
    for case in PLANTED
    if case["shows_as"].get("id")
    and isinstance(case["shows_as"].get("value"), dict)
    and set(case["shows_as"]["value"]) <= FIELDS_OF_CASES
]


@pytest.mark.parametrize("case", [case for case in IN_LEDGER if case["where"].get("period", "2023-H2") == "2023-H2"],
                         ids=lambda case: case["id"])  # fmt: skip
def test_planted_case_is_found_in_the_ledger(case: dict[str, object], public: Made, internal: Made) -> None:
    value: dict[str, object] = case["shows_as"]["value"]  # type: ignore[index]
    rows = matching((public if "suppressed" in value else internal).rows, case)
    assert len(rows) > 0
    assert any(all(row[name] == wanted for name, wanted in value.items()) for row in rows.to_dict("records")), rows


def test_a_total_that_rises_hides_no_village_that_falls(internal: Made) -> None:
    (case,) = [case for case in PLANTED if case["id"] == "total_rises_village_falls"]
    rows = internal.rows
    kept = rows[(rows["id"] == case["shows_as"]["id"]) & rows["corporation"].isna()]
    told = dict(zip(kept["village"].fillna("municipality"), kept["value"], strict=True))
    assert case["shows_as"]["value"].items() <= told.items()


def test_check_of_the_shipped_delivery_refuses_nothing() -> None:
    process = afspraken("check")
    assert process.returncode == 0, process.stdout
    assert "refused" not in process.stdout
