"""Pictures and pages can be read, at every width and of any talks: no word covers another, none
leaves the picture, none is too small, and the key is always there."""

import random
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from parley.events.canonical import JsonObject
from parley.events.politics import Draft
from parley.negotiation.views.seen import Seen
from parley.web.charts.contest import contest
from parley.web.charts.ground import TURNED_BELOW, Request
from parley.web.charts.lettering import Box, Sheet, shortened, width_of, wrapped
from parley.web.charts.looks import contrast, palette_of
from parley.web.charts.marks import svg_of
from parley.web.reports.page import STYLE
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    ON_RECORD,
    closes,
    collapses,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    says,
    step,
)
from tests.web.test_charts import Picture, svg_drawn

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (320, 360, 559, 560, 640, 960, 1400)
PICTURES: tuple[Picture, ...] = ("timeline", "offers")
LEAST = 4.5
"""Contrast that words need: WCAG 2.2, success criterion 1.4.3."""
REPORTED: JsonObject = {"attribution": "media_report", "outlet": "A Paper with a long name"}


def talks_of(count: int, seed: int) -> Seen:
    """Talks of so many steps in which figures come near one another, and each state is short."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    steps: list[Draft] = [proposes("2024-09-01"), opens("2024-09-02")]
    days = chance.choice((3, 25, 90))
    for number in range(count - 3):
        day = 3 + number * days // count
        at = f"2024-{9 + day // 30:02}-{1 + day % 30:02}"
        evidence = chance.choice((ON_RECORD, ANONYMOUS, REPORTED))
        made = (
            offers(str(chance.randrange(3, 9)), at, evidence=evidence),
            demands(str(chance.randrange(7, 14)), at, evidence=evidence),
            says(at=at, evidence=evidence),
            offers(f"{chance.randrange(3, 5)}..{chance.randrange(6, 9)}", at, evidence=evidence),
            offers("a good and respectable number of seats in the north", at, evidence=evidence),
            demands(f"{chance.randrange(20, 80)}..", at, evidence=evidence),
            offers("2", at, evidence=evidence, in_addition=True),
            step("UnilateralMoveMade", at, by="AAP", kind="candidate_list", evidence=evidence),
            meets(at),
        )
        steps.append(chance.choice(made))
    ends: tuple[list[Draft], ...] = (
        [deal("2024-12-28")],
        [collapses("2024-12-28"), closes("2025-01-05")],
        [],
    )
    steps += chance.choice(ends)
    title = "Talks between two parties that have a long name each, about seats and about much else"
    talks = Talks()
    verdict = talks.record(registers(title=title), *steps)
    assert not verdict.problems, verdict.problems
    return talks.seen()


SHORT = [(4, seed) for seed in range(6)]
LONG = [(count, seed) for count in (12, 30, 47) for seed in range(4)]


@pytest.fixture(scope="module", params=[*SHORT, *LONG, (160, 1)], ids=str)
def seen(request: pytest.FixtureRequest) -> Seen:
    """Short, long and very long talks."""
    count, seed = request.param
    return talks_of(count, seed)


def words_of(svg: str) -> list[tuple[str, float, Box]]:
    """Each word of a picture, its size, and the room that it takes up."""
    found: list[tuple[str, float, Box]] = []
    for each in ElementTree.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - we made it
        size = float(each.get("font-size", "0"))
        word = each.text or ""
        wide = width_of(word, size, bold=each.get("font-weight") == "bold")
        left = float(each.get("x", "0"))
        left -= {"start": 0.0, "middle": wide / 2, "end": wide}[each.get("text-anchor", "start")]
        base = float(each.get("y", "0"))
        found.append((word, size, Box(left, base - size * 0.75, left + wide, base + size * 0.2)))
    return found


def size_of(svg: str) -> tuple[float, float]:
    (size,) = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return float(size[0]), float(size[1])


def faults(svg: str) -> list[object]:
    """Words that cover one another, that leave the picture, or that are too small."""
    wide, high = size_of(svg)
    found = words_of(svg)
    bad: list[object] = [
        (one, other)
        for (one, _, room), (other, _, room_2) in combinations(found, 2)
        if room.meets(room_2)
    ]
    bad += [
        word
        for word, _, room in found
        if room.left < 0 or room.right > wide or room.top < 0 or room.bottom > high
    ]
    # A phone of 320 pixels shows the picture for phones, of as many, on 281 of them.
    least = 14 if wide < TURNED_BELOW else 12
    return [*bad, *(word for word, size, _ in found if size < least)]


@pytest.mark.parametrize("width", WIDTHS)
def test_words_keep_to_themselves_within_the_picture_and_are_large_enough(
    seen: Seen, width: int
) -> None:
    for picture in PICTURES:
        svg = svg_drawn(seen, picture, width=width)
        assert len(words_of(svg)) > 3
        assert faults(svg) == []


def test_a_fault_would_be_found() -> None:
    svg = svg_drawn(talks_of(12, 1))
    word = next(each for each in re.findall(r"<text [^>]*>[^<]+</text>", svg))
    assert faults(svg.replace("</svg>", f"{word}</svg>"))
    assert faults(svg.replace("</svg>", word.replace('x="4"', 'x="-9"') + "</svg>"))
    small = re.sub(r'font-size="\d+"', 'font-size="11"', word)
    assert faults(svg.replace(word, small))


def test_a_picture_fits_on_a_screen_and_has_its_key(seen: Seen) -> None:
    for picture in PICTURES:
        svg = svg_drawn(seen, picture, width=1000)
        assert size_of(svg)[1] <= 900
        said = {word for word, _, _ in words_of(svg)}
        if "no offer, and no demand that is bargained over, is recorded" not in said:
            assert said & {"on record", "unnamed source", "media report"}
            assert "talks underway" in said


def test_the_lanes_of_a_contest_keep_to_themselves() -> None:
    members = [talks_of(count, count) for count in (4, 12, 30)]
    names = members[0].registration.names
    for width in WIDTHS:
        request = Request(
            palette=palette_of(names), called={x.party: x.name for x in names}, width=width
        )
        assert faults(svg_of(contest(members[0], members, request))) == []


@pytest.mark.slow
def test_a_thousand_steps_fit_as_well() -> None:
    seen = talks_of(1_000, 7)
    for picture in PICTURES:
        for width in WIDTHS:
            assert faults(svg_drawn(seen, picture, width=width)) == []
        assert size_of(svg_drawn(seen, picture, width=1000))[1] <= 900


# Contrast ---------------------------------------------------------------------------------------


def test_contrast_is_counted_as_it_is_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_words_of_a_page_stand_out_from_what_is_behind_them() -> None:
    themes = re.findall(r":root\{([^}]*--paper[^}]*)\}", STYLE)
    assert len(themes) == 3  # light, dark, on paper
    for theme in themes:
        found = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", theme))
        colours = {
            name: each if len(each) == 7 else "#" + "".join(sign * 2 for sign in each[1:])
            for name, each in found.items()
        }
        low = [
            (word, ground)
            for word in ("ink", "faint", "link")
            for ground in ("paper", "band", "warn")
            if contrast(colours[word], colours[ground]) < LEAST
        ]
        assert low == []


# Room for words ---------------------------------------------------------------------------------

SIZES = st.floats(min_value=8, max_value=20)
BOXES = st.builds(
    lambda left, top, wide, high: Box(left, top, left + wide, top + high),
    *(st.integers(0, 100), st.integers(0, 100), st.integers(1, 30), st.integers(1, 30)),
)


@tried(st.text(max_size=60), SIZES, st.floats(min_value=60, max_value=400))
def test_wrapped_words_are_all_there_in_their_order(words: str, size: float, room: float) -> None:
    lines = wrapped(words, size, room)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width_of(line, size) <= room for line in lines)


@tried(st.text(alphabet="abcdefgh ", max_size=200), SIZES, st.integers(1, 4))
def test_shortened_words_fit_and_say_where_they_go_on(words: str, size: float, lines: int) -> None:
    kept = shortened(words, size, 120, lines)
    assert len(kept) <= lines
    assert all(width_of(line, size) <= 120 for line in kept)
    assert kept == wrapped(words, size, 120) or kept[-1].endswith("…")


@tried(st.lists(BOXES, max_size=8), st.lists(st.lists(BOXES, max_size=4), max_size=8))
def test_what_is_placed_covers_nothing(taken: list[Box], wanted: list[list[Box]]) -> None:
    bounds = Box(0, 0, 110, 110)
    sheet = Sheet(bounds, [])
    for box in taken:
        sheet.take(box)
    placed = [found for choices in wanted if (found := sheet.place(choices)) is not None]
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert not any(box.meets(other) for box in placed for other in taken)
    assert all(box.right <= bounds.right and box.bottom <= bounds.bottom for box in placed)


def test_a_place_off_the_lines_is_taken_first() -> None:
    crossed, free = Box(0, 0, 10, 10), Box(0, 20, 10, 30)
    assert Sheet(Box(0, 0, 50, 50), [Box(0, 4, 50, 6)]).place([crossed, free]) == free
