"""What a forked process does to be an ordinary kernel."""

from __future__ import annotations

import os
import random
import signal
import sys
from typing import TYPE_CHECKING

import numpy as np
from ipykernel.kernelapp import IPKernelApp

from .inline import show_figures

if TYPE_CHECKING:
    from .parent import Forked


class WarmKernelApp(IPKernelApp):
    """The application of an ordinary kernel, with figures shown although their library was loaded before it."""

    def init_gui_pylab(self) -> None:
        """Prepare for figures."""
        super().init_gui_pylab()  # type: ignore[no-untyped-call]
        show_figures(self.shell)


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
