"""The door: what may be written shortly, and what is said about everything that may not."""

import re

import msgspec
import pytest

from events.canonical import JsonObject, JsonValue
from negotiation.codec import ENTRIES
from negotiation.door import FieldProblem, typed, understand
from negotiation.registration import NegotiationRegistered
from negotiation.steps import (
    ConditionResolved,
    ConditionSet,
    DealReached,
    EntryCorrected,
    OfferMade,
    StatementMade,
)
from tests.negotiation.given import given
from tests.negotiation.words import offers

SOURCES: dict[str, JsonObject] = {
    "ians-2024-09-07": {"outlet": "Lokmat Times", "origin": "IANS", "published": "2024-09-07"},
    "mint": {"outlet": "Mint", "origin": None, "url": "https://example.org/1"},
}
LABELS = {"the-offer": 4, "12": 7}
COMMON: JsonObject = {"occurred": "2024-09-07", "evidence": {"attribution": "document"}}
SAID: JsonObject = {**COMMON, "stances": "optimistic"}
PARTIES: list[JsonValue] = [{"party": "INC", "name": "Congress"}, {"party": "AAP", "name": "Aam"}]
REGISTERED: JsonObject = {"title": "t", "arena": "a", "zone": "UTC", "parties": PARTIES}


def read(type_name: str, fields: JsonObject) -> msgspec.Struct | list[FieldProblem]:
    return understand(type_name, fields, labels=LABELS, sources=SOURCES)


def said(**fields: JsonValue) -> StatementMade:
    made = read("StatementMade", {**SAID, **fields})
    assert isinstance(made, StatementMade), made
    return made


def offered(quantity: JsonValue) -> JsonObject:
    return {**COMMON, "terms": {"issue": "seat_count", "quantity": quantity}}


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
    assert (row["by_as_given"], row["by"]) == (["Congress"], ["INC"])
    assert (row["to_as_given"], row["to"]) == (["Aam Aadmi Party"], ["AAP"])
    assert talks.rows()["offer"][0]["to"] == "AAP"


def test_what_stands_at_its_default_is_not_stored() -> None:
    assert set(given(offers(package=False, text=None)).talks.entries[1].step) == {
        "by",
        "to",
        "evidence",
        "occurred",
        "terms",
    }


# What may not be written ------------------------------------------------------------------------


class _Wrong(msgspec.Struct, frozen=True):
    type: str
    fields: JsonObject
    field: str
    reason: str
    hint: str = ""


def wrong(field: str, reason: str, hint: str = "", **fields: JsonValue) -> _Wrong:
    return _Wrong("StatementMade", {**SAID, **fields}, field, reason, hint)


def evidence(field: str, reason: str, hint: str = "", **fields: JsonValue) -> _Wrong:
    given_evidence: JsonObject = {"attribution": "document", **fields}
    where = f"evidence.0.{field}".rstrip(".")
    return wrong(where, reason, hint, evidence=given_evidence)


def quantity(written: JsonValue, field: str, reason: str, hint: str = "") -> _Wrong:
    where = f"terms.0.quantity.{field}".rstrip(".")
    return _Wrong("OfferMade", offered(written), where, reason, hint)


def correction(reason: str, **fields: JsonValue) -> _Wrong:
    given_fields: JsonObject = {"target": 2, "reason": "a slip", **fields}
    return _Wrong("EntryCorrected", given_fields, "", reason)


def registration(field: str, reason: str, hint: str = "", **fields: JsonValue) -> _Wrong:
    return _Wrong("NegotiationRegistered", {**REGISTERED, **fields}, field, reason, hint)


