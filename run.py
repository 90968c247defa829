#!/usr/bin/env python3
"""Install the Afsprakenmonitor beside this file and run it. Needs Python 3.11, 3.12 or 3.13, nothing else.

    python run.py report [ARGS]   make the reports: the same as "afspraken run ARGS"
    python run.py test [ARGS]     all checks and tests; with ARGS only pytest, which receives them
    python run.py lab [ARGS]      JupyterLab on a start page, in an environment of its own (.venv-lab)
    python run.py lock [ARGS]     renew both lock files from pyproject.toml; --upgrade takes newer versions

On Windows: "py run.py report". The first run makes the environment (.venv) and installs the exact versions of
requirements.lock; later runs install only after a change of the lock, of pyproject.toml or of Python.
Exit codes: 0 done, 2 no such command or no suitable Python, 130 interrupted, else that of the command itself.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent
SUPPORTED = ((3, 11), (3, 12), (3, 13))


class Environment(NamedTuple):
    """A virtual environment and the lock file it is installed from."""

    folder: Path
    lock: Path

    @property
    def python(self) -> Path:
        """The interpreter inside the environment."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that says what was installed; it is written after success only."""
        return self.folder / ".installed"


CORE = Environment(ROOT / ".venv", ROOT / "requirements.lock")
LAB = Environment(ROOT / ".venv-lab", ROOT / "requirements-lab.lock")


class Step(NamedTuple):
    """One step of ``test``: which environment's Python is called, and with what."""

    name: str
    arguments: tuple[str, ...]
    counts_tests: bool = False
    environment: Environment = CORE


IMPORT_LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"
NBVAL = ("--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/nbval_sanitize.cfg", "notebooks")
# the tests of a file in one process, where its fixtures are; in the order of the folders, the heavy ones first
PYTEST = Step(
    "pytest", ("-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"), counts_tests=True
)
IN_THE_LAB = "tests/lab"
EVERYTHING_ELSE = PYTEST._replace(arguments=(*PYTEST.arguments, f"--ignore={IN_THE_LAB}"))
TEST_STEPS = (
    Step("ruff check", ("-m", "ruff", "check")),
    Step("ruff format", ("-m", "ruff", "format", "--check")),
    Step("mypy", ("-m", "mypy")),
    Step("lint-imports", ("-c", IMPORT_LINTER)),
    EVERYTHING_ELSE,
    Step("nbval", ("-m", "pytest", *NBVAL, "-n", "2", "--dist", "loadscope"), counts_tests=True),
    Step("lab", ("-m", "pytest", IN_THE_LAB), counts_tests=True, environment=LAB),
)

