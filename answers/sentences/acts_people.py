"""People, moves away from the table and votes, in words."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_list, say_many, say_word
from parley.answers.sentences.amounts import things_said
from parley.answers.sentences.names import actor_said, actors_said, kept
from parley.answers.sentences.telling import (
    Tell,
    Told,
    either,
    ended,
    plain,
    when_said,
)
from parley.answers.sentences.voices import voice
from parley.answers.words.phrases import (
    TENURES,
    outcome_said,
    task_said,
    the_body_said,
    vote_said,
    votes_said,
)
from parley.negotiation.views.told.facts import Act, Fact, Thing

__all__ = ["PEOPLE"]


def _listed(fact: Fact, hedges: list[str]) -> Told:
    by, when, said = actors_said(fact.by), when_said(fact), voice(fact.teller, fact.by, hedges)
    if fact.things and fact.things[0].quantity is not None:
        # The seats that are named may be a few of those that the list is for.
        count = things_said([replace(fact.things[0], seats=())], hedges)
        message = marked("{by} put out a list of candidates {when}: {count}")
        if fact.things[0].quantity.unit is None:
            message = marked("{by} put out a list of {count} candidates {when}")
        named = say("among its seats {names}", names=seats) if (seats := _places(fact)) else ""
        return Told(say(message, by=by, count=count, when=when), said, named)
    return Told(say("{by} put out a list of candidates {when}", by, when), said, _places(fact))


def _places(fact: Fact) -> str:
    """The seats of a move by their names."""
    return say_list(map(kept, fact.things[0].seats)) if fact.things else ""


def _seats_named(fact: Fact, hedges: list[str]) -> Told:
    by, when, said = actors_said(fact.by), when_said(fact), voice(fact.teller, fact.by, hedges)
    if fact.things and fact.things[0].quantity is not None:
        count = things_said(fact.things, hedges)
        return Told(say("{by} named {when} {count} seats that it contests", by, when, count), said)
    told = say("{by} named {when} the seats that it contests", by, when)
    return Told(told, said, _places(fact))


def _alone(fact: Fact, hedges: list[str]) -> Told:
    by, when, said = actors_said(fact.by), when_said(fact), voice(fact.teller, fact.by, hedges)
    if fact.things:
        count = things_said([_of_seats(each) for each in fact.things], hedges)
        return Told(say("{by} moved to contest {count} alone {when}", by, count, when), said)
    return Told(say("{by} moved to contest alone {when}", by, when), said)


def _pact(fact: Fact, hedges: list[str]) -> Told:
    told = either(
        marked("{by} made a pact with {to} {when}"), marked("{by} made another pact {when}")
    )
    return told(replace(fact, things=tuple(map(_of_seats, fact.things))), hedges)


def _of_seats(thing: Thing) -> Thing:
    """A count of seats, which says so where it has no unit of its own."""
    bare = thing.quantity is not None and thing.quantity.unit is None
    return replace(thing, issue="seat_count") if bare else thing


def _named(fact: Fact, hedges: list[str]) -> Told:
    who = actors_said(fact.to)
    principal = None if fact.principal is None else actor_said(fact.principal)
    when, said = when_said(fact), voice(fact.teller, fact.by, hedges)
    role = task_said(fact.role, fact.title)
    if not fact.to:
        named = say(
            "{by} appointed its {role} {when}", by=actors_said(fact.by), role=role, when=when
        )
    elif role and principal is not None:
        named = say_many(
            len(fact.to),
            "{who} became {role} for {principal} {when}",
            "{who} each became {role} for {principal} {when}",
            who=who,
            role=role,
            principal=principal,
            when=when,
        )
    elif role:
        named = say_many(
            len(fact.to),
            "{who} became {role} {when}",
            "{who} each became {role} {when}",
            who=who,
            role=role,
            when=when,
        )
    elif principal is not None:
        named = say("{who} took on a task for {principal} {when}", who, principal, when)
    else:
        named = say("{who} took on a task {when}", who, when)
    return Told(named, said, ended(fact.words or ""))


def _tasked(fact: Fact, hedges: list[str]) -> Told:
    who = say_list(
        each for each in (actors_said(fact.to), task_said(fact.role, fact.title)) if each
    )
    what, when = say(TENURES[fact.words or "ended"]), when_said(fact)
    said = voice(fact.teller, fact.by, hedges)
    return Told(say("{who}: {what} {when}", who, what, when), said)


def _mandated(fact: Fact, hedges: list[str]) -> Told:
    when, said = when_said(fact), voice(fact.teller, fact.by, hedges)
    by = actors_said(fact.by)
    if fact.to and fact.to[0].name not in {each.name for each in fact.by}:
        holder = actors_said(fact.to)
        told = say("{by} set the mandate of {holder} {when}", by, holder, when)
    elif (role := task_said(fact.role, fact.title)) and not fact.to:
        told = say("{by} set the mandate of the {role} {when}", by, role, when)
    elif len(fact.by) > 1:
        told = say("{by} set a joint mandate {when}", by, when)
    else:
        told = say("{by} set its mandate {when}", by, when)
    figure = things_said(fact.things, hedges) if fact.things else ""
    figure = "" if figure.casefold() in (fact.words or "").casefold() else figure
    parts = (ended(fact.words or ""), figure)
    return Told(told, said, "; ".join(part for part in parts if part))


def _mediated(fact: Fact, hedges: list[str]) -> Told:
    """A meeting, or a call, at which somebody mediated: who met, and with whom between them."""
    message = marked("{by} met {when}, with {to} as mediator")
    if fact.role == "phone":
        message = marked("{by} spoke by telephone {when}, with {to} as mediator")
    elif fact.role == "virtual":
        message = marked("{by} met by video {when}, with {to} as mediator")
    elif len(fact.by) < 2:
        message = marked("{by} held a meeting {when}, with {to} as mediator")
    by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
    said = voice(fact.teller, fact.by, hedges)
    return Told(say(message, by=by, to=to, when=when), said, "", ended(fact.words or ""))


def _did(fact: Fact, hedges: list[str]) -> Told:
    by, when, what = actors_said(fact.by), when_said(fact), say_word(fact.role or "")
    said = say("{by} is said to have done this {when}: {what}", by, when, what)
    return Told(said, voice(fact.teller, fact.by, hedges))


def _voted(fact: Fact, hedges: list[str]) -> Told:
    vote = fact.vote
    if vote is None:
        return plain(marked("{by} voted {when}"))(fact, hedges)
    body, when = the_body_said(vote.party, vote.body), when_said(fact)
    what = kept(vote_said(vote.subject, fact.words))
    outcome = outcome_said(vote.subject, vote.outcome)
    decided = say_list(each for each in (outcome, votes_said(vote.votes)) if each)
    told = say("{body} voted on {what} {when}", body, what, when)
    return Told(told, voice(fact.teller, fact.by, hedges), decided)


PEOPLE: Final[Mapping[Act, Tell]] = {
    "put_out_list": _listed,
    "named_seats": _seats_named,
    "contests_alone": _alone,
    "made_other_pact": _pact,
    "named": _named,
    "mandated": _mandated,
    "changed_task": _tasked,
    "mediated": _mediated,
    "voted": _voted,
    "did": _did,
}
"""Act -> how it is told."""
