"""The talks themselves in words: begun, ended, paused, closed; who sat there, and who did not."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_many
from parley.answers.sentences.amounts import issue_said
from parley.answers.sentences.names import actors_said, kept
from parley.answers.sentences.telling import (
    Tell,
    Told,
    either,
    ended,
    or_nobody,
    plain,
    when_said,
    worded,
)
from parley.answers.sentences.voices import quote_said, subject, voice
from parley.negotiation.steps import ISSUES
from parley.negotiation.views.told.facts import Act, Fact

__all__ = ["TALKS"]


_CLOSES: Final = {
    "poll": marked("for the poll"),
    "nominations": marked("as nominations closed"),
    "tolerated": marked("as one side let the other govern"),
    "dissolved": marked("as a new election was called"),
    "overtaken": marked("as others decided"),
    "sworn_in": marked("as a government was sworn in"),
}
_OUR_READING: Final = ("tolerated", "overtaken")
"""Reasons of a close that nobody who tells of it gives."""


_ALLIANCES: Final = {
    "seat_sharing": marked("seat sharing"),
    "coalition": marked("a coalition"),
    "outside_support": marked("support from outside"),
    "abstention": marked("an abstention"),
    "merger": marked("a merger"),
}
"""Form of an alliance -> what is proposed or sought."""


def _sought(fact: Fact, hedges: list[str]) -> Told:
    """An alliance that somebody proposed, or wished for, and what it was: an interest and a
    condition are told with it. An office seeks one of others."""
    message = marked("{by} sought {what} {when}")
    if fact.to:
        of_others = all(each.kind != "party" for each in fact.by)
        with_them = marked("{by} sought {what} with {to} {when}")
        message = marked("{by} sought {what} of {to} {when}") if of_others else with_them
    what = say(_ALLIANCES.get(fact.form or "", marked("an alliance")))
    by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
    detail, ours = worded(fact, hedges)
    ours = ours if fact.text is None else ended(fact.text)
    said = say(message, by=by, to=to, what=what, when=when)
    return Told(said, voice(fact.teller, fact.by, hedges), detail, ours)


def _were_in_talks(fact: Fact, hedges: list[str]) -> Told:
    when, said = when_said(fact), voice(fact.teller, fact.by, hedges)
    if not fact.by:
        told = {
            "exploratory": marked("there were exploratory talks {when}"),
            "formal": marked("there were formal talks {when}"),
            "undisclosed": marked("there were undisclosed talks {when}"),
        }.get(fact.stage or "", marked("there were talks {when}"))
        return Told(say(told, when=when), said)
    told = {
        "exploratory": marked("{by} were in exploratory talks {when}"),
        "formal": marked("{by} were in formal talks {when}"),
        "undisclosed": marked("{by} were in undisclosed talks {when}"),
    }.get(fact.stage or "", marked("{by} were in talks {when}"))
    return Told(say(told, by=actors_said(fact.by), when=when), said)


def _reached_deal(fact: Fact, hedges: list[str]) -> Told:
    message = {
        "signed": marked("{by} signed a deal {when}"),
        "de_facto": marked("{by} reached a deal de facto {when}"),
    }.get(fact.form or "", marked("{by} reached a deal {when}"))
    return plain(message)(fact, hedges)


def _left_deal(fact: Fact, hedges: list[str]) -> Told:
    """Who broke a deal is our reading of an act: whoever speaks is quoted, and is not made to say
    it."""
    hedges.append("one_side")
    said = say("{by} left the deal {when}", by=actors_said(fact.by), when=when_said(fact))
    teller = fact.teller
    if teller is None or teller.attribution not in ("on_record", "party_statement"):
        return Told(said, voice(teller, fact.by, hedges))
    if teller.quote is not None:
        teller = replace(teller, also=())  # the words are of one of them
    who, beside = subject(teller, fact.by, hedges)
    if teller.quote is None:
        return Told(say("{act}, as read from the words of {who}", act=said, who=who), beside)
    return Told(
        say("{act}; the words of {who}", act=said, who=who), beside, quote_said(teller, hedges)
    )


def _end(message: str, nobody: str) -> Tell:
    """An end of talks, or of an attempt that never came to talks. What nobody is on record to have
    declared has what was done behind it."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        if fact.act == "declared_over" or fact.kind in ("state", "attempt"):
            hedges.append("one_side")
        what = say("the attempt") if fact.unopened else say("the talks")
        by, to, when = actors_said(fact.by), actors_said(fact.to), when_said(fact)
        said = say(message if fact.by else nobody, by=by, to=to, what=what, when=when)
        return Told(said, voice(fact.teller, fact.by, hedges), ours=ended(fact.text or ""))

    return told


