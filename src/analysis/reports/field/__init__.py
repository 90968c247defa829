"""What goes into the field and comes back: a project for a phone, and the points noted at an inspection."""

from __future__ import annotations

from .action_list import told, write_action_list
from .form import COLUMNS, Choices, choices_of
from .phone import without_figures, write_phone
from .taking_in import TakenIn, take_in

__all__ = [
    "COLUMNS",
    "Choices",
    "TakenIn",
    "choices_of",
    "take_in",
    "told",
    "without_figures",
    "write_action_list",
    "write_phone",
]
