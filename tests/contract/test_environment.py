"""The places that name dependencies agree: pyproject.toml, environment.yml, the lock files, the imports."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
LOCKS = {name: (ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-lab.lock")}

# the machines that the locks are for
SYSTEMS = {
    f"{platform}-{machine}": {"sys_platform": platform, "platform_machine": machine, "os_name": name}
    for platform, machine, name in (
        ("darwin", "arm64", "posix"),
        ("darwin", "x86_64", "posix"),
        ("linux", "aarch64", "posix"),
        ("linux", "x86_64", "posix"),
        ("win32", "AMD64", "nt"),
    )
}
# conda-forge's name of the same package, where it differs
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
# which package an importable module comes from
DISTRIBUTIONS = packages_distributions()
# packages of the laboratory, which the environment of the tests does not hold
LAB_MODULES = {"folium", "ipywidgets", "itables", "jupyterlab"}
# packages for many machines, and the only modules that import them: nothing else imports those unasked
CLUSTER_MODULES = {"distributed", "fsspec"}
CLUSTER_FILES = {"src/analysis/reports/cluster.py", "src/analysis/reports/storage.py"}
# a package of words for JupyterLab itself, which no code imports
WORDS = {"jupyterlab-language-pack-nl-nl"}


def requirements(lines: list[str]) -> dict[str, Requirement]:
    parsed = [Requirement(line) for line in lines]
    return {canonicalize_name(item.name): item for item in parsed}


CORE = requirements(PROJECT["dependencies"])
LAB = requirements(PROJECT["optional-dependencies"]["lab"])
TEST = requirements(PROJECT["optional-dependencies"]["test"])
INSTALL = requirements(PYPROJECT["dependency-groups"]["install"])
DIRECT = {
    "requirements.lock": {**CORE, **TEST, **INSTALL},
    "requirements-lab.lock": {**CORE, **TEST, **INSTALL, **LAB},
}


# ---- environment.yml


def conda_parts() -> tuple[list[str], list[str]]:
    pip = [part["pip"] for part in CONDA["dependencies"] if isinstance(part, dict)]
    return [part for part in CONDA["dependencies"] if isinstance(part, str)], pip[0]


def conda_requirements() -> dict[str, Requirement]:
    conda, pip = conda_parts()
    named = requirements([*conda, *(line for line in pip if not line.startswith("-e"))])
    own = {"python", "pip"}
    return {CONDA_NAMES.get(name, name): item for name, item in named.items() if name not in own}


def test_environment_names_the_same_packages() -> None:
    assert conda_requirements().keys() == {**CORE, **LAB, **TEST}.keys()


@pytest.mark.parametrize("name", sorted({**CORE, **LAB, **TEST}))
def test_environment_has_the_same_bounds(name: str) -> None:
    assert conda_requirements()[name].specifier == {**CORE, **LAB, **TEST}[name].specifier


def test_every_dependency_has_a_lower_bound() -> None:
    every = {**CORE, **LAB, **TEST, **INSTALL}
    assert [name for name, item in every.items() if ">=" not in str(item.specifier)] == []


def test_environment_has_the_same_python() -> None:
    python = requirements(conda_parts()[0])["python"].specifier
    assert python == Requirement(f"python{PROJECT['requires-python']}").specifier


def test_classifiers_name_each_python() -> None:
    python = Requirement(f"python{PROJECT['requires-python']}").specifier
    named = [line.rsplit(" ", 1)[1] for line in PROJECT["classifiers"] if "Python :: 3." in line]
    assert named == [f"3.{minor}" for minor in range(30) if f"3.{minor}" in python]


def test_environment_has_only_conda_forge_and_ends_with_this_project() -> None:
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]
    assert CONDA["name"] == PROJECT["name"]
    assert conda_parts()[1][-1] == "-e ."


# ---- locks


def pins(lock: str) -> list[tuple[str, str, str]]:
    """Every pin of a lock: name, version and marker (empty when it holds everywhere)."""
    found = re.findall(r"^([a-z0-9-]+)==([^ ;]+)(?: ; (.+?))? \\$", LOCKS[lock], re.MULTILINE)
    return [(name, version, marker) for name, version, marker in found]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_direct_dependency_within_its_bounds(lock: str) -> None:
    versions: dict[str, list[str]] = {}
    for name, version, _ in pins(lock):
        versions.setdefault(name, []).append(version)
    outside = {
        name: versions.get(name, ["absent"])
        for name, item in DIRECT[lock].items()
        if not versions.get(name) or not all(item.specifier.contains(one) for one in versions[name])
    }
    assert outside == {}, "remedy: python run.py lock"


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", ["3.11.7", "3.12.3", "3.13.1"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_lock_pins_each_package_once_per_machine(lock: str, python: str, system: str) -> None:
    machine = {**SYSTEMS[system], "python_full_version": python}
    names = [name for name, _, marker in pins(lock) if not marker or Marker(marker).evaluate(machine)]
    assert sorted(names) == sorted(set(names))
    assert DIRECT[lock].keys() <= set(names)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_nothing_but_hashed_pins(lock: str) -> None:
    wheel = r"    --hash=sha256:[0-9a-f]{64}"
    pin = rf"[a-z0-9-]+==[^ ;]+(?: ; .+)? \\\n(?:{wheel} \\\n)*{wheel}\n"
    comment = r" *#.*\n"
    assert re.fullmatch(rf"(?:{pin}|{comment})+", LOCKS[lock])


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_index_and_no_path(lock: str) -> None:
    # no slash at all: neither an address nor a path of any system
    assert "/" not in LOCKS[lock]
    assert not re.search(r"--(extra-)?index|--find-links|\b[A-Za-z]:\\", LOCKS[lock])


def test_locking_takes_only_versions_with_wheels_for_these_machines() -> None:
    markers = [Marker(text) for text in PYPROJECT["tool"]["uv"]["required-environments"]]
    for machine in SYSTEMS.values():
        assert any(marker.evaluate({**machine, "python_full_version": "3.13.1"}) for marker in markers)


def test_lock_of_the_core_is_free_of_jupyterlab() -> None:
    names = {name for name, _, _ in pins("requirements.lock")}
    assert names.isdisjoint({"jupyterlab", "jupyter-events", "rfc3987-syntax"})


def test_lab_lock_takes_over_every_version_of_the_core() -> None:
    core = {(name, version) for name, version, _ in pins("requirements.lock")}
    lab = {(name, version) for name, version, _ in pins("requirements-lab.lock")}
    assert core <= lab


def test_installer_group_holds_the_build_back_end() -> None:
    back_end = requirements(PYPROJECT["build-system"]["requires"])
    assert {name: str(item) for name, item in back_end.items()}.items() <= {
        name: str(item) for name, item in INSTALL.items()
    }.items()
    assert "uv" in INSTALL


# ---- what the code imports


def imported(tree: ast.AST, *, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """Every imported top-level module, and whether the import stands inside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0], inside
        yield from imported(node, inside=inside or isinstance(node, ast.FunctionDef))


