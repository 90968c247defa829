"""How papermill executes a notebook here: what was executed is written once, at the end, however it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papermill.engines import NBClientEngine, papermill_engines

if TYPE_CHECKING:
    from papermill.engines import NotebookExecutionManager

NAME = "afspraken"


class WrittenOnce(NBClientEngine):  # type: ignore[misc]  # it has no types
    """Papermill's own engine, which else checks and writes the whole notebook twice for every cell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Execute without a file; papermill writes it when this returns or raises."""
        file, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = file


papermill_engines.register(NAME, WrittenOnce)
