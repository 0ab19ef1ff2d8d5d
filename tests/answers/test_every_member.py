"""Whatever somebody can record stands in some sentence: each member of each step type.

A history is told twice, without a member and with it, or with one value of it and with another;
`line` has to say something else then. What no sentence says is named, with where it is read.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.steps import CATALOGUE, Step
from tests.negotiation.asking import QUESTIONS_ASKED, answers, new_ledger, slug_of
from tests.negotiation.reference_entries import Times
from tests.negotiation.words import (
    JOINTLY,
    STREAM,
    collapses,
    deal,
    demands,
    offers,
    opens,
    proposes,
    registers,
    seats,
    step,
)

AT: Final = "2024-09-08"
"""When the step happens of which a member is tried, after all that comes before it."""
WORDS: Final = "words that stand nowhere else"
THREE: list[JsonValue] = ["INC", "AAP", "CPM"]
TWO: tuple[Draft, ...] = (registers(), proposes(), opens())
ALL: tuple[Draft, ...] = (registers(at_table=THREE), proposes(), opens(by=THREE))
DEAL: tuple[Draft, ...] = (*TWO, deal(terms=seats("5", party="AAP")))
PAUSED: tuple[Draft, ...] = (*ALL, step("TalksSuspended", "2024-09-04", by="INC"))
PARKED: tuple[Draft, ...] = (
    *ALL,
    step("TalksSuspended", "2024-09-04", by="INC", scope="migration"),
)
APPOINTED: tuple[Draft, ...] = (
    *TWO,
    step("NegotiatorAppointed", "2024-09-03", person="Ann", role="negotiator", principal="INC"),
)
TITLED: tuple[Draft, ...] = (
    *APPOINTED,
    step("NegotiatorAppointed", "2024-09-03", person="Ann", title="whip", principal="AAP"),
)


class Trial(msgspec.Struct, frozen=True):
    """What came before, the step without the member, and the member with a value, or with two."""

    before: tuple[Draft, ...]
    fields: JsonObject
    given: JsonValue
    instead: JsonValue = None


def trial(
    before: tuple[Draft, ...],
    given: JsonValue,
    instead: JsonValue = None,
    **fields: JsonValue,
) -> Trial:
    return Trial(before, fields, given, instead)


WHO: JsonObject = {"by": "INC", "to": "AAP"}
BOTH: JsonObject = {"by": ["INC", "AAP"], "assent": JOINTLY}
NINE: JsonObject = {"by": "AAP", "kind": "candidate_list"}
WHEN: JsonObject = {"by": "INC", "kind": "self_set", "when": "2024-10-10"}
DATED: Final = step("DeadlineSet", by="INC", kind="self_set", when="2024-10-10")
STATED: JsonObject = {"by": "INC", "stances": "optimistic"}
TAKEN: JsonObject = {"by": "INC", "person": "Ann", "now": "discharged"}
OFFERED: tuple[Draft, ...] = (*TWO, offers())
DEMANDED: tuple[Draft, ...] = (*TWO, demands())
VOTE: JsonObject = {"body": "the Assembly", "subject": "confidence", "outcome": "approved"}
PACKAGE: list[JsonValue] = [seats("6"), {"issue": "programme", "words": "a base note"}]
COUNTED: Final = "10 for, 3 against"

TRIALS: Mapping[str, Trial] = {
    "AllianceProposed.scope": trial((registers(),), WORDS, **WHO),
    "AllianceProposed.form": trial((registers(),), "merger", "coalition", **WHO),
    "PartyJoined.parties": trial(TWO, "CPM", "BJP"),
    "PartyJoined.consent": trial(TWO, ["INC"], parties="CPM"),
    "PartyJoined.by": trial(TWO, "INC", parties="CPM"),
    "PartyWithdrew.parties": trial(ALL, "CPM", "AAP"),
    "PartyWithdrew.ends_negotiation": trial(ALL, True, parties="CPM", by="CPM"),
    "PartyWithdrew.excluded_by": trial(ALL, ["INC"], parties="CPM", by="INC"),
    "PartyWithdrew.effective": trial(ALL, "2024-09-20", parties="CPM", by="CPM"),
    "PartyWithdrew.by": trial(ALL, ["INC", "CPM"], parties="CPM", excluded_by=["AAP"]),
    "NegotiatorAppointed.person": trial(TWO, "Ann", "Bob", principal="INC"),
    "NegotiatorAppointed.role": trial(TWO, "scout", person="Ann", principal="INC"),
    "NegotiatorAppointed.title": trial(TWO, WORDS, person="Ann", principal="INC"),
    "NegotiatorAppointed.office": trial(TWO, "Speaker", person="Ann", principal="INC"),
    "NegotiatorAppointed.principal": trial(TWO, "INC", "AAP", person="Ann"),
    "NegotiatorAppointed.scope": trial(TWO, WORDS, person="Ann", principal="INC"),
    "NegotiatorAppointed.replaces": trial(APPOINTED, ["Ann"], person="Bob", principal="INC"),
    "MandateChanged.now": trial(TWO, WORDS, "other words", by="INC"),
    "MandateChanged.role": trial(TWO, "negotiator", by="INC", now="explore"),
    "MandateChanged.title": trial(TWO, WORDS, by="INC", now="explore"),
    "MandateChanged.person": trial(TWO, "Ann", by="INC", now="explore"),
    "MandateChanged.was": trial(TWO, WORDS, by="INC", now="explore"),
    "MandateChanged.votes": trial(TWO, COUNTED, by="INC", now="explore"),
    "MandateChanged.figure": trial(TWO, "..20", by="INC", now="explore"),
    "TalksOpened.stage": trial((registers(), proposes()), "formal", by=["INC", "AAP"]),
    "TalksOpened.stage undisclosed": trial(
        (registers(), proposes()), "undisclosed", by=["INC", "AAP"]
    ),
    "TalksOpened.parties": trial(ALL[:2], ["INC", "AAP"], by=["INC", "AAP"]),
    "MeetingHeld.mode": trial(TWO, "phone", **WHO),
    "MeetingHeld.mediator": trial(TWO, "Ann", **WHO),
    "MeetingHeld.place": trial(TWO, WORDS, **WHO),
    "MeetingHeld.secret": trial(TWO, True, **WHO),
    "MeetingHeld.internal": trial(TWO, True, **WHO),
    "TalksSuspended.scope": trial(TWO, "migration", by="INC"),
    "TalksSuspended.reason": trial(TWO, WORDS, by="INC"),
    "TalksSuspended.until": trial(TWO, "2024-09-20", by="INC"),
    "TalksSuspended.lasting": trial(TWO, "10 days", by="INC"),
    "TalksSuspended.reason of a field": trial(TWO, WORDS, by="INC", scope="migration"),
    "TalksSuspended.until of a field": trial(TWO, "2024-09-20", by="INC", scope="migration"),
    "TalksSuspended.lasting of a field": trial(TWO, "10 days", by="INC", scope="migration"),
    "TalksResumed.stage": trial(PAUSED, "formal", by=["INC", "AAP"]),
    "TalksResumed.scope": trial((*PAUSED, *PARKED[3:]), "migration", by=["INC", "AAP"]),
    "TalksResumed.reason": trial(PAUSED, WORDS, by=["INC", "AAP"]),
    "TalksResumed.parties": trial(PAUSED, ["INC", "AAP"], by=["INC", "AAP"]),
    "TalksResumed.stage of a field": trial(PARKED, "formal", by="INC", scope="migration"),
    "TalksResumed.reason of a field": trial(PARKED, WORDS, by="INC", scope="migration"),
    "TalksResumed.reason after an end": trial((*ALL, collapses("2024-09-04")), WORDS, by=THREE),
    "DemandMade.terms": trial(TWO, seats("9"), seats("8"), by="AAP", to="INC"),
    "DemandMade.kind": trial(TWO, "veto", by="AAP", to="INC", terms=seats("9")),
    "OfferMade.terms": trial(TWO, seats("9"), seats("8"), **WHO),
    "OfferMade.package": trial(TWO, True, terms=PACKAGE, **WHO),
    "OfferMade.conditions": trial(TWO, [WORDS], terms=PACKAGE, **WHO),
    "OfferMade.expires": trial(TWO, "2024-10-10", terms=PACKAGE, **WHO),
    "OfferMade.finality": trial(TWO, "final", "open", terms=PACKAGE, **WHO),
    "OfferMade.finality open": trial(TWO, "open", terms=PACKAGE, **WHO),
    "OfferMade.in_addition": trial(OFFERED, True, terms=PACKAGE, **WHO),
    "OfferWithdrawn.offer": trial((*OFFERED, offers("6")), 4, 5, by="INC"),
    "OfferWithdrawn.reason": trial(OFFERED, WORDS, by="INC", offer=4),
    "OfferAccepted.offer": trial((*OFFERED, offers("6", in_addition=True)), 4, 5, by="AAP"),
    "OfferAccepted.in_full": trial(OFFERED, True, by="AAP", offer=4),
    "OfferAccepted.in_principle": trial(OFFERED, True, by="AAP", offer=4),
    "OfferAccepted.conditional": trial(OFFERED, WORDS, by="AAP", offer=4),
    "OfferRejected.rejected": trial(OFFERED, 4, by="AAP", words="it"),
    "OfferRejected.words": trial(OFFERED, WORDS, by="AAP", rejected=4),
    "OfferRejected.words of no step": trial(OFFERED, WORDS, "other words", by="AAP"),
    "ConcessionMade.dropped": trial(DEMANDED, 4, by="AAP", words="it"),
    "ConcessionMade.words": trial(DEMANDED, WORDS, by="AAP", dropped=4),
    "ConcessionMade.words beside ours": trial(TWO, WORDS, "others", by="AAP", text="Ours."),
    "ConditionSet.condition": trial(TWO, WORDS, "other words", by="AAP"),
    "ConditionSet.on_what": trial(TWO, WORDS, by="AAP", condition="no rallies"),
    "ConditionResolved.condition": trial(
        (*TWO, *(step("ConditionSet", by="AAP", condition=each) for each in ("one", "two"))),
        *(4, 5),
        by="AAP",
        outcome="met",
    ),
    "ConditionResolved.outcome": trial(
        (*TWO, step("ConditionSet", by="AAP", condition="one")), "met", "failed", condition=4
    ),
    "DeadlineSet.kind": trial(TWO, "self_set", "soft_target", by="INC", when="2024-10-10"),
    "DeadlineSet.kind of a report": trial(
        TWO, "self_set", "mandate_report", by="INC", when="2024-10-10"
    ),
    "DeadlineSet.when": trial(TWO, "2024-10-10", "2024-10-11", by="INC", kind="self_set"),
    "DeadlineSet.words": trial(TWO, WORDS, what="the list", **WHEN),
    "DeadlineSet.what": trial(TWO, WORDS, **WHEN),
    "DeadlineSet.awaits": trial(TWO, "DealReached", **WHEN),
    "DeadlineSet.consequence": trial(TWO, WORDS, **WHEN),
    "DeadlineExtended.now": trial((*TWO, DATED), "2024-11", "2024-12", deadline=4),
    "DeadlineExtended.deadline": trial((*TWO, DATED), 4, now="2024-11", was="2024-10-10"),
    "DeadlineExtended.was": trial(TWO, "2024-10-10", "2024-10-11", by="INC", now="2024-11"),
    "UltimatumIssued.demand": trial(DEMANDED, 4, by="AAP", to="INC", words="it"),
    "UltimatumIssued.words": trial(TWO, WORDS, by="AAP", to="INC"),
    "UltimatumIssued.when": trial(TWO, "2024-10-10", by="AAP", to="INC"),
    "UltimatumIssued.consequence": trial(TWO, WORDS, by="AAP", to="INC"),
    "PartialAgreementReached.scope": trial(TWO, WORDS, "other words", **BOTH),
    "PartialAgreementReached.in_principle": trial(TWO, True, scope="it", **BOTH),
    "PartialAgreementReached.terms": trial(TWO, seats("5", party="AAP"), scope="it", **BOTH),
    "PartialAgreementReached.assent": trial(TWO, JOINTLY, by=["INC", "AAP"], scope="it"),
    "DealReached.assent": trial(
        TWO,
        JOINTLY,
        [{"party": each, "by": "conduct"} for each in ("INC", "AAP")],
        evidence={"attribution": "public_record"},
    ),
    "DealReached.terms": trial(TWO, seats("5", party="AAP"), **BOTH),
    "DealReached.form": trial(TWO, "signed", "de_facto", **BOTH),
    "DealReached.form signed": trial(TWO, "signed", **BOTH),
    "DealReached.subject_to": trial(TWO, [{"party": "AAP", "body": "a council"}], **BOTH),
    "DealAmended.now": trial(DEAL, seats("6", party="AAP"), seats("7", party="AAP"), **BOTH),
    "DealAmended.assent": trial(
        DEAL, JOINTLY, [*JOINTLY, {"party": "CPM", "by": "joint"}], by=THREE, now=PACKAGE[1]
    ),
    "DealAmended.was": trial(DEAL, seats("4", party="AAP"), now=seats("6", party="AAP"), **BOTH),
    "DealAmended.joins": trial(
        DEAL,
        "CPM",
        by=THREE,
        assent=[*JOINTLY, {"party": "CPM", "by": "joint"}],
        now=seats("4", party="AAP"),
    ),
    "DealRatified.party": trial(DEAL, "AAP", body="a council", outcome="approved"),
    "DealRatified.body": trial(DEAL, "a council", "a congress", outcome="approved"),
    "DealRatified.outcome": trial(DEAL, "approved", "rejected", body="a council"),
    "DealRatified.votes": trial(DEAL, COUNTED, body="a council", outcome="approved"),
    "TermFollowed.deal": trial(
        (*DEAL, step("DealAmended", "2024-09-07", now=seats("6", party="AAP"), **BOTH)),
        4,
        5,
        by="AAP",
        fulfilment="kept",
    ),
    "TermFollowed.fulfilment": trial(DEAL, "kept", "not_kept", by="AAP", deal=4),
    "TermFollowed.term": trial(DEAL, 1, by="AAP", deal=4, fulfilment="kept"),
    "DealBroken.reason": trial(DEAL, WORDS, by="AAP"),
    "DealBroken.effective": trial(DEAL, "2024-10-10", by="AAP"),
    "TalksCollapsed.how": trial(TWO, "conduct", by="AAP"),
    "TalksCollapsed.reason": trial(TWO, WORDS, by="AAP"),
    "TalksCollapsed.effective": trial(TWO, "2024-10-10", by="AAP"),
    "UnilateralMoveMade.kind": trial(TWO, "candidate_list", "contest_alone", by="AAP"),
    "UnilateralMoveMade.count": trial(TWO, "9", **NINE),
    "UnilateralMoveMade.seats": trial(TWO, ["Jind"], **NINE),
    "UnilateralMoveMade.overlaps": trial(TWO, "2", by="AAP", kind="contest_alone"),
    "UnilateralMoveMade.overlapping_seats": trial(TWO, ["Jind"], by="AAP", kind="contest_alone"),
    "UnilateralMoveMade.to": trial(TWO, "CPM", **NINE),
    "StatementMade.stances": trial(TWO, "optimistic", "pessimistic", by="INC"),
    "StatementMade.proposition": trial(TWO, "talks", **STATED),
    "StatementMade.issue": trial(TWO, "symbol", **STATED),
    "StatementMade.terms": trial(TWO, seats("5", party="AAP"), **STATED),
    "StatementMade.figures": trial(TWO, [{"what": "the meeting", "quantity": "3"}], **STATED),
    "StatementMade.figures beside words": trial(
        TWO, [{"what": "the meeting", "quantity": "3"}], text="It went well.", **STATED
    ),
    "StatementMade.secret": trial(TWO, True, **STATED),
    "StatementMade.to": trial(TWO, "AAP", **STATED),
    "StatementMade.about": trial(TWO, 3, **STATED),
    "StatementMade.in_reply_to": trial(TWO, 3, **STATED),
    "StatementMade.text": trial(TWO, WORDS, **STATED),
    "NegotiationClosed.reason": trial((*TWO, collapses()), "poll", "nominations"),
    "NegotiationClosed.effective": trial((*TWO, collapses()), "2024-10-10", reason="poll"),
    "NegotiationClosed.by": trial((*TWO, collapses()), "INC", reason="poll"),
    "TenureChanged.now": trial(APPOINTED, "discharged", "given_back", by="INC", person="Ann"),
    "TenureChanged.person": trial(APPOINTED, "Ann", by="INC", now="discharged", role="negotiator"),
    "TenureChanged.role": trial(TITLED, "negotiator", **TAKEN),
    "TenureChanged.title": trial(TITLED, "whip", **TAKEN),
    "TenureChanged.principal": trial(TITLED, "AAP", **TAKEN),
    "TenureChanged.reason": trial(APPOINTED, WORDS, **TAKEN),
    "TenureChanged.effective": trial(APPOINTED, "2024-10-10", **TAKEN),
    "VoteHeld.body": trial(TWO, "the Assembly", "a board", subject="bill", outcome="approved"),
    "VoteHeld.party": trial(TWO, "INC", **VOTE),
    "VoteHeld.subject": trial(TWO, "bill", "person", body="a board", outcome="approved"),
    "VoteHeld.what": trial(TWO, WORDS, **VOTE),
    "VoteHeld.outcome": trial(TWO, "approved", "rejected", body="a board", subject="bill"),
    "VoteHeld.votes": trial(TWO, COUNTED, **VOTE),
    "VoteHeld.by": trial(TWO, "INC", **VOTE),
}
"""Step type and member, with what is tried where that is said in several places -> how."""
UNSAID: Mapping[str, str] = {
    "RegistrationAmended.field": "no act of the talks: each fact stands as it was registered then",
    "RegistrationAmended.was": "likewise",
    "RegistrationAmended.now": "likewise",
    "TenureChanged.person": "finds the appointment in whose sentence the change is told",
    "EntryCorrected.target": "our own: `corrections`, and the log beside the entry",
    "EntryCorrected.effect": "likewise",
    "EntryCorrected.reason": "likewise",
    "EntryCorrected.field": "likewise",
    "EntryCorrected.was": "likewise",
    "EntryCorrected.now": "likewise",
}
"""Members that no sentence says -> why, and where they are read."""


def lines(drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """The sentences of `line` of a history."""
    ledger = new_ledger()
    ledger.record(drafts)
    told = (answer for name, answer in answers(ledger, slug_of(STREAM), Times()) if name == "line")
    return tuple(
        entry.line for answer in told for entry in QUESTIONS_ASKED["line"].told(answer).entries
    )


def _own_members() -> Iterator[str]:
    common = {*Step.__struct_fields__}
    for name, kind in CATALOGUE.items():
        yield from (f"{name}.{each}" for each in kind.__struct_fields__ if each not in common)


def test_every_member_of_every_type_is_tried_or_named_with_its_reason() -> None:
    tried = {name.partition(" ")[0] for name in TRIALS}
    assert set(_own_members()) <= tried | {*UNSAID}
    assert {*UNSAID} <= set(_own_members())


@pytest.mark.parametrize("name", [name for name in TRIALS if name not in UNSAID])
def test_what_somebody_recorded_is_in_a_sentence(name: str) -> None:
    tried, (type_name, _, member) = TRIALS[name], name.partition(" ")[0].partition(".")
    values = [tried.given, tried.instead]
    without, with_it = (
        step(type_name, AT, **tried.fields, **({} if value is None else {member: value}))
        for value in reversed(values)
    )
    said = lines((*tried.before, without)), lines((*tried.before, with_it))
    assert said[0] != said[1], said[1]
