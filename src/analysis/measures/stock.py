"""Inputs of the social stock and of what is in service."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from .used import Used


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


INPUTS: Mapping[str, Callable[[Used, date], dict[str, Any]]] = {
    "in_service": in_service,
    "social_stock": social_stock,
    "stock_account": stock_account,
    "stock_kept": stock_kept,
}
