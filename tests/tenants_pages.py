"""Pages for tenants made from the committed public results of the reference run, without a run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.disclosure import Policy, gate, reopened
from analysis.parameters import load_assumptions, load_register
from analysis.presentation.imprint import Imprint
from analysis.presentation.texts import Texts
from analysis.reports import finding, tenants

ON = date(2023, 12, 31)
IMPRINT = Imprint("Synthetic delivery of the associations", ON, is_synthetic=True)


def public_results():
    """Header and rows of the reference run as everyone may see them."""
    found = finding.read(paths.RESULTS / "reference.public.json", is_committed=True)
    return found.about, reopened(found.rows, data_class="household", profile="public")


def exact_results():
    """Exact rows of the reference run."""
    return finding.read(paths.RESULTS / "reference.json", is_committed=True).rows.drop(columns=["suppressed"])


def complexes():
    return pd.read_csv(paths.SAMPLE / "complexes.csv")[["complex_id", "corporation", "village"]]


def programme(profile="public"):
    """The shipped programme, after the gate; nothing in it happened after the reference date."""
    days = ["planned_on", "realised_on"]
    rows = pd.read_csv(paths.SAMPLE / "programme.csv", parse_dates=days)
    policy = Policy.from_table(load_assumptions().disclosure)
    return gate(rows, data_class="plan", profile=profile, policy=policy, by=["project_id"])


def source(language="en", published=None):
    about, rows = public_results()
    return tenants.Source.of(
        about["agreements"],
        published or rows,
        programme(),
        register=load_register("2023"),
        on=ON,
        texts=Texts(language),
    )


def villages():
    """The eighteen villages of the municipality."""
    features = json.loads((paths.SAMPLE / "neighbourhoods.geojson").read_text(encoding="utf-8"))["features"]
    return sorted({feature["properties"]["village"] for feature in features} - {None, ""})


def written(folder: Path, language: str) -> Path:
    """Write all pages of a language into a folder."""
    tenants.write(folder, villages(), source(language), IMPRINT)
    return folder / tenants.FOLDER
