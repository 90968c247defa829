"""
How a notebook tells that something cannot be done: what is wrong and what to do, with the traceback folded away.

Only errors a user can mend are told so; every other error looks as Python shows it. The cell still fails: whoever
executes the notebook, papermill and nbval alike, sees the error with its name and message.
"""

from __future__ import annotations

import html
import os
import traceback
from typing import TYPE_CHECKING, Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from ..errors import AfsprakenError, DeliveryError
from ..presentation.terminal import lines
from ..presentation.texts import LOCALES, Texts
from ..reports.execution import CONTEXT_VARIABLE
from ..reports.scrubbing import SCREEN_ONLY

if TYPE_CHECKING:
    from types import TracebackType


def fold(language: str) -> None:
    """
    Let this notebook tell refusals in a reader's language; nothing happens in a script or under the runner.

    Parameters
    ----------
    language
        `en` or `nl`; another one is told in English.
    """
    shell = get_ipython()
    if shell is None or CONTEXT_VARIABLE in os.environ:
        return
    texts = Texts(language if language in LOCALES else "en")

    def tell(
        shell: Any,  # noqa: ANN401 - IPython's own, without types
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        tb_offset: int | None = None,  # noqa: ARG001 - IPython names it
    ) -> list[str]:
        said = told(error, texts)
        shell._showtraceback(kind, error, said.splitlines())  # noqa: SLF001 - what IPython itself calls
        folded = "".join(traceback.format_exception(kind, error, trace))
        display(  # type: ignore[no-untyped-call]
            {"text/html": _details(folded, texts), "text/plain": ""}, raw=True, metadata={SCREEN_ONLY: True}
        )
        return said.splitlines()

    shell.set_custom_exc((AfsprakenError,), tell)  # type: ignore[no-untyped-call]


def told(error: BaseException, texts: Texts) -> str:
    """
    Give the words of a refusal: what is wrong, then what a check found.

    Examples
    --------
    >>> print(told(AfsprakenError("there is no period '2023': write it as 2023-H1"), Texts("en")))
    This cannot be done.
    there is no period '2023': write it as 2023-H1
    """
    findings = lines(error.findings, texts) if isinstance(error, DeliveryError) else []
    return "\n".join([texts("This cannot be done."), texts.told(error.args[0]), *findings])


def _details(folded: str, texts: Texts) -> str:
    summary = html.escape(texts("Where it came about, for whoever maintains this"))
    return f"<details><summary>{summary}</summary><pre>{html.escape(folded)}</pre></details>"
