"""Pictures are written whole or not at all, and say at which times they see the talks."""

import sys
from unittest import mock

import pytest

from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place

TALKS = ("-n", "inc-aap-haryana-2024")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    made = Place(tmp_path_factory.mktemp("charts"))
    import_examples(made)
    return made


def test_a_picture_is_written_to_a_file(place: Place) -> None:
    drawn = place.run("chart", "-o", "talks.svg", *TALKS, "--as-of", "2024-09-07")
    assert drawn.code == 0, drawn.stderr
    assert "timeline of inc-aap-haryana-2024, 25 steps, to talks.svg" in drawn.stderr
    svg = (place.here / "talks.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "as of 7 Sep 2024 (end of day, Asia/Kolkata)" in svg
    assert "as recorded up to @" in svg
    assert place.run("chart", "offers", "-o", "offers.png", *TALKS, "--dark").code == 0
    assert (place.here / "offers.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_may_go_to_stdout(place: Place) -> None:
    drawn = place.run("chart", "-o", "-", *TALKS)
    assert drawn.stdout.startswith("<svg")
    assert drawn.stderr == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("chart",), 2, "missing: --output"),
        (("chart", "-o", "talks.gif"), 2, "neither .svg nor .png"),
        (("chart", "map", "-o", "talks.svg"), 2, "timeline"),
        (("chart", "-o", "nowhere/talks.svg"), 1, "there is no folder"),
        (("chart", "-o", "{ledger}"), 2, "neither .svg nor .png"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    words: tuple[str, ...], code: int, said: str, place: Place
) -> None:
    given = [each.replace("{ledger}", str(place.ledger)) for each in words]
    before = set(place.here.iterdir())
    refused = place.run(*given, *TALKS)
    assert refused.code == code
    assert said in refused.stderr
    assert set(place.here.iterdir()) == before


def test_without_the_extra_it_says_what_to_install(place: Place) -> None:
    drawing = [name for name in sys.modules if name.startswith("parley.web.charts")]
    missing = dict.fromkeys(["altair", "vl_convert"])
    with mock.patch.dict(sys.modules, missing):
        for name in drawing:
            del sys.modules[name]
        refused = place.run("chart", "-o", "other.svg", *TALKS)
    assert refused.code == 1
    assert "pip install 'parley-ledger[charts]'" in refused.stderr


def test_a_picture_that_cannot_be_put_in_place_leaves_nothing(place: Place) -> None:
    target = place.here / "folder.svg"
    target.mkdir()
    refused = place.run("chart", "-o", "folder.svg", *TALKS)
    assert refused.code == 1
    assert [each for each in place.here.iterdir() if each.name.startswith("folder.svg")] == [target]
