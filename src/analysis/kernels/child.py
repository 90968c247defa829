"""What a forked process does to be an ordinary kernel."""

from __future__ import annotations

import os
import random
import signal
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from ipykernel.kernelapp import IPKernelApp

if TYPE_CHECKING:
    from .parent import Forked

INLINE = "matplotlib_inline.backend_inline"


class WarmKernelApp(IPKernelApp):
    """The application of an ordinary kernel, with figures shown where the parent loaded their back end too early."""

    def init_gui_pylab(self) -> None:
        """Register the back end as an ordinary kernel does: matplotlib, loaded before, has missed the variable."""
        super().init_gui_pylab()  # type: ignore[no-untyped-call]
        matplotlib = sys.modules.get("matplotlib")
        if matplotlib is not None:
            matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
        inline: Any = sys.modules.get(INLINE)
        if inline is not None:  # loaded without a shell it shows no figure, and says nothing
            inline.configure_inline_support(self.shell, "inline")


def become_kernel(forked: Forked) -> None:
    """
    Leave everything of the parent behind and run a kernel until it is told to stop.

    Parameters
    ----------
    forked
        The request, and where standard output and error go.
    """
    request = forked.request
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (forked.streams[0], 1), (forked.streams[1], 2)):
        os.dup2(source, target)
        os.close(source)
    os.chdir(request.cwd)
    os.environ.clear()
    os.environ.update(request.env | {"JPY_PARENT_PID": str(os.getppid())})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    random.seed()
    np.random.seed()  # noqa: NPY002 - the old stream of the whole process is what a fork copies
    launcher = sys.modules["ipykernel"].__path__[0]
    sys.argv = [os.path.join(os.path.dirname(launcher), "ipykernel_launcher.py"), *request.argv]  # noqa: PTH118, PTH120
    WarmKernelApp.launch_instance(argv=request.argv)
