"""Nothing that was acknowledged is lost to kill -9, whatever it falls on."""

from pathlib import Path

from tests.crash.campaign import PHASES, Campaign
from tests.crash.engines import Files
from tests.crash.nursery import Nursery

SEED = 20_240_907
ROUNDS = 3  # of each phase; `make crash` fights as many as one likes


def test_nothing_acknowledged_is_lost(nursery: Nursery, tmp_path: Path) -> None:
    campaign = Campaign(nursery, tmp_path, Files(tmp_path), seed=SEED)
    for number in range(1, ROUNDS * len(PHASES) + 1):
        campaign.fight(number, PHASES[number % len(PHASES)])
    tallies = campaign.tallies.values()
    assert [tally.kills for tally in tallies] == [ROUNDS] * len(PHASES)
    # Were nothing ever acknowledged, unanswered or resumed, nothing would have been tried.
    assert sum(tally.acknowledged for tally in tallies) > 50
    assert sum(tally.found + tally.absent for tally in tallies) > 0
    assert sum(tally.resumed for tally in tallies) > 0
