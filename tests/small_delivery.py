"""
A tiny delivery with every table, valid as it stands, for tests to break one thing at a time.

Two associations, three villages, seven homes in the municipality (one left, came back) and one outside it.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from pathlib import Path

from analysis.catalogue import Card, write_card

CODES = {
    "energy_label": ("A", "B", "C", "D", "E", "F", "G"),
    "label_before": ("A", "B", "C", "D", "E", "F", "G"),
    "label_after": ("A", "B", "C", "D", "E", "F", "G"),
    "label_method": ("NTA", "EI"),
    "label_method_before": ("NTA", "EI"),
    "label_method_after": ("NTA", "EI"),
    "priority_ground": ("MED", "SOC", "STA", "HUI"),
    "ground": ("MED", "SOC", "STA", "HUI"),
    "in_service_reason": ("NIE", "AAN", "REN"),
    "out_of_service_reason": ("SLO", "VAH", "REN"),
}

TEXTS = {
    "complexes": """\
complex_id,corporation,complex_name,village,estate
W-C1,Woonborg,De Brink,Vries,De Fledders
W-C2,Woonborg,Molenweg,Zuidlaren,
W-C9,Woonborg,Elders,Haren,
S-C1,SEW,Esweg,Eelde,Esweg
""",
    "dwellings": """\
dwelling_id,in_service_from,corporation,complex_id,municipality_code,village,neighbourhood_code,x_rd_m,y_rd_m,\
dwelling_type,floor_area_m2,construction_year,is_self_contained,is_daeb,net_rent_eur_per_month,\
target_rent_eur_per_month,energy_label,label_method,label_registered_on,has_sale_label,in_service_reason,\
out_of_service_from,out_of_service_reason
W-1,1970-05-01,Woonborg,W-C1,GM1730,Vries,BU17300900,234500,566200,terraced,85,1970,true,true,610.25,650,E,NTA,2015-03-01,false,NIE,,
W-2,1970-05-01,Woonborg,W-C1,GM1730,Vries,BU17300900,234510,566210,terraced,85,1970,true,true,598.10,650,F,EI,2012-03-01,false,NIE,,
W-3,1985-01-01,Woonborg,W-C2,GM1730,Zuidlaren,BU17300000,242900,568000,apartment,62.5,1985,true,true,,640,C,NTA,2019-06-01,true,NIE,2022-01-01,REN
W-3,2022-10-01,Woonborg,W-C2,GM1730,Zuidlaren,BU17300000,242900,568000,apartment,62.5,1985,true,true,640.00,640,A,NTA,2022-10-01,true,REN,,
W-4,1985-01-01,Woonborg,W-C2,GM1730,Zuidlaren,BU17300000,,,apartment,,1985,true,true,,,,,,false,NIE,2023-03-15,VAH
W-9,1999-01-01,Woonborg,W-C9,GM1699,Haren,,,,terraced,90,1999,true,true,700,,B,NTA,2020-01-01,false,NIE,,
S-1,2001-09-01,SEW,S-C1,GM1730,Eelde,BU17300700,234400,572200,terraced,95,2001,true,true,720.00,760,B,NTA,2018-02-01,false,NIE,,
S-2,2001-09-01,SEW,S-C1,GM1730,Eelde,BU17300700,234410,572210,terraced,95,2001,true,false,880.50,900,B,NTA,2024-01-10,false,NIE,,
""",
    "stock": """\
corporation,village,date,homes,source
Woonborg,Vries,2022-12-31,2,annual report
Woonborg,Zuidlaren,2022-12-31,2,annual report
SEW,Eelde,2022-12-31,2,annual report
""",
    "households": """\
household_id,year,dwelling_id,adults,children,is_pension_age,disposable_income_eur_per_year,has_wealth_below_limit,\
gas_m3_per_year,electricity_kwh_per_year,heat_gj_per_year,feed_in_kwh_per_year
H-1,2022,W-1,1,0,true,17500,true,1450,1900,,0
H-1,2023,W-1,1,0,true,18100,true,1380,1850,,0
H-2,2023,W-2,2,2,false,31000.50,false,1600,3100,,400
H-3,2023,S-1,2,0,false,,,1100,2700,,
""",
    "rents": """\
dwelling_id,valid_from,net_rent_eur_per_month,change_reason,tenancy_started_on
W-1,2022-07-01,595.00,JAA,2010-04-01
W-1,2023-07-01,610.25,JAA,2010-04-01
W-2,2023-07-01,598.10,JAA,2019-01-01
W-3,2022-10-01,640.00,REN,
S-1,2023-07-01,720.00,JAA,2015-08-01
S-1,2024-07-01,738.00,JAA,2015-08-01
""",
    "allocations": """\
allocation_id,corporation,municipality_code,dwelling_id,allocated_on,priority_ground,is_first_housing,\
is_vacated_dwelling,registered_on,origin_municipality_code,persons,is_pension_age,income_eur_per_year
A-1,Woonborg,GM1730,W-1,2023-02-01,,,true,2016-05-01,GM1730,1,false,21000
A-2,Woonborg,GM1730,W-3,2023-08-15,STA,true,true,,GM0014,3,false,19000
A-3,SEW,GM1730,S-2,2023-09-01,MED,,true,2020-01-15,GM1730,2,true,26500
A-4,Woonborg,GM1699,W-77,2023-05-05,,,true,2018-01-01,GM1699,1,false,22000
""",
    "urgencies": """\
urgency_id,corporation,ground,granted_on,ended_on,end_reason
U-1,Woonborg,MED,2023-01-10,2023-05-01,housed
U-2,Woonborg,SOC,2023-04-01,,
U-3,SEW,STA,2022-11-01,2023-11-20,expired
""",
    "seekers": """\
