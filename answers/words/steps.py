"""One short line for a step: who, to whom, what, in the report's own words where there are any.

The same line stands in the timeline, in the answer after a write, and in every listing.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from parley.answers.language import marked, say, say_all, say_list, say_word
from parley.answers.words.moments import moment_said, until_said
from parley.answers.words.phrases import (
    TENURES,
    acceptance_said,
    bodies_said,
    body_said,
    change_said,
    holder_said,
    issue_beside,
    outcome_said,
    task_said,
    vote_said,
    votes_said,
)
from parley.answers.words.quantities import quantity_said
from parley.negotiation.arrows import arrow
from parley.negotiation.facts import step_of
from parley.negotiation.registration import totals_of
from parley.negotiation.rows import StepRow
from parley.negotiation.steps import (
    AllianceProposed,
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DeadlineSet,
    DealAmended,
    DealBroken,
    DealRatified,
    DealReached,
    DemandMade,
    Figure,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    NegotiatorAppointed,
    OfferAccepted,
    OfferMade,
    PartialAgreementReached,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    StatementMade,
    Step,
    TalksCollapsed,
    TalksOpened,
    TalksResumed,
    TalksSuspended,
    TenureChanged,
    Term,
    TermFollowed,
    UltimatumIssued,
    UnilateralMoveMade,
    VoteHeld,
    Votes,
)

__all__ = ["STEPS_SAID", "content_said", "step_said"]

Totals = Mapping[str, int]
"""Pool -> how much there was to share."""

STEPS_SAID: Final[Mapping[str, str]] = {
    "AllianceProposed": marked("seeks an alliance"),
    "PartyJoined": marked("joins the table"),
    "PartyWithdrew": marked("leaves the table"),
    "NegotiatorAppointed": marked("appoints"),
    "MandateChanged": marked("mandate"),
    "TalksOpened": marked("talks open"),
    "MeetingHeld": marked("meeting"),
    "TalksSuspended": marked("talks suspended"),
    "TalksResumed": marked("talks resume"),
    "DemandMade": marked("demand"),
    "OfferMade": marked("offer"),
    "OfferWithdrawn": marked("withdraws the offer"),
    "OfferAccepted": marked("accepts the offer"),
    "OfferRejected": marked("rejects"),
    "ConcessionMade": marked("concedes"),
    "ConditionSet": marked("condition"),
    "ConditionResolved": marked("condition"),
    "DeadlineSet": marked("deadline"),
    "DeadlineExtended": marked("deadline moved"),
    "UltimatumIssued": marked("ultimatum"),
    "PartialAgreementReached": marked("partial agreement"),
    "DealReached": marked("deal reached"),
    "DealAmended": marked("deal amended"),
    "DealRatified": marked("ratification"),
    "TermFollowed": marked("follow-up"),
    "DealBroken": marked("breaks the deal"),
    "TalksCollapsed": marked("talks collapse"),
    "UnilateralMoveMade": marked("moves away"),
    "StatementMade": marked("says"),
    "EntryCorrected": marked("correction"),
    "NegotiationClosed": marked("closed"),
    "RegistrationAmended": marked("registration amended"),
    "TenureChanged": marked("task"),
    "VoteHeld": marked("vote of"),
    "NegotiationRegistered": marked("registered"),
    "ContestRegistered": marked("registered"),
}
"""Entry type -> the words for it in a line."""
_EXPECTATIONS: Final[Mapping[str, str]] = {
    "soft_target": marked("expected"),
    "external_hard": marked("fixed date"),
    "ultimatum": marked("ultimatum"),
}
"""Kind of date -> what it is called, where that is not the same word."""


def step_said(row: StepRow) -> str:
    """The line of a step, without its number and date."""
    said = _line(row)
    elsewhere = [each for each in row.pointers.get("supersedes", ()) if isinstance(each, str)]
    if not elsewhere:
        return said
    return say("{step}, in place of {others}", step=said, others=say_list(map(_pointer, elsewhere)))


def _line(row: StepRow) -> str:
    step, who = step_of(row), _who(row)
    if isinstance(step, StatementMade):
        return f"{who}: {_stated(step, totals_of(row.totals))}"
    if isinstance(step, TenureChanged):
        return f"{who}: {content_said(row)}" if who else content_said(row)
    verb, what = say(STEPS_SAID[row.type]), content_said(row)
    match step:
        case PartyJoined() | PartyWithdrew():
            who = ""
        case DealRatified() if step.party in step.by:
            who = ""
        case _:
            pass
    if who and what:
        return say("{verb} {who} {what}", verb, who, what)
    return say("{verb} {what}", verb, what=who or what) if who or what else verb


def _who(row: StepRow) -> str:
    """`INC→AAP`; an office with who held it then: `royal mission (Paul Magnette)`."""
    held = {f"office:{each.office}": each for each in row.holders}

    def named(actor: str) -> str:
        return f"{actor} ({say_all(held[actor].held_by)})" if actor in held else actor

    return arrow(tuple(map(named, row.by)), tuple(map(named, row.to)))


def content_said(row: StepRow) -> str:
    """What a step says beside its verb, and beside who it is from and to."""
    return _content(step_of(row), totals_of(row.totals))


def _seated(step: PartyJoined | PartyWithdrew) -> str:
    """Who comes or goes, said once: `GFP`, `GFP (put out by INC)`, `GFP (by consent of INC)`."""
    who, joins = arrow(step.parties, ()), isinstance(step, PartyJoined)
    by = arrow(step.consent if isinstance(step, PartyJoined) else step.excluded_by, ())
    if by:
        return say(
            "{who} (by consent of {by})" if joins else "{who} (put out by {by})", who=who, by=by
        )
    by = arrow(tuple(each for each in step.by if each not in step.parties), ())
    return say("{who} (by {by})", who, by) if by else who


def _content(step: Step, totals: Totals) -> str:
    match step:
        case StatementMade():
            return _stated(step, totals)
        case PartyWithdrew():
            return _from(_seated(step), step.effective)
        case DealBroken() if step.effective is not None:
            return _from(step.reason or "", step.effective)
        case PartyJoined():
            return _seated(step)
        case OfferMade() | DemandMade():
            said = "; ".join(_proposed(step, each, totals) for each in step.terms)
            if isinstance(step, OfferMade):
                return say("{terms} (final)", terms=said) if step.finality == "final" else said
            return said if step.kind == "demand" else f"{say_word(step.kind)}: {said}"
        case DealReached() | PartialAgreementReached():
            scope = step.scope if isinstance(step, PartialAgreementReached) else ""
            terms = say_list(_term_said(each, totals) for each in step.terms)
            form = pending = ""
            if isinstance(step, DealReached) and step.form != "announced":
                form = f"({say_word(step.form)})"
            if isinstance(step, DealReached) and step.subject_to:
                bodies = bodies_said((one.party, one.body) for one in step.subject_to)
                pending = say("subject to {bodies}", bodies)
            told = "; ".join(each for each in (scope, terms, pending) if each)
            return f"{form} {told}".strip()
        case OfferAccepted():
            how_far = acceptance_said(step.in_principle, step.conditional, in_full=step.in_full)
            return " ".join(each for each in (_pointer(step.offer), how_far) if each)
        case TalksOpened():
            return _in_talks(step)
        case AllianceProposed():
            form = f"({say_word(step.form)})" if step.form is not None else ""
            return " ".join(each for each in (form, step.scope) if each)
        case TalksCollapsed():
            how = {"declared": "", "conduct": say("(by conduct)"), "lapsed": say("(lapsed)")}[
                step.how
            ]
            when = moment_said(step.effective)
            since = say("from {when} on", when) if when else ""
            return " ".join(each for each in (how, since, step.reason) if each)
        case DealAmended():
            terms = say_list(_term_said(each, totals) for each in step.now)
            joins = say("joined by {parties}", parties=say_list(step.joins)) if step.joins else ""
            return "; ".join(each for each in (terms, joins) if each)
        case DealRatified():
            outcome = say_word(step.outcome)
            return _decided(body_said(step.party, step.body), outcome, step.votes)
        case TermFollowed():
            term = "" if step.term is None else f".{step.term}"
            return f"{_pointer(step.deal)}{term}: {say_word(step.fulfilment)}"
        case VoteHeld():
            body, what = body_said(step.party, step.body), vote_said(step.subject, step.what)
            outcome = outcome_said(step.subject, step.outcome)
            return _decided(say("{body} on {what}", body, what), outcome, step.votes)
        case DeadlineSet():
            kind = _EXPECTATIONS.get(step.kind)
            kind = say_word(step.kind) if kind is None else say(kind)
            what = step.what or step.words or ""
            parts = ("" if kind in what.casefold() else kind, moment_said(step.when), what)
            return " ".join(each for each in parts if each)
        case DeadlineExtended():
            was = moment_said(step.was) or _pointer(step.deadline)
            return f"{was} → {moment_said(step.now)}"
        case UltimatumIssued():
            until = say("until {when}", when=until_said(step.when)) if step.when else ""
            threat = say("or else {consequence}", step.consequence) if step.consequence else ""
            return " ".join(each for each in (until, step.words, threat) if each)
        case ConditionSet():
            return step.condition
        case ConditionResolved():
            return f"{_pointer(step.condition)} {say_word(step.outcome)}"
        case NegotiatorAppointed():
            task = task_said(step.role, step.title)
            return " ".join(each for each in (say_all(step.person), task) if each)
        case MandateChanged():
            figure = quantity_said(step.figure)
            beside = figure if figure.casefold() not in step.now.casefold() else ""
            return (
                say("{mandate} ({figure})", mandate=step.now, figure=beside) if beside else step.now
            )
        case TenureChanged():
            own = tuple(each for each in step.person if step.by != (f"person:{each}",))
            task = task_said(step.role, step.title)
            what = say(TENURES[step.now])
            who = say_list(each for each in (say_all(own), task) if each)
            told = say("{what}: {who}", what, who) if who else what
            return _from(told, step.effective)
        case MeetingHeld():
            mode = "" if step.mode == "not_stated" else f"({say_word(step.mode)})"
            place = say("at {place}", step.place) if step.place else ""
            return " ".join(each for each in (mode, place) if each)
        case UnilateralMoveMade():
            move, count = say_word(step.kind), quantity_said(step.count)
            if not count:
                return move
            inside = step.kind == "contest_alone"
            return say("{move} in {count}" if inside else "{move} of {count}", move, count)
        case NegotiationClosed():
            return _from(say_word(step.reason), step.effective)
        case TalksSuspended():
            until = say("until {when}", when=moment_said(step.until)) if step.until else ""
            lasting = quantity_said(step.lasting)
            lasting = say("for {time}", time=lasting) if lasting else ""
            scope = say_word(step.scope) if step.scope else ""
            return say_list(each for each in (scope, until, lasting, step.reason) if each)
        case TalksResumed():
            scope = say_word(step.scope) if step.scope else ""
            return say_list(each for each in (_in_talks(step), scope, step.reason) if each)
        case RegistrationAmended():
            return change_said(step.field, step.was, step.now)
        case _:
            return _pointed(step)


def _in_talks(step: TalksOpened | TalksResumed) -> str:
    """`(exploratory)`, `(formal, of INC, AAP)`: what talks, and of whom where that is said."""
    stage = "" if step.stage == "not_stated" else say_word(step.stage)
    of = say("of {parties}", parties=say_list(step.parties)) if step.parties else ""
    told = say_list(each for each in (stage, of) if each)
    return f"({told})" if told else ""


def _from(said: str, effective: str | None) -> str:
    """What ended, with from when on, in the words of who says so."""
    when = moment_said(effective)
    return f"{said} {say('from {when} on', when)}".strip() if when else said


def _decided(what: str, outcome: str, votes: Votes | None) -> str:
    """`the Riksdag: rejected (154 for, 195 against)`."""
    counted = votes_said(votes)
    return f"{what}: {outcome}{f' ({counted})' if counted else ''}"


_TRANSITIVE: Final = ("welcomes", "expects", "rules_out", "rebuffs", "denies", "confirms")
"""Stances that are words with an object: `rules out agreement`."""


def _stated(step: StatementMade, totals: Totals) -> str:
    """`optimistic about talks`, `denies v8`, `no comment about figure, on v11: 5`."""
    words, about = say_list(map(say_word, step.stances)), step.proposition
    if about is not None and not any(about in stance for stance in step.stances):
        message = marked("{stance} about {proposition}")
        if len(step.stances) == 1 and step.stances[0] in _TRANSITIVE:
            message = marked("{stance} {proposition}")
        words = say(message, stance=words, proposition=say_word(about))
    if step.about is not None:
        words = say("{stance}, on {step}", stance=words, step=_pointer(step.about))
    if step.secret:
        words = say("{stance}, secret", stance=words)
    said = [_term_said(each, totals) for each in step.terms]
    said += [say("{what} {figure}", each.what, figure=_how_much(each)) for each in step.figures]
    return f"{words}: {say_list(said)}" if said else words


def _how_much(figure: Figure) -> str:
    return quantity_said(figure.quantity) or moment_said(figure.when)


def _pointed(step: Step) -> str:
    for name in ("offer", "rejected", "dropped"):
        pointer = getattr(step, name, None)
        if pointer is not None:
            return _pointer(pointer)
    for name in ("words", "reason", "scope"):
        words = getattr(step, name, None)
        if words is not None:
            return str(words)
    return ""


def _pointer(pointer: int | str | None) -> str:
    if pointer is None:
        return "?"
    return f"v{pointer}" if isinstance(pointer, int) else pointer.split("/", 1)[1]


def _proposed(step: OfferMade | DemandMade, term: Term, totals: Totals) -> str:
    """A term of an offer or a demand; who gets it is named only where the arrow does not say so."""
    gets = step.to if isinstance(step, OfferMade) else step.by
    if gets == (term.party,):
        term = msgspec.structs.replace(term, party=None)
    return _term_said(term, totals)


def _term_said(term: Term, totals: Totals) -> str:
    """One term: `7 (of 90)`, `AAP 5`, `portfolios Finance`, `[Jind, Kalayat]`."""
    parts: list[str] = []
    if term.party is not None:
        parts.append(holder_said(term.party))
    if term.quantity is not None:
        parts.append(quantity_said(term.quantity, totals.get(term.pool or "")))
    parts.append(issue_beside(term.issue, term.words))
    verbatim = None if term.quantity is None else term.quantity.verbatim
    if term.words is not None and term.words != verbatim:
        parts.append(term.words)
    if term.seats:
        parts.append("[" + say_list(term.seats) + "]")
    return " ".join(part for part in parts if part)
