"""What a notebook learns of its verdicts by varying assumptions, kept until its rows are recorded."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..indicators import verdicts


@dataclass
class Varied:
    """
    Memory of the scenarios a notebook went through.

    Parameters
    ----------
    turned
        Verdicts that turned, one frame per scenario, as `verdicts.flips` gives them.
    scenarios
        Scenarios under which an agreement was judged again, by agreement.
    """

    turned: list[pd.DataFrame] = field(default_factory=list)
    scenarios: dict[str, set[str]] = field(default_factory=dict)

    def remember(self, base: pd.DataFrame, varied: pd.DataFrame, scenario: str) -> None:
        """Keep which verdicts a scenario turns, and which agreements it was tried on."""
        self.turned.append(verdicts.flips(base, varied, scenario))
        for agreement in base.loc[base["verdict"].notna(), "agreement"].unique():
            self.scenarios.setdefault(agreement, set()).add(scenario)

    def added_to(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Give rows with the scenarios that turn their verdict."""
        return verdicts.with_flips(rows, self._all())

    def as_record(self) -> dict[str, Any]:
        """Give the memory as plain values: `varied` by agreement, and `turned`."""
        return {
            "varied": {agreement: sorted(names) for agreement, names in sorted(self.scenarios.items())},
            "turned": json.loads(self._all().to_json(orient="records")),
        }

    def _all(self) -> pd.DataFrame:
        empty = pd.DataFrame(columns=list(verdicts.FLIP_COLUMNS), dtype="str")
        return pd.concat([empty, *self.turned], ignore_index=True).drop_duplicates(ignore_index=True)


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a parameter
    """Give a value of a norm or assumption as JSON knows it: a day as text, a tuple as a list."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if hasattr(value, "items"):
        return {str(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple | set) else str(value)
