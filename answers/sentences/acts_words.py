"""What somebody says, in words: claims, denials, leaks, refusals of one another.

The one who speaks acts: `Ann of A claimed`, and not `A claimed, Ann said`.
"""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_all, say_word
from parley.answers.sentences.amounts import issue_said, things_listed
from parley.answers.sentences.names import actors_said
from parley.answers.sentences.telling import (
    DENIED,
    Tell,
    Told,
    ended,
    noun,
    speaker_first,
    voiced,
    when_said,
    worded,
    words_told,
)
from parley.answers.sentences.voices import is_the_report, subject, voice
from parley.negotiation.views.told.facts import Act, Fact, Teller

__all__ = ["WORDS"]


def _claiming(fact: Fact) -> Teller | None:
    """Who claims that this is agreed; what is agreed is told by its terms, and nobody is quoted."""
    if fact.teller is None or not fact.things:
        return voiced(fact)
    return replace(fact.teller, quote=None)


def _claimed_agreement(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("claimed")
    who, beside = subject(_claiming(fact), fact.by, hedges)
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
    if fact.issue is not None and not fact.things:
        said = say("as for {issue}, {what}", issue=issue_said(fact.issue), what=said)
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
    who, beside = subject(voiced(fact), fact.by, hedges)
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
    who, beside = subject(voiced(fact), fact.by, hedges)
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
    if fact.issue is not None:
        said = say("as for {issue}, {what}", issue=issue_said(fact.issue), what=said)
    if "claimed_talks" in fact.also:
        said = say("{denial}, and said that talks are on", denial=said)
    if "claimed_agreement" in fact.also:
        said = say("{denial}, and said that there is an agreement", denial=said)
    return Told(said, beside, *worded(fact, hedges), spoken=True)


def _spoke_of(message: str) -> Tell:
    """A statement about an earlier step."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        who, beside = subject(voiced(fact), fact.by, hedges)
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
    teller = voiced(fact)
    who, beside = subject(teller, fact.by, hedges)
    when = when_said(fact)
    detail, ours = words_told(fact, hedges)
    begins, rest = speaker_first(fact)
    quoted_here = teller is not None and teller.quote is not None
    own = teller is not None and (teller.own or is_the_report(teller, fact.by)) and not fact.things
    if begins and own and not quoted_here and not detail and not rest.startswith(":"):
        # What the speaker says of themselves: their name stands once.
        who = say("{who} ({beside})", who, beside) if beside else who
        return Told(f"{say('{when}, as reported, {who}', when, who)}{rest}", "")
    if "rules_out" in fact.stances:
        # What it is, words tell; that it is ruled out is the act, where nobody is named.
        return Told(_spoke(fact, who, when), beside, detail, ours, spoken=True)
    if quoted_here or ours or fact.things:
        return Told(say("{who} said {when}", who, when), beside, detail, ours, spoken=True)
    return Told(_spoke(fact, who, when), beside, detail)


_SPOKE: Final = {
    "optimistic": (
        marked("{who} spoke with optimism about {what} {when}"),
        marked("{who} spoke with optimism {when}"),
    ),
    "pessimistic": (
        marked("{who} spoke with pessimism about {what} {when}"),
        marked("{who} spoke with pessimism {when}"),
    ),
    "no_comment": (
        marked("{who} gave no comment on {what} {when}"),
        marked("{who} gave no comment {when}"),
    ),
    "no_response": (
        marked("{who} did not respond to {what} {when}"),
        marked("{who} did not respond {when}"),
    ),
    "welcomes": (marked("{who} welcomed {what} {when}"), marked("{who} spoke in welcome {when}")),
    "expects": (
        marked("{who} said what to expect of {what} {when}"),
        marked("{who} said what to expect {when}"),
    ),
    "rules_out": (
        marked("{who} ruled out {what} {when}"),
        marked("{who} ruled something out {when}"),
    ),
    "rebuffs": (marked("{who} rebuffed {what} {when}"), marked("{who} spoke in refusal {when}")),
    "urges": (
        marked("{who} made an appeal about {what} {when}"),
        marked("{who} made an appeal {when}"),
    ),
    "prefers": (
        marked("{who} voiced a preference as for {what} {when}"),
        marked("{who} voiced a preference {when}"),
    ),
    "insists": (
        marked("{who} insisted on a point as for {what} {when}"),
        marked("{who} insisted on a point {when}"),
    ),
    "defers": (
        marked("{who} left {what} to be decided later or by others {when}"),
        marked("{who} left it to be decided later or by others {when}"),
    ),
    "dissent": (
        marked("{who} dissented as for {what} {when}"),
        marked("{who} voiced dissent {when}"),
    ),
    "background": (
        marked("{who} gave background on {what} {when}"),
        marked("{who} gave background {when}"),
    ),
}
"""Stance -> what is said where nobody recorded the words: of something, and of nothing named. The
stances that are acts of their own are not here."""
_OF: Final = {
    "talks": marked("the talks"),
    "agreement": marked("an agreement"),
    "collapse": marked("an end of the talks"),
    "figure": marked("a figure"),
    "words": marked("what was said"),
    "secrecy": marked("secrecy"),
}
"""Proposition -> what a statement speaks of."""


def _spoke(fact: Fact, who: str, when: str) -> str:
    """What somebody did with words that nobody recorded, each stance that a statement has."""
    what = _spoken_of(fact)
    first, *rest = fact.stances or ("background",)
    about, alone = _SPOKE[first]
    if first == "urges" and fact.to and what == actors_said(fact.to):
        about = marked("{who} made an appeal to {what} {when}")
    if first == "rules_out" and fact.about is None and fact.proposition is None:
        about = marked("{who} ruled something out as for {what} {when}")
    said = say(about, who=who, what=what, when=when) if what else say(alone, who=who, when=when)
    if fact.to and not (what and what == actors_said(fact.to)):
        said = say("{said} with regard to {whom}", said=said, whom=actors_said(fact.to))
    if rest:
        also = say_all([say_word(each) for each in rest])
        said = say("{said} (also: {stances})", said=said, stances=also)
    return said


def _spoken_of(fact: Fact) -> str:
    """Of what a statement speaks: an earlier step, a proposition, an issue; who is refused or
    welcomed where it is nothing else."""
    if fact.about is not None:
        return noun(fact.about_act, fact.about)
    named = _OF.get(fact.proposition or "")
    if named is not None:
        said = say(named)
        if fact.issue is None:
            return said
        return say("{what} ({issue})", what=said, issue=issue_said(fact.issue))
    if fact.issue is not None:
        return issue_said(fact.issue)
    own = fact.stances and fact.stances[0] in ("rebuffs", "welcomes", "urges", "no_response")
    return actors_said(fact.to) if own and fact.to else ""


def _leaked(fact: Fact, hedges: list[str]) -> Told:
    """A leak; a document that leaked shows what it says, and not that it is so."""
    when, by = when_said(fact), actors_said(fact.by)
    detail, ours = words_told(fact, hedges)
    if fact.teller is not None and fact.teller.attribution == "document":
        said = say("it leaked {when} from {by}, as the document has it", when, by)
        return Told(said, "", detail, ours)
    said = say("it leaked {when} from {by}", when, by)
    return Told(said, voice(voiced(fact), fact.by, hedges), detail, ours)


def _excluded(fact: Fact, hedges: list[str]) -> Told:
    """Whom a party rules out, or on what it sets it a limit; how far, the words say."""
    by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
    said = say("{by} ruled out {to} {when}", by, to, when)
    if fact.issue is not None:
        issue = issue_said(fact.issue)
        said = say("{by} set {to} a limit {when} as for {issue}", by, to, when, issue)
    return Told(said, voice(voiced(fact), fact.by, hedges), *words_told(fact, hedges))


def _refused(with_to: str, without: str) -> Tell:
    """A refusal of another party; the words are of the one who speaks."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
        said = say(with_to if fact.to else without, by=by, to=to, when=when)
        return Told(said, voice(voiced(fact), fact.by, hedges), *words_told(fact, hedges))

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
