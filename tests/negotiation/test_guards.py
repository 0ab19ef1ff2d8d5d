"""Every guard of rules version 1 refuses something, in words that help, and takes the like."""

import importlib
import inspect
import json
import pkgutil
import re

import msgspec
import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.refusals import Refusal
from parley.negotiation.rules import v1
from parley.negotiation.rules.v1 import RULES
from parley.negotiation.states import Row
from parley.negotiation.steps import Ratification
from tests.frozen import FROZEN
from tests.negotiation import (
    guard_cases_deals,
    guard_cases_offers,
    guard_cases_talks,
    guard_cases_voices,
)
from tests.negotiation.given import given
from tests.negotiation.guard_case import Case
from tests.negotiation.state_cells import COLUMNS, VARIANTS, Column, Variant, attempt
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    JOINTLY,
    ON_RECORD,
    STREAM,
    corrects,
    meets,
    says,
    step,
)

CASES = (
    *guard_cases_voices.CASES,
    *guard_cases_talks.CASES,
    *guard_cases_offers.CASES,
    *guard_cases_deals.CASES,
)
ASKED = {each.__name__ for each in RULES.everywhere} | {
    guard.__name__ for row in RULES.rows for guard in row.guards
}
"""The guards that the rules ask."""
CONTEST_ONLY = "stream_takes_type"
STEPS_OF_A_CONTEST = [
    step("NegotiatorAppointed", person="A person", principal="office:President"),
    step("MandateChanged", by="office:President", now="may form a government"),
    meets(),
    step("DeadlineSet", kind="external_hard", when="2024-10-05"),
    step("DeadlineExtended", was="2024-10-01", now="2024-10-05"),
    says(),
    step("TenureChanged", by="office:President", person="Somebody", now="discharged"),
    step("NegotiationClosed", reason="poll"),
    step("VoteHeld", body="the Assembly", subject="confidence", outcome="rejected"),
    step("RegistrationAmended", field="kind", was="election", now="formation"),
]


def named(case: Case) -> str:
    return f"{case.guard}-{case.case}-{case.words[0]}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_guard_refuses_in_words_that_help(case: Case) -> None:
    before = given(*case.given, registration=case.registration)
    when = before.when(case.refused)
    problem = when.then_refused(case.guard, *case.words, draft=0)
    assert case.case in {each.case for each in when.verdict.problems if each.guard == case.guard}
    assert len(problem.reason) <= 200
    assert problem.hint
    for text in (problem.reason, problem.hint):
        assert not re.search(r"None|negotiation\.|[{}<>]|  |frozenset|\.$", text), text
        assert text.strip() == text
    assert re.search(
        r"`|--|did you mean|give|check|name|write|only|nothing|one who|it is made", problem.hint
    )


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_guard_takes_what_is_right(case: Case) -> None:
    given(*case.given, registration=case.registration).when(case.taken).then()


def test_every_guard_that_the_rules_ask_is_refused_and_taken_by_a_case() -> None:
    assert {case.guard for case in CASES} | {CONTEST_ONLY} == ASKED


UNREACHED = {
    # Who does a thing of nobody's is taken: only others are refused by this one.
    ("by_nobody_else", "done_by_nobody"),
    # Without a word on record it is a claim, and asked no further.
    ("assent_is_shown", "nothing_on_record"),
    # A pointer that leads nowhere is refused before; one elsewhere is not followed.
    *((each, "not_here") for each in ("condition_is_unsettled", "deadline_moves")),
    *((each, "not_here") for each in ("something_is_dropped", "something_is_rejected")),
}
"""Cases in the code of a guard that it cannot come to."""


def test_every_case_of_every_guard_is_tried() -> None:
    written = json.loads(FROZEN.read_text("utf-8"))["rules"]["1"]["cases"]
    due = {(guard, case) for guard, cases in written.items() for case in cases}
    tried = {(case.guard, case.case) for case in CASES} | {(CONTEST_ONLY, "not_of_a_contest")}
    assert tried == due - UNREACHED


def test_every_guard_that_is_written_is_asked() -> None:
    written = set()
    for found in pkgutil.iter_modules(v1.__path__, f"{v1.__name__}."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters)
            here = function.__module__ == module.__name__ and not name.startswith("_")
            if here and parameters == ["negotiation", "step"]:
                written.add(name)
    assert written == ASKED


