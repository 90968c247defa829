"""Show figures in a forked kernel as an ordinary one does."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

INLINE: Final = "matplotlib_inline.backend_inline"


def show_figures(shell: object) -> None:
    """
    Register the back end of figures: matplotlib, loaded before there was a kernel, has missed how it is named.

    Parameters
    ----------
    shell
        The kernel's shell. A back end that was loaded without one shows no figure, and says nothing.
    """
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    inline: Any = sys.modules.get(INLINE)
    if inline is not None:
        inline.configure_inline_support(shell, "inline")
