"""Words without a number, as hatched blocks: they have a place among the steps, and no height."""

from collections.abc import Sequence
from typing import Final

import altair as alt

from parley.answers.language import say
from parley.web.charts.drawing import HATCH
from parley.web.charts.ground import Stretch, told
from parley.web.charts.lettering import cut
from parley.web.charts.looks import Look, data_of, down
from parley.web.charts.stands import Stand

__all__ = ["BLOCK", "blocks_of", "draw_blocks"]

BLOCK: Final = 22
"""Pixels from one line of blocks to the next."""
_WORD_SIZE: Final = 11  # px


def blocks_of(spoken: Sequence[Stand]) -> list[list[Stand]]:
    """Words in as few lines as there must be for none to cover another."""
    found: list[list[Stand]] = []
    for stand in sorted(spoken, key=lambda each: each.first):
        line = next((line for line in found if line[-1].last <= stand.first), None)
        if line is None:
            found.append([stand])
        else:
            line.append(stand)
    return found


def draw_blocks(
    stretch: Stretch, blocks: Sequence[Sequence[Stand]], top: int, height: int, look: Look
) -> list[alt.Chart]:
    """Words that no number stands for, hatched; their lines begin at pixel `top` of `height`."""
    if not blocks:
        return []
    steps = {row.step: row for row in stretch.steps}
    marks: list[dict[str, object]] = []
    for line, stands in enumerate(blocks):
        level = top + line * BLOCK
        for stand in stands:
            word = f"v{stand.version} {stand.said}"
            room = (stand.last - stand.first) * stretch.step_width - 12
            new = stand.version in steps
            marks.append(
                {
                    "place": stand.first,
                    "end": stand.last,
                    "level": level,
                    "bottom": level + BLOCK - 4,
                    "middle": level + BLOCK / 2 - 2,
                    "colour": stand.colour(look),
                    "word": cut(word, _WORD_SIZE, room),
                    "told": told(steps[stand.version]) if new else say("still {word}", word),
                }
            )
    data = data_of(marks)
    written = data_of(mark for mark in marks if mark["word"])
    x = stretch.x()

    words = written.encode(x=x, y=down("middle", height), text="word:N")
    return [
        data.mark_rect(color=HATCH, strokeWidth=1.4, aria=True).encode(
            x=x,
            x2="end:Q",
            y=down("level", height),
            y2="bottom:Q",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            description="told:N",
        ),
        words.mark_text(align="left", dx=6, fontSize=_WORD_SIZE, stroke=look.paper, strokeWidth=3),
        words.mark_text(align="left", dx=6, fontSize=_WORD_SIZE, color=look.ink),
    ]
