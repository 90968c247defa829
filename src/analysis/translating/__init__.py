"""
The messages of the project and their Dutch: `python -m analysis.translating` brings the catalogues up to date.

A message is found in the source it stands in and written to the catalogue of that part of the project, so that people
who work on different parts do not write in one file. What nobody says any more leaves the catalogue; a new message
enters it with an empty `msgstr`, which a test does not accept.
"""

from .catalogues import problems, read, update
from .messages import Message, messages

__all__ = ["Message", "messages", "problems", "read", "update"]
