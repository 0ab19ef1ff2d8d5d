"""The answer `checks`: who looked where for news, and what came of it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from parley.answers.forms import Column, plain_text
from parley.answers.own import OwnRecords, as_slugs
from parley.answers.question import Question
from parley.answers.shapes.own import Checked, ChecksAnswer
from parley.answers.shaping import shape
from parley.answers.streams import stream_of
from parley.answers.words import wording
from parley.events.acts import CheckMade
from parley.events.own import Kept

__all__ = ["CHECKS", "ChecksOptions"]


def _when(item: object) -> str:
    """Return when somebody looked; without a date of its own, when it was recorded."""
    match item:
        case {"at": str(at)}:
            return wording.moment(at)
        case {"recorded_at": at}:
            return wording.recorded(at)
    return ""


def _outcome(item: object) -> str:
    """Return what came of it: nothing, the steps, or that it was not said."""
    match item:
        case {"outcome": "steps", "steps": steps}:
            return wording.steps(steps)
        case {"outcome": outcome}:
            return wording.spaced(outcome)
    return ""


def _about(slugs: object) -> str:
    return plain_text(slugs) or "the whole ledger"


_COLUMNS: Final = (
    Column("at", "when", _when, whole=True),
    Column("outlet", "where"),
    Column("outcome", "what came of it", _outcome, whole=True),
    Column("recorded_by", "by"),
    Column("negotiations", "about", _about),
    Column("note", "note"),
    Column("zone", "zone", extra=True),
    Column("steps", "steps", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("log_position", "position", extra=True),
)


class ChecksOptions(Struct, frozen=True):
    """The options of `checks`."""

    negotiation: str | None = None
    """Only those about it or about the whole ledger, by slug; None = all."""


def _build(own: OwnRecords, options: ChecksOptions) -> ChecksAnswer:
    found: Sequence[Kept[CheckMade]]
    if options.negotiation is not None:
        found = own.ledger.checks(stream_of(options.negotiation), own.known.position)
    else:
        found = own.ledger.checks(upto=own.known.position)
    items = tuple(
        shape(
            Checked,
            each,
            each.said,
            log_position=each.position,
            negotiations=as_slugs(each.said.negotiations),
            steps=as_slugs(each.said.steps),
        )
        for each in found
    )
    return shape(ChecksAnswer, own.facts(), items=items)


CHECKS: Final = Question(
    name="checks",
    shape=ChecksAnswer,
    build=_build,
    columns=_COLUMNS,
    options=ChecksOptions,
    nothing="nobody has recorded a check: parley checked OUTLET --nothing",
)
