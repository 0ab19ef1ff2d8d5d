"""What somebody says, in words: claims, denials, leaks, refusals of one another.

The one who speaks acts: `Ann of A claimed`, and not `A claimed, Ann said`.
"""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_word
from parley.answers.sentences.amounts import issue_said, things_listed
from parley.answers.sentences.names import actors_said
from parley.answers.sentences.telling import (
    DENIED,
    Tell,
    Told,
    ended,
    noun,
    speaker_first,
    when_said,
    worded,
    words_told,
)
from parley.answers.sentences.voices import is_the_report, quoted, subject, voice
from parley.negotiation.views.told.facts import Act, Fact, Teller

__all__ = ["WORDS"]


def _claimed_agreement(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("claimed")
    who, beside = subject(fact.teller, fact.by, hedges)
    when = when_said(fact)
    if fact.things:
        # Of a part nobody says that the whole is agreed.
        message = marked("{who} claimed {when} that this is agreed")
        if fact.to:
            message = marked("{who} claimed {when} that this is agreed with {to}")
    else:
        message = marked("{who} claimed {when} that there is an agreement")
        if fact.to:
            message = marked("{who} claimed {when} that there is an agreement with {to}")
    teller = fact.teller
    if teller is not None and is_the_report(teller, fact.by) and not fact.to:
        message = marked("{who} reported {when} that there is an agreement")
        if fact.things:
            message = marked("{who} reported {when} that this is agreed")
    said = say(message, who=who, when=when, to=actors_said(fact.to))
    return Told(said, beside, *worded(fact, hedges), spoken=True)


def _claimed_part(fact: Fact, hedges: list[str]) -> Told:
    """A part that some say is agreed, or that is agreed by a report alone: with its scope."""
    when, parts = when_said(fact), [ended(fact.words or ""), things_listed(fact.things, hedges)]
    detail = "; ".join(part for part in parts if part)
    if fact.teller is not None and fact.teller.attribution_class == "media_report":
        message = marked("{by} agreed on a part {when}")
        if fact.in_principle:
            message = marked("{by} agreed in principle on a part {when}")
        said = say(message, by=actors_said(fact.by), when=when)
        return Told(said, voice(fact.teller, fact.by, hedges), detail)
    hedges.append("claimed")
    who, beside = subject(fact.teller, fact.by, hedges)
    message = marked("{who} claimed {when} that a part is agreed")
    if fact.in_principle:
        message = marked("{who} claimed {when} that a part is agreed in principle")
    return Told(say(message, who=who, when=when), beside, detail)


def _claimed_talks(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when, to = when_said(fact), actors_said(fact.to)
    message = marked("{who} said {when} that talks are on")
    if fact.to:
        message = marked("{who} said {when} that talks with {to} are on")
    said = say(message, who=who, when=when, to=to)
    denied = DENIED.get(fact.proposition or "") if "denied" in fact.also else None
    if denied is not None:
        said = say("{said}, and denied {what}", said, what=say(denied))
    return Told(said, beside, *worded(fact, hedges), spoken=True)


def _denied(fact: Fact, hedges: list[str]) -> Told:
    who, beside = subject(fact.teller, fact.by, hedges)
    when, words = when_said(fact), DENIED.get(fact.proposition or "")
    if words is not None:
        said = say("{who} denied {when} {what}", who, when, what=say(words))
    elif (
        fact.about is not None
        and fact.proposition == "words"
        and fact.about_act not in ("leaked", "said")
    ):
        what = noun(fact.about_act, fact.about)
        message = marked("{who} denied {when} what is told of {what}")
        if fact.about_act in ("agreed", "agreed_part", "amended"):
            message = marked("{who} disputed {when} words of {what}")
        said = say(message, who=who, when=when, what=what)
    elif fact.about is not None and fact.proposition == "figure":
        what = noun(fact.about_act, fact.about)
        said = say("{who} denied {when} the figure of {what}", who, when, what)
    elif fact.about is not None:
        what = noun(fact.about_act, fact.about)
        said = say("{who} denied {what} {when}", who, what, when)
    elif fact.proposition == "figure":
        said = say("{who} denied a figure {when}", who, when)
    elif fact.proposition == "words":
        said = say("{who} denied what was said {when}", who, when)
    else:
        said = say("{who} denied it {when}", who, when)
    if "claimed_talks" in fact.also:
        said = say("{denial}, and said that talks are on", denial=said)
    if "claimed_agreement" in fact.also:
        said = say("{denial}, and said that there is an agreement", denial=said)
    return Told(said, beside, *worded(fact, hedges), spoken=True)


def _spoke_of(message: str) -> Tell:
    """A statement about an earlier step."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        who, beside = subject(fact.teller, fact.by, hedges)
        what = noun(fact.about_act, fact.about)
        said = say(message, who=who, what=what, when=when_said(fact))
        denied = DENIED.get(fact.proposition or "")
        if fact.act == "confirmed" and fact.about is None and denied is not None:
            what = say(denied)
            said = say("{who} confirmed {when} {what}", who, what, when=when_said(fact))
        elif fact.act == "confirmed" and fact.issue is not None:
            issue = issue_said(fact.issue)
            said = say("as for {issue}, {what}", issue=issue, what=said)
        return Told(said, beside, *worded(fact, hedges), spoken=True)

    return told


def _said(fact: Fact, hedges: list[str]) -> Told:
    teller = fact.teller
    if teller is not None and teller.quote is not None and not fact.words:
        teller = replace(teller, also=())  # the words are of one of them
    who, beside = subject(teller, fact.by, hedges)
    when = when_said(fact)
    detail, ours = words_told(fact, hedges)
    begins, rest = speaker_first(fact)
    own = teller is not None and (teller.own or is_the_report(teller, fact.by)) and not fact.things
    if begins and own and not rest.startswith(":"):
        # What the speaker says of themselves: their name stands once.
        who = say("{who} ({beside})", who, beside) if beside else who
        return Told(f"{say('{when}, as reported, {who}', when, who)}{rest}", "")
    if detail or ours:
        return Told(say("{who} said {when}", who, when), beside, detail, ours, spoken=True)
    return Told(_spoke(fact, who, when), beside)


_SPOKE: Final = {
    "welcomes": (marked("{who} welcomed {what} {when}"), marked("{who} spoke in welcome {when}")),
    "rebuffs": (marked("{who} rebuffed {what} {when}"), marked("{who} spoke in refusal {when}")),
    "no_comment": (
        marked("{who} gave no comment on {what} {when}"),
        marked("{who} gave no comment {when}"),
    ),
    "no_response": (
        marked("{who} did not respond to {what} {when}"),
        marked("{who} did not respond {when}"),
    ),
    "defers": (
        marked("{who} left {what} to be decided later or by others {when}"),
        marked("{who} left it to be decided later or by others {when}"),
    ),
}
"""Stance -> what is said where nobody recorded the words: about a step, and about none."""


def _spoke(fact: Fact, who: str, when: str) -> str:
    """What somebody did with words that nobody recorded."""
    stance = _SPOKE.get(fact.role or "")
    if stance is None:
        return say("{who} spoke {when} ({stance})", who, when, stance=say_word(fact.role or ""))
    about, alone = stance
    if fact.about is None:
        return say(alone, who=who, when=when)
    return say(about, who=who, what=noun(fact.about_act, fact.about), when=when)


def _leaked(fact: Fact, hedges: list[str]) -> Told:
    """A leak; a document that leaked shows what it says, and not that it is so."""
    when, by = when_said(fact), actors_said(fact.by)
    detail, ours = words_told(fact, hedges)
    if fact.teller is not None and fact.teller.attribution == "document":
        said = say("it leaked {when} from {by}, as the document has it", when, by)
        return Told(said, "", detail, ours)
    said = say("it leaked {when} from {by}", when, by)
    return Told(said, voice(fact.teller, fact.by, hedges), detail, ours)


def _excluded(fact: Fact, hedges: list[str]) -> Told:
    """Whom a party rules out, or on what it sets it a limit; how far, the words say."""
    by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
    said = say("{by} ruled out {to} {when}", by, to, when)
    if fact.issue is not None:
        issue = issue_said(fact.issue)
        said = say("{by} set {to} a limit {when} as for {issue}", by, to, when, issue)
    teller, detail, ours = _in_both_words(fact, hedges)
    return Told(said, voice(teller, fact.by, hedges), detail, ours)


def _in_both_words(fact: Fact, hedges: list[str]) -> tuple[Teller | None, str, str]:
    """(whose words they are, the exact words, our paraphrase)."""
    teller = fact.teller
    detail, ours = words_told(fact, hedges)
    if teller is None or teller.quote is None:
        return teller, detail, ours
    if ours and teller.quote.casefold() not in ours.casefold():
        detail = "; ".join(filter(None, (quoted(teller.quote), detail)))
    return replace(teller, also=()), detail, ours


def _refused(with_to: str, without: str) -> Tell:
    """A refusal of another party; the words are of the one who speaks."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
        said = say(with_to if fact.to else without, by=by, to=to, when=when)
        teller, detail, ours = _in_both_words(fact, hedges)
        return Told(said, voice(teller, fact.by, hedges), detail, ours)

    return told


WORDS: Final[Mapping[Act, Tell]] = {
    "claimed_agreement": _claimed_agreement,
    "claimed_part": _claimed_part,
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