_OVER: Final = marked("{what} ended {when}")


def _gone(fact: Fact, hedges: list[str]) -> Told:
    if fact.kind in ("state", "attempt"):
        message = marked("{by} left the table {when}, and with that {what} ended")
        return _end(message, message)(fact, hedges)
    return plain(marked("{by} left the table {when}"))(fact, hedges)


def _put_out(fact: Fact, hedges: list[str]) -> Told:
    if fact.kind in ("state", "attempt"):
        message = marked("{by} put {to} out {when}, and with that {what} ended")
        return _end(message, message)(fact, hedges)
    return plain(marked("{by} put {to} out of the talks {when}"))(fact, hedges)


def _rejected_deal(fact: Fact, hedges: list[str]) -> Told:
    return plain(marked("the deal fell {when}"))(fact, hedges)


def _fell_back(fact: Fact, hedges: list[str]) -> Told:
    """Whoever speaks tells of the body's No; that talks are on with it is how the record stands."""
    said = say("the deal fell {when}", when=when_said(fact))
    by = voice(fact.teller, fact.by, hedges)
    told = say("{said}, {voice}", said=said, voice=by) if by else said
    return Told(say("{said}, and with that talks were under way again", said=told), "")


def _at_table(fact: Fact, hedges: list[str]) -> Told:
    by = actors_said(fact.by)
    if fact.over:
        return Told(say("{by} sat at the table", by), "")
    hedges.append("on_record")
    if len(fact.by) == 2:
        return Told(say("{by} sat at the table, and neither is recorded as leaving it", by), "")
    said = say_many(
        len(fact.by),
        "{by} sat at the table, and is not recorded as leaving it",
        "{by} sat at the table, and none of them is recorded as leaving it",
        by=by,
    )
    return Told(said, "")


def _registered(fact: Fact, _: list[str]) -> Told:
    by = actors_said(fact.by)
    said = say_many(
        len(fact.by),
        "{by} is registered at the table",
        "{by} are registered at the table",
        by=by,
    )
    return Told(said, "")


def _no_talks(fact: Fact, hedges: list[str]) -> Told:
    hedges.append("on_record")
    return Told(say("no talks of {by} are on record", by=actors_said(fact.by)), "")


def _not_in_talks(fact: Fact, hedges: list[str]) -> Told:
    by, when = actors_said(fact.by), when_said(fact)
    said = say_many(
        len(fact.by),
        "{by} is not named among those in talks {when}",
        "{by} are not named among those in talks {when}",
        by=by,
        when=when,
    )
    teller = fact.teller
    if teller is not None and teller.attribution_class == "on_record":
        return Told(said, "")  # who names those in talks has not spoken of the others
    if teller is not None and teller.attribution_class == "media_report":
        hedges.append("report")
        if teller.outlet is None:
            return Told(said, say("in a report"))
        return Told(said, say("in the report of {outlet}", outlet=kept(teller.outlet)))
    return Told(said, voice(teller, fact.by, hedges))


def _set_aside(fact: Fact, hedges: list[str]) -> Told:
    by, what, when = actors_said(fact.by), _scope(fact), when_said(fact)
    said = voice(fact.teller, fact.by, hedges)
    if not fact.by:
        return Told(say("{what} was set aside {when}", what, when), said)
    return Told(say("{by} set aside {what} {when}", by, what, when), said)


def _took_up(fact: Fact, hedges: list[str]) -> Told:
    by, what, when = actors_said(fact.by), _scope(fact), when_said(fact)
    said = voice(fact.teller, fact.by, hedges)
    if not fact.by:
        return Told(say("{what} was taken up again {when}", what, when), said)
    message = {
        "exploratory": marked("{by} took up {what} again in exploratory talks {when}"),
        "formal": marked("{by} took up {what} again in formal talks {when}"),
        "undisclosed": marked("{by} took up {what} again in undisclosed talks {when}"),
    }.get(fact.stage or "", marked("{by} took up {what} again {when}"))
    return Told(say(message, by=by, what=what, when=when), said)


