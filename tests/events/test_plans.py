"""What recording asks and writes goes by an index, however long the log is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from parley.events.ledger import Ledger
from parley.events.sql import create_store
from parley.events.sql.sqlite import database
from parley.events.sql.sqlite.connecting import connect
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import HandClock
from tests.events.saying import LEDGER
from tests.events.talks import DRAFTS, NEGOTIATION
from tests.events.test_ledger import step

OF_ONE_ROW = {"head", "view_state"}


def test_no_statement_of_recording_reads_a_whole_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def overheard(uri: str, *, writable: bool, timeout: float) -> sqlite3.Connection:
        connection = connect(uri, writable=writable, timeout=timeout)
        connection.set_trace_callback(heard.append)
        return connection

    monkeypatch.setattr(database, "connect", overheard)
    path, clock = tmp_path / "plans.db", HandClock()
    with Ledger(
        create_store(str(path), ledger=LEDGER, clock=clock),
        AlliancePolitics(),
        recorder="Asha",
        clock=clock,
    ) as ledger:
        ledger.record(DRAFTS)
        heard.clear()
        ledger.record([step("MeetingHeld", "2024-09-07", stream=NEGOTIATION)])
    said = {each for each in heard if each.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))}
    assert any("FROM record" in each for each in said)
    assert any("INTO step" in each for each in said)
    with closing(sqlite3.connect(path)) as reader:
        scanned = {
            (name, each)
            for each in said
            for *_, step in reader.execute(f"EXPLAIN QUERY PLAN {each}")
            if step.startswith("SCAN") and (name := step.split()[1]) not in OF_ONE_ROW
            if not _goes_by_its_own_index(step)
        }
    assert not scanned


def _goes_by_its_own_index(step: str) -> bool:
    """Whether a virtual table finds what is asked by itself: the words of an index, or the texts
    that the writer gives."""
    return "VIRTUAL TABLE INDEX" in step and not step.endswith("INDEX 0:")
