"""A result through the half-years, from what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from .. import paths
from ..disclosure import reopened
from ..errors import ParameterError
from ..reports.finding import committed, order, reports_in
from ..wording import said
from .comparing import Compared

if TYPE_CHECKING:
    from ..notebook.judging import Judging

_BY = ("id", "period", "corporation", "village", "complex_id")
_MEASURES = ("value", "unit", "numerator", "denominator", "missing", "verdict", "suppressed", "bound")


def past(run: Judging, result: str) -> Compared:
    """
    Gather the rows of a result from one report per half-year.

    Parameters
    ----------
    run
        Gives the profile, and the delivery the reports must be made from.
    result
        Id of the result, or its beginning.

    Raises
    ------
    ParameterError
        If no report of this delivery and profile holds it.
    """
    profile = run.parameters.profile
    inputs = sorted(one["hash"] for one in run.prepared.inputs)
    found: dict[str, pd.DataFrame] = {}
    for one in sorted([*reports_in(paths.REPORTS), *committed()], key=order):
        same = inputs == sorted(about["hash"] for about in one.about["inputs"])
        if same and one.profile == profile and one.scenario == "base":
            found.setdefault(one.period.label, one.rows)
    rows = pd.concat(found.values(), ignore_index=True) if found else pd.DataFrame({"id": []})
    rows = rows[rows["id"].str.startswith(result)] if len(rows) else rows
    if rows.empty:
        message = said(
            "no report of profile {profile!r} holds {result!r}: make one with afspraken run --profile {profile}",
            profile=profile,
            result=result,
        )
        raise ParameterError(message)
    kept = rows[[*_BY, *_MEASURES]].sort_values(list(_BY), na_position="first", kind="stable", ignore_index=True)
    return Compared(reopened(kept, data_class="household", profile=profile), run, _BY, result)
