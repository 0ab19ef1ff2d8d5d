"""Who will not sit with whom: what is told of it, and that it is what the slow reference says."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.views.exclusions import REFUSALS, ExclusionItem, exclusions
from parley.negotiation.views.seen import Seen
from tests.negotiation.drawn import drawn, stock
from tests.negotiation.given import given
from tests.negotiation.reference_exclusions import Stream, refusals
from tests.negotiation.spurning import CALLED, SPURNED, spurning
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_views_properties import DAY, FIRST, told
from tests.negotiation.words import (
    ON_RECORD,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    retracts,
    says,
    step,
)

instants = st.none() | st.integers(-1, 40).map(lambda quarters: FIRST + quarters * DAY // 4)
never: JsonObject = {**ON_RECORD, "side": "INC", "quote": "never with them"}


def told_of(*steps: Draft, public_at: str | None = None) -> list[ExclusionItem]:
    return exclusions(given(*steps).talks.seen(public_at=public_at))


def ruled_out(at: str = "2024-09-02", **fields: JsonValue) -> Draft:
    return says("rules_out", at, to="AAP", evidence=never, **fields)


def test_who_rules_out_whom_is_told_with_the_words_of_one_report() -> None:
    reports: list[JsonValue] = [
        {"attribution": "media_report", "outlet": "A paper", "quote": "they hate each other"},
        {**never, "outlet": "The wire"},
    ]
    (item,) = told_of(says("rules_out", to="AAP", evidence=reports))
    assert (item.kind, item.by, item.whom) == ("ruled_out", ("INC",), ("AAP",))
    assert (item.quote, item.speaker, item.source) == (
        "never with them",
        "A spokesperson",
        "The wire",
    )
    assert item.status == "not_taken_back"


@pytest.mark.parametrize(
    "refusal",
    [
        (says("rebuffs", to="AAP"),),
        (step("OfferRejected", by="AAP", words="to govern with the Congress"),),
        (proposes(), step("OfferRejected", by="AAP", rejected=2)),
        (meets("2024-09-02"), step("OfferRejected", by="AAP", rejected=2)),
        (says("rules_out", to="office:governor"),),
        (says("rules_out"),),
    ],
)
def test_who_refuses_one_thing_or_names_nobody_excludes_nobody(refusal: tuple[Draft, ...]) -> None:
    assert told_of(*refusal) == []


def test_what_is_ruled_out_of_one_matter_no_deal_takes_back() -> None:
    outside = ruled_out(issue="support_form", text="no seat in that government")
    (item,) = told_of(opens("2024-09-01"), outside, deal("2024-09-06"))
    assert (item.issue, item.status, item.since_then) == ("support_form", "not_taken_back", ())
    (taken,) = told_of(outside, says("corrects", "2024-09-04", about=2))
    assert taken.status == "taken_back"


def test_two_hosts_of_one_meeting_and_two_guests_have_not_met_each_other() -> None:
    def met(by: list[JsonValue], to: list[JsonValue]) -> list[str]:
        table = registers(at_table=["INC", "AAP", "CPM"])
        meeting = meets("2024-09-04", by=by, to=to)
        seen = given(ruled_out(), meeting, registration=table).talks.seen()
        return [each.what for item in exclusions(seen) for each in item.since_then]

    assert met(["INC", "AAP"], ["CPM"]) == []
    assert met(["CPM"], ["INC", "AAP"]) == []
    assert met(["CPM", "INC"], ["AAP"]) == ["met"]


@pytest.mark.parametrize(
    ("later", "what", "status"),
    [
        (says("welcomes", "2024-09-04", to="AAP"), "welcomed", "taken_back"),
        (says("denies", "2024-09-04", about=2), "denied", "denied"),
        (says("corrects", "2024-09-04", about=2), "corrected", "taken_back"),
        (step("ConcessionMade", by="INC", dropped=2), "dropped", "taken_back"),
        (opens("2024-09-04"), "talks", "overtaken"),
        (proposes("2024-09-04"), "proposed", "overtaken"),
        (offers("5", "2024-09-04"), "offered", "overtaken"),
        (meets("2024-09-04"), "met", "not_taken_back"),
    ],
)
def test_what_came_after_is_told_with_its_step(later: Draft, what: str, status: str) -> None:
    (item,) = told_of(ruled_out(), later)
    (since,) = item.since_then
    assert (since.what, since.step.version, item.status) == (what, 3, status)


def test_what_the_other_side_does_takes_nothing_back() -> None:
    (item,) = told_of(ruled_out(), proposes("2024-09-04", by="AAP", to="INC"))
    assert (item.status, item.since_then) == ("not_taken_back", ())


def test_a_deal_of_both_is_told_all_the_same() -> None:
    (item,) = told_of(opens("2024-09-01"), ruled_out(), deal("2024-09-06"))
    assert [each.what for each in item.since_then] == ["deal"]
    assert item.status == "overtaken"


def test_what_overlaps_in_time_changes_nothing_and_says_so() -> None:
    (item,) = told_of(ruled_out("2024-09-04"), opens("2024-09-04"))
    assert item.status == "not_taken_back"
    assert [each.order_open for each in item.since_then] == [True]


def test_a_refusal_of_two_can_stand_with_one() -> None:
    both = says("rules_out", "2024-09-02", to=["AAP", "CPM"])
    (item,) = exclusions(
        given(
            both,
            says("welcomes", "2024-09-04", to="CPM"),
            registration=registers(at_table=["INC", "AAP", "CPM"]),
        ).talks.seen()
    )
    assert item.status == "in_part"
    assert [(each.party, each.whom) for each in item.holds_between] == [("INC", "AAP")]


def test_words_on_a_figure_exclude_nobody() -> None:
    figure = says("rules_out", to="AAP", terms={"issue": "seat_count", "quantity": "10"})
    assert told_of(figure, says("rules_out", to="AAP", issue="seat_count")) == []


def test_conditions_preconditions_and_vetoes_on_somebody_are_told_with_their_end() -> None:
    words: JsonObject = {"issue": "precondition", "words": "nobody of the BJP in it"}
    items = told_of(
        step("ConditionSet", "2024-09-02", by="AAP", to="INC", condition="a letter"),
        step("ConditionResolved", "2024-09-03", by="INC", condition=2, outcome="met"),
        demands("", "2024-09-03", kind="precondition", terms=words),
        demands("", "2024-09-03", kind="veto", terms={**words, "party": "BJP"}),
        demands("", "2024-09-03", kind="veto", terms={"issue": "symbol", "words": "the broom"}),
    )
    assert [(each.kind, each.whom, each.status) for each in items] == [
        ("condition", ("INC",), "met"),
        ("precondition", ("INC",), "open"),
        ("veto", ("BJP",), "not_taken_back"),
    ]


def test_a_party_put_out_is_told() -> None:
    (item,) = told_of(
        step("PartyWithdrew", "2024-09-03", by="INC", parties="AAP", excluded_by="INC")
    )
    assert (item.kind, item.by, item.whom) == ("put_out", ("INC",), ("AAP",))


def test_what_was_not_public_yet_is_not_told() -> None:
    late: JsonObject = {**ON_RECORD, "published": "2024-09-20"}
    welcome = says("welcomes", "2024-09-04", to="AAP", evidence=late)
    first = ruled_out(text="no")
    assert told_of(first, welcome)[0].status == "taken_back"
    published: JsonObject = {**never, "published": "2024-09-02"}
    early = says("rules_out", "2024-09-02", to="AAP", evidence=published)
    (item,) = told_of(early, welcome, public_at="2024-09-10")
    assert item.status == "not_taken_back"


def test_what_we_retract_was_ruled_out_by_nobody() -> None:
    assert told_of(ruled_out(), retracts(2)) == []


def test_another_negotiation_takes_it_back_under_other_names() -> None:
    one = given(ruled_out()).talks.seen()
    parties: list[JsonValue] = [
        {"party": "Congress", "name": "Indian National Congress"},
        {"party": "AAP", "name": "Aam Aadmi Party"},
    ]
    talks = given(
        opens("2024-09-05", by=["Congress", "AAP"]),
        registration=registers(parties=parties, at_table=["Congress", "AAP"]),
    ).talks
    other = look("negotiation/other", talks.rows(), now=NOW)
    (item,) = exclusions(one, [other])
    assert item.status == "overtaken"
    assert [(each.negotiation, each.step.version) for each in item.since_then] == [("other", 2)]


# The slow reference -----------------------------------------------------------------------------


def asked(every: list[Talks], as_of: int | None) -> tuple[list[Seen], list[Stream]]:
    members: list[Seen] = []
    streams: list[Stream] = []
    for number, (stream, talks) in enumerate(zip(SPURNED, every, strict=False)):
        account = talks.account()
        seen = look(stream, talks.rows(), now=NOW, as_of=as_of)
        assert isinstance(account.registration, NegotiationRegistered)
        steps = told(account.steps[: len(seen.steps)])
        members.append(seen)
        called = CALLED if number else {}
        streams.append(Stream(seen.slug, account.registration, steps, called))
    return members, streams


def compare(every: list[Talks], as_of: int | None) -> None:
    members, streams = asked(every, as_of)
    (first, *others) = members
    found = [
        (each.version, each.kind, set(each.whom), each.status)
        for each in exclusions(first, others)
        if each.kind in REFUSALS
    ]
    assert found == list(refusals(streams, 0))


@settings(max_examples=60, deadline=None)
@for_all(drawn(spurning), instants)
def test_refusals_are_what_the_slow_reference_works_out(
    every: list[Talks], as_of: int | None
) -> None:
    compare(every, as_of)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@for_all(spurning(), instants)
def test_refusals_are_what_the_slow_reference_works_out_at_length(
    every: list[Talks], as_of: int | None
) -> None:
    compare(every, as_of)


HOLDS: Mapping[str, Callable[[ExclusionItem], bool]] = {
    **{
        status: lambda item, status=status: item.status == status  # type: ignore[misc]
        for status in ("not_taken_back", "taken_back", "overtaken", "denied", "in_part")
    },
    "elsewhere": lambda item: any(each.negotiation != "one" for each in item.since_then),
    "order open": lambda item: any(each.order_open for each in item.since_then),
    "put out": lambda item: item.kind == "put_out",
}


@pytest.mark.parametrize("what", HOLDS)
def test_the_histories_hold_what_is_compared(what: str) -> None:
    found = (asked(every, None)[0] for every in stock(spurning))
    assert any(HOLDS[what](each) for first, *more in found for each in exclusions(first, more))
