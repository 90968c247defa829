"""Who may see what: per profile and class of data the minimum, the steps of rounding and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from ..errors import DisclosureError
from ..wording import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

PROFILES = ("internal", "partners", "public")
CLASSES = ("plan", "association", "home", "household")  # from open to strict
GRAINS = ("all", "association", "village", "association x village", "complex")
PLAN_RESULTS = (
    "laarhove.",
    "reported.",
    "permit_holders.quarterly_",
    "inspections.held_",
    "inspections.months_",
    "inspections.open_",
    "inspections.overdue_",
    "inspections.points_",
    "inspections.promises_",
    "social_stock.owner",
    "social_stock.daeb",
    "social_stock.kept",
    "programme.",
    "improvements.efg_",
    "improvements.method_change_",
    "improvements.to_label_a_",
    "improvements.roof_floor_",
    "improvements.floor_at_turnover_",
)
FREE_TEXT = ("action",)
"""Columns in which people write what they like, names too: nothing of them is public."""
ASSOCIATION_RESULTS = ("displacement.", "permit_holders.task_")
PEOPLE_RESULTS = ("seekers.",)
HOME_RESULTS = (
    "inspections.poor_label_",
    "social_stock.rent_limit",
    "rent.",
    "labels.",
    "improvements.housing_costs_",
)


class TableRow(Protocol):
    """One row of the disclosure table, as the assumptions hold it."""

    @property
    def minimum_denominator(self) -> int:
        """Smallest denominator that is shown; 1 shows all."""

    @property
    def share_step(self) -> str:
        """Step of shares as a decimal; "0" leaves them exact."""

    @property
    def count_step(self) -> int:
        """Step of counts; 1 leaves them exact."""

    @property
    def hides_counts(self) -> bool:
        """Whether numerator, denominator and missing are left out."""


@dataclass(frozen=True)
class ClassRule:
    """
    What one profile may see of one class of data; the defaults mean: everything, exact.

    Parameters
    ----------
    minimum_denominator
        Smallest denominator that may be shown, in homes or households; 1 shows all.
    share_step
        Step shares are rounded to (0.05); 0 leaves them exact.
    count_step
        Step counts are rounded to (5); 1 leaves them exact.
    hides_counts
        Whether numerator, denominator and missing are left out altogether.
    """

    minimum_denominator: int = 1
    share_step: Decimal = Decimal(0)
    count_step: int = 1
    hides_counts: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether a row of this class is shown as it is, whatever its denominator."""
        return self == ClassRule()

    @property
    def shows_exact_counts(self) -> bool:
        """Whether a row that is shown, is shown with its exact counts."""
        return self.count_step == 1 and not self.hides_counts


@dataclass(frozen=True)
class Policy:
    """
    The disclosure table of the assumptions, per profile and class of data.

    Parameters
    ----------
    rules
        `ClassRule` by (profile, class of data); a pair that is absent is refused.

    Examples
    --------
    >>> policy = Policy({("public", "household"): ClassRule(20, Decimal("0.05"), 5, hides_counts=True)})
    >>> policy.rule("public", "household").shows_exact_counts, policy.bound_step
    (False, Decimal('0.05'))
    """

    rules: Mapping[tuple[str, str], ClassRule]

    @classmethod
    def from_table(cls, table: Mapping[str, Mapping[str, TableRow]]) -> Policy:
        """Read the disclosure table of the assumptions: profile, then class of data, then its row."""
        return cls(
            {
                (profile, name): ClassRule(
                    row.minimum_denominator, Decimal(row.share_step), row.count_step, hides_counts=row.hides_counts
                )
                for profile, by_class in table.items()
                for name, row in by_class.items()
            }
        )

    def rule(self, profile: str, data_class: str) -> ClassRule:
        """Give the rule for a profile and class; what the table does not decide is refused, never assumed open."""
        if profile not in PROFILES or data_class not in CLASSES:
            message = said(
                "profile {profile!r} with data class {data_class!r} is unknown: choose one of {profiles} and one "
                "of {classes}",
                profile=profile,
                data_class=data_class,
                profiles=", ".join(PROFILES),
                classes=", ".join(CLASSES),
            )
            raise DisclosureError(message)
        if (profile, data_class) not in self.rules:
            message = said(
                "the disclosure table has no row for {profile}, {data_class}: add it to the assumptions",
                profile=profile,
                data_class=data_class,
            )
            raise DisclosureError(message)
        return self.rules[profile, data_class]

    @property
    def bound_step(self) -> Decimal:
        """Step of bounds ("at most 5 %"), and of shares whose counts are rounded: the widest step of the table."""
        step = max(rule.share_step for rule in self.rules.values())
        if not step:
            message = said("the disclosure table rounds no share: give a class a share_step in the assumptions")
            raise DisclosureError(message)
        return step


def class_of(result_id: str, grain: str) -> str:
    """
    Class of data a result belongs to; an id nobody classified belongs to the strictest.

    Parameters
    ----------
    result_id
        Such as `energy_poverty.lihelek_share`.
    grain
        One of `all`, `association`, `village`, `association x village`, `complex`.

    Returns
    -------
    data_class
        `plan`, `association`, `home` or `household`. Rents are of homes where a village or complex is shown and of
        the association otherwise; seekers are people where a village is shown.

    Raises
    ------
    DisclosureError
        If the grain is unknown.

    Examples
    --------
    >>> class_of("social_stock.rent_limit_count", "village"), class_of("social_stock.rent_limit_count", "all")
    ('home', 'association')
    >>> class_of("something.new", "all")
    'household'
    """
    if grain not in GRAINS:
        message = said(
            "grain {grain!r} of {result_id} is unknown: choose one of {grains}",
            grain=grain,
            result_id=result_id,
            grains=", ".join(GRAINS),
        )
        raise DisclosureError(message)
    if result_id.startswith(PLAN_RESULTS):
        return "plan"
    if result_id.startswith(ASSOCIATION_RESULTS):
        return "association"
    if result_id.startswith(PEOPLE_RESULTS):
        return "association" if grain in {"all", "association"} else "household"
    if result_id.startswith(HOME_RESULTS):
        return "association" if grain in {"all", "association"} else "home"
    return "household"


def grain_of(rows: pd.DataFrame) -> pd.Series:
    """
    Grain of each row, from the dimensions that are set; a dimension column that is absent is set nowhere.

    Examples
    --------
    >>> import pandas as pd
    >>> grain_of(pd.DataFrame({"corporation": ["SEW", None], "village": ["Eelde", None]})).tolist()
    ['association x village', 'all']
    """
    is_set = {name: _is_set(rows, name) for name in ("complex_id", "corporation", "village")}
    grain = is_set["village"].map({True: "village", False: "all"})
    grain = grain.mask(is_set["corporation"], "association")
    grain = grain.mask(is_set["corporation"] & is_set["village"], "association x village")
    return grain.mask(is_set["complex_id"], "complex")


def _is_set(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows:
        return rows.index.to_series().map(lambda _: False).astype(bool)
    return rows[name].notna()
