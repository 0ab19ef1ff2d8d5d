"""What a file answers by the driver alone is what the whole store answers."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from bench.talks import registration
from parley.answers.opening import create_ledger, open_ledger
from parley.events.errors import IntegrityError
from parley.events.sql import SqlStore, open_store
from parley.events.sql.migrations import identifier_of, newest_revision
from parley.events.sql.sqlite.reader import AsMade, contents_digest, open_reader
from parley.events.store import EventStore
from parley.events.store_errors import NoSuchLedger, NotALedger
from parley.events.tables import Schema
from parley.events.views import ViewStore
from tests.events.ledgers import HandClock, Ledgers, SqliteLedgers
from tests.events.store_contract import StoreContract
from tests.events.view_contract import ViewContract

OF_THE_LOG = ("head", "read_stream", "stream_head", "stream_heads")
OF_THE_VIEWS = ("cells", "cursor", "folded", "select", "select_stream")


class ReadAnew:
    """A store that writes a file, and reads it by a reader that is opened for each question."""

    def __init__(self, path: Path, store: SqlStore) -> None:
        self.path, self.store, self.views = path, store, ViewsAnew(self, store.views)

    def __getattr__(self, name: str) -> Any:
        return self.by_reader(name) if name in OF_THE_LOG else getattr(self.store, name)

    def by_reader(self, name: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **options: Any) -> Any:
            with self.reader(0) as reader:
                assert not isinstance(reader, SqlStore)
                answer = getattr(reader, name)(*arguments, **options)
                return iter(list(answer)) if isinstance(answer, Iterator) else answer

        return ask

    def reader(self, version: int) -> EventStore:
        return open_reader(self.path, made_of(self.path, version), self.refuse)

    def refuse(self) -> EventStore:
        return open_store(str(self.path), clock=HandClock(), read_only=True)

    def __enter__(self) -> "ReadAnew":
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


class ViewsAnew:
    def __init__(self, log: ReadAnew, views: ViewStore) -> None:
        self.log, self.views, self.schema = log, views, cast("Schema | None", None)

    def __getattr__(self, name: str) -> Any:
        if self.schema is None or name not in OF_THE_VIEWS:
            return getattr(self.views, name)
        schema = self.schema

        def ask(*arguments: Any, **options: Any) -> Any:
            with self.log.reader(schema.version) as reader:
                assert not isinstance(reader, SqlStore)
                assert reader.views.prepare(schema)
                return getattr(reader.views, name)(*arguments, **options)

        return ask

    def prepare(self, schema: Schema) -> bool:
        self.schema = schema if self.views.prepare(schema) else None
        return self.schema is not None

    def remake(self, schema: Schema, *rest: Any) -> None:
        self.views.remake(schema, *rest)
        self.schema = schema


class ReadAnewLedgers:
    def __init__(self, folder: Path) -> None:
        self.file = SqliteLedgers(folder)
        self.clock = self.file.clock

    def create(self) -> EventStore:
        return cast("EventStore", ReadAnew(Path(self.file.url), self.file.create()))

    def reopen(self) -> EventStore:
        return cast("EventStore", ReadAnew(Path(self.file.url), self.file.reopen()))

    def close(self) -> None:
        self.file.close()


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[Ledgers]:
    made = ReadAnewLedgers(tmp_path)
    yield made
    made.close()


def made_of(path: Path, version: int) -> AsMade:
    """What the file says of itself now, as if this release had made it so."""
    with closing(sqlite3.connect(path)) as connection:
        digest = contents_digest(connection)
    return AsMade(version, identifier_of(newest_revision()), digest)


class TestReader(StoreContract):
    """The log, read by the driver alone."""


class TestReaderOfViews(ViewContract):
    """The views, read by the driver alone."""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A ledger with its views, as `parley init` makes it."""
    path = tmp_path / "talks.db"
    create_ledger(str(path), recorder="tests", name="tests/reader").close()
    return path


def is_whole(path: Path) -> bool:
    with open_ledger(str(path)) as ledger:
        ledger.streams()
        return isinstance(ledger.store, SqlStore)


def test_a_file_as_it_was_made_is_read_without_the_whole_store(talks: Path) -> None:
    assert not is_whole(talks)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE mine (note TEXT)",
        "CREATE INDEX mine ON step (type)",
        "CREATE TRIGGER mine AFTER INSERT ON head BEGIN SELECT 1; END",
        "CREATE VIEW mine AS SELECT 1",
        "DROP INDEX record_by_time",
        "DROP TABLE view_fold",
        "PRAGMA user_version = 7",
        "UPDATE alembic_version SET version_num = 'x'",
    ],
)
def test_any_other_is_left_to_the_whole_store(talks: Path, change: str) -> None:
    with closing(sqlite3.connect(talks)) as shell:
        shell.execute(change)
        shell.commit()
    try:
        assert is_whole(talks)
    except NotALedger:
        assert "alembic" in change


def test_what_is_no_ledger_is_said_as_ever(tmp_path: Path) -> None:
    with pytest.raises(NoSuchLedger):
        open_ledger(str(tmp_path / "none.db"))
    (tmp_path / "text.db").write_text("not a database, though it is longer than a header is" * 9)
    with pytest.raises(NotALedger):
        open_ledger(str(tmp_path / "text.db"))


def test_what_changes_after_the_opening_is_found_when_it_is_looked_at_again(talks: Path) -> None:
    with open_ledger(str(talks)) as ledger:
        assert ledger.projector.prepare()
        with closing(sqlite3.connect(talks)) as shell:
            shell.execute("CREATE TABLE mine (note TEXT)")
        ledger.projector.prepare()
        assert [each.name for each in ledger.projector.strange] == ["mine"]


def test_views_of_another_version_are_not_used(talks: Path) -> None:
    with closing(sqlite3.connect(talks)) as shell:
        shell.execute("UPDATE view_state SET schema_version = schema_version + 1")
        shell.commit()
    with open_ledger(str(talks)) as ledger:
        assert not ledger.projector.usable
        assert ledger.streams() == []


def test_damage_is_told_in_the_words_of_the_whole_store(talks: Path) -> None:
    stream = "negotiation/one"
    with open_ledger(str(talks), recorder="tests") as ledger:
        ledger.record([registration(stream)])
    with closing(sqlite3.connect(talks)) as shell:
        shell.execute("UPDATE registration SET pools = '{'")
        shell.commit()
    told = []
    for opened in (open_ledger(str(talks)), open_ledger(str(talks), recorder="tests")):
        with opened as ledger, pytest.raises(IntegrityError) as error:
            ledger.rows(stream)
        told.append(str(error.value))
    assert told[0] == told[1]


def test_many_threads_may_read(talks: Path) -> None:
    with open_ledger(str(talks)) as ledger, ThreadPoolExecutor(8) as threads:
        heads = list(threads.map(lambda _: ledger.head(), range(200)))
    assert len(set(heads)) == 1


@pytest.mark.parametrize("command", ["status", "table", "offers", "log", "list", "line"])
def test_what_is_asked_at_the_head_needs_no_sqlalchemy(tmp_path: Path, command: str) -> None:
    path = tmp_path / "demo.db"
    run = "import sys; from parley.cli.main import main; main(sys.argv[1:]); "
    look = f"{run}print('sqlalchemy' in sys.modules)"
    with create_ledger(str(path), recorder="tests", name="tests/reader") as ledger:
        ledger.record([registration("negotiation/one")])
    done = subprocess.run(
        [sys.executable, "-c", look, "--db", str(path), command], capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "False", done.stderr
