"""Pauses of talks, in the answer about attempts and in the line of the suspension."""

from parley.answers.sentences.sentences import sentence
from parley.events.politics import Draft
from parley.negotiation.views.attempts import runs
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.told import told as all_told
from tests.negotiation.given import given
from tests.negotiation.words import collapses, deal, opens, resumes, step


def seen(*steps: Draft, as_of: str | None = None) -> Seen:
    return given(opens(), *steps).talks.seen(as_of)


def suspends(at: str = "2024-09-04", **fields: str) -> Draft:
    return step("TalksSuspended", at, by="INC", **fields)


def paused(look: Seen) -> list[tuple[int, int | None]]:
    attempt = runs(look)[0]
    return [
        (each.suspended.version, None if each.resumed is None else each.resumed.version)
        for each in attempt.pauses
    ]


def test_a_pause_ends_where_talks_go_on() -> None:
    look = seen(suspends(), resumes("2024-09-05"), deal())
    assert paused(look) == [(3, 4)]
    assert any(
        "on 4 Sep 2024" in line and "; they were taken up again on 5 Sep 2024 (v4)" in line
        for line in (sentence(look, fact).text for fact in all_told(look))
    )


def test_before_they_go_on_and_where_they_never_do_a_pause_is_open() -> None:
    every = (suspends(), resumes("2024-09-05"))
    assert paused(seen(*every, as_of="2024-09-04")) == [(3, None)]
    assert paused(seen(suspends(), collapses(), resumes("2024-09-07"))) == [(3, None)]


def test_what_is_set_aside_is_no_pause() -> None:
    assert paused(seen(suspends(scope="seat_count"))) == []
