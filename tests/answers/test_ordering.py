"""An order that the dates leave open is said once for each group of steps."""

import pytest

from parley.answers.words.ordering import groups_of, order_open
from parley.negotiation.views import timeline
from tests.negotiation.given import given
from tests.negotiation.words import says


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2024-09-04",), []),
        (("2024-09-04", "2024-09-04", "2024-09-04"), ["order of v2, v3, v4 not determined"]),
        (("2024-09-03", "2024-09-04", "2024-09-04"), ["order of v3, v4 not determined"]),
        (
            ("2024-09-03", "2024-09-03", "2024-09-04", "2024-09-05", "2024-09-05"),
            ["order of v2, v3 not determined", "order of v5, v6 not determined"],
        ),
    ],
)
def test_a_group_is_said_once(days: tuple[str, ...], said: list[str]) -> None:
    items = timeline.log(given(*(says(at=day) for day in days)).talks.seen())
    told = [order_open(run) for run in groups_of(items)]
    assert [each for each in told if each] == said
    assert sum(map(len, groups_of(items))) == len(items)
