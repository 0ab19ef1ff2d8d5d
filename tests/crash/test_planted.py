"""The crash tests catch what they are there to catch: each planted fault ends in a breach."""

from pathlib import Path

import pytest

from parley.events.errors import IntegrityError
from tests.crash.book import Book
from tests.crash.campaign import PHASES, Campaign
from tests.crash.engines import Files
from tests.crash.nursery import Nursery
from tests.crash.planted import FAULTS
from tests.crash.statements import die_everywhere

SEED = 20_240_907
CAUGHT_BETWEEN_STATEMENTS = {
    "the_head_is_committed_before_the_rows": "position 4 is missing",
    "the_rows_are_committed_before_the_head": "it says that there are 3, and @6 is there",
    "an_append_is_acknowledged_before_its_commit": "was acknowledged at @4 and is not there",
    "a_group_is_committed_one_by_one": "of a batch of 3, [12] are there",
    "the_cursor_is_moved_before_the_rows": "it ends at v[0-9], not at",
    "the_rows_are_written_before_the_cursor": "and the rows say that they reach",
    "a_rebuild_clears_a_stream_before_it_is_written": "it ends at v0, not at v",
}
CAUGHT_BY_KILLS = {
    # Which breach is met first depends on the moment of the kill.
    "the_rows_are_committed_before_the_head": "it says that there are|a retry was told",
    "an_append_is_acknowledged_before_its_commit": "was acknowledged at",
}
STEP = 3  # statements; what is planted is open for longer
ROUNDS_MAX = 60  # most are caught in the first few


@pytest.mark.parametrize(("fault", "said"), CAUGHT_BETWEEN_STATEMENTS.items())
def test_death_between_statements_catches(
    nursery: Nursery, begun: Book, tmp_path: Path, fault: str, said: str
) -> None:
    job = "catch_up" if "cursor" in fault else "record_batches"
    job = "rebuild_views" if "rebuild" in fault else job
    with pytest.raises((AssertionError, IntegrityError), match=said):
        die_everywhere(nursery, begun, tmp_path, job, step=STEP, plant=fault)


@pytest.mark.parametrize(("fault", "said"), CAUGHT_BY_KILLS.items())
def test_kills_catch(nursery: Nursery, tmp_path: Path, fault: str, said: str) -> None:
    campaign = Campaign(nursery, tmp_path, Files(tmp_path), seed=SEED, plant=fault)
    with pytest.raises((AssertionError, IntegrityError), match=said):
        _fight(campaign, "recording one by one")


def _fight(campaign: Campaign, name: str) -> None:
    (phase,) = (each for each in PHASES if each.name == name)
    for number in range(1, ROUNDS_MAX + 1):
        campaign.fight(number, phase)


def test_every_fault_is_caught() -> None:
    assert set(FAULTS) == set(CAUGHT_BETWEEN_STATEMENTS)
