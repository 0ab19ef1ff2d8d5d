"""The state of the talks as a line whose form says it: proposed, under way, deal, over, closed.

Form and not colour: a thin line, an open band, a solid band, a cross with dots, a bar. Each has its
word beside it, in a lane of the timeline, over offers, and for each negotiation of a contest.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.words import wording
from parley.negotiation import rows
from parley.web.charts.ground import Entry
from parley.web.charts.lettering import Box, width_of
from parley.web.charts.looks import TEXT
from parley.web.charts.marks import Area, Mark, Path, Told, Words

__all__ = [
    "HALF",
    "Span",
    "lines_needed",
    "spans_of",
    "states_drawn",
    "states_keyed",
    "states_said",
]

HALF: Final = 9.0
"""Pixels from the middle of a band to its edge."""


class Span(Struct, frozen=True):
    """While the talks were in one state, in pixels from the left."""

    state: str | None
    closed: bool
    suspended: bool
    step: int
    left: float
    right: float

    @property
    def is_band(self) -> bool:
        """Whether words have room in its form."""
        if self.closed:
            return False
        return self.suspended or self.state in ("talks_underway", "deal_reached")

    @property
    def said(self) -> str:
        """The state in words."""
        if self.closed:
            return wording.spaced("closed")
        return wording.spaced("suspended") if self.suspended else wording.state(self.state)


def spans_of(
    steps: Sequence[rows.StepRow], place: Callable[[int], float], right: float
) -> list[Span]:
    """Return the states one after another; the last stands to the right edge."""
    found: list[Span] = []
    for step in steps:
        closed, suspended = "closed" in step.flags, "suspended" in step.flags
        at = place(step.step)
        if found:
            last = found[-1]
            if (last.state, last.closed, last.suspended) == (step.state, closed, suspended):
                continue
            found[-1] = Span(last.state, last.closed, last.suspended, last.step, last.left, at)
        found.append(Span(step.state, closed, suspended, step.step, at, right))
    return [span for span in found if span.state is not None or span.closed]


def states_drawn(spans: Sequence[Span], y: float) -> Iterator[Mark]:
    """Yield the forms of the states along the pixel `y`."""
    for span in spans:
        yield Told(said=span.said, marks=tuple(_form(span, y)))


def _form(span: Span, y: float) -> Iterator[Mark]:
    left, right = span.left, span.right
    box = Box(left, y - HALF, right, y + HALF)
    if span.closed:
        yield Path(d=f"M{left:.1f},{y - HALF - 2:.1f}V{y + HALF + 2:.1f}", width=3)
    elif span.suspended:
        yield Area(box=box, fill="paper", ink="second", width=1.4, dashes=(4, 3))
    elif span.state == "proposed":
        yield Path(d=f"M{left:.1f},{y:.1f}H{right:.1f}", width=2)
    elif span.state == "talks_underway":
        yield Area(box=box, fill="paper", ink="ink", width=1.6)
    elif span.state == "deal_reached":
        yield Area(box=box, fill="ink", ink="ink", width=1.6)
    else:
        yield Path(d=f"M{left - 6:.1f},{y - 6:.1f}l12,12m0,-12l-12,12", width=3)
        if right > left + 12:
            yield Path(d=f"M{left + 12:.1f},{y:.1f}H{right:.1f}", width=1.6, dashes=(1, 5))


def lines_needed(spans: Sequence[Span], bounds: tuple[float, float], most: int) -> int:
    """Return in how few lines every state finds room for its word, or `most`."""
    for lines in range(1, most):
        said = states_said(spans, 0, bounds, lines)
        if sum(isinstance(mark, Words) for mark in said) == len(spans):
            return lines
    return most


def states_said(
    spans: Sequence[Span],
    y: float,
    bounds: tuple[float, float],
    lines: int,
    *,
    inside: bool = True,
) -> tuple[Mark, ...]:
    """Return the words of the states over their forms, in so many lines, each without covering
    another; or `inside` those of their forms that have room for words."""
    marks: list[Mark] = []
    taken: list[Box] = []
    left_edge, right_edge = bounds
    # The last word first: where the talks stand is what most people look for.
    for span in sorted(spans, key=lambda each: (each is not spans[-1], each.left)):
        wide = width_of(span.said, TEXT)
        if inside and span.is_band and wide + 12 <= span.right - span.left:
            dark = span.state == "deal_reached" and not span.suspended
            marks.append(
                Words(
                    text=span.said,
                    x=span.left + 7,
                    y=y + 4.5,
                    size=TEXT,
                    ink="paper" if dark else "ink",
                    rim="ink" if dark else "paper",
                )
            )
            continue
        begins = max(left_edge, min(span.left - 2, right_edge - wide))
        for line in range(lines):
            base = y - HALF - 7 - 17 * line
            words = Words(text=span.said, x=begins, y=base, size=TEXT)
            box = words.box
            stem = Box(span.left - 1, base + 3, span.left + 1, y - HALF)
            room = Box(box.left - 5, box.top, box.right + 5, box.bottom)
            if not any(room.meets(each) or stem.meets(each) for each in taken):
                taken += [box, stem] if line else [box]
                if line:
                    marks.append(
                        Path(d=f"M{span.left:.1f},{base + 3:.1f}V{y - HALF - 2:.1f}", ink="mark")
                    )
                marks.append(words)
                break
    return tuple(marks)


def states_keyed(spans: Sequence[Span]) -> list[Entry]:
    """Return the forms that occur."""
    found = {span.said: span for span in spans}
    entries: list[Entry] = []
    for said, span in found.items():
        if span.closed:
            entries.append(Entry(said, "m9,-6v12", width=3))
        elif span.suspended:
            entries.append(Entry(said, "m0,-5h26v10h-26z", wide=28, dashes=(4, 3)))
        elif span.state == "proposed":
            entries.append(Entry(said, "h26", wide=28, width=2))
        elif span.state == "talks_underway":
            entries.append(Entry(said, "m0,-5h26v10h-26z", wide=28))
        elif span.state == "deal_reached":
            entries.append(Entry(said, "m0,-5h26v10h-26z", wide=28, fill="second"))
        else:
            entries.append(Entry(said, "m2,-5l10,10m0,-10l-10,10m14,-5h12", wide=28, width=2))
    return entries
