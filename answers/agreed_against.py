"""The answer `against`: a list against the deal, party by party."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.entries import Entry, Note
from parley.answers.failing import Failure, Kind
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.question import Question
from parley.answers.reading import Reading, missing_step
from parley.answers.shapes.agreed import AgainstAnswer, ShareLine
from parley.answers.words import wording
from parley.answers.words.agreed import share_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.quantities import Quantity
from parley.negotiation.views import lists
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.gathering import gather

__all__ = ["AGAINST", "AgainstOptions"]


_COLUMNS: Final[Columns[ShareLine]] = (
    Column("party", "party"),
    Column("listed", "in the list", lambda each: wording.quantity(each.listed)),
    Column("agreed", "agreed", lambda each: wording.quantity(each.agreed)),
    Column("said", "difference"),
    Column("removed", "gone", extra=True),
    Column("added", "new", extra=True),
    Column("listed_seats", "seats in the list", extra=True),
    Column("agreed_seats", "seats agreed", extra=True),
    Column("agreed_in", "agreed in", lambda each: wording.steps(each.agreed_in), extra=True),
    Column("by_low", "by at least", extra=True),
    Column("by_high", "by at most", extra=True),
)


class AgainstOptions(Struct, frozen=True):
    """The options of `against`."""

    step: int | None = None
    """The step with the list; None = the last offer on record."""


def _share_size(quantity: Quantity | None, seats: tuple[str, ...], where: str) -> str:
    """Return `17 in the list`, `5 by name agreed`; nothing where there is no share."""
    named = say("{seats} by name", seats=len(seats)) if seats else ""
    size = named if quantity is None else quantity_said(quantity)
    return f"{size} {where}" if size else ""


def _build(reading: Reading, options: AgainstOptions) -> AgainstAnswer:
    seen = reading.seen
    if options.step is not None:
        _require_list(reading, options.step)
    found = lists.against_the_deal(seen, options.step)
    return reading.answer(
        AgainstAnswer,
        asked=options.step,
        list=None if found is None else gather(CitedStep, found),
        with_names=tuple(lists.listed_steps(seen, named=True)),
        deals=lists.standing_deals(seen),
        items=()
        if found is None
        else tuple(gather(ShareLine, each, said=share_said(each)) for each in found.shares),
    )


def _require_list(reading: Reading, version: int) -> None:
    if reading.seen.step(version) is None:
        raise missing_step(reading, version)
    listing = lists.listed_steps(reading.seen)
    if version not in listing:
        known = (
            say("these do: {steps}", steps=wording.steps(listing))
            if listing
            else say("no step in view does")
        )
        detail = say("v{version} lists no seats that could be compared with a deal", version)
        raise Failure(Kind.USAGE, detail, hint=known)


def _entries(answer: AgainstAnswer) -> Iterator[Entry]:
    """Yield the list, and each party's share of it against its share of the deal."""
    if answer.list is not None:
        yield Entry(
            heading=say("The list"),
            label=wording.step(answer.list.version),
            line=f"{answer.list.said}, {wording.moment(answer.list.occurred)}",
            notes=(wording.source_note(answer.list, answer.list.said),),
        )
    for item in answer.items:
        first, *others = item.said.split("; ")
        listed = _share_size(item.listed, item.listed_seats, say("in the list"))
        given = _share_size(item.agreed, item.agreed_seats, "agreed")
        yield Entry(
            heading=say("Against the deal of {steps}", steps=wording.steps(answer.deals)),
            label=item.party,
            line=f"{', '.join(size for size in (listed, given) if size)}: {first}",
            notes=tuple(map(Note, others)),
        )


def _remarks(answer: AgainstAnswer) -> Iterator[str]:
    named = wording.steps(answer.with_names) or say("none")
    if not answer.deals:
        yield say("no deal that gives seats to a party stands in {negotiation}", answer.negotiation)
    elif answer.list is None:
        yield say("no offer on record gives seats; lists with names: {named}", named)
    elif answer.asked is None and not any(each.listed_seats for each in answer.items):
        yield (
            say(
                "the last offer on record names no seats, so only numbers are compared; "
                "lists with names: {named}",
                named,
            )
        )


AGAINST: Final = Question(
    name="against",
    subject=Reading,
    shape=AgainstAnswer,
    build=_build,
    columns=_COLUMNS,
    options=AgainstOptions,
    entries=_entries,
    remarks=_remarks,
)
