"""Errors of the Afsprakenmonitor: each says what is wrong, where, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .findings import Finding


class AfsprakenError(ValueError):
    """Base of every error a user can mend; the message names the place and the remedy."""


class ParameterError(AfsprakenError):
    """A run file, register, norm or assumption is misspelt, missing or wrongly typed."""


class NoLineError(ParameterError):
    """The register sets no line for a result that a notebook is built around."""


class NormError(AfsprakenError):
    """No value of a norm is in force on the date asked for."""


class DisclosureError(AfsprakenError):
    """Something that has not passed the disclosure gate was about to be shown or written."""


class PublicationError(AfsprakenError):
    """A finished report could not be put in its place; the older one stays."""


class TypesettingError(AfsprakenError):
    """A page on paper could not be typeset: a sign the font lacks, a picture without words, more than fits."""


class TooLongError(TypesettingError):
    """A page on paper takes more pages than its template allows."""


class DeliveryError(AfsprakenError):
    """
    A delivery is refused; `findings` holds every reason at once.

    Parameters
    ----------
    message
        One line that says what is refused.
    findings
        All findings of the check, refusals and warnings alike.
    """

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)
