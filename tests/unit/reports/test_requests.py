"""Run files and options become requests, or one clear refusal."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import paths
from analysis.errors import ParameterError
from analysis.reports.requests import from_files

OTHER = paths.PARAMS / "runs" / "2023-H1.yml"


def requests(*files: Path, **options: object) -> list:
    return from_files(list(files) or [paths.REFERENCE_RUN], delivery=paths.SAMPLE, out=Path("out"), **options)


def test_the_folder_is_named_after_the_run_file() -> None:
    assert [request.folder for request in requests()] == [Path("out/reference")]


def test_a_changed_profile_is_appended_to_the_name() -> None:
    (request,) = requests(profile="internal")
    assert (request.name, request.parameters.profile) == ("reference-internal", "internal")


def test_the_file_s_own_profile_is_not_appended() -> None:
    assert requests(profile="public")[0].name == "reference"


def test_several_runs_are_several_requests() -> None:
    assert [request.name for request in requests(paths.REFERENCE_RUN, OTHER)] == ["reference", "2023-H1"]


def test_two_runs_of_one_name_are_refused() -> None:
    with pytest.raises(ParameterError, match="same name"):
        requests(OTHER, OTHER)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"only": ("98",)}, "98"),
        ({"fail_on": "sad"}, "sad"),
        ({"profile": "everyone"}, "everyone"),
        ({"language": "de"}, "de"),
    ],
)
def test_what_cannot_be_meant_is_refused(options: dict[str, object], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        requests(**options)
