"""Published tables as the gate gives them, made up: 75 complexes in 18 villages, a stock account, half-years."""

from __future__ import annotations

import random

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

from analysis.disclosure.published import sealed

VILLAGES = (
    "Bunne",
    "De Groeve",
    "De Punt",
    "Donderen",
    "Eelde",
    "Eelderwolde",
    "Midlaren",
    "Oudemolen",
    "Paterswolde",
    "Taarlo",
    "Tynaarlo",
    "Vries",
    "Winde",
    "Yde",
    "Zeegse",
    "Zeijen",
    "Zuidlaarderveen",
    "Zuidlaren",
)
LIHELEK = "energy_poverty.lihelek_share"
PLACES = (
    "Oranjelaan",
    "Margrietlaan",
    "De Kooi",
    "Nieuwe Akkers",
    "Esweg",
    "Molenstraat",
    "Brinkhof",
    "Schipborgerweg",
)
STEPS = ("start", "new", "rebuilt", "bought", "transformed", "split_or_merged", "demolished", "sold", "administrative")


def published(frame, data_class="plan", profile="public"):
    """Frame as if the gate had passed it."""
    return sealed(frame, data_class, profile)


def complexes_frame(count=75, *, suppressed_every=9, seed=7):
    """Bands of energy poverty, one row per complex, as published: suppressed rows hold no figure."""
    draw = random.Random(seed)
    records = []
    for number in range(count):
        homes = draw.choice((12, 18, 24, 31, 46, 60, 85))
        share = min(0.75, max(0.0, draw.gauss(0.18, 0.09)))
        half = 1.96 * (max(share, 0.02) * (1 - share) / homes) ** 0.5
        low, high = max(0.0, share - half), min(1.0, share + half)
        band = "above" if low > 0.18 else "below" if high < 0.18 else "not_distinguishable"
        is_hidden = number % suppressed_every == suppressed_every - 1
        record = {
            "complex_id": f"W-{number:03d}",
            "corporation": "SEW" if number % 4 == 0 else "Woonborg",
            "village": VILLAGES[(number * 5) % len(VILLAGES)],
            "complex_name": f"{PLACES[number % len(PLACES)]} {number}",
            "value": share,
            "numerator": round(share * homes),
            "denominator": homes,
            "missing": number % 3,
            "interval_low": low,
            "interval_high": high,
            "rest_share": 0.18,
            "band": band,
            "shrunken_share": 0.7 * share + 0.3 * 0.18,
            "suppressed": is_hidden,
            "bound": None,
            "homes": homes,
            "x_rd_m": 230_000.0 + draw.random() * 15_000,
            "y_rd_m": 555_000.0 + draw.random() * 15_000,
        }
        records.append(record)
    frame = pd.DataFrame(records).astype({"numerator": "Int64", "denominator": "Int64", "missing": "Int64"})
    figures = ["value", "numerator", "denominator", "missing", "interval_low", "interval_high", "shrunken_share"]
    frame.loc[frame["suppressed"], figures] = pd.NA
    return frame.sort_values(["value", "complex_id"], ascending=[False, True], ignore_index=True)


def account_frame():
    """Stock account of both associations in all villages; it adds up."""
    draw = random.Random(3)
    records = []
    for corporation in ("SEW", "Woonborg"):
        for number, village in enumerate(VILLAGES):
            has_homes = corporation == "Woonborg" or village in {"Eelde", "Paterswolde"}
            start = (20 + 23 * number) if has_homes else 0
            changes = dict.fromkeys(STEPS[1:], 0)
            if has_homes:
                changes |= {"new": draw.choice((0, 0, 15)), "sold": -draw.choice((0, 1, 2))}
            if village == "Vries" and corporation == "Woonborg":
                changes |= {"demolished": -18, "rebuilt": 9, "administrative": 1}
            steps = {
                "start": start,
                **changes,
                "end": start + sum(changes.values()),
                "temporary": number % 5 if has_homes else 0,
            }
            records += [(corporation, village, step, homes) for step, homes in steps.items()]
    return pd.DataFrame(records, columns=["corporation", "village", "step", "homes"]).astype({"homes": "Int64"})


def half_years_frame():
    """Six half-years of two associations and the whole, on both bases."""
    draw = random.Random(5)
    records = []
    for basis in ("allocations", "vacated"):
        for corporation in (None, "SEW", "Woonborg"):
            for year in (2021, 2022, 2023):
                for half in (1, 2):
                    n = draw.randint(28, 44) * (1 if corporation == "SEW" else 2)
                    k = draw.randint(round(n * 0.08), round(n * 0.3))
                    share = k / n
                    spread = 1.96 * (share * (1 - share) / n) ** 0.5
                    room = int((0.2 * n - k) / (0.8 if 0.2 * n >= k else 0.2))
                    records.append(
                        (
                            f"{year}-H{half}",
                            corporation,
                            basis,
                            share,
                            k,
                            n,
                            1,
                            max(0, share - spread),
                            share + spread,
                            room,
                        )
                    )
    columns = [
        "period",
        "corporation",
        "basis",
        "value",
        "numerator",
        "denominator",
        "missing",
        "interval_low",
        "interval_high",
        "headroom",
    ]
    whole = ["numerator", "denominator", "missing", "headroom"]
    return pd.DataFrame(records, columns=columns).astype(dict.fromkeys(whole, "Int64") | {"corporation": "str"})


