"""What became of what was agreed: every word on it, the last where nobody holds the opposite."""

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.kept import KeptItem, kept
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import JOINTLY, deal, opens, seats, step

TERMS: list[JsonValue] = [
    {"issue": "seat_count", "party": "AAP", "quantity": "5"},
    {"issue": "programme", "words": "a common symbol"},
]
AGREED = (opens(), deal("2024-09-06", terms=TERMS))


def follows(at: str, by: str, fulfilment: str, **fields: JsonValue) -> Draft:
    return step("TermFollowed", at, by=by, deal=3, fulfilment=fulfilment, **fields)


def words_on(talks: Talks, as_of: str | None = None) -> dict[int | None, str]:
    return {each.term: each.fulfilment for each in kept(talks.seen(as_of))}


def test_each_term_has_the_last_word_on_it_as_of_any_day() -> None:
    talks = given(
        *AGREED,
        follows("2024-09-10", "INC", "under_way", term=1),
        follows("2024-09-12", "AAP", "in_trouble", term=1),
        follows("2024-09-20", "office:auditor", "kept", term=1),
    ).talks
    assert words_on(talks, "2024-09-07") == {1: "not_followed", 2: "not_followed"}
    assert words_on(talks, "2024-09-11") == {1: "under_way", 2: "not_followed"}
    assert words_on(talks, "2024-09-13") == {1: "in_trouble", 2: "not_followed"}
    assert words_on(talks) == {1: "kept", 2: "not_followed"}
    first = kept(talks.seen())[0]
    assert [(each.version, each.by) for each in first.followed] == [
        (4, ("INC",)),
        (5, ("AAP",)),
        (6, ("office:auditor",)),
    ]


def test_one_who_says_kept_and_one_who_says_not_contest_it_until_one_gives_way() -> None:
    before = given(
        *AGREED,
        follows("2024-09-10", "INC", "kept", term=2),
        follows("2024-09-12", "AAP", "not_kept", term=2),
    )
    assert words_on(before.talks)[2] == "contested"
    assert words_on(before.talks, "2024-09-11")[2] == "kept"
    after = before.and_then(follows("2024-09-14", "INC", "not_kept", term=2))
    assert words_on(after.talks)[2] == "not_kept"


def test_a_word_on_all_that_was_agreed_stands_before_the_words_on_its_terms() -> None:
    talks = given(*AGREED, follows("2024-09-10", "CPM", "in_trouble")).talks
    assert words_on(talks) == {None: "in_trouble", 1: "not_followed", 2: "not_followed"}
    whole = kept(talks.seen())[0]
    assert (whole.issue, whole.seats, whole.quantity) == (None, (), None)
    unnamed = given(opens(), deal("2024-09-06"), follows("2024-09-10", "INC", "kept")).talks
    assert words_on(unnamed) == {None: "kept"}


def test_what_an_amendment_or_a_breach_ended_is_still_followed() -> None:
    now = seats("6", party="AAP")
    amended = step("DealAmended", "2024-09-08", now=now, was=TERMS[:1], assent=JOINTLY)
    broken = step("DealBroken", "2024-09-15", by="AAP")
    talks = given(*AGREED, amended, broken, follows("2024-09-20", "INC", "kept", term=2)).talks
    found = {(each.version, each.term): each for each in kept(talks.seen())}
    assert {key: ended(each) for key, each in found.items()} == {(3, 1): 4, (3, 2): 5, (4, 1): 5}
    assert found[3, 2].fulfilment == "kept"


def ended(item: KeptItem) -> int | None:
    return item.ended_by
