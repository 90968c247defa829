"""English words for the codes that the themes share."""

from __future__ import annotations

from typing import Final

VERDICTS: Final = {
    "kept": "kept",
    "at_risk": "at risk",
    "broken": "broken",
    "not_assessable": "not assessable",
    "reported_by_hand": "reported by hand",
    "": "no verdict",
    # a verdict that its reason tells more of: see `analysis.presentation.standing`
    "kept_as_reported": "kept, as reported",
    "at_risk_as_reported": "at risk, as reported",
    "broken_as_reported": "broken, as reported",
    "not_measured_yet": "not measured yet",
    "cannot_be_judged": "cannot be judged",
    "shown_without_line": "cannot be judged",
}
SYMBOLS: Final = {
    "kept": "\N{HEAVY CHECK MARK}",
    "at_risk": "\N{BLACK UP-POINTING TRIANGLE}",
    "broken": "\N{HEAVY MULTIPLICATION X}",
    "not_assessable": "?",
    "reported_by_hand": "\N{LOWER RIGHT PENCIL}",
    "": "\N{EN DASH}",
    "kept_as_reported": "\N{HEAVY CHECK MARK}",
    "at_risk_as_reported": "\N{BLACK UP-POINTING TRIANGLE}",
    "broken_as_reported": "\N{HEAVY MULTIPLICATION X}",
    "not_measured_yet": "\N{HORIZONTAL ELLIPSIS}",
    "cannot_be_judged": "?",
    "shown_without_line": "?",
}
CONCLUSIONS: Final = {
    "kept": "On the delivered data the figure meets the line of the agreement; it does not say why.",
    "at_risk": "The figure calls for talks between the parties; the agreement is not broken by it.",
    "broken": "On the delivered data the figure misses the line of the agreement; it does not say who caused it.",
    "not_assessable": "Nothing may be concluded: neither that the agreement is kept nor that it is broken.",
    "reported_by_hand": "A party reported this; it was not measured.",
    "": "The text of the agreement sets no line, so the figure is shown without a verdict.",
    "kept_as_reported": "A party reports that it was done in time; nothing was measured.",
    "at_risk_as_reported": "A party reports that it was not done, or not in time; nothing was measured.",
    "broken_as_reported": "A party reports that it was done after its day; nothing was measured.",
    "not_measured_yet": "Nothing may be concluded yet: it was not measured.",
    "cannot_be_judged": "Nothing may be concluded: neither that the agreement is kept nor that it is broken.",
    "shown_without_line": "The figure is shown without a verdict, because the text names no number to reach.",
}
NOT_MEASURED: Final = {
    "not built yet": "not measured yet: this monitor has no analysis for it so far",
    "not in this run": "not measured: its analysis is not part of this run",
}
"""Reasons of the results that say that nobody measured, and the words for them."""
LANGUAGES: Final = {"en": "English", "nl": "Dutch"}
PARTIES: Final = {"gemeente": "the municipality"}
"""Parties that are called by a word; associations and tenants' organisations go by their name."""
COMMITMENTS: Final = {
    "duty": "A duty: missing it breaks the agreement.",
    "intention": "An intention: it can be at risk, never broken.",
    "signal": "A signal: over the line the parties have to talk; it is never broken.",
    "process": "A way of working together: the parties report it, it is not measured.",
}
NORM_STATUSES: Final = {"verified": "verified", "reading": "our reading", "assumption": "assumption"}
QUESTIONS: Final = {
    "00_overview": "Which of the agreements are kept?",
    "01_data_quality": "What was delivered, what is missing, how old is it?",
    "10_energy_poverty_by_complex": "Where is energy poverty greatest?",
    "11_housing_costs": "Who cannot pay rent, energy and local taxes?",
    "12_rent_levels": "Are enough homes below the first cap?",
    "13_rent_increase": "Did rents rise no more than agreed?",
    "20_social_stock_by_village": "Is the social stock kept, village by village?",
    "21_building_programme": "What was planned, built, demolished and sold?",
    "22_laarhove_social_share": "Will Laarhove reach its share of social rent?",
    "23_home_seekers": "How hard is it to find a home?",
    "30_energy_labels": "Will labels E, F and G be gone in time, without higher costs?",
    "40_displacement_by_urgent_seekers": "Are regular seekers displaced by urgent ones?",
    "41_permit_holders": "Is the task met, pro rata, and where?",
    "60_neighbourhood_inspections": "What should the next wijkschouw look at?",
}
STEPS: Final = {
    "start": "start",
    "new": "new",
    "rebuilt": "rebuilt",
    "bought": "bought",
    "transformed": "transformed",
    "split_or_merged": "split or merged",
    "demolished": "demolished",
    "sold": "sold",
    "administrative": "administrative",
    "end": "end",
    "temporary": "of which temporarily out of use",
}
BANDS: Final = {
    "above": "clearly above",
    "not_distinguishable": "not distinguishable",
    "below": "clearly below",
}
SEGMENTS: Final = {
    "social_rent": "social rent",
    "cheap_sale": "cheap sale",
    "middle": "middle segment",
    "expensive": "expensive",
    "social": "social rent",
    "cheap": "social rent and cheap sale",
    "other": "other homes",
}
STATUSES: Final = {
    "all": "whole plan",
    "planned": "planned",
    "permitted": "at least permitted",
    "under_construction": "at least under construction",
    "delivered": "delivered",
}
PROFILES: Final = {
    "internal": "internal: exact figures",
    "partners": "partners: small groups withheld",
    "public": "public: small groups withheld, figures coarser",
}
SEVERITIES: Final = {"refused": "refused", "warning": "warning", "note": "note"}
BASES: Final = {"allocations": "all allocations", "vacated": "vacated homes"}
BOUNDS: Final = {"at_most": "at most {figure}", "at_least": "at least {figure}"}
SCENARIO_ENDS: Final = {"low": "{assumption}, low end", "high": "{assumption}, high end"}
DIMENSIONS: Final = {
    "village": "Village",
    "corporation": "Association",
    "dwelling_type": "Dwelling type",
    "period": "Half-year",
}
DWELLING_TYPES: Final = {  # VERA, EENHEIDDETAILSOORT
    "BEN": "ground-floor flat",
    "BOV": "upper-floor flat",
    "COR": "corridor flat",
    "EIN": "end-of-terrace house",
    "GAL": "gallery flat",
    "GTW": "linked semi-detached house",
    "GWO": "linked house",
    "HAL": "half-detached house",
    "HER": "town house",
    "HOE": "corner house",
    "KAM": "room",
    "MAI": "maisonette",
    "POF": "flat on a closed stairwell",
    "POW": "home on an open porch",
    "TIJ": "temporary home",
    "TIN": "tiny house",
    "TUS": "terraced house",
    "TWE": "semi-detached house",
    "VRI": "detached house",
}
UNITS: Final = {
    "share": "share",
    "share_per_year": "share per year",
    "homes": "homes",
    "homes_per_year": "homes per year",
    "years": "years",
    "days": "days",
    "months": "months",
    "persons": "persons",
    "responses_per_home": "responses per home",
    "households": "households",
    "cases": "cases",
    "reports": "reports",
    "points": "points",
    "inspections": "inspections",
    "eur_per_home": "euro per home",
    "cases_per_1000_homes": "cases per 1,000 homes",
    "plans": "plans",
    "fte": "FTE",
    "eur": "euro",
    "eur_per_month": "euro per month",
    "eur_per_year": "euro per year",
    "eur_per_m3": "euro per m³",
    "eur_per_kwh": "euro per kWh",
    "eur_per_gj": "euro per GJ",
    "m3_per_year": "m³ per year",
    "kwh_per_year": "kWh per year",
    "gj_per_year": "GJ per year",
    "year": "year",
    "label": "energy label",
    "labels": "energy labels",
    "step": "step",
    "codes": "codes",
    "kinds of measure": "kinds of measure",
    "name": "name",
    "factor": "factor",
    "text": "text",
    "yes or no": "yes or no",
    "times": "times",
    "number": "number",
}
WEIGHED: Final = frozenset({"permit_holders.task_share"})
"""Shares of a weighed whole: their numerator and denominator are products, and no count a reader knows."""
