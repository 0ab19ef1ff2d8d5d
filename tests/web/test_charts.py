"""Pictures show every step, invent no figure and no hour, and stand alone."""

import re
from typing import Literal
from xml.etree import ElementTree

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.evidence import ATTRIBUTION_CLASSES
from parley.negotiation.steps import CATALOGUE
from parley.negotiation.views.seen import Seen
from parley.web.charts.drawing import draw
from parley.web.charts.ground import PER_ROW
from parley.web.charts.looks import (
    FAMILY_NAMES,
    FILLING_NAMES,
    FILLINGS,
    SHAPES,
    look_of,
    mixed,
)
from parley.web.charts.offers import PANELS_MAX
from parley.web.charts.offers import offers as draw_offers
from parley.web.charts.timeline import timeline
from tests.negotiation.given import given
from tests.negotiation.words import deal, demands, meets, offers, opens, proposes, registers, says

Picture = Literal["timeline", "offers"]
Theme = Literal["light", "dark"]
UNNAMED: JsonObject = {"attribution": "anonymous", "source_as_described": "party insiders"}


def svg_of(seen: Seen, picture: Picture = "timeline", theme: Theme = "light") -> str:
    make = draw_offers if picture == "offers" else timeline
    chart = make(seen, theme=theme, asked="as recorded up to @7")
    return draw(chart, look_of(theme), "svg").decode()


def seen_of(*drafts: Draft, registration: Draft | None = None, as_of: str | None = None) -> Seen:
    return given(*drafts, registration=registration).talks.seen(as_of)


def told(svg: str) -> list[int]:
    """The steps of which a mark says that it is theirs."""
    return sorted({int(number) for number in re.findall(r'aria-label="v(\d+), ', svg)})


