"""The ledger's own entries are asked at the door what no reader of them asks."""

from collections.abc import Mapping

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.politics import AlliancePolitics
from tests.negotiation.test_register import SENA, entry
from tests.negotiation.worded import Worded

NOON = 1_725_710_400_000_000  # 7 September 2024, 12:00 UTC; 8 September, 02:00 in Kiritimati


def problems(
    type_name: str,
    said: JsonObject,
    register: Mapping[str, Mapping[str, JsonValue]] = SENA,
) -> list[tuple[str, str, str]]:
    found = AlliancePolitics().check_told(type_name, said, register=lambda: register, now=NOON)
    return [(each.guard, each.field, Worded(each).reason) for each in found]


def entered(said: JsonObject, register: Mapping[str, JsonObject] = SENA) -> list[str]:
    return [reason for _, _, reason in problems("RegisterEntered", said, register)]


def bloc(id: str, *members: JsonObject, note: str | None = None) -> JsonObject:
    return entry(id, bloc=True, members=list(members), note=note)


def registered(*said: JsonObject) -> dict[str, JsonObject]:
    return {str(each["entry"]): {**each, "version": n} for n, each in enumerate(said, 1)}


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2024-09-07", None),
        ("2024-09-08", None),  # it has begun in Kiritimati
        (
            "2024-09-09",
            "2024-09-09 has not begun yet, and a report is something that was published",
        ),
        ("2030", "has not begun yet"),
        ("2024-02-30", "Feb 2024 has no day 30"),
        ("07-May", "“07-May”"),
        (" ", "the text is blank"),
    ],
)
def test_a_source_was_published_by_now(published: str, said: str | None) -> None:
    found = problems("SourceDescribed", {"source": "s", "published": published})
    assert [field for _, field, _ in found][:1] == ([] if said is None else ["published"])
    assert said is None or said in found[0][2]


def test_nobody_has_looked_tomorrow() -> None:
    looked: JsonObject = {"outlet": "PTI", "outcome": "nothing", "zone": "Asia/Kolkata"}
    assert problems("CheckMade", {**looked, "at": "2024-09-07"}) == []
    ((guard, field, reason),) = problems("CheckMade", {**looked, "at": "2024-09-08"})
    assert (guard, field) == ("not_from_the_future", "at")
    assert "nobody has looked then" in reason


@pytest.mark.parametrize(
    ("type_name", "said", "field"),
    [
        ("SourceDescribed", {"source": "s", "title": "\u00a0"}, "title"),
        ("SourceDescribed", {"source": "s", "outlet": "#REF!"}, "outlet"),
        ("CheckMade", {"outlet": "\u200b", "outcome": "nothing"}, "outlet"),
        ("ExportMade", {"what": "report", "shown_to": " "}, "shown_to"),
        ("RefusalsSwitched", {"keep": True, "reason": ""}, "reason"),
        ("RegisterEntered", entry("x", name=" "), "facts.name"),
        ("RegisterEntered", entry("x", names=[{"name": "\u3164"}]), "facts.names.0.name"),
        ("RegisterEntered", entry("x", note="NULL"), "facts.note"),
    ],
)
def test_a_text_that_says_nothing_is_refused_in_every_entry(
    type_name: str, said: JsonObject, field: str
) -> None:
    assert [each for _, each, _ in problems(type_name, said)] == [field]


def test_nothing_ends_before_it_starts() -> None:
    spans: JsonObject = {"valid_from": "2024-09-07", "valid_until": "2024-09-06"}
    (reason,) = entered(entry("x", valid_from="2024-09-07", valid_until="2024-09-06"))
    assert reason == "it ends (2024-09-06) before it starts (2024-09-07)"
    assert len(entered(entry("x", names=[{"name": "N", **spans}]))) == 1
    assert len(entered(bloc("x", {"entry": "ss", **spans}))) == 1
    for since, until in (("2024-09-07", "2024-09-07"), ("2024", "2024-05"), ("2024-09", "2024")):
        assert entered(entry("x", valid_from=since, valid_until=until)) == []


def test_what_was_entered_before_does_not_hinder_a_change_of_something_else() -> None:
    old = entry("x", name=" ", valid_from="2024", valid_until="2020")
    stands = registered(old)
    assert (
        entered(entry("x", name=" ", valid_from="2024", valid_until="2020", note="n"), stands) == []
    )
    assert len(entered(entry("x", name=" ", valid_from="2024", valid_until="2019"), stands)) == 1
    assert AlliancePolitics().check_registered(old, {}) == []  # verify reads it as it is


def test_no_bloc_belongs_to_itself() -> None:
    stands = registered(bloc("a", {"entry": "b"}), bloc("b", {"entry": "c"}), bloc("c"))
    assert entered(bloc("c", {"entry": "a"}), stands) == [
        "c would belong to itself: c → a → b → c",
    ]
    assert entered(bloc("d", {"entry": "a"}), stands) == []
    assert entered(bloc("a", {"entry": "b"}, {"entry": "c"}), stands) == []


def test_members_that_took_turns_are_no_circle() -> None:
    stands = registered(bloc("a", {"entry": "b", "valid_until": "2009-12-31"}), bloc("b"))
    assert entered(bloc("b", {"entry": "a", "valid_from": "2010"}), stands) == []
    assert len(entered(bloc("b", {"entry": "a", "valid_from": "2009"}), stands)) == 1


def test_a_circle_that_stood_before_hinders_no_other_change() -> None:
    stands = registered(bloc("a", {"entry": "b"}), bloc("b", {"entry": "a"}), bloc("c"))
    assert entered(bloc("b", {"entry": "a"}, note="known"), stands) == []
    assert entered(bloc("c", {"entry": "a"}), stands) == []


@pytest.mark.parametrize("how", ["split_from", "merged_from", "succeeds"])
def test_no_party_comes_from_itself(how: str) -> None:
    stands = registered(entry("a", links=[{"how": how, "entry": "b"}]), entry("b"))
    assert entered(entry("b", links=[{"how": how, "entry": "a"}]), stands) == [
        f"b would come from itself ({how}): b → a → b",
    ]
    other = "succeeds" if how != "succeeds" else "split_from"
    assert entered(entry("b", links=[{"how": other, "entry": "a"}]), stands) == []
