"""What became of it, each in a clause, in the order in which it came, with who says so.

What is not on record, is doubted, or is told by another side than the one that acts, keeps that
voice: an offer that its giver calls accepted is accepted by the giver's word.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from parley.answers.language import marked, say, say_all, say_list, say_word
from parley.answers.sentences.amounts import (
    is_brief,
    issue_said,
    thing_named,
    things_listed,
    things_said,
)
from parley.answers.sentences.names import actor_said, actors_said, kept
from parley.answers.sentences.telling import DENIED, ended, is_enough, noun
from parley.answers.sentences.voices import is_the_report, quoted, subject, voice
from parley.answers.words.exclusions import turn_said
from parley.answers.words.moments import hour_said, moment_said, on_said, until_said
from parley.answers.words.phrases import acceptance_said, the_body_said, votes_said
from parley.negotiation.views.told.acts import STANCES
from parley.negotiation.views.told.facts import Became, Fact, Lack, Teller

__all__ = ["fates_said"]

_CLAUSES: Final[Mapping[str, str]] = {
    "rejected": marked("{by} refused it {when} ({step})"),
    "withdrawn": marked("{by} took it back {when} ({step})"),
    "dropped": marked("{by} gave way on it {when} ({step})"),
    "gave_way": marked("{by} gave way on a part of it {when} ({step})"),
    "superseded": marked("{by} put another in its place {when} ({step})"),
    "said_anew": marked("the next word of {by} on it came {when} ({step})"),
    "met": marked("it was met {when} ({step})"),
    "failed": marked("it failed {when} ({step})"),
    "refused": marked("{by} refused it {when} ({step})"),
    "waived": marked("{by} waived it {when} ({step})"),
    "came_late": marked("it came after that, {when} ({step})"),
    "followed": marked("{by} followed it up {when} ({step})"),
    "denial_answered": marked("{by} said of the denial {when} ({step})"),
    "confirmed": marked("{by} confirmed it {when} ({step})"),
    "corrected": marked("{by} corrected it {when} ({step})"),
    "refuted": marked("{by} showed it to be false {when} ({step})"),
    "rebuffed": marked("{by} rebuffed it {when} ({step})"),
    "welcomed": marked("{by} welcomed it {when} ({step})"),
    "ruled_out": marked("{by} ruled it out {when} ({step})"),
    "contested": marked("this is contested: {by} said otherwise {when} ({step})"),
    "repeated": marked("{by} said it again {when} ({step})"),
    "spoken_of": marked("{by} spoke of it {when} ({step})"),
    "agreed_otherwise": marked("all agreed on something else {when} ({step})"),
    "amended": marked("it was changed {when} ({step})"),
    "deal_changed": marked("the deal was amended {when} ({step})"),
    "added_to": marked("more was agreed {when} ({step})"),
    "replaced": marked("another agreement took its place {when} ({step})"),
    "broken": marked("{by} left it {when} ({step})"),
    "left": marked("it ended as {by} left the table {when} ({step})"),
    "went_on": marked("they were taken up again {when} ({step})"),
    "party_joined": marked("{by} joined it {when} ({step})"),
    "party_left": marked("{by} left {when} ({step})"),
    "ended_in_deal": marked("they ended in a deal {when} ({step})"),
    "ended_without_deal": marked("they ended without a deal {when} ({step})"),
}
"""Fate -> its clause, where it takes no more than who, when and which step."""
_TASKS: Final[Mapping[str, str]] = {
    "resignation_offered": marked("a resignation was offered {when} ({step})"),
    "resignation_refused": marked("{by} refused the resignation {when} ({step})"),
    "resignation_accepted": marked("{by} accepted the resignation {when} ({step})"),
    "discharged": marked("{by} ended the task {when} ({step})"),
    "given_back": marked("the task was given back {when} ({step})"),
    "reported": marked("the task ended with a report {when} ({step})"),
    "ended": marked("the task ended {when} ({step})"),
}
"""What became of a task -> its clause."""
_STOOD: Final[Mapping[str, str]] = {
    "stood_until_deal": marked("nothing on record had ended it by the deal {when} ({step})"),
    "stood_until_amendment": marked(
        "nothing on record had ended it by the change of the deal {when} ({step})"
    ),
    "stood_until_collapse": marked(
        "nothing on record had ended it by the collapse {when} ({step})"
    ),
    "stood_until_close": marked("nothing on record had ended it by the close {when} ({step})"),
    "ended_with_close": marked("nothing on record had ended it by the close {when} ({step})"),
    "lapsed": marked("nothing on record had ended it by {step} {when}"),
}
"""With what everything lapsed that nobody had ended -> that nobody had."""
_UNMET: Final[Mapping[str, str]] = {
    "stood_until_deal": marked("nothing on record had met it by the deal {when} ({step})"),
    "stood_until_amendment": marked(
        "nothing on record had met it by the change of the deal {when} ({step})"
    ),
    "stood_until_collapse": marked("nothing on record had met it by the collapse {when} ({step})"),
    "stood_until_close": marked("nothing on record had met it by the close {when} ({step})"),
    "lapsed": marked("nothing on record had met it by {step} {when}"),
}
"""The same of a condition."""
_OVERTAKEN: Final = {
    "collapse": marked("the talks ended first, {when} ({step})"),
    "close": marked("the close came first, {when} ({step})"),
    "deal": marked("a deal came first, {when} ({step})"),
    "left": marked("those who set it left first, {when} ({step})"),
    "dropped": marked("{by} dropped it {when} ({step})"),
    "resumed": marked("the talks went on before that, {when} ({step})"),
}
"""With what a date fell away -> its clause."""
_OF_TALKS: Final = frozenset({"were_in_talks", "opened_talks", "resumed_talks", "fell_back"})
"""Acts with which talks were under way."""
_THAT_DAY: Final = {
    "voted": marked("that day a vote was held ({step})"),
    "agreed": marked("that day a deal was reached ({step})"),
    "declared_over": marked("that day the talks ended ({step})"),
    "closed": marked("that day the negotiation was closed ({step})"),
}
"""Act -> that it came on the day that something was due."""
_VOICED: Final = frozenset({"contradicted", "reported_otherwise", "timed_otherwise"})
"""Fates that always say according to whom."""
_SILENT: Final = frozenset(
    {
        "borne_out",
        "only_reported",
        "contested",
        "ended_in_deal",
        "deal_stood_until",
        "told_otherwise",
    }
)
"""Fates that are about a step whose own sentence says according to whom, or that begin with it."""
_OF_ALL: Final = frozenset({"agreed", "amended", "added_to_deal"})
"""Acts of all."""
_TIMED: Final = frozenset(
    {
        "stood_until_deal",
        "stood_until_amendment",
        "stood_until_collapse",
        "stood_until_close",
        "on_record_since",
        "agreed_otherwise",
        "ended_without_deal",
    }
)
"""Fates that only say that something came: whoever tells of it on record."""
_IN_WORDS: Final = frozenset({"said", "declared_over", *(act for _, act in STANCES)})
"""Acts that say something; by any other, somebody did something."""
_WORDED: Final = frozenset(
    {
        *("followed_up", "denied", "denial_answered", "rebuffed", "ruled_out", "corrected"),
        *("spoken_of", "timed_otherwise", "gave_way"),
    }
)
"""Fates that are words of somebody: our paraphrase of them stands behind."""
_TOLD: Final = ("denied", "rebuffed", "ruled_out")
"""Those of them that say themselves what was said: a part of a sentence is enough."""
_LACKS: Final = {
    "end": marked("nothing on record has ended it"),
    "meeting": marked("nothing on record has met it"),
    "confirmation": marked("nobody is recorded as confirming it"),
    "second_word": marked("nobody else is recorded as confirming it"),
    "talks_end": marked("nothing on record has ended them"),
    "resumption": marked("nothing on record says that they go on"),
}


def fates_said(fact: Fact, hedges: list[str]) -> Iterator[str]:
    """Each clause of what became of a fact; at last what nothing on record did to it."""
    for alike in _grouped(fact.became):
        if clause := _fate(fact, alike, hedges):
            yield clause
    if fact.lacks or fact.awaited:
        hedges.append("on_record")
    if fact.awaited:
        yield say("no answer of {whom} is on record", whom=actors_said(fact.awaited))
    if set(fact.lacks) == {"confirmation", "end"}:
        yield say("nobody is recorded as confirming it, and nothing on record has ended it")
    else:
        yield from (_lack(fact, lack) for lack in fact.lacks)


def _lack(fact: Fact, lack: Lack) -> str:
    if lack == "resumption" and fact.act == "set_aside":
        return say("nothing on record says that it was taken up again")
    return say(_LACKS[lack])


def _grouped(became: Sequence[Became]) -> Iterator[list[Became]]:
    """Bodies that approved on one day, or have still to, one after the other, and what a deal does
    not have: said once; and once,
    at the first of them, by what it is borne out."""
    run: list[Became] = []
    bearing = [each for each in became if each.fate == "borne_out"]
    for each in (each for each in became if each not in bearing[1:]):
        if each.fate == "borne_out":
            yield from ([run] if run else [])
            yield bearing
            run = []
            continue
        joins = each.fate in ("ratified", "awaits", "undecided", "not_in_deal")
        if run and not (joins and _alike(each) == _alike(run[0])):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _alike(each: Became) -> tuple[str, str | None]:
    return each.fate, each.occurred if each.fate == "ratified" else None


def _fate(fact: Fact, alike: Sequence[Became], hedges: list[str]) -> str:
    each = alike[0]
    said = _clause(fact, alike, hedges)
    if each.issues:
        named = say_all([issue_said(issue, each.pool) for issue in dict.fromkeys(each.issues)])
        said = say("as for {issues}, {what}", issues=named, what=said)
    if each.effective is not None and each.fate not in _SILENT:
        said = say("{what}, with effect from {when}", what=said, when=hour_said(each.effective))
    teller = each.teller
    if teller is not None and _is_voiced(each, teller):
        said = say("{what}, {voice}", what=said, voice=voice(teller, each.by, hedges))
    if each.reason:
        own = marked("{what}, the reason given: {reason}")
        told = marked("{what}, a reason that is told: {reason}")
        message = own if teller is None or teller.own else told
        said = say(message, what=said, reason=ended(each.reason))
    if each.words and each.fate == "rejected":
        said = say("{what}, what was refused: {words}", what=said, words=ended(each.words))
    if each.words and each.fate in _WORDED:
        if each.fate == "followed_up":
            return say("{what}: {words}", what=said, words=ended(each.words))
        if teller is not None and is_enough(teller, each.words, told=each.fate in _TOLD):
            return say("{what}: {words}", what=said, words=quoted(teller.quote or ""))
        hedges.append("our_words")
        said = say("{what} (in our words: {words})", what=said, words=ended(each.words))
    return said


def _is_voiced(each: Became, teller: Teller) -> bool:
    if each.fate in _SILENT or (is_the_report(teller, each.by) and not teller.doubted):
        return False
    if each.fate == "contradicted" and each.act in _OF_ALL:
        return False  # who announce a deal are not made to say each figure of it
    if each.fate in _VOICED or teller.doubted or teller.attribution_class != "on_record":
        return True
    return not teller.own and each.fate not in _TIMED


def _clause(fact: Fact, alike: Sequence[Became], hedges: list[str]) -> str:
    each = alike[0]
    by = actors_said(each.by)
    when = "" if each.occurred is None else on_said(each.occurred)
    step = "" if each.step is None else f"v{each.step}"
    match each.fate:
        case "accepted":
            how = acceptance_said(each.in_principle, each.words, in_full=each.in_full)
            if each.of_step is not None:
                what = noun("offered", each.of_step)
                if not how:
                    return say("{by} accepted {what} {when} ({step})", by, what, when, step)
                hedges += ["conditional"] if each.in_principle or each.words else []
                message = marked("{by} accepted {what} {how} {when} ({step})")
                return say(message, by=by, what=what, how=how, when=when, step=step)
            if how:
                hedges += ["conditional"] if each.in_principle or each.words else []
                return say("{by} accepted it {how} {when} ({step})", by, how, when, step)
            return say("{by} accepted it {when} ({step})", by, when, step)
        case "expired":
            return say("it ran out {when}", when=on_said(each.when or ""))
        case "moved":
            return _moved(each, when, step)
        case "lapsed" if each.overtaken_by == "close" and fact.act == "gave_ultimatum":
            hedges.append("on_record")
            return say(_STOOD["ended_with_close"], when=when, step=step)
        case "lapsed" if each.overtaken_by is not None:
            return say(_OVERTAKEN[each.overtaken_by], by=by, when=when, step=step)
        case "met" | "failed" if fact.kind == "condition" and not _is_theirs(fact, each):
            # Of a condition who had to meet it is no judge.
            outcome = say_word(each.fate)
            return say("{by} called it {outcome} {when} ({step})", by, outcome, when, step)
        case "met" if each.in_part:
            message = marked("the agreement {when} ({step}) gives of its seats: {seats}")
            return say(message, when=when, step=step, seats=each.words or "")
        case "answered":
            what = noun(each.act, each.step)
            return say("{by} answered it {when} with {what}", by, when, what)
        case "went_away":
            message = marked(
                "after that {by} took a step away from the table {when} ({step}), and nobody is"
                " recorded as saying that it is the consequence"
            )
            return say(message, by=by, when=when, step=step)
        case "met" if fact.kind == "deadline" and fact.act != "gave_ultimatum":
            return say("it was kept {when} ({step})", when, step)
        case "missed":
            hedges.append("on_record")
            return say("nothing on record met it")
        case "ended_without_deal" if each.act == "declared_over":
            return say("{by} declared them over without a deal {when} ({step})", by, when, step)
        case "passed":
            silent = fact.act in ("fixed_date", "takes_effect")
            return "" if silent else say("nothing recorded says what came of it")
        case "came_that_day":
            return _came(each, by, say("that day"), step)
        case "came_meanwhile":
            return _came(each, by, when, step)
        case "confirmed" if each.in_part:
            return say("{by} confirmed a figure of it {when} ({step})", by, when, step)
        case "denied":
            return _denied(fact, each, by, when, step)
        case "on_record_since" if each.thing is not None:
            what = things_said((each.thing,), [])
            return say("on record since is {what}, told {when} ({step})", what, when, step)
        case "on_record_since":
            what = noun(each.act, each.step)
            return say("on record since: {what} {when}", what, when)
        case "denial_refuted":
            denial = noun("denied", each.of_step)
            message = marked("{by} showed {denial} to be false {when} ({step})")
            return say(message, by=by, denial=denial, when=when, step=step)
        case "denial_taken_back":
            denial = noun("denied", each.of_step)
            return say("{by} took back {denial} {when} ({step})", by, denial, when, step)
        case "corrected_by_us":
            return say("we corrected our record of it ({step})", step)
        case "borne_out":
            return _borne_out(fact, alike)
        case "told_otherwise":
            who, beside = subject(each.teller, each.by, hedges)
            said = say("{who} gave another account {when} ({step})", who, when, step)
            return say("{what}, {voice}", what=said, voice=beside) if beside else said
        case "timed_otherwise":
            return say("another time or length was given {when} ({step})", when, step)
        case "reported_otherwise" if each.thing is not None:
            what = things_said((each.thing,), [])
            return say("another report has {what} {when} ({step})", what, when, step)
        case "reported_otherwise":
            return say("another report has something else {when} ({step})", when, step)
        case "contradicted" if each.thing is not None:
            what = things_said((each.thing,), [])
            if each.act in _OF_ALL:
                deal = noun(each.act, each.step)
                return say("{deal} has {what}, which does not fit with it", deal, what)
            return say("it does not fit with {what}, told {when} ({step})", what, when, step)
        case "contradicted" if each.act in _OF_ALL:
            return say("{what} does not fit with it", what=noun(each.act, each.step))
        case "contradicted":
            return say("what was told {when} does not fit with it ({step})", when, step)
        case "not_in_deal":
            things = [one.thing for one in alike if one.thing is not None]
            if not things:
                return say("the deal {when} does not say it ({step})", when, step)
            what = things_said(things, []) if is_brief(things) else things_listed(things, [])
            return say("the deal {when} does not have this ({step}): {what}", when, step, what)
        case "put_out":
            message = marked("it ended as {by} put {to} out {when} ({step})")
            return say(message, by=by, to=actors_said(each.to), when=when, step=step)
        case "deal_stood_until":
            end = until_said(each.occurred or "")
            return say("the deal stood until {end} ({step})", end, step)
        case "party_put_out":
            return say("{by} put {to} out {when} ({step})", by, when, step, to=actors_said(each.to))
        case "only_reported":
            hedges.append("reported")
            if each.step == fact.step:
                return say("nobody is on record for it")
            return say(
                "that they are on again is reported, nobody is on record for it ({step})", step
            )
        case "said_anew" if not _is_on_record(each):
            # A report of what somebody asks for is not the word of who asks.
            if each.thing is None:
                return say("a later report came {when} ({step})", when, step)
            what = things_said((each.thing,), [])
            return say("a later report has {what} {when} ({step})", what, when, step)
        case "since_then":
            one, other = map(actor_said, each.by), map(actor_said, each.to)
            step = say("{step}, order not determined", step) if each.order_open else step
            return turn_said(each.turn or "met", one, other, moment_said(each.occurred), step)
        case "followed_up":
            return _followed_up(each, by, when, step)
        case "ratified":
            return say("approved {when} by {bodies}", when, bodies=_bodies(alike))
        case "not_ratified":
            return say("rejected {when} by {bodies}", when, bodies=_bodies(alike))
        case "awaits":
            return say("it has still to be ratified by {bodies}", bodies=_bodies(alike))
        case "undecided":
            hedges.append("on_record")
            bodies = _bodies([replace(other, step=None) for other in alike])
            return say("no decision of {bodies} is on record by the close ({step})", bodies, step)
        case "party_joined" if fact.act in _OF_TALKS:
            return say("{by} came to the table {when} ({step})", by, when, step)
        case "went_on" if fact.act == "set_aside":
            return say("it was taken up again {when} ({step})", when, step)
        case "task_changed":
            what = say(_TASKS[each.words or "ended"], by=by, when=when, step=step)
            return say("of {who}: {what}", who=actors_said(each.to), what=what) if each.to else what
        case "ended_with_close" if fact.kind in ("state", "attempt"):
            hedges.append("on_record")
            return say("nothing on record had ended them by the close {when} ({step})", when, step)
        case fate if fact.kind == "condition" and fate in _UNMET:
            hedges.append("on_record")
            return say(_UNMET[fate], when=when, step=step)
        case fate if fate in _STOOD:
            hedges.append("on_record")
            return say(_STOOD[fate], when=when, step=step)
        case "taken_over" if set(each.to) & set(fact.to):
            return say("a new appointment took its place {when} ({step})", when, step)
        case "taken_over":
            who = actors_said(each.to)
            return say("{who} took over {when} ({step})", who, when, step)
        case "ended" if fact.kind == "person":
            return say("that ended {when} ({step})", when, step)
        case "ended":
            return say("the talks collapsed {when} ({step})", when, step)
        case "not_in_view":
            hedges.append("gap")
            return say("an earlier step is not in view ({step})", step)
        case "contested":
            hedges.append("contested")
            if any(other.fate == "denied" and other.step == each.step for other in fact.became):
                return ""  # the denial says it
            if each.act not in _IN_WORDS:
                message = marked("this is contested: {by} acted otherwise {when} ({step})")
                return say(message, by=by, when=when, step=step)
    return say(_CLAUSES[each.fate], by=by, when=when, step=step)


def _is_theirs(fact: Fact, each: Became) -> bool:
    """Whether those who set something are who says what became of it; of what nobody set, or
    nobody says, there is nobody else to name."""
    by = {actor.name for actor in each.by}
    return not by or not fact.by or not by.isdisjoint(actor.name for actor in fact.by)


def _is_on_record(each: Became) -> bool:
    return each.teller is None or each.teller.attribution_class == "on_record"


def _came(each: Became, by: str, when: str, step: str) -> str:
    """What came by the day that something was due, without a word on whether that was it."""
    if each.act == "changed_task":
        return say(_TASKS[each.words or "ended"], by=by, when=when, step=step)
    if each.to:
        who = actors_said(each.to)
        return say("{who} took on a task {when} ({step})", who, when, step)
    message = _THAT_DAY.get(each.act or "", marked("that day brought {step}"))
    return say(message, by=by, step=step)


def _denied(fact: Fact, each: Became, by: str, when: str, step: str) -> str:
    """What was denied behind when, so that no day is taken for the day of the thing denied."""
    if (denied := DENIED.get(each.proposition or "")) is not None:
        what = say(denied)
        return say("{by} denied {when} ({step}) {what}", by, when, step, what)
    if each.proposition == "figure":
        return say("{by} denied the figure {when} ({step})", by, when, step)
    if each.in_part and fact.act in ("reached_deal", "agreed", "agreed_part", "amended"):
        return say("{by} disputed words of it {when} ({step})", by, when, step)
    if each.in_part:
        return say("{by} denied {when} ({step}) what is told of it", by, when, step)
    return say("{by} denied it {when} ({step})", by, when, step)


def _moved(each: Became, when: str, step: str) -> str:
    if each.when is None:
        return say("the registration was changed {when} ({step})", when, step)
    message = {
        "later": marked("it was put off to {to} ({step})"),
        "earlier": marked("it was brought forward to {to} ({step})"),
        None: marked("it was moved to {to} ({step})"),
    }[each.moved]
    return say(message, to=hour_said(each.when), step=step)


def _followed_up(each: Became, by: str, when: str, step: str) -> str:
    outcome = say_word(each.fulfilment or "")
    if each.thing is None:
        message = marked("recorded as {outcome}, from what {by} said or did {when} ({step})")
        return say(message, by=by, when=when, outcome=outcome, step=step)
    what = thing_named(each.thing)
    message = marked("{what}: recorded as {outcome}, from what {by} said or did {when} ({step})")
    if each.teller is not None and each.teller.attribution == "public_record":
        # An act that anybody can look up is nobody's judgement of what was agreed.
        message = marked("{what}: recorded as {outcome}, from what {by} did {when} ({step})")
    return say(message, what=what, outcome=outcome, by=by, when=when, step=step)


def _bodies(alike: Sequence[Became]) -> str:
    return say_all([_body(each) for each in alike])


def _body(each: Became) -> str:
    said = kept(the_body_said(each.by[0].name if each.by else None, each.body or ""))
    votes = votes_said(each.votes)
    notes = [note for note in (votes, None if each.step is None else f"v{each.step}") if note]
    return f"{said} ({say_list(notes)})" if notes else said


def _borne_out(fact: Fact, alike: Sequence[Became]) -> str:
    steps = [each.step for each in alike if each.step is not None]
    if steps == [fact.step]:
        return say("reports of several origins bear it out")
    return say("it is borne out ({steps})", steps=say_list(f"v{step}" for step in steps))
