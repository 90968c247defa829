"""The delivery resembles what is published: size of the stock, villages, outlines, limits, projects."""

from __future__ import annotations

import json
from collections import Counter

from analysis.sample.geography import is_inside, rings_of

DWELLINGS_2023 = 14_715
BUILT_ON = "2022-12-31"


def totals(tables, day=BUILT_ON):
    rows = [row for row in tables["stock"] if row["date"] == day]
    return {name: sum(int(row["homes"]) for row in rows if row["corporation"] == name) for name in ("Woonborg", "SEW")}


def newest(tables):
    return {row["dwelling_id"]: row for row in sorted(tables["dwellings"], key=lambda r: r["in_service_from"])}


def here(tables):
    return [r for r in newest(tables).values() if r["municipality_code"] == "GM1730" and not r["out_of_service_from"]]


def test_the_stock_is_fifteen_per_cent_of_all_dwellings(delivery):
    _, tables, complexes = delivery
    expected = DWELLINGS_2023 * 0.15 * complexes / 75
    assert abs(sum(totals(tables).values()) - expected) <= 2


def test_each_association_has_its_share(tables):
    homes = totals(tables)
    assert 1_500 <= homes["Woonborg"] <= 1_550
    assert 650 <= homes["SEW"] <= 700


def test_the_number_of_complexes_is_as_asked(delivery):
    _, tables, complexes = delivery
    assert len(tables["complexes"]) == complexes


def test_the_stock_rises_a_little_and_one_village_falls(delivery):
    _, tables, _ = delivery
    start, end = totals(tables), totals(tables, "2023-12-31")
    assert 0 < sum(end.values()) - sum(start.values()) <= 9
    by_village = {(r["village"], r["date"]): int(r["homes"]) for r in tables["stock"] if r["corporation"] == "Woonborg"}
    assert by_village["Zuidlaren", "2023-12-31"] < by_village["Zuidlaren", BUILT_ON]


def test_sew_owns_homes_in_eelde_and_paterswolde_only(delivery):
    _, tables, _ = delivery
    villages = {row["village"] for row in tables["dwellings"] if row["corporation"] == "SEW"}
    assert villages == {"Eelde", "Paterswolde"}


def test_villages_are_places_of_the_bag(tables, shipped):
    collection = json.loads((shipped / "neighbourhoods.geojson").read_text(encoding="utf-8"))
    places = {feature["properties"]["village"] for feature in collection["features"]}
    assert len(places) == 18
    assert {row["village"] for row in here(tables)} <= places
    outside = {row["village"] for row in tables["dwellings"] if row["municipality_code"] != "GM1730"}
    assert outside == {"Roden", "Gieten"}


def test_the_neighbourhoods_hold_all_dwellings_and_more_than_the_associations(tables, shipped):
    collection = json.loads((shipped / "neighbourhoods.geojson").read_text(encoding="utf-8"))
    dwellings = {
        f["properties"]["neighbourhood_code"]: f["properties"]["total_dwellings"] for f in collection["features"]
    }
    assert len(dwellings) == 45
    assert sum(dwellings.values()) == DWELLINGS_2023
    owned = Counter(row["neighbourhood_code"] for row in here(tables))
    assert all(count < dwellings[code] for code, count in owned.items())
    assert "crs" not in collection


def test_homes_stand_inside_their_neighbourhood(tables, shipped):
    collection = json.loads((shipped / "neighbourhoods.geojson").read_text(encoding="utf-8"))
    rings = {f["properties"]["neighbourhood_code"]: rings_of(f["geometry"]) for f in collection["features"]}
    placed = [row for row in here(tables) if row["x_rd_m"] and rings[row["neighbourhood_code"]]]
    outside = [r for r in placed if not is_inside((int(r["x_rd_m"]), int(r["y_rd_m"])), rings[r["neighbourhood_code"]])]
    assert len(placed) > 2_000
    assert outside == []


def test_homes_of_a_complex_stand_close_together(tables):
    by_complex = {}
    for row in here(tables):
        if row["x_rd_m"]:
            by_complex.setdefault(row["complex_id"], []).append((int(row["x_rd_m"]), int(row["y_rd_m"])))
    for points in by_complex.values():
        xs, ys = zip(*points, strict=True)
        assert max(max(xs) - min(xs), max(ys) - min(ys)) <= 240


