"""One short line for a step: who, to whom, what, in the report's own words where there are any.

The same line stands in the timeline, in the answer after a write, and in every listing.
"""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.phrases import (
    acceptance_said,
    bodies_said,
    body_said,
    change_said,
    issue_beside,
    moment_said,
)
from parley.negotiation.quantities import Quantity, describe
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

__all__ = ["VERBS", "arrow", "said", "term_said"]

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


def arrow(by: tuple[str, ...], to: tuple[str, ...]) -> str:
    """`INC→AAP`, `INC+CPM`, or nothing."""
    actors = "+".join(_bare(each) for each in by)
    if not to:
        return actors
    return f"{actors}→{'+'.join(_bare(each) for each in to)}"


def _bare(actor: str) -> str:
    return actor.split(":", 1)[1] if ":" in actor else actor


def said(negotiation: Negotiation, step: Step) -> str:
    """The line of a step, without its number and date."""
    by, to = negotiation.actors(step.by), negotiation.counterparties(step)
    if isinstance(step, OfferMade | DemandMade) and not step.to:
        to = negotiation.receivers(step)
    if isinstance(step, StatementMade):
        return f"{arrow(by, to)}: {_stated(negotiation, step)}"
    verb = VERBS[type(step).__name__]
    match step:
        case PartyJoined() | PartyWithdrew():
            parts = [verb, _seated(negotiation, step, by)]
        case DealRatified() if (negotiation.party(step.party) or step.party) in by:
            parts = [verb, _content(negotiation, step)]
        case _:
            parts = [verb, arrow(by, to), _content(negotiation, step)]
    return " ".join(part for part in parts if part)


def _seated(
    negotiation: Negotiation, step: PartyJoined | PartyWithdrew, by: tuple[str, ...]
) -> str:
    """Who comes or goes, said once: `GFP`, `GFP (put out by INC)`, `GFP (by consent of INC)`."""
    parties = negotiation.actors(step.parties)
    if isinstance(step, PartyJoined):
        others, how = negotiation.actors(step.consent), "by consent of"
    else:
        others, how = negotiation.actors(step.excluded_by), "put out by"
    if not others:
        others, how = tuple(each for each in by if each not in parties), "by"
    who = arrow(parties, ())
    return f"{who} ({how} {arrow(others, ())})" if others else who


def _content(negotiation: Negotiation, step: Step) -> str:
    match step:
        case OfferMade() | DemandMade():
            final = " (final)" if isinstance(step, OfferMade) and step.finality == "final" else ""
            kind = (
                f"{step.kind}: " if isinstance(step, DemandMade) and step.kind != "demand" else ""
            )
            return (
                kind + "; ".join(_proposed(negotiation, step, each) for each in step.terms) + final
            )
        case DealReached() | PartialAgreementReached():
            scope = step.scope if isinstance(step, PartialAgreementReached) else ""
            terms = ", ".join(term_said(negotiation, each) for each in step.terms)
            form = pending = ""
            if isinstance(step, DealReached) and step.form != "announced":
                form = f"({step.form.replace('_', ' ')})"
            if isinstance(step, DealReached) and step.subject_to:
                bodies = (
                    (negotiation.party(one.party) or one.party, one.body) for one in step.subject_to
                )
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
            return ", ".join(term_said(negotiation, each) for each in step.now)
        case DealRatified():
            vote = f" ({step.vote})" if step.vote else ""
            body = body_said(negotiation.party(step.party) or step.party, step.body)
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


def _stated(negotiation: Negotiation, step: StatementMade) -> str:
    """`optimistic about talks`, `denies v8`, `no comment about figure, on v11: 5`."""
    words = ", ".join(step.stances).replace("_", " ")
    if step.proposition is not None and step.proposition not in words:
        words += f" about {step.proposition}"
    if step.about is not None:
        words += f", on {_pointer(step.about)}"
    terms = ", ".join(term_said(negotiation, each) for each in step.terms)
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


def _proposed(negotiation: Negotiation, step: OfferMade | DemandMade, term: Term) -> str:
    """A term of an offer or a demand; who gets it is named only where the arrow does not say so."""
    gets = (
        negotiation.receivers(step) if isinstance(step, OfferMade) else negotiation.actors(step.by)
    )
    party = None if term.party is None else negotiation.party(term.party) or term.party
    said = term_said(negotiation, term)
    return said.removeprefix(f"{party} ") if gets == (party,) else said


def term_said(negotiation: Negotiation, term: Term) -> str:
    """One term: `7 (of 90)`, `AAP 5`, `portfolios Finance`, `[Jind, Kalayat]`."""
    parts: list[str] = []
    if term.party is not None:
        parts.append(negotiation.party(term.party) or term.party)
    if term.quantity is not None:
        parts.append(_quantity(negotiation, term, term.quantity))
    parts.append(issue_beside(term.issue, term.words))
    verbatim = None if term.quantity is None else term.quantity.verbatim
    if term.words is not None and term.words != verbatim:
        parts.append(f"“{term.words}”" if term.issue == "seat_count" else term.words)
    if term.seats:
        parts.append("[" + ", ".join(term.seats) + "]")
    return " ".join(part for part in parts if part)


def _quantity(negotiation: Negotiation, term: Term, quantity: Quantity) -> str:
    pool = negotiation.pool_of(term)
    seats = term.issue in ("seat_count", "constituencies")
    return describe(quantity, negotiation.pools.get(pool) if seats and pool is not None else None)
