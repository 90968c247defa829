"""
Where parameters meet definitions: for each theme the keyword arguments that norms and assumptions decide.

Indicators know no YAML and parameters know no indicator; this module is the one place that knows both. Every norm
it looks up is noted in `Used`, so that a notebook can show its sources without listing them by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .disclosure import Policy
from .errors import ParameterError
from .indicators.definitions import EnergySupport, EnergyTariffs
from .indicators.verdicts import RuleValues

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from .catalogue import Card
    from .parameters import Assumption, Assumptions, Norms, NormValue, Register


@dataclass
class Used:
    """
    Norms and assumptions, with a memory of what was asked for.

    Parameters
    ----------
    norms, assumptions, register
        What the parameters decide.
    asked
        Norm ids with the dates their values were asked for.
    assumed
        Ids of the assumptions asked for.
    """

    norms: Norms
    assumptions: Assumptions
    register: Register
    asked: dict[str, set[date]] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)

    def norm(self, norm_id: str, on: date) -> Any:  # noqa: ANN401 - number, text, list or mapping
        """Give a norm's value in force on a date, and remember it."""
        self.asked.setdefault(norm_id, set()).add(on)
        return self.norms.value(norm_id, on)

    def theme(self, theme: str, on: date) -> dict[str, Any]:
        """Give all values of a theme in force on a date, and remember them."""
        return {norm_id: self.norm(norm_id, on) for norm_id in self.norms.ids(theme)}

    def assume(self, assumption_id: str) -> Any:  # noqa: ANN401 - number, text, boolean or list
        """Give an assumption's value under the scenario, and remember it."""
        self.assumed.add(assumption_id)
        return self.assumptions.value(assumption_id)

    def judging(self, results: Collection[str]) -> None:
        """Remember the assumptions that verdicts on these results rest on: missing answers, and what "circa" leaves."""
        margins = {rule.margin_assumption for result in results for rule in self.register.rules_for(result)}
        self.assumed |= {"max_missing_share", *filter(None, margins)}

    def looked_up(self) -> list[NormValue]:
        """Give the norms asked for, by id; one whose value changed between the dates asked for stands there twice."""
        found = {
            (norm_id, record.valid_from): record
            for norm_id, days in sorted(self.asked.items())
            for record in (self.norms.record(norm_id, on) for on in sorted(days))
        }
        return list(found.values())

    def chosen(self) -> list[Assumption]:
        """Give the assumptions asked for, by id."""
        return [self.assumptions.record(assumption_id) for assumption_id in sorted(self.assumed)]

    def under(self, assumptions: Assumptions) -> Used:
        """Give the same norms under another scenario, remembering nothing."""
        return Used(self.norms, assumptions, self.register)


