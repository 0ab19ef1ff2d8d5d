"""The answer `clocks`: what was said of wrong dates, and which of it stands."""

from collections.abc import Iterator
from typing import Final

from parley.answers.forms import Column
from parley.answers.own import OwnRecords
from parley.answers.question import NoOptions, Question
from parley.answers.shapes.own import ClocksAnswer, DateCorrected
from parley.answers.shaping import shape
from parley.answers.words import wording
from parley.answers.words.clocks import correcting

__all__ = ["CLOCKS"]


def _which(item: object) -> str:
    match item:
        case {"first": first, "last": last}:
            return f"@{first}" if first == last else f"@{first} to @{last}"
    return ""


_COLUMNS: Final = (
    Column("version", "record", lambda version: f"clocks#{version}"),
    Column("first", "positions", _which, whole=True),
    Column("really", "really recorded", wording.moment),
    Column("by", "says"),
    Column("why", "why"),
    Column("stands", "stands", lambda stands: "yes" if stands else "replaced"),
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
        shape(
            DateCorrected,
            each,
            each.said,
            log_position=each.position,
            stands=each.version not in replaced,
        )
        for each in said
    )
    return shape(ClocksAnswer, own.facts(), items=items)


def _remarks(answer: ClocksAnswer) -> Iterator[str]:
    if not answer.items:
        yield f"nobody has said that a date is wrong: {correcting('@N')} does"


CLOCKS: Final = Question(
    name="clocks",
    shape=ClocksAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    remarks=_remarks,
)
