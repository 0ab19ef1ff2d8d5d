"""Copies of a ledger: between any two engines, whole or not at all, while others record."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from parley.events.addresses import is_server
from parley.events.append import Appended
from parley.events.errors import IntegrityError, WrongLedger
from parley.events.sql import SqlStore, copying, create_store, open_store
from parley.events.sql.copying import Copied
from parley.events.sql.migrations import VERSION_TABLE
from parley.events.sql.postgresql.objects import OBJECTS
from parley.events.sql.sqlite import backup
from parley.events.store_errors import (
    NoSuchLedger,
    NotALedger,
    NotEmpty,
    OlderLedger,
    PlaceTaken,
    StoreUnreachable,
)
from tests.events.ledgers import SqliteLedgers, SqlLedgers
from tests.events.revising import ROOT
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.tampering import tampering
from tests.events.test_processes import hear, working
from tests.events.view_contract import SCHEMA, change, offer
from tests.events.worker import clock

Progress = Callable[[int, int], None]


def no_clock() -> int:
    raise AssertionError("nothing is dated anew")


def nobody(done: int, total: int) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def source(shared: SqlLedgers) -> SqlStore:
    """A ledger with 300 records, a tile and a view."""
    store = shared.create()
    shared.clock.advance(60)
    store.append([group(*say_many("talks/haryana", 299, first_id=1))])
    store.append([group(say("talks/goa", 1, None, id=900, signatures=("— asha AAAA",)))])
    store.integrate()
    store.views.prepare(SCHEMA)
    store.views.extend(0, 300, [change(offer(1), fold=b"fold")])
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a place where nothing is."""
    if request.param == "sqlite":
        (tmp_path / "copies").mkdir()
        yield str(tmp_path / "copies" / "copy.db")
        return
    server = request.getfixturevalue("postgres")
    schema = f"t{uuid4().hex}"
    yield f"{server}&schema={schema}"
    with psycopg.connect(server) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())


def is_nothing_at(url: str) -> bool:
    """Whether nothing at all was left in a place."""
    if not is_server(url):
        return list(Path(url).parent.iterdir()) == []
    server, _, schema = url.partition("&schema=")
    with psycopg.connect(server) as connection:
        found = connection.execute("SELECT to_regnamespace(%s)", (schema,)).fetchone()
    return found == (None,)


@contextmanager
def opened(url: str) -> Iterator[SqlStore]:
    with open_store(url, clock=no_clock, read_only=True) as store:
        yield store


def copy(url: str, target: str, progress: Progress = nobody) -> Copied:
    with copying.copying(url, target, progress) as copied:
        return copied


def back_up(url: str, path: Path, progress: Progress = nobody) -> Copied:
    with copying.backing_up(url, path, progress) as copied:
        return copied


def check_same(copied: Copied, url: str, source: SqlStore) -> None:
    with opened(url) as store:
        assert store.info == source.info
        assert store.head() == source.head()
        assert list(store.read_rows()) == list(source.read_rows())
        assert store.root(300) == source.root(300) == copied.root
    assert (copied.ledger, copied.size) == (LEDGER, 300)


# Copies


def test_a_copy_has_the_same_positions_bytes_and_root(
    shared: SqlLedgers, source: SqlStore, target: str
) -> None:
    told: list[tuple[int, int]] = []
    copied = copy(shared.url, target, lambda *facts: told.append(facts))
    check_same(copied, target, source)
    assert told == [(number, 300) for _ in range(2) for number in range(1, 301)]


def test_a_copy_of_a_copy_comes_back_as_it_was(
    shared: SqlLedgers, source: SqlStore, target: str, tmp_path: Path
) -> None:
    copy(shared.url, target)
    back = str(tmp_path / "back.db")
    check_same(copy(target, f"sqlite:///{back}"), back, source)


def test_an_empty_ledger_can_be_copied(shared: SqlLedgers, target: str) -> None:
    info = shared.create().info
    assert copy(shared.url, target).size == 0
    with opened(target) as store:
        assert (store.info, store.head().size) == (info, 0)


def test_an_empty_ledger_of_that_name_is_filled(
    shared: SqlLedgers, source: SqlStore, target: str, tmp_path: Path
) -> None:
    # Made when the source was: a server's own clock is after all these records.
    empty = str(tmp_path / "empty.db")
    create_store(empty, ledger=LEDGER, clock=lambda: source.info.created_at).close()
    copy(empty, target)
    check_same(copy(shared.url, target), target, source)


