"""
What if: the plan for Laarhove, the line of chapter 4.4, where to insulate first, the price of energy.

Each trial turns knobs of its own and gives an answer made by the indicators the notebooks use. The same trial runs from
a form and from the command line, `afspraken what-if NAME --set knob=value`.
"""

from __future__ import annotations

from .asking import WhatIf
from .form import Form
from .knobs import Answer, Choice, Knob, Trial, settled
from .trials import NAMES, trial

__all__ = ["NAMES", "Answer", "Choice", "Form", "Knob", "Trial", "WhatIf", "settled", "trial"]
