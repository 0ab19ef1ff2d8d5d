"""Who did what: the middle of each sentence, one message for each act.

A message is whole, with named parts, so that a language can put them in its own order.
"""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from parley.answers.language import marked, say, say_list, say_many, say_word
from parley.answers.sentences.amounts import is_brief, issue_said, things_listed, things_said
from parley.answers.sentences.names import actor_said, actors_said, kept
from parley.answers.sentences.voices import quoted, subject, voice
from parley.answers.words.moments import moment_said, on_said, until_said
from parley.answers.words.phrases import TENURES, body_said, task_said, votes_said
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.steps import ISSUES
from parley.negotiation.views.told.facts import Act, Fact

__all__ = ["Told", "ended", "noun", "tell"]


class Told(Struct, frozen=True):
    """The parts of a sentence: what was done, who says so, and what stands after a colon."""

    act: str
    voice: str
    detail: str = ""


_CLOSES: Final = {
    "poll": marked("for the poll"),
    "nominations": marked("as nominations closed"),
    "sworn_in": marked("as a government was sworn in"),
}
_NOUNS: Final[Mapping[str, str]] = {
    "offered": marked("the offer ({step})"),
    "demanded": marked("the demand ({step})"),
    "made_precondition": marked("the precondition ({step})"),
    "ruled_out": marked("the veto ({step})"),
    "set_condition": marked("the condition ({step})"),
    "set_date": marked("the date ({step})"),
    "gave_ultimatum": marked("the ultimatum ({step})"),
    "moved_date": marked("the new date ({step})"),
    "met": marked("the meeting ({step})"),
    "leaked": marked("the leak ({step})"),
    "denied": marked("the denial ({step})"),
    "claimed_agreement": marked("the claim of an agreement ({step})"),
    "claimed_talks": marked("the claim that talks are on ({step})"),
    "opened_talks": marked("the opening of talks ({step})"),
    "proposed_alliance": marked("the proposal of an alliance ({step})"),
    "agreed": marked("the deal ({step})"),
    "declared_over": marked("the end of the talks ({step})"),
    "put_out_list": marked("the list ({step})"),
}
_DENIED: Final = {
    "talks": marked("that there are talks"),
    "agreement": marked("that there is an agreement"),
    "collapse": marked("that the talks are over"),
    "figure": marked("the figure"),
    "words": marked("what it says"),
    "secrecy": marked("that anything is kept secret"),
}


def noun(act: Act | None, step: int | None) -> str:
    """`the offer (v11)`: a step as others speak of it."""
    label = "" if step is None else f"v{step}"
    said = _NOUNS.get(act or "")
    return say("what {step} says", step=label) if said is None else say(said, step=label)


def tell(fact: Fact, hedges: list[str]) -> Told:
    """The act of a fact in words."""
    return _TELL[fact.act](fact, hedges)


def ended(words: str) -> str:
    """Our paraphrase in the middle of a sentence: without the full stop at its end."""
    return words.removesuffix(".")


def _when(fact: Fact) -> str:
    return "" if fact.occurred is None else on_said(fact.occurred)


