"""Entries to plain values and back, and the values that corrections make of them."""

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings

from parley.events.canonical import JsonValue, decode, encode
from parley.negotiation.account import read_entry
from parley.negotiation.codec import ENTRIES, EntryError, amended, corrected, plain, restored
from parley.negotiation.registration import NegotiationRegistered, Pool
from parley.negotiation.steps import (
    CATALOGUE,
    EntryCorrected,
    RegistrationAmended,
    StatementMade,
    Step,
    StepType,
    moments,
    pointer_fields,
    pointers,
)
from tests.negotiation.drawn import drawn
from tests.negotiation.histories import histories
from tests.negotiation.talks import Talks

EVIDENCE: JsonValue = [{"attribution": "document"}]
SAID = restored(
    {"occurred": "2024-09-01", "evidence": EVIDENCE, "stances": ["leak"]}, StatementMade
)


def correction(effect: str, field: str, was: JsonValue, now: JsonValue) -> EntryCorrected:
    fields: JsonValue = {
        "target": 2,
        "effect": effect,
        "field": field,
        "reason": "a slip",
        "was": was,
        "now": now,
    }
    return restored(fields, EntryCorrected)


@settings(max_examples=40, deadline=None)
@given(drawn(histories))
def test_what_is_stored_is_canonical_and_reads_back_as_the_same_entry(talks: Talks) -> None:
    for entry in talks.entries:
        value = read_entry(entry)
        assert plain(value) == entry.step
        assert decode(encode(entry.step)) == entry.step


def test_fields_at_their_default_are_left_out() -> None:
    assert plain(SAID) == {
        "occurred": "2024-09-01",
        "evidence": EVIDENCE,
        "stances": ["leak"],
    }


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_takes_no_field_that_it_does_not_have(name: str) -> None:
    with pytest.raises(EntryError, match="nonsense"):
        restored({"nonsense": 1}, ENTRIES[name])


def test_a_correction_replaces_or_adds() -> None:
    changed = corrected(SAID, correction("replace", "occurred", "2024-09-01", "2024-09-02"))
    assert changed.occurred == "2024-09-02"
    assert corrected(SAID, correction("add", "text", None, "x")).text == "x"
    assert corrected(SAID, correction("add", "evidence", None, {"attribution": "document"})) == (
        msgspec.structs.replace(SAID, evidence=SAID.evidence * 2)
    )


@pytest.mark.parametrize("now", [7, [7]])
def test_what_is_added_to_an_empty_list_is_its_first_item(now: JsonValue) -> None:
    assert corrected(SAID, correction("add", "after", None, now)).after == (7,)


def test_a_list_inside_a_term_is_filled_too() -> None:
    term: JsonValue = {"issue": "constituencies", "words": "two"}
    step = corrected(SAID, correction("add", "terms", None, term))
    assert corrected(step, correction("add", "terms.0.seats", None, "Jind")).terms[0].seats == (
        "Jind",
    )
    with pytest.raises(ValueError, match="no place in a list of 1"):
        corrected(step, correction("add", "terms.5.seats", None, "Jind"))


def test_a_correction_cannot_make_what_is_no_entry() -> None:
    with pytest.raises(EntryError, match="stances"):
        corrected(SAID, correction("replace", "stances", ["leak"], ["leek"]))
    with pytest.raises(EntryError, match="2024-13"):
        corrected(SAID, correction("replace", "occurred", "2024-09-01", "2024-13"))
    with pytest.raises(EntryError, match="occurred"):
        corrected(SAID, correction("replace", "occurred", "2024-09-01", None))


def test_an_amendment_changes_the_registration_from_then_on() -> None:
    parties: JsonValue = [{"party": "A", "name": "A"}, {"party": "B", "name": "B"}]
    pools: JsonValue = [{"pool": "seats", "total": 90}]
    registration = restored(
        {"title": "t", "arena": "a", "zone": "UTC", "parties": parties, "pools": pools},
        NegotiationRegistered,
    )
    fields: JsonValue = {
        "occurred": "2024",
        "evidence": EVIDENCE,
        "field": "pools.seats",
        "was": 90,
        "now": 95,
    }
    assert amended(registration, restored(fields, RegistrationAmended)).pools == (
        Pool(pool="seats", total=95),
    )
    assert registration.pools == (Pool(pool="seats", total=90),)


# The catalogue ----------------------------------------------------------------------------------


def test_the_catalogue_is_numbered_as_in_the_domain_paper() -> None:
    assert [kind.number for kind in CATALOGUE.values()] == list(range(1, len(CATALOGUE) + 1))


def test_every_type_has_a_code_for_exports_or_says_that_there_is_none() -> None:
    assert all(kind.cameo for kind in CATALOGUE.values())


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_moment_and_every_pointer_of_a_step_is_known(name: str) -> None:
    """A new field that holds a moment or a pointer has to be added to moments() or pointers()."""
    kind = CATALOGUE[name]
    if not issubclass(kind, Step):
        return
    hints = {field.name: str(field.type) for field in msgspec.structs.fields(kind)}
    dated = {field for field, hint in hints.items() if "A moment as given" in hint}
    pointing = {field for field, hint in hints.items() if "its version in this stream" in hint}
    assert {"about", "after"} <= pointing == set(pointer_fields(kind))
    assert (
        {"occurred"} <= dated <= {"occurred", "expires", "when", "effective", "until", "was", "now"}
    )


def test_moments_and_pointers_find_what_a_step_holds() -> None:
    kinds = {
        "OfferMade": ({"terms": [{"issue": "symbol", "words": "x"}], "expires": "2025"}, "2025"),
        "DeadlineSet": ({"kind": "self_set", "when": "2026"}, "2026"),
        "TalksCollapsed": ({"effective": "2027"}, "2027"),
        "DeadlineExtended": ({"was": "2027", "now": "2028"}, "2028"),
    }
    for name, (fields, moment) in kinds.items():
        step = restored({"occurred": "2024", "evidence": EVIDENCE, **fields}, CATALOGUE[name])  # type: ignore[dict-item]
        assert isinstance(step, Step)
        assert moment in moments(step)
    pointing = restored(
        {**plain(SAID), "about": 3, "after": [4, "negotiation/x#5"], "supersedes": 6}, StatementMade
    )
    assert pointers(pointing) == (
        ("about", 3),
        ("supersedes", 6),
        ("after", 4),
        ("after", "negotiation/x#5"),
    )


def test_a_date_can_await_every_type_of_step_and_nothing_else() -> None:
    assert set(get_args(StepType)) == set(CATALOGUE) - {"EntryCorrected"}
