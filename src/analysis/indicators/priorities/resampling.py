"""In which order complexes are improved, and what the order would be with other households of the same complexes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...statistics import shrunken_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """
    Complexes that could be improved, with what improving each would bring; arrays of one length, sorted by complex.

    Parameters
    ----------
    complexes
        Identifiers.
    homes, steps
        Homes to improve, and steps of the label they need together.
    known
        Households in those homes with a known answer.
    lifted
        Those that improvement lifts out of energy poverty.
    poor
        Energy-poor households of all homes of the scope, in complexes to be improved or not.
    """

    complexes: tuple[str, ...]
    homes: Floats
    steps: Floats
    known: Floats
    lifted: Floats
    poor: float

    @classmethod
    def of(cls, households: pd.DataFrame, homes: pd.DataFrame) -> Plan:
        """Gather a plan from the frames of `lifted` and `homes_to_improve`, of one scope."""
        counted = _counts(households, homes["complex_id"])
        return cls(
            complexes=tuple(homes["complex_id"]),
            homes=homes["homes"].to_numpy(dtype="float64"),
            steps=homes["steps"].to_numpy(dtype="float64"),
            known=counted["known"].to_numpy(dtype="float64"),
            lifted=counted["lifted"].to_numpy(dtype="float64"),
            poor=float(households["is_poor"].fillna(value=False).sum()),
        )


@dataclass(frozen=True)
class Scope:
    """
    The homes of one association, or of all together, with their households drawn anew.

    Parameters
    ----------
    corporation
        Its name; None for all together.
    plan
        What could be improved.
    known
        Households of which is known whether they are energy-poor.
    lifted, poor
        Per resample, as `resampled` gives them.
    """

    corporation: str | None
    plan: Plan
    known: int
    lifted: Floats
    poor: Floats


def scopes(households: pd.DataFrame, homes: pd.DataFrame, *, resamples: int, resampling_seed: int) -> list[Scope]:
    """
    Plan for all homes together and for each association, each with its households drawn anew once.

    Parameters
    ----------
    households
        Frame as `lifted` gives it. Not modified.
    homes
        Frame as `homes_to_improve` gives it. Not modified.
    resamples, resampling_seed
        As for `resampled`.

    Returns
    -------
    scopes
        All together first, then by name; without homes to improve or without households there is none.

    Notes
    -----
    Source: as `resampled`.

    Examples
    --------
    >>> yes = pd.Series([True] * 4, dtype="boolean")
    >>> people = pd.DataFrame({"complex_id": "c", "corporation": "SEW", "is_in_improved_home": True,
    ...                        "is_poor": yes, "lifted_out": yes})
    >>> homes = pd.DataFrame({"complex_id": ["c"], "corporation": ["SEW"], "homes": [4], "steps": [8]})
    >>> [(one.corporation, one.known) for one in scopes(people, homes, resamples=3, resampling_seed=1)]
    [(None, 4), ('SEW', 4)]
    """
    found = []
    for name in (None, *sorted(homes["corporation"].dropna().unique())):
        people = households if name is None else households[households["corporation"] == name]
        own = homes if name is None else homes[homes["corporation"] == name]
        if len(own) and len(people):
            plan = Plan.of(people, own)
            lifted, poor = resampled(people, plan, resamples=resamples, seed=resampling_seed)
            found.append(Scope(name, plan, int(people["is_poor"].notna().sum()), lifted, poor))
    return found


def orders(plan: Plan) -> dict[str, Places]:
    """
    Give the orders in which the complexes can be improved, as places in the plan.

    `need`: the most households lifted per home first, by the shrunken share, so that chance in a small complex does not
    put it first. `need_per_euro`: the same per step of the label, which is what costs. `label`: the most steps per home
    first, whoever lives there. Ties go by name.

    Examples
    --------
    >>> plan = Plan(("a", "b"), np.array([10.0, 10.0]), np.array([40.0, 10.0]), np.array([10.0, 10.0]),
    ...             np.array([1.0, 8.0]), 20.0)
    >>> {name: order.tolist() for name, order in orders(plan).items()}
    {'need': [1, 0], 'need_per_euro': [1, 0], 'label': [0, 1]}
    """
    share = _share(plan.lifted, plan.known)
    steps = plan.steps / plan.homes
    return {
        "need": np.argsort(-share, kind="stable"),
        "need_per_euro": np.argsort(-share / steps, kind="stable"),
        "label": np.argsort(-steps, kind="stable"),
    }


def gained(plan: Plan, order: Places, homes: Floats, lifted: Floats | None = None) -> Floats:
    """
    Households lifted out after so many homes in an order; a complex that is begun counts in proportion.

    Examples
    --------
    >>> plan = Plan(("a", "b"), np.array([10.0, 10.0]), np.array([40.0, 10.0]), np.array([10.0, 10.0]),
    ...             np.array([1.0, 8.0]), 20.0)
    >>> gained(plan, np.array([1, 0]), np.array([0.0, 5.0, 20.0])).tolist()
    [0.0, 4.0, 9.0]
    """
    gains = plan.lifted if lifted is None else lifted
    reached = np.concatenate([[0.0], np.cumsum(plan.homes[order])])
    total = np.concatenate([[0.0], np.cumsum(gains[order])])
    return np.asarray(np.interp(homes, reached, total), dtype="float64")


def resampled(households: pd.DataFrame, plan: Plan, *, resamples: int, seed: int) -> tuple[Floats, Floats]:
    """
    Draw the households of every complex anew from those it has, with replacement, as often as asked.

    Every complex keeps its number of households. The stream of chance is that of Python's `random.Random`, which gives
    the same numbers on every version and system.

    Parameters
    ----------
    households
        Frame as `lifted` gives it, of one scope. Not modified.
    plan
        The plan of the same scope.
    resamples
        How often.
    seed
        Start of the chance.

    Returns
    -------
    lifted, poor
        Per resample: households lifted per complex of the plan, and energy-poor households of the whole scope.

    Notes
    -----
    Source: B. Efron, "Bootstrap methods: another look at the jackknife", The Annals of Statistics 7 (1979).

    Examples
    --------
    >>> people = pd.DataFrame({"complex_id": ["a"] * 4, "is_in_improved_home": True,
    ...     "is_poor": pd.Series([True] * 4, dtype="boolean"), "lifted_out": pd.Series([True] * 4, dtype="boolean")})
    >>> plan = Plan(("a",), np.array([4.0]), np.array([8.0]), np.array([4.0]), np.array([4.0]), 4.0)
    >>> [drawn.tolist() for drawn in resampled(people, plan, resamples=2, seed=1)]
    [[[4.0], [4.0]], [4.0, 4.0]]
    """
    dice = _stream(seed)
    places = {name: place for place, name in enumerate(plan.complexes)}
    is_poor, is_lifted = _flags(households["is_poor"]), _flags(households["lifted_out"])
    is_lifted &= households["is_in_improved_home"].to_numpy(dtype="bool")
    both = is_poor + 1j * is_lifted  # each household is drawn once, both answers in one number
    lifted, poor = np.zeros((resamples, len(places))), np.zeros(resamples)
    for name, rows in sorted(households.groupby("complex_id").indices.items()):
        size = len(rows)
        drawn = (dice.random_sample((resamples, size)) * size).astype("int32")
        counted = both[rows].take(drawn).sum(axis=1)
        poor += counted.real
        if name in places:
            lifted[:, places[str(name)]] = counted.imag
    return lifted, poor


def _stream(seed: int) -> np.random.RandomState:
    """Give the stream of `random.Random(seed)` by the thousand: both are the Mersenne Twister, read the same way."""
    _, (*key, place), _ = random.Random(seed).getstate()
    stream = np.random.RandomState()
    stream.set_state({"bit_generator": "MT19937", "state": {"key": np.array(key, dtype="uint32"), "pos": place}})
    return stream


def _share(lifted: Floats, known: Floats) -> Floats:
    """Shrunken share lifted; 0 where nothing is known."""
    share: Floats = shrunken_share(np.minimum(lifted, known), known)
    return np.asarray(np.nan_to_num(share), dtype="float64")


def _counts(households: pd.DataFrame, complexes: pd.Series[str]) -> pd.DataFrame:
    inside = households[households["is_in_improved_home"]]
    answer = inside["lifted_out"]
    grouped = pd.DataFrame({"known": answer.notna(), "lifted": answer.fillna(value=False)}).groupby(
        inside["complex_id"]
    )
    return grouped.sum().reindex(complexes, fill_value=0).astype("float64")


def _flags(answer: pd.Series[bool]) -> NDArray[np.bool_]:
    return np.array(answer.fillna(value=False), dtype="bool")
