"""The answer `clocks`: what was said of wrong dates, and which of it stands."""

from collections.abc import Iterator
from typing import Final

from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.own import OwnRecords
from parley.answers.question import NoOptions, Question
from parley.answers.shapes.own import ClocksAnswer, DateCorrected
from parley.answers.words import wording
from parley.answers.words.clocks import correcting
from parley.negotiation.views.gathering import gather

__all__ = ["CLOCKS"]


def _which(item: DateCorrected) -> str:
    return (
        f"@{item.first}"
        if item.first == item.last
        else say("@{first} to @{last}", item.first, item.last)
    )


_COLUMNS: Final[Columns[DateCorrected]] = (
    Column("version", "record", lambda each: f"clocks#{each.version}"),
    Column("first", "positions", _which),
    Column("really", "really recorded", lambda each: wording.moment(each.really)),
    Column("by", "says"),
    Column("why", "why"),
    Column("stands", "stands", lambda each: say("yes" if each.stands else "replaced")),
    Column("zone", "zone", extra=True),
    Column("last", "last", extra=True),
    Column("replaces", "replaces", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("recorded_by", "recorded by", extra=True),
    Column("log_position", "position", extra=True),
)


def _build(own: OwnRecords, _: NoOptions) -> ClocksAnswer:
    said = own.ledger.clock_corrections(own.known.position)
    replaced = {each.said.replaces for each in said}
    items = tuple(
        gather(
            DateCorrected,
            each,
            each.said,
            log_position=each.position,
            stands=each.version not in replaced,
        )
        for each in said
    )
    return gather(ClocksAnswer, own.facts(), items=items)


def _remarks(answer: ClocksAnswer) -> Iterator[str]:
    if not answer.items:
        yield say(
            "nobody has said that a date is wrong: {correcting} does", correcting=correcting("@N")
        )


CLOCKS: Final = Question(
    name="clocks",
    subject=OwnRecords,
    shape=ClocksAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    remarks=_remarks,
)