def curve_frame():
    """Cumulative incidence of two associations and the whole."""
    records = []
    for corporation, pace in ((None, 0.0042), ("SEW", 0.0035), ("Woonborg", 0.0046)):
        at_risk = 60
        for day in range(0, 184, 9):
            share = 1 - (1 - pace) ** day if day else 0.0
            records.append(
                (
                    corporation,
                    day,
                    at_risk,
                    share,
                    max(0.0, share - 0.09) if day else None,
                    min(1.0, share + 0.1) if day else None,
                )
            )
            at_risk = max(4, at_risk - 3)
    columns = ["corporation", "day", "at_risk", "value", "interval_low", "interval_high"]
    return pd.DataFrame(records, columns=columns).astype({"at_risk": "Int64", "corporation": "str"})


def laarhove_frame():
    """Shares of the plan, stage by stage."""
    stages = {
        "": (0.304, 0.42, 250),
        ".permitted": (0.262, 0.39, 130),
        ".under_construction": (0.245, 0.36, 94),
        ".delivered": (0.2, 0.31, 45),
    }
    records = []
    for suffix, (social, cheap, homes) in stages.items():
        for name, share in (("social", social), ("cheap", cheap)):
            records.append((f"laarhove.{name}_share{suffix}", share, round(share * homes), homes, "share"))
    return pd.DataFrame(records, columns=["id", "value", "numerator", "denominator", "unit"])


def required_frame():
    """What the homes without a permit must hold."""
    records = []
    for result, line, done in (("laarhove.social_share", 0.3, 34), ("laarhove.cheap_share", 0.4, 51)):
        for size in (235, 250, 265):
            rest, needed = size - 130, round(line * size) - done
            records.append((result, str(line), size, rest, needed, needed / rest, needed <= rest))
    columns = [
        "id",
        "threshold",
        "plan_size_homes",
        "remaining_homes",
        "required_homes",
        "required_share",
        "is_possible",
    ]
    return pd.DataFrame(records, columns=columns)


def board_frame():
    """Forty-three agreements and the goals, with verdicts."""
    chapters = {
        "3": range(1, 7),
        "4.1": range(7, 18),
        "4.2": range(18, 26),
        "4.3": range(26, 31),
        "4.4": range(31, 38),
        "4.5": range(38, 40),
        "4.6": range(40, 44),
    }
    verdicts = ("kept", "at_risk", "broken", "not_assessable", "reported_by_hand", None)
    records: list[tuple[object, ...]] = [
        (chapter, f"goal-{chapter}", f"Goal of {chapter}", None, "kept", 2210.0, "homes", "2200", "counted")
        for chapter in chapters
        if chapter != "3"
    ]
    for chapter, numbers in chapters.items():
        records += [
            (
                chapter,
                str(n),
                f"About {n}",
                None,
                verdicts[n % 6],
                0.21 if n % 2 else None,
                "share",
                "0.20",
                "counted",
            )
            for n in numbers
        ]
    columns = ["chapter", "agreement", "title", "corporation", "verdict", "value", "unit", "threshold", "reason"]
    return pd.DataFrame(records, columns=columns)


def coverage_frame():
    """Rows and missing values per table and column."""
    records = [("seekers", None, 0, 0)]
    for table, columns, rows in (
        ("dwellings", 22, 2251),
        ("households", 12, 2120),
        ("allocations", 14, 780),
        ("rents", 5, 8800),
        ("complexes", 5, 75),
    ):
        for column in range(columns):
            gap = (0, 0, 0, 9, 120, 0, 700)[column % 7] if table != "complexes" else 0
            records.append((table, f"column_{column}", rows, min(gap, rows)))
    return pd.DataFrame(records, columns=["table", "column", "rows", "missing"]).astype(
        {"rows": "Int64", "missing": "Int64"}
    )


def squares():
    """Eighteen square neighbourhoods, one per village, and one without an outline."""
    cells = [
        box(
            230_000 + 3_000 * (n % 5), 555_000 + 3_900 * (n // 5), 233_000 + 3_000 * (n % 5), 558_900 + 3_900 * (n // 5)
        )
        for n in range(18)
    ]
    frame = pd.DataFrame(
        {
            "neighbourhood_code": [f"BU{n:02d}" for n in range(19)],
            "neighbourhood_name": [*VILLAGES, "Verspreide huizen"],
            "village": [*VILLAGES, "Vries"],
        }
    )
    return gpd.GeoDataFrame(frame, geometry=[*cells, None], crs="EPSG:28992")
