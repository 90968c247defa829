"""
The thirty most natural first steps of a researcher, in the order in which one takes them.

Each stands for one cell of a notebook: at most three lines. They are executed one after the other in one process; the
text is what a new colleague may read to learn what can be asked.
"""

STEPS = {
    # load
    "begin": 'from analysis import explore\ndata = explore.start(language="en")',
    "what was delivered": "data.overview()",
    "what a column means": 'data.columns("dwellings")',
    "a table": "dwellings = data.dwellings\nlen(dwellings)",
    "the homes of this day": "homes = data.homes\nhomes.head()",
    "look at them": 'data.grid(homes, "Homes in service")',
    "what the check said": "data.run.findings().frame",
    "an earlier half-year": (
        'earlier = explore.start(period="2023-H1")\nlen(earlier.allocations), len(data.allocations)'
    ),
    # filter
    "one village": 'vries = homes[homes["village"] == "Vries"]\ndata.grid(vries)',
    "poor labels": 'poor = homes[homes["energy_label"].isin(["E", "F", "G"])]\nlen(poor)',
    "old and cheap": 'homes.query("construction_year < 1970 and net_rent_eur_per_month < 500")',
    "what is missing": "homes.isna().sum().sort_values()",
    # join
    "rents beside homes": 'with_rents = data.join(homes, "rents")\nwith_rents["valid_from"].max()',
    "households beside homes": 'people = data.join(homes, "households")\npeople["adults"].mean()',
    "the home of a letting": 'lettings = data.join(data.allocations, "dwellings")\nlettings["village"].value_counts()',
    "the name of a complex": 'data.join(data.dwellings, "complexes")["complex_name"].head()',
    "points of an inspection": 'data.join(data.observations, "inspections")["village"].value_counts()',
    # map
    "rents on a map": 'data.map(homes, "net_rent_eur_per_month")',
    "labels on a map of villages": 'data.map(homes, "energy_label", by="village")',
    "lettings on a map": 'data.map(data.allocations, "is_first_housing", by="village")',
    # compare
    "rents by village": 'data.compare(homes, "net_rent_eur_per_month", by="village")',
    "labels by association": 'data.compare(homes, "energy_label", by="corporation")',
    "lettings by half-year": 'data.compare(data.allocations, "is_vacated_dwelling", by=("period", "corporation"))',
    "a published result": 'data.results("displacement.urgent_share")',
    "an indicator": (
        "from analysis.indicators import displacement\n"
        'lettings = displacement.lettings(data.allocations, data.dwellings, **data.run.inputs("displacement"))\n'
        "displacement.shares(lettings, period=data.period)"
    ),
    # try out
    "another plan for Laarhove": "data.what_if.laarhove(homes=265)",
    "five more lettings": 'data.what_if.line(association="SEW", more_regular=5)',
    "dearer gas": "data.what_if.energy(gas_tariff_eur_per_m3=2.50)",
    # export
    "homes to a spreadsheet": 'data.export(poor, "poor-labels", form="xlsx")',
    "homes to a map": 'data.export(homes, "homes", form="gpkg")',
}