def test_an_empty_ledger_of_another_name_is_left_as_it_is(
    shared: SqlLedgers, source: SqlStore, target: str
) -> None:
    create_store(target, ledger="another", clock=clock).close()
    with pytest.raises(WrongLedger):
        copy(shared.url, target)
    with opened(target) as store:
        assert (store.info.ledger, store.head().size) == ("another", 0)


def test_a_ledger_that_holds_something_is_left_as_it_is(
    shared: SqlLedgers, source: SqlStore, target: str
) -> None:
    copy(shared.url, target)
    with pytest.raises(NotEmpty):
        copy(shared.url, target)
    with pytest.raises(NotEmpty):
        copy(shared.url, shared.url)
    with opened(target) as store:
        assert store.head() == source.head()


def test_a_place_of_another_kind_is_left_as_it_is(
    shared: SqlLedgers, source: SqlStore, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("not a ledger, and long enough to have a header " * 20)
    before = notes.read_bytes()
    for place in (notes, tmp_path):
        with pytest.raises(NotALedger):
            copy(shared.url, str(place))
    assert notes.read_bytes() == before


def test_a_source_that_is_not_there_makes_no_target(target: str, tmp_path: Path) -> None:
    with pytest.raises(NoSuchLedger):
        copy(str(tmp_path / "missing.db"), target)
    assert is_nothing_at(target)


def test_a_source_that_does_not_hold_makes_no_target(file: SqliteLedgers, target: str) -> None:
    store = file.create()
    store.append([group(*say_many("talks/haryana", 3, first_id=1))])
    with tampering(Path(file.url)) as hand:
        hand.execute(
            "UPDATE record SET record = CAST(replace(CAST(record AS TEXT), 'Asha', 'Usha') AS BLOB)"
            " WHERE position = 2"
        )
    with pytest.raises(IntegrityError, match="@2"):
        copy(file.url, target)
    assert is_nothing_at(target)


@pytest.mark.parametrize("number", [1, 200, 301, 600])
@pytest.mark.parametrize("kind", [KeyboardInterrupt, OSError])
def test_whoever_interrupts_a_copy_finds_nothing_half(
    shared: SqlLedgers,
    source: SqlStore,
    target: str,
    number: int,
    kind: type[BaseException],
) -> None:
    calls: list[int] = []

    def interrupt(done: int, total: int) -> None:
        calls.append(done)
        if len(calls) == number:
            raise kind

    with pytest.raises((kind, StoreUnreachable)):
        copy(shared.url, target, interrupt)
    assert is_nothing_at(target)


WRITES_BADLY = """
CREATE FUNCTION :"schema".write_badly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position = 200 THEN
        NEW.record = convert_to(replace(convert_from(NEW.record, 'UTF8'), 'Asha', 'Usha'), 'UTF8');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER it_writes_badly BEFORE INSERT ON :"schema".record
    FOR EACH ROW EXECUTE FUNCTION :"schema".write_badly()
"""


def test_a_server_that_writes_something_else_keeps_nothing(
    shared: SqlLedgers, source: SqlStore, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(OBJECTS, "write_badly", WRITES_BADLY)
    target = f"{postgres}&schema=t{uuid4().hex}"
    with pytest.raises(IntegrityError, match="@200: statement_hash"):
        copy(shared.url, target)
    assert is_nothing_at(target)


@pytest.mark.parametrize("number", [200, 600])
def test_an_empty_ledger_stays_empty_where_a_copy_is_interrupted(
    shared: SqlLedgers, source: SqlStore, target: str, tmp_path: Path, number: int
) -> None:
    empty = str(tmp_path / "empty.db")
    create_store(empty, ledger=LEDGER, clock=lambda: source.info.created_at).close()
    copy(empty, target)
    calls: list[int] = []

    def interrupt(done: int, total: int) -> None:
        calls.append(done)
        if len(calls) == number:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(shared.url, target, interrupt)
    with opened(target) as store:
        assert store.head().size == 0
    check_same(copy(shared.url, target), target, source)


def test_the_copy_of_an_older_ledger_waits_for_its_migration(
    file: SqliteLedgers, target: str
) -> None:
    file.create().close()
    with closing(sqlite3.connect(file.url)) as shell:
        shell.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0001'")
        shell.commit()
    with pytest.raises(OlderLedger):
        copy(file.url, target)
    assert is_nothing_at(target)


# Backups


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the backup is to be."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "copy.db"


def test_a_backup_is_the_ledger_as_it_was(shared: SqlLedgers, source: SqlStore, path: Path) -> None:
    copied = back_up(shared.url, path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    check_same(copied, str(path), source)
    with open_store(str(path), clock=clock) as store:
        said = say("talks/punjab", 1, None, id=901)
        assert isinstance(store.append([group(said)])[0], Appended)


def test_a_file_is_taken_over_with_its_views(file: SqliteLedgers, path: Path) -> None:
    store = file.create()
    store.views.prepare(SCHEMA)
    store.views.extend(0, 1, [change(offer(1), fold=b"fold")])
    back_up(file.url, path)
    with open_store(str(path), clock=no_clock, read_only=True) as copied:
        assert copied.views.prepare(SCHEMA)
        assert copied.views.select("offer") == store.views.select("offer")


def test_writers_go_on_during_a_backup(
    shared: SqlLedgers, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES_PER_STEP", 2)
    shared.clock.now = clock()
    store = shared.create()
    store.append([group(*say_many("talks/haryana", 200, first_id=100_000))])
    calls = [("write", shared.url, str(writer), "40") for writer in (1, 2)]
    heard: list[list[object]] = []
    with working(*calls) as workers:
        heard += [hear(worker) for worker in workers]

        def listen(done: int, total: int) -> None:
            # Between any two of its steps, somebody's append is done.
            if len(heard) < 80:
                heard.append(hear(workers[len(heard) % 2]))

        copied = back_up(shared.url, path, listen)
        written_meanwhile = len(heard)
        heard += [hear(workers[number % 2]) for number in range(len(heard), 80)]
    assert written_meanwhile > 2
    assert all(isinstance(facts[1], list) for facts in heard)
    assert store.head().size == 440
    assert 200 < copied.size <= 440
    with opened(str(path)) as found:
        assert found.head().size == copied.size
        assert list(found.read_rows()) == list(store.read_rows(upto=copied.size))
        assert copied.root == store.root(copied.size)


def test_a_file_that_is_there_is_never_overwritten(
    shared: SqlLedgers, source: SqlStore, path: Path
) -> None:
    path.write_text("mine")
    with pytest.raises(PlaceTaken):
        back_up(shared.url, path)
    assert path.read_text() == "mine"
    path.unlink()
    path.symlink_to(path.parent / "elsewhere")
    with pytest.raises(PlaceTaken):
        back_up(shared.url, path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_never_overwritten(
    shared: SqlLedgers,
    source: SqlStore,
    path: Path,
    links: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not links:
        monkeypatch.setattr("os.link", refuse_links)

    def take_the_name(done: int, total: int) -> None:
        path.write_text("mine")

    with pytest.raises(PlaceTaken):
        back_up(shared.url, path, take_the_name)
    assert path.read_text() == "mine"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def refuse_links(*_: object) -> None:
    raise PermissionError("no links on this file system")


def test_a_disk_without_links_holds_backups_too(
    shared: SqlLedgers, source: SqlStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", refuse_links)
    check_same(back_up(shared.url, path), str(path), source)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_that_is_not_there_is_not_made(
    shared: SqlLedgers, source: SqlStore, tmp_path: Path
) -> None:
    with pytest.raises(StoreUnreachable, match="there is no folder"):
        back_up(shared.url, tmp_path / "missing" / "copy.db")
    assert not (tmp_path / "missing").exists()


def test_a_backup_that_does_not_hold_gets_no_name(
    file: SqliteLedgers, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = file.create()
    store.append([group(*say_many("talks/haryana", 3, first_id=1))])
    right = backup.copy_pages

    def copy_badly(source: Path, part: Path, progress: Progress) -> object:
        head = right(source, part, progress)
        with tampering(part) as hand:
            hand.execute("UPDATE record SET leaf_hash = zeroblob(32) WHERE position = 2")
        return head

    monkeypatch.setattr(copying, "copy_pages", copy_badly)
    with pytest.raises(IntegrityError, match="@2: leaf_hash"):
        back_up(file.url, path)
    assert list(path.parent.iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from parley.events.sql.copying import backing_up
calls = []
def die(done, total):
    calls.append(done)
    if len(calls) == int(sys.argv[3]):
        os.kill(os.getpid(), 9)
with backing_up(sys.argv[1], Path(sys.argv[2]), die):
    pass
"""


@pytest.mark.parametrize(
    "number", ["1", "290", *(pytest.param(each, marks=pytest.mark.slow) for each in ("2", "100"))]
)
def test_a_backup_that_is_killed_leaves_no_file_of_that_name(
    shared: SqlLedgers, source: SqlStore, path: Path, number: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, shared.url, str(path), number], cwd=ROOT, check=False
    )
    assert done.returncode == -9
    assert not os.path.lexists(path)
    check_same(back_up(shared.url, path), str(path), source)
