"""One short line for a step: who, to whom, what, in the report's own words where there are any.

The same line stands in the timeline, in the answer after a write, and in every listing.
"""

from collections.abc import Mapping

import msgspec

from parley.answers.words.phrases import (
    acceptance_said,
    bodies_said,
    body_said,
    change_said,
    correction_said,
    issue_beside,
    moment_said,
)
from parley.negotiation.arrows import arrow
from parley.negotiation.facts import step_of
from parley.negotiation.quantities import describe
from parley.negotiation.rows import CorrectionRow, StepRow
from parley.negotiation.steps import (
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DeadlineSet,
    DealAmended,
    DealRatified,
    DealReached,
    DemandMade,
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
    Term,
    UltimatumIssued,
    UnilateralMoveMade,
)

__all__ = ["VERBS", "content_said", "line_said", "step_said"]

Totals = Mapping[str, int]
"""Pool -> how much there was to share."""

VERBS: dict[str, str] = {
    "AllianceProposed": "proposes an alliance",
    "PartyJoined": "joins the table",
    "PartyWithdrew": "leaves the table",
    "NegotiatorAppointed": "appoints",
    "MandateChanged": "mandate",
    "TalksOpened": "talks open",
    "MeetingHeld": "meeting",
    "TalksSuspended": "talks suspended",
    "TalksResumed": "talks resume",
    "DemandMade": "demand",
    "OfferMade": "offer",
    "OfferWithdrawn": "withdraws the offer",
    "OfferAccepted": "accepts the offer",
    "OfferRejected": "rejects",
    "ConcessionMade": "concedes",
    "ConditionSet": "condition",
    "ConditionResolved": "condition",
    "DeadlineSet": "deadline",
    "DeadlineExtended": "deadline moved",
    "UltimatumIssued": "ultimatum",
    "PartialAgreementReached": "partial agreement",
    "DealReached": "deal reached",
    "DealAmended": "deal amended",
    "DealRatified": "ratification",
    "DealBroken": "breaks the deal",
    "TalksCollapsed": "talks collapse",
    "UnilateralMoveMade": "moves away",
    "StatementMade": "says",
    "EntryCorrected": "correction",
    "NegotiationClosed": "closed",
    "RegistrationAmended": "registration amended",
    "NegotiationRegistered": "registered",
    "ContestRegistered": "registered",
}
"""Entry type -> the words for it in a line."""
_EXPECTATIONS = {"soft_target": "expected", "external_hard": "fixed date", "ultimatum": "ultimatum"}


def step_said(row: StepRow) -> str:
    """The line of a step, without its number and date."""
    step = step_of(row)
    if isinstance(step, StatementMade):
        return f"{arrow(step.by, step.to)}: {_stated(step, row.totals)}"
    content = content_said(row)
    match step:
        case PartyJoined() | PartyWithdrew():
            parts = [VERBS[row.type], content]
        case DealRatified() if step.party in step.by:
            parts = [VERBS[row.type], content]
        case _:
            parts = [VERBS[row.type], arrow(step.by, step.to), content]
    return " ".join(part for part in parts if part)


def line_said(row: StepRow | CorrectionRow) -> str:
    """Return the line of a step, or of a correction of ours."""
    if isinstance(row, StepRow):
        return step_said(row)
    was, now = (None if each is None else msgspec.json.decode(each) for each in (row.was, row.now))
    return correction_said(row.effect, row.target, row.field, was, now)


def content_said(row: StepRow) -> str:
    """What a step says beside its verb, and beside who it is from and to."""
    return _content(step_of(row), row.totals)


def _seated(step: PartyJoined | PartyWithdrew) -> str:
    """Who comes or goes, said once: `GFP`, `GFP (put out by INC)`, `GFP (by consent of INC)`."""
    if isinstance(step, PartyJoined):
        others, how = step.consent, "by consent of"
    else:
        others, how = step.excluded_by, "put out by"
    if not others:
        others, how = tuple(each for each in step.by if each not in step.parties), "by"
    who = arrow(step.parties, ())
    return f"{who} ({how} {arrow(others, ())})" if others else who


