"""Counts of days: exact where the dates are, a range where they are not."""

import pytest

from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.views.spans import Days, days_between, days_until
from tests.negotiation.talks import end_of

ZONE = "Asia/Kolkata"


@pytest.mark.parametrize(
    ("first", "last", "least", "most"),
    [
        ("2024-09-03", "2024-09-10", 7, 7),
        ("2024-09-03", "2024-09-03", 0, 0),
        ("2024-09-03T23:00", "2024-09-04T01:00", 1, 1),
        ("2024-09-03~", "2024-09-10", 6, 8),
        ("2024-09", "2024-09-30", 0, 29),
        ("../2024-09-03", "2024-09-10", 7, None),
        ("2024-09-03", "2024-09-10/..", 7, None),
        ("2024-09-10", "2024-09-03/2024-09-12", 0, 2),
    ],
)
def test_days_between_are_as_exact_as_the_dates(
    first: str, last: str, least: int, most: int | None
) -> None:
    start, end = parse_moment(first).bounds(ZONE), parse_moment(last).bounds(ZONE)
    assert days_between(start, end, ZONE) == Days(at_least=least, at_most=most)


def test_days_are_those_of_the_zone() -> None:
    # 20:00 UTC is half past one of the next day in Kolkata, and the same day in London.
    evening = parse_moment("2024-09-03T20:00Z").bounds("UTC")
    for zone, days in ((ZONE, 1), ("UTC", 0)):
        morning = parse_moment("2024-09-03T09:00").bounds(zone)
        assert days_between(morning, evening, zone) == Days(at_least=days, at_most=days)


def test_days_left_are_counted_from_the_day_that_is_over() -> None:
    over = Bounds(end_of("2024-09-09") - 1, end_of("2024-09-09"))
    begun = Bounds(end_of("2024-09-09"), end_of("2024-09-09") + 1)
    assert days_until(over, "2024-09-12", ZONE) == Days(at_least=3, at_most=3)
    assert days_until(begun, "2024-09-12", ZONE) == Days(at_least=2, at_most=2)
    assert days_until(over, "../2024-09-12", ZONE) == Days(at_least=0, at_most=3)


def test_days_left_from_a_vague_moment_are_a_range() -> None:
    september = parse_moment("2024-09").bounds(ZONE)
    assert days_until(september, "2024-10-05", ZONE) == Days(at_least=5, at_most=34)
    assert days_until(september, "2024-09-12", ZONE) == Days(at_least=0, at_most=11)
