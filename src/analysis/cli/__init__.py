"""
The terminal's door: a command per task, and the group `inspections`.

Exit codes: 0 all reports made, whatever the verdicts (`--fail-on broken` turns verdicts into 3); 1 a report
failed; 2 input, parameters or usage refused, and nothing written.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from ..reports.unchanged import answer

if TYPE_CHECKING:
    from ..errors import AfsprakenError


def main() -> None:
    """Run a command; a refusal is one message on the error stream and exit code 2, a failure is exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a log that knows no check mark must not fail a published report
    unchanged = answer(sys.argv[1:])
    if unchanged is not None:
        print(*unchanged.lines, sep="\n")  # noqa: T201 - before anything is loaded that could say it nicer
        raise SystemExit(unchanged.code)
    _run()


def _run() -> None:
    from typer.exceptions import TyperException  # noqa: PLC0415

    from ..errors import AfsprakenError, PublicationError  # noqa: PLC0415 - an unchanged run needs none of it
    from ..wording import to_say  # noqa: PLC0415
    from .app import app  # noqa: PLC0415
    from .asked import FAILED, REFUSED  # noqa: PLC0415
    from .speaking import told  # noqa: PLC0415

    try:
        code = app(standalone_mode=False, prog_name="afspraken")
    except PublicationError as error:
        _tell(error, to_say("failed: {what}"))
        raise SystemExit(FAILED) from None
    except AfsprakenError as error:
        _tell(error, to_say("refused: {what}"))
        raise SystemExit(REFUSED) from None
    except TyperException as error:
        print(told(error), file=sys.stderr)  # noqa: T201
        raise SystemExit(REFUSED) from None
    raise SystemExit(code or 0)


def _tell(error: AfsprakenError, message: str) -> None:
    """Say on the error stream what is wrong, the findings first, in the language that was asked for."""
    import typer  # noqa: PLC0415 - only when there is something to say

    from ..errors import DeliveryError  # noqa: PLC0415
    from ..presentation.terminal import lines  # noqa: PLC0415
    from ..presentation.texts import Texts  # noqa: PLC0415
    from .asked import language_of  # noqa: PLC0415

    texts = Texts(language_of(sys.argv))
    for line in lines(error.findings, texts) if isinstance(error, DeliveryError) else []:
        typer.echo(line, err=True)
    typer.echo(texts(message, what=texts.told(error.args[0])), err=True)
