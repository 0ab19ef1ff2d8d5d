"""The answer `offers`: who offered or demanded what, in which words, and what became of it."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeVar

from msgspec import Struct

from parley.answers.columns import BY, FOR, SOURCED, SPEAKER, STEP, TO, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns, Listing
from parley.answers.language import marked, say
from parley.answers.offers_threads import THREAD_COLUMNS, thread_entries, threads_of
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.offers import ThreadShown
from parley.answers.shapes.steps import Demand, DemandsAnswer, Offer, OffersAnswer
from parley.answers.words import wording
from parley.answers.words.offers import direction, thing
from parley.answers.words.things import total_of
from parley.negotiation.views import proposals
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["DEMANDS", "OFFERS", "DemandsOptions", "OffersOptions"]


def _ending(item: Offer | Demand) -> str:
    acceptance = item.acceptance if isinstance(item, Offer) else None
    said = wording.ended(item.status, item.ended_by, item.stood_until, acceptance)
    part = wording.granted(item.granted, item.granted_in) if isinstance(item, Demand) else ""
    return "; ".join(each for each in (said, part, *map(wording.departed, item.departed)) if each)


_COLUMNS: Final[Columns[Offer | Demand]] = (
    STEP,
    WHEN,
    BY,
    TO,
    Column("said", "what"),
    Column("status", "status", _ending),
    SPEAKER,
    Column("issue", "issue", extra=True),
    Column("pool", "pool", extra=True),
    extra(FOR),
    Column("quantity.kind", "kind of figure", extra=True),
    Column("quantity.value", "value", extra=True),
    Column("quantity.low", "low", extra=True),
    Column("quantity.high", "high", extra=True),
    Column("seats", "seats", extra=True),
    Column("words", "meaning", extra=True),
    Column("verbatim", "words", lambda each: wording.quoted(each.verbatim), extra=True),
    *SOURCED,
    Column("recorded_at", "recorded", extra=True),
)

_OFFER_COLUMNS: Final[Columns[Offer]] = (
    *_COLUMNS,
    Column("finality", "finality", extra=True),
    Column("each", "each gets it", extra=True),
    Column("conditions", "conditions", extra=True),
    Column("expires", "expires", lambda each: wording.moment(each.expires), extra=True),
)

_DEMAND_COLUMNS: Final[Columns[Demand]] = (*_COLUMNS, Column("kind", "kind", extra=True))


class OffersOptions(Struct, frozen=True):
    """The options of `offers`."""

    listed: Literal["threads", "each", "last"] = "threads"
    """The threads with every offer, every offer alone, or the last of each direction, issue and
    class."""


class DemandsOptions(Struct, frozen=True):
    """The options of `demands`."""

    last: bool = False
    """Only the last of each direction, issue and class."""


def _heading(item: Offer | Demand) -> str:
    return f"{direction(item)} · {wording.spaced(item.issue)}"


def _entry(item: Offer | Demand) -> Entry:
    notes = [Note(wording.spoken(item, item.verbatim, item.said), "aside")]
    if isinstance(item, Offer):
        if item.finality == "final":
            notes.append(Note(say("said to be final")))
        notes += [
            Note(say("on condition: {condition}", condition)) for condition in item.conditions
        ]
        if item.expires is not None:
            notes.append(Note(say("until {moment}", moment=wording.moment(item.expires))))
    if isinstance(item, Demand) and item.attributed_by_other_side:
        notes.append(Note(say("only the other side says so")))
    kind = f"{item.kind}: " if isinstance(item, Demand) and item.kind != "demand" else ""
    return Entry(
        heading=_heading(item),
        label=wording.step(item.version),
        line=f"{kind}{item.said}, {wording.moment(item.occurred)} · {_ending(item)}",
        notes=tuple(notes),
    )


def _grouped(items: Sequence[Offer | Demand]) -> Iterator[Entry]:
    """Yield what has one direction and issue together, in the order in which these came up."""
    headings = list(dict.fromkeys(map(_heading, items)))
    return map(_entry, sorted(items, key=lambda item: headings.index(_heading(item))))


P = TypeVar("P", Offer, Demand)


def _shown(kind: type[P], item: proposals.OfferItem | proposals.DemandItem, seen: Seen) -> P:
    pools = seen.pools_at(item.version)
    return gather(kind, item, said=thing(item, pools), of=total_of(item, pools))


def _build_offers(reading: Reading, options: OffersOptions) -> OffersAnswer:
    seen, listed = reading.seen, options.listed
    made = proposals.offers(seen)
    made = proposals.last_of_each_line(seen, made) if listed == "last" else made
    return reading.answer(
        OffersAnswer,
        listed=listed,
        threads=threads_of(reading) if listed == "threads" else (),
        items=tuple(_shown(Offer, item, seen) for item in proposals.together(made)),
    )


def _offer_entries(answer: OffersAnswer) -> Iterator[Entry]:
    if answer.listed == "threads":
        return thread_entries(answer.threads)
    return _grouped(answer.items)


def _offer_table(answer: OffersAnswer) -> Listing[ThreadShown] | None:
    if answer.listed != "threads":
        return None
    return Listing(answer, answer.threads, THREAD_COLUMNS)


def _offer_remarks(answer: OffersAnswer) -> Iterator[str]:
    if answer.listed == "threads" and not answer.threads:
        yield say("no offer or demand stands in the record of {negotiation}", answer.negotiation)
    elif answer.listed != "threads" and not answer.items:
        yield say("no offer stands in the record of {negotiation}", answer.negotiation)


def _build_demands(reading: Reading, options: DemandsOptions) -> DemandsAnswer:
    seen = reading.seen
    made = proposals.demands(seen)
    made = proposals.last_of_each_line(seen, made) if options.last else made
    items = tuple(_shown(Demand, item, seen) for item in proposals.together(made))
    return reading.answer(DemandsAnswer, items=items)


OFFERS: Final = Question(
    name="offers",
    subject=Reading,
    shape=OffersAnswer,
    build=_build_offers,
    columns=_OFFER_COLUMNS,
    options=OffersOptions,
    entries=_offer_entries,
    remarks=_offer_remarks,
    table=_offer_table,
)

DEMANDS: Final = Question(
    name="demands",
    subject=Reading,
    shape=DemandsAnswer,
    build=_build_demands,
    columns=_DEMAND_COLUMNS,
    options=DemandsOptions,
    entries=lambda answer: _grouped(answer.items),
    nothing=marked("no demand stands in the record of {negotiation}"),
)
