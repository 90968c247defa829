"""
What the YAML files decide: agreements, norms, assumptions and runs, each with its own reader.

Agreements and norms are dated values of others, with a source and a clause; assumptions are our own choices,
with a range; a run file says what to report on. The three are never mixed.
"""

from __future__ import annotations

from .assumptions import BASE, Assumption, Assumptions, DisclosureRule, load_assumptions
from .editions import Edition, edition, others
from .entries import Entry, Rule
from .norms import IN_PRICES_OF, Norms, NormValue, load_norms
from .register import Register, load_register, load_registers
from .runs import RunParameters, check_run, load_run

__all__ = [
    "BASE",
    "IN_PRICES_OF",
    "Assumption",
    "Assumptions",
    "DisclosureRule",
    "Edition",
    "Entry",
    "NormValue",
    "Norms",
    "Register",
    "Rule",
    "RunParameters",
    "check_run",
    "edition",
    "load_assumptions",
    "load_norms",
    "load_register",
    "load_registers",
    "load_run",
    "others",
]
