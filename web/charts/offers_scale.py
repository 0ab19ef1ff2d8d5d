"""How high the scale of a share goes; its counts, and all that there is as a frame."""

from collections.abc import Iterator
from typing import Final

from parley.answers.language import say
from parley.web.charts.axis import Axis
from parley.web.charts.looks import SMALL
from parley.web.charts.marks import Mark, Path, Words
from parley.web.charts.scale import Scale
from parley.web.charts.shares import Share

__all__ = ["counts_drawn", "highest_of"]

_POOL_SHARE: Final = 0.4
"""How much of a pool the highest figure must be for the scale to reach to all of it."""


def highest_of(share: Share) -> float:
    """Where the scale ends: at all there is, where figures come near it; else a little above."""
    most = max(share.figures, default=1.0)
    if share.total is not None and most >= share.total * _POOL_SHARE:
        return float(max(share.total, most))
    return max(most * 1.15, 2.0)


def counts_drawn(scale: Scale, axis: Axis, share: Share) -> Iterator[Mark]:
    """Yield lines at round counts, and all that there is as a frame."""
    framed_at = float(share.total) if share.total and share.total <= scale.highest else None
    for count in scale.counts(max(2, int((scale.zero - scale.end) // 26))):
        y = scale.at(count)
        yield Path(d=f"M{axis.left:.1f},{y:.1f}H{axis.right:.1f}", ink="rule" if count else "mark")
        if framed_at is None or abs(scale.at(framed_at) - y) > 14:
            yield Words(
                text=f"{count:g}",
                x=axis.left - 8,
                y=y + 4,
                size=SMALL,
                anchor="end",
                ink="second",
            )
    if framed_at is not None:
        y = scale.at(framed_at)
        yield Path(d=f"M{axis.left:.1f},{y:.1f}H{axis.right:.1f}", ink="ink", width=1.4)
        yield Words(
            text=say("all {total}", total=share.total),
            x=axis.left - 8,
            y=y + 4,
            size=SMALL,
            anchor="end",
        )
