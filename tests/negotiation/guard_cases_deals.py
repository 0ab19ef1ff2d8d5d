"""Refusals of the guards of agreements.

A guard without a case fails a test.
"""

from parley.events.canonical import JsonObject, JsonValue
from tests.negotiation.guard_case import Case
from tests.negotiation.words import (
    ANONYMOUS,
    DOCUMENT,
    JOINTLY,
    ON_RECORD,
    deal,
    opens,
    proposes,
    registers,
    seats,
    step,
)

__all__ = ["CASES"]

THREE = registers(at_table=["INC", "AAP", "CPM"])
DEAL = (proposes(), opens(), deal())
STATED: JsonObject = {**ON_RECORD, "side": "INC"}
BY_STATEMENT: list[JsonValue] = [
    {"party": "INC", "by": "statement"},
    {"party": "AAP", "by": "statement"},
]
BY_CONDUCT: list[JsonValue] = [{"party": "INC", "by": "conduct"}, {"party": "AAP", "by": "conduct"}]
BY_DOCUMENT: list[JsonValue] = [
    {"party": "INC", "by": "document"},
    {"party": "AAP", "by": "document"},
]
OTHER_SIDE: JsonObject = {**ON_RECORD, "side": "AAP"}
SEVEN: JsonObject = {"scope": "seven seats", "by": ["INC", "AAP"]}
PENDING = deal(subject_to=[{"party": "INC", "body": "CWC"}])
RATIFIED: JsonObject = {"party": "INC", "outcome": "approved"}
KEPT: JsonObject = {"by": "office:auditor", "fulfilment": "kept"}
RESULT: JsonObject = {"attribution": "public_record"}
SIX = seats("6", party="AAP")

