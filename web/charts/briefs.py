"""What a mark of the timeline is, in a few words, without who did it: `offers 7`, `“not for us”`.

Names are said in full, and nothing is said by the number of a step, which means nothing in print.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from parley.answers.language import marked, say, say_list, say_many, say_word
from parley.answers.words.issues import COUNTED, RULED_OUT, counted_said, issue_named
from parley.answers.words.moments import moment_said
from parley.answers.words.phrases import holder_said, the_body_said
from parley.answers.words.quantities import figure_said, quantity_said
from parley.answers.words.steps import STEPS_SAID, content_said
from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import totals_of
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.steps import (
    NOBODY,
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DeadlineSet,
    DealAmended,
    DealRatified,
    DealReached,
    DemandMade,
    MeetingHeld,
    NegotiatorAppointed,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    PartialAgreementReached,
    PartyJoined,
    PartyWithdrew,
    StatementMade,
    TalksOpened,
    TalksResumed,
    Term,
    TermFollowed,
    UnilateralMoveMade,
)
from parley.web.charts.ground import Request

__all__ = ["brief"]

_QUOTE_MAX: Final = 80
"""Signs of a quotation, or of a paraphrase, that stands at a mark."""
_NAMED_MAX: Final = 3
"""Seats that are named; more are counted."""
_DATES: Final[Mapping[str, str]] = {
    "external_hard": marked("fixed date"),
    "self_set": marked("own deadline"),
    "soft_target": marked("expected"),
}
"""Kind of date -> what it is called, where that is not the same word."""


def brief(row: rows.StepRow, request: Request) -> str:
    """Return the words of a step's mark."""
    verb, step = say(STEPS_SAID[row.type]), step_of(row)
    match step:
        case StatementMade():
            return _stated(row, step)
        case TermFollowed():
            words = say_word(step.fulfilment)
            return f"{words}: {row.text}" if _is_short(row.text) else words
        case OfferMade():
            what = _terms(row, step.terms, step.to, request)
            said = say("offers {what}", what)
            return say("{terms} (final)", terms=said) if step.finality == "final" else said
        case DemandMade():
            what = _terms(row, step.terms, step.by, request)
            if step.kind != "demand":
                return f"{say_word(step.kind)}: {what}"
            return say("asks for {what}", what)
        case DealReached() | DealAmended():
            agreed = step.terms if isinstance(step, DealReached) else step.now
            said = _terms(row, agreed, None, request)
            return f"{verb}: {said}" if said else verb
        case PartialAgreementReached():
            parts = (step.scope, _terms(row, step.terms, None, request))
            return f"{verb}: {say_list(each for each in parts if each)}"
        case DealRatified():
            party = None if step.party is None else request.name_of(step.party)
            body = the_body_said(party, step.body)
            return say(
                "approved by {body}" if step.outcome == "approved" else "rejected by {body}",
                body=body,
            )
        case PartyWithdrew() if step.excluded_by:
            return say("{parties} put out", parties=say_list(map(request.name_of, step.parties)))
        case PartyJoined() | PartyWithdrew():
            others = [request.name_of(each) for each in step.parties if each not in row.by]
            return f"{verb}: {say_list(others)}" if others else verb
        case DeadlineSet():
            kind = _DATES.get(step.kind)
            named = say_word(step.kind) if kind is None else say(kind)
            what = step.what or step.words or ""
            when = moment_said(step.when)
            dated = f"{named} {when}".strip()
            return f"{dated}: {what}" if what else dated
        case DeadlineExtended():
            return f"{verb}: {moment_said(step.now)}"
        case OfferRejected() if step.words:
            return f"{verb}: {step.words}"
        case OfferAccepted() | OfferRejected() | OfferWithdrawn():
            return verb
        case ConditionSet():
            return f"{verb}: {step.condition}"
        case ConditionResolved():
            return f"{verb} {say_word(step.outcome)}"
        case UnilateralMoveMade():
            return content_said(row)
        case TalksOpened() | TalksResumed():
            stage = "" if step.stage == "not_stated" else f"({say_word(step.stage)})"
            return f"{verb} {stage}".strip()
        case NegotiatorAppointed() | MeetingHeld():
            return f"{verb} {content_said(row)}".strip()
        case _:
            what = content_said(row)
    if not what:
        return verb
    # A place and a stage belong to their word; a reason or a body's name is set off from it.
    return f"{verb} {what}" if what.startswith("(") else f"{verb}: {what}"


def _is_short(words: str | None) -> bool:
    return words is not None and len(words) <= _QUOTE_MAX


def _stated(row: rows.StepRow, step: StatementMade) -> str:
    """Its own words; else ours for them; else what it does, which says the least."""
    if row.quote is not None and _is_short(row.quote):
        return f"“{row.quote}”"
    if row.text is not None and _is_short(row.text):
        return row.text.removesuffix(".")
    words = say_list(map(say_word, step.stances))
    if step.proposition is None or any(step.proposition in each for each in step.stances):
        return words
    return f"{words}: {say_word(step.proposition)}"


def _terms(
    row: rows.StepRow, terms: tuple[Term, ...], gets: tuple[str, ...] | None, request: Request
) -> str:
    """Terms in a list; for whom each is, where that is not who gets it anyway: `gets`, None of what
    is agreed."""
    return "; ".join(_terms_said(row, terms, gets, request))


def _terms_said(
    row: rows.StepRow, terms: tuple[Term, ...], gets: tuple[str, ...] | None, request: Request
) -> Iterator[str]:
    totals = totals_of(row.totals)
    vetoed = row.facts.get("kind") == "veto"
    for term in terms:
        total = totals.get(term.pool or "")
        only_words = term.quantity is None and not term.seats and term.words is not None
        said = str(term.words) if gets is None and only_words else _term(term, total, vetoed)
        if term.party is None or gets == (term.party,):
            yield said
        elif term.party == NOBODY:
            yield say("{what} still open", what=said)
        else:
            party = request.name_of(holder_said(term.party))
            yield say("{what} for {party}", what=said, party=party)


def _term(term: Term, total: int | None, vetoed: bool) -> str:
    """`7`, `5–7 posts`, `Jind, Kalayat`, `the programme: a common programme`."""
    quantity = term.quantity
    verbatim = None if quantity is None else quantity.verbatim
    words = "" if term.words in (None, verbatim) else str(term.words)
    seats = say_list(term.seats)
    if len(term.seats) > _NAMED_MAX:
        seats = say_many(len(term.seats), "{number} named seat", "{number} named seats")
    figure = "" if quantity is None else _figure(term, quantity, total)
    in_seats = term.issue in SEAT_ISSUES
    if in_seats and figure:
        return figure
    said = say_list(each for each in (figure, seats, words) if each)
    if in_seats or (figure and term.issue in COUNTED):
        return said
    kept_out = RULED_OUT.get(term.issue) if vetoed else None
    return f"{issue_named(kept_out or term.issue)}: {said}"


def _figure(term: Term, quantity: Quantity, total: int | None) -> str:
    """A figure; of how many only where it is not of all that there is to share."""
    bare = msgspec.structs.replace(quantity, of=None if quantity.of == total else quantity.of)
    if term.issue in COUNTED and bare.kind != "unquantified" and bare.unit is None:
        count = bare.high if bare.kind == "range" else bare.value
        return counted_said(term.issue, figure_said(bare), count if isinstance(count, int) else 2)
    return quantity_said(bare)
