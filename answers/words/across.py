"""What negotiations say of each other, in words: whole sentences with the steps of both sides.

The contest, `status`, `line`, the report and the receipt of a step say the same ones.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from parley.answers.language import marked, say, say_list
from parley.answers.shapes.across import AcrossLine
from parley.answers.words.exclusions import names_said
from parley.answers.words.moments import from_said, hour_said, on_said
from parley.negotiation.views.across import Across
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.exclusive import BothSpan, ExclusivePair
from parley.negotiation.views.links import LinkItem, Stand
from parley.negotiation.views.seats_across import SeatTwice
from parley.negotiation.views.shares import Portion, SharesOver

__all__ = ["across_said", "link_said", "proposed_said", "seat_said", "shares_said", "span_said"]

_LINKS: Final = {
    "conditional_on": marked("“{negotiation}” is conditional on “{other}”"),
    "succeeds": marked("“{negotiation}” follows “{other}”"),
    "part_of": marked("“{negotiation}” is a part of “{other}”"),
}
_SPANS: Final = {
    ("talks", False): marked(
        "Talks are under way in both “{first}” and “{second}”, of which only one can end in a deal"
    ),
    ("talks", True): marked(
        "Talks were under way in both “{first}” and “{second}”, of which only one can end in a deal"
    ),
    ("deals", False): marked(
        "A deal stands in both “{first}” and “{second}”, of which only one can hold"
    ),
    ("deals", True): marked(
        "A deal stood in both “{first}” and “{second}”, of which only one can hold"
    ),
    ("deal_and_talks", False): marked(
        "A deal stands in “{first}” while talks are under way in “{second}”; only one can end in"
        " a deal"
    ),
    ("deal_and_talks", True): marked(
        "A deal stood in “{first}” while talks were under way in “{second}”; only one can end in"
        " a deal"
    ),
}
"""(what, whether it is over) -> the sentence."""


_STOOD: Final[dict[str | None, str]] = {
    None: marked("no talks were on record by {since}"),
    "proposed": marked("talks were proposed {since}"),
    "talks_underway": marked("talks were under way from {since}"),
    "deal_reached": marked("a deal stood from {since}"),
    "collapsed": marked("the talks were over from {since}"),
}
_NEVER_BEGAN: Final = marked("the attempt was over from {since}, and no talks are on record")
_STOOD_AT_CLOSE: Final[dict[str | None, str]] = {
    None: marked("no talks were on record at the close, {closed}"),
    "proposed": marked("talks were proposed {since}, until the close, {closed}"),
    "talks_underway": marked("talks were under way from {since} until the close, {closed}"),
    "deal_reached": marked("a deal stood from {since}"),
    "collapsed": marked("the talks were over from {since}"),
}
"""State -> where a negotiation stood; a deal and an end outlive the close."""


def across_said(found: Across) -> Iterator[AcrossLine]:
    """Yield each fact as a sentence."""
    for pair in found.exclusive:
        for span in pair.spans:
            ends = [(span.since_in, span.since), (span.beside_in, span.beside)]
            if span.until_in is not None and span.until is not None:
                ends.append((span.until_in, span.until))
            yield _line(span_said(pair, span), ends)
        if pair.proposed is not None:
            yield _line(proposed_said(pair), [(pair.proposed_in or "", pair.proposed)])
    for over in found.shares:
        steps = [(each.negotiation, each.step) for each in over.portions]
        yield _line(shares_said(over), steps)
    for seat in found.seats:
        yield _line(seat_said(seat), [(each.negotiation, each.step) for each in seat.given])
    for link in found.links:
        waits = link.kind == "conditional_on"
        there = None if link.there is None else link.there.since
        closed = link.here.closed if link.closed_without else None
        stood: list[tuple[str, CitedStep | None]] = [
            (link.negotiation, link.deal if waits else link.here.since),
            (link.other, link.other_deal if waits else there),
            (link.negotiation, closed),
        ]
        yield _line(link_said(link), stood)


def span_said(pair: ExclusivePair, span: BothSpan) -> str:
    """Return that talks, or deals, stand or stood beside each other, and who sat at both."""
    ended = span.until is not None
    first, second = _titles(pair)
    if span.deal_in == pair.second:
        first, second = second, first
    said = say(_SPANS[span.what, ended], first, second)
    earlier, later = _since(span.beside_in, span.beside), _since(span.since_in, span.since)
    if span.in_order:
        when = say("{earlier}, then {later}", earlier=earlier, later=later)
    else:
        when = say("{earlier} and {later}", earlier=earlier, later=later)
    if span.until is not None and span.until_in is not None:
        when = say("{when}, until {until}", when, until=_at(span.until_in, span.until))
    return say("{said}: {when}; {both}.", said, when, both=_both(span, ended=ended))


def proposed_said(pair: ExclusivePair) -> str:
    """Return that the other of two that exclude each other is proposed."""
    if pair.proposed is None or pair.proposed_in is None:
        return ""
    other, proposed = _titles(pair)
    if pair.proposed_in == pair.first:
        other, proposed = proposed, other
    return say(
        "Only one of “{other}” and “{proposed}” can end in a deal; an alliance was proposed in"
        " the second {when}.",
        other=other,
        proposed=proposed,
        when=say("on {moment}", moment=_at(pair.proposed_in, pair.proposed)),
    )


def _titles(pair: ExclusivePair) -> tuple[str, str]:
    """What the two are called; those of one title with the name by which they are cited."""
    first, second = pair.first_title, pair.second_title
    if first != second:
        return first, second
    return f"{first} ({pair.first})", f"{second} ({pair.second})"


def _since(negotiation: str, step: CitedStep) -> str:
    when = from_said(step.occurred)
    return say("{when} ({step})", when, step=f"{negotiation}#{step.version}")


def _both(span: BothSpan, *, ended: bool) -> str:
    parties = names_said(span.parties)
    if not parties:
        return say("nobody sat at both tables") if ended else say("nobody sits at both tables")
    if len(span.parties) == 1 and not ended:
        return say("{parties} sits at both tables", parties)
    if ended:
        return say("{parties} sat at both tables", parties)
    return say("{parties} sit at both tables", parties)


def shares_said(over: SharesOver) -> str:
    """Return that shares of several deals come to more than there is, with each of them."""
    parts = say_list(
        say("{share}, as a part", share=_share(each)) if each.in_part else _share(each)
        for each in over.portions
    )
    if over.party is None:
        return say(
            "What is agreed gives out together at least {low} of {total} in the pool {pool}:"
            " {parts}.",
            low=over.low,
            total=over.total,
            pool=over.pool,
            parts=parts,
        )
    if over.same_may_be_meant:
        return say(
            "The shares agreed for {party} come to at least {low}, of {total} in the pool"
            " {pool}, unless the same ones are meant: {parts}.",
            party=over.party,
            low=over.low,
            total=over.total,
            pool=over.pool,
            parts=parts,
        )
    return say(
        "The shares agreed for {party} come to at least {low}, of {total} in the pool"
        " {pool}: {parts}.",
        party=over.party,
        low=over.low,
        total=over.total,
        pool=over.pool,
        parts=parts,
    )


def _share(portion: Portion) -> str:
    return f"{portion.party} {portion.low} ({portion.negotiation}#{portion.step.version})"


def seat_said(seat: SeatTwice) -> str:
    """Return that a seat is given to two parties."""
    given = say_list(
        say("to {party} {when}", party=each.party, when=_on(each.negotiation, each.step))
        for each in seat.given
    )
    if seat.friendly:
        return say("{seat} is given {given}, as a friendly contest.", seat=seat.seat, given=given)
    return say("{seat} is given {given}.", seat=seat.seat, given=given)


def link_said(link: LinkItem) -> str:
    """Return what a negotiation waits for, follows or belongs to, with where both stood."""
    title, other = link.title, link.other if link.other_title is None else link.other_title
    if title == other:
        title, other = f"{title} ({link.negotiation})", f"{other} ({link.other})"
    said = say(_LINKS[link.kind], negotiation=title, other=other)
    if link.kind != "conditional_on" or link.deal is None:
        return say(
            "{said}: there {there}, here {here}.",
            said,
            there=say("nothing is on record")
            if link.there is None
            else _stood(link.other, link.there),
            here=_stood(link.negotiation, link.here),
        )
    here = _at(link.negotiation, link.deal)
    if link.other_deal is not None:
        return say(
            "{said}: its deal, of {here}, has that of the other, of {there}.",
            said,
            here,
            there=_at(link.other, link.other_deal),
        )
    if link.here.closed is not None:
        return say(
            "{said}: it has a deal, of {here}, and no deal of the other was on record at the close,"
            " {closed}.",
            said,
            here,
            closed=_at(link.negotiation, link.here.closed),
        )
    return say(
        "{said}: its deal, of {here}, waits, and no deal of the other is on record.", said, here
    )


def _stood(negotiation: str, stand: Stand) -> str:
    """Return `collapsed since 9 Dec 2019 (purple-green-2019#8)`."""
    since = _at(negotiation, stand.since)
    state = _STOOD[stand.state] if stand.closed is None else _STOOD_AT_CLOSE[stand.state]
    if stand.state == "collapsed" and not stand.began:
        state = _NEVER_BEGAN
    if stand.closed is None:
        return say(state, since)
    return say(state, since, closed=_at(negotiation, stand.closed))


def _at(negotiation: str, step: CitedStep) -> str:
    return f"{hour_said(step.occurred)} ({negotiation}#{step.version})"


def _on(negotiation: str, step: CitedStep) -> str:
    return f"{on_said(step.occurred)} ({negotiation}#{step.version})"


def _line(sentence: str, steps: Iterable[tuple[str, CitedStep | None]]) -> AcrossLine:
    places = (f"{slug}#{step.version}" for slug, step in steps if step is not None)
    return AcrossLine(sentence=sentence, steps=tuple(dict.fromkeys(places)))
