"""The repository keeps its own rules: tree, layers of words, literals, cards, and nothing that gives anyone away."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "analysis"
MODULES = sorted(SOURCE.rglob("*.py"))
INDICATORS = sorted((SOURCE / "indicators").rglob("*.py"))
NUMBERS = {0, 1, -1, 2, 100, 0.5}
NOISE = {"verdicts/rules.py": {9}}  # decimals beyond which a sum of euros is binary noise: no policy
VAGUE = {"utils", "helpers", "common", "misc", "archive", "old", "tmp", "untitled", "final", "v2"}
LINES = 320
TEXT = {
    ".py",
    ".md",
    ".yml",
    ".yaml",
    ".toml",
    ".ipynb",
    ".json",
    ".csv",
    ".cfg",
    ".j2",
    ".css",
    ".lock",
    ".cff",
    ".geojson",
    "",
}


def tracked() -> list[Path]:
    """Files under version control; in a copy without a repository, all files that would be."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]
    return [
        file for file in ROOT.rglob("*") if file.is_file() and not {".git", ".venv", "__pycache__"} & set(file.parts)
    ]


TRACKED = [file for file in tracked() if file.suffix in TEXT]


def test_the_package_under_test_is_this_one() -> None:
    assert Path(analysis.__file__).is_relative_to(ROOT / "src")


def test_nothing_shadows_the_package() -> None:
    found = [file for folder in ("notebooks", "tests") for file in (ROOT / folder).rglob("analysis*")]
    assert [file for file in found if file.suffix != ".pyc"] == []


def test_readme_tree_is_the_real_tree() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = text.split("<!-- tree -->")[1].split("```")[1]
    named = {line.split()[0].rstrip("/") for line in block.splitlines() if line.strip() and not line.startswith("text")}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    top = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert top - {name.split("/")[0] for name in named} == set()
    modules = {
        f"src/analysis/{file.name.removesuffix('.py')}" for file in SOURCE.iterdir() if not file.name.startswith("_")
    }
    missing = {
        name for name in modules if name not in named and f"{name}.py" not in named and not name.endswith("py.typed")
    }
    assert missing == set()


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_module_is_readable_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LINES


def test_no_vague_names() -> None:
    stems = {part.lower().removesuffix(".py") for file in MODULES for part in file.relative_to(SOURCE).parts}
    assert stems & VAGUE == set()


def is_docstring_or_index(node: ast.Constant, parents: dict[ast.AST, ast.AST]) -> bool:
    return isinstance(parents.get(node), ast.Subscript)


@pytest.mark.parametrize("file", INDICATORS, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_no_policy_number_stands_in_an_indicator(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    numbers = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    ]
    noise = NOISE.get(file.relative_to(SOURCE / "indicators").as_posix(), set())
    assert [number for number in numbers if number not in NUMBERS | noise] == []


@pytest.mark.parametrize("file", INDICATORS, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_every_public_indicator_names_its_source_and_shows_an_example(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            doc = ast.get_docstring(node) or ""
            if "Parameters" in doc:
                assert "Source:" in doc, f"{node.name} names no source"
                assert ">>>" in doc, f"{node.name} shows no example"


@pytest.mark.parametrize("file", INDICATORS, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_indicators_read_no_clock_and_no_file(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\b(today|now)\(\)|\bopen\(|read_(csv|parquet|json|text)|\.apply\(", text)


def test_no_error_is_swallowed_and_no_warning_silenced() -> None:
    for file in MODULES:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"except\s*:|except Exception|filterwarnings\(|simplefilter\(|date\.today\(", text), (
            file.name
        )


def test_only_the_gate_seals_a_published_table() -> None:
    callers = {
        file.relative_to(SOURCE).parts[0]
        for file in MODULES
        if re.search(r"\bsealed\(", file.read_text(encoding="utf-8"))
    }
    assert callers == {"disclosure"}


def test_nothing_names_a_person_a_machine_or_a_registry() -> None:
    path = re.compile(r"(?<![\w.])/(?:home|Users|root|work|private|var/folders)/\w|[A-Z]:\\\\?Users")
    registry = re.compile(r"pypi\.org|files\.pythonhosted|index-url|anaconda\.org|npmjs")
    for file in TRACKED:
        if file.is_relative_to(ROOT / "tests") or file.name == "run.py" or file.is_relative_to(ROOT / ".ci"):
            continue
        text = file.read_text(encoding="utf-8")
        assert not path.search(text), file.relative_to(ROOT)
        assert not registry.search(text), file.relative_to(ROOT)


def test_no_tracked_file_is_large() -> None:
    large = {
        file.relative_to(ROOT).as_posix(): file.stat().st_size // 1024
        for file in tracked()
        if file.stat().st_size > 700 * 1024
    }
    assert large == {}


def test_committed_exact_results_are_synthetic() -> None:
    results = json.loads((ROOT / "data" / "processed" / "results" / "reference.json").read_text(encoding="utf-8"))
    assert results["data"] == "synthetic", "exact results of a real delivery must never be committed"
    assert results["profile"] == "internal"


def test_only_synthetic_and_open_data_stand_in_the_repository() -> None:
    raw = {
        file.relative_to(ROOT / "data" / "raw").parts[0]
        for file in tracked()
        if file.is_relative_to(ROOT / "data" / "raw")
    }
    assert raw == {"README.md", "reference", "sample"}
    card = json.loads((ROOT / "data" / "raw" / "sample" / "datapackage.json").read_text(encoding="utf-8"))
    assert card["synthetic"] is True
    assert "SYNTHETIC" in card["title"]


@pytest.mark.parametrize("folder", ["sample", "reference"])
def test_every_raw_file_has_a_card_with_its_hash(folder: str) -> None:
    base = ROOT / "data" / "raw" / folder
    card = json.loads((base / "datapackage.json").read_text(encoding="utf-8"))
    named: set[str] = set()
    for resource in card["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        named |= set(paths)
        hashes = resource["hash"] if isinstance(resource["hash"], list) else [resource["hash"]]
        contents = [(base / path).read_bytes() for path in paths]
        parts = contents if len(hashes) == len(paths) else [b"".join(contents)]
        assert hashes == ["sha256:" + hashlib.sha256(part).hexdigest() for part in parts], resource["name"]
    files = {file.relative_to(base).as_posix() for file in base.rglob("*") if file.is_file()}
    assert files - named <= {"datapackage.json", "planted.yml", "README.md"}