LOCK_ARGUMENTS = (
    *("-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", "--extra", "test", "--group", "install"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"),
    *("--no-emit-index-url", "--no-emit-find-links"),
)


# ------------------------------------------------------------------------------------------ small parts


def python_problem(version: tuple[int, int]) -> str:
    """Say why this Python cannot be used; empty when it can."""
    if version in SUPPORTED:
        return ""
    names = ", ".join(f"{major}.{minor}" for major, minor in SUPPORTED)
    return (
        f"The Afsprakenmonitor needs Python {names}; this is {version[0]}.{version[1]}.\n"
        "Start it with another one, for example: python3.13 run.py report (Windows: py -3.13 run.py report)."
    )


def digest(files: Sequence[Path], python_version: str, root: Path) -> str:
    """Hash what an installation depends on: the files, the version of Python, the place of the project."""
    parts = [python_version.encode(), str(root).encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def locked_lines(lock_text: str, name: str) -> str:
    """Return the pin of one package with its hashes, without comments: a requirements file of its own."""
    block = re.search(rf"^{re.escape(name)}==.*?(?=^\S|\Z)", lock_text, re.MULTILINE | re.DOTALL)
    if block is None:
        raise SystemExit(f"The lock file does not pin {name}. Remedy: restore the lock files from git.")
    return "".join(f"{line}\n" for line in block.group().splitlines() if not line.lstrip().startswith("#"))


def uv_settings(pip_config: str) -> dict[str, str]:
    """Translate the machine's pip settings (what ``pip config list`` prints) to the variables uv reads.

    Additional indexes stay out: a partial one would make ``lock`` forget the wheels of other platforms.
    """
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "trusted-host": "UV_INSECURE_HOST",
        "cert": "SSL_CERT_FILE",
        "proxy": "HTTPS_PROXY",
    }
    order = ("global", "install", ":env:")  # as in pip: the later ones win
    found = re.findall(r"^(global|install|:env:)\.([a-z-]+)=(.+)$", pip_config, re.MULTILINE)
    found.sort(key=lambda item: order.index(item[0]))
    values = {names[key]: " ".join(ast.literal_eval(text).split()) for _, key, text in found if key in names}
    return {"UV_SYSTEM_CERTS": "1", **values}


def child_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for child processes: UTF-8, byte code kept, nothing of another Python."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    return {**{name: value for name, value in settings.items() if name not in unwanted}, "PYTHONUTF8": "1"}


def steps_for(arguments: Sequence[str]) -> tuple[Step, ...]:
    """Return every step, or only pytest when arguments were given: those are for pytest."""
    if not arguments:
        return TEST_STEPS
    return (PYTEST._replace(arguments=(*PYTEST.arguments, *arguments)),)


def count_tests(junit: str) -> tuple[int, int, int]:
    """Count the passed, failed and skipped tests in the text of one junit XML file."""
    suites = list(ET.fromstring(junit).iter("testsuite"))
    keys = ("tests", "failures", "errors", "skipped")
    tests, failures, errors, skipped = (sum(int(suite.get(key, "0")) for suite in suites) for key in keys)
    return tests - failures - errors - skipped, failures + errors, skipped


# ------------------------------------------------------------------------------------------- installing


def say(line: str) -> None:
    """Print one line at once, also into a log file."""
    print(line, flush=True)


def run(command: Sequence[object], settings: Mapping[str, str] | None = None) -> int:
    """Run one command in the project folder and return its exit code; the user's own variables win."""
    variables = {**(settings or {}), **child_settings(os.environ)}
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=variables)
    try:
        return process.wait()
    except KeyboardInterrupt:
        let_finish(process)
        raise


def let_finish(process: subprocess.Popen[bytes]) -> None:
    """Give an interrupted command, which got the same Ctrl-C, time to tidy up before it is ended."""
    try:
        process.wait(timeout=10)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        process.terminate()
        process.wait()


def is_usable(environment: Environment, version: str) -> bool:
    """Tell whether an installation was finished here before, with the same minor version of Python."""
    if not (environment.stamp.exists() and environment.python.exists()):
        return False
    config = (environment.folder / "pyvenv.cfg").read_text("utf-8")
    return re.search(rf"^version(_info)? = {re.escape(version)}\.", config, re.MULTILINE) is not None


