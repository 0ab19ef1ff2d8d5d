"""What pictures stand on: an axis of steps, the days above it, and the words around it.

It goes by steps and not by time: of four busy days and a silent month nothing would be left to
see of the days. Days stand above the steps as they were given, so that no day gets an hour that
nobody reported, and a far date stands in the margin. Rules: CLI.md, "The page".
"""

from collections.abc import Iterator, Sequence
from typing import Final

import altair as alt
from msgspec import Struct

from parley.answers.language import say, say_many, say_word
from parley.answers.words.moments import moment_said
from parley.answers.words.steps import step_said
from parley.negotiation import rows
from parley.negotiation.views.dates import deadlines
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.spans import days_until
from parley.web.charts.lettering import width_of
from parley.web.charts.looks import WIDTH, Look, data_of

__all__ = ["PER_ROW", "Stretch", "about", "days", "stretches", "told"]

PER_ROW: Final = 48
"""Steps side by side; more of them go on in the next row."""

_DAY: Final = 86_400_000_000  # µs
_SILENT_DAYS: Final = 3  # from so many on, days without a step are counted out
_DAY_SIZE: Final = 11  # px
_SILENCE_SIZE: Final = 10  # px


class Stretch(Struct, frozen=True):
    """Steps side by side on `width` pixels; places count from `first`, and there is room to `end`.

    `before` is the step that stands before the first one, if there is one.
    """

    steps: Sequence[rows.StepRow]
    first: int
    end: int
    width: int
    before: rows.StepRow | None = None

    @property
    def step_width(self) -> float:
        """Pixels that one step has."""
        return self.width / (self.end - self.first + 1)

    @property
    def last(self) -> float:
        """Where the last step ends, as a place."""
        return self.first + len(self.steps) - 0.5

    def left(self, place: float) -> float:
        """Pixels from the left at which a place is."""
        return (place - self.first + 0.5) * self.step_width

    def place(self, left: float) -> float:
        """The place that is so many pixels from the left."""
        return left / self.step_width + self.first - 0.5

    def x(self, field: str = "place") -> alt.X:
        """A field that holds a place, as position."""
        domain = [self.first - 0.5, self.end + 0.5]
        scale = alt.Scale(domain=domain, nice=False, zero=False)
        return alt.X(f"{field}:Q", scale=scale, axis=None)


def stretches(steps: Sequence[rows.StepRow], *, step_width: int, width: int) -> Iterator[Stretch]:
    """Yield the rows of a picture: one, of so many pixels a step and in all at least `width`; or
    several, as wide as a picture is. The last of them has as many pixels a step as the others."""
    if 0 < len(steps) <= PER_ROW:
        yield Stretch(steps, 1, len(steps), min(WIDTH, max(width, len(steps) * step_width)))
        return
    for first in range(0, len(steps), PER_ROW):
        before = steps[first - 1] if first else None
        yield Stretch(steps[first : first + PER_ROW], first + 1, first + PER_ROW, WIDTH, before)


def days(stretch: Stretch, height: int, look: Look) -> list[alt.Chart]:
    """Where another day begins, with its name where there is room, and long silences."""
    marks: list[dict[str, object]] = []
    free, free_below, year, before = 0.0, 0.0, "", stretch.before
    for place, step in enumerate(stretch.steps, stretch.first):
        day = _day_of(step)
        if before is None or place == stretch.first or day != _day_of(before):
            left = stretch.left(place - 0.5)
            label = day if day[-4:] != year else day[:-4].rstrip()
            if left < free:
                label = ""
            else:
                free, year = left + width_of(label, _DAY_SIZE) + 8, day[-4:]
            silent = 0 if before is None else (step.earliest - before.latest) // _DAY
            silence = ""
            if silent >= _SILENT_DAYS:
                silence = say_many(silent, "← {number} day →", "← {number} days →")
            wide = width_of(silence, _SILENCE_SIZE)
            # Under its line, but never beside the lanes: the names of parties stand there.
            begins = max(0.0, min(left - wide / 2, stretch.width - wide))
            if silence and begins >= free_below:
                free_below = begins + wide + 8
            else:
                silence = ""
            middle = stretch.place(begins + wide / 2)
            marks.append({"place": place - 0.5, "day": label, "silence": silence, "middle": middle})
        before = step
    named = data_of(mark for mark in marks if mark["day"])
    silences = data_of(mark for mark in marks if mark["silence"])
    x = stretch.x()
    return [
        data_of(marks)
        .mark_rule(color=look.line, strokeDash=[2, 3])
        .encode(x=x, y=alt.value(0), y2=alt.value(height)),
        named.mark_text(align="left", dx=1, fontSize=_DAY_SIZE, color=look.faint).encode(
            x=x, y=alt.value(-8), text="day:N"
        ),
        silences.mark_text(fontSize=_SILENCE_SIZE, color=look.faint).encode(
            x=stretch.x("middle"), y=alt.value(height + 8), text="silence:N"
        ),
    ]


def told(row: rows.StepRow) -> str:
    """What a mark of a step says to a screen reader; it begins with the step's number."""
    return f"v{row.step}, {moment_said(row.occurred)}: {step_said(row)}"


def about(seen: Seen, asked: str) -> list[str]:
    """Lines under a title: what the picture is of, and which fixed date lies ahead."""
    count = say_many(len(seen.steps), "{number} step", "{number} steps")
    lines = [f"{count} · {asked}" if asked else count]
    if seen.negotiation.synthetic:
        lines.insert(0, say("SYNTHETIC DATA: made up, nothing of it was reported"))
    ahead = [
        _ahead(seen, each.what or say_word(each.kind), each.when)
        for each in deadlines(seen)
        if each.status == "pending" and each.kind == "external_hard" and each.when
    ]
    return [*lines, *list(dict.fromkeys(ahead))[:2]]


def _ahead(seen: Seen, what: str, when: str) -> str:
    left = days_until(seen.moment, when, seen.negotiation.zone)
    return say_many(
        left.at_least,
        "{what} in {number} day → {when}",
        "{what} in {number} days → {when}",
        what,
        when=moment_said(when),
    )


def _day_of(row: rows.StepRow) -> str:
    """The moment as given, without the time of day."""
    text = row.occurred if "/" in row.occurred else row.occurred.partition("T")[0]
    return moment_said(text)
