"""Nothing that was acknowledged is lost to kill -9, whatever it falls on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.crash.book import Book
from tests.crash.campaign import ON_A_SERVER, PHASES, Campaign, Phase
from tests.crash.engines import Files, Server
from tests.crash.nursery import Nursery
from tests.crash.talks import batch

SEED = 20_240_907
EVERYTHING = (*PHASES, *ON_A_SERVER)
SOME = (EVERYTHING[0], EVERYTHING[6], EVERYTHING[10], EVERYTHING[15])
ROUNDS = 2  # of each phase; `make crash` fights as many as one likes
POINT = 1_000_000  # of the sequence below, at which a backend dies


def test_nothing_acknowledged_in_a_file_is_lost(nursery: Nursery, tmp_path: Path) -> None:
    campaign = Campaign(nursery, tmp_path, Files(tmp_path), seed=SEED)
    for number in range(1, ROUNDS * len(PHASES) + 1):
        campaign.fight(number, PHASES[number % len(PHASES)])
    campaign.finish()
    tallies = campaign.tallies.values()
    assert [tally.kills for tally in tallies] == [ROUNDS] * len(PHASES)
    # Were nothing ever acknowledged or unanswered, nothing would have been tried.
    assert sum(tally.acknowledged for tally in tallies) > 50
    assert sum(tally.reads for tally in tallies) > 10
    assert sum(tally.found + tally.absent for tally in tallies) > 0


@pytest.mark.parametrize("phases", [SOME, pytest.param(EVERYTHING, marks=pytest.mark.slow)])
def test_nothing_acknowledged_by_a_server_is_lost(
    nursery: Nursery, server: Server, tmp_path: Path, phases: Sequence[Phase]
) -> None:
    campaign = Campaign(nursery, tmp_path, server, seed=SEED)
    for number, phase in enumerate(phases, 1):
        campaign.fight(number, phase)
    campaign.finish()
    tallies = campaign.tallies.values()
    assert [tally.kills for tally in tallies] == [1] * len(phases)
    assert sum(tally.acknowledged for tally in tallies) > 10
    assert sum(tally.found + tally.absent for tally in tallies) > 0


def test_a_backend_may_die_anywhere_in_an_append(server: Server) -> None:
    """It dies once at each point in turn; the store asks again, and the batch is there once."""
    book = Book(server.new_url(), seed=SEED)
    with server.connected() as connection:
        points = 0
        with book.opened() as ledger:
            # A ledger in which they stood before would not be written to.
            for statement in _deadly_triggers(book.url.rpartition("=")[2]):
                connection.execute(statement)
            while True:
                connection.execute(f"SELECT setval('deaths', {POINT - points - 1})")
                drafts = batch(SEED, points + 1, 2)
                size = ledger.head().size
                receipts = ledger.record(drafts)
                assert [each.position for each in receipts] == [size + 1, size + 2]
                (reached,) = connection.execute("SELECT last_value FROM deaths").fetchone() or ()
                if int(str(reached)) < POINT:
                    break
                points += 1
        connection.execute("DROP FUNCTION die CASCADE")
        connection.execute("DROP SEQUENCE deaths")
    # Around each of two inserts, around the head, at the commit for each insert.
    assert points == 8
    book.adopt()
    book.check()


def _deadly_triggers(schema: str) -> list[str]:
    """Statements after which a backend that appends counts, and dies when it comes to POINT."""
    die = "FOR EACH ROW EXECUTE FUNCTION die()"
    return [
        f"SET search_path = {schema}",
        "CREATE SEQUENCE deaths",  # goes on counting when what it counted is rolled back
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN IF nextval('{schema}.deaths') = {POINT} THEN "
        "PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END$$",
        f"CREATE TRIGGER die_before BEFORE INSERT ON record {die}",
        f"CREATE TRIGGER die_after AFTER INSERT ON record {die}",
        f"CREATE TRIGGER die_before BEFORE UPDATE ON head {die}",
        f"CREATE TRIGGER die_after AFTER UPDATE ON head {die}",
        "CREATE CONSTRAINT TRIGGER die_at_commit AFTER INSERT ON record "
        f"DEFERRABLE INITIALLY DEFERRED {die}",
    ]