def make(environment: Environment) -> None:
    """Make the virtual environment anew when it is absent, unfinished or of another Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if is_usable(environment, version):
        return
    say(f"Making {environment.folder.name} for Python {version} ...")
    command = [sys.executable, "-m", "venv", "--clear", str(environment.folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise SystemExit(f"Python could not make a virtual environment:\n{made.stdout}{made.stderr}")


def install_uv(environment: Environment) -> None:
    """Put the fast installer in the environment; without it pip does the work."""
    with tempfile.TemporaryDirectory() as folder:
        pin = Path(folder) / "uv.txt"
        pin.write_text(locked_lines(environment.lock.read_text("utf-8"), "uv"), encoding="utf-8")
        command = [environment.python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        run([*command, "--only-binary", ":all:", "--require-hashes", "-r", pin])


def pip_settings(environment: Environment) -> str:
    """Return what pip knows about indexes, certificates and proxies on this machine."""
    command = [str(environment.python), "-m", "pip", "config", "list"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout


def install_with(environment: Environment, settings: Mapping[str, str], *arguments: object) -> None:
    """Install with uv, or with pip where uv does not start or does not reach the packages."""
    python = environment.python
    if run([python, "-m", "uv", "pip", "install", "--quiet", "--python", python, *arguments], settings) == 0:
        return
    say("uv could not do it; once more with pip, which takes longer ...")
    command = [python, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    if run([*command, *arguments]) != 0:
        raise SystemExit("Installing failed (see above). The same command starts again where it can.")


def install(environment: Environment) -> None:
    """Bring the environment in line with its lock; nothing happens when the stamp says it already is."""
    wanted = digest((environment.lock, ROOT / "pyproject.toml"), sys.version, ROOT)
    stamp = environment.stamp
    if environment.python.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    begin = time.monotonic()
    make(environment)
    say(f"Installing the packages of {environment.lock.name} ...")
    install_uv(environment)
    settings = uv_settings(pip_settings(environment))
    wheels = ("--only-binary", ":all:", "--require-hashes", "--no-deps", "-r", environment.lock)
    install_with(environment, settings, *wheels)
    install_with(environment, settings, "--no-build-isolation", "--no-deps", "-e", ROOT)
    stamp.write_text(wanted, encoding="utf-8")
    say(f"Installed in {time.monotonic() - begin:.0f} s.")


# --------------------------------------------------------------------------------------------- commands


def report(arguments: Sequence[str]) -> int:
    """Make the reports."""
    install(CORE)
    return run([CORE.python, "-m", "analysis", "run", *arguments])


def lab(arguments: Sequence[str]) -> int:
    """Start JupyterLab on its start page; Ctrl-C stops it without a question."""
    install(LAB)
    return run([LAB.python, "-m", "analysis", "lab", *arguments])


def lock(arguments: Sequence[str]) -> int:
    """Renew both lock files; the second takes over the versions of the first."""
    install(CORE)
    settings = uv_settings(pip_settings(CORE))
    command = [CORE.python, *LOCK_ARGUMENTS, "--custom-compile-command", "python run.py lock", *arguments]
    on_top = ["--extra", "lab", "-c", CORE.lock.name, "-o", LAB.lock.name]
    return run([*command, "-o", CORE.lock.name], settings) or run([*command, *on_top], settings)


def test(arguments: Sequence[str]) -> int:
    """Run the steps until one fails; close with the time of each step and the number of tests."""
    install(CORE)
    code, lines, counts = 0, [], []
    with tempfile.TemporaryDirectory() as folder:
        for step in steps_for(arguments):
            junit = Path(folder) / f"{step.name}.xml"
            say(f"== {step.name}")
            begin = time.monotonic()
            install(step.environment)
            code = run(
                [step.environment.python, *step.arguments, *(["--junit-xml", junit] if step.counts_tests else [])]
            )
            outcome = "failed" if code else "passed"
            lines.append(f"{step.name:<13}{time.monotonic() - begin:7.1f} s  {outcome}")
            if junit.exists():
                counts.append(count_tests(junit.read_text("utf-8")))
            if code:
                break
    say("\n".join(["", *lines, *closing_lines(counts)]))
    return code


def closing_lines(counts: Sequence[tuple[int, int, int]]) -> list[str]:
    """Return the totals over all calls of pytest; none when pytest was not reached."""
    if not counts:
        return []
    passed, failed, skipped = (sum(count[place] for count in counts) for place in range(3))
    above = [f"{skipped} skipped, for the reasons given above"] if skipped else []
    return [*above, f"{passed} passed, {failed} failed"]


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "report": report,
    "test": test,
    "lab": lab,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Check this Python, then carry out the named command; without a known one, print the help."""
    problem = python_problem(sys.version_info[:2])
    command = COMMANDS.get(arguments[0]) if arguments else None
    if problem or command is None:
        print(problem or __doc__, file=sys.stderr)
        return 2
    return command(arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
