"""`Published`: what has passed the disclosure gate, and the only thing a writer accepts."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

import pandas as pd

from ..errors import DisclosureError
from ..wording import said

_SEAL = object()


@dataclass(frozen=True)
class Published:
    """
    A table that has passed the gate; made by `gate` and by nothing else.

    Parameters
    ----------
    frame
        The rows as they may be shown, with `suppressed` (bool) and `bound` ("at_most", "at_least" or missing).
    data_class
        `plan`, `association`, `home` or `household`; of a mixed table the strictest class in it.
    profile
        `internal`, `partners` or `public`: whom it may be shown to.

    Raises
    ------
    DisclosureError
        If it is made by hand: rounding, bounds and suppression would not have taken place.

    Examples
    --------
    >>> Published(pd.DataFrame(), "plan", "public")
    Traceback (most recent call last):
        ...
    analysis.errors.DisclosureError: a published table is made by disclosure.gate(...) only: pass the exact rows to it
    """

    frame: pd.DataFrame
    data_class: str
    profile: str
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        """Refuse a table that does not come from the gate."""
        if seal is not _SEAL:
            message = said("a published table is made by disclosure.gate(...) only: pass the exact rows to it")
            raise DisclosureError(message)


def sealed(frame: pd.DataFrame, data_class: str, profile: str) -> Published:
    """Mark a frame as published; for the gate alone, a contract test looks for other callers."""
    return Published(frame, data_class, profile, _SEAL)


def require(published: object) -> pd.DataFrame:
    """
    Frame of a published table, for a writer; anything that has not passed the gate is refused.

    Parameters
    ----------
    published
        What the writer was given.

    Returns
    -------
    frame
        A copy: a writer cannot change what was published.

    Raises
    ------
    DisclosureError
        If it is not a `Published`.

    Examples
    --------
    >>> require(pd.DataFrame({"value": [0.2]}))
    Traceback (most recent call last):
        ...
    analysis.errors.DisclosureError: a DataFrame has not passed the disclosure gate: pass it to gate(...) first
    """
    if not isinstance(published, Published):
        name = type(published).__name__
        message = said("a {name} has not passed the disclosure gate: pass it to gate(...) first", name=name)
        raise DisclosureError(message)
    return published.frame.copy()
