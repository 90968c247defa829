"""Words and imprint that every test of the presentation needs."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.presentation.imprint import Imprint
from analysis.presentation.texts import Texts


@pytest.fixture
def texts():
    return Texts("en")


@pytest.fixture
def imprint():
    return Imprint(
        "Delivery of the associations, sample; CBS neighbourhoods 2022", date(2023, 12, 31), is_synthetic=True
    )