def _plain(message: str) -> Callable[[Fact, list[str]], Told]:
    """An act that takes who, when and what they have in words; nobody is `somebody`."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        said = say(message, by=actors_said(fact.by), to=actors_said(fact.to), when=_when(fact))
        return Told(said, voice(fact.teller, fact.by, hedges), _worded(fact, hedges))

    return told


def _either(with_to: str, without: str) -> Callable[[Fact, list[str]], Told]:
    def told(fact: Fact, hedges: list[str]) -> Told:
        return _plain(with_to if fact.to else without)(fact, hedges)

    return told


def _or_nobody(message: str, nobody: str) -> Callable[[Fact, list[str]], Told]:
    def told(fact: Fact, hedges: list[str]) -> Told:
        return _plain(message if fact.by else nobody)(fact, hedges)

    return told


def _worded(fact: Fact, hedges: list[str]) -> str:
    """What it is about: terms, else words."""
    if fact.things:
        return things_listed(fact.things, hedges)
    return (
        ""
        if fact.kind in ("state", "attempt", "party", "flag", "parked")
        else ended(fact.words or "")
    )


# Proposals --------------------------------------------------------------------------------------


def _offered(fact: Fact, hedges: list[str]) -> Told:
    by, to, when = actors_said(fact.by), actors_said(fact.to), _when(fact)
    said = voice(fact.teller, fact.by, hedges)
    if not is_brief(fact.things):
        detail = things_listed(fact.things, hedges)
        return Told(say("{by} made {to} an offer {when}", by, to, when), said, detail)
    what = things_said(fact.things, hedges)
    if all(each.for_whom == fact.by for each in fact.things):
        return Told(say("{by} proposed to {to} {what} {when}", by, to, what, when), said)
    return Told(say("{by} offered {to} {what} {when}", by, to, what, when), said)


def _demanded(brief: str, wordy: str) -> Callable[[Fact, list[str]], Told]:
    def told(fact: Fact, hedges: list[str]) -> Told:
        named = {"by": actors_said(fact.by), "to": actors_said(fact.to), "when": _when(fact)}
        said = voice(fact.teller, fact.by, hedges)
        if not is_brief(fact.things):
            return Told(say(wordy, **named), said, things_listed(fact.things, hedges))
        return Told(say(brief, what=things_said(fact.things, hedges), **named), said)

    return told


def _taking_up(with_about: str, without: str) -> Callable[[Fact, list[str]], Told]:
    """An act upon an earlier step."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        by, when = actors_said(fact.by), _when(fact)
        said = voice(fact.teller, fact.by, hedges)
        if fact.about is not None:
            what = noun(fact.about_act, fact.about)
            return Told(say(with_about, by=by, what=what, when=when), said, ended(fact.words or ""))
        return Told(say(without, by=by, when=when), said, ended(fact.words or ""))

    return told


def _resolved(fact: Fact, hedges: list[str]) -> Told:
    what, outcome = noun("set_condition", fact.about), say_word(fact.role or "")
    said = say("{what} was called {outcome} {when}", what, outcome, when=_when(fact))
    return Told(said, voice(fact.teller, fact.by, hedges))


def _condition(fact: Fact, hedges: list[str]) -> Told:
    by, when = actors_said(fact.by), _when(fact)
    said = say("{by} set a condition {when}", by, when)
    return Told(said, voice(fact.teller, fact.by, hedges), quoted(fact.words or ""))


# Dates ------------------------------------------------------------------------------------------


def _date(message: str, nobody: str) -> Callable[[Fact, list[str]], Told]:
    def told(fact: Fact, hedges: list[str]) -> Told:
        if fact.act == "expected_date":
            hedges.append("expected")
        by, to = actors_said(fact.by), actors_said(fact.to)
        said = say(message if fact.by else nobody, by=by, to=to, when=_when(fact))
        return Told(said, voice(fact.teller, fact.by, hedges), _due(fact))

    return told


def _due(fact: Fact) -> str:
    due = fact.due
    if due is None:
        return ""
    parts = (
        due.what,
        _by_when(fact, due.when),
        say("or else {consequence}", due.consequence) if due.consequence else "",
    )
    return say_list(part for part in parts if part)


def _by_when(fact: Fact, when: str | None) -> str:
    """The date; of what is awaited by then, `by` it."""
    if when is None or fact.act not in ("expected_date", "gave_ultimatum"):
        return moment_said(when)
    return say("by {end}", end=until_said(when))


def _fixed(fact: Fact, hedges: list[str]) -> Told:
    if fact.teller is not None:
        party = any(each.kind == "party" for each in fact.by)
        named = marked("{by} named a fixed date {when}")
        fixed = marked("{by} fixed a date {when}")
        return _date(named if party else fixed, marked("a date was fixed {when}"))(fact, hedges)
    return Told(say("a fixed date"), "", _due(fact))


def _ultimatum(fact: Fact, hedges: list[str]) -> Told:
    message = (
        marked("{by} gave {to} an ultimatum {when}")
        if fact.to
        else marked("{by} gave an ultimatum {when}")
    )
    return _date(message, marked("an ultimatum was given {when}"))(fact, hedges)


# Agreements -------------------------------------------------------------------------------------


