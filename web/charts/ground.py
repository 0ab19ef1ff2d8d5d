"""What all pictures have: a headline, a line under it, a key, and where it comes from.

A picture is printed alone, so each says what it shows, of what and up to when, and by whom it was
reported. Rules: docs/adr/0047.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.language import say, say_all, say_list, say_many, say_word
from parley.answers.words.moments import moment_said
from parley.answers.words.steps import step_said
from parley.negotiation import rows
from parley.negotiation.arrows import bare
from parley.negotiation.views.dates import deadlines
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.spans import days_until
from parley.web.charts.lettering import width_of, wrapped
from parley.web.charts.looks import (
    FAMILY_NAMES,
    FILLING_NAMES,
    FILLINGS,
    SHAPES,
    SMALL,
    TEXT,
    TURNED_TEXT,
    Palette,
)
from parley.web.charts.marks import Drawing, Mark, Path, Shape, Words

__all__ = [
    "TURNED_BELOW",
    "Entry",
    "Request",
    "Section",
    "about",
    "classes_keyed",
    "families_keyed",
    "framed",
    "head",
    "is_turned",
    "key_height",
    "lines_of",
    "outlets_said",
    "told",
]

TURNED_BELOW: Final = 560
"""Pixels of width from which on a picture's time goes across; in a narrower one it goes down."""
_TITLE: Final = 20.0  # px
_TURNED_TITLE: Final = 18.0  # px
_MARGIN: Final = 4.0  # px
_OUTLETS_MAX: Final = 7


class Request(Struct, frozen=True, kw_only=True):
    """How a picture is asked for."""

    palette: Palette
    called: Mapping[str, str]
    """Short name of a party -> its full name."""
    width: int = 960
    title: str | None = None
    """Its headline; None = a plain one."""
    asked: str = ""
    """At which times it is seen, in words."""
    numbers: bool = False
    """Whether marks bear the numbers of their steps."""

    def name_of(self, actor: str) -> str:
        """Return the full name of a party; of any other actor what it is called."""
        return self.called.get(actor, bare(actor))

    def names_of(self, actors: Sequence[str]) -> str:
        """Return the full names of several, who have one share."""
        return say_all([self.name_of(each) for each in actors])

    def subjects(
        self, actors: Sequence[str], room: float = math.inf, size: float = SMALL
    ) -> list[str]:
        """Return several as they stand before a verb, each in full where it has room; an office
        with its article."""
        return [
            say("the {office}", office=bare(each))
            if each.startswith("office:")
            else self.fitting(each, room, size)
            for each in actors
        ]

    def fitting(self, actor: str, room: float, size: float, *, bold: bool = False) -> str:
        """Return the full name where it has room on one line, and the short one otherwise."""
        name = self.name_of(actor)
        return name if width_of(name, size, bold=bold) <= room else bare(actor)


class Section(Struct, frozen=True):
    """Marks, and the pixel from the top at which they end."""

    marks: tuple[Mark, ...]
    bottom: float


class Entry(Struct, frozen=True):
    """A word of the key, and the marks before it, which begin at 0,0 and are `wide`."""

    said: str
    sign: str
    """A shape of SHAPES, or the notation of a path."""
    share: float | None = None
    """How much of the shape is filled; None of what is a line."""
    wide: float = 18.0
    dashes: tuple[float, ...] = ()
    width: float = 1.6
    fill: str | None = None
    ink: str = "second"


def is_turned(request: Request) -> bool:
    """Say whether time goes down the picture."""
    return request.width < TURNED_BELOW


def lines_of(
    text: str, x: float, y: float, room: float, size: float, *, ink: str = "ink", bold: bool = False
) -> Section:
    """Return a paragraph that begins under the pixel `y`."""
    step = round(size * 1.35)
    marks = tuple(
        Words(text=line, x=x, y=y + step * (number + 1) - size * 0.3, size=size, ink=ink, bold=bold)
        for number, line in enumerate(wrapped(text, size, room, bold=bold))
    )
    return Section(marks, y + step * len(marks))


def head(request: Request, title: str, lines: Sequence[str]) -> Section:
    """Return the headline and the lines under it."""
    turned = is_turned(request)
    room = request.width - 2 * _MARGIN
    size = _TURNED_TITLE if turned else _TITLE
    text = request.title or title
    found = lines_of(text, _MARGIN, 4, _even(text, size, room), size, bold=True)
    marks, bottom = list(found.marks), found.bottom + 2
    for line in lines:
        under = lines_of(line, _MARGIN, bottom, room, TURNED_TEXT if turned else TEXT, ink="second")
        marks += under.marks
        bottom = under.bottom
    return Section(tuple(marks), bottom + 8)


def _even(text: str, size: float, room: float) -> float:
    """The narrowest room in which a headline has no more lines: they come out of one length."""
    count = len(wrapped(text, size, room, bold=True))
    while room > 200 and len(wrapped(text, size, room - 20, bold=True)) == count:
        room -= 20
    return room