BESIDE: JsonObject = {
    "source": "a-source",
    "url": "https://example.org/elsewhere",
    "archived": "ab" * 32,
    "confidence": "low",
    "quote": {"verbatim": "words", "anchors": [{"text": "cd" * 32, "start": 3, "end": 8}]},
}
"""What an evidence says of where its words were found, and what we think of it."""


def test_no_guard_asks_for_a_source_a_key_or_what_is_sealed() -> None:
    """Such refusals are the door's: rules judge what people did (docs/frozen.md)."""
    for case in CASES:
        before = given(*case.given, registration=case.registration).talks
        before.sources = {"a-source": {}}
        for draft in (case.refused, case.taken):
            told = draft.fields.get("evidence", [])
            evidence = [elsewhere(each) for each in (told if isinstance(told, list) else [told])]
            altered = msgspec.structs.replace(
                draft, fields={**draft.fields, **({"evidence": evidence} if evidence else {})}
            )
            assert judged(before, altered) == judged(before, draft), case.guard


def elsewhere(evidence: JsonValue) -> JsonValue:
    """The same evidence, from another place and with what may be sealed sealed."""
    assert isinstance(evidence, dict)
    sealed: JsonObject = {"source_as_described": {"subject": "source-7", "sealed": "ab" * 16}}
    return {**evidence, **BESIDE, **(sealed if "source_as_described" in evidence else {})}


def judged(talks: Talks, draft: Draft) -> list[tuple[str, str, JsonObject]]:
    problems = talks.judge(draft).problems
    return [(each.guard, each.case, each.facts) for each in problems]


# Every guard in every row -----------------------------------------------------------------------

BY_NOBODY: JsonObject = {"by": []}
UNNAMED: JsonObject = {"evidence": ANONYMOUS}
ONE_SIDE: JsonObject = {**ON_RECORD, "side": "INC"}
TO_ITSELF: JsonObject = {"by": "INC", "to": "INC"}
BENT: dict[tuple[str, str], JsonObject] = {
    ("AllianceProposed", "by_a_party_or_an_office"): BY_NOBODY,
    ("AllianceProposed", "two_parties_named"): TO_ITSELF,
    ("AllianceProposed", "on_record_after_a_collapse"): UNNAMED,
    ("PartyJoined", "joins_from_outside"): {"parties": "INC"},
    ("PartyWithdrew", "leaves_the_table"): {"parties": "BJP"},
    ("PartyWithdrew", "itself_on_record"): UNNAMED,
    ("NegotiatorAppointed", "somebody_for_somebody"): {"principal": None},
    ("MandateChanged", "somebody_has_it"): BY_NOBODY,
    ("TenureChanged", "somebody_holds_it"): {"person": "Somebody else"},
    ("TalksOpened", "by_a_party_or_the_leading_office"): BY_NOBODY,
    ("TalksOpened", "on_record_or_reported"): UNNAMED,
    ("TalksOpened", "two_in_the_talks"): {"parties": "INC"},
    ("MeetingHeld", "two_participants"): {"to": []},
    ("TalksSuspended", "by_nobody_else"): {"by": "described:a bystander"},
    ("TalksSuspended", "not_suspended"): {},
    ("TalksSuspended", "on_record_or_reported"): UNNAMED,
    ("TalksResumed", "by_a_party_or_the_leading_office"): BY_NOBODY,
    ("TalksResumed", "by_nobody_else"): {"by": "described:a bystander"},
    ("TalksResumed", "on_record_or_reported"): UNNAMED,
    ("TalksResumed", "two_in_the_talks"): {"parties": "INC"},
    ("TalksResumed", "something_to_resume"): {"scope": "symbol"},
    ("DemandMade", "by_a_party"): BY_NOBODY,
    ("DemandMade", "receivers_are_others"): TO_ITSELF,
    ("OfferMade", "by_a_party_or_the_leading_office"): BY_NOBODY,
    ("OfferMade", "receivers_are_others"): TO_ITSELF,
    ("OfferWithdrawn", "somebody_speaks"): BY_NOBODY,
    ("OfferWithdrawn", "offer_can_be_taken_back"): {"by": "AAP"},
    ("OfferAccepted", "by_a_party"): BY_NOBODY,
    ("OfferAccepted", "offer_is_open_for_accepter"): {"by": "INC"},
    ("OfferRejected", "by_a_party_or_described"): BY_NOBODY,
    ("OfferRejected", "something_is_rejected"): {"rejected": None},
    ("ConcessionMade", "by_a_party"): BY_NOBODY,
    ("ConcessionMade", "something_is_dropped"): {"dropped": None},
    ("ConditionSet", "by_a_party_or_the_leading_office"): BY_NOBODY,
    ("ConditionResolved", "condition_is_unsettled"): {"condition": "<demand>"},
    ("DeadlineSet", "deadline_lies_ahead"): {"when": "2024-08"},
    ("DeadlineExtended", "deadline_moves"): {"now": "2024-11"},
    ("UltimatumIssued", "by_a_party_or_the_leading_office"): BY_NOBODY,
    ("UltimatumIssued", "addressee_named"): {"to": []},
    ("PartialAgreementReached", "only_in_principle_before_talks"): {"in_principle": False},
    ("PartialAgreementReached", "assent_is_shown"): {"assent": JOINTLY, "evidence": ONE_SIDE},
    ("DealReached", "every_party_assents"): {"assent": JOINTLY},
    ("DealAmended", "joins_from_outside"): {"joins": "AAP"},
    ("DealAmended", "changed_shares_assent"): {"assent": JOINTLY[:1]},
    ("DealRatified", "body_is_awaited"): {},
    ("DealRatified", "itself_on_record"): UNNAMED,
    ("TermFollowed", "somebody_speaks"): BY_NOBODY,
    ("TermFollowed", "follows_what_was_agreed"): {"deal": "<demand>"},
    ("DealBroken", "by_a_party"): BY_NOBODY,
    ("DealBroken", "itself_on_record"): UNNAMED,
    ("TalksCollapsed", "conclusive"): UNNAMED,
    ("UnilateralMoveMade", "by_a_party"): BY_NOBODY,
    ("StatementMade", "somebody_speaks"): BY_NOBODY,
    ("StatementMade", "says_about_what"): {"stances": "denies"},
    ("NegotiationClosed", "tolerated_or_lapsed"): {"reason": "poll"},
    ("RegistrationAmended", "amendment_fits"): {"was": "Another state"},
}
"""(type, guard) -> the fields that bend a step which every guard would take."""
ROWS = [
    pytest.param(column, row, guard.__name__, id=f"{row.type}-{column.title}-{guard.__name__}")
    for row in RULES.rows
    for guard in row.guards
    for column in COLUMNS
    if column.state in row.sources and not column.closed
]


