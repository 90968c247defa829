"""The rota of the inspections: who has a turn when, and what is overdue."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis import paths
from analysis.indicators import inspections
from analysis.presentation.rota import rota_csv, rota_lines
from analysis.reports import requests
from analysis.reports.draft import Request
from analysis.reports.walks.basis import Basis

ON = date(2023, 12, 31)


def _english() -> Request:
    """The reference run in English, whose words the tests read."""
    asked = requests.from_files([paths.REFERENCE_RUN], delivery=paths.SAMPLE, out=paths.REPORTS, language="en")
    return asked[0]


@pytest.fixture(scope="module")
def basis() -> Basis:
    return Basis.of(_english())


def visits(last: dict[str, str | None]) -> pd.DataFrame:
    days = pd.to_datetime(pd.Series(list(last.values())))
    due = days + pd.DateOffset(months=24)
    status = pd.Series("not_due", index=days.index).mask(due <= pd.Timestamp(ON), "due").mask(days.isna(), "never")
    return pd.DataFrame(
        {"village": list(last), "village_homes": 10, "last_on": days, "months_since": 1, "due_on": due,
         "status": status, "planned": 0}
    )  # fmt: skip


def test_never_comes_before_long_ago_and_long_ago_before_lately() -> None:
    rota = inspections.rota(
        visits({"Vries": "2023-05-01", "Yde": None, "Eelde": "2021-02-01"}), on=ON, window_months=24
    )
    assert rota["village"].tolist() == ["Yde", "Eelde", "Vries"]
    assert rota["turn"].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("on", "first"), [(ON, "2024-H1"), (date(2023, 9, 1), "2023-H2"), (date(2023, 6, 30), "2023-H2")]
)
def test_the_rota_begins_after_the_reference_date_and_lasts_one_window(on: date, first: str) -> None:
    villages = visits({f"V{number}": None for number in range(10)})
    rota = inspections.rota(villages, on=on, window_months=24)
    counts = rota.groupby("half_year").size()
    assert counts.index[0] == first
    assert counts.tolist() == [3, 3, 3, 1]


def test_late_is_a_half_year_that_begins_after_the_turn_came() -> None:
    rota = inspections.rota(visits({"A": "2022-01-01", "B": "2021-12-31", "C": None}), on=ON, window_months=6)
    assert dict(zip(rota["village"], rota["is_late"], strict=True)) == {"A": False, "B": True, "C": True}


def test_no_village_is_left_out_of_the_rota_of_the_delivery(basis: Basis) -> None:
    told = rota_lines(basis.rota(), basis.texts, on=basis.on)
    homes = basis.load("dwellings")
    villages = homes.loc[homes["out_of_service_from"].isna(), "village"].unique()
    assert all(sum(f" {village} " in line for line in told) == 1 for village in villages)
    assert told[-1] == f"Due on that day: 6 of {len(villages)} villages."


def test_the_rota_as_csv_has_iso_days_and_empty_cells(basis: Basis) -> None:
    lines = rota_csv(basis.rota()).splitlines()
    assert lines[1].startswith("1,Zuidlaarderveen,")
    assert lines[1].endswith(",,,,never,0,2024-H1,true")
    assert lines[5].split(",")[3] == "2021-06-10"
