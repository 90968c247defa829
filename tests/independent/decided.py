"""Read what was decided: norms in force on a day, assumptions, and the register of agreements, as written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]
NOTHING = ("", "null", "~")
# how well an entry can be measured: the best one shows a result that no rule names
MEASURABLE = ("yes", "partly", "no")


def plain(path: Path) -> Any:
    """Read a YAML file with every scalar as the text that stands there: no float comes in between."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


class Decisions(NamedTuple):
    """All parameters: norms and assumptions by id, the register with whose tenants' organisation is whose."""

    norms: dict[str, Record]
    assumptions: dict[str, Record]
    entries: list[Record]
    municipality: str
    tenants: dict[str, str]
    year: int
    valid_from: date


def read(params: Path, register: str) -> Decisions:
    """Read `params/norms/*.yml`, `params/assumptions.yml` and one register of agreements."""
    files = [plain(path) for path in sorted((params / "norms").glob("*.yml"))]
    norms = {norm["id"]: norm for file in files for norm in file["norms"]}
    assumptions = {one["id"]: one for one in plain(params / "assumptions.yml")["assumptions"]}
    agreements = plain(params / "agreements" / f"{register}.yml")
    whose = (agreements["municipality"], agreements["tenants"], int(agreements["year"]))
    valid_from = date.fromisoformat(agreements["valid_from"])
    return Decisions(norms, assumptions, agreements["entries"], *whose, valid_from)


def norm(decisions: Decisions, name: str, on: date) -> Any:
    """Give the value in force on a date as text; a date without a value is an error."""
    values = [value for value in decisions.norms[name]["values"] if date.fromisoformat(value["from"]) <= on]
    latest = max(values, key=lambda value: value["from"])
    if latest.get("to") and date.fromisoformat(latest["to"]) < on:
        message = f"norm {name} has no value on {on}"
        raise LookupError(message)
    return latest["value"]


def number(decisions: Decisions, name: str, on: date) -> Fraction | None:
    """Give a norm's number on a date, at that year's prices if it has an index; None = nothing laid down."""
    text = norm(decisions, name, on)
    if text in NOTHING:
        return None
    index = decisions.norms[name].get("index")
    amount = Fraction(text)
    for year in range(int(index["base_year"]) + 1, on.year + 1) if index else ():
        amount *= 1 + Fraction(norm(decisions, index["by"], date(year, 12, 31)))
    return amount


def needed(decisions: Decisions, name: str, on: date) -> Fraction:
    """Give a norm's number that must be laid down on a date."""
    amount = number(decisions, name, on)
    if amount is None:
        message = f"norm {name} is empty on {on}"
        raise LookupError(message)
    return amount


def assumed(decisions: Decisions, name: str) -> Any:
    """Give the value of an assumption in the base scenario, as text."""
    return decisions.assumptions[name]["value"]


def rules(entry: Record) -> list[Record]:
    """Give all rules of an entry: `rule` and `further_rules`."""
    first = entry.get("rule")
    return [*([first] if isinstance(first, dict) else []), *(entry.get("further_rules") or [])]


def entry_for(decisions: Decisions, result: str) -> Record | None:
    """The entry whose rule names the result, else the one whose `figures` hold a beginning of its id."""
    named = [entry for entry in decisions.entries if any(rule["result"] == result for rule in rules(entry))]
    showing = [entry for entry in decisions.entries if result.startswith(tuple(entry.get("figures") or ()))]
    showing.sort(key=lambda entry: MEASURABLE.index(entry["measurable"]))
    return next(iter(named + showing), None)
