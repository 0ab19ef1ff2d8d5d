"""The answer `checks`: who looked where for news, and what came of it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from parley.answers.acts import do
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.own import OwnRecords, as_slugs
from parley.answers.question import Question
from parley.answers.shapes.own import Checked, ChecksAnswer
from parley.answers.streams import stream_of
from parley.answers.words import wording
from parley.events.acts import CheckMade
from parley.events.own import Kept
from parley.negotiation.views.gathering import gather

__all__ = ["CHECKS", "ChecksOptions"]


def _when(item: Checked) -> str:
    """Return when somebody looked; without a date of its own, when it was recorded."""
    return wording.recorded(item.recorded_at) if item.at is None else wording.moment(item.at)


def _outcome(item: Checked) -> str:
    """Return what came of it: nothing, the steps, or that it was not said."""
    if item.outcome == "not_said":
        return say("what came of it is not recorded")
    return wording.steps(item.steps) if item.outcome == "steps" else wording.spaced(item.outcome)


_COLUMNS: Final[Columns[Checked]] = (
    Column("at", "when", _when),
    Column("outlet", "where"),
    Column("outcome", "what came of it", _outcome),
    Column("recorded_by", "by"),
    Column(
        "negotiations", "about", lambda each: say_list(each.negotiations) or say("the whole ledger")
    ),
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
        gather(
            Checked,
            each,
            each.said,
            log_position=each.position,
            negotiations=as_slugs(each.said.negotiations),
            steps=as_slugs(each.said.steps),
        )
        for each in found
    )
    return gather(ChecksAnswer, own.facts(), items=items)


CHECKS: Final = Question(
    name="checks",
    subject=OwnRecords,
    shape=ChecksAnswer,
    build=_build,
    columns=_COLUMNS,
    options=ChecksOptions,
    nothing=marked("nobody has recorded a check: {first}"),
    first=do("check", outlet=None, nothing=True),
)