@pytest.mark.parametrize(("column", "row", "guard"), ROWS)
def test_every_guard_of_every_row_refuses_what_it_is_there_for(
    column: Column, row: Row, guard: str
) -> None:
    bent = Variant("bent", VARIANTS[row.type][0].fields | BENT[row.type, guard])
    negotiation, made = attempt(column, row.type, bent)
    if guard == "not_suspended":
        negotiation.flags["suspended"] = 3
    if guard == "body_is_awaited":
        negotiation.pending = [Ratification(party="AAP", body="a board")]
    refusal = RULES.judge(negotiation, made)
    assert isinstance(refusal, Refusal)
    assert refusal.guard == guard


def test_every_guard_stands_in_the_rows_where_the_domain_asks_it() -> None:
    assert {(row.type, guard.__name__) for row in RULES.rows for guard in row.guards} == set(BENT)


# Contests ---------------------------------------------------------------------------------------


CONTEST = Draft(
    stream=STREAM,
    type="ContestRegistered",
    fields={"title": "A poll", "kind": "election", "zone": "Asia/Kolkata"},
)
ELSEWHERE = sorted({*VARIANTS} - {each.type for each in STEPS_OF_A_CONTEST})


@pytest.mark.parametrize("draft", STEPS_OF_A_CONTEST, ids=lambda draft: draft.type)
def test_a_contest_takes_what_concerns_no_party_set(draft: Draft) -> None:
    before = step("NegotiatorAppointed", person="Somebody", principal="office:President")
    given(before, registration=CONTEST).when(draft).then(state=None)


def test_an_entry_of_a_contest_can_be_corrected() -> None:
    draft = corrects(1, "title", "A poll", "The poll")
    given(registration=CONTEST).when(draft).then(state=None)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_contest_refuses_every_other_step(name: str) -> None:
    fields: JsonObject = {
        field: 1 if isinstance(value, str) and value.startswith("<") else value
        for field, value in VARIANTS[name][0].fields.items()
    }
    draft = step(name)
    draft.fields.update(fields)
    refusal = given(registration=CONTEST).when(draft).then_refused(CONTEST_ONLY)
    assert refusal.reason.startswith(f"{name} concerns one party set")
    assert "-n SLUG" in str(refusal.hint)


def test_a_contest_knows_names_that_nobody_registered() -> None:
    given(registration=CONTEST).when(says(by="Somebody")).then()
