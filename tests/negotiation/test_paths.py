"""Paths into an entry: what stands there, what may be put there, and what is never touched."""

import copy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.paths import PathError, added, found, nearest, placed, replaced

ENTRY: JsonObject = {
    "by": ["INC"],
    "terms": [{"issue": "seat_count", "quantity": {"kind": "exact", "value": 5}}],
    "text": "five seats",
}
names = st.sampled_from(("a", "b", "c"))
scalars = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(("x", "y"))
trees: st.SearchStrategy[JsonValue] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
entries = st.dictionaries(names, trees, max_size=3)
paths = st.lists(names | st.sampled_from(("0", "1", "7")), min_size=1, max_size=4).map(".".join)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("text", "five seats"),
        ("by.0", "INC"),
        ("terms.0.quantity.value", 5),
        ("note", None),
        ("note.words", None),
        ("terms.0.seats", None),
    ],
)
def test_a_path_leads_to_what_stands_there(path: str, value: JsonValue) -> None:
    assert found(ENTRY, path) == value


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("text.0", "there is nothing inside “five seats”"),
        ("by.1", "'1' is no place in a list of 1 (they are counted from 0)"),
        ("by.first", "'first' is no place in a list of 1"),
        ("by.-1", "'-1' is no place"),
        ("by.٠", "is no place"),
        ("terms.0.quantity.value.x", "there is nothing inside 5"),
    ],
)
def test_a_path_that_leads_nowhere_says_where_it_ends(path: str, reason: str) -> None:
    with pytest.raises(PathError) as raised:
        found(ENTRY, path)
    assert str(raised.value).startswith(f"{path}: ")
    assert reason in str(raised.value)


def test_what_is_replaced_is_what_was_said_to_stand_there() -> None:
    changed = replaced(ENTRY, "terms.0.quantity.value", 5, 7)
    assert found(changed, "terms.0.quantity.value") == 7
    with pytest.raises(PathError, match=r"text is “five seats”, not “six seats”"):
        replaced(ENTRY, "text", "six seats", "seven seats")
    with pytest.raises(PathError, match="note is empty, not “x”"):
        replaced(ENTRY, "note", "x", "y")
    with pytest.raises(PathError, match="text is “five seats”, not empty"):
        replaced(ENTRY, "text", None, "y")


def test_nothing_in_place_of_something_empties_the_field() -> None:
    emptied = replaced(ENTRY, "text", "five seats", None)
    assert emptied == {name: value for name, value in ENTRY.items() if name != "text"}
    assert found(replaced(ENTRY, "by.0", "INC", None), "by") == []


def test_what_is_added_stands_at_the_end_or_fills_the_empty_field() -> None:
    assert found(added(ENTRY, "by", "AAP"), "by") == ["INC", "AAP"]
    assert found(added(ENTRY, "note", "seen twice"), "note") == "seen twice"
    assert found(added(ENTRY, "terms.0.quantity.of", 90), "terms.0.quantity.of") == 90
    with pytest.raises(PathError, match="text is not empty: it is “five seats”; replace it"):
        added(ENTRY, "text", "or six")


def test_long_values_are_cut_in_messages() -> None:
    with pytest.raises(PathError) as raised:
        replaced({"text": "x" * 500}, "text", "y", "z")
    assert len(str(raised.value)) < 120
    assert "…" in str(raised.value)


@given(entries, paths, scalars)
def test_a_replacement_can_be_taken_back(entry: JsonValue, path: str, now: JsonValue) -> None:
    before = copy.deepcopy(entry)
    try:
        was = found(entry, path)
        changed = replaced(entry, path, was, now)
    except PathError:
        return
    finally:
        assert entry == before  # nothing is changed in place
    if was is None or now is None:
        return  # an emptied field leaves no trace of an empty list or object around it
    assert replaced(changed, path, now, was) == entry


@given(entries, paths, scalars, paths)
def test_a_replacement_touches_nothing_else(
    entry: JsonValue, path: str, now: JsonValue, other: str
) -> None:
    if other.startswith(path) or path.startswith(other):
        return
    try:
        changed = replaced(entry, path, found(entry, path), now)
        before = found(entry, other)
    except PathError:
        return
    shifted = now is None and path.rpartition(".")[2].isdigit()
    if not shifted:
        assert found(changed, other) == before


def test_the_nearest_word_is_one_that_is_near() -> None:
    assert nearest("ofer", ("offer", "demand")) == "offer"
    assert nearest("xyz", ("offer", "demand")) is None


# Names ------------------------------------------------------------------------------------------

REGISTERED: JsonObject = {
    "parties": [
        {"party": "INC", "name": "Congress"},
        {"party": "St. Pölten", "name": "Pölten", "ids": [{"scheme": "wikidata", "id": "Q1"}]},
        {"party": "0", "name": "Zero"},
    ],
    "pools": [
        {"pool": "Räte", "total": 10},
        {"pool": "0", "total": 3},
        {"pool": "a.b", "total": 1},
    ],
    "dates": [{"what": "poll", "when": "2024-10-05"}, {"what": "poll", "when": "2024-10-06"}],
}


@pytest.mark.parametrize(
    ("path", "place", "value"),
    [
        ("parties.INC.name", "parties.0.name", "Congress"),
        ("parties.St. Pölten.name", "parties.1.name", "Pölten"),
        ("parties.St. Pölten.ids.wikidata", "parties.1.ids.0.id", "Q1"),
        ("parties.0.name", "parties.0.name", "Congress"),  # a place goes before a name
        ("pools.Räte", "pools.0.total", 10),
        ("pools.Räte.pool", "pools.0.pool", "Räte"),
        ("pools.0", "pools.1.total", 3),  # but not among pairs, which had no places once
        ("pools.1.total", "pools.1.total", 3),
        ("pools.a.b", "pools.2.total", 1),
        ("pools.Höfe", "pools.3.total", None),
        ("parties.INC.ids.wikidata", "parties.0.ids.0.id", None),
    ],
)
def test_an_item_is_called_by_its_name(path: str, place: str, value: JsonValue) -> None:
    assert placed(REGISTERED, path) == place
    assert found(REGISTERED, path) == value


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("parties.inc", "'inc' is no place in a list of 3"),
        ("dates.poll.when", "2 items are called poll; write 0 or 1 instead"),
        ("pools.7.total", "'7' is no place in a list of 3"),
    ],
)
def test_a_name_that_nothing_has_or_two_have_is_refused(path: str, reason: str) -> None:
    with pytest.raises(PathError, match=re.escape(reason)):
        found(REGISTERED, path)


def test_a_pair_is_made_changed_and_removed_as_a_whole() -> None:
    pools = found(replaced(REGISTERED, "pools.Räte", 10, 12), "pools")
    assert isinstance(pools, list)
    assert pools[0] == {"pool": "Räte", "total": 12}
    assert found(replaced(REGISTERED, "pools.Höfe", None, 4), "pools.Höfe") == 4
    assert found(replaced({}, "pools.Höfe", None, 4), "pools") == [{"pool": "Höfe", "total": 4}]
    assert found(replaced(REGISTERED, "pools.Räte", 10, None), "pools") == pools[1:]


def test_pairs_have_no_order_when_they_are_compared() -> None:
    pools = REGISTERED["pools"]
    assert isinstance(pools, list)
    assert found(replaced(REGISTERED, "pools", pools[::-1], []), "pools") == []
    with pytest.raises(PathError, match="not"):
        replaced(REGISTERED, "pools", pools[1:], [])
