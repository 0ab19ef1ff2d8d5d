"""Pictures are written whole or not at all, and say at which times they see the talks."""

import re
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
    assert "timeline of inc-aap-haryana-2024, 24 steps, to talks.svg" in drawn.stderr
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
        (("chart", "-o", "talks.svg", "--dark", "--light"), 2, "exclude each other"),
        (("chart", "-o", "talks.svg", "--width", "100"), 2, "--width"),
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


def test_a_png_needs_a_library_and_an_svg_none(place: Place) -> None:
    with mock.patch.dict(sys.modules, {"resvg_py": None}):
        refused = place.run("chart", "-o", "other.png", *TALKS)
        assert place.run("chart", "-o", "-", *TALKS).code == 0
    assert refused.code == 1
    assert "a PNG needs resvg_py" in refused.stderr
    assert "pip install 'parley-ledger[png]'" in refused.stderr


def test_a_picture_has_the_headline_and_the_width_that_were_asked_for(place: Place) -> None:
    words = ("chart", "offers", "-o", "-", *TALKS, "--title", "Seven offered", "--width", "360")
    svg = place.run(*words).stdout
    assert ">Seven offered</text>" in svg
    assert 'viewBox="0 0 360 ' in svg
    assert "Sources: " in svg


def test_marks_bear_their_numbers_on_demand(place: Place) -> None:
    plain = place.run("chart", "-o", "-", *TALKS).stdout
    numbered = place.run("chart", "-o", "-", *TALKS, "--numbers").stdout
    assert ">v5</text>" not in plain
    assert ">v5</text>" in numbered


def test_a_contest_is_drawn_as_its_negotiations(place: Place) -> None:
    svg = place.run("chart", "-o", "-", "-n", "contest/uk-2010").stdout
    assert "2 negotiations" in svg
    assert ">Liberal Democrats</text>" in svg
    assert ">deal reached</text>" in svg
    assert ">collapsed</text>" in svg
    refused = place.run("chart", "offers", "-o", "-", "-n", "contest/uk-2010")
    assert refused.code == 2
    assert "is a contest, of which there is no offers" in refused.stderr
    refused = place.run("chart", "contest", "-o", "-", *TALKS)
    assert "timeline, offers" in refused.stderr


def test_a_party_has_one_colour_in_all_negotiations_of_a_contest(place: Place) -> None:
    inks = set()
    for slug in ("con-ld-2010", "lab-ld-2010"):
        svg = place.run("chart", "-o", "-", "-n", slug, "--light").stdout
        named = re.search(r'fill="(#[0-9a-f]{6})"[^>]*>Liberal Democrats</text>', svg)
        assert named is not None
        inks.add(named[1])
    assert len(inks) == 1


def test_a_picture_that_cannot_be_put_in_place_leaves_nothing(place: Place) -> None:
    target = place.here / "folder.svg"
    target.mkdir()
    refused = place.run("chart", "-o", "folder.svg", *TALKS)
    assert refused.code == 1
    assert [each for each in place.here.iterdir() if each.name.startswith("folder.svg")] == [target]
