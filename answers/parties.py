"""The answer `parties`: who is registered or joined, by which names, and who sits at the table."""

from typing import Final

from parley.answers.forms import Column, Columns
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.people import PartiesAnswer, PartyShown
from parley.answers.words import wording
from parley.negotiation.rows import PartyRow
from parley.negotiation.views.gathering import gather

__all__ = ["PARTIES"]

_COLUMNS: Final[Columns[PartyShown]] = (
    Column("party", "party"),
    Column("name", "name"),
    Column("aliases", "also called"),
    Column("at_table", "at the table"),
    Column("left_by", "left with", lambda each: wording.step(each.left_by)),
    Column("ids", "ids", extra=True),
    Column("colour", "colour", extra=True),
)


def _build(reading: Reading, _: NoOptions) -> PartiesAnswer:
    stays = sorted(reading.seen.all(PartyRow), key=lambda row: (row.step, row.line))
    return reading.answer(
        PartiesAnswer,
        items=tuple(_shown(reading, row) for row in stays),
    )


def _shown(reading: Reading, row: PartyRow) -> PartyShown:
    left = reading.seen.saw(row.left_by)
    return gather(
        PartyShown,
        row,
        colour=next(
            (x.colour for x in reading.seen.registration.names if x.party == row.party), None
        ),
        at_table=row.at_table and not left,
        left_by=row.left_by if left else None,
    )


PARTIES: Final = Question(
    name="parties",
    subject=Reading,
    shape=PartiesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
)
