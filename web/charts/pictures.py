"""The pictures of the ledger: one table of them, for terminal, report, notebook and page alike."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from msgspec import Struct

from parley.answers.failing import Failure, Kind
from parley.answers.language import marked, say, say_list
from parley.answers.members import Members, members_of
from parley.answers.reading import Reading
from parley.negotiation.rows import Called
from parley.negotiation.views.seen import Seen
from parley.web.charts.contest import contest
from parley.web.charts.ground import Request
from parley.web.charts.looks import Theme, palette_of
from parley.web.charts.marks import Drawing, svg_of
from parley.web.charts.offers import offers
from parley.web.charts.timeline import timeline

__all__ = [
    "PICTURES",
    "WIDTHS",
    "WIDTH_MAX",
    "WIDTH_MIN",
    "Form",
    "Picture",
    "Wish",
    "draw_picture",
    "drawing_of",
    "pictures_of",
]

Picture = Literal["timeline", "offers", "contest"]
Form = Literal["svg", "png"]
PICTURES: Final[Mapping[Picture, str]] = {
    "timeline": marked("The timeline in lanes; it stands below in words"),
    "offers": marked("Offers and demands; they stand below in words"),
    "contest": marked("The negotiations on one calendar; they stand below in words"),
}
"""Picture -> what stands over it in a report."""
_OF_TALKS: Final[Mapping[Picture, Callable[[Seen, Request], Drawing]]] = {
    "timeline": timeline,
    "offers": offers,
}
WIDTH_MIN: Final = 320
WIDTH_MAX: Final = 4000
WIDTHS: Final = (960, 640, 320)
"""Pixels of the three drawings of a picture in a page: for a desk, a tablet and a phone."""


class Wish(Struct, frozen=True, kw_only=True):
    """How somebody wants a picture."""

    width: int = WIDTHS[0]
    title: str | None = None
    """Its headline; None = a plain one."""
    numbers: bool = False
    """Whether marks bear the numbers of their steps."""


def pictures_of(reading: Reading) -> tuple[Picture, ...]:
    """Return which pictures there are of a stream, the first of them the one that is meant."""
    return ("timeline", "offers") if reading.has_state else ("contest",)


def drawing_of(
    reading: Reading, picture: Picture, wish: Wish, members: Members | None = None
) -> Drawing:
    """Return the picture of what is seen, with the other negotiations of its contest, read here
    where they are not given. Raises Failure (usage) for one that is of the other kind of stream."""
    if picture not in pictures_of(reading):
        detail = (
            say("{picture} is the picture of a contest, and {slug} is none", picture, reading.slug)
            if reading.has_state
            else say("{slug} is a contest, of which there is no {picture}", reading.slug, picture)
        )
        raise Failure(
            Kind.USAGE,
            detail,
            hint=say(
                "what can be drawn of it: {pictures}", pictures=say_list(pictures_of(reading))
            ),
        )
    members = members_of(reading) if members is None else members
    names = _names(reading, members)
    request = Request(
        palette=palette_of(names),
        called={each.party: each.name for each in names},
        width=wish.width,
        title=wish.title,
        asked=_asked(reading),
        numbers=wish.numbers,
    )
    if picture == "contest":
        return contest(reading.seen, members.negotiations, request)
    return _OF_TALKS[picture](reading.seen, request)


def draw_picture(
    reading: Reading,
    picture: Picture,
    form: Form,
    *,
    dark: bool | None = None,
    wish: Wish | None = None,
) -> bytes:
    """Return the picture as a file: light, dark, or, of an SVG, in the colours of whatever it
    stands in. Raises Failure where what makes a PNG is missing."""
    drawing = drawing_of(reading, picture, wish or Wish())
    theme: Theme | None = None if dark is None else "dark" if dark else "light"
    if form == "svg":
        return svg_of(drawing, theme=theme).encode()
    return _png(svg_of(drawing, theme=theme or "light"))


def _png(svg: str) -> bytes:
    """Return an SVG as a PNG of twice its size in pixels."""
    try:
        import resvg_py  # the one library that pictures need, and only this form of them
    except ModuleNotFoundError as error:
        detail = say("a PNG needs {name}, which is not installed", error.name)
        hint = say("write an .svg, or: {install}", install="pip install 'parley-ledger[png]'")
        raise Failure(Kind.FAILED, detail, hint=hint) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2))


def _names(reading: Reading, members: Members) -> list[Called]:
    """Return the parties that pictures draw, in one order for all negotiations of a contest, so
    that a party has the same colour in each; and by the names of the one that is drawn."""
    around = () if members.contest is None else members.contest.registration.names
    own = reading.seen.registration.names
    listed = [
        *around,
        *(each for seen in members.negotiations for each in seen.registration.names),
    ]
    found: dict[str, Called] = {}
    for each in (*listed, *own):
        before = found.get(each.party, each)
        found[each.party] = Called(
            party=each.party, name=each.name, colour=each.colour or before.colour
        )
    return list(found.values())


def _asked(reading: Reading) -> str:
    """Return at which times it is seen, for the line under the title."""
    recorded = say("as recorded up to @{position}", reading.known.position)
    return say_list((*reading.cuts_said(), recorded))
