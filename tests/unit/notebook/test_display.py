"""What a notebook puts on the screen: no picture without words that say what it shows."""

from __future__ import annotations

import pytest

from analysis.notebook import display


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    told: list[tuple] = []
    monkeypatch.setattr(display, "display", lambda bundle, **options: told.append((bundle, options["metadata"])))
    return told


@pytest.mark.parametrize("alt", ["", "  \n ", "Lettings per half-year"])
def test_a_picture_without_words_is_refused(alt: str, shown: list[tuple]) -> None:
    with pytest.raises(ValueError, match="does not say what the picture shows"):
        display.picture(b"png", alt)
    assert shown == []


def test_a_picture_carries_its_words(shown: list[tuple]) -> None:
    words = "Lettings per half-year: 16.5 %, 20.0 %, 22.5 %, line at 20 %."
    display.picture(b"png", words)
    ((bundle, about),) = shown
    assert (bundle["text/plain"], about["image/png"]["alt"]) == (words, words)
