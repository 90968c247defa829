"""Editions: whose rows a party sees, and whose it does not."""

from __future__ import annotations

import pytest

from analysis.errors import ParameterError
from analysis.parameters import edition, load_register, others

CORPORATIONS = ("SEW", "Woonborg")


@pytest.fixture
def register():
    return load_register("2023")


@pytest.mark.parametrize(
    ("asked", "party", "corporation", "slug"),
    [
        ("SEW", "SEW", "SEW", "SEW"),
        ("Woonborg", "Woonborg", "Woonborg", "Woonborg"),
        ("HBV", "HBV", "SEW", "HBV"),
        ("AH_WOON", "AH WOON", "Woonborg", "AH_WOON"),
        ("AH WOON", "AH WOON", "Woonborg", "AH_WOON"),
        ("gemeente", "gemeente", "", "gemeente"),
    ],
)
def test_whose_rows_a_party_sees(register, asked, party, corporation, slug):
    found = edition(register, asked)
    assert (found.party, found.corporation, found.slug) == (party, corporation, slug)


@pytest.mark.parametrize("asked", ["sew", "Woonborgh", "Tynaarlo", ""])
def test_an_unknown_party_is_refused_with_the_parties_there_are(register, asked):
    with pytest.raises(ParameterError, match=r"choose from gemeente, Woonborg, SEW, AH_WOON, HBV"):
        edition(register, asked)


@pytest.mark.parametrize(
    ("corporation", "left_out"), [("SEW", {"Woonborg", "AH WOON"}), ("Woonborg", {"SEW", "HBV"}), ("", set())]
)
def test_who_is_left_out(register, corporation, left_out):
    assert others(register, corporation, CORPORATIONS) == left_out


def test_an_association_the_register_does_not_know_is_left_out_too(register):
    assert "Elders" in others(register, "SEW", [*CORPORATIONS, "Elders"])


def test_other_names_of_who_is_left_out_are_left_out(register):
    renamed = register.model_copy(update={"also_called": {"Stichting Woonborg": "Woonborg", "Gemeente": "gemeente"}})
    assert "Stichting Woonborg" in others(renamed, "SEW", CORPORATIONS)
    assert "Gemeente" not in others(renamed, "SEW", CORPORATIONS)
