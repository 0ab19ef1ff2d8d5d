"""How pictures look: inks, the colours of parties, shapes and sizes, in light and in dark.

A mark names its ink and never a colour, so that one drawing serves light and dark surroundings.
Colour says nothing alone: a party has its lane or its name beside the mark, a kind of step its
shape, a class of attribution its filling.
"""

import colorsys
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.answers.language import marked
from parley.negotiation.rows import Called

__all__ = [
    "CONTRAST_MIN",
    "DASHES",
    "FAMILY_NAMES",
    "FILLINGS",
    "FILLING_NAMES",
    "INKS",
    "PARTY_COLOURS",
    "SHAPES",
    "SMALL",
    "TEXT",
    "TURNED_TEXT",
    "Palette",
    "Theme",
    "Tone",
    "contrast",
    "palette_of",
    "readable",
]

Theme = Literal["light", "dark"]

TEXT: Final = 13.0
"""Pixels of the words of a picture; none is smaller than 12 as it is shown."""
SMALL: Final = 12.0
TURNED_TEXT: Final = 14.0
"""The same in the picture for phones, which a narrow one shows a little smaller."""
CONTRAST_MIN: Final = 4.5
"""Contrast with the paper that every ink has in which words are written: WCAG 2.2, 1.4.3."""


class Tone(Struct, frozen=True):
    """A colour on light and on dark paper, as `#rrggbb`."""

    light: str
    dark: str

    def on(self, theme: Theme) -> str:
        """Return the colour on the paper of a theme."""
        return self.light if theme == "light" else self.dark


INKS: Final[Mapping[str, Tone]] = {
    "paper": Tone("#ffffff", "#16181c"),
    "ink": Tone("#1b1b1b", "#ececec"),
    "second": Tone("#55595e", "#b1b6bc"),
    "mark": Tone("#767b81", "#8d939a"),
    "rule": Tone("#d9dcdf", "#3a3f45"),
    "tint": Tone("#f3f4f5", "#1f2227"),
    "gap": Tone("#e2e4e7", "#33373d"),
}
"""Name of an ink that is no party's -> its colours; `tint` and `gap` are grounds for words."""

PARTY_COLOURS: Final = (
    Tone("#0072b2", "#56b4e9"),
    Tone("#b84a00", "#f0853a"),
    Tone("#00543c", "#55d6a8"),
    Tone("#7f1ce3", "#876eed"),
    Tone("#3b3b0c", "#e3cf1c"),
    Tone("#ac5380", "#e637b2"),
    Tone("#521d58", "#ac7753"),
    Tone("#3c1d87", "#abe585"),
    Tone("#8d7044", "#30917e"),
    Tone("#785fdd", "#d7c4e3"),
    Tone("#862d86", "#96bb72"),
    Tone("#3c3cb4", "#ca91b3"),
)
"""Colours of parties for which none is registered, in the order of registration.

They differ in lightness too: for people who see fewer colours no two of them come nearer than a
CIE distance of 12. A thirteenth party begins again, and has its name beside it, as all have."""

SHAPES: Final[Mapping[str, str]] = {
    "talks": "M-1.1,0L-.55,-.95H.55L1.1,0L.55,.95H-.55Z",
    "people": "M-.8,-.95L1,0L-.8,.95Z",
    "meeting": "M-.85,-.85H.85V.85H-.85Z",
    "words": "M-.9,-.75L.9,-.75L.9,.4L0,.4L-.5,.95L-.5,.4L-.9,.4Z",
    "offer": "M-1,0A1,1 0 1 1 1,0A1,1 0 1 1 -1,0Z",
    "demand": "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    "date": "M-.7,-1L.85,-.45L-.4,.1L-.4,1L-.7,1Z",
    "deal": "M0,-1.2L.35,-.48L1.14,-.37L.56,.18L.71,.97L0,.6L-.71,.97L-.56,.18L-1.14,-.37"
    "L-.35,-.48Z",
    "end": "M-.9,-.55L-.55,-.9L0,-.35L.55,-.9L.9,-.55L.35,0L.9,.55L.55,.9L0,.35L-.55,.9L-.9,.55"
    "L-.35,0Z",
    "move": "M-1,-.75H1L0,1Z",
}
"""What is drawn -> its shape, about two units wide."""

FAMILY_NAMES: Final[Mapping[str, str]] = {
    "talks": marked("talks"),
    "people": marked("people and parties"),
    "meeting": marked("meeting"),
    "words": marked("statement"),
    "offer": marked("offer or concession"),
    "demand": marked("demand or condition"),
    "date": marked("deadline"),
    "deal": marked("deal or consent"),
    "end": marked("end or refusal"),
    "move": marked("move of one side"),
}
"""What is drawn -> what the key calls it."""

FILLINGS: Final[Mapping[str, float]] = {"on_record": 1.0, "media_report": 0.4, "anonymous": 0.0}
"""Class of attribution -> how much of its colour a shape is filled with."""

FILLING_NAMES: Final[Mapping[str, str]] = {
    "on_record": marked("on record"),
    "media_report": marked("media report"),
    "anonymous": marked("unnamed source"),
}
"""Class of attribution -> what the key calls it."""

DASHES: Final[Mapping[str, tuple[float, ...]]] = {
    "on_record": (),
    "media_report": (9, 3),
    "anonymous": (3, 3),
}
"""Class of attribution -> how the line of an offer or a demand is broken."""


class Palette(Struct, frozen=True):
    """The inks of a picture, those of its parties too: the same party, the same ink."""

    tones: Mapping[str, Tone]
    parties: Mapping[str, str]
    """Short name of a party -> the name of its ink."""

    def ink_of(self, actors: Sequence[str]) -> str:
        """Return the ink of the one party that is among some actors; what several did is in
        nobody's colour, and what others did grey."""
        acting = [self.parties[each] for each in actors if each in self.parties]
        return "ink" if len(acting) > 1 else acting[0] if acting else "mark"

    def tone(self, ink: str) -> Tone:
        """Return the colours of an ink."""
        return self.tones[ink]


def palette_of(names: Sequence[Called]) -> Palette:
    """Return the inks of parties: the registered colour, made readable, or one by their order."""
    registered = {each.party: each.colour for each in names if each.colour is not None}
    tones, parties = dict(INKS), dict[str, str]()
    for number, party in enumerate(dict.fromkeys(each.party for each in names)):
        ink = f"party{number}"
        colour = registered.get(party)
        tones[ink] = (
            PARTY_COLOURS[number % len(PARTY_COLOURS)]
            if colour is None
            else Tone(readable(colour, INKS["paper"].light), readable(colour, INKS["paper"].dark))
        )
        parties[party] = ink
    return Palette(tones, parties)


def readable(colour: str, paper: str) -> str:
    """Return a colour as it can be read on paper.

    The rule: its own hue and saturation, and no more darker or lighter than it takes to reach
    CONTRAST_MIN.
    """
    if contrast(colour, paper) >= CONTRAST_MIN:
        return colour.lower()
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if _luminance(paper) > 0.18 else 1.0
    near, far = lightness, end
    for _ in range(16):
        middle = (near + far) / 2
        if contrast(_colour(hue, middle, saturation), paper) >= CONTRAST_MIN:
            far = middle
        else:
            near = middle
    return _colour(hue, far, saturation)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in _parts(colour)
    ]
    return sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _colour(hue: float, lightness: float, saturation: float) -> str:
    parts = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(each * 255):02x}" for each in parts)
