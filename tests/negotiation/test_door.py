"""The door: what may be written shortly (test_door_problems.py has what may not be written)."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    ConditionResolved,
    ConditionSet,
    DealReached,
    EntryCorrected,
    OfferMade,
    StatementMade,
)
from tests.negotiation.given import given
from tests.negotiation.reading import COMMON, REGISTERED, SAID, offered, read
from tests.negotiation.words import offers


def said(**fields: JsonValue) -> StatementMade:
    made = read("StatementMade", {**SAID, **fields})
    assert isinstance(made, StatementMade), made
    return made


# What may be written shortly --------------------------------------------------------------------


def test_one_value_may_stand_where_a_list_is_due() -> None:
    made = said(by="INC", to=["AAP", "CPM"])
    assert (made.by, made.to, made.stances) == (("INC",), ("AAP", "CPM"), ("optimistic",))
    assert len(made.evidence) == 1


def test_a_field_that_is_left_empty_is_as_if_it_were_not_there() -> None:
    assert said(by=None, text=None, about=None) == said()


def test_a_quantity_may_be_written_in_its_short_form() -> None:
    made = read("OfferMade", offered("5..7"))
    assert isinstance(made, OfferMade)
    quantity = made.terms[0].quantity
    assert quantity is not None
    assert (quantity.kind, quantity.low, quantity.high) == ("range", 5, 7)


def test_words_without_a_number_are_kept_as_words() -> None:
    made = read("OfferMade", offered("good small numbers"))
    assert isinstance(made, OfferMade)
    quantity = made.terms[0].quantity
    assert quantity is not None
    assert (quantity.kind, quantity.verbatim) == ("unquantified", "good small numbers")


def test_a_quote_may_be_its_words_alone() -> None:
    evidence: JsonValue = {"attribution": "on_record", "quote": "Talks are going on."}
    quote = said(evidence=evidence).evidence[0].quote
    assert quote is not None
    assert quote.verbatim == "Talks are going on."


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (4, 4),
        ("4", 4),
        ("v4", 4),
        ("the-offer", 4),
        ("12", 7),
        ("haryana-2024#4", "negotiation/haryana-2024#4"),
        ("haryana-2024#v4", "negotiation/haryana-2024#4"),
        ("contest/haryana-2024#4", "contest/haryana-2024#4"),
    ],
)
def test_a_pointer_may_be_a_number_a_label_or_a_step_elsewhere(
    written: JsonValue, meant: int | str
) -> None:
    assert said(about=written).about == meant
    assert said(after=written).after == (meant,)


def test_a_correction_points_in_the_same_way() -> None:
    fields: JsonObject = {"target": "the-offer", "effect": "retract", "reason": "a slip"}
    made = read("EntryCorrected", fields)
    assert isinstance(made, EntryCorrected)
    assert made.target == 4


def test_a_condition_is_words_where_it_is_set_and_a_pointer_where_it_is_met() -> None:
    made = read("ConditionSet", {**COMMON, "condition": "the-offer"})
    assert isinstance(made, ConditionSet)
    assert made.condition == "the-offer"
    made = read("ConditionResolved", {**COMMON, "condition": "the-offer", "outcome": "met"})
    assert isinstance(made, ConditionResolved)
    assert made.condition == 4


def test_the_facts_of_a_source_are_copied_into_the_evidence_that_names_it() -> None:
    evidence: JsonValue = {"attribution": "document", "source": "ians-2024-09-07"}
    made = said(evidence=evidence).evidence[0]
    assert (made.outlet, made.origin, made.published) == ("Lokmat Times", "IANS", "2024-09-07")
    assert made.url is None


def test_what_the_evidence_says_itself_stands_before_the_source() -> None:
    evidence: JsonValue = {
        "attribution": "document",
        "source": "ians-2024-09-07",
        "published": "2024-09-08",
    }
    made = said(evidence=evidence).evidence[0]
    assert (made.published, made.outlet) == ("2024-09-08", "Lokmat Times")


def test_a_fact_that_a_source_does_not_have_stays_away() -> None:
    evidence: JsonValue = {"attribution": "document", "source": "mint"}
    made = said(evidence=evidence).evidence[0]
    assert (made.outlet, made.origin, made.published) == ("Mint", None, None)


def test_a_partys_alias_is_kept_as_reported_and_resolved_in_the_rows() -> None:
    talks = given(offers(by="Congress", to="Aam Aadmi Party")).talks
    assert talks.entries[1].step["by"] == ["Congress"]
    row = talks.rows()["step"][0]
    assert (row["by"], row["to"]) == (["INC"], ["AAP"])
    assert talks.rows()["offer"][0]["to"] == "AAP"


def test_what_stands_at_its_default_is_not_stored() -> None:
    assert set(given(offers(package=False, text=None)).talks.entries[1].step) == {
        "by",
        "to",
        "evidence",
        "occurred",
        "terms",
    }


def test_the_door_reads_what_the_examples_of_the_short_forms_say() -> None:
    made = read("DealReached", {**COMMON, "assent": {"party": "INC", "by": "joint"}})
    assert isinstance(made, DealReached)
    assert made.assent[0].party == "INC"
    registered = read("NegotiationRegistered", REGISTERED)
    assert isinstance(registered, NegotiationRegistered)