CASES: tuple[Case, ...] = (
    # Deals --------------------------------------------------------------------------------------
    Case(
        guard="only_in_principle_before_talks",
        case="in_principle_only",
        given=(proposes(),),
        refused=step("PartialAgreementReached", scope="an alliance"),
        words=("the state is proposed", "--in-principle", "parley open"),
        taken=step("PartialAgreementReached", scope="an alliance", in_principle=True),
    ),
    Case(
        guard="every_party_assents",
        case="word_missing",
        given=(proposes(),),
        refused=deal(assent=[{"party": "INC", "by": "statement"}]),
        words=("the word of AAP is missing", "a claim", "parley say BY claims_agreement"),
        taken=deal(),
    ),
    Case(
        guard="every_party_assents",
        case="nothing_on_record",
        given=(proposes(),),
        refused=deal(evidence=ANONYMOUS),
        words=("no evidence is on record", "unnamed source"),
        taken=deal(evidence=[ANONYMOUS, ON_RECORD]),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_statement",
        given=(proposes(),),
        refused=deal(assent=BY_STATEMENT, evidence=STATED),
        words=("AAP assents by statement", "`side: AAP`"),
        taken=deal(assent=BY_STATEMENT, evidence=[STATED, {**ON_RECORD, "side": "AAP"}]),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_conduct",
        given=(proposes(),),
        refused=deal(assent=BY_CONDUCT),
        words=("INC assents by conduct", "--attribution public_record"),
        taken=deal(assent=BY_CONDUCT, evidence=RESULT),
    ),
    Case(
        guard="every_party_assents",
        case="word_missing",
        registration=THREE,
        given=(proposes(),),
        refused=deal(),
        words=("the word of CPM is missing",),
        taken=deal(assent=[*JOINTLY, {"party": "CPM", "by": "joint"}]),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_joint",
        given=(proposes(),),
        refused=deal(evidence=[OTHER_SIDE, {**ANONYMOUS, "side": "INC"}]),
        words=("INC is said to agree jointly", "`side: INC`", "parley say BY claims_agreement"),
        taken=deal(evidence=[OTHER_SIDE, STATED]),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_joint",
        given=(proposes(),),
        refused=deal(evidence={**ON_RECORD, "on_behalf_of": "Congress"}),
        words=("AAP is said to agree jointly",),
        taken=deal(evidence={**ON_RECORD, "on_behalf_of": "both parties"}),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_joint",
        given=(proposes(),),
        refused=deal(by="INC", to="AAP"),
        words=("AAP is said to agree jointly",),
        taken=deal(by=[]),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_joint",
        given=(proposes(),),
        refused=deal(by="office:Governor"),
        words=("is said to agree jointly",),
        taken=deal(by="office:Governor", evidence=DOCUMENT),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_joint",
        given=(proposes(),),
        refused=deal(evidence={**DOCUMENT, "side": "AAP"}),
        words=("INC is said to agree jointly", "the joint document"),
        taken=deal(evidence=[{**DOCUMENT, "side": "AAP"}, STATED]),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_statement",
        given=(proposes(),),
        refused=deal(assent=BY_STATEMENT),
        words=("INC assents by statement",),
        taken=deal(assent=BY_STATEMENT, evidence=DOCUMENT),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_document",
        given=(proposes(),),
        refused=deal(assent=BY_DOCUMENT),
        words=("INC assents by a document", "--attribution document"),
        taken=deal(assent=BY_DOCUMENT, evidence=DOCUMENT),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_document",
        given=(proposes(),),
        refused=deal(assent=BY_DOCUMENT, evidence=[OTHER_SIDE, STATED]),
        words=("INC assents by a document", "`statement` of that side"),
        taken=deal(assent=BY_DOCUMENT, evidence={"attribution": "on_record"}),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_document",
        given=(proposes(),),
        refused=deal(assent=BY_DOCUMENT, evidence=ON_RECORD),
        words=("INC assents by a document", "what a speaker says of it"),
        taken=deal(assent=BY_DOCUMENT, evidence={**DOCUMENT, "speaker": "A signatory"}),
    ),
    Case(
        guard="every_party_assents",
        case="assent_by_conduct",
        given=(proposes(),),
        refused=deal(assent=BY_CONDUCT, evidence={**RESULT, "side": "AAP"}),
        words=("INC assents by conduct",),
        taken=deal(assent=BY_CONDUCT, evidence=RESULT),
    ),
    Case(
        guard="assent_is_shown",
        case="assent_by_statement",
        given=(opens(),),
        refused=step(
            "PartialAgreementReached", "2024-09-05", **SEVEN, assent=BY_STATEMENT, evidence=STATED
        ),
        words=("AAP assents by statement", "`side: AAP`", "claim"),
        taken=step(
            "PartialAgreementReached",
            "2024-09-05",
            **SEVEN,
            assent=BY_STATEMENT[:1],
            evidence=STATED,
        ),
    ),
    Case(
        guard="assent_is_shown",
        case="assent_by_joint",
        given=(opens(),),
        refused=step(
            "PartialAgreementReached", "2024-09-05", **SEVEN, assent=JOINTLY, evidence=OTHER_SIDE
        ),
        words=("INC is said to agree jointly",),
        taken=step(
            "PartialAgreementReached", "2024-09-05", **SEVEN, assent=JOINTLY, evidence=ANONYMOUS
        ),
    ),
    Case(
        guard="body_is_awaited",
        case="body_not_awaited",
        given=(proposes(), PENDING),
        refused=step("DealRatified", "2024-09-07", **RATIFIED, body="Working Committee"),
        words=("'Working Committee' of INC", "'CWC' of INC", "parley correct", "parley say"),
        taken=step("DealRatified", "2024-09-07", **RATIFIED, body="cwc"),
    ),
    Case(
        guard="body_is_awaited",
        case="body_not_awaited",
        given=(proposes(), PENDING),
        refused=step("DealRatified", "2024-09-07", party="AAP", body="CWC", outcome="rejected"),
        words=("'CWC' of AAP", "'CWC' of INC"),
        taken=step("DealRatified", "2024-09-07", party="Congress", body="CWC", outcome="rejected"),
    ),
    Case(
        guard="follows_what_was_agreed",
        case="no_agreement",
        given=DEAL,
        refused=step("TermFollowed", "2024-09-20", **KEPT, deal=3),
        words=("v3 (TalksOpened) is nothing that was agreed", "parley agreed --kept"),
        taken=step("TermFollowed", "2024-09-20", **KEPT, deal=4),
    ),
    Case(
        guard="follows_what_was_agreed",
        case="no_terms",
        given=DEAL,
        refused=step("TermFollowed", "2024-09-20", **KEPT, deal=4, term=2),
        words=("v4 names no term",),
        taken=step("TermFollowed", "2024-09-20", **KEPT, deal=4),
    ),
    Case(
        guard="follows_what_was_agreed",
        case="no_such_term",
        given=(proposes(), opens(), deal(terms=seats("5", party="AAP"))),
        refused=step("TermFollowed", "2024-09-20", **KEPT, deal=4, term=2),
        words=("v4 has 1 term", "parley agreed --kept"),
        taken=step("TermFollowed", "2024-09-20", **KEPT, deal=4, term=1),
    ),
    Case(
        guard="follows_what_was_agreed",
        case="only_claimed",
        given=(opens(), step("PartialAgreementReached", "2024-09-05", **SEVEN)),
        refused=step("TermFollowed", "2024-09-20", **KEPT, deal=3),
        words=("one side's word alone", "parley say"),
        taken=step("StatementMade", "2024-09-20", by="AAP", stances="insists"),
    ),
    Case(
        guard="changed_shares_assent",
        case="assent_by_joint",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            by=["INC", "AAP"],
            now=seats("6", party="AAP"),
            assent=JOINTLY,
            evidence=STATED,
        ),
        words=("AAP is said to agree jointly",),
        taken=step(
            "DealAmended",
            "2024-09-07",
            by=["INC", "AAP"],
            now=seats("6", party="AAP"),
            assent=JOINTLY,
            evidence=[STATED, OTHER_SIDE],
        ),
    ),
    Case(
        guard="changed_shares_assent",
        case="share_changes",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            now=seats("6", party="AAP"),
            assent=[{"party": "INC", "by": "joint"}],
        ),
        words=("the share of AAP changes", "parley say"),
        taken=step(
            "DealAmended",
            "2024-09-07",
            now=seats("6", party="AAP"),
            assent=[{"party": "AAP", "by": "joint"}],
        ),
    ),
    Case(
        guard="changed_shares_assent",
        case="nothing_on_record",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            now=[seats("6", party="AAP"), seats("2", party="INC")],
            was=[seats("5", party="AAP"), seats("2", party="INC")],
            assent=JOINTLY,
            evidence=ANONYMOUS,
        ),
        words=("no evidence is on record",),
        taken=step(
            "DealAmended",
            "2024-09-07",
            now=[seats("6", party="AAP"), seats("2", party="INC")],
            was=[seats("5", party="AAP"), seats("2", party="INC")],
            assent=[{"party": "AAP", "by": "joint"}],
        ),
    ),
    Case(
        guard="changed_shares_assent",
        case="share_changes",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            now=seats("2", party="CPM"),
            joins="CPM",
            assent=JOINTLY,
        ),
        words=("the share of CPM changes",),
        taken=step(
            "DealAmended",
            "2024-09-07",
            now=seats("2", party="CPM"),
            joins="CPM",
            assent=[{"party": "CPM", "by": "joint"}],
        ),
    ),
    Case(
        guard="changed_shares_assent",
        case="share_changes",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            now=seats("6"),
            assent=[{"party": "AAP", "by": "joint"}],
        ),
        words=("the share of INC changes",),
        taken=step("DealAmended", "2024-09-07", now=seats("6"), assent=JOINTLY),
    ),
    # Ways in which a word is given --------------------------------------------------------------
    Case(
        guard="assent_is_shown",
        case="assent_by_conduct",
        given=(opens(),),
        refused=step("PartialAgreementReached", "2024-09-05", **SEVEN, assent=BY_CONDUCT),
        words=("INC assents by conduct", "public_record"),
        taken=step(
            "PartialAgreementReached", "2024-09-05", **SEVEN, assent=BY_CONDUCT, evidence=RESULT
        ),
    ),
    Case(
        guard="assent_is_shown",
        case="assent_by_document",
        given=(opens(),),
        refused=step("PartialAgreementReached", "2024-09-05", **SEVEN, assent=BY_DOCUMENT),
        words=("INC assents by a document", "`statement` of that side"),
        taken=step(
            "PartialAgreementReached", "2024-09-05", **SEVEN, assent=BY_DOCUMENT, evidence=DOCUMENT
        ),
    ),
    Case(
        guard="changed_shares_assent",
        case="assent_by_conduct",
        given=DEAL,
        refused=step("DealAmended", "2024-09-07", now=SIX, assent=BY_CONDUCT),
        words=("INC assents by conduct",),
        taken=step("DealAmended", "2024-09-07", now=SIX, assent=BY_CONDUCT, evidence=RESULT),
    ),
    Case(
        guard="changed_shares_assent",
        case="assent_by_document",
        given=DEAL,
        refused=step("DealAmended", "2024-09-07", now=SIX, assent=BY_DOCUMENT),
        words=("INC assents by a document",),
        taken=step("DealAmended", "2024-09-07", now=SIX, assent=BY_DOCUMENT, evidence=DOCUMENT),
    ),
    Case(
        guard="changed_shares_assent",
        case="assent_by_statement",
        given=DEAL,
        refused=step(
            "DealAmended", "2024-09-07", now=SIX, assent=BY_STATEMENT, evidence=OTHER_SIDE
        ),
        words=("INC assents by statement",),
        taken=step(
            *("DealAmended", "2024-09-07"),
            now=SIX,
            assent=BY_STATEMENT,
            evidence=[STATED, OTHER_SIDE],
        ),
    ),
    Case(
        guard="changed_shares_assent",
        case="nothing_amended",
        given=DEAL,
        refused=step("DealAmended", "2024-09-07", by=["INC", "AAP"], assent=JOINTLY),
        words=("what changes, nor who joins",),
        taken=step("DealAmended", "2024-09-07", now=SIX, assent=JOINTLY),
    ),
    Case(
        guard="follows_what_was_agreed",
        case="not_here",
        given=DEAL,
        refused=step("TermFollowed", "2024-09-07", **KEPT, deal="other-talks#3"),
        words=("negotiation/other-talks#3 is not in this negotiation",),
        taken=step("TermFollowed", "2024-09-07", **KEPT, deal=4),
    ),
    Case(
        guard="changed_shares_assent",
        case="share_changes",
        given=DEAL,
        refused=step(
            "DealAmended",
            "2024-09-07",
            by=["INC", "AAP"],
            now=[seats("2", party="nobody"), SIX],
            assent=JOINTLY[:1],
        ),
        words=("the share of AAP changes",),
        taken=step(
            "DealAmended",
            "2024-09-07",
            by=["INC", "AAP"],
            now=[seats("2", party="nobody"), seats("3", party="described:allies"), SIX],
            assent=JOINTLY[1:],
        ),
    ),
)
