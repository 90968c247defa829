"""The pure parts of run.py: they are tried without installing anything."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "run.py"

LOCK = """\
# This file was made by a tool
urllib3==2.8.0 \\
    --hash=sha256:aa
    # via requests
uv==0.13.9 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via afsprakenmonitor
uvloop==1.0 ; sys_platform != 'win32' \\
    --hash=sha256:dd
"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- this Python


def test_script_imports_only_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_script_can_be_read_by_an_older_python_so_that_it_can_say_so() -> None:
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_supported_pythons_are_accepted(script: ModuleType, version: tuple[int, int]) -> None:
    assert script.python_problem(version) == ""


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 14), (4, 0)])
def test_other_pythons_are_refused_with_the_remedy(script: ModuleType, version: tuple[int, int]) -> None:
    problem = script.python_problem(version)
    assert f"this is {version[0]}.{version[1]}" in problem
    assert "3.11, 3.12, 3.13" in problem
    assert "py -3.13 run.py" in problem


def test_another_python_ends_with_code_2_before_anything_is_installed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(script, "install", lambda environment: pytest.fail(f"installed {environment}"))
    assert script.main(["report"]) == 2
    assert "this is 3.14" in capsys.readouterr().err


# ---- commands


def test_commands_are_those_of_the_help(script: ModuleType) -> None:
    assert list(script.COMMANDS) == ["report", "test", "lab", "lock"]
    for name in script.COMMANDS:
        assert f"python run.py {name} [ARGS]" in script.__doc__


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["rapport"]])
def test_no_or_another_command_prints_the_help(
    script: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(arguments) == 2
    assert "python run.py report" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "arguments", "called"),
    [
        ("report", [], ["-m", "analysis", "run"]),
        ("report", ["--jobs", "1"], ["-m", "analysis", "run", "--jobs", "1"]),
        ("report", ["params/runs/2023-H1.yml"], ["-m", "analysis", "run", "params/runs/2023-H1.yml"]),
        ("lab", [], ["-m", "analysis", "lab"]),
        ("lab", ["--language", "nl"], ["-m", "analysis", "lab", "--language", "nl"]),
    ],
)
def test_arguments_and_exit_code_pass_through(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, command: str, arguments: list[str], called: list[str]
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(script, "install", lambda environment: None)
    monkeypatch.setattr(script, "run", lambda line: calls.append(list(line)) or 3)
    assert script.main([command, *arguments]) == 3
    assert [line[1:] for line in calls] == [called]


def test_the_laboratory_has_an_environment_of_its_own(script: ModuleType) -> None:
    assert (script.CORE.folder.name, script.CORE.lock.name) == (".venv", "requirements.lock")
    assert (script.LAB.folder.name, script.LAB.lock.name) == (".venv-lab", "requirements-lab.lock")


def test_interpreter_lies_where_each_system_puts_it(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = script.Environment(Path("with a space") / ".venv", Path("requirements.lock"))
    monkeypatch.setattr(script, "os", _System("posix"))
    assert environment.python == Path("with a space/.venv/bin/python")
    monkeypatch.setattr(script, "os", _System("nt"))
    assert environment.python == Path("with a space/.venv/Scripts/python.exe")


class _System:
    """The one attribute of ``os`` that tells the system; ``pathlib`` keeps the real one."""

    def __init__(self, name: str) -> None:
        self.name = name


# ---- installing


def test_digest_changes_with_all_that_an_installation_depends_on(script: ModuleType, tmp_path: Path) -> None:
    lock, project = tmp_path / "lock", tmp_path / "project"
    lock.write_text("ab", encoding="utf-8")
    project.write_text("c", encoding="utf-8")
    first = script.digest((lock, project), "3.11.7", tmp_path)
    assert first == script.digest((lock, project), "3.11.7", tmp_path)
    others = {
        script.digest((lock, project), "3.12.1", tmp_path),
        script.digest((lock, project), "3.11.7", tmp_path / "elsewhere"),
    }
    lock.write_text("a", encoding="utf-8")
    project.write_text("bc", encoding="utf-8")
    others.add(script.digest((lock, project), "3.11.7", tmp_path))
    assert len(others | {first}) == 4


def test_digest_names_no_place(script: ModuleType, tmp_path: Path) -> None:
    assert script.digest((), "3.11", tmp_path).isalnum()


def test_uv_lines_are_the_pin_and_its_hashes_only(script: ModuleType) -> None:
    expected = "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    assert script.locked_lines(LOCK, "uv") == expected


def test_uv_is_pinned_in_both_real_locks(script: ModuleType) -> None:
    for environment in (script.CORE, script.LAB):
        lines = script.locked_lines(environment.lock.read_text("utf-8"), "uv")
        assert lines.startswith("uv==")
        assert lines.count("--hash=sha256:") > 10  # wheels of many systems


def test_a_lock_without_uv_is_refused_with_the_remedy(script: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"does not pin uv\. Remedy: restore the lock files"):
        script.locked_lines("uvloop==1.0 \\\n    --hash=sha256:dd\n", "uv")


def test_pip_settings_of_the_machine_reach_uv(script: ModuleType) -> None:
    config = "\n".join(
        [
            ":env:.index-url='https://from.the.environment/simple'",
            "download.proxy='not.for.installing:1'",
            "global.cert='/etc/own.pem'",
            "global.extra-index-url='https://beside.example/packages'",
            "global.index-url='https://from.a.file/simple'",
            "install.trusted-host='\\none.example\\ntwo.example'",
        ]
    )
    assert script.uv_settings(config) == {
        "UV_DEFAULT_INDEX": "https://from.the.environment/simple",
        "UV_INSECURE_HOST": "one.example two.example",
        "SSL_CERT_FILE": "/etc/own.pem",
        "UV_SYSTEM_CERTS": "1",
    }


def test_children_keep_byte_code_and_see_no_other_python(script: ModuleType) -> None:
    given = {"PATH": "/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "/x", "PYTHONHOME": "/y"}
    assert script.child_settings(given) == {"PATH": "/bin", "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    ("config", "has_stamp", "is_usable"),
    [
        ("version = 3.11.7\n", True, True),
        ("home = x\nversion_info = 3.11.9.final.0\n", True, True),
        ("version = 3.12.1\n", True, False),
        ("version = 3.1.1\n", True, False),
        ("version = 3.11.7\n", False, False),
    ],
)
def test_only_a_finished_environment_of_this_python_is_used_again(
    script: ModuleType, tmp_path: Path, config: str, has_stamp: bool, is_usable: bool
) -> None:
    environment = script.Environment(tmp_path / ".venv", tmp_path / "requirements.lock")
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    (environment.folder / "pyvenv.cfg").write_text(config, encoding="utf-8")
    if has_stamp:
        environment.stamp.touch()
    assert script.is_usable(environment, "3.11") is is_usable


def _prepared(script: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path) -> object:
    """An environment whose installation is only pretended; pip and uv are replaced."""
    (folder / "requirements.lock").write_text(LOCK, encoding="utf-8")
    environment = script.Environment(folder / ".venv", folder / "requirements.lock")
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    for name in ("make", "install_uv"):
        monkeypatch.setattr(script, name, lambda environment: None)
    monkeypatch.setattr(script, "pip_settings", lambda environment: "")
    return environment


def test_stamp_is_written_after_success_and_then_nothing_happens(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = _prepared(script, monkeypatch, tmp_path)
    calls: list[object] = []
    monkeypatch.setattr(script, "install_with", lambda *line: calls.append(line))
    script.install(environment)
    assert len(calls) == 2  # the packages, then the project itself
    script.install(environment)
    assert len(calls) == 2
    (tmp_path / "requirements.lock").write_text(LOCK + "# changed\n", encoding="utf-8")
    script.install(environment)
    assert len(calls) == 4


def test_no_stamp_is_left_by_an_installation_that_was_broken_off(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = _prepared(script, monkeypatch, tmp_path)

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(script, "install_with", break_off)
    with pytest.raises(KeyboardInterrupt):
        script.install(environment)
    assert not environment.stamp.exists()


def test_pip_takes_over_where_uv_fails(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[object]] = []
    monkeypatch.setattr(script, "run", lambda line, settings=None: calls.append(list(line)) or len(calls) % 2)
    script.install_with(script.CORE, {}, "--require-hashes", "-r", "requirements.lock")
    assert [line[2] for line in calls] == ["uv", "pip"]
    assert all(line[-3:] == ["--require-hashes", "-r", "requirements.lock"] for line in calls)


def test_both_failing_ends_with_a_plain_message(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "run", lambda line, settings=None: 1)
    with pytest.raises(SystemExit, match="Installing failed"):
        script.install_with(script.CORE, {}, "-r", "requirements.lock")


# ---- testing


def test_all_steps_run_in_the_agreed_order(script: ModuleType) -> None:
    names = [step.name for step in script.steps_for([])]
    assert names == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest", "nbval", "lab"]


def test_arguments_go_to_pytest_only(script: ModuleType) -> None:
    steps = script.steps_for(["-k", "gate"])
    assert [step.name for step in steps] == ["pytest"]
    assert steps[0].arguments == (*script.PYTEST.arguments, "-k", "gate")


def test_junit_counts_add_up(script: ModuleType) -> None:
    junit = '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>'
    assert script.count_tests(junit) == (3, 3, 3)


@pytest.mark.parametrize(
    ("counts", "lines"),
    [
        ([(10, 0, 0), (5, 0, 0)], ["15 passed, 0 failed"]),
        ([(10, 2, 1)], ["1 skipped, for the reasons given above", "10 passed, 2 failed"]),
        ([], []),
    ],
)
def test_last_line_is_the_total(script: ModuleType, counts: list[tuple[int, int, int]], lines: list[str]) -> None:
    assert script.closing_lines(counts) == lines


def test_steps_stop_at_the_first_failure(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(script, "install", lambda environment: None)
    monkeypatch.setattr(script, "run", lambda line: done.append(line[2]) or (4 if line[2] == "mypy" else 0))
    assert script.main(["test"]) == 4
    assert done == ["ruff", "ruff", "mypy"]
    closing = capsys.readouterr().out.splitlines()[-3:]
    assert [line.split()[-1] for line in closing] == ["passed", "passed", "failed"]


def test_steps_write_their_counts_to_the_last_line(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pretend(line: list[object]) -> int:
        if "--junit-xml" in line:
            Path(str(line[-1])).write_text('<testsuite tests="7" skipped="1"/>', encoding="utf-8")
        return 0

    monkeypatch.setattr(script, "install", lambda environment: None)
    monkeypatch.setattr(script, "run", pretend)
    assert script.main(["test"]) == 0
    closing = capsys.readouterr().out.splitlines()
    assert closing[-2:] == ["3 skipped, for the reasons given above", "18 passed, 0 failed"]


def test_the_laboratory_is_tested_in_its_own_environment_only(script: ModuleType) -> None:
    steps = {step.name: step for step in script.TEST_STEPS}
    assert steps["lab"].environment == script.LAB
    assert script.IN_THE_LAB in steps["lab"].arguments
    assert f"--ignore={script.IN_THE_LAB}" in steps["pytest"].arguments
    assert all(step.environment == script.CORE for name, step in steps.items() if name != "lab")


# ---- build machine


def test_build_machine_forbids_skips_and_is_valid_bash() -> None:
    if os.name == "nt" or shutil.which("bash") is None:
        pytest.skip("the build machine's script was not read: no bash here")
    ci = ROOT / ".ci" / "run"
    text = ci.read_text("utf-8")
    assert os.access(ci, os.X_OK)
    assert "set -euo pipefail" in text
    assert 'AFSPRAKEN_REQUIRE="browser,shared,lab"' in text
    assert "python3 run.py test" in text
    assert subprocess.run(["bash", "-n", str(ci)], check=False).returncode == 0


@pytest.mark.parametrize("name", ["browser", "shared", "lab"])
def test_an_absent_need_is_a_skip_or_where_required_a_failure(
    pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    conftest = pytestconfig.pluginmanager.get_plugin(str(ROOT / "tests" / "conftest.py"))
    assert conftest is not None
    assert conftest.need(name, ROOT, "absent") == ROOT
    monkeypatch.delenv("AFSPRAKEN_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="absent"):
        conftest.need(name, None, "absent")
    monkeypatch.setenv("AFSPRAKEN_REQUIRE", "browser,shared,lab")
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception)) as outcome:
        conftest.need(name, None, "absent")
    assert outcome.type is pytest.fail.Exception
    assert str(outcome.value) == f"absent, and AFSPRAKEN_REQUIRE names {name!r}"
