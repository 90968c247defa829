"""What came into the stock and what left it: an account that balances to the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...errors import AfsprakenError
from ...wording import said
from ..definitions import effective_end, in_service

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
_PLACE = ["corporation", "village"]
STEPS = (
    "start",
    "new",
    "rebuilt",
    "bought",
    "transformed",
    "split_or_merged",
    "demolished",
    "sold",
    "administrative",
    "end",
    "temporary",
)
_FLOWS = STEPS[1:-2]


def account(
    dwellings: pd.DataFrame,
    *,
    start: date,
    end: date,
    entry_steps: Mapping[str, str],
    exit_steps: Mapping[str, str],
    temporary_reasons: Collection[str],
) -> pd.DataFrame:
    """
    Account of the stock: what was there, what came, what went, what is there.

    For every association and village exactly: start + new + rebuilt + bought + transformed + split_or_merged +
    demolished + sold + administrative = end, exits negative. A home that returns from a temporary exit neither
    leaves nor enters, unless association or village changed meanwhile: then it leaves as administrative. A spell
    that begins or ends without a step (no reason given, or a temporary reason with no spell before) is
    administrative too.

    Parameters
    ----------
    dwellings
        Core table `dwellings` of the municipality, one row per spell. Not modified.
    start, end
        Dates; events after `start` up to and including `end` count.
    entry_steps, exit_steps
        Reason code to step, one of `STEPS` that is a flow; what they say of temporary reasons is not used.
    temporary_reasons
        Codes of reasons that do not end the service.

    Returns
    -------
    account
        Columns `corporation`, `village`, `step`, `homes` (Int64); all of `STEPS` for each association x
        village in `dwellings`. `temporary` stands apart: homes within `end` that are temporarily out of use.

    Raises
    ------
    AfsprakenError
        If a reason is neither temporary nor mapped to a step, or a step is not one of the account's.

    Notes
    -----
    Source: prestatieafspraken 2023, 4.2 and agreements 21-23; VERA reference data, INEXPLOITATIEREDEN and
    UITEXPLOITATIEREDEN.

    Examples
    --------
    >>> from datetime import date
    >>> dwellings = pd.DataFrame({"dwelling_id": ["a", "b"], "corporation": "SEW", "village": "Eelde",
    ...     "in_service_from": pd.to_datetime(["1990-01-01", "2023-03-01"]), "in_service_reason": "NIE",
    ...     "out_of_service_from": pd.to_datetime(["2023-05-01", None]),
    ...     "out_of_service_reason": ["SLO", None]})
    >>> flows = account(dwellings, start=date(2022, 12, 31), end=date(2023, 12, 31), temporary_reasons=["REN"],
    ...                 entry_steps={"NIE": "new"}, exit_steps={"SLO": "demolished"})
    >>> flows.loc[flows["homes"] != 0, ["step", "homes"]].values.tolist()
    [['start', 1], ['new', 1], ['demolished', -1], ['end', 1]]
    """
    temporary = list(temporary_reasons)
    was, now = (in_service(dwellings, day, temporary_reasons=temporary) for day in (start, end))
    is_out = dwellings["out_of_service_reason"].isin(temporary) & (
        dwellings["out_of_service_from"] <= pd.Timestamp(end)
    )
    parts = [
        _booked(dwellings, was, "start", 1),
        _booked(dwellings, now, "end", 1),
        _booked(dwellings, now & is_out, "temporary", 1),
        *_flows(dwellings, start, end, entry_steps, exit_steps, temporary),
    ]
    return _complete(pd.concat(parts, ignore_index=True), dwellings)


def _steps(reasons: pd.Series[str], steps: Mapping[str, str], temporary: Collection[str]) -> pd.Series[str]:
    """Give the step of each reason; administrative where there is no reason, or a temporary one."""
    known = {code: step for code, step in steps.items() if code not in temporary}
    strange_steps = sorted(set(known.values()) - set(_FLOWS))
    if strange_steps:
        message = said(
            "norm service_reasons: the account has no step {strange_steps}; steps are {flows}",
            strange_steps=", ".join(strange_steps),
            flows=", ".join(_FLOWS),
        )
        raise AfsprakenError(message)
    strange_codes = sorted(set(reasons.dropna()) - set(known) - set(temporary))
    if strange_codes:
        message = said(
            "dwellings.{reasons}: no step for {strange_codes}; map it in the norm service_reasons",
            reasons=reasons.name,
            strange_codes=", ".join(strange_codes),
        )
        raise AfsprakenError(message)
    return reasons.map(known).astype("str").fillna("administrative")


def _flows(
    dwellings: pd.DataFrame,
    start: date,
    end: date,
    entry_steps: Mapping[str, str],
    exit_steps: Mapping[str, str],
    temporary: Collection[str],
) -> list[pd.DataFrame]:
    """Book entries and exits of the period; a return to the same place from a temporary exit is neither."""
    spells = dwellings.assign(until=effective_end(dwellings, temporary_reasons=temporary))
    spells = spells.sort_values(["dwelling_id", "in_service_from"], kind="stable").reset_index(drop=True)
    is_return = _returns(spells, temporary)
    is_left = is_return.shift(-1, fill_value=False)
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    entered = (spells["in_service_from"] > first) & (spells["in_service_from"] <= last) & ~is_return
    left = (spells["until"] > first) & (spells["until"] <= last) & ~is_left
    entry = _steps(spells["in_service_reason"], entry_steps, temporary)
    exit_ = _steps(spells["out_of_service_reason"], exit_steps, temporary)
    return [_booked(spells, entered, entry, 1), _booked(spells, left, exit_, -1)]


def _returns(spells: pd.DataFrame, temporary: Collection[str]) -> pd.Series[bool]:
    """Whether each spell (sorted) takes its dwelling back, in the same place, from a temporary exit."""
    before = spells[["dwelling_id", *_PLACE, "out_of_service_reason"]].shift(1)
    same = (before[["dwelling_id", *_PLACE]] == spells[["dwelling_id", *_PLACE]]).all(axis="columns")
    return same & before["out_of_service_reason"].isin(list(temporary))


def _booked(spells: pd.DataFrame, rows: pd.Series[bool], step: str | pd.Series[str], sign: int) -> pd.DataFrame:
    """Give one entry in the account per spell concerned."""
    return spells[_PLACE].assign(step=step, homes=sign).loc[rows]


def _complete(booked: pd.DataFrame, dwellings: pd.DataFrame) -> pd.DataFrame:
    """Add the entries up, with a 0 for every step in which nothing happened in a place."""
    sums = booked.astype({"step": "str"}).groupby([*_PLACE, "step"], as_index=False)["homes"].sum()
    places = dwellings[_PLACE].drop_duplicates().dropna().sort_values(_PLACE, kind="stable")
    steps = pd.DataFrame({"step": pd.Series(STEPS, dtype="str")})
    full = places.merge(steps, how="cross").merge(sums, on=[*_PLACE, "step"], how="left", validate="one_to_one")
    return full.assign(homes=full["homes"].fillna(0).astype("Int64"))