def test_most_rents_lie_below_the_low_cap_and_some_above_the_limit(tables):
    rents = [
        float(r["net_rent_eur_per_month"])
        for r in here(tables)
        if r["is_self_contained"] == "true" and r["net_rent_eur_per_month"]
    ]
    below = sum(rent <= 647.19 for rent in rents) / len(rents)
    assert 0.80 < below < 0.90
    assert 10 <= sum(rent > 808.06 for rent in rents) <= 60


def test_rents_rose_no_more_than_the_limits_but_for_the_planted_home(tables):
    before = {r["dwelling_id"]: r for r in tables["rents"] if r["valid_from"] == "2022-07-01"}
    high = []
    for row in tables["rents"]:
        old = before.get(row["dwelling_id"])
        if row["valid_from"] == "2023-07-01" and row["change_reason"] == "JAA" and old:
            rent, then = (int(r["net_rent_eur_per_month"].replace(".", "")) for r in (row, old))
            if (
                1_000 * rent > 1_031 * then
                and then >= 30_000
                and row["tenancy_started_on"] == old["tenancy_started_on"]
            ):
                high.append(row["dwelling_id"])
    assert len(high) == 1


def test_only_woonborg_raises_by_income(tables):
    owners = {row["dwelling_id"]: row["corporation"] for row in tables["dwellings"]}
    raised = Counter(owners[r["dwelling_id"]] for r in tables["rents"] if r["change_reason"] == "INK")
    assert raised == {"Woonborg": 18}


def test_a_few_per_cent_are_not_daeb_and_a_few_homes_not_self_contained(tables):
    homes = here(tables)
    assert 0.03 <= sum(r["is_daeb"] == "false" for r in homes) / len(homes) <= 0.05
    assert 5 <= sum(r["is_self_contained"] == "false" for r in homes) <= 20


def test_newer_homes_have_better_labels(tables):
    poor = {"D", "E", "F", "G"}
    for first, last, low, high in ((1900, 1964, 0.45, 0.9), (1992, 2020, 0.0, 0.12), (2021, 2023, 0.0, 0.0)):
        letters = [
            r["energy_label"]
            for r in here(tables)
            if first <= int(r["construction_year"]) <= last and r["energy_label"]
        ]
        assert low <= sum(letter in poor for letter in letters) / len(letters) <= high


def test_every_kind_of_change_happens_in_the_second_half_of_2023(tables):
    came = {r["in_service_reason"] for r in tables["dwellings"] if r["in_service_from"] >= "2023-07-01"}
    went = {r["out_of_service_reason"] for r in tables["dwellings"] if r["out_of_service_from"] >= "2023-07-01"}
    assert came == {"NIE", "HER", "AAN", "TRA", "SPL", "ADM", "REN"}
    assert went == {"SLO", "VAH", "VAO", "VAB", "SPL", "ADM", "REN"}


def test_laarhove_holds_the_numbers_of_the_plan(tables):
    homes = Counter()
    for row in tables["district_plan"]:
        homes[row["segment"]] += int(row["homes"])
    assert sum(homes.values()) == 250
    assert (homes["social_rent"], homes["cheap_sale"]) == (72, 25)
    early = [r for r in tables["district_plan"] if r["status"] != "planned"]
    social = sum(int(r["homes"]) for r in early if r["segment"] == "social_rent")
    assert social / sum(int(r["homes"]) for r in early) < 0.30


def test_households_look_like_social_tenants(tables):
    rows = [r for r in tables["households"] if r["year"] == "2023"]
    incomes = sorted(int(r["disposable_income_eur_per_year"]) for r in rows if r["disposable_income_eur_per_year"])
    assert 17_000 < incomes[len(incomes) // 2] < 28_000
    assert 0.03 < 1 - len(incomes) / len(rows) < 0.07
    known = [r["has_wealth_below_limit"] for r in rows if r["has_wealth_below_limit"]]
    assert 0.8 < known.count("true") / len(known) < 0.92
    labels = {r["dwelling_id"]: r["energy_label"] for r in newest(tables).values()}
    use = {"good": [], "poor": []}
    for row in rows:
        if row["gas_m3_per_year"] and int(row["gas_m3_per_year"]):
            use["poor" if labels[row["dwelling_id"]] in set("DEFG") else "good"].append(int(row["gas_m3_per_year"]))
    means = {name: sum(values) / len(values) for name, values in use.items()}
    assert means["poor"] > 1.25 * means["good"]
    assert 700 <= sum(use["good"] + use["poor"]) / len(use["good"] + use["poor"]) <= 1_050
