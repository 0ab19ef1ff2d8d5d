"""What changed since a position that the asker kept: late steps and corrections first.

Whoever looked yesterday has to know first what has changed about yesterday. Source: DOMAIN §4,
question 25; docs/adr/0023.
"""

from collections.abc import Iterator

from msgspec import Struct

from parley.negotiation.rows import CorrectionRow, StepRow
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.differences import Difference, differences
from parley.negotiation.views.fields import fields
from parley.negotiation.views.seen import Seen

__all__ = ["Changes", "NewStep", "changes_since"]


class NewStep(Struct, frozen=True, kw_only=True):
    """A step that was recorded since."""

    position: int
    step: CitedStep
    before: int | None
    """Of late news: the first step after it that was known already."""


class Changes(Struct, frozen=True, kw_only=True):
    """25: everything that was recorded since a position, and what it changed."""

    late: tuple[NewStep, ...]
    """Steps that happened before something that was known already."""
    corrections: tuple[CorrectionRow, ...]
    """Our corrections."""
    differences: tuple[Difference, ...]
    """The fields of the answer that changed."""
    news: tuple[NewStep, ...]
    """The other steps, in the order of occurrence."""


def changes_since(before: Seen | None, now: Seen, position: int) -> Changes:
    """What was recorded after `position`, which is what `before` knows.

    `before` is None where the stream was not registered yet. Both MUST be asked at the same moment
    of occurrence and of publication, and with the same clock: what goes by without a record is no
    change of the record.
    """
    late: list[NewStep] = []
    news: list[NewStep] = []
    follower: int | None = None
    for row in reversed(now.steps):
        if row.position <= position:
            follower = row.step
        else:
            (news if follower is None else late).append(_new(now, row, follower))
    return Changes(
        late=tuple(reversed(late)),
        corrections=tuple(_corrections(before, now, position)),
        differences=tuple(differences(() if before is None else fields(before), fields(now))),
        news=tuple(reversed(news)),
    )


def _corrections(before: Seen | None, now: Seen, position: int) -> Iterator[CorrectionRow]:
    """Our corrections since, but for those of what is and was not in view."""
    visible = now.visible if before is None else now.visible | before.visible
    known = 0 if before is None else before.negotiation.version
    about = {row.step: row.target for row in now.corrections()}
    for row in now.corrections():
        root = row.target
        while root in about:
            root = about[root]
        if row.position > position and (root in visible or root > known):
            yield row


def _new(now: Seen, row: StepRow, follower: int | None) -> NewStep:
    cited = cite_step(now, row.step)
    if cited is None:
        raise ValueError(f"v{row.step} is not in view")
    return NewStep(position=row.position, step=cited, before=follower)
