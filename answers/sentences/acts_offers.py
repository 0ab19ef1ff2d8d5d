"""Offers, demands, conditions, dates and agreements in words."""

from collections.abc import Mapping
from typing import Final

from parley.answers.language import marked, say, say_all, say_list, say_word
from parley.answers.sentences.amounts import (
    is_brief,
    issue_said,
    ruled_out,
    thing_named,
    things_listed,
    things_said,
)
from parley.answers.sentences.names import actors_said
from parley.answers.sentences.telling import (
    Tell,
    Told,
    ended,
    noun,
    plain,
    when_said,
    worded,
)
from parley.answers.sentences.voices import quoted, voice
from parley.answers.words.moments import from_said, hour_said, until_said
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.views.told.facts import Act, Fact

__all__ = ["OFFERS"]


def _offered(fact: Fact, hedges: list[str]) -> Told:
    by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
    said = voice(fact.teller, fact.by, hedges)
    if not is_brief(fact.things):
        detail = things_listed(fact.things, hedges)
        return Told(say("{by} made {to} an offer {when}", by, to, when), said, detail)
    what = things_said(fact.things, hedges)
    if all(each.for_whom == fact.by for each in fact.things):
        return Told(say("{by} proposed to {to} {what} {when}", by, to, what, when), said)
    return Told(say("{by} offered {to} {what} {when}", by, to, what, when), said)


def _demanded(brief: str, wordy: str) -> Tell:
    def told(fact: Fact, hedges: list[str]) -> Told:
        named = {"by": actors_said(fact.by), "to": actors_said(fact.to), "when": when_said(fact)}
        said = voice(fact.teller, fact.by, hedges)
        things = ruled_out(fact.things) if fact.act == "ruled_out" else fact.things
        if not is_brief(things):
            return Told(say(wordy, **named), said, things_listed(things, hedges))
        return Told(say(brief, what=things_said(things, hedges), **named), said)

    return told


def _taking_up(with_about: str, without: str) -> Tell:
    """An act upon an earlier step."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        by, when = actors_said(fact.by), when_said(fact)
        said = voice(fact.teller, fact.by, hedges)
        if fact.about is not None:
            what = noun(fact.about_act, fact.about)
            return Told(say(with_about, by=by, what=what, when=when), said, *worded(fact, hedges))
        if fact.act == "rejected" and fact.words:
            what = ended(fact.words)
            return Told(say("{by} refused {when} {what}", by, when, what), said)
        return Told(say(without, by=by, when=when), said, *worded(fact, hedges))

    return told


def _resolved(fact: Fact, hedges: list[str]) -> Told:
    what, outcome = noun("set_condition", fact.about), say_word(fact.role or "")
    said = say("{what} was called {outcome} {when}", what, outcome, when=when_said(fact))
    return Told(said, voice(fact.teller, fact.by, hedges))


def _condition(fact: Fact, hedges: list[str]) -> Told:
    by, when = actors_said(fact.by), when_said(fact)
    said = say("{by} set a condition {when}", by, when)
    return Told(said, voice(fact.teller, fact.by, hedges))


def _date(message: str, nobody: str) -> Tell:
    def told(fact: Fact, hedges: list[str]) -> Told:
        if fact.act == "expected_date":
            hedges.append("expected")
        by, to = actors_said(fact.by), actors_said(fact.to)
        said = say(message if fact.by else nobody, by=by, to=to, when=when_said(fact))
        if fact.about is not None:
            what = noun(fact.about_act, fact.about)
            said = say("{said}, on {what}", said=said, what=what)
        return Told(said, voice(fact.teller, fact.by, hedges), _due(fact))

    return told


def _due(fact: Fact) -> str:
    due = fact.due
    if due is None:
        return ""
    when = _by_when(fact, due.when)
    if due.was is not None:
        when = say("from {was} to {when}", was=_said(due.was), when=_said(due.when))
    parts = (
        ended(due.what or ""),
        when,
        say("in words: {words}", words=quoted(ended(due.words))) if due.words else "",
        say("or else {consequence}", due.consequence) if due.consequence else "",
    )
    return say_list(part for part in parts if part)


def _by_when(fact: Fact, when: str | None) -> str:
    """The date; of what is awaited by then, `by` it."""
    if when is None or fact.act not in ("expected_date", "gave_ultimatum"):
        return _said(when)
    return say("by {end}", end=until_said(when))


def _said(when: str | None) -> str:
    return "" if when is None else hour_said(when)


def _set(new: str, nobody: str, moved: str) -> Tell:
    """A date that is set, or moved to another."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        message = moved if _is_moved(fact) else new
        return _date(message, _MOVED if _is_moved(fact) else nobody)(fact, hedges)

    return told


_MOVED: Final = marked("a date was moved {when}")


def _is_moved(fact: Fact) -> bool:
    return fact.due is not None and fact.due.moved


_EFFECT: Final = {
    "talks": marked("the end of the talks counts"),
    "deal": marked("the end of the deal counts"),
    "seat": marked("the departure of {who} from the table counts"),
    "task": marked("the end of the task of {who} counts"),
    "negotiation": marked("the close counts"),
}
"""What ends -> that its end counts, from a day on."""
_EFFECT_OF_NOBODY: Final = {
    "seat": marked("the departure from the table counts"),
    "task": marked("the end of the task counts"),
}


