"""Who joined an agreement and who left it: said wherever the agreement is told or added up."""

from parley.answers.sentences.sentences import sentence
from parley.answers.words.agreed import verdict_said
from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.views import agreed, on_table, sums
from parley.negotiation.views.attempts import runs
from parley.negotiation.views.deals import standing_deal
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.told import told as all_told
from tests.negotiation.given import given
from tests.negotiation.words import deal, opens, registers, seats, step

THREE = registers(
    parties=[{"party": each, "name": f"Party {each}"} for each in ("A", "B", "C")],
    at_table=["A", "B", "C"],
    pools={"seats": 90},
)
TWO = registers(
    parties=[{"party": each, "name": f"Party {each}"} for each in ("A", "B", "C")],
    at_table=["A", "B"],
    pools={"seats": 90},
)


def jointly(*parties: str) -> JsonValue:
    return [{"party": each, "by": "joint"} for each in parties]


def pact(*parties: str, at: str = "2024-09-03", share: str = "30") -> Draft:
    terms: list[JsonValue] = [seats(share, party=each) for each in parties]
    return deal(at, by=list(parties), assent=jointly(*parties), terms=terms)


def leaves(party: str, at: str = "2024-09-05", **fields: JsonValue) -> Draft:
    given_fields: dict[str, JsonValue] = {"by": party, "parties": [party], **fields}
    return step("PartyWithdrew", at, **given_fields)


def joins(party: str, *others: str, at: str = "2024-09-08", **fields: JsonValue) -> Draft:
    every: list[JsonValue] = [*others, party]
    return step(
        "DealAmended", at, by=every, joins=[party], assent=jointly(*others, party), **fields
    )


def seen(registration: Draft, *steps: Draft, as_of: str | None = None) -> Seen:
    first = opens(by=["A", "B"], at="2024-09-01")
    return given(first, *steps, registration=registration).talks.seen(as_of)


def changed(look: Seen) -> list[tuple[str, str, int]]:
    made = standing_deal(look)
    assert made is not None
    of_terms = [each.party_changes for each in agreed.agreement(look).agreed if each.kind == "deal"]
    assert set(of_terms) == {made.party_changes}
    return [(each.party, each.change, each.step) for each in made.party_changes]


def lines(look: Seen) -> list[str]:
    return [sentence(look, fact).text for fact in all_told(look)]


def test_who_left_a_deal_is_said_of_the_deal_and_of_its_sum() -> None:
    look = seen(THREE, pact("A", "B", "C"), leaves("C"))
    assert changed(look) == [("C", "left", 4)]
    (added,) = sums.sums(look)
    assert (added.verdict, [each.party for each in added.left]) == ("closed", ["C"])
    assert verdict_said(added) == "added up then"
    assert sum("; C left on 5 Sep 2024 (v4)" in line for line in lines(look)) == 2


def test_before_somebody_left_a_sum_closes() -> None:
    look = seen(THREE, pact("A", "B", "C"), leaves("C"), as_of="2024-09-04")
    assert changed(look) == []
    assert [each.verdict for each in sums.sums(look)] == ["closes"]


def test_who_was_put_out_of_a_deal_did_not_leave_it() -> None:
    put_out = leaves("C", by=["A", "B"], excluded_by=["A", "B"])
    look = seen(THREE, pact("A", "B", "C"), put_out)
    assert changed(look) == [("C", "put_out", 4)]
    assert any("; A and B put C out on 5 Sep 2024 (v4)" in line for line in lines(look))


def test_who_joins_a_deal_without_a_term_joined_it_and_changed_nothing() -> None:
    look = seen(TWO, pact("A", "B"), joins("C", "A", "B"))
    assert changed(look) == [("C", "joined", 4)]
    told = "\n".join(lines(look))
    assert told.count("; C joined it on 8 Sep 2024 (v4)") == 2
    assert "C joined the deal on 8 Sep 2024" in told
    assert "it was changed" not in told


