"""The answer `kept`: what became of what was agreed, term by term, according to whom."""

from collections.abc import Iterator
from typing import Final

from parley.answers.columns import SOURCED, STEP, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_word
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.agreed import KeptAnswer, KeptLine
from parley.answers.words import wording
from parley.answers.words.agreed import term_said
from parley.answers.words.deals import party_changes_said
from parley.answers.words.things import total_of
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.kept import FollowedItem, kept

__all__ = ["KEPT"]

_HEADINGS: Final = {
    "kept": marked("Recorded as kept"),
    "under_way": marked("Last recorded as under way"),
    "in_trouble": marked("Last recorded as in trouble"),
    "not_kept": marked("Recorded as not kept"),
    "contested": marked("Recorded as kept, and as not kept"),
    "not_followed": marked("Nobody is recorded on it"),
}
"""What stands of a term -> the heading it stands under, in this order."""


def _term(item: KeptLine) -> str:
    if item.issue is None:
        return say("all that {step} agreed", step=wording.step(item.version))
    return term_said(item, item.of)


def _number(item: KeptLine) -> str:
    return wording.step(item.version) + ("" if item.term is None else f".{item.term}")


def _fulfilment(item: KeptLine) -> str:
    """What became of a term; of one of which nobody is recorded, only that."""
    if item.fulfilment == "not_followed":
        return say("nobody is recorded on it")
    return say_word(item.fulfilment)


def _word(item: FollowedItem) -> str:
    """`recorded as kept: HM Government, 15 Sep 2011 (v41)`; what it makes of a term is nobody's
    word but the record's."""
    return say(
        "recorded as {fulfilment}: {by}, {when} ({step})",
        fulfilment=say_word(item.fulfilment),
        by=wording.actors(item.by),
        when=wording.moment(item.occurred),
        step=wording.step(item.version),
    )


def _sourced(item: FollowedItem) -> str:
    word = _word(item)
    return f"{word} – {wording.said_by(item, word)}"


_COLUMNS: Final[Columns[KeptLine]] = (
    Column("term", "term", _number),
    Column("issue", "what was agreed", _term),
    Column("fulfilment", "what became of it", lambda each: _fulfilment(each)),
    Column("followed", "according to", lambda each: "; ".join(map(_word, each.followed))),
    extra(STEP),
    extra(WHEN),
    Column("party", "for", extra=True),
    Column("kind", "kind", lambda each: wording.spaced(each.kind), extra=True),
    Column(
        "party_changes",
        "since then",
        lambda each: party_changes_said(each.party_changes),
        extra=True,
    ),
    Column("ended_by", "ended by", lambda each: wording.step(each.ended_by), extra=True),
    *SOURCED,
)


def _build(reading: Reading, _: NoOptions) -> KeptAnswer:
    pools = reading.seen.pools_at
    items = (
        gather(KeptLine, each, of=total_of(each, pools(each.version)))
        for each in kept(reading.seen)
    )
    return reading.answer(KeptAnswer, items=tuple(items))


def _entries(answer: KeptAnswer) -> Iterator[Entry]:
    for fulfilment, heading in _HEADINGS.items():
        for item in answer.items:
            if item.fulfilment == fulfilment:
                yield _entry(item, say(heading))


def _entry(item: KeptLine, heading: str) -> Entry:
    ended = ""
    changes = party_changes_said(item.party_changes)
    if item.ended_by is not None:
        ended = say("it stands no more since {step}", step=wording.step(item.ended_by))
    return Entry(
        heading=heading,
        label=_number(item),
        line=_term(item),
        notes=(*(Note(_sourced(each)) for each in item.followed), Note(changes), Note(ended)),
    )


KEPT: Final = Question(
    name="kept",
    subject=Reading,
    shape=KeptAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing=marked("nothing that all agreed to is on record in {negotiation} at this moment"),
)
