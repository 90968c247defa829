"""Reading YAML: the traps that are closed, and the file and line in every refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ParameterError
from analysis.parameters.reading import Strict, frozen, read, shown
from analysis.parameters.wording import suggestion
from analysis.paths import ROOT


class _Leaf(Strict):
    threshold: str


class _Tree(Strict):
    name: str
    leaves: tuple[_Leaf, ...]


@pytest.fixture
def write(tmp_path):
    def _write(text: str) -> Path:
        path = tmp_path / "some.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_a_key_that_occurs_twice_is_refused_with_its_line(write):
    with pytest.raises(ParameterError, match=r"some\.yml, line 3: the key 'a' occurs twice"):
        read(write("a: 1\nb: 2\na: 3\n"))


def test_a_key_that_occurs_twice_deep_inside_is_refused(write):
    with pytest.raises(ParameterError, match=r"line 2: the key 'x' occurs twice"):
        read(write("a:\n  - {x: 1, x: 2}\n"))


def test_a_bare_date_is_refused_with_the_remedy(write):
    with pytest.raises(ParameterError, match=r'line 2: 2023-12-31 is a bare date: write it in quotes, "2023-12-31"'):
        read(write("a: 1\nday: 2023-12-31\n"))


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "NO", "Y"])
def test_words_stay_words(write, word):
    assert read(write(f"a: {word}\n")).value == {"a": word}


def test_true_and_false_are_booleans(write):
    assert read(write("a: true\nb: false\n")).value == {"a": True, "b": False}


def test_an_absent_file_an_empty_file_and_broken_yaml_are_refused(write, tmp_path):
    with pytest.raises(ParameterError, match="there is no such file"):
        read(tmp_path / "absent.yml")
    with pytest.raises(ParameterError, match="the file is empty"):
        read(write("# nothing\n"))
    with pytest.raises(ParameterError, match=r"some\.yml, line 2"):
        read(write("a: [1,\n"))


def test_every_complaint_comes_at_once_with_its_line(write):
    text = 'name: "n"\nleaves:\n  - {threshold: 0.20}\n  - treshold: "0.20"\n'
    with pytest.raises(ParameterError) as refused:
        read(write(text)).build(_Tree)
    lines = str(refused.value).splitlines()
    assert len(lines) == 3
    assert "line 3: 'leaves.0.threshold' is 0.2, which is not text: write it in quotes" in lines[0]
    assert "line 4: 'leaves.1.threshold' is missing" in lines[1]
    assert "line 4: 'leaves.1.treshold' is not a known key; did you mean 'threshold'?" in lines[2]


def test_records_cannot_be_changed():
    leaf = _Leaf(threshold="0.20")
    with pytest.raises(ValueError, match="frozen"):
        leaf.threshold = "0.30"


def test_lists_become_tuples_all_the_way_down():
    assert frozen([1, [2, [3]]]) == (1, (2, (3,)))


def test_a_path_is_shown_from_the_root_of_the_repository():
    assert shown(ROOT / "params" / "runs" / "reference.yml") == "params/runs/reference.yml"


def test_a_suggestion_names_the_nearest_word_the_few_known_ones_or_neither():
    assert suggestion("treshold", ["threshold", "kind"]) == "did you mean 'threshold'?"
    assert suggestion("qqq", ["b", "a"]) == "expected one of 'a', 'b'"
    assert suggestion("qqq", [f"word{number}" for number in range(20)]) == "none of the 20 known ones resembles it"