def test_who_joins_with_a_term_both_joined_and_changed_it() -> None:
    look = seen(TWO, pact("A", "B"), joins("C", "A", "B", now=[seats("10", party="C")]))
    (told,) = (line for line in lines(look) if line.startswith("A and B agreed"))
    assert told.endswith("C joined it on 8 Sep 2024 (v4); more was agreed on 8 Sep 2024 (v4)")


def test_who_left_and_joined_again_has_a_part_in_the_sum() -> None:
    look = seen(
        THREE,
        pact("A", "B", "C"),
        leaves("C"),
        joins("C", "A", "B", now=[seats("30", party="C")]),
    )
    assert changed(look) == [("C", "left", 4), ("C", "joined", 5)]
    assert {each.verdict for each in sums.sums(look)} == {"closes"}


def test_what_ended_with_a_withdrawal_is_told_of_it_once() -> None:
    end = leaves("C", ends_negotiation=True)
    look = seen(THREE, pact("A", "B", "C"), end)
    assert [each.party_changes for each in agreed.agreement(look).ended] == [(), (), ()]
    (told,) = (line for line in lines(look) if line.startswith("A, B and C agreed"))
    assert told.endswith("; it ended as C left the table on 5 Sep 2024 (v4)")


def test_an_attempt_says_until_when_its_deal_stood() -> None:
    look = seen(TWO, pact("A", "B"), step("DealBroken", "2024-09-10", by="B"))
    attempt, _ = runs(look)
    assert attempt.outcome == "deal_reached"
    assert attempt.deal_ended is not None and attempt.deal_ended.version == 4
    assert any(
        line.endswith("a deal on 3 Sep 2024 (v3); the deal stood until 10 Sep 2024 (v4)")
        for line in lines(look)
    )
    (before,) = runs(seen(TWO, pact("A", "B")))
    assert before.deal_ended is None


def test_what_is_agreed_in_part_is_on_the_table_until_there_is_a_deal() -> None:
    part = step(
        "PartialAgreementReached",
        "2024-09-02",
        by=["A", "B"],
        scope="a formula",
        assent=jointly("A", "B"),
        terms=[seats("40", party="A"), seats("40", party="B")],
    )
    steps = (part, deal("2024-09-09", by=["A", "B"], assent=jointly("A", "B")))
    then = on_table.on_the_table(seen(TWO, *steps, as_of="2024-09-08"))
    assert [(each.kind, each.party) for each in then.agreed] == [("partial", "A"), ("partial", "B")]
    assert on_table.on_the_table(seen(TWO, *steps)).agreed == ()


def test_a_deal_that_waits_for_a_body_is_not_told_without_it() -> None:
    waits = deal(
        "2024-09-03",
        by=["A", "B"],
        assent=jointly("A", "B"),
        subject_to=[{"party": "A", "body": "congress"}, {"party": "B", "body": "council"}],
    )
    approves = step("DealRatified", "2024-09-05", by="A", party="A", body="congress",
                    outcome="approved")  # fmt: skip
    told = lines(seen(TWO, waits, approves))
    (reached,) = (line for line in told if "reached a deal" in line)
    assert "; approved on 5 Sep 2024 by the congress of A (v4)" in reached
    assert reached.endswith("; it has still to be ratified by the council of B")


def test_of_two_pools_it_is_said_which_one_was_changed() -> None:
    two = registers(
        parties=[{"party": each, "name": f"Party {each}"} for each in ("A", "B")],
        at_table=["A", "B"],
        pools={"north": 50, "south": 50},
    )
    terms: list[JsonValue] = [seats("20", party="A", pool=each) for each in ("north", "south")]
    made = deal("2024-09-03", by=["A", "B"], assent=jointly("A", "B"), terms=terms)
    changed_one = step(
        "DealAmended",
        "2024-09-08",
        by=["A", "B"],
        assent=jointly("A", "B"),
        now=[seats("21", party="A", pool="north")],
    )
    (told,) = (
        line for line in lines(seen(two, made, changed_one)) if line.startswith("A and B ag")
    )
    assert told.endswith("; as for seats (north), it was changed on 8 Sep 2024 (v4)")
