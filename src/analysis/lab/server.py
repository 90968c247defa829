"""Start JupyterLab on a start page, with settings of its own and nothing of the user's home."""

from __future__ import annotations

import json
import os
import socket
import webbrowser
from importlib.util import find_spec
from typing import TYPE_CHECKING

from .. import kernels, paths
from ..errors import AfsprakenError
from ..wording import said
from . import start_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LOCALES = {"en": "", "nl": "nl_NL"}
_OWN = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}
_QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def start(
    place: Path | None, *, language: str, delivery: Path, kernel: str = "warm", options: Sequence[str] = ()
) -> int:
    """
    Start JupyterLab, or show a file in the one that runs already; returns when it is stopped.

    Parameters
    ----------
    place
        Notebook to open; missing opens the start page.
    language
        `en` or `nl`: of JupyterLab and of the start page.
    delivery
        Folder of the delivery the start page tells about.
    kernel
        `warm`, where the system can fork them safely, or `ordinary`.
    options
        Further options of JupyterLab, such as `--no-browser`.

    Returns
    -------
    code
        Exit code.

    Raises
    ------
    AfsprakenError
        If JupyterLab is not part of this environment, the file lies outside the project, or there is no such kernel.
    """
    if find_spec("jupyterlab") is None:
        message = said("JupyterLab is not part of this environment: start it with python run.py lab")
        raise AfsprakenError(message)
    page = within(place) if place else within(start_page.write(delivery, language=language))
    are_warm = kernels.are_warm(kernel)
    os.environ |= {name: str(own_folder() / part) for name, part in _OWN.items()}
    running = _running()
    if running and not options:
        print(f"JupyterLab runs already: {running[0]}lab/tree/{page}")  # noqa: T201 - the answer to a command
        webbrowser.open(f"{running[0]}lab/tree/{page}?token={running[1]}")
        return 0
    if are_warm:
        _warm_up()
    from jupyterlab.labapp import main  # noqa: PLC0415 - in the laboratory only

    code = main(arguments(page, language=language, options=options))
    return int(code or 0)


def own_folder() -> Path:
    """Folder of what JupyterLab keeps between two starts: settings, history, the files of running kernels."""
    return paths.WORKING / ".jupyter"


def arguments(page: str, *, language: str, options: Sequence[str] = ()) -> list[str]:
    """
    Give the arguments JupyterLab is started with, and write the settings they name.

    Parameters
    ----------
    page
        File to open, from the root of the project.
    language
        `en` or `nl`.
    options
        Further options, which come last and so win.
    """
    if language not in _LOCALES:
        message = said(
            "--language {language!r} is not known: choose from {known}", language=language, known=", ".join(_LOCALES)
        )
        raise AfsprakenError(message)
    settings = own_folder() / "app"
    settings.mkdir(parents=True, exist_ok=True)
    words = {"@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language] or "default"}}
    text = json.dumps(_QUIET | words, indent=1)
    (settings / "overrides.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return [
        f"--ServerApp.root_dir={paths.ROOT}",
        "--ServerApp.answer_yes=True",
        f"--LabApp.app_settings_dir={settings}",
        f"--LabApp.default_url=/lab/tree/{page}",
        "--FileContentsManager.pre_save_hook=analysis.lab.saving.guard",
        *options,
    ]


def within(file: Path) -> str:
    """Give a file's place from the root of the project, as an address has it."""
    place = file.resolve()
    if not place.is_relative_to(paths.ROOT) or not place.exists():
        message = said("{file} is no file of this project: JupyterLab opens what stands in its folder", file=file.name)
        raise AfsprakenError(message)
    return place.relative_to(paths.ROOT).as_posix()


def _warm_up() -> None:
    """Have the kernels forked, from a process that loads its libraries while JupyterLab starts."""
    from ..kernels.provisioner import Warmth  # noqa: PLC0415 - loads jupyter_client

    if os.environ.setdefault(kernels.PROVISIONER_VARIABLE, kernels.PROVISIONER) == kernels.PROVISIONER:
        Warmth.instance().address()


def _running() -> tuple[str, str] | None:
    """Address and key of a JupyterLab that runs on this project."""
    for file in sorted((own_folder() / "runtime").glob("jpserver-*.json")):
        one = json.loads(file.read_text(encoding="utf-8"))
        with socket.socket() as knocking:  # a server that was killed leaves its file behind
            if one["root_dir"] == str(paths.ROOT) and knocking.connect_ex(("127.0.0.1", one["port"])) == 0:
                return str(one["url"]), str(one["token"])
    return None
