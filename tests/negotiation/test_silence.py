"""Silence: no step for so many days, and the date that comes next."""

from parley.negotiation.views.silence import Silence, silence
from parley.negotiation.views.spans import Days
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, end_of, look
from tests.negotiation.words import closes, collapses, deal, meets, opens, registers, says, step

NOMINATIONS = registers(dates=[{"what": "nominations close", "when": "2024-09-16"}])


def at(talks: Talks, as_of: str) -> Silence:
    found = silence(talks.seen(as_of))
    assert found is not None
    return found


def test_no_step_for_nine_days_and_nominations_close_in_three() -> None:
    talks = given(opens("2024-09-02"), meets("2024-09-04"), registration=NOMINATIONS).talks
    found = at(talks, "2024-09-13")
    assert (found.last.version, found.days) == (3, Days(at_least=9, at_most=9))
    assert found.coming is not None
    assert found.coming.what == "nominations close"
    assert found.coming.due_in == Days(at_least=3, at_most=3)


def test_a_vague_date_leaves_the_count_a_range() -> None:
    assert at(given(opens("2024-09-02/2024-09-04")).talks, "2024-09-10").days == Days(
        at_least=6, at_most=8
    )
    vague = given(opens("2024-09-02"), says(at="../2024-09-05")).talks
    assert at(vague, "2024-09-10").days == Days(at_least=5, at_most=8)


def test_an_expectation_is_no_date_that_comes_next() -> None:
    soft = step("DeadlineSet", "2024-09-03", kind="soft_target", when="2024-09-08")
    hard = step("DeadlineSet", "2024-09-03", kind="self_set", when="2024-09-10")
    assert at(given(opens(), soft).talks, "2024-09-05").coming is None
    coming = at(given(opens(), soft, hard).talks, "2024-09-05").coming
    assert coming is not None
    assert coming.version == 4


def test_the_nearest_date_of_the_contest_counts_too() -> None:
    talks = given(opens("2024-09-02"), registration=NOMINATIONS).talks
    poll = registers(dates=[{"what": "withdrawal", "when": "2024-09-10"}])
    rows = given(registration=poll).talks.rows()
    contest = look("contest/c", rows, now=NOW, as_of=end_of("2024-09-05"))
    found = silence(talks.seen("2024-09-05"), contest)
    assert found is not None
    assert found.coming is not None
    assert (found.coming.stream, found.coming.what) == ("contest/c", "withdrawal")


def test_there_is_no_silence_where_nothing_is_open() -> None:
    assert silence(given().talks.seen()) is None
    assert silence(given(says()).talks.seen()) is None
    assert silence(given(opens(), collapses()).talks.seen()) is None
    assert silence(given(opens(), deal()).talks.seen()) is None
    assert silence(given(opens(), collapses(), closes()).talks.seen()) is None