def _effect(fact: Fact, _: list[str]) -> Told:
    due = fact.due
    ends = (None if due is None else due.ends) or "talks"
    message = _EFFECT[ends] if fact.to else _EFFECT_OF_NOBODY.get(ends, _EFFECT[ends])
    what = say(message, who=actors_said(fact.to))
    when = "" if due is None else from_said(due.when or "")
    return Told(say("{what} {when} ({step})", what, when, step=f"v{fact.step}"), "")


def _fixed(fact: Fact, hedges: list[str]) -> Told:
    if fact.teller is not None:
        party = any(each.kind == "party" for each in fact.by)
        named = marked("{by} named a fixed date {when}")
        fixed = marked("{by} fixed a date {when}")
        moved = marked("{by} moved a fixed date {when}")
        tell = _set(named if party else fixed, marked("a date was fixed {when}"), moved)
        return tell(fact, hedges)
    return Told(say("a fixed date"), "", _due(fact))


def _ultimatum(fact: Fact, hedges: list[str]) -> Told:
    message = marked("{by} gave {to} an ultimatum {when}")
    if not fact.to:
        message = marked("{by} gave an ultimatum {when}")
    moved = marked("{by} moved the date of its ultimatum {when}")
    return _set(message, marked("an ultimatum was given {when}"), moved)(fact, hedges)


def _agreed(whole: str, in_principle: str | None = None) -> Tell:
    def told(fact: Fact, hedges: list[str]) -> Told:
        message = whole if in_principle is None or not fact.in_principle else in_principle
        said = say(message, by=actors_said(fact.by), when=when_said(fact))
        listed = things_listed(fact.things, hedges)
        parts = (fact.words or "", listed)
        detail = "; ".join(part for part in parts if part)
        return Told(said, voice(fact.teller, fact.by, hedges), detail)

    return told


def _followed(fact: Fact, hedges: list[str]) -> Told:
    """Who did or said what of a term; what that makes of it is how it was recorded, not their
    word."""
    by, what, when = actors_said(fact.by), noun(fact.about_act, fact.about), when_said(fact)
    if fact.things:
        terms = say_all([thing_named(each) for each in fact.things])
        said = say("{by} took up a term of {what} {when} ({terms})", by, what, when, terms)
    else:
        said = say("{by} took up {what} {when}", by, what, when)
    outcome = say("recorded as {outcome}", outcome=say_word(fact.role or ""))
    ours = ended(fact.words or "")
    return Told(said, voice(fact.teller, fact.by, hedges), outcome, ours)


def _not_agreed(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("on_record")
    about = issue_said(fact.issue, fact.pool if fact.issue not in SEAT_ISSUES else None)
    if fact.became:
        message = marked("on {issue} an offer was accepted, and no agreement of all is on record")
        return Told(say(message, issue=about), "")
    return Told(say("no agreement on {issue} is on record", issue=about), "")


OFFERS: Final[Mapping[Act, Tell]] = {
    "offered": _offered,
    "demanded": _demanded(
        marked("{by} demanded {what} from {to} {when}"), marked("{by} made a demand of {to} {when}")
    ),
    "made_precondition": _demanded(
        marked("{by} made {what} a precondition towards {to} {when}"),
        marked("{by} set a precondition towards {to} {when}"),
    ),
    "ruled_out": _demanded(
        marked("{by} ruled out {what} towards {to} {when}"),
        marked("{by} said to {to} {when} what it rules out"),
    ),
    "accepted": _taking_up(marked("{by} accepted {what} {when}"), marked("{by} accepted {when}")),
    "rejected": _taking_up(marked("{by} refused {what} {when}"), marked("{by} refused {when}")),
    "withdrew_offer": _taking_up(
        marked("{by} took back {what} {when}"), marked("{by} took it back {when}")
    ),
    "conceded": _taking_up(
        marked("{by} gave way on {what} {when}"), marked("{by} gave way {when}")
    ),
    "set_condition": _condition,
    "resolved_condition": _resolved,
    "fixed_date": _fixed,
    "set_date": _set(
        marked("{by} set {when} a date"),
        marked("a date was set {when}"),
        marked("{by} moved a date {when}"),
    ),
    "expected_date": _set(
        marked("{by} expected {when}"),
        marked("this was expected {when}"),
        marked("{by} moved {when} what was expected"),
    ),
    "takes_effect": _effect,
    "gave_ultimatum": _ultimatum,
    "set_report": _set(
        marked("{by} set {when} a date for a report"),
        marked("a date for a report was set {when}"),
        marked("{by} moved the date of a report {when}"),
    ),
    "set_meeting": _set(
        marked("{by} announced {when} the next meeting"),
        marked("the next meeting was announced {when}"),
        marked("{by} moved the next meeting {when}"),
    ),
    "moved_date": _taking_up(
        marked("{by} moved {what} {when}"), marked("{by} moved a date {when}")
    ),
    "agreed": _agreed(marked("{by} agreed {when}")),
    "agreed_part": _agreed(
        marked("{by} agreed on a part {when}"),
        marked("{by} agreed in principle on a part {when}"),
    ),
    "amended": _agreed(marked("{by} amended the deal {when}")),
    "added_to_deal": _agreed(marked("{by} added to the deal {when}")),
    "ratified": plain(marked("{by} decided on the deal {when}")),
    "followed_term": _followed,
    "not_agreed": _not_agreed,
}
"""Act -> how it is told."""