def _resumed(fact: Fact, hedges: list[str]) -> Told:
    message = {
        "exploratory": marked("{by} resumed exploratory talks {when}"),
        "formal": marked("{by} resumed formal talks {when}"),
        "undisclosed": marked("{by} resumed undisclosed talks {when}"),
    }.get(fact.stage or "", marked("{by} resumed the talks {when}"))
    return or_nobody(message, marked("the talks were taken up again {when}"))(fact, hedges)


def _scope(fact: Fact) -> str:
    """What is set aside: an issue of the catalogue, or a field of policy by its name."""
    scope = fact.issue or fact.words or ""
    return issue_said(scope) if scope in ISSUES else kept(scope)


def _closes(message: str) -> Tell:
    """The close of a negotiation, or of a contest, with its reason."""

    def told(fact: Fact, hedges: list[str]) -> Told:
        reason = say(_CLOSES[fact.role or "poll"])
        closed = say(message, when=when_said(fact))
        ours, said = ended(fact.text or ""), voice(fact.teller, fact.by, hedges)
        if fact.role in _OUR_READING:
            # Who tells what happened has not said that this was decided by it.
            return Told(closed, said, say("as recorded, {reason}", reason=reason), ours)
        return Told(say("{closed}, {reason}", closed, reason), said, ours=ours)

    return told


def _joined_deal(fact: Fact, hedges: list[str]) -> Told:
    """Those who were in it agreed too: where nobody is named, it is not the word of who joined."""
    said = say("{by} joined the deal {when}", by=actors_said(fact.by), when=when_said(fact))
    teller = fact.teller
    joint = teller is not None and teller.attribution == "on_record" and teller.speaker is None
    return Told(said, voice(teller, () if joint else fact.by, hedges))


def _met(fact: Fact, hedges: list[str]) -> Told:
    messages = _MEETINGS.get(fact.role or "", _MEETINGS["in_person"])
    with_to, several, alone = messages
    message = with_to if fact.to else several if len(fact.by) > 1 else alone
    return plain(message)(fact, hedges)


_CALLED: Final = either(
    marked("{by} spoke with {to} by telephone {when}"), marked("{by} spoke by telephone {when}")
)


_MEETINGS: Final = {
    "in_person": (
        marked("{by} met {to} {when}"),
        marked("{by} met {when}"),
        marked("{by} held a meeting {when}"),
    ),
    "virtual": (
        marked("{by} met {to} by video {when}"),
        marked("{by} met by video {when}"),
        marked("{by} held a meeting by video {when}"),
    ),
}
"""How a meeting was held -> what is said of it with somebody, of several, of one."""


TALKS: Final[Mapping[Act, Tell]] = {
    "sought_alliance": _sought,
    "opened_talks": either(
        marked("{by} opened talks with {to} {when}"), marked("{by} opened talks {when}")
    ),
    "resumed_talks": _resumed,
    "were_in_talks": _were_in_talks,
    "reached_deal": _reached_deal,
    "declared_over": _end(marked("{by} declared {what} over {when}"), _OVER),
    "ended_with_act": _end(marked("{what} ended {when} with an act of {by}"), _OVER),
    "ended_by_conduct": _end(marked("{what} ended {when} by what {by} did"), _OVER),
    "talks_lapsed": _end(*[marked("{what} lapsed {when}")] * 2),
    "left_deal": _left_deal,
    "rejected_deal": _rejected_deal,
    "fell_back": _fell_back,
    "ended": plain(marked("the talks ended {when}")),
    "suspended": or_nobody(
        marked("{by} suspended the talks {when}"), marked("the talks were suspended {when}")
    ),
    "set_aside": _set_aside,
    "took_up": _took_up,
    "closed": _closes(marked("the negotiation was closed {when}")),
    "contest_closed": _closes(marked("the contest was closed {when}")),
    "gap": plain(marked("an earlier step is not in view")),
    "contested": plain(marked("{by} spoke {when} against what is said of the talks")),
    "registered": _registered,
    "no_talks": _no_talks,
    "at_table": _at_table,
    "never_sat": plain(marked("{by} never sat at this table")),
    "joined": plain(marked("{by} came to the table {when}")),
    "joined_deal": _joined_deal,
    "left": _gone,
    "put_out": _put_out,
    "not_in_talks": _not_in_talks,
    "met": _met,
    "telephoned": _CALLED,
    "met_among_itself": plain(marked("{by} held a meeting of its own {when}")),
}
"""Act -> how it is told."""