def energy_poverty(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `energy_poverty.classify`; `on` is the last day of the households' year."""
    return {
        "temporary_reasons": used.norm("temporary_reasons", on),
        **used.theme("energy_poverty", on),
        "equivalence_step_extra_adult": used.assume("equivalence_step_extra_adult"),
        "equivalence_step_extra_child": used.assume("equivalence_step_extra_child"),
        "low_quality_labels": used.assume("low_quality_labels"),
        "tariffs": EnergyTariffs(**used.theme("energy_tariffs", on)),
        "support": EnergySupport(**used.theme("energy_support", on)),
    }


def social_stock(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `social_stock.counts`."""
    return {
        "huurtoeslaggrens_eur_per_month": used.norm("huurtoeslaggrens_eur_per_month", on),
        "temporary_reasons": used.norm("temporary_reasons", on),
    }


def in_service(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `definitions.in_service` and of what rests on it alone."""
    return {"temporary_reasons": used.norm("temporary_reasons", on)}


def stock_account(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `social_stock.account`; temporary reasons are no step, they stand apart."""
    reasons = used.theme("service_reasons", on)
    steps = {
        name: {code: step for code, step in reasons[name].items() if step != "temporary"}
        for name in ("entry_steps", "exit_steps")
    }
    return {**steps, "temporary_reasons": reasons["temporary_reasons"]}


def stock_kept(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `social_stock.kept`: the definition that decides, and the day not to fall below."""
    days = [rule.baseline_date for rule in used.register.rules_for("social_stock.kept") if rule.baseline_date]
    baseline = days[0] if days else used.register.valid_from - timedelta(days=1)
    return {"baseline_date": baseline, "temporary_reasons": used.norm("temporary_reasons", on)}


def laarhove(used: Used, on: date) -> dict[str, Any]:  # noqa: ARG001 - the plan's district has no date
    """Keyword arguments of `laarhove.shares`."""
    entry = used.register.for_result("laarhove.social_share")
    return {"district": entry.scope["district"]} if entry else {"district": ""}


def laarhove_rest(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `laarhove.required`: plan sizes and lines beside the district."""
    rules = [rule for result in ("social", "cheap") for rule in used.register.rules_for(f"laarhove.{result}_share")]
    lines = {rule.result: rule.fraction for rule in rules}
    return {**laarhove(used, on), "plan_sizes": used.norm("plan_sizes", on), "thresholds": lines}


def laarhove_context(used: Used, on: date) -> dict[str, Any]:
    """Give the line of context in the figure: what the council asks for, never a threshold."""
    return {"context_line": used.norm("council_affordable_share", on)}


def displacement(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `displacement.lettings`: who is urgent, and which lettings count."""
    urgent = tuple(used.norm("urgent_grounds", on))
    return {
        "urgent_grounds": (*urgent, "HUI") if used.assume("hui_counts_as_urgent") else urgent,
        "first_housing_grounds": tuple(used.norm("first_housing_grounds", on)),
        "self_contained_only": used.assume("displacement_self_contained_only"),
        "daeb_only": used.assume("displacement_daeb_only"),
    }


def housed_within(used: Used, on: date) -> dict[str, Any]:
    """Keyword arguments of `displacement.housed_within`: the window looked at and the half-year in days."""
    return used.theme("housed_within", on)


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "energy_poverty": energy_poverty,
    "in_service": in_service,
    "social_stock": social_stock,
    "stock_account": stock_account,
    "stock_kept": stock_kept,
    "laarhove": laarhove,
    "laarhove_rest": laarhove_rest,
    "laarhove_context": laarhove_context,
    "displacement": displacement,
    "housed_within": housed_within,
}
"""Functions that gather the inputs of a theme, by the name a notebook asks for."""


def scenarios(theme: str, assumptions: Assumptions) -> list[str]:
    """
    Scenarios that touch a theme.

    Parameters
    ----------
    theme
        As the assumptions' `used_by` names it.
    assumptions
        All assumptions.

    Returns
    -------
    scenarios
        `<assumption>:low` and `:high` of each, in the order of the file.
    """
    return [name for record in assumptions.records.values() if theme in record.used_by for name in record.scenarios]


def ceiling(register: Register, result: str) -> Fraction:
    """
    Give the line a result is held against, as an exact number.

    Raises
    ------
    ParameterError
        If the register sets none.
    """
    for rule in register.rules_for(result):
        if rule.fraction is not None:
            return rule.fraction
    message = f"register {register.name!r} sets no line for {result!r}: add it to params/agreements"
    raise ParameterError(message)


def rules(register: Register, assumptions: Assumptions) -> list[RuleValues]:
    """Give the register's measurable rules as plain values, margins taken from the assumptions."""
    return [
        RuleValues(
            agreement=entry.id,
            commitment=entry.commitment,
            kind=rule.kind,
            result=rule.result,
            grain=rule.grain,
            threshold=rule.fraction,
            margin=Fraction(str(assumptions.value(rule.margin_assumption))) if rule.margin_assumption else Fraction(0),
            due_on=entry.due_on,
            quote=entry.quote,
            frequency=entry.frequency,
            scope=dict(entry.scope),
        )
        for entry in register.entries
        for rule in entry.rules
    ]


def shown_with(register: Register, results: Collection[str]) -> dict[str, str]:
    """Give the agreement each result is shown with, by result id; results of no agreement are left out."""
    entries = {result: register.for_result(result) for result in results}
    return {result: entry.id for result, entry in entries.items() if entry}


def policy(assumptions: Assumptions) -> Policy:
    """Give the disclosure table as the gate takes it."""
    return Policy.from_table(assumptions.disclosure)


def check_reference_date(card: Card, day: date) -> None:
    """
    Refuse a reference date the delivery does not reach.

    Raises
    ------
    ParameterError
        If it lies after the last day the delivery covers.
    """
    if day > card.covers_to:
        message = (
            f"reference date {day} lies after {card.covers_to}, the last day delivery {card.name!r} covers: "
            "choose an earlier date or deliver the later events"
        )
        raise ParameterError(message)