def texts(svg: str) -> list[str]:
    """Everything that is written in a picture."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - we made it
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.fixture(scope="module")
def talks() -> Seen:
    """Talks with figures, words, unnamed sources and a silence of some days."""
    return seen_of(
        opens("2024-09-02"),  # v2
        offers("5", "2024-09-03"),
        demands("10", "2024-09-03"),
        offers("“good small numbers”", "2024-09-04T14:30"),  # v5
        says(at="2024-09-04"),
        offers("6..7", "2024-09-09", evidence=UNNAMED),
        meets("2024-09-09"),  # v8
    )


def test_every_step_type_is_drawn_as_something_that_the_legend_can_name() -> None:
    assert {kind.family for kind in CATALOGUE.values()} == set(SHAPES) == set(FAMILY_NAMES)
    assert set(FILLINGS) == set(FILLING_NAMES) == set(ATTRIBUTION_CLASSES.values())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_timeline_has_a_mark_of_every_step(talks: Seen, theme: Theme) -> None:
    svg = svg_of(talks, theme=theme)
    assert told(svg) == [row.step for row in talks.steps]
    written = texts(svg)
    assert {"v2", "v8", "INC", "AAP", "talks underway"} <= set(written)


def test_a_day_gets_no_hour_and_is_named_once(talks: Seen) -> None:
    written = texts(svg_of(talks))
    assert written.count("2 Sep 2024") == 2  # above the lanes, and in the list below
    assert [
        each for each in written if ":" in each and "14:30" not in each and "v" in each[:1]
    ] == []
    assert [each for each in written if re.search(r"\d\d:\d\d", each)] == [
        "4 Sep 2024 14:30 (Asia/Kolkata)"
    ] or all("14:30" in each for each in written if re.search(r"\d\d:\d\d", each))


def test_a_silence_is_counted_out(talks: Seen) -> None:
    assert "← 4 days →" in texts(svg_of(talks))


def test_offers_and_demands_stand_with_their_figures_and_the_gap_is_named(talks: Seen) -> None:
    svg = svg_of(talks, "offers")
    written = texts(svg)
    assert told(svg) == [3, 4, 5, 7]
    assert {"v3: 5", "v4: 10", "gap 5"} <= set(written)
    assert {"on record", "unnamed source"} <= set(written)


def test_words_without_a_number_have_no_height_but_a_hatched_block(talks: Seen) -> None:
    svg = svg_of(talks, "offers")
    assert any("good small numbers" in each for each in texts(svg))
    hatched = re.findall(r'<path aria-label="v(\d+), [^>]*fill="url\(#hatch\)"', svg)
    assert hatched == ["5"]
    assert 'id="hatch"' in svg
    marks = re.findall(r'<path aria-label="v(\d+), [^>]*', svg)
    assert marks.count("5") == 1  # the block is its only mark
    only_words = svg_of(seen_of(opens(), offers("“good small numbers”")), "offers")
    counts = [each for each in texts(only_words) if each.isdigit()]
    assert counts == []


def test_our_reading_of_words_says_that_it_is_ours() -> None:
    quantity: JsonObject = {
        "kind": "unquantified",
        "verbatim": "single digit",
        "reads_as": {"kind": "range", "low": 1, "high": 9},
    }
    svg = svg_of(
        seen_of(opens(), offers(terms={"issue": "seat_count", "quantity": quantity})), "offers"
    )
    written = texts(svg)
    assert any("our reading" in each for each in written)
    assert "our reading of words" in written


def test_conflicting_sources_are_drawn_apart() -> None:
    seen = seen_of(opens(), offers("5"), offers("7", evidence=UNNAMED))
    written = texts(svg_of(seen, "offers"))
    assert written.count("3 Sep 2024") == 2  # one plot for each class


def test_the_state_is_written_where_it_has_room_and_told_where_it_has_none() -> None:
    svg = svg_of(seen_of(proposes("2024-09-01"), opens("2024-09-02"), deal("2024-09-03")))
    assert 'aria-label="deal reached"' in svg
    assert 'aria-label="talks underway"' in svg


def test_a_fixed_date_ahead_stands_in_the_margin() -> None:
    dates: JsonValue = [
        {"what": "poll", "when": "2024-10-05", "evidence": {"attribution": "public_record"}}
    ]
    seen = seen_of(opens("2024-09-02"), registration=registers(dates=dates), as_of="2024-09-07")
    assert any("poll in 28 days → 5 Oct 2024" in each for each in texts(svg_of(seen)))


def test_synthetic_data_says_so_on_its_face() -> None:
    seen = seen_of(opens(), offers("5"), registration=registers(synthetic=True))
    for picture in ("timeline", "offers"):
        assert any("SYNTHETIC DATA" in each for each in texts(svg_of(seen, picture)))


def test_long_talks_go_on_in_the_next_row() -> None:
    steps = [says(at=f"2024-09-{3 + number // 10:02}") for number in range(2 * PER_ROW)]
    svg = svg_of(seen_of(opens("2024-09-02"), *steps))
    assert len(told(svg)) == 2 * PER_ROW + 1
    assert texts(svg).count("INC") == 3


def test_what_has_not_happened_yet_is_said_in_words() -> None:
    seen = seen_of(opens("2024-09-02"), as_of="2024-09-01")
    assert "nothing had happened yet" in texts(svg_of(seen))
    assert any("nobody had offered" in each for each in texts(svg_of(seen, "offers")))


def test_more_than_can_be_drawn_is_counted() -> None:
    issues = (
        "seat_count",
        "seat_swap",
        "campaign",
        "programme",
        "portfolios",
        "speaker",
        "symbol",
    )
    terms: JsonValue = [{"issue": each, "words": "something"} for each in issues]
    svg = svg_of(seen_of(opens(), offers(terms=terms)), "offers")
    assert len(issues) == PANELS_MAX + 1
    assert any("1 more is not drawn: offers lists all" in each for each in texts(svg))


@pytest.mark.parametrize("picture", ["timeline", "offers"])
def test_a_picture_stands_alone_and_is_the_same_each_time(talks: Seen, picture: Picture) -> None:
    svg = svg_of(talks, picture)
    assert svg == svg_of(talks, picture)
    assert "<script" not in svg
    assert re.findall(r'(?:href|src)="', svg) == []
    assert set(re.findall(r"https?://[^\"]+", svg)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


@pytest.mark.parametrize("picture", ["timeline", "offers"])
def test_a_screen_reader_is_told_what_it_shows(talks: Seen, picture: Picture) -> None:
    (label,) = re.findall(
        r'^<svg role="graphics-document document" aria-label="([^"]*)"', svg_of(talks, picture)
    )
    assert label.startswith("Timeline of Talks" if picture == "timeline" else "Offers and demands")
    assert "v3" in label


def test_a_png_is_one(talks: Seen) -> None:
    png = draw(timeline(talks), look_of("light"), "png")
    assert png.startswith(b"\x89PNG\r\n")


def test_colours_are_mixed_with_the_paper() -> None:
    assert mixed("#000000", "#ffffff", 1.0) == "#000000"
    assert mixed("#000000", "#ffffff", 0.0) == "#ffffff"
    assert mixed("#ff0000", "#0000ff", 0.5) == "#800080"