period,village,active_seekers,registered_seekers,advertised_dwellings,responses,responses_from_outside
2023-Q1,Vries,120,900,3,210,60
2023-Q2,Vries,130,910,2,190,55
""",
    "programme": """\
project_id,project_name,corporation,village,kind,homes,social_homes,planned_on,realised_homes,realised_on,\
is_lifetime_proof,agreement
P-1,Oude school,Woonborg,Vries,new_build,12,12,2023-12-01,12,2023-11-15,true,21
P-2,Sloop Esweg,SEW,Eelde,demolition,8,8,2024-06-01,,,,22
""",
    "district_plan": """\
parcel_id,district,phase,segment,homes,status,expected_year,x_rd_m,y_rd_m
L-1,Laarhove,1,social_rent,20,delivered,2022,242000,567000
L-2,Laarhove,2,middle,40,planned,2025,242100,567100
""",
    "improvements": """\
improvement_id,dwelling_id,corporation,municipality_code,completed_on,measures,label_before,label_after,\
label_method_before,label_method_after,rent_change_eur_per_month,energy_saving_eur_per_month,programme
I-1,W-3,Woonborg,GM1730,2022-09-30,roof|windows,C,A,EI,NTA,0,35.50,labels
I-2,W-88,Woonborg,GM1699,2023-04-01,glass,E,C,NTA,NTA,-2.5,20,labels
""",
    "permit_holders": """\
period,corporation,task_persons,housed_persons,family_reunion_persons,reported_on
2023-Q1,,24,,,2023-04-10
2023-Q1,Woonborg,,9,2,2023-04-10
2023-Q1,SEW,,4,0,2023-04-10
""",
    "inspections": """\
inspection_id,village,held_on,points_raised,points_closed
N-1,Vries,2023-06-07,5,2
""",
    "observations": """\
observation_id,inspection_id,x_rd_m,y_rd_m,subject,grade,action,owner,due_on,closed_on
O-1,N-1,234505,566205,paving,C,repair,municipality,2023-10-01,2023-09-12
O-2,N-1,,,lighting,B,,,,
""",
    "reported_figures": """\
agreement,period,measure,party,value,unit,source
8,2023,budget,Woonborg,25000,EUR,letter
41,2023-H1,budget,SEW,6533,EUR,letter
""",
    "actions": """\
agreement,date,party,status,evidence
31,2023-09-20,Woonborg,done,minutes of the meeting
goal-4.4,2023-10-04,municipality,planned,agenda
""",
}

NEIGHBOURHOODS = [
    ("BU17300900", "Vries", "Vries", [234000, 566000, 235000, 567000]),
    ("BU17300000", "Zuidlaren", "Zuidlaren", [242000, 567000, 243000, 569000]),
    ("BU17300700", "Eelde", "Eelde", [234000, 572000, 235000, 573000]),
    ("BU17300200", "Zuidlaarderveen", "Zuidlaarderveen", None),
]


def neighbourhoods_text() -> str:
    """GeoJSON with metres although GeoJSON means degrees, and one geometry that is empty: as the real file has it."""
    return json.dumps({"type": "FeatureCollection", "features": [_feature(*one) for one in NEIGHBOURHOODS]}, indent=1)


def _feature(code: str, name: str, village: str, box: list[int] | None) -> dict[str, object]:
    about = {"neighbourhood_code": code, "neighbourhood_name": name, "district_code": "WK" + code[2:8]}
    properties = {**about, "village": village, "total_dwellings": 100}
    if box is None:
        return {"type": "Feature", "properties": properties, "geometry": None}
    left, bottom, right, top = box
    ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


class SmallDelivery:
    """The delivery in a folder of its own; every change writes the card again, unless told not to."""

    def __init__(self, folder: Path, tables: Collection[str] = (*TEXTS, "neighbourhoods")) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables:
            text = neighbourhoods_text() if table == "neighbourhoods" else TEXTS[table]
            self.path(table).write_text(text, encoding="utf-8", newline="\n")
        self.card = self.write_card()

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.{'geojson' if table == 'neighbourhoods' else 'csv'}"

    def write_card(self, **changes: object) -> Card:
        about = {
            "name": "small",
            "title": "A small delivery",
            "created": date(2024, 2, 1),
            "municipality": "GM1730",
            "corporations": {"Woonborg": "L0666", "SEW": "L0568"},
            "reference_date": date(2023, 12, 31),
            "covers_from": date(2022, 1, 1),
            "covers_to": date(2023, 12, 31),
            "is_synthetic": True,
        }
        return write_card(self.folder, **{**about, **changes})

    def replace(self, table: str, old: str, new: str, *, card: bool = True) -> None:
        """Replace the one place where a text stands in a file."""
        text = self.path(table).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {table}"
        self.write(table, text.replace(old, new), card=card)

    def add(self, table: str, line: str) -> None:
        """Add one line to a CSV file."""
        self.write(table, self.path(table).read_text(encoding="utf-8") + line + "\n")

    def drop_column(self, table: str, column: str) -> None:
        """Take a column out of a CSV file that quotes nothing."""
        rows = [line.split(",") for line in self.path(table).read_text(encoding="utf-8").splitlines()]
        at = rows[0].index(column)
        self.write(table, "".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows))

    def write(self, table: str, text: str | bytes, *, card: bool = True) -> None:
        content = text.encode("utf-8") if isinstance(text, str) else text
        self.path(table).write_bytes(content)
        if card:
            self.write_card()

    def remove(self, table: str) -> None:
        self.path(table).unlink()
        self.write_card()