def framed(
    request: Request,
    over: Section,
    body: Section,
    *,
    title: str,
    said: Sequence[str],
    key: Sequence[Entry],
    notes: Sequence[str],
) -> Drawing:
    """Return the whole picture: head, body, key, and the notes under it."""
    size = TURNED_TEXT if is_turned(request) else SMALL
    keyed = _keyed(key, request.width, body.bottom + 8, size)
    marks: list[Mark] = [*over.marks, *body.marks, *keyed.marks]
    bottom = keyed.bottom + 4
    for note in notes:
        found = lines_of(note, _MARGIN, bottom, request.width - 2 * _MARGIN, size, ink="second")
        marks += found.marks
        bottom = found.bottom
    return Drawing(
        width=request.width,
        height=round(bottom + 8),
        title=request.title or title,
        said=" ".join(said),
        marks=tuple(marks),
        palette=request.palette,
    )


def _keyed(key: Sequence[Entry], width: float, top: float, size: float) -> Section:
    if not key:
        return Section((), top)
    marks: list[Mark] = []
    left, line = _MARGIN, round(size * 1.7)
    y = top + line * 0.6
    for entry in key:
        lines = wrapped(entry.said, size, width - 2 * _MARGIN - entry.wide - 6)
        wide = entry.wide + 6 + max(width_of(each, size) for each in lines)
        if left > _MARGIN and left + wide > width - _MARGIN:
            left, y = _MARGIN, y + line
        middle = y - size * 0.32
        if entry.share is not None:
            shape = SHAPES.get(entry.sign, entry.sign)
            marks.append(
                Shape(d=shape, x=left + 9, y=middle, size=5.5, ink=entry.ink, share=entry.share)
            )
        else:
            marks.append(
                Path(
                    d=f"M{left:.1f},{middle:.1f}{entry.sign}",
                    ink=entry.ink,
                    fill=entry.fill,
                    width=entry.width,
                    dashes=entry.dashes,
                )
            )
        for number, words in enumerate(lines):
            y += line if number else 0
            marks.append(Words(text=words, x=left + entry.wide + 6, y=y, size=size, ink="second"))
        left += wide + 16
    return Section(tuple(marks), y + line * 0.4)


def key_height(key: Sequence[Entry], request: Request) -> float:
    """Return how many pixels these entries take up in a key."""
    size = TURNED_TEXT if is_turned(request) else SMALL
    return _keyed(key, request.width, 0, size).bottom


def families_keyed(steps: Iterable[str]) -> list[Entry]:
    """Return the kinds of step that occur, with their shapes."""
    families = set(steps)
    return [Entry(say(FAMILY_NAMES[each]), each, 1.0) for each in SHAPES if each in families]


def classes_keyed(classes: Iterable[str]) -> list[Entry]:
    """Return the classes of attribution that occur, as a shape is filled in each."""
    found = set(classes)
    return [
        Entry(say(FILLING_NAMES[each]), "offer", share)
        for each, share in FILLINGS.items()
        if each in found
    ]


def told(row: rows.StepRow) -> str:
    """What a mark of a step says to a screen reader; it begins with the step's number."""
    return f"v{row.step}, {moment_said(row.occurred)}: {step_said(row)}"


def about(seen: Seen, asked: str) -> list[str]:
    """Lines under a headline: how much it shows, up to when, and which fixed date lies ahead."""
    parts = [say_many(len(seen.steps), "{number} step", "{number} steps"), *_spanned(seen), asked]
    lines = [" · ".join(each for each in parts if each)]
    if seen.negotiation.synthetic:
        lines.insert(0, say("SYNTHETIC DATA: made up, nothing of it was reported"))
    ahead = [
        _ahead(seen, each.what or say_word(each.kind), each.when)
        for each in deadlines(seen)
        if each.status == "pending" and each.kind == "external_hard" and each.when
    ]
    return [*lines, *list(dict.fromkeys(ahead))[:2]]


def outlets_said(seens: Iterable[Seen]) -> list[str]:
    """Return the line that names where it was reported, the most frequent first; none of none."""
    counted: Counter[str] = Counter()
    for seen in seens:
        outlets = (row.outlet or row.origin for row in seen.all(rows.EvidenceRow))
        counted.update(each for each in outlets if each)
    named = [name for name, _ in counted.most_common(_OUTLETS_MAX)]
    if not named:
        return []
    more = len(counted) - len(named)
    if not more:
        return [say("Sources: {names}", names=say_list(named))]
    return [
        say_many(
            more,
            "Sources: {names} and {number} more",
            "Sources: {names} and {number} more",
            names=say_list(named),
        )
    ]


def _spanned(seen: Seen) -> Iterator[str]:
    if seen.steps:
        first, last = (moment_said(_dated(row)) for row in (seen.steps[0], seen.steps[-1]))
        yield first if first == last else say("{first} to {last}", first, last)


def _dated(row: rows.StepRow) -> str:
    return row.occurred if "/" in row.occurred else row.occurred.partition("T")[0]


def _ahead(seen: Seen, what: str, when: str) -> str:
    left = days_until(seen.moment, when, seen.negotiation.zone)
    return say_many(
        left.at_least,
        "{what} in {number} day, {when}",
        "{what} in {number} days, {when}",
        what,
        when=moment_said(when),
    )