def _agreed(message: str) -> Callable[[Fact, list[str]], Told]:
    def told(fact: Fact, hedges: list[str]) -> Told:
        said = say(message, by=actors_said(fact.by), when=_when(fact))
        listed = things_listed(fact.things, hedges)
        parts = (fact.words or "", listed)
        detail = "; ".join(part for part in parts if part)
        return Told(said, voice(fact.teller, fact.by, hedges), detail)

    return told


def _followed(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    outcome, what = say_word(fact.role or ""), noun(fact.about_act, fact.about)
    when = _when(fact)
    said = say("{who} said {when} of {what}: {outcome}", who, when, what, outcome)
    return Told(said, beside, ended(fact.words or ""))


def _not_agreed(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("on_record")
    about = issue_said(fact.issue, fact.pool if fact.issue not in SEAT_ISSUES else None)
    return Told(say("no agreement on {issue} is on record", issue=about), "")


def _claimed_agreement(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("claimed")
    who, beside = subject(fact.teller, fact.by, hedges)
    when = _when(fact)
    if fact.to:
        message = say("{who} claimed {when} to agree with {to}", who, when, to=actors_said(fact.to))
    else:
        message = say("{who} claimed {when} that there is an agreement", who, when)
    return Told(message, beside, _worded(fact, hedges))


def _claimed_talks(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when = _when(fact)
    if fact.to:
        to = actors_said(fact.to)
        return Told(say("{who} said {when} that talks with {to} are on", who, when, to), beside)
    return Told(say("{who} said {when} that talks are on", who, when), beside)


# Words ------------------------------------------------------------------------------------------


def _denied(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when, words = _when(fact), _DENIED.get(fact.proposition or "")
    if words is not None and fact.proposition not in ("figure", "words"):
        said = say("{who} denied {when} {what}", who, when, what=say(words))
    elif fact.about is not None:
        what = noun(fact.about_act, fact.about)
        said = say("{who} denied {what} {when}", who, what, when)
    else:
        said = say("{who} denied it {when}", who, when)
    if "claimed_talks" in fact.also:
        said = say("{denial}, and said that talks are on", denial=said)
    if "claimed_agreement" in fact.also:
        said = say("{denial}, and said that there is an agreement", denial=said)
    return Told(said, beside, _worded(fact, hedges))


def _spoke_of(message: str) -> Callable[[Fact, list[str]], Told]:
    """A statement about an earlier step."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        who, beside = subject(fact.teller, fact.by, hedges)
        what = noun(fact.about_act, fact.about)
        said = say(message, who=who, what=what, when=_when(fact))
        return Told(said, beside, _worded(fact, hedges))

    return told


def _said(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when, detail = _when(fact), _told_words(fact, hedges)
    if detail:
        return Told(say("{who} said {when}", who, when), beside, detail)
    stance = say_word(fact.role or "")
    return Told(say("{who} spoke {when} ({stance})", who, when, stance), beside)


def _leaked(fact: Fact, hedges: list[str]) -> Told:
    said = say("it leaked {when} from {by}", when=_when(fact), by=actors_said(fact.by))
    return Told(said, voice(fact.teller, fact.by, hedges), _told_words(fact, hedges))


def _told_words(fact: Fact, hedges: list[str]) -> str:
    """Our paraphrase, else the words of the same evidence; and the terms."""
    quote = None if fact.teller is None else fact.teller.quote
    words = ended(fact.words or ("" if quote is None else quoted(quote)))
    listed = things_listed(fact.things, hedges)
    return "; ".join(part for part in (words, listed) if part)


# The talks --------------------------------------------------------------------------------------


def _were_in_talks(fact: Fact, hedges: list[str]) -> Told:
    when, said = _when(fact), voice(fact.teller, fact.by, hedges)
    if not fact.by:
        told = {
            "exploratory": marked("there were exploratory talks {when}"),
            "formal": marked("there were formal talks {when}"),
        }.get(fact.role or "", marked("there were talks {when}"))
        return Told(say(told, when=when), said)
    told = {
        "exploratory": marked("{by} were in exploratory talks {when}"),
        "formal": marked("{by} were in formal talks {when}"),
    }.get(fact.role or "", marked("{by} were in talks {when}"))
    return Told(say(told, by=actors_said(fact.by), when=when), said)


def _left_deal(fact: Fact, hedges: list[str]) -> Told:
    """Who broke a deal is our reading of an act: whoever speaks is quoted, and is not made to say
    it."""
    hedges.append("one_side")
    said = say("{by} left the deal {when}", by=actors_said(fact.by), when=_when(fact))
    teller = fact.teller
    if teller is None or teller.attribution not in ("on_record", "party_statement"):
        return Told(said, voice(teller, fact.by, hedges))
    who, beside = subject(teller, fact.by, hedges)
    if teller.quote is None:
        return Told(say("{act}, as read from the words of {who}", act=said, who=who), beside)
    return Told(say("{act}; the words of {who}", act=said, who=who), beside, quoted(teller.quote))


def _declared(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("one_side")
    return _or_nobody(
        marked("{by} declared the talks over {when}"), marked("the talks were over {when}")
    )(fact, hedges)


def _gone(fact: Fact, hedges: list[str]) -> Told:
    message = marked("{by} left the table {when}")
    if fact.kind in ("state", "attempt"):
        hedges.append("one_side")
        message = marked("{by} left the table {when}, and with that the talks ended")
    return _plain(message)(fact, hedges)


def _put_out(fact: Fact, hedges: list[str]) -> Told:
    message = marked("{by} put {to} out of the talks {when}")
    if fact.kind in ("state", "attempt"):
        message = marked("{by} put {to} out {when}, and with that the talks ended")
    return _plain(message)(fact, hedges)


def _rejected_deal(fact: Fact, hedges: list[str]) -> Told:
    return _plain(marked("the deal fell {when}"))(fact, hedges)


def _at_table(fact: Fact, _: list[str]) -> Told:
    by = actors_said(fact.by)
    if fact.over:
        return Told(say("{by} sat at the table", by), "")
    return Told(say("at the table, as registered"), "", by)


def _no_talks(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("on_record")
    return Told(say("no talks of {by} are on record", by=actors_said(fact.by)), "")


def _not_in_talks(fact: Fact, hedges: list[str]) -> Told:
    by, when = actors_said(fact.by), _when(fact)
    said = say_many(
        len(fact.by),
        "{by} was not among those in talks {when}",
        "{by} were not among those in talks {when}",
        by=by,
        when=when,
    )
    return Told(said, voice(fact.teller, fact.by, hedges))


def _set_aside(fact: Fact, hedges: list[str]) -> Told:
    by, what, when = actors_said(fact.by), _scope(fact), _when(fact)
    said = voice(fact.teller, fact.by, hedges)
    if not fact.by:
        return Told(say("{what} was set aside {when}", what, when), said)
    return Told(say("{by} set aside {what} {when}", by, what, when), said)


def _took_up(fact: Fact, hedges: list[str]) -> Told:
    by, what, when = actors_said(fact.by), _scope(fact), _when(fact)
    said = voice(fact.teller, fact.by, hedges)
    if not fact.by:
        return Told(say("{what} was taken up again {when}", what, when), said)
    return Told(say("{by} took up {what} again {when}", by, what, when), said)


def _scope(fact: Fact) -> str:
    """What is set aside: an issue of the catalogue, or a field of policy by its name."""
    scope = fact.issue or fact.words or ""
    return issue_said(scope) if scope in ISSUES else kept(scope)


def _refused(with_to: str, without: str) -> Callable[[Fact, list[str]], Told]:
    """A refusal of another party; the words are of the one who speaks."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        by, to, when = actors_said(fact.by), actors_said(fact.to), _when(fact)
        said = say(with_to if fact.to else without, by=by, to=to, when=when)
        return Told(said, voice(fact.teller, fact.by, hedges), _told_words(fact, hedges))

    return told


def _closed(fact: Fact, hedges: list[str]) -> Told:
    reason = _CLOSES.get(fact.role or "")
    said = say_word(fact.role or "") if reason is None else say(reason)
    told = say("the negotiation was closed {when}, {reason}", when=_when(fact), reason=said)
    return Told(told, voice(fact.teller, fact.by, hedges))


def _met(fact: Fact, hedges: list[str]) -> Told:
    if fact.to:
        return _plain(marked("{by} met {to} {when}"))(fact, hedges)
    several = len(fact.by) > 1
    message = marked("{by} met {when}") if several else marked("{by} held a meeting {when}")
    return _plain(message)(fact, hedges)


# Moves and people -------------------------------------------------------------------------------


def _listed(fact: Fact, hedges: list[str]) -> Told:
    by, when, said = actors_said(fact.by), _when(fact), voice(fact.teller, fact.by, hedges)
    if fact.things and fact.things[0].quantity is not None:
        count = things_said(fact.things, hedges)
        return Told(say("{by} put out a list of {count} {when}", by, count, when), said)
    detail = say_list(map(kept, fact.things[0].seats)) if fact.things else ""
    return Told(say("{by} put out a list {when}", by, when), said, detail)


def _seats_named(fact: Fact, hedges: list[str]) -> Told:
    by, when, said = actors_said(fact.by), _when(fact), voice(fact.teller, fact.by, hedges)
    if fact.things and fact.things[0].quantity is not None:
        count = things_said(fact.things, hedges)
        return Told(say("{by} named {count} seats that it contests {when}", by, count, when), said)
    detail = say_list(map(kept, fact.things[0].seats)) if fact.things else ""
    return Told(say("{by} named the seats that it contests {when}", by, when), said, detail)


def _alone(fact: Fact, hedges: list[str]) -> Told:
    by, when, said = actors_said(fact.by), _when(fact), voice(fact.teller, fact.by, hedges)
    if fact.things:
        count = things_said(fact.things, hedges)
        return Told(say("{by} moved to contest {count} alone {when}", by, count, when), said)
    return Told(say("{by} moved to contest alone {when}", by, when), said)


def _named(fact: Fact, hedges: list[str]) -> Told:
    who = actors_said(fact.to)
    principal = None if fact.principal is None else actor_said(fact.principal)
    when, said = _when(fact), voice(fact.teller, fact.by, hedges)
    role = task_said(fact.role, fact.title)
    if not fact.to:
        named = say(
            "{by} appointed its {role} {when}", by=actors_said(fact.by), role=role, when=when
        )
    elif role and principal is not None:
        named = say("{who} became {role} for {principal} {when}", who, role, principal, when)
    elif role:
        named = say("{who} became {role} {when}", who, role, when)
    elif principal is not None:
        named = say("{who} took on a task for {principal} {when}", who, principal, when)
    else:
        named = say("{who} took on a task {when}", who, when)
    return Told(named, said, ended(fact.words or ""))


def _voted(fact: Fact, hedges: list[str]) -> Told:
    vote = fact.vote
    if vote is None:
        return _plain(marked("{by} voted {when}"))(fact, hedges)
    body, when = kept(body_said(vote.party, vote.body)), _when(fact)
    what = kept(fact.words or say_word(vote.subject))
    if vote.subject != "other" and fact.words:
        subject = say_word(vote.subject)
        what = say("{what} ({subject})", what=kept(fact.words), subject=subject)
    decided = say_list(each for each in (say_word(vote.outcome), votes_said(vote.votes)) if each)
    told = say("{body} voted on {what} {when}", body, what, when)
    return Told(told, voice(fact.teller, fact.by, hedges), decided)


def _tasked(fact: Fact, hedges: list[str]) -> Told:
    who = say_list(
        each for each in (actors_said(fact.to), task_said(fact.role, fact.title)) if each
    )
    what, when = say(TENURES[fact.words or "ended"]), _when(fact)
    said = voice(fact.teller, fact.by, hedges)
    return Told(say("{who}: {what} {when}", who, what, when), said)


def _mandated(fact: Fact, hedges: list[str]) -> Told:
    when, said = _when(fact), voice(fact.teller, fact.by, hedges)
    by = actors_said(fact.by)
    if fact.to and fact.to[0].name not in {each.name for each in fact.by}:
        holder = actors_said(fact.to)
        told = say("{by} set the mandate of {holder} {when}", by, holder, when)
    elif (role := task_said(fact.role, fact.title)) and not fact.to:
        told = say("{by} set the mandate of the {role} {when}", by, role, when)
    else:
        told = say("{by} set its mandate {when}", by, when)
    return Told(told, said, quoted(fact.words or ""))


def _did(fact: Fact, hedges: list[str]) -> Told:
    by, when, what = actors_said(fact.by), _when(fact), say_word(fact.role or "")
    said = say("{by} is said to have done this {when}: {what}", by, when, what)
    return Told(said, voice(fact.teller, fact.by, hedges))


_TELL: Final[Mapping[Act, Callable[[Fact, list[str]], Told]]] = {
    "proposed_alliance": _either(
        marked("{by} proposed an alliance to {to} {when}"),
        marked("{by} proposed an alliance {when}"),
    ),
    "opened_talks": _either(
        marked("{by} opened talks with {to} {when}"), marked("{by} opened talks {when}")
    ),
    "resumed_talks": _or_nobody(
        marked("{by} resumed the talks {when}"), marked("the talks went on {when}")
    ),
    "were_in_talks": _were_in_talks,
    "reached_deal": _plain(marked("{by} reached a deal {when}")),
    "declared_over": _declared,
    "ended_by_conduct": _or_nobody(
        marked("the talks ended {when} by what {by} did, and nobody declared it"),
        marked("the talks ended {when}, and nobody declared it"),
    ),
    "talks_lapsed": _plain(marked("the talks lapsed {when}, and nobody declared it")),
    "left_deal": _left_deal,
    "rejected_deal": _rejected_deal,
    "ended": _plain(marked("the talks ended {when}")),
    "suspended": _or_nobody(
        marked("{by} suspended the talks {when}"), marked("the talks were suspended {when}")
    ),
    "set_aside": _set_aside,
    "took_up": _took_up,
    "closed": _closed,
    "gap": _plain(marked("an earlier step is not in view")),
    "contested": _plain(marked("{by} spoke {when} against what is said of the talks")),
    "no_talks": _no_talks,
    "at_table": _at_table,
    "never_sat": _plain(marked("{by} never sat at the table")),
    "joined": _plain(marked("{by} came to the table {when}")),
    "left": _gone,
    "put_out": _put_out,
    "not_in_talks": _not_in_talks,
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
    "set_date": _date(marked("{by} set a date {when}"), marked("a date was set {when}")),
    "expected_date": _date(marked("{by} expected {when}"), marked("this was expected {when}")),
    "gave_ultimatum": _ultimatum,
    "set_meeting": _date(
        marked("{by} set the next meeting {when}"), marked("the next meeting was set {when}")
    ),
    "moved_date": _taking_up(
        marked("{by} moved {what} {when}"), marked("{by} moved a date {when}")
    ),
    "agreed": _agreed(marked("{by} agreed {when}")),
    "agreed_part": _agreed(marked("{by} agreed on a part {when}")),
    "amended": _agreed(marked("{by} changed the deal {when}")),
    "ratified": _plain(marked("{by} decided on the deal {when}")),
    "followed_term": _followed,
    "not_agreed": _not_agreed,
    "claimed_agreement": _claimed_agreement,
    "claimed_talks": _claimed_talks,
    "denied": _denied,
    "confirmed": _spoke_of(marked("{who} confirmed {what} {when}")),
    "corrected": _spoke_of(marked("{who} corrected {what} {when}")),
    "refuted": _spoke_of(marked("{who} showed {what} to be false {when}")),
    "leaked": _leaked,
    "said": _said,
    "met": _met,
    "met_among_itself": _plain(marked("{by} held a meeting of its own {when}")),
    "excluded": _refused(
        marked("{by} ruled it out with {to} {when}"), marked("{by} ruled it out {when}")
    ),
    "rebuffed": _refused(
        marked("{by} rebuffed {to} {when}"), marked("{by} turned somebody away {when}")
    ),
    "refused": _refused(marked("{by} refused {to} {when}"), marked("{by} refused {when}")),
    "attacked": _refused(
        marked("{by} attacked {to} {when}"), marked("{by} spoke with hostility {when}")
    ),
    "accused": _refused(marked("{by} accused {to} {when}"), marked("{by} accused others {when}")),
    "put_out_list": _listed,
    "named_seats": _seats_named,
    "contests_alone": _alone,
    "made_other_pact": _either(
        marked("{by} made a pact with {to} {when}"), marked("{by} made another pact {when}")
    ),
    "named": _named,
    "mandated": _mandated,
    "changed_task": _tasked,
    "voted": _voted,
    "mediated": _plain(marked("{to} mediated {when}")),
    "did": _did,
}