def notebook_code(path: Path) -> str:
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    lines = [line for cell in cells for line in "".join(cell["source"]).splitlines()]
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in lines)


def undeclared(code: str, *, lab_everywhere: bool) -> list[str]:
    faults = []
    for module, inside in imported(ast.parse(code)):
        names = {canonicalize_name(name) for name in DISTRIBUTIONS.get(module, [module])}
        own = module in sys.stdlib_module_names or module == "analysis"
        in_lab = module in LAB_MODULES and (inside or lab_everywhere)
        if not own and not in_lab and names.isdisjoint(CORE):
            faults.append(module)
    return faults


def is_of_cluster(file: str, modules: list[str]) -> bool:
    return file in CLUSTER_FILES and set(modules) <= CLUSTER_MODULES


def test_lab_modules_are_those_of_the_extra() -> None:
    assert set(LAB) - WORDS == LAB_MODULES


def test_cluster_modules_are_those_of_the_extra() -> None:
    assert requirements(PROJECT["optional-dependencies"]["cluster"]).keys() == CLUSTER_MODULES


def test_every_import_of_the_package_is_declared() -> None:
    files = sorted((ROOT / "src").rglob("*.py"))
    faults = {
        file.relative_to(ROOT).as_posix(): found
        for file in files
        if (found := undeclared(file.read_text("utf-8"), lab_everywhere=False))
    }
    assert files
    assert {name: found for name, found in faults.items() if not is_of_cluster(name, found)} == {}


def test_every_import_of_the_notebooks_is_declared() -> None:
    files = sorted((ROOT / "notebooks").glob("*.ipynb"))
    code = {file.name: notebook_code(file) for file in files}
    faults = {name: found for name, text in code.items() if (found := undeclared(text, lab_everywhere=True))}
    assert faults == {}


def test_a_lab_module_may_only_be_imported_inside_a_function() -> None:
    assert undeclared("import folium", lab_everywhere=False) == ["folium"]
    assert undeclared("def show():\n    import folium", lab_everywhere=False) == []
    assert undeclared("import requests", lab_everywhere=True) == ["requests"]


# ---- git


@pytest.mark.parametrize(
    ("path", "is_ignored"),
    [
        (".venv/pyvenv.cfg", True),
        (".venv-lab/pyvenv.cfg", True),
        (".work-1/file.txt", True),
        ("src/afsprakenmonitor.egg-info/PKG-INFO", True),
        ("src/analysis/__pycache__/cli.cpython-311.pyc", True),
        ("reports/reference/index.html", True),
        ("working/40-2023-H1/40_displacement_by_urgent_seekers.ipynb", True),
        ("data/processed/core/dwellings.parquet", True),
        ("data/raw/woonborg-2023/dwellings.csv", True),
        ("data/processed/results/reference.json", False),
        ("data/processed/results/reference.public.json", False),
        ("data/raw/README.md", False),
        ("data/raw/sample/dwellings.csv", False),
        ("data/raw/reference/neighbourhoods.geojson", False),
        ("src/analysis/reports/runner.py", False),
    ],
)
def test_real_deliveries_and_disposable_files_stay_out_of_git(path: str, is_ignored: bool) -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("what git ignores was not tested: this is no git checkout")
    command = ["git", "-C", str(ROOT), "check-ignore", "--no-index", "--quiet", path]
    assert (subprocess.run(command, check=False).returncode == 0) is is_ignored
