"""What the parent loads: the libraries and modules that notebooks import, and the first picture and table of all."""

from __future__ import annotations

import builtins
import importlib
import io
from types import SimpleNamespace
from typing import Final

MODULES: Final = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.magics",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "analysis.notebook",
    "analysis.indicators.energy_poverty",
    "analysis.presentation.conclusions",
    "analysis.presentation.figures",
    "analysis.presentation.maps",
    "analysis.presentation.tables",
    "pandas",
    "pandas.core.methods.to_dict",
    "pandas.io.formats.html",
    "pandas.core.arrays.arrow.extension_types",
    "geopandas",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "scipy.optimize",
    "typst",
)
"""By name: this package stands below them and knows nothing of what they do."""


def load() -> None:
    """Load them; a module that is not there is left to the notebook that asks for it."""
    _load_pandas()
    for name in MODULES:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    _draw()


def _load_pandas() -> None:
    """Load pandas as in a kernel: it asks the shell, when loaded, whether it writes to a terminal or to a notebook."""
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True)  # type: ignore[attr-defined]
    try:
        importlib.import_module("pandas")
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]


def _draw() -> None:
    """Draw one figure without pyplot: fonts are found and back ends loaded, nothing is set or shown."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(2, 1))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    axes.plot([0, 1], [0, 1])
    axes.set_title("abc")
    figure.savefig(io.BytesIO(), format="svg")
