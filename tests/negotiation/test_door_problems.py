"""The door: what is said about everything that may not be written, and what to write instead."""

import re

import msgspec
import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.codec import ENTRIES
from tests.negotiation.reading import COMMON, PARTIES, REGISTERED, SAID, offered, read
from tests.negotiation.worded import Worded


class Wrong(msgspec.Struct, frozen=True):
    type: str
    fields: JsonObject
    field: str
    reason: str
    hint: str = ""


def wrong(field: str, reason: str, hint: str = "", **fields: JsonValue) -> Wrong:
    return Wrong("StatementMade", {**SAID, **fields}, field, reason, hint)


def evidence(field: str, reason: str, hint: str = "", **fields: JsonValue) -> Wrong:
    given_evidence: JsonObject = {"attribution": "document", **fields}
    where = f"evidence.0.{field}".rstrip(".")
    return wrong(where, reason, hint, evidence=given_evidence)


def quantity(written: JsonValue, field: str, reason: str, hint: str = "") -> Wrong:
    where = f"terms.0.quantity.{field}".rstrip(".")
    return Wrong("OfferMade", offered(written), where, reason, hint)


def correction(reason: str, **fields: JsonValue) -> Wrong:
    given_fields: JsonObject = {"target": 2, "reason": "a slip", **fields}
    return Wrong("EntryCorrected", given_fields, "", reason)


def registration(field: str, reason: str, **fields: JsonValue) -> Wrong:
    return Wrong("NegotiationRegistered", {**REGISTERED, **fields}, field, reason, "")


INC = PARTIES[0]
WRONG = [
    Wrong("OfferMad", {}, "type", "'OfferMad' is no step type", "did you mean “OfferMade”?"),
    Wrong("Treaty", {}, "type", "'Treaty' is no step type", "parley record --list"),
    wrong("abuot", "StatementMade has no field 'abuot'", "did you mean “about”?", abuot=2),
    wrong("mood", "StatementMade has no field 'mood'", "it has text, note", mood="good"),
    wrong("stances.0", "'hopefull' is none of accuses, attacks, background", stances="hopefull"),
    wrong(
        "stances.1",
        "'optimstic' is none",
        "did you mean “optimistic”?",
        stances=["leak", "optimstic"],
    ),
    wrong("stances", "expected a list of length >= 1", stances=[]),
    wrong("text", "true stands where text is due", 'in quotes: "true"', text=True),
    wrong("text", "the bare number 5 stands where text is due", 'in quotes: "5"', text=5),
    wrong("text", "the text is empty", "leave the field out", text=""),
    wrong("text", "expected text of length <= 8000", text="x" * 8_001),
    wrong("act", "is not written as this field needs it", "One line", act="a\nb"),
    wrong("by.1", "'party:INC' is not written", "`office:NAME`", by=["AAP", "party:INC"]),
    wrong("about", "expected a whole number or text, got true or false", about=True),
    wrong("about", "expected a whole number >= 1", about=0),
    wrong("about", "got a list", about=[2]),
    wrong(
        "about",
        "'the-ofer' is neither a step's number nor a label",
        "did you mean “the-offer”?",
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
    evidence(
        "source_as_described",
        "it describes an unnamed source, and the attribution is on_record",
        "make the attribution anonymous",
        attribution="on_record",
        source_as_described="insiders",
    ),
    evidence("attribution", "'anonymus' is none of", "“anonymous”?", attribution="anonymus"),
    evidence("source", "no source 'ians' is described", source="ians"),
    evidence("source", "no source 'ians-2024' is", "“ians-2024-09-07”?", source="ians-2024"),
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
    quantity(
        {"kind": "exact", "value": "5"}, "value", "it takes a whole number, or a text with a point"
    ),
    quantity({"kind": "exakt", "value": 5}, "kind", "'exakt' is none of", "did you mean “exact”?"),
    quantity({"kind": "exact", "value": 5, "valeu": 5}, "valeu", "no field", "“value”?"),
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
    registration("parties", "expected a list of length >= 2", parties=INC),
    registration("parties.1.name", "Party needs 'name'", parties=[INC, {"party": "AAP"}]),
    registration(
        "parties.0.party",
        "'all' is not written",
        parties=[{"party": "all", "name": "x"}, PARTIES[1]],
    ),
    registration("", "at_table names 'CPM'", at_table=["INC", "CPM"]),
    registration("", "at_table needs at least two", at_table=["INC", "Congress"]),
    registration("pools.0.total", "expected a whole number >= 1", pools={"seats": 0}),
    registration("contest", "'haryana' is not written", contest="haryana"),
    registration("dates.0.when", "“soon”", dates={"what": "poll", "when": "soon"}),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: f"{case.type}-{case.field}-{case.reason}")
def test_what_is_wrong_is_said_with_the_field_and_what_to_write(case: Wrong) -> None:
    problems = read(case.type, case.fields)
    assert isinstance(problems, list), problems
    assert [each.field for each in problems] == [case.field]
    assert case.reason in Worded(problems[0]).reason
    assert case.hint in Worded(problems[0]).hint
    assert not re.search(
        r"`(str|int|array|object|null)|Traceback|msgspec", Worded(problems[0]).reason
    )


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
    assert Worded(problems[0]).reason == "a seat is named twice in one term"


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_refuses_a_field_that_it_does_not_have(name: str) -> None:
    problems = read(name, {"nonsense": 1})
    assert isinstance(problems, list)
    assert problems[0].field == "nonsense"
    assert {each.field for each in problems[1:]} == required(name)


def required(name: str) -> set[str]:
    fields = msgspec.structs.fields(ENTRIES[name])
    return {field.name for field in fields if field.required}
