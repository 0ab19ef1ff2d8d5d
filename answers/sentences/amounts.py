"""How much of what: seats of a whole, posts, points, words, each with for whom.

A figure is of what its issue says; one of nothing that has a unit is “a figure of”.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from parley.answers.language import say, say_all, say_list, say_many
from parley.answers.sentences.names import actors_said, kept
from parley.answers.words.issues import COUNTED, RULED_OUT, counted_said, issue_named
from parley.answers.words.quantities import figure_said, quantity_said, spoken
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.steps import NOBODY
from parley.negotiation.views.told.facts import Thing

__all__ = [
    "folded",
    "is_brief",
    "issue_said",
    "ruled_out",
    "thing_named",
    "things_listed",
    "things_said",
]

_SEATS: Final = ("seat", "seats")


def ruled_out(things: Sequence[Thing]) -> list[Thing]:
    """The same as what is ruled out: a person, and not a veto on one."""
    return [replace(each, issue=RULED_OUT.get(each.issue or "", each.issue)) for each in things]


def issue_said(issue: str | None, pool: str | None = None) -> str:
    """`the programme`; with the pool where it says which seats or posts."""
    said = issue_named(issue)
    return said if pool is None else say("{issue} ({pool})", issue=said, pool=kept(pool))


def is_brief(things: Sequence[Thing]) -> bool:
    """Whether they fit in the middle of a sentence: seats and figures, no words."""
    return all(
        each.issue in SEAT_ISSUES or each.issue is None or each.words is None for each in things
    )


def things_said(things: Sequence[Thing], hedges: list[str]) -> str:
    """`30 seats and 70 seats for A`."""
    return say_all([_thing(each, hedges) for each in folded(things)])


def things_listed(things: Sequence[Thing], hedges: list[str]) -> str:
    """The same as a list of its own: `16 posts for SHS; the programme: a common programme`."""
    said: list[str] = []
    label = ""
    for each in folded(things):
        labelled, told = _labelled(each, hedges)
        # What is of one issue, and for the same one, is named once: the list goes on under it.
        said.append(told if labelled and labelled == label else f"{labelled}{told}")
        label = labelled
    return "; ".join(said)


def folded(things: Sequence[Thing]) -> Iterator[Thing]:
    """Seats that are named beside a number of seats for the same one are these seats, or some of
    them, and stand with their number: who counts them apart counts them twice."""
    counted = [each for each in things if _counts_seats(each)]
    named: dict[int, Thing] = {}
    for each in things:
        fitting = [one for one in counted if _are_of(each, one)]
        if len(fitting) == 1 and fitting[0] not in named.values():
            named[id(each)] = fitting[0]
    seats = {id(whole): each.seats for each in things if (whole := named.get(id(each)))}
    for each in things:
        if id(each) not in named:
            yield replace(each, seats=seats.get(id(each), each.seats))


def _counts_seats(thing: Thing) -> bool:
    quantity = thing.quantity
    exact = quantity is not None and quantity.kind == "exact" and quantity.unit in (None, *_SEATS)
    return exact and thing.issue in SEAT_ISSUES and not thing.seats


def _are_of(named: Thing, counted: Thing) -> bool:
    """Whether named seats may be those that are counted: of one pool, for one party, no more."""
    same = (named.pool, named.for_whom) == (counted.pool, counted.for_whom)
    value = None if counted.quantity is None else counted.quantity.value
    bare = named.seats and named.quantity is None and named.words is None
    return bool(bare and same and isinstance(value, int) and len(named.seats) <= value)


def thing_named(thing: Thing) -> str:
    """What it is, without the issue that it is of: `an end to the identity card scheme`."""
    return _labelled(thing, [])[1]


def _labelled(thing: Thing, hedges: list[str]) -> tuple[str, str]:
    """(what it is about and for whom, with a colon; the rest of it)."""
    whole = _thing(thing, hedges)
    at_end = whole.endswith(told := _told(thing, []))
    return (whole.removesuffix(told), told) if told and at_end else ("", whole)


def _thing(thing: Thing, hedges: list[str]) -> str:
    in_seats = thing.issue in SEAT_ISSUES or thing.issue is None
    said = _seats(thing, hedges) if in_seats else _other(thing, hedges)
    if not thing.for_whom:
        return said
    if any(each.name == NOBODY for each in thing.for_whom):
        return say("{what} still open", what=said)
    whom = actors_said(thing.for_whom)
    if (in_seats or thing.words is None) and _has_figure(thing):
        said = say("{what} for {whom}", what=said, whom=whom)
        return _noted(said, [thing.words or ""]) if _words_last(thing) else said
    return say("for {whom}, {what}", whom=whom, what=said)


def _words_last(thing: Thing) -> bool:
    """Whether its words stand behind whom it is for: they say more of a number of seats."""
    in_seats = thing.issue in SEAT_ISSUES or thing.issue is None
    return bool(in_seats and thing.for_whom and thing.words and thing.quantity is not None
                and _has_figure(thing) and not thing.seats)  # fmt: skip


def _has_figure(thing: Thing) -> bool:
    return thing.quantity is None or thing.quantity.kind != "unquantified"


def _seats(thing: Thing, hedges: list[str]) -> str:
    listed = say_list(map(kept, thing.seats))
    value = None if thing.quantity is None else thing.quantity.value
    if listed and isinstance(value, int) and len(thing.seats) < value:
        listed = say("among them {seats}", seats=listed)
    notes = [each for each in (listed, None if _words_last(thing) else thing.words) if each]
    pool = [kept(thing.pool)] if thing.of_several and thing.pool is not None else []
    if thing.quantity is not None:
        said = _amount(thing, thing.quantity, hedges)
    elif thing.seats:
        return _noted(
            say_many(len(thing.seats), "the seat {names}", "the seats {names}",
                     names=say_all([kept(each) for each in thing.seats])),
            [*pool, *([thing.words] if thing.words else [])],
        )  # fmt: skip
    else:
        said = _noted(issue_said(thing.issue), pool)
    return _noted(said, notes)


def _noted(said: str, notes: Sequence[str]) -> str:
    return f"{said} ({'; '.join(notes)})" if notes else said


def _other(thing: Thing, hedges: list[str]) -> str:
    told = _told(thing, hedges)
    quantity = thing.quantity
    if quantity is None and thing.issue == "portfolios" and thing.words:
        return told  # a post by its name
    if quantity is not None and quantity.kind != "unquantified" and thing.issue in COUNTED:
        return told
    return say("{issue}: {told}", issue=issue_said(thing.issue), told=told)


def _told(thing: Thing, hedges: list[str]) -> str:
    """What is said of an issue that is no seats: figure, words, names."""
    said = "" if thing.quantity is None else _amount(thing, thing.quantity, hedges)
    words = (thing.words or "").casefold()
    seats = [kept(each) for each in thing.seats if each.casefold() not in words]
    return say_list(each for each in (said, thing.words, say_list(seats)) if each)


def _amount(thing: Thing, quantity: Quantity, hedges: list[str]) -> str:
    """`5–7 of 90 seats`, `“good small numbers” (without a figure; we read 1–9)`."""
    notes = [kept(thing.pool)] if thing.of_several and thing.pool is not None else []
    if quantity.shared is not None:
        return _noted(quantity_said(quantity), notes)
    if quantity.kind == "unquantified":
        hedges.append("no_figure")
        notes.append(say("without a figure"))
        if quantity.reads_as is not None:
            hedges.append("our_reading")
            notes.append(say("we read {figure}", figure=figure_said(quantity.reads_as)))
        return _noted(_each(thing, kept(spoken(quantity.verbatim or ""))), notes)
    if quantity.verbatim is not None:
        notes.append(spoken(quantity.verbatim))
    return _noted(_each(thing, _figure(thing, quantity)), notes)


def _each(thing: Thing, figure: str) -> str:
    """A figure that several get is as much for each of them."""
    return say("{figure} each", figure) if thing.each else figure


def _figure(thing: Thing, quantity: Quantity) -> str:
    figure = figure_said(quantity)
    count = quantity.high if quantity.kind == "range" else quantity.value
    number = count if isinstance(count, int) else 2
    seats = thing.issue in SEAT_ISSUES and quantity.unit in (None, *_SEATS)
    if quantity.unit is not None and not seats:
        said = f"{figure} {quantity.unit}"
        return said if thing.total is None else say(
            "{figure} of {total}", figure=said, total=thing.total
        )  # fmt: skip
    if thing.total is not None:
        if seats:
            return say("{figure} of {total} seats", figure=figure, total=thing.total)
        if thing.issue == "portfolios":
            return say("{figure} of {total} posts", figure=figure, total=thing.total)
        return say("a figure of {figure} of {total}", figure=figure, total=thing.total)
    if seats:
        return say_many(number, "{figure} seat", "{figure} seats", figure=figure)
    if thing.issue in COUNTED:
        return counted_said(thing.issue, figure, number)
    return figure if thing.issue is None else say("a figure of {figure}", figure=figure)
