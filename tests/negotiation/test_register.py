"""The register says whose a name was at a time, and takes no entry that means nothing."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.events.canonical import JsonObject
from parley.negotiation.moments import parse_moment
from parley.negotiation.register import answering, clashes, known

SENA: Mapping[str, JsonObject] = {
    "ss": {
        "entry": "ss",
        "kind": "party",
        "version": 1,
        "facts": {"name": "Shiv Sena", "valid_until": "2022-10-08"},
    },
    "ss-ubt": {
        "entry": "ss-ubt",
        "kind": "party",
        "version": 2,
        "facts": {
            "name": "Shiv Sena (UBT)",
            "names": [{"name": "Sena", "valid_from": "2022-10-08"}],
            "links": [{"how": "split_from", "entry": "ss", "at": "2022-06"}],
            "valid_from": "2022-10-08",
        },
    },
    "mva": {
        "entry": "mva",
        "kind": "party",
        "version": 3,
        "facts": {
            "name": "Maha Vikas Aghadi",
            "bloc": True,
            "members": [
                {"entry": "ss", "valid_from": "2019-11-26", "valid_until": "2022-10-08"},
                {"entry": "ss-ubt", "valid_from": "2022-10-08"},
            ],
        },
    },
    "uddhav": {"entry": "uddhav", "kind": "person", "version": 4, "facts": {"name": "Sena"}},
}


def entry(
    entry: str, *, kind: str = "party", replaces: int | None = None, **facts: object
) -> JsonObject:
    written: JsonObject = {"name": "A Name", **facts}  # type: ignore[dict-item]
    return {"entry": entry, "kind": kind, "facts": written, "replaces": replaces}


def ids(name: str, kind: str | None = "party", day: str | None = None) -> list[str]:
    when = None if day is None else parse_moment(day).bounds("UTC")
    return [each.entry for each in answering(known(SENA).values(), name, kind, when)]


@pytest.mark.parametrize(
    ("name", "kind", "day", "found"),
    [
        ("Shiv Sena", "party", "2020", ["ss"]),
        ("Shiv Sena", "party", "2024", []),
        ("Sena", "party", "2024-01-01", ["ss-ubt"]),
        ("Sena", "party", "2020", []),
        ("sena", None, None, ["ss-ubt", "uddhav"]),
        ("SHIV SENA", "party", None, ["ss"]),
        ("ss-ubt", "party", "1990", ["ss-ubt"]),
        ("Congress", None, None, []),
    ],
)
def test_a_name_is_whose_it_was_that_day(
    name: str, kind: str | None, day: str | None, found: list[str]
) -> None:
    assert ids(name, kind, day) == found


@pytest.mark.parametrize(
    ("given_", "guard"),
    [
        (entry("new"), None),
        (entry("ss", replaces=1), None),
        (entry("ss"), "replaces_what_stands"),
        (entry("ss", replaces=2), "replaces_what_stands"),
        (entry("new", replaces=1), "replaces_what_stands"),
        (entry("ss", replaces=1, kind="person"), "kind_stays"),
        (entry("new", kind="planet"), "entry"),
        (entry("new", nam="x"), "entry"),
        (entry("new", name="two\nlines"), "entry"),
        (entry("new", valid_from="2024-02-31"), "entry"),
        (entry("new", names=[{"name": "x", "valid_until": "then"}]), "entry"),
        (entry("new", ids={"wikidata": "Q12"}), None),
        (entry("new", ids={"wikidata": "12"}), "entry"),
        (entry("new", ids={"parlgov": "x"}), "entry"),
        (entry("new", members=[{"entry": "ss"}]), None),
        (entry("new", members=[{"entry": "nobody"}]), "member_is_registered"),
        (entry("new", members=[{"entry": "new"}]), "member_is_registered"),
        (entry("new", kind="office", members=[{"entry": "uddhav"}]), None),
        (entry("new", kind="office", members=[{"entry": "ss"}]), "member_is_registered"),
        (entry("new", kind="outlet", members=[{"entry": "ss"}]), "member_is_registered"),
        (entry("new", links=[{"how": "succeeds", "entry": "ss"}]), None),
        (entry("new", links=[{"how": "succeeds", "entry": "uddhav"}]), "link_is_registered"),
        (entry("new", kind="person", bloc=True), "bloc_of_parties"),
    ],
)
def test_an_entry_means_something_and_fits_or_is_refused(
    given_: JsonObject, guard: str | None
) -> None:
    found = [each.guard for each in clashes(given_, SENA)]
    assert found == ([] if guard is None else [guard])


@given(name=st.text(min_size=1, max_size=20), when=st.sampled_from(["2000", "2020", "2024-05-01"]))
def test_who_answers_at_a_time_answers_at_some_time(name: str, when: str) -> None:
    for each in (name, name.upper(), "Sena", "Shiv Sena"):
        assert set(ids(each, None, when)) <= set(ids(each, None))


@pytest.mark.parametrize(
    "facts", [{}, {"name": 5}, {"name": "Shiv Sena", "valid_from": "some day"}, {"colour": "red"}]
)
def test_an_entry_that_nobody_can_read_is_left_out_and_stops_no_other(facts: JsonObject) -> None:
    broken: JsonObject = {"entry": "broken", "kind": "party", "version": 5, "facts": facts}
    read = known({**SENA, "broken": broken})
    assert read == known(SENA)
    assert answering(read.values(), "Shiv Sena", when=parse_moment("2020").bounds("UTC"))
