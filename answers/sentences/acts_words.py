"""What somebody says, in words: claims, denials, leaks, refusals of one another.

The one who speaks acts: `Ann of A claimed`, and not `A claimed, Ann said`.
"""

from collections.abc import Mapping
from typing import Final

from parley.answers.language import marked, say, say_word
from parley.answers.sentences.amounts import issue_said
from parley.answers.sentences.names import actors_said
from parley.answers.sentences.telling import (
    Tell,
    Told,
    noun,
    speaker_first,
    when_said,
    worded,
    words_told,
)
from parley.answers.sentences.voices import subject, voice
from parley.negotiation.views.told.facts import Act, Fact

__all__ = ["WORDS"]


_DENIED: Final = {
    "talks": marked("that there are talks"),
    "agreement": marked("that there is an agreement"),
    "collapse": marked("that the talks are over"),
    "figure": marked("the figure"),
    "words": marked("what it says"),
    "secrecy": marked("that anything is kept secret"),
}


def _claimed_agreement(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("claimed")
    who, beside = subject(fact.teller, fact.by, hedges)
    when = when_said(fact)
    if fact.to:
        to = actors_said(fact.to)
        message = say("{who} claimed {when} that there is an agreement with {to}", who, when, to)
    else:
        message = say("{who} claimed {when} that there is an agreement", who, when)
    return Told(message, beside, worded(fact, hedges))


def _claimed_talks(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when = when_said(fact)
    if fact.to:
        to = actors_said(fact.to)
        return Told(say("{who} said {when} that talks with {to} are on", who, when, to), beside)
    return Told(say("{who} said {when} that talks are on", who, when), beside)


def _denied(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when, words = when_said(fact), _DENIED.get(fact.proposition or "")
    if words is not None and fact.proposition not in ("figure", "words"):
        said = say("{who} denied {when} {what}", who, when, what=say(words))
    elif (
        fact.about is not None
        and fact.proposition == "words"
        and fact.about_act not in ("leaked", "said")
    ):
        what = noun(fact.about_act, fact.about)
        said = say("{who} denied {when} what is told of {what}", who, when, what)
    elif fact.about is not None and fact.proposition == "figure":
        what = noun(fact.about_act, fact.about)
        said = say("{who} denied {when} the figure of {what}", who, when, what)
    elif fact.about is not None:
        what = noun(fact.about_act, fact.about)
        said = say("{who} denied {what} {when}", who, what, when)
    else:
        said = say("{who} denied it {when}", who, when)
    if "claimed_talks" in fact.also:
        said = say("{denial}, and said that talks are on", denial=said)
    if "claimed_agreement" in fact.also:
        said = say("{denial}, and said that there is an agreement", denial=said)
    return Told(said, beside, worded(fact, hedges))


def _spoke_of(message: str) -> Tell:
    """A statement about an earlier step."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        who, beside = subject(fact.teller, fact.by, hedges)
        what = noun(fact.about_act, fact.about)
        said = say(message, who=who, what=what, when=when_said(fact))
        if fact.act == "confirmed" and fact.about is None and fact.proposition in _DENIED:
            what = say(_DENIED[fact.proposition])
            said = say("{who} confirmed {when} {what}", who, what, when=when_said(fact))
        return Told(said, beside, worded(fact, hedges))

    return told


def _said(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when, detail = when_said(fact), words_told(fact, hedges)
    begins, rest = speaker_first(fact)
    own = fact.teller is not None and fact.teller.own and not fact.things
    if begins and own and not rest.startswith(":"):
        # What the speaker says of themselves: their name stands once.
        who = say("{who} ({beside})", who, beside) if beside else who
        return Told(f"{say('{when}, by their own account, {who}', when, who)}{rest}", "")
    if detail:
        return Told(say("{who} said {when}", who, when), beside, detail)
    stance = say_word(fact.role or "")
    return Told(say("{who} spoke {when} ({stance})", who, when, stance), beside)


def _leaked(fact: Fact, hedges: list[str]) -> Told:
    said = say("it leaked {when} from {by}", when=when_said(fact), by=actors_said(fact.by))
    return Told(said, voice(fact.teller, fact.by, hedges), words_told(fact, hedges))


def _excluded(fact: Fact, hedges: list[str]) -> Told:
    """Whom a party will not go together with, or what it rules out towards it."""
    by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
    said = say("{by} ruled out going together with {to} {when}", by, to, when)
    if fact.issue is not None:
        issue = issue_said(fact.issue)
        said = say(
            "{by} ruled something out towards {to} {when}, as for {issue}", by, to, when, issue
        )
    return Told(said, voice(fact.teller, fact.by, hedges), words_told(fact, hedges))


def _refused(with_to: str, without: str) -> Tell:
    """A refusal of another party; the words are of the one who speaks."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
        said = say(with_to if fact.to else without, by=by, to=to, when=when)
        return Told(said, voice(fact.teller, fact.by, hedges), words_told(fact, hedges))

    return told


WORDS: Final[Mapping[Act, Tell]] = {
    "claimed_agreement": _claimed_agreement,
    "claimed_talks": _claimed_talks,
    "denied": _denied,
    "confirmed": _spoke_of(marked("{who} confirmed {what} {when}")),
    "corrected": _spoke_of(marked("{who} corrected {what} {when}")),
    "refuted": _spoke_of(marked("{who} showed {what} to be false {when}")),
    "leaked": _leaked,
    "said": _said,
    "excluded": _excluded,
    "attacked": _refused(
        marked("{by} attacked {to} {when}"), marked("{by} spoke with hostility {when}")
    ),
    "accused": _refused(marked("{by} accused {to} {when}"), marked("{by} accused others {when}")),
}
"""Act -> how it is told."""
