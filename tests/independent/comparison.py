"""Compare two ledgers both ways, and say in plain lines where they differ."""

from __future__ import annotations

from collections import Counter
from math import isclose
from typing import Any

Row = dict[str, Any]
KEY = ("id", "corporation", "village", "complex_id", "period")
FIGURES = ("value", "unit", "numerator", "denominator", "missing", "interval")
JUDGEMENT = ("agreement", "threshold", "verdict")
SHOWN = 10


def differences(recalculated: list[Row], product: list[Row], *, rel: float = 1e-9) -> list[str]:
    """Rows the product lacks, rows it has too many, fields that differ: counts, and the first ten of each."""
    ours, theirs = keyed(recalculated), keyed(product)
    lacking, superfluous = sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())
    both = sorted(ours.keys() & theirs.keys())
    fields = [line for key in both for line in field_differences(key, ours[key], theirs[key], rel)]
    twice = sorted(key for key, count in Counter(map(key_of, product)).items() if count > 1)
    return [
        *listed("rows the product lacks", [shown(key, ours[key]) for key in lacking]),
        *listed("rows the product has too many", [shown(key, theirs[key]) for key in superfluous]),
        *listed("rows the product has twice", [" ".join(filter(None, key)) for key in twice]),
        *listed("fields that differ (recalculated, product)", fields),
    ]


def keyed(rows: list[Row]) -> dict[tuple[str, ...], Row]:
    """Give rows by id, place and period; an absent dimension is empty text, so that keys can be sorted."""
    return {key_of(row): row for row in rows}


def key_of(row: Row) -> tuple[str, ...]:
    """Give what identifies a row."""
    return tuple(row[name] or "" for name in KEY)


def field_differences(key: tuple[str, ...], ours: Row, theirs: Row, rel: float) -> list[str]:
    """Give one line per field in which a row differs."""
    differing = [name for name in FIGURES + JUDGEMENT if not is_same(ours[name], theirs[name], rel)]
    return [f"{' '.join(filter(None, key))}: {name} {ours[name]!r}, {theirs[name]!r}" for name in differing]


def is_same(ours: Any, theirs: Any, rel: float) -> bool:
    """Numbers agree to a relative 1e-9 (an interval that starts at 0: absolute 1e-12), all else exactly."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(is_same(a, b, rel) for a, b in zip(ours, theirs, strict=True))
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return isclose(ours, theirs, rel_tol=rel, abs_tol=1e-12)
    return bool(ours == theirs)


def shown(key: tuple[str, ...], row: Row) -> str:
    """Give one row as a line: what identifies it, and its figures."""
    return f"{' '.join(filter(None, key))}: {row['numerator']}/{row['denominator']}, missing {row['missing']}"


def listed(heading: str, lines: list[str]) -> list[str]:
    """Give a heading with the number of lines, and the first ten of them; nothing when there are none."""
    return [f"{len(lines)} {heading}:", *(f"  {line}" for line in lines[:SHOWN])] if lines else []
