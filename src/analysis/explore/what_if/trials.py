"""The trials by name, for the forms and for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...errors import ParameterError
from ...parameters.wording import suggestion
from ...wording import said
from .energy import Energy
from .insulation import Priorities
from .laarhove import Laarhove
from .line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...notebook.judging import Judging
    from .knobs import Trial

_TRIALS: Final[Mapping[str, Callable[[Judging], Trial]]] = {
    "laarhove": Laarhove,
    "line": Line,
    "priorities": Priorities,
    "energy": Energy,
}
NAMES: Final = tuple(_TRIALS)


def trial(name: str, run: Judging) -> Trial:
    """
    Give a trial by its name.

    Raises
    ------
    ParameterError
        If there is none of that name.
    """
    if name not in _TRIALS:
        message = said("there is no what-if {name!r}; {known}", name=name, known=suggestion(name, NAMES))
        raise ParameterError(message)
    return _TRIALS[name](run)
