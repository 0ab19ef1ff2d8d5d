"""Refusals of the guards of agreements.

A guard without a case fails a test.
"""

from events.canonical import JsonObject, JsonValue
from tests.negotiation.guard_case import Case
from tests.negotiation.words import (
    ANONYMOUS,
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
RESULT: JsonObject = {"attribution": "public_record"}

CASES: tuple[Case, ...] = (
    # Deals --------------------------------------------------------------------------------------
    Case(
        guard="only_in_principle_before_talks",
        given=(proposes(),),
        refused=step("PartialAgreementReached", scope="an alliance"),
        words=("the state is proposed", "--in-principle", "parley open"),
        taken=step("PartialAgreementReached", scope="an alliance", in_principle=True),
    ),
    Case(
        guard="every_party_assents",
        given=(proposes(),),
        refused=deal(assent=[{"party": "INC", "by": "statement"}]),
        words=("the word of AAP is missing", "a claim", "parley say BY claims_agreement"),
        taken=deal(),
    ),
    Case(
        guard="every_party_assents",
        given=(proposes(),),
        refused=deal(evidence=ANONYMOUS),
        words=("no evidence is on record", "unnamed source"),
        taken=deal(evidence=[ANONYMOUS, ON_RECORD]),
    ),
    Case(
        guard="every_party_assents",
        given=(proposes(),),
        refused=deal(assent=BY_STATEMENT, evidence=STATED),
        words=("AAP assents by statement", "`side: AAP`"),
        taken=deal(assent=BY_STATEMENT, evidence=[STATED, {**ON_RECORD, "side": "AAP"}]),
    ),
    Case(
        guard="every_party_assents",
        given=(proposes(),),
        refused=deal(assent=BY_CONDUCT),
        words=("INC assents by conduct", "--attribution public_record"),
        taken=deal(assent=BY_CONDUCT, evidence=RESULT),
    ),
    Case(
        guard="every_party_assents",
        registration=THREE,
        given=(proposes(),),
        refused=deal(),
        words=("the word of CPM is missing",),
        taken=deal(assent=[*JOINTLY, {"party": "CPM", "by": "joint"}]),
    ),
    Case(
        guard="changed_shares_assent",
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
)
