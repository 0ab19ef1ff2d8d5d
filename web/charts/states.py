"""The band over the lanes: in which state the talks were, with its word.

Colour says nothing alone, so a state that is too narrow for its word has it beside or below.
"""

from collections.abc import Sequence
from typing import Final

import altair as alt
from msgspec import Struct

from parley.answers.words import wording
from parley.web.charts.ground import Stretch
from parley.web.charts.lettering import broken, width_of
from parley.web.charts.looks import Look, as_given, data_of, down

__all__ = ["BAND", "states"]

BAND: Final = 24
"""Pixels from the top of a row to its first lane."""
_WORD_SIZE: Final = 11  # px
_BELOW_SIZE: Final = 10  # px


class _Span(Struct, frozen=True):
    """Steps after which the talks were in one state, in pixels from the left."""

    state: str
    step: int
    left: float
    right: float

    @property
    def word(self) -> str:
        """The state in words."""
        return wording.state(self.state or None)


def states(stretch: Stretch, height: int, look: Look) -> list[alt.Chart]:
    """The band over the lanes. A state's word stands in it, or before it; where neither has room,
    below the lanes with the step that led there."""
    spans = _spans(stretch)
    words, left_over = _words(spans)
    below = broken(left_over, _BELOW_SIZE, stretch.width)
    bands = data_of(
        {
            "word": span.word,
            "place": stretch.place(span.left),
            "end": stretch.place(span.right),
            "level": 0,
            "bottom": BAND - 4,
            "colour": look.states[span.state],
        }
        for span in spans
    )
    x = stretch.x()
    y = down("level", height)
    layers = [
        bands.mark_rect(aria=True).encode(
            x=x, x2="end:Q", y=y, y2="bottom:Q", color=as_given(), description="word:N"
        ),
        data_of({"word": word, "place": stretch.place(left)} for word, left in words)
        .mark_text(align="left", baseline="middle", fontSize=_WORD_SIZE, color=look.ink)
        .encode(x=x, y=alt.value(BAND / 2 - 2), text="word:N"),
    ]
    for line, word in enumerate(below):
        layers.append(
            data_of([{"word": word}])
            .mark_text(align="left", fontSize=_BELOW_SIZE, color=look.faint)
            .encode(x=alt.value(0), y=alt.value(height + 22 + 13 * line), text="word:N")
        )
    return layers


def _spans(stretch: Stretch) -> list[_Span]:
    found: list[_Span] = []
    for place, step in enumerate(stretch.steps, stretch.first):
        state = step.state or ""
        right = stretch.left(place + 0.5)
        if found and found[-1].state == state:
            found[-1] = _Span(state, found[-1].step, found[-1].left, right)
        else:
            found.append(_Span(state, step.step, stretch.left(place - 0.5), right))
    return found


def _words(spans: Sequence[_Span]) -> tuple[list[tuple[str, float]], list[str]]:
    """The words of the states with the pixel at which each begins, and those without room."""
    words: list[tuple[str, float]] = []
    left_over: list[str] = []
    free = 0.0  # up to here something is written, or the state before has begun
    for index, span in enumerate(spans):
        wide = width_of(span.word, _WORD_SIZE)
        pointing = f"{span.word} →"
        begins = span.left - 5 - width_of(pointing, _WORD_SIZE)
        if wide + 8 <= span.right - span.left:
            words.append((span.word, span.left + 4))
            free = span.left + wide + 15
        elif index and begins >= free:
            words.append((pointing, begins))
            free = span.left
        else:
            left_over.append(f"v{span.step}: {span.word}")
            free = span.left
    return words, [*(f"{word} ·" for word in left_over[:-1]), *left_over[-1:]]
