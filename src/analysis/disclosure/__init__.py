"""
Disclosure control: one gate before every writer.

`gate` turns exact rows into `Published`; writers call `require` and refuse anything else. The values of the policy are
decided in the assumptions; docs/method/disclosure.md says why the rules are what they are.
"""

from __future__ import annotations

from .arranging import chosen, is_of, joined, reopened, stacked, without
from .differencing import differencing
from .gate import classes, gate
from .policy import ClassRule, Policy, class_of, grain_of
from .published import Published, require
from .scan import small_cells

__all__ = [
    "ClassRule",
    "Policy",
    "Published",
    "chosen",
    "class_of",
    "classes",
    "differencing",
    "gate",
    "grain_of",
    "is_of",
    "joined",
    "reopened",
    "require",
    "small_cells",
    "stacked",
    "without",
]
