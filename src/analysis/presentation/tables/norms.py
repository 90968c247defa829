"""Tables of what was decided: norms in force, assumptions used, and the lines the agreement itself draws."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from ...parameters import IN_PRICES_OF
from .html_table import HtmlTable, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ..texts import Texts

_CENTS: Final = 2
_LINES: Final = {
    "share_at_most": "at most {line}",
    "share_below": "below {line}",
    "share_at_least": "at least {line}",
    "count_at_least": "at least {line}",
    "change_at_most": "at most {line}",
    "not_below_baseline": "not below the number of {day}",
    "dated_fact": "done by {due}",
    "log": "none: the parties report it",
}
_GRAINS: Final = {"all": "all together", "corporation": "each association", "village": "each village"}


class Norm(Protocol):
    """What a norm tells of itself."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def value(self) -> object:
        """Its value, as decided."""

    @property
    def unit(self) -> str:
        """The unit of its value."""

    @property
    def valid_from(self) -> date:
        """First day on which the value is in force."""

    @property
    def source(self) -> str:
        """Law or publication."""

    @property
    def article(self) -> str | None:
        """Article or page."""

    @property
    def status(self) -> str:
        """How sure it is: `verified`, `reading` or `assumption`."""


class Assumption(Protocol):
    """What an assumption tells of itself."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def value(self) -> object:
        """Its value in the base scenario."""

    @property
    def unit(self) -> str:
        """The unit of its value."""

    @property
    def range(self) -> tuple[object, object] | None:
        """Its low and high end; None where it is not varied."""

    @property
    def why(self) -> str:
        """Why this value."""


class Rule(Protocol):
    """What a rule of the register tells of itself."""

    @property
    def kind(self) -> str:
        """How figure and line are compared."""

    @property
    def result(self) -> str:
        """Id of the result."""

    @property
    def grain(self) -> str:
        """Rows it judges."""

    @property
    def threshold(self) -> str | None:
        """The line, a decimal as text."""

    @property
    def baseline_date(self) -> date | None:
        """Day whose number is the line."""

    @property
    def margin_assumption(self) -> str | None:
        """Assumption that loosens the line; None where it is exact."""


class Clause(Protocol):
    """What an entry of the register tells of itself."""

    @property
    def id(self) -> str:
        """Number of the agreement, or goal and chapter."""

    @property
    def title(self) -> str:
        """Short name."""

    @property
    def due_on(self) -> date | None:
        """Last day for what is agreed."""

    @property
    def rules(self) -> Sequence[Rule]:
        """The lines it draws."""


def norms_table(records: Iterable[Norm], texts: Texts) -> HtmlTable:
    """
    Norms a run calculates with: value, unit, date, source, and whether it is verified, our reading or an assumption.

    Parameters
    ----------
    records
        Records of `Norms.record`; parameters, so nothing the gate has to see.
    """
    norms = list(records)
    table = {
        texts("Norm"): [texts(norm.label) for norm in norms],
        texts("Value"): [value_words(norm.value, norm.unit, texts) for norm in norms],
        texts("Unit"): [texts.unit(norm.unit) for norm in norms],
        texts("Since"): [texts.date(norm.valid_from) for norm in norms],
        texts("Source"): [source_words(norm, texts) for norm in norms],
        texts("Status"): [texts.norm_status(norm.status) for norm in norms],
    }
    caption = texts(
        "Norms in force. Verified: looked up in its source. Our reading: the source leaves a choice. Assumption: from "
        "memory or a weak source."
    )
    return table_of(table, texts, kind="norms", caption=caption, numbers=(texts("Value"),))


def assumptions_table(records: Iterable[Assumption], texts: Texts) -> HtmlTable:
    """
    Assumptions a run calculates with: value, range and why.

    Parameters
    ----------
    records
        Records of `Assumptions.record`; parameters, so nothing the gate has to see.
    """
    chosen = list(records)
    numbers = {
        texts("Value"): [value_words(one.value, one.unit, texts) for one in chosen],
        texts("Range"): [_range(one, texts) for one in chosen],
    }
    table = {
        texts("Assumption"): [texts(one.label) for one in chosen],
        **numbers,
        texts("Unit"): [texts.unit(one.unit) for one in chosen],
        texts("Why"): [texts(one.why) for one in chosen],
    }
    caption = texts("Assumptions. Nobody laid these down: what the base scenario uses, and how far it could be off.")
    return table_of(table, texts, kind="assumptions", caption=caption, numbers=numbers)


def lines_table(entries: Iterable[Clause], texts: Texts, *, document: str) -> HtmlTable:
    """
    Lines the agreement itself draws: one row per rule, or one row that says there is none.

    Parameters
    ----------
    entries
        Entries of the register; parameters, so nothing the gate has to see.
    document
        Title of the register, `Prestatieafspraken 2023`.
    """
    rows = [(entry, rule) for entry in entries for rule in entry.rules or (None,)]
    table = {
        texts("Clause"): [clause_words(entry, texts) for entry, _ in rows],
        texts("Subject"): [texts(entry.title) for entry, _ in rows],
        texts("Figure"): [texts.result(rule.result) if rule else "" for _, rule in rows],
        texts("Line"): [line_words(entry, rule, texts) for entry, rule in rows],
        texts("Held against"): [texts(_GRAINS[rule.grain]) if rule else "" for _, rule in rows],
        texts("Source"): [f"{document}, {clause_words(entry, texts)}" for entry, _ in rows],
    }
    return table_of(table, texts, kind="lines", caption=texts("Lines the agreement draws."))


def clause_words(entry: Clause, texts: Texts) -> str:
    """Name an entry as the text counts it: agreement 31, goal of chapter 4.4."""
    kind, _, chapter = entry.id.partition("-")
    if kind != "goal":
        return texts("agreement {number}", number=entry.id)
    return texts("goal of chapter {chapter}", chapter=chapter.partition("-")[0])


def line_words(entry: Clause, rule: Rule | None, texts: Texts) -> str:
    """Write a line as the text draws it; a text without one says so."""
    if rule is None:
        return texts("none: the text names no number to reach")
    line = "" if rule.threshold is None else _threshold(rule, texts)
    day = "" if rule.baseline_date is None else texts.date(rule.baseline_date)
    due = "" if entry.due_on is None else texts.date(entry.due_on)
    written = texts(_LINES[rule.kind], line=line, day=day, due=due)
    return texts("{line} (circa)", line=written) if rule.margin_assumption else written


def _threshold(rule: Rule, texts: Texts) -> str:
    """Write a threshold: of shares and of changes of a share in percent, else as a number."""
    number = Decimal(str(rule.threshold))
    unit = "share" if rule.kind.startswith("share_") or rule.result.endswith("_share") else ""
    return value_words(float(number), unit, texts)


def source_words(norm: Norm, texts: Texts) -> str:
    """Document, publication and article; what is said once is not said again."""
    parts = [*norm.source.split("; "), *(norm.article or "").split("; ")]
    return "; ".join(_source_part(part, texts) for part in dict.fromkeys(parts) if part)


def _source_part(part: str, texts: Texts) -> str:
    if part.startswith(IN_PRICES_OF):
        return texts("converted to prices of {year}", year=part.removeprefix(IN_PRICES_OF))
    return texts(part)


def _range(assumption: Assumption, texts: Texts) -> str:
    if assumption.range is None:
        return texts("not varied")
    low, high = (value_words(end, assumption.unit, texts) for end in assumption.range)
    return texts("{low} to {high}", low=low, high=high)


def value_words(value: object, unit: str, texts: Texts) -> str:
    """Write a value as exactly as it was decided: shares in percent, amounts to the cent, no year in groups."""
    if value is None:
        return texts("none")
    if isinstance(value, dict):
        return "; ".join(f"{texts.coded(key)}: {value_words(part, unit, texts)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(value_words(part, unit, texts) for part in value)
    if isinstance(value, bool):
        return texts("yes") if value else texts("no")
    return _number(value, unit, texts) if isinstance(value, int | float) else texts.coded(value)


def _number(value: float, unit: str, texts: Texts) -> str:
    if unit == "year":
        return str(value)
    decimals = max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent))
    if unit.startswith("eur"):
        return texts.number(value, _CENTS if decimals else 0)
    return texts.share(value, max(0, decimals - 2)) if unit.startswith("share") else texts.number(value, decimals)