def _content(step: Step, totals: Totals) -> str:
    match step:
        case StatementMade():
            return _stated(step, totals)
        case PartyJoined() | PartyWithdrew():
            return _seated(step)
        case OfferMade() | DemandMade():
            final = " (final)" if isinstance(step, OfferMade) and step.finality == "final" else ""
            kind = (
                f"{step.kind}: " if isinstance(step, DemandMade) and step.kind != "demand" else ""
            )
            return kind + "; ".join(_proposed(step, each, totals) for each in step.terms) + final
        case DealReached() | PartialAgreementReached():
            scope = step.scope if isinstance(step, PartialAgreementReached) else ""
            terms = ", ".join(_term_said(each, totals) for each in step.terms)
            form = pending = ""
            if isinstance(step, DealReached) and step.form != "announced":
                form = f"({step.form.replace('_', ' ')})"
            if isinstance(step, DealReached) and step.subject_to:
                bodies = ((one.party, one.body) for one in step.subject_to)
                pending = f"subject to {bodies_said(bodies)}"
            told = "; ".join(each for each in (scope, terms, pending) if each)
            return f"{form} {told}".strip()
        case OfferAccepted():
            how_far = acceptance_said(step.in_principle, step.conditional)
            return " ".join(each for each in (_pointer(step.offer), how_far) if each)
        case TalksOpened() if step.stage != "not_stated":
            return f"({step.stage.replace('_', ' ')})"
        case TalksCollapsed():
            how = {"declared": "", "conduct": "(by conduct)", "lapsed": "(lapsed)"}[step.how]
            since = f"from {moment_said(step.effective)} on" if step.effective else ""
            return " ".join(each for each in (how, since, step.reason) if each)
        case DealAmended():
            return ", ".join(_term_said(each, totals) for each in step.now)
        case DealRatified():
            vote = f" ({step.vote})" if step.vote else ""
            body = body_said(step.party, step.body)
            return f"{body}: {step.outcome}{vote}"
        case DeadlineSet():
            kind = _EXPECTATIONS.get(step.kind, step.kind.replace("_", " "))
            what = step.what or step.words or ""
            parts = ("" if kind in what.casefold() else kind, moment_said(step.when), what)
            return " ".join(each for each in parts if each)
        case DeadlineExtended():
            was = moment_said(step.was) or _pointer(step.deadline)
            return f"{was} → {moment_said(step.now)}"
        case UltimatumIssued():
            until = f"until {moment_said(step.when).removeprefix('by ')}" if step.when else ""
            threat = f"or else {step.consequence}" if step.consequence else ""
            return " ".join(each for each in (until, step.words, threat) if each)
        case ConditionSet():
            return step.condition
        case ConditionResolved():
            return f"{_pointer(step.condition)} {step.outcome}"
        case NegotiatorAppointed():
            return " ".join(each.replace("_", " ") for each in (step.person, step.role) if each)
        case MandateChanged():
            return step.now
        case MeetingHeld():
            mode = "" if step.mode == "not_stated" else f"({step.mode.replace('_', ' ')})"
            return " ".join(
                each for each in (mode, f"at {step.place}" if step.place else "") if each
            )
        case UnilateralMoveMade():
            joint = "in" if step.kind == "contest_alone" else "of"
            count = f" {joint} {describe(step.count)}" if step.count else ""
            return step.kind.replace("_", " ") + count
        case NegotiationClosed():
            return step.reason.replace("_", " ")
        case TalksSuspended() | TalksResumed():
            scope = step.scope.replace("_", " ") if step.scope else ""
            return ", ".join(each for each in (scope, step.reason) if each)
        case RegistrationAmended():
            return change_said(step.field, step.was, step.now)
        case _:
            return _pointed(step)


def _stated(step: StatementMade, totals: Totals) -> str:
    """`optimistic about talks`, `denies v8`, `no comment about figure, on v11: 5`."""
    words = ", ".join(step.stances).replace("_", " ")
    if step.proposition is not None and step.proposition not in words:
        words += f" about {step.proposition}"
    if step.about is not None:
        words += f", on {_pointer(step.about)}"
    terms = ", ".join(_term_said(each, totals) for each in step.terms)
    return f"{words}: {terms}" if terms else words


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
        parts.append(term.party)
    if term.quantity is not None:
        parts.append(describe(term.quantity, totals.get(term.pool or "")))
    parts.append(issue_beside(term.issue, term.words))
    verbatim = None if term.quantity is None else term.quantity.verbatim
    if term.words is not None and term.words != verbatim:
        parts.append(f"“{term.words}”" if term.issue == "seat_count" else term.words)
    if term.seats:
        parts.append("[" + ", ".join(term.seats) + "]")
    return " ".join(part for part in parts if part)
