"""A mailed map made of made-up tables: five layers over eighteen square villages."""

from __future__ import annotations

from datetime import date

import pandas as pd
from tests.unit.presentation.made_up import LIHELEK, VILLAGES, complexes_frame, published, squares
from tests.unit.presentation.test_maps import villages_frame

from analysis.presentation import mailed
from analysis.presentation.imprint import Imprint
from analysis.presentation.texts import Texts

ATTACK = "</script><img src=x onerror=\"document.title='broken into'\">"
SHARES = {
    "complexes": (LIHELEK, (0.1, 0.2, 0.3)),
    "labels": ("inspections.poor_label_share", (0.1, 0.2, 0.3)),
    "rents": ("rent.below_first_cap_share", (0.7, 0.8, 0.9)),
}
IMPRINT = Imprint("Delivery of the associations, sample", date(2023, 12, 31), is_synthetic=True)


def share_frame(result):
    """A share per village: known, withheld and unknown."""
    frame = villages_frame(id=result, value=[0.05, 0.15, 0.25, 0.85, 0.95, 0.2] * 3 + [0.5])
    return frame.assign(suppressed=frame["village"].isin(["Winde"]), bound=None)


def visits_frame():
    """Inspections per village: in time, due, never."""
    states = ["not_due", "due", "never"] * 6
    months = [8 if state == "not_due" else 30 if state == "due" else None for state in states]
    return pd.DataFrame({"village": VILLAGES, "months_since": pd.array(months, dtype="Int64"), "status": states})


def made_layers(**frames):
    """Every layer a report may have, as the gate gives it; `frames` stand in for some."""
    made = {
        "complexes": complexes_frame(),
        "villages": villages_frame(),
        "labels": share_frame("inspections.poor_label_share"),
        "rents": share_frame("rent.below_first_cap_share"),
        "inspections": visits_frame(),
    }
    return {name: published(frame, mailed.LAYERS[name]) for name, frame in (made | frames).items()}


def mailed_page(*, ground=None, **frames):
    """The page of those layers."""
    texts, land = Texts("en"), squares() if ground is None else ground
    layers = mailed.layers_of(made_layers(**frames), land, texts, SHARES)
    return mailed.html(layers, land, texts, IMPRINT)
