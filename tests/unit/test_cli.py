"""The command line: help without weight, refusals with a remedy."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from analysis import paths
from analysis.cli.app import app


def afspraken(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "analysis", *arguments]
    return subprocess.run(command, cwd=paths.ROOT, env=os.environ | environment, capture_output=True, check=False)


def test_help_names_every_command() -> None:
    told = afspraken("--help").stdout.decode("utf-8")
    assert all(
        command in told for command in ("run", "check", "card", "prepare", "sample", "refresh", "status", "compare")
    )


def commands_of(group: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every command and group under a group, with the words that call it."""
    inside = getattr(group, "commands", {})
    return [(path, group), *(found for name, one in inside.items() for found in commands_of(one, (*path, name)))]


COMMANDS = dict(commands_of(typer.main.get_command(app)))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_tells_of_itself_in_either_language(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    own = [COMMANDS[words].help, *(one.help for one in COMMANDS[words].params)]
    assert all(own), "a parameter without a word on what it is for"
    told = {}
    for language in ("en", "nl"):
        monkeypatch.setattr(sys, "argv", ["afspraken", "--language", language, *words, "--help"])
        told[language] = " ".join(CliRunner().invoke(app, [*words, "--help"], prog_name="afspraken").stdout.split())
    english = [" ".join(one.split()) for one in own]
    assert [one for one in english if one not in told["en"]] == []
    assert [one for one in english if one in told["nl"]] == []
    assert told["nl"].startswith(f"Gebruik: {' '.join(('afspraken', *words))}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "--nothing"], "geweigerd: er is geen optie --nothing\nZie `afspraken run --help`."),
        (["rapport"], "geweigerd: er is geen opdracht rapport\nZie `afspraken --help`."),
        (["open"], "geweigerd: 'notebook' ontbreekt\nZie `afspraken open --help`."),
        (
            ["run", "--jobs", "many"],
            "geweigerd: '--jobs' vraagt een getal, en dit past niet\nZie `afspraken run --help`.",
        ),
        (
            ["run", "--jobs", "-1"],
            "geweigerd: '--jobs' vraagt een getal, en dit past niet\nZie `afspraken run --help`.",
        ),
        (
            ["check", "a", "b"],
            "geweigerd: een woord te veel, of op de verkeerde plaats: a b\nZie `afspraken check --help`.",
        ),
        (["--language", "en", "rapport"], "refused: there is no command rapport\nSee `afspraken --help`."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_line(words: list[str], told: str) -> None:
    process = afspraken(*words)
    assert process.returncode == 2
    assert "\n".join(process.stderr.decode("utf-8").splitlines()) == told


def test_without_a_word_the_help_is_shown() -> None:
    process = afspraken("inspections")
    assert process.returncode == 2
    assert "Maak kaartbladen" in process.stderr.decode("utf-8")


def loaded_by(statement: str) -> set[str]:
    """Names of the libraries that a fresh interpreter has loaded after a statement."""
    script = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in told.split()} - set(sys.stdlib_module_names)


def test_the_package_loads_no_library_by_itself() -> None:
    assert loaded_by("import analysis") == {"analysis"}


def test_the_command_line_loads_no_table_and_no_picture_before_it_knows_what_is_asked() -> None:
    heavy = {"pandas", "numpy", "matplotlib", "geopandas", "pydantic", "yaml", "babel", "papermill", "IPython"}
    assert loaded_by("from analysis.cli.app import app").isdisjoint(heavy)


def test_tables_are_validated_without_the_tables_of_dask() -> None:
    """Dask comes with the extra for many machines; where it is there, pandera would load all of it."""
    importlib.import_module("dask")
    loaded = loaded_by("from analysis.contracts import TABLES, empty; [empty(one) for one in TABLES]")
    assert "pandera" in loaded
    assert "dask" not in loaded


@pytest.mark.parametrize("arguments", [["card", "x", "--corporation", "SEW"], ["card", "x", "--covers", "2023-01-01"]])
def test_half_an_answer_is_refused(arguments: list[str]) -> None:
    process = afspraken(*arguments)
    assert process.returncode == 2
    assert "een van beide helften ontbreekt" in process.stderr.decode("utf-8")


def test_an_out_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("", encoding="utf-8")
    process = afspraken("run", "--out", str(tmp_path / "reports"))
    assert process.returncode == 2
    assert "is een bestand" in process.stderr.decode("utf-8")


def test_a_log_that_knows_no_check_mark_fails_nothing() -> None:
    """Redirected output on Windows is often cp1252, which has no check mark."""
    script = (
        "import pandas as pd; from analysis import cli; from analysis.presentation import terminal;"
        "from analysis.presentation.texts import Texts; import typer;"
        "board = pd.DataFrame([{'agreement': '31', 'title': 'x', 'verdict': 'kept', 'reason': ''}]);"
        "cli._run = lambda: [typer.echo(line) for line in terminal.scoreboard(board, Texts('en'))]; cli.main()"
    )
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    process = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)
    assert process.returncode == 0, process.stderr
    assert b"31" in process.stdout


def test_all_runs_are_checked_before_the_first_is_made(tmp_path: Path) -> None:
    late = tmp_path / "late.yml"
    text = paths.REFERENCE_RUN.read_text(encoding="utf-8")
    late.write_text(text.replace("2023-H2", "2024-H1").replace("2023-12-31", "2024-06-30"), encoding="utf-8")
    out = tmp_path / "reports"
    process = afspraken("run", str(paths.REFERENCE_RUN), str(late), "--out", str(out))
    assert process.returncode == 2
    assert not out.exists()
