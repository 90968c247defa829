"""
The laboratory: JupyterLab on a start page, working copies of notebooks, and new questions.

Nothing here calculates. Everything it writes stands in the git-ignored folder `working/`, but for a new question, which
is meant to stay. JupyterLab itself lives in an environment of its own and is imported only where it is started.
"""

from __future__ import annotations

from .asking import new_question
from .server import start
from .working import open_copy

__all__ = ["new_question", "open_copy", "start"]
