"""Pictures and pages can be read: no word covers another, none is cut off, none is too faint."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from parley.events.politics import Draft
from parley.negotiation.views.seen import Seen
from parley.web.charts.ground import PER_ROW
from parley.web.charts.lettering import Box, Sheet, broken, cut, width_of
from parley.web.charts.looks import Look, Theme, look_of, mixed
from parley.web.charts.plots import GAP_SHARE
from parley.web.reports.page import STYLE
from tests.negotiation.words import (
    ANONYMOUS,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    says,
)
from tests.web.test_charts import Picture, seen_of, svg_of, texts

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = (4, 40, 2 * PER_ROW)
NARROW = 0.85
"""How wide words are in the narrowest of the usual fonts, as a share of the widest."""
LEAST = 4.5
"""Contrast that words need: WCAG 2.2, success criterion 1.4.3."""


def talks_of(count: int) -> Seen:
    """Talks of so many steps in which figures come near one another, and each state is short."""
    steps: list[Draft] = [proposes("2024-09-01"), opens("2024-09-02")]
    for number in range(count - 3):
        at = f"2024-09-{3 + number * 25 // count:02}"
        source = ANONYMOUS if number % 3 == 2 else None
        evidence = {} if source is None else {"evidence": source}
        made = (
            offers(str(4 + number % 5), at, **evidence),
            demands(str(11 - number % 4), at, **evidence),
            says(at=at),
            offers(f"{3 + number % 3}..{6 + number % 3}", at, **evidence),
            offers("“a good and respectable number”", at, **evidence),
            demands(str(8 + number % 3), at, **evidence),
            meets(at),
        )
        steps.append(made[number % 7])
    title = "Talks between two parties that have a long name each, about seats and about much else"
    return seen_of(*steps, deal("2024-09-28"), registration=registers(title=title))


@pytest.fixture(scope="module", params=COUNTS)
def drawn(request: pytest.FixtureRequest) -> dict[Picture, str]:
    """The pictures of short, of long and of very long talks."""
    seen = talks_of(int(request.param))
    return {"timeline": svg_of(seen, "timeline"), "offers": svg_of(seen, "offers")}


def shift(transform: str) -> tuple[float, float]:
    """How far a transform moves; what is turned is moved before it is turned."""
    found = re.search(r"translate\(([-\d.e]+),([-\d.e]+)\)", transform)
    return (0.0, 0.0) if found is None else (float(found[1]), float(found[2]))


def written(svg: str, *, narrowed: float = 1.0) -> dict[tuple[str, float, float], Box]:
    """Each word of a picture once, with the room that it takes up; its halo is no second one.

    `narrowed` is for fonts in which words are narrower than in the widest.
    """
    found: dict[tuple[str, float, float], Box] = {}

    def walk(element: ElementTree.Element, left: float, top: float) -> None:
        across, down = shift(element.get("transform", ""))
        left, top = left + across, top + down
        if element.tag == f"{SVG}text":
            for word, lower in lines_of(element):
                found[word, left, top + lower] = room_of(element, word, left, top + lower, narrowed)
        for each in element:
            walk(each, left, top)

    walk(ElementTree.fromstring(svg), 0.0, 0.0)  # noqa: S314 - we made it
    return found


def lines_of(element: ElementTree.Element) -> Iterator[tuple[str, float]]:
    """Yield the lines of a text, and how far each stands below the first."""
    parts = element.findall(f"{SVG}tspan")
    if element.text:
        yield element.text, 0.0
    lower = 0.0
    for part in parts:
        lower += float(part.get("dy", "0"))
        yield part.text or "", lower


def room_of(
    element: ElementTree.Element, word: str, left: float, base: float, narrowed: float
) -> Box:
    size = float(element.get("font-size", "11px").removesuffix("px"))
    wide = narrowed * width_of(word, size, bold=element.get("font-weight") == "bold")
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    if "rotate" in element.get("transform", ""):
        return Box(left - size * 0.75, base - wide + before, left + size * 0.2, base + before)
    return Box(left - before, base - size * 0.75, left - before + wide, base + size * 0.2)


@pytest.mark.parametrize("picture", ["timeline", "offers"])
def test_no_word_of_a_picture_covers_another(drawn: dict[Picture, str], picture: Picture) -> None:
    words = written(drawn[picture])
    assert len(words) > 10
    met = [
        (one, other)
        for (one, room), (other, room_2) in combinations(words.items(), 2)
        if room.meets(room_2)
    ]
    assert met == []


@pytest.mark.parametrize("picture", ["timeline", "offers"])
def test_no_word_of_a_picture_is_cut_off_at_its_edge(
    drawn: dict[Picture, str], picture: Picture
) -> None:
    svg = drawn[picture]
    (size,) = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    wide, high = map(float, size)
    # The drawing library measures titles in a font that it finds, which may be a narrow one.
    for word, room in written(svg, narrowed=NARROW).items():
        assert room.left >= 0, word
        assert room.right <= wide, word
        assert room.top >= 0, word
        assert room.bottom <= high, word


def test_every_state_has_its_word_however_short_it_was(drawn: dict[Picture, str]) -> None:
    words = " ".join(texts(drawn["timeline"]))
    for state in ("proposed", "talks underway", "deal reached"):
        assert state in words


def test_long_lists_of_offers_go_on_in_the_next_row() -> None:
    seen = talks_of(2 * PER_ROW)
    svg = svg_of(seen, "offers")
    moves = [row.step for row in seen.steps if row.type in ("OfferMade", "DemandMade")]
    assert len(moves) > PER_ROW
    assert {int(each) for each in re.findall(r'aria-label="v(\d+), ', svg)} == set(moves)
    assert texts(svg).count("on record") == 2


def test_a_screen_reader_hears_of_steps_states_and_gaps_alone(drawn: dict[Picture, str]) -> None:
    for svg in drawn.values():
        said = re.findall(r'aria-label="([^"]*)" role="graphics-symbol"', svg)
        known = r"v\d+, |still v\d+ |gap |proposed$|talks underway$|deal reached$"
        assert said
        assert not [each for each in said if not re.match(known, each)]


# Contrast ---------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    first, second = sorted(map(luminance, (one, other)))
    return (second + 0.05) / (first + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def grounds(look: Look) -> list[str]:
    """What ink is written on."""
    return [look.paper, *look.states.values(), mixed(look.faint, look.paper, GAP_SHARE)]


def test_contrast_is_counted_as_it_is_defined() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_a_picture_stand_out_from_what_is_behind_them(theme: Theme) -> None:
    look = look_of(theme)
    assert min(contrast(look.ink, each) for each in grounds(look)) >= LEAST
    # The names of lanes are written in the colours of parties, small words in the faint one.
    assert {
        each for each in (*look.parties, look.faint) if contrast(each, look.paper) < LEAST
    } == set()


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
ROOM = st.floats(min_value=0, max_value=400)
BOXES = st.builds(
    lambda left, top, wide, high: Box(left, top, left + wide, top + high),
    *(st.integers(0, 100), st.integers(0, 100), st.integers(1, 30), st.integers(1, 30)),
)


@tried(st.text(max_size=60), SIZES, ROOM)
def test_cut_words_fit_and_say_something(words: str, size: float, room: float) -> None:
    kept = cut(words, size, room)
    assert kept == "" or width_of(kept, size) <= room
    assert kept in ("", words) or words.startswith(kept.removesuffix("…").rstrip())


@tried(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=8), max_size=20), SIZES)
def test_lines_hold_all_words_in_their_order(words: list[str], size: float) -> None:
    lines = broken(words, size, 200)
    assert " ".join(lines).split() == words
    assert all(width_of(line, size) <= 200 for line in lines)


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
