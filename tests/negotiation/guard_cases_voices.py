"""Refusals of the guards that every step passes, and of those that ask who speaks.

A guard without a case fails a test.
"""

from parley.events.canonical import JsonObject
from tests.negotiation.guard_case import Case
from tests.negotiation.words import (
    ANONYMOUS,
    DOCUMENT,
    JOINTLY,
    ON_RECORD,
    closes,
    collapses,
    deal,
    demands,
    offers,
    opens,
    proposes,
    registers,
    resumes,
    says,
    seats,
    step,
    withdraws,
)

__all__ = ["CASES"]

DEAL = (proposes(), opens(), deal())
COLLAPSE = (proposes(), opens(), collapses())
OFFICE = "office:Governor"
STATED: JsonObject = {**ON_RECORD, "side": "INC"}
THEIR_WORD: JsonObject = {**ON_RECORD, "side": "AAP"}
THEIR_INSIDERS: JsonObject = {**ANONYMOUS, "side": "AAP"}
APPROVED: JsonObject = {"party": "AAP", "body": "a council", "outcome": "approved"}
BY_ASSEMBLY: JsonObject = {"body": "the Assembly", "outcome": "rejected"}
REJECTED: JsonObject = {**APPROVED, "outcome": "rejected"}
THREE = registers(at_table=["INC", "AAP", "CPM"])
REPORTED: JsonObject = {"attribution": "media_report", "outlet": "A paper"}
RESULT: JsonObject = {"attribution": "public_record"}