WRONG = [
    _Wrong("OfferMad", {}, "type", "'OfferMad' is no step type", "did you mean OfferMade?"),
    _Wrong("Treaty", {}, "type", "'Treaty' is no step type", "parley record --list"),
    wrong("abuot", "StatementMade has no field 'abuot'", "did you mean 'about'?", abuot=2),
    wrong("mood", "StatementMade has no field 'mood'", "it has text, note", mood="good"),
    wrong("stances.0", "'hopefull' is none of background", stances="hopefull"),
    wrong(
        "stances.1",
        "'optimstic' is none",
        "did you mean optimistic?",
        stances=["leak", "optimstic"],
    ),
    wrong("stances", "expected a list of length >= 1", stances=[]),
    wrong("text", "true stands where text is due", 'in quotes: "true"', text=True),
    wrong("text", "the bare number 5 stands where text is due", 'in quotes: "5"', text=5),
    wrong("text", "expected text of length >= 1", text=""),
    wrong("text", "expected text of length <= 8000", text="x" * 8_001),
    wrong("act", "is not written as this field needs it", "One line", act="a\nb"),
    wrong("by.1", "'party:INC' is not written", "`office:NAME`", by=["AAP", "party:INC"]),
    wrong("about", "expected a whole number or text, got true or false", about=True),
    wrong("about", "expected a whole number >= 1", about=0),
    wrong("about", "got a list", about=[2]),
    wrong(
        "about",
        "'the-ofer' is neither a step's number nor a label",
        "'the-offer'",
        about="the-ofer",
    ),
    wrong("about", "'v0' is neither", "parley log", about="v0"),
    wrong("after.1", "'x' is neither", after=[2, "x"]),
    wrong("occurred", "the bare number 2024 stands", 'in quotes: "2024"', occurred=2024),
    wrong("occurred", "“2024-02-30”: Feb 2024 has no day 30", "01 to 29", occurred="2024-02-30"),
    wrong("occurred", "before its start", occurred="2024-09-10/2024-09-05"),
    wrong("occurred", "expected text, got nothing", occurred=None),
    wrong("evidence", "expected a list of length >= 1", evidence=[]),
    wrong("evidence.0", "'Mint' stands where an object of Evidence", evidence="Mint"),
    wrong("evidence.0.attribution", "Evidence needs 'attribution'", evidence={"outlet": "Mint"}),
    evidence("", "needs source_as_described", attribution="anonymous"),
    evidence(
        "",
        "cannot name a speaker",
        attribution="anonymous",
        source_as_described="insiders",
        speaker="X",
    ),
    evidence("attribution", "'anonymus' is none of", "anonymous?", attribution="anonymus"),
    evidence("source", "no source 'ians' is described", source="ians"),
    evidence("source", "no source 'ians-2024' is", "'ians-2024-09-07'?", source="ians-2024"),
    evidence("published", "“tomorrow”", "write for example 2024", published="tomorrow"),
    evidence("quote", "by_whom names a translator", quote={"verbatim": "x", "by_whom": "y"}),
    evidence("archived", "is not written as this field needs it", archived="abc"),
    quantity(
        5, "", "the bare number 5 does not say what kind", '"5" for exactly 5, "5~" for about 5'
    ),
    quantity(5.0, "", "5.0 is no quantity"),  # type: ignore[arg-type]
    quantity(True, "", "true is no quantity"),
    quantity("5-7", "", "write 5..7"),
    quantity({"kind": "exact"}, "", "needs value"),
    quantity({"kind": "exact", "value": "5"}, "value", "expected a whole number, got text"),
    quantity({"kind": "exakt", "value": 5}, "kind", "'exakt' is none of", "did you mean exact?"),
    quantity({"kind": "exact", "value": 5, "valeu": 5}, "valeu", "no field", "'value'?"),
    correction("a retraction takes back the whole entry", effect="retract", field="text"),
    correction("needs the field", effect="replace"),
    correction("nothing would change", effect="replace", field="text", was="a", now="a"),
    correction("needs now", effect="add", field="text"),
    registration("", "there is no time zone 'Mars'", zone="Mars"),
    registration(
        "",
        "the name 'inc' stands for both INC and AAP",
        parties=[PARTIES[0], {"party": "AAP", "name": "inc"}],
    ),
    registration("parties", "expected a list of length >= 2", parties=PARTIES[0]),
    registration("parties.1.name", "Party needs 'name'", parties=[PARTIES[0], {"party": "AAP"}]),
    registration(
        "parties.0.party",
        "'all' is not written",
        parties=[{"party": "all", "name": "x"}, PARTIES[1]],
    ),
    registration("", "at_table names 'CPM'", at_table=["INC", "CPM"]),
    registration("", "at_table needs at least two", at_table=["INC", "Congress"]),
    registration("pools", "expected a whole number >= 1", pools={"seats": 0}),
    registration("contest", "'haryana' is not written", contest="haryana"),
    registration("dates.0.when", "“soon”", dates={"what": "poll", "when": "soon"}),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case.type}-{case.field}-{case.reason}")
