"""The helpers: tables as known on a day, joins without a row more, comparisons that pass the gate."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import explore
from analysis.contracts import TABLES
from analysis.errors import ParameterError


@pytest.fixture(scope="module")
def data() -> explore.Exploration:
    return explore.start(language="en")


@pytest.fixture(scope="module")
def public() -> explore.Exploration:
    return explore.start(profile="public", language="en")


def test_every_table_is_an_attribute_that_tab_finds(data: explore.Exploration) -> None:
    assert set(TABLES) <= set(dir(data))
    assert {"homes", "grid", "map", "compare", "join", "results", "export", "what_if"} <= set(dir(data))
    assert len(data.rents) == len(data.table("rents"))


def test_a_frame_that_is_changed_changes_nothing(data: explore.Exploration) -> None:
    complexes, homes = data.complexes, data.homes
    complexes["village"] = homes["village"] = "elsewhere"
    assert "elsewhere" not in set(data.complexes["village"]) | set(data.homes["village"])


@pytest.mark.parametrize(("name", "meant"), [("dwelings", "dwellings"), ("hommes", "homes")])
def test_a_misspelt_name_is_told_with_what_was_meant(data: explore.Exploration, name: str, meant: str) -> None:
    with pytest.raises(ParameterError, match=f"did you mean '{meant}'"):
        getattr(data, name)


def test_a_misspelt_column_is_told_with_what_was_meant(data: explore.Exploration) -> None:
    with pytest.raises(ParameterError, match="did you mean 'energy_label'"):
        data.compare(data.homes, "energy_labels")


@pytest.mark.parametrize("table", ["rents", "households", "neighbourhoods", "improvements"])
def test_a_join_adds_no_row(data: explore.Exploration, table: str) -> None:
    joined = data.join(data.homes, table)
    assert joined["dwelling_id"].tolist() == data.homes["dwelling_id"].tolist()
    assert set(joined) > set(data.homes)


def test_a_comparison_is_the_plain_mean_and_share(data: explore.Exploration) -> None:
    homes = data.homes
    means = data.compare(homes, "net_rent_eur_per_month").frame.set_index("village")["value"]
    pd.testing.assert_series_equal(means, homes.groupby("village")["net_rent_eur_per_month"].mean(), check_names=False)
    shares = data.compare(homes, "is_daeb", by="corporation").frame
    sew = homes[homes["corporation"] == "SEW"]["is_daeb"].dropna()
    row = shares.set_index("corporation").loc["SEW"]
    assert (row["numerator"], row["denominator"]) == (sew.sum(), len(sew))


def test_words_are_compared_by_the_share_of_each(data: explore.Exploration) -> None:
    rows = data.compare(data.homes, "energy_label").frame
    vries = data.homes[data.homes["village"] == "Vries"]["energy_label"].dropna()
    own = rows[(rows["village"] == "Vries") & (rows["energy_label"] == "E")].iloc[0]
    assert own["value"] == pytest.approx((vries == "E").mean())
    assert rows[rows["village"] == "Vries"]["value"].sum() == pytest.approx(1)


def test_a_half_year_is_that_of_the_day_of_the_row(data: explore.Exploration) -> None:
    frame = pd.DataFrame({"held_on": pd.to_datetime(["2023-06-30", "2023-07-01", None]), "points_raised": [1, 3, 9]})
    rows = data.compare(frame, "points_raised", by="period").frame
    assert rows[["period", "value"]].to_numpy().tolist() == [["2023-H1", 1.0], ["2023-H2", 3.0]]


def test_a_comparison_at_another_profile_passes_the_gate(
    data: explore.Exploration, public: explore.Exploration
) -> None:
    exact, shown = (one.compare(one.homes, "is_daeb").frame.set_index("village") for one in (data, public))
    small = exact.index[exact["denominator"] < 10]
    assert len(small) > 0
    assert shown.loc[small, "suppressed"].all()
    assert shown.loc[small, "value"].isna().all()
    assert not exact["suppressed"].any()


def test_what_is_known_of_households_is_guarded_as_such(public: explore.Exploration) -> None:
    lettings = public.join(public.allocations, "dwellings")
    rows = public.compare(lettings, "income_eur_per_year").frame
    assert rows["denominator"].isna().all()


def test_results_are_those_that_were_published(data: explore.Exploration) -> None:
    rows = data.results("displacement.urgent_share").frame
    own = rows[(rows["id"] == "displacement.urgent_share") & (rows["corporation"] == "SEW")].set_index("period")
    assert own.loc["2023-H2", ["numerator", "denominator"]].tolist() == [9, 40]


def test_a_day_bounds_what_is_seen() -> None:
    earlier = explore.start(period="2023-H1", language="en")
    assert earlier.allocations["allocated_on"].max() <= pd.Timestamp("2023-06-30")


@pytest.mark.parametrize(("form", "name", "words"), [("pdf", "a", "form 'pdf'"), ("csv", "../a", "name of a file")])
def test_an_export_that_cannot_be_is_refused(data: explore.Exploration, form: str, name: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        data.export(data.compare(data.homes, "is_daeb"), name, form=form)
