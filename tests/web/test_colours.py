"""A party's colour: registered, made readable by a stated rule, the same in every picture."""

import colorsys
import re
from itertools import combinations

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from parley.negotiation.rows import Called
from parley.web.charts.looks import (
    CONTRAST_MIN,
    INKS,
    PARTY_COLOURS,
    Theme,
    contrast,
    palette_of,
    readable,
)
from tests.negotiation.given import given
from tests.negotiation.words import corrects, offers, opens, registers, step
from tests.web.test_charts import WIDTHS, drawn, svg_drawn

COLOURS = st.builds(lambda number: f"#{number:06x}", st.integers(0, 0xFFFFFF))
LIGHT, DARK = INKS["paper"].light, INKS["paper"].dark
APART = 12
"""CIE distance of 1976 that two colours of the default palette keep."""

# How people see colours who lack one kind of cone, in linear light: Machado and others 2009.
SEEN = {
    "by most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def as_seen(colour: str, how: str) -> tuple[float, float, float]:
    """A colour in CIE Lab as somebody sees it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    red, green, blue = (
        min(1.0, max(0.0, sum(share * each for share, each in zip(row, linear, strict=True))))
        for row in SEEN[how]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    one, two, three = (
        each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z)
    )
    return 116 * two - 16, 500 * (one - two), 200 * (two - three)


def distance(one: str, other: str, how: str) -> float:
    pairs = zip(as_seen(one, how), as_seen(other, how), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("how", SEEN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_colours_of_the_palette_look_alike_to_anybody(theme: Theme, how: str) -> None:
    colours = [each.on(theme) for each in PARTY_COLOURS]
    for one, other in combinations(colours, 2):
        assert distance(one, other, how) >= APART, (one, other)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_whatever_words_are_written_in_stands_out_from_the_paper(theme: Theme) -> None:
    paper = INKS["paper"].on(theme)
    for tone in (*PARTY_COLOURS, INKS["ink"], INKS["second"]):
        for ground in (paper, INKS["tint"].on(theme)):
            least = CONTRAST_MIN if ground == paper else CONTRAST_MIN - 0.6
            assert contrast(tone.on(theme), ground) >= least
    for ground in ("tint", "gap"):
        assert contrast(INKS["ink"].on(theme), INKS[ground].on(theme)) >= CONTRAST_MIN


@tried(COLOURS, st.sampled_from((LIGHT, DARK)))
def test_a_registered_colour_is_moved_no_further_than_it_takes_to_be_read(
    colour: str, paper: str
) -> None:
    shown = readable(colour, paper)
    assert contrast(shown, paper) >= CONTRAST_MIN
    if contrast(colour, paper) >= CONTRAST_MIN:
        assert shown == colour
    else:
        assert contrast(shown, paper) < CONTRAST_MIN + 0.3
        hues = [
            colorsys.rgb_to_hls(*(int(each[at : at + 2], 16) / 255 for at in (1, 3, 5)))
            for each in (colour, shown)
        ]
        apart = abs(hues[0][0] - hues[1][0])
        if min(hues[0][2], hues[1][2]) > 0.3 and all(0.1 < each[1] < 0.9 for each in hues):
            assert min(apart, 1 - apart) < 0.05


def test_colours_go_by_the_order_of_registration_where_none_is_registered() -> None:
    names = [Called(party=each, name=each) for each in "ABC"]
    before = palette_of(names)
    after = palette_of([*names, Called(party="D", name="D")])
    for party in "ABC":
        assert before.tone(before.parties[party]) == after.tone(after.parties[party])
    assert before.tone(before.parties["A"]) == PARTY_COLOURS[0]


def test_a_registered_colour_is_the_same_in_every_picture_and_at_every_width() -> None:
    parties = [
        {"party": "INC", "name": "Congress", "colour": "#19AAED"},
        {"party": "AAP", "name": "Aam Aadmi Party"},
    ]
    seen = given(
        opens(),
        offers("5"),
        registration=registers(parties=parties, led_by=None),  # type: ignore[arg-type]
    ).talks.seen()
    shown = readable("#19AAED", LIGHT)
    for width in WIDTHS:
        for picture in ("timeline", "offers"):
            assert drawn(seen, picture, width).palette.tone("party0").light == shown
            assert shown in svg_drawn(seen, picture, width=width)


def test_a_colour_is_put_right_and_amended_as_all_else_is() -> None:
    before = given(opens())
    verdict = before.talks.record(corrects(1, "parties.INC.colour", None, "#112233", effect="add"))
    if verdict.problems:  # a member that is not there yet is replaced
        before.and_then(corrects(1, "parties.INC.colour", None, "#112233"))
    (colour,) = (x.colour for x in before.talks.seen().registration.names if x.party == "INC")
    assert colour == "#112233"
    before.and_then(
        step("RegistrationAmended", by=[], field="parties.INC.colour", was="#112233", now="#445566")
    )
    (colour,) = (x.colour for x in before.talks.seen().registration.names if x.party == "INC")
    assert colour == "#445566"


@pytest.mark.parametrize("colour", ["red", "#12345", "19aaed", "#12345g", ""])
def test_what_is_no_colour_is_refused_at_the_door(colour: str) -> None:
    parties = [
        {"party": "INC", "name": "Congress", "colour": colour},
        {"party": "AAP", "name": "AAP"},
    ]
    from tests.negotiation.given import given_nothing

    verdict = given_nothing().talks.record(registers(parties=parties))  # type: ignore[arg-type]
    (problem,) = verdict.problems
    assert re.search("colour", str(problem.field))
