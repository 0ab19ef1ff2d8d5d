"""Views of which tables are lost: found, done without, and made again by a rebuild, on each engine.

Whoever loses the tables that keep count of the views has lost nothing that the log does not hold.
"""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from parley.events.ledger import Ledger
from parley.events.sql.sqlite.database import SqliteDatabase
from parley.events.sql.tables import bookkeeping
from parley.events.store_errors import RowsRefused
from parley.events.verify import verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import PostgresLedgers, SqlLedgers
from tests.events.test_ledger import TALKS, offer, register, sorted_rows

OTHER = "negotiation/other"

LOST: dict[str, tuple[str, ...]] = {
    **{name: (f"DROP TABLE {name}",) for name in bookkeeping.tables},
    "the row": ("DELETE FROM view_state",),
    "all": tuple(f"DROP TABLE {name}" for name in bookkeeping.tables),
    "an SQL view": ("DROP VIEW offer_now",),
    "a table": ("DROP TABLE claim",),
}


def run_sql(ledgers: SqlLedgers, *statements: str) -> None:
    """Somebody with an SQL shell, who owns all of it."""
    if isinstance(ledgers, PostgresLedgers):
        address = ledgers.url.rpartition("schema=")[0].rstrip("?&")
        with psycopg.connect(address) as shell:
            shell.execute(f"SET search_path = {ledgers.schema}".encode())
            for statement in statements:
                shell.execute(statement.encode())
        return
    with closing(sqlite3.connect(ledgers.url)) as file, file:
        for statement in statements:
            file.execute(statement)


def opened(ledgers: SqlLedgers) -> Ledger:
    return Ledger(ledgers.reopen(), AlliancePolitics(), recorder="Asha", clock=ledgers.clock)


def begun(ledgers: SqlLedgers) -> dict[str, list[str]]:
    """A ledger of two streams; the rows of one of them."""
    ledger = Ledger(ledgers.create(), AlliancePolitics(), recorder="Asha", clock=ledgers.clock)
    ledger.record([register(), register(OTHER), offer("2024-09-04")])
    return sorted_rows(ledger.rows(TALKS))


@pytest.mark.parametrize("lost", LOST)
def test_a_rebuild_makes_again_what_keeps_count_of_the_views(shared: SqlLedgers, lost: str) -> None:
    rows = begun(shared)
    run_sql(shared, *LOST[lost])
    ledger = opened(shared)
    assert sorted_rows(ledger.rows(TALKS)) == rows
    assert ledger.rebuild(lambda *_: None).streams == 2
    assert sorted_rows(ledger.rows(TALKS)) == rows
    ledger.record([offer("2024-09-05", quantity="6")])
    assert verify(ledger).ok
    assert opened(shared).projector.usable


@pytest.mark.parametrize("lost", ["view_fold", "the row", "all", "an SQL view"])
def test_what_is_missing_is_a_finding_and_hinders_no_recording(
    shared: SqlLedgers, lost: str
) -> None:
    begun(shared)
    run_sql(shared, *LOST[lost])
    ledger = opened(shared)
    assert not ledger.projector.usable
    report = verify(ledger)
    assert (report.ok, report.not_compared) == (False, "not_whole")
    assert {(each.check, str(each.flaw)) for each in report.findings} == {
        ("views", "it is missing")
    }
    ledger.record([offer("2024-09-05", quantity="6")])
    assert len(ledger.rows(TALKS)["offer"]) == 2


def test_a_table_of_somebody_else_stays(shared: SqlLedgers) -> None:
    Ledger(shared.create(), AlliancePolitics(), recorder="Asha", clock=shared.clock)
    run_sql(shared, "CREATE TABLE notes (words text)", "INSERT INTO notes VALUES ('mine')")
    run_sql(shared, *LOST["all"])
    opened(shared).rebuild(lambda *_: None)
    run_sql(shared, "UPDATE notes SET words = 'still mine'")


def test_two_who_rebuild_what_was_lost_leave_it_whole(shared: SqlLedgers) -> None:
    rows = begun(shared)
    run_sql(shared, *LOST["all"])
    first, second = opened(shared), opened(shared)
    first.rebuild(lambda *_: None)
    assert second.rebuild(lambda *_: None).streams == 2
    assert sorted_rows(first.rows(TALKS)) == rows
    assert verify(first).ok


def test_rows_that_an_engine_refuses_stop_their_own_stream_and_no_other(
    shared: SqlLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(shared)
    # What makes a file's engine refuse them here would be seen before anything is recorded.
    monkeypatch.setattr(SqliteDatabase, "_look_again", lambda *_: None)
    ledger = opened(shared)
    run_sql(shared, f"CREATE UNIQUE INDEX one ON offer (stream) WHERE stream = '{OTHER}'")
    first, second = offer("2024-09-05", stream=OTHER), offer("2024-09-06", stream=OTHER)
    ledger.record([first])
    receipts = ledger.record([second, offer("2024-09-06", quantity="6")])
    assert [each.unfollowed for each in receipts] == [None, None]
    size = ledger.head().size
    views = ledger.store.views
    assert views.cursor() == size
    assert [len(ledger.rows(each)["offer"]) for each in (TALKS, OTHER)] == [2, 2]
    assert len(views.select("offer", {"stream": OTHER})) == 1  # the others come from the records
    with pytest.raises(RowsRefused):
        views.extend(size, size, [ledger.projector.whole(OTHER, size)])
    (found,) = verify(ledger).findings
    assert found.where.startswith("index one")
    run_sql(shared, "DROP INDEX one")
    assert ledger.rebuild(lambda *_: None).stopped == ()
    assert verify(ledger).ok