CASES: tuple[Case, ...] = (
    # Guards that every step passes ---------------------------------------------------------------
    Case(
        guard="not_closed",
        given=(closes("2024-09-10"),),
        refused=demands(at="2024-09-11"),
        words=("closed by v2", "DemandMade", "its own date", "parley say"),
        taken=demands(at="2024-09-09"),
    ),
    Case(
        guard="not_closed",
        given=(*DEAL, closes("2024-09-10")),
        refused=step(
            "DealRatified", "2024-09-11", party="AAP", body="a council", outcome="rejected"
        ),
        words=("closed by v5", "DealBroken"),
        taken=step("DealRatified", "2024-09-11", party="AAP", body="a council", outcome="approved"),
    ),
    Case(
        guard="not_closed",
        given=(closes("2024-09-10"),),
        refused=closes("2024-09-11"),
        words=("closed by v2", "NegotiationClosed"),
        taken=says(at="2024-09-11"),
    ),
    Case(
        guard="names_are_known",
        refused=proposes(to="AAPP"),
        words=("'AAPP' is no party", "INC, AAP, CPM, BJP", "did you mean “AAP”?"),
        taken=proposes(to="Aam Aadmi Party"),
    ),
    Case(
        guard="names_are_known",
        refused=says(by="Raghav Chadha"),
        words=("'Raghav Chadha' is no party", "person:NAME", "described:WORDS"),
        taken=says(by="person:Raghav Chadha"),
    ),
    Case(
        guard="names_are_known",
        refused=demands(terms=seats("5", party="SP")),
        words=("'SP' is no party",),
        taken=demands(terms=seats("5", party="congress")),
    ),
    Case(
        guard="names_are_known",
        given=(proposes(),),
        refused=deal(assent=[*JOINTLY, {"party": "RLD", "by": "joint"}]),
        words=("'RLD' is no party",),
        taken=deal(assent=[*JOINTLY, {"party": "BJP", "by": "joint"}]),
    ),
    Case(
        guard="names_are_known",
        given=(proposes(),),
        refused=withdraws(by=[], excluded_by="SP"),
        words=("'SP' is no party",),
        taken=withdraws(by=[], excluded_by="Congress"),
    ),
    Case(
        guard="pointers_lead_somewhere",
        given=(proposes(),),
        refused=says(about=9),
        words=("it points at v9", "parley log"),
        taken=says(about=2),
    ),
    Case(
        guard="pools_hold",
        refused=offers("91"),
        words=("91 is more than the 90 of the pool 'seats'", "parley correct 1"),
        taken=offers("90"),
    ),
    Case(
        guard="pools_hold",
        refused=offers(terms={"issue": "seat_swap", "quantity": "91"}),
        words=("91 is more than the 90 of the pool 'seats'",),
        taken=offers(terms={"issue": "seat_swap", "quantity": "90"}),
    ),
    Case(
        guard="pools_hold",
        refused=offers(terms=seats("5", pool="ministries")),
        words=("'ministries' is no pool", "which has seats"),
        taken=offers(terms=seats("5", pool="seats")),
    ),
    Case(
        guard="pools_hold",
        given=DEAL,
        refused=step("DealAmended", "2024-09-07", now=seats("200", party="AAP"), assent=JOINTLY),
        words=("200 is more than the 90",),
        taken=step("DealAmended", "2024-09-07", now=seats("20", party="AAP"), assent=JOINTLY),
    ),
    Case(
        guard="reported_once_it_happened",
        refused=says(at="2024-09-05T10:00", evidence={**ON_RECORD, "published": "2024-09-04"}),
        words=("it happened on 2024-09-05T10:00", "published on 2024-09-04", "`DATE~`"),
        taken=says(at="2024-09-05T10:00", evidence={**ON_RECORD, "published": "2024-09-05"}),
    ),
    Case(
        guard="reported_once_it_happened",
        refused=says(evidence=[ON_RECORD, {**ANONYMOUS, "published": "2024-08"}]),
        words=("published on 2024-08",),
        taken=closes(evidence={**RESULT, "published": "2024-08"}),
    ),
    Case(
        guard="reported_once_it_happened",
        refused=says(at="2024-09-05", evidence={**ON_RECORD, "published": "2024-09-04"}),
        words=("check both dates",),
        taken=says(at="2024-09-05", evidence={**ON_RECORD, "published": "2024-09-04~"}),
    ),
    # Who speaks ---------------------------------------------------------------------------------
    Case(
        guard="by_a_party_or_an_office",
        refused=proposes(by="described:a paper", to=["INC", "AAP"]),
        words=("AllianceProposed needs a party", "parley say"),
        taken=proposes(by="office:informateur", to=["INC", "AAP"]),
    ),
    Case(
        guard="by_a_party_or_described",
        given=(proposes(),),
        refused=step("OfferRejected", by="office:governor", words="to meet"),
        words=("OfferRejected needs a party",),
        taken=step("OfferRejected", by="described:the smaller parties", words="to meet"),
    ),
    Case(
        guard="by_a_party_or_an_office",
        refused=proposes(by="described:the smaller parties"),
        words=("AllianceProposed needs a party", "described:the smaller parties", "--by PARTY"),
        taken=proposes(by="Congress"),
    ),
    Case(
        guard="by_a_party",
        refused=step("UnilateralMoveMade", kind="contest_alone"),
        words=("UnilateralMoveMade needs a party", "`by` is empty"),
        taken=step("UnilateralMoveMade", kind="contest_alone", by=["AAP"]),
    ),
    Case(
        guard="by_a_party_or_the_leading_office",
        refused=offers(by="office:Speaker"),
        words=("OfferMade needs a party", "office:Speaker"),
        taken=offers(by=OFFICE),
    ),
    Case(
        guard="somebody_speaks",
        refused=step("StatementMade", stances="optimistic"),
        words=("nobody is named", "--by"),
        taken=step("StatementMade", stances="optimistic", by="described:a report"),
    ),
    Case(
        guard="on_record_or_reported",
        refused=opens(evidence=ANONYMOUS),
        words=("TalksOpened", "nobody is on record", "anonymous", "claims_talks"),
        taken=opens(evidence=DOCUMENT, by="INC"),
    ),
    Case(
        guard="on_record_or_reported",
        refused=opens(evidence={**ON_RECORD, "side": "an outsider"}),
        words=("nobody is on record",),
        taken=opens(evidence=[{**ON_RECORD, "side": "an outsider"}, STATED]),
    ),
    Case(
        guard="on_record_or_reported",
        given=COLLAPSE,
        refused=resumes(evidence={"attribution": "media_report"}),
        words=("TalksResumed", "media_report", "--outlet NAME"),
        taken=resumes(evidence=REPORTED),
    ),
    Case(
        guard="on_record_or_reported",
        given=(opens(),),
        refused=step("TalksSuspended", by="INC", evidence=ANONYMOUS),
        words=("TalksSuspended", "anonymous"),
        taken=step("TalksSuspended", evidence=REPORTED),
    ),
    Case(
        guard="by_nobody_else",
        given=(opens(),),
        refused=step("TalksSuspended", by="described:a bystander"),
        words=("TalksSuspended needs a party", "described:a bystander"),
        taken=step("TalksSuspended", by=OFFICE),
    ),
    Case(
        guard="itself_on_record",
        given=DEAL,
        refused=step("DealBroken", "2024-09-07", by="AAP", evidence=THEIR_INSIDERS),
        words=("DealBroken is AAP's own act", "anonymous", "--speaker NAME", "parley say"),
        taken=step("DealBroken", "2024-09-07", by="AAP", evidence=THEIR_WORD),
    ),
    Case(
        guard="itself_on_record",
        given=DEAL,
        refused=step("DealBroken", "2024-09-07", by="INC", evidence=THEIR_WORD),
        words=("INC is not on record", "another party"),
        taken=step("DealBroken", "2024-09-07", by="INC", evidence=DOCUMENT),
    ),
    Case(
        guard="itself_on_record",
        given=DEAL,
        refused=step("DealBroken", "2024-09-07", by=["INC", "AAP"], evidence=STATED),
        words=("AAP is not on record",),
        taken=step("DealBroken", "2024-09-07", by="INC", evidence=STATED),
    ),
    Case(
        guard="itself_on_record",
        given=DEAL,
        refused=step(
            "DealRatified",
            "2024-09-07",
            body="the Assembly",
            outcome="rejected",
            evidence=ANONYMOUS,
        ),
        words=("the Assembly decides on the deal", "--speaker"),
        taken=step("DealRatified", "2024-09-07", **BY_ASSEMBLY, evidence=DOCUMENT),
    ),
    Case(
        guard="itself_on_record",
        given=(proposes(), deal()),
        refused=step("DealRatified", "2024-09-07", **REJECTED, evidence=ANONYMOUS),
        words=("DealRatified is AAP's own act",),
        taken=step("DealRatified", "2024-09-07", **REJECTED),
    ),
    Case(
        guard="itself_on_record",
        given=DEAL,
        refused=step("DealRatified", "2024-09-07", **APPROVED, by="INC"),
        words=("AAP is not on record",),
        taken=step("DealRatified", "2024-09-07", **APPROVED, evidence=THEIR_WORD),
    ),
    Case(
        guard="itself_on_record",
        given=DEAL,
        refused=step("DealRatified", "2024-09-07", **APPROVED, by=OFFICE),
        words=("DealRatified is AAP's own act", "AAP is not on record"),
        taken=step("DealRatified", "2024-09-07", **APPROVED, by=OFFICE, evidence=DOCUMENT),
    ),
    Case(
        guard="itself_on_record",
        given=(proposes(),),
        refused=withdraws(evidence=STATED),
        words=("PartyWithdrew is AAP's own act", "on_record"),
        taken=withdraws(evidence=THEIR_WORD),
    ),
    Case(
        guard="itself_on_record",
        registration=THREE,
        given=(proposes(),),
        refused=withdraws(ends_negotiation=True, evidence=ANONYMOUS),
        words=("AAP is not on record",),
        taken=withdraws(evidence=ANONYMOUS),
    ),
    Case(
        guard="itself_on_record",
        registration=THREE,
        given=(proposes(),),
        refused=step("PartyWithdrew", parties=["AAP", "CPM"], evidence=THEIR_WORD),
        words=("CPM is not on record",),
        taken=step("PartyWithdrew", parties=["AAP", "CPM"]),
    ),
    Case(
        guard="itself_on_record",
        given=(proposes(),),
        refused=withdraws(by=[], excluded_by="INC", evidence=THEIR_WORD),
        words=("PartyWithdrew is INC's own act",),
        taken=withdraws(by=[], excluded_by="INC"),
    ),
    Case(
        guard="itself_on_record",
        given=(proposes(),),
        refused=withdraws(by=OFFICE, evidence=ANONYMOUS),
        words=("AAP is not on record",),
        taken=withdraws(by=OFFICE),
    ),
    Case(
        guard="on_record_after_a_collapse",
        given=COLLAPSE,
        refused=proposes("2024-09-07", evidence=ANONYMOUS),
        words=("the talks have collapsed", "--speaker NAME", "parley say"),
        taken=proposes("2024-09-07"),
    ),
    Case(
        guard="conclusive",
        given=(proposes(),),
        refused=collapses(how="conduct", evidence=ANONYMOUS),
        words=("TalksCollapsed", "public record", "pessimistic"),
        taken=collapses(how="conduct", evidence=RESULT),
    ),
    Case(
        guard="says_about_what",
        given=(proposes(),),
        refused=says("denies"),
        words=("`denies` needs what it is about", "--about STEP", "talks, agreement, collapse"),
        taken=says("denies", about=2),
    ),
    Case(
        guard="says_about_what",
        refused=says("refutes"),
        words=("`refutes` needs",),
        taken=says("refutes", proposition="talks"),
    ),
    Case(
        guard="addressee_named",
        refused=step("UltimatumIssued", by="AAP"),
        words=("to whom", "parley ultimatum BY TO"),
        taken=step("UltimatumIssued", by="AAP", to="INC"),
    ),
)
