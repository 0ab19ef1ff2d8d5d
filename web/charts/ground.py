"""What pictures stand on: an axis of steps, the days above it, and the words around it.

It goes by steps and not by time: of four busy days and a silent month nothing would be left to
see of the days. Days stand above the steps as they were given, so that no day gets an hour that
nobody reported, and a far date stands in the margin. Rules: CLI.md, "The page".
"""

from collections.abc import Sequence
from typing import Final

import altair as alt
from msgspec import Struct

from negotiation import rows
from negotiation.moments import describe, parse_moment
from negotiation.views.dates import deadlines
from negotiation.views.seen import Seen
from negotiation.views.spans import days_until
from web.charts.looks import Look, data_of

__all__ = ["LETTER", "Stretch", "about", "days", "told"]

LETTER: Final = 6.2
"""Pixels that a letter of a small label is wide."""

_DAY: Final = 86_400_000_000  # µs
_SILENT_DAYS: Final = 3  # from so many on, days without a step are counted out


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

    def x(self, field: str = "place") -> alt.X:
        """A field that holds a place, as position."""
        domain = [self.first - 0.5, self.end + 0.5]
        scale = alt.Scale(domain=domain, nice=False, zero=False)
        return alt.X(f"{field}:Q", scale=scale, axis=None)


def days(stretch: Stretch, height: int, look: Look) -> list[alt.Chart]:
    """Where another day begins, with its name where there is room, and long silences."""
    marks: list[dict[str, object]] = []
    free, free_below, year, before = 0.0, 0.0, "", stretch.before
    for place, step in enumerate(stretch.steps, stretch.first):
        day = _day_of(step)
        if before is None or place == stretch.first or day != _day_of(before):
            left = (place - stretch.first) * stretch.step_width
            label = day if day[-4:] != year else day[:-4].rstrip()
            if left < free:
                label = ""
            else:
                free, year = left + LETTER * len(label) + 8, day[-4:]
            silent = 0 if before is None else (step.earliest - before.latest) // _DAY
            silence = f"← {silent} days →" if silent >= _SILENT_DAYS and left >= free_below else ""
            if silence:
                free_below = left + LETTER * len(silence) + 8
            marks.append({"place": place - 0.5, "day": label, "silence": silence})
        before = step
    data = data_of(marks)
    x = stretch.x()
    return [
        data.mark_rule(color=look.line, strokeDash=[2, 3]).encode(
            x=x, y=alt.value(0), y2=alt.value(height)
        ),
        data.mark_text(align="left", dx=1, fontSize=11, color=look.faint).encode(
            x=x, y=alt.value(-8), text="day:N"
        ),
        data.mark_text(fontSize=10, color=look.faint).encode(
            x=x, y=alt.value(height + 8), text="silence:N"
        ),
    ]


def told(row: rows.StepRow) -> str:
    """What a mark of a step says to a screen reader; it begins with the step's number."""
    return f"v{row.step}, {describe(parse_moment(row.occurred))}: {row.said}"


def about(seen: Seen, asked: str) -> list[str]:
    """Lines under a title: what the picture is of, and which fixed date lies ahead."""
    count = "1 step" if len(seen.steps) == 1 else f"{len(seen.steps)} steps"
    lines = [f"{count} · {asked}" if asked else count]
    if seen.negotiation.synthetic:
        lines.insert(0, "SYNTHETIC DATA: made up, nothing of it was reported")
    ahead = [
        _ahead(seen, each.what or each.kind, each.when)
        for each in deadlines(seen)
        if each.status == "pending" and each.kind == "external_hard" and each.when
    ]
    return [*lines, *list(dict.fromkeys(ahead))[:2]]


def _ahead(seen: Seen, what: str, when: str) -> str:
    left = days_until(seen.at, when, seen.negotiation.zone)
    return f"{what} in {left.at_least} days → {describe(parse_moment(when))}"


def _day_of(row: rows.StepRow) -> str:
    """The moment as given, without the time of day."""
    text = row.occurred if "/" in row.occurred else row.occurred.partition("T")[0]
    return describe(parse_moment(text))