def test_what_is_wrong_is_said_with_the_field_and_what_to_write(case: _Wrong) -> None:
    problems = read(case.type, case.fields)
    assert isinstance(problems, list), problems
    assert [each.field for each in problems] == [case.field]
    assert case.reason in problems[0].reason
    assert case.hint in (problems[0].hint or "")
    assert not re.search(r"`(str|int|array|object|null)|Traceback|msgspec", problems[0].reason)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    problems = read(
        "OfferMade", {"by": "INC", "terms": [{"issue": "seats", "quantity": 5}], "x": 1}
    )
    assert isinstance(problems, list)
    assert [each.field for each in problems] == [
        "terms.0.issue",
        "terms.0.quantity",
        "x",
        "occurred",
        "evidence",
    ]


def test_two_terms_may_not_be_given_one_seat_twice() -> None:
    problems = read(
        "OfferMade", {**COMMON, "terms": {"issue": "constituencies", "seats": ["A", "A"]}}
    )
    assert isinstance(problems, list)
    assert problems[0].reason == "a seat is named twice in one term"


# Spreadsheets -----------------------------------------------------------------------------------


def test_the_cells_of_a_spreadsheet_are_typed_by_the_catalogue() -> None:
    cells: JsonObject = {
        "occurred": "2024",
        "package": "true",
        "text": "5",
        "terms": {"issue": "seat_count", "quantity": {"kind": "exact", "value": "5", "unit": "7"}},
        "evidence": {"quote": {"verbatim": "true", "translated": "false"}},
    }
    assert typed("OfferMade", cells) == {
        "occurred": "2024",
        "package": True,
        "text": "5",
        "terms": {"issue": "seat_count", "quantity": {"kind": "exact", "value": 5, "unit": "7"}},
        "evidence": {"quote": {"verbatim": "true", "translated": False}},
    }


def test_cells_that_the_catalogue_does_not_know_stay_text() -> None:
    assert typed("OfferMade", {"nonsense": "5", "package": "yes"}) == {
        "nonsense": "5",
        "package": "yes",
    }
    assert typed("Nonsense", {"package": "true"}) == {"package": "true"}
    assert typed("NegotiationRegistered", {"pools": {"seats": "90", "other": "９"}}) == {
        "pools": {"seats": 90, "other": "９"}
    }


# The whole catalogue ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_refuses_a_field_that_it_does_not_have(name: str) -> None:
    problems = read(name, {"nonsense": 1})
    assert isinstance(problems, list)
    assert problems[0].field == "nonsense"
    assert {each.field for each in problems[1:]} == required(name)


def required(name: str) -> set[str]:
    fields = msgspec.structs.fields(ENTRIES[name])
    return {field.name for field in fields if field.required}


def test_the_door_reads_what_the_examples_of_the_short_forms_say() -> None:
    made = read("DealReached", {**COMMON, "assent": {"party": "INC", "by": "joint"}})
    assert isinstance(made, DealReached)
    assert made.assent[0].party == "INC"
    registered = read("NegotiationRegistered", REGISTERED)
    assert isinstance(registered, NegotiationRegistered)
