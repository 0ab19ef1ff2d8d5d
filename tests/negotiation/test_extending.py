"""Every kind of change that a later step makes to an earlier row reaches the rows that are kept.

The property in test_views_properties.py says it of any history; here is each change by itself, as
random histories seldom come by some of them.
"""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.kept_rows import KeptRows
from parley.events.politics import Draft
from tests.negotiation.given import given
from tests.negotiation.talks import POLITICS, SCHEMA, Talks, keyed, tabled
from tests.negotiation.words import (
    JOINTLY,
    STREAM,
    accepts,
    closes,
    collapses,
    deal,
    demands,
    meets,
    named,
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

CLAIM = says("claims_agreement", "2024-09-03")
CONDITION = step("ConditionSet", "2024-09-03", by="AAP", condition="a common symbol")
DEADLINE = step(
    "DeadlineSet", "2024-09-03", kind="self_set", when="2024-09-09", awaits="MeetingHeld"
)
DEAL = (proposes(), deal("2024-09-02", terms=seats("5", party="AAP")))
PARTIAL = step(
    "PartialAgreementReached", "2024-09-03", scope="two", terms=seats("2"), assent=JOINTLY
)
POLL: JsonValue = [{"what": "poll", "when": "2024-10-05"}]
WAITING: JsonValue = [{"party": "AAP", "body": "PAC"}]

CHANGES: dict[str, tuple[Draft, ...]] = {
    "an offer is superseded": (offers(), offers("6", "2024-09-04")),
    "an offer is accepted": (offers(), accepts(2)),
    "an offer is rejected": (offers(), step("OfferRejected", by="AAP", rejected=2)),
    "an offer is withdrawn": (offers(), step("OfferWithdrawn", by="INC", offer=2)),
    "an offer lapses with a deal": (proposes(), offers(), deal()),
    "an offer lapses with a collapse": (proposes(), offers(), collapses()),
    "an offer lapses with the close": (*DEAL, offers(), closes()),
    "a demand is superseded": (demands(), demands("8", "2024-09-04")),
    "a demand is rejected": (demands(), step("OfferRejected", by="INC", rejected=2)),
    "a demand is dropped": (demands(), step("ConcessionMade", by="AAP", dropped=2)),
    "a condition is met": (CONDITION, step("ConditionResolved", condition=2, outcome="met")),
    "a condition is dropped": (CONDITION, step("ConcessionMade", by="AAP", dropped=2)),
    "a deadline is moved": (DEADLINE, step("DeadlineExtended", deadline=2, now="2024-09-20")),
    "a deadline is met": (DEADLINE, meets("2024-09-05")),
    "a registered date is moved": (
        step("RegistrationAmended", field="dates.0.when", was="2024-10-05", now="2024-10-08"),
    ),
    "a party is renamed": (step("RegistrationAmended", field="parties.1.aliases", now=["AAM"]),),
    "a party joins": (step("PartyJoined", parties="CPM"),),
    "a party leaves": (proposes(), withdraws()),
    "an appointment ends": (
        step("NegotiatorAppointed", person="A", principal="INC"),
        step("NegotiatorAppointed", person="B", principal="INC", replaces="A"),
    ),
    "a mandate ends": (
        step("MandateChanged", by="INC", now="five"),
        step("MandateChanged", by="INC", now="six"),
    ),
    "a partial agreement ends": (opens(), PARTIAL, collapses()),
    "a term is amended": (
        *DEAL,
        step("DealAmended", "2024-09-07", now=seats("6", party="AAP"), assent=JOINTLY),
    ),
    "a deal ends": (*DEAL, step("DealBroken", "2024-09-08", by="AAP")),
    "a deal is ratified": (
        proposes(),
        deal(subject_to=WAITING),
        step("DealRatified", "2024-09-08", party="AAP", body="PAC", outcome="approved"),
    ),
    "a claim is denied": (CLAIM, says("denies", by="AAP", about=2)),
    "a claim is confirmed": (CLAIM, says("confirms", by="AAP", about=2)),
    "a claim is corrected": (CLAIM, says("corrects", about=2)),
    "an attempt goes on": (opens(), meets("2024-09-03")),
    "an attempt ends": (opens(), collapses(), resumes()),
    "talks are suspended and resumed": (
        opens(),
        step("TalksSuspended", "2024-09-03", by="INC"),
        resumes("2024-09-04"),
    ),
    "an issue is parked and taken up": (
        opens(),
        step("TalksSuspended", "2024-09-03", by="INC", scope="symbol"),
        resumes("2024-09-04", scope="symbol"),
    ),
}


def extended_one_by_one(talks: Talks) -> int:
    """Extend by one entry after the other; answers how often it had to be folded anew."""
    rows: dict[tuple[object, ...], JsonObject] = {}
    fold: bytes | None = None
    kept = KeptRows(SCHEMA, STREAM)
    refolds = 0
    for count, entry in enumerate(talks.entries, 1):
        whole = POLITICS.refold(STREAM, talks.entries[:count])
        extension = POLITICS.extend(STREAM, fold, [entry], kept.recall)
        if extension is None:
            extension, rows, refolds = whole, {}, refolds + 1
        rows |= keyed(tabled(extension.rows))
        kept.put(extension)
        fold = extension.fold
        assert rows == keyed(tabled(whole.rows))
        assert fold == whole.fold
    return refolds


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_to_an_earlier_row_is_told(what: str) -> None:
    talks = given(*CHANGES[what], registration=registers(dates=POLL)).talks
    assert extended_one_by_one(talks) == 0


def test_a_step_that_was_pointed_at_before_it_was_there_folds_anew() -> None:
    """A reader of the log may stop between two entries of one append."""
    batch = (accepts("o", "2024-09-04"), named("o", offers(at="../2024-09-04")))
    talks = given(proposes()).when(*batch).then()
    assert extended_one_by_one(talks) == 2


def test_late_news_and_corrections_fold_anew() -> None:
    talks = given(proposes("2024-09-02"), says(at="2024-09-01"), says(at="2024-09-05")).talks
    assert extended_one_by_one(talks) == 1
