"""Typed words become numbers and truths only where the catalogue has numbers and truths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.answers.failing import Failure
from parley.drafting.typed import due_at, nested, read_typed, read_typed_tree
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import EntryCorrected, MeetingHeld, OfferMade

NAMES = st.text("abcdefgh_", min_size=1, max_size=8)
TEXTS = st.text(max_size=12)
TREES: st.SearchStrategy[JsonValue] = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def flattened(value: JsonValue, path: str = "") -> list[tuple[str, JsonValue]]:
    """Return the dotted assignments that make a value."""
    pairs: list[tuple[str, JsonValue]] = []
    parts: list[tuple[str, JsonValue]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = [(str(index), each) for index, each in enumerate(value)]
    else:
        return [(path, value)]
    for key, each in parts:
        pairs += flattened(each, f"{path}.{key}" if path else key)
    return pairs


@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_dotted_fields_make_the_object_that_they_were_taken_from(value: JsonObject) -> None:
    assert nested(flattened(value)) == value


def test_a_field_given_twice_is_a_list() -> None:
    assert nested([("by", "INC"), ("by", "AAP"), ("by", "SP")]) == {"by": ["INC", "AAP", "SP"]}


def test_a_value_and_fields_in_it_do_not_go_together() -> None:
    with pytest.raises(Failure, match="as a value and as something with fields"):
        nested([("terms", "x"), ("terms.issue", "y")])


@pytest.mark.parametrize(
    ("kind", "path", "text", "value"),
    [
        (MeetingHeld, "secret", "yes", True),
        (MeetingHeld, "secret", "False", False),
        (MeetingHeld, "secret", "perhaps", "perhaps"),
        (MeetingHeld, "place", "yes", "yes"),
        (NegotiationRegistered, "pools.seats", "90", 90),
        (NegotiationRegistered, "pools.seats", "090", "090"),
        (NegotiationRegistered, "synthetic", "true", True),
        (OfferMade, "terms.0.quantity", "5", "5"),
        (OfferMade, "terms.quantity.value", "5", 5),
        (
            OfferMade,
            "terms.0.quantity",
            '{"kind":"exact","value":5}',
            {"kind": "exact", "value": 5},
        ),
        (OfferMade, "text", "5", "5"),
        (OfferMade, "text", "[sic]", "[sic]"),
        (OfferMade, "about", "5", "5"),
        (
            OfferMade,
            "terms",
            '[{"issue":"programme","words":"w"}]',
            [{"issue": "programme", "words": "w"}],
        ),
        (EntryCorrected, "target", "4", 4),
        (EntryCorrected, "now", "4", 4),
        (EntryCorrected, "now", "true", True),
        (EntryCorrected, "now", "four", "four"),
        (EntryCorrected, "now", '["a"]', ["a"]),
    ],
)
def test_a_text_is_read_beside_the_shape_that_is_due(
    kind: type[MeetingHeld], path: str, text: str, value: JsonValue
) -> None:
    assert read_typed(text, due_at(kind, path.split("."))) == value


def test_a_field_that_is_not_there_has_no_shape() -> None:
    assert due_at(OfferMade, ["terms", "0", "isue"]) is None
    assert due_at(OfferMade, ["text", "x"]) is None


def test_json_that_is_none_is_refused() -> None:
    with pytest.raises(Failure, match="not JSON"):
        read_typed("{5", due_at(OfferMade, ["terms"]))


def test_cells_of_a_table_are_read_in_their_lists_and_objects() -> None:
    quantity: JsonObject = {"kind": "exact", "value": "5", "unit": "7"}
    terms: JsonObject = {"issue": "seat_count", "quantity": quantity}
    quote: JsonObject = {"verbatim": "true", "translated": "false"}
    cells: JsonObject = {
        "occurred": "2024",
        "package": "true",
        "text": "5",
        "terms": terms,
        "evidence": {"quote": quote},
        "nonsense": "5",
    }
    read = {name: read_typed_tree(cells[name], due_at(OfferMade, [name])) for name in cells}
    assert read == {
        "occurred": "2024",
        "package": True,
        "text": "5",
        "terms": {"issue": "seat_count", "quantity": {"kind": "exact", "value": 5, "unit": "7"}},
        "evidence": {"quote": {"verbatim": "true", "translated": False}},
        "nonsense": "5",
    }
    again = read_typed_tree([cells["terms"]], due_at(OfferMade, ["terms"]))
    assert again == [read["terms"]]


def test_digits_of_other_scripts_are_no_number() -> None:
    read = read_typed_tree({"seats": "90", "other": "９"}, due_at(NegotiationRegistered, ["pools"]))
    assert read == {"seats": 90, "other": "９"}
