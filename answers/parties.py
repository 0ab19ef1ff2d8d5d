"""The answer `parties`: who is registered or joined, by which names, and who sits at the table."""

from typing import Final

from msgspec import convert

from parley.answers.forms import Column, Columns
from parley.answers.language import say, say_list
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.people import PartiesAnswer, PartyShown
from parley.answers.words import wording
from parley.negotiation.rows import PartyRow
from parley.negotiation.views.corroboration import Voices
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["PARTIES"]


def _stay(item: PartyShown) -> str:
    if item.until_end:
        return say("until the end")
    return say("yes" if item.at_table else "no")


def _joined(item: PartyShown) -> str:
    """Return when it came to the table, and with which step; nothing of who sat there at first."""
    if item.joined_by is None:
        return ""
    return f"{wording.moment(item.joined)} ({wording.step(item.joined_by)})"


def _left(item: PartyShown) -> str:
    """Return with which step it left, who put it out, and by whose word that is."""
    step = wording.step(item.left_by)
    if not item.put_out_by:
        return step
    parties, words = say_list(item.put_out_by), say_list(item.told_by)
    if not words:
        return say("{step}, put out by {parties}", step, parties)
    return say("{step}, put out by {parties}, by the word of {words}", step, parties, words)


_COLUMNS: Final[Columns[PartyShown]] = (
    Column("party", "party"),
    Column("name", "name"),
    Column("aliases", "also called"),
    Column("at_table", "at the table", _stay),
    Column("joined", "since", _joined),
    Column("left_by", "left with", _left),
    Column("ids", "ids", extra=True),
    Column("colour", "colour", extra=True),
)


def _build(reading: Reading, _: NoOptions) -> PartiesAnswer:
    every = sorted(reading.seen.all(PartyRow), key=lambda row: (row.step, row.line))
    sat = {row.party for row in every if row.at_table}
    stays = [row for row in every if row.at_table or row.party not in sat]
    return reading.answer(
        PartiesAnswer,
        items=tuple(_shown(reading, row) for row in stays),
    )


def _shown(reading: Reading, row: PartyRow) -> PartyShown:
    seen = reading.seen
    gone = seen.step(row.left_by) if row.left_by is not None and seen.saw(row.left_by) else None
    sits = seen.sits(row)
    put_out = () if gone is None else gone.facts.get("excluded_by") or ()
    came = seen.step(row.step) if row.at_table and seen.saw(row.step) else None
    return gather(
        PartyShown,
        row,
        colour=next(
            (x.colour for x in reading.seen.registration.names if x.party == row.party), None
        ),
        at_table=sits and not seen.over,
        until_end=sits and seen.over,
        joined=None if came is None else came.occurred,
        joined_by=None if came is None else came.step,
        put_out_by=convert(put_out, tuple[str, ...]),
        told_by=() if gone is None else _told_by(seen, gone.step),
        left_by=None if gone is None else row.left_by,
    )


def _told_by(seen: Seen, step: int) -> tuple[str, ...]:
    """Whose word on record a step is, by its evidence."""
    voices = (each for each in Voices(seen).of((step,)) if each.on_record)
    return tuple(dict.fromkeys(side for each in voices for side in sorted(each.sides)))


PARTIES: Final = Question(
    name="parties",
    subject=Reading,
    shape=PartiesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
)
