"""Small tables in the form of the contracts, for tests of pure calculations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analysis import contracts

Table = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def table() -> Table:
    """
    Make a table of the contract from a few records: `table("dwellings", {"dwelling_id": "a"}, village="Vries")`.

    Keyword values hold for every record that does not say otherwise; what nobody says is missing.
    """

    empties = {name: contracts.empty(name) for name in contracts.TABLES}

    def make(name: str, *records: dict[str, Any], **defaults: Any) -> pd.DataFrame:
        told = pd.DataFrame([{**defaults, **record} for record in records], dtype=object)
        columns = {}
        for column, nothing in empties[name].items():
            values = told[column] if column in told else nothing.reindex(told.index)
            is_date = str(nothing.dtype).startswith("datetime") and column in told
            columns[column] = (pd.to_datetime(values) if is_date else values).astype(nothing.dtype)
        return pd.DataFrame(columns)

    return make


@pytest.fixture(scope="session")
def unchanged() -> Callable[..., Any]:
    """Call a function and fail when it modified one of the frames it was given."""

    def call(function: Callable[..., Any], *frames: pd.DataFrame, **norms: Any) -> Any:
        before = [frame.copy(deep=True) for frame in frames]
        result = function(*frames, **norms)
        for frame, copy in zip(frames, before, strict=True):
            pd.testing.assert_frame_equal(frame, copy)
        return result

    return call
