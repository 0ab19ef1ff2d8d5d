"""What a server refuses: to everybody by triggers, and by privileges to all but who may."""

from collections.abc import Collection, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from msgspec import Struct
from sqlalchemy import Connection

from parley.events.append import Appended
from parley.events.errors import IntegrityError
from parley.events.sql import Roles, SqlStore, create_store, open_store
from parley.events.sql.migrations import newest_revision
from parley.events.sql.postgresql.rights import share_tables
from parley.events.sql.store import change_rights
from parley.events.store import EventStore
from parley.events.store_errors import AccessDenied, NotALedger, NotTheOwner, ReadOnlyStore
from parley.events.tiles import TILE_WIDTH
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.revising import ADDS_A_TABLE, known, migrate_at, plant
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.staff import Staff, staff_of
from tests.events.view_contract import NEXT_SCHEMA, SCHEMA, change, offer, party, whole
from tests.events.waiting import until, waiters

CLOCK = HandClock()  # which a server does not look at


def fill(store: SqlStore) -> SqlStore:
    """A tile, a record more, and a view."""
    store.append([group(*say_many("talks/haryana", TILE_WIDTH, first_id=1))])
    store.append([group(say("talks/punjab", 1, None, id=999))])
    store.integrate()
    return store


class Filled(Struct):
    """A ledger that many tests share, because nothing of what they try may happen."""

    store: SqlStore
    shell: psycopg.Connection


@pytest.fixture(scope="module")
def filled(postgres: str) -> Iterator[Filled]:
    with (
        closing(PostgresLedgers(postgres)) as server,
        psycopg.connect(postgres, autocommit=True) as shell,
    ):
        shell.execute(f"SET search_path = {server.schema}".encode())
        yield Filled(fill(server.create()), shell)


@pytest.fixture
def store(server: PostgresLedgers) -> EventStore:
    return fill(server.create())


# Triggers, which speak even to the owner

COLUMNS = "stream, version, id, type, recorded_at, statement_hash, leaf_hash, record"
OTHER = "type, recorded_at, statement_hash, leaf_hash, record"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET type = 'other' WHERE position = 2",
        "UPDATE record SET record = '' WHERE false",
        "DELETE FROM record WHERE position = 257",
        "DELETE FROM record",
        "TRUNCATE record",
        f"INSERT INTO record SELECT 999, 'talks/goa', 1, 'new', {OTHER} FROM record "
        "WHERE position = 2",
        f"INSERT INTO record SELECT 258, 'talks/goa', 2, 'new', {OTHER} FROM record "
        "WHERE position = 2",
        f"INSERT INTO record SELECT 258, stream, 300, 'new', {OTHER} FROM record "
        "WHERE position = 2",
        f"INSERT INTO record SELECT 257 + position, 'talks/goa', 3 - version, 'new' || version, "
        f"{OTHER} FROM record WHERE position IN (1, 2)",
        f"INSERT INTO record SELECT 257 + 2 * position, 'talks/goa', version, 'new' || version, "
        f"{OTHER} FROM record WHERE position IN (1, 2)",
        f"INSERT INTO record SELECT 2, {COLUMNS} FROM record WHERE position = 3 "
        "ON CONFLICT (position) DO UPDATE SET record = excluded.record",
        "MERGE INTO record AS r USING (SELECT 2 AS position) AS s ON r.position = s.position "
        "WHEN MATCHED THEN UPDATE SET type = 'other'",
        "UPDATE ledger SET ledger = 'mine'",
        "DELETE FROM ledger",
        "TRUNCATE ledger",
        "UPDATE tile SET hashes = decode(repeat('00', 8192), 'hex')",
        "DELETE FROM tile",
        "TRUNCATE tile",
        "INSERT INTO tile VALUES (0, 2, decode(repeat('00', 8192), 'hex'))",
        "UPDATE stream SET version = version - 1",
        "UPDATE stream SET hash = '', version = version + 1",
        "DELETE FROM stream",
        "TRUNCATE stream",
        "INSERT INTO stream VALUES ('talks/goa', 1, '', 1)",
        "UPDATE head SET size = size - 1",
        "UPDATE head SET size = size + 1, recorded_at = recorded_at + 1",
        "UPDATE head SET recorded_at = recorded_at + 1",
        'UPDATE head SET "only" = 2',
        "DELETE FROM head",
        "TRUNCATE head",
    ],
)
def test_the_database_refuses(shell: psycopg.Connection, store: EventStore, statement: str) -> None:
    before = [list(store.read_rows()), list(store.read_tiles()), store.head(), store.info]
    with pytest.raises(
        psycopg.errors.IntegrityError, match=r"parley: .* record a correction instead"
    ):
        shell.execute(statement.encode())
    assert before == [list(store.read_rows()), list(store.read_tiles()), store.head(), store.info]


def test_a_record_that_the_head_does_not_know_of_stops_every_append(
    shell: psycopg.Connection, store: EventStore
) -> None:
    shell.execute(
        f"INSERT INTO record SELECT 257 + position, 'talks/goa', version, 'new' || version, {OTHER}"
        " FROM record WHERE position IN (1, 2)".encode()
    )
    with pytest.raises(IntegrityError, match="contradicts its head"):
        store.append([group(say("talks/bihar", 1, None, id=5000))])


def test_a_ledger_without_a_head_is_told(shell: psycopg.Connection, store: EventStore) -> None:
    shell.execute("ALTER TABLE head DISABLE TRIGGER ALL")
    shell.execute("DELETE FROM head")
    with pytest.raises(IntegrityError, match="no head"):
        store.head()
    with pytest.raises(IntegrityError, match="no head"):
        store.append([group(say("talks/bihar", 1, None, id=5000))])


def test_a_gap_is_told(shell: psycopg.Connection, store: EventStore) -> None:
    shell.execute("ALTER TABLE record DISABLE TRIGGER ALL")
    shell.execute("DELETE FROM record WHERE position = 5")
    with pytest.raises(IntegrityError, match="position 5 is missing"):
        list(store.read())


# Privileges


@pytest.fixture
def staff(postgres: str) -> Iterator[Staff]:
    with staff_of(postgres) as people:
        yield people


@pytest.fixture
def owned(staff: Staff) -> Iterator[SqlStore]:
    """A ledger that its owner made and filled, and gave to writers and readers."""
    with create_store(staff.owner, ledger=LEDGER, clock=CLOCK, roles=staff.roles) as store:
        yield fill(store)


def test_what_somebody_else_made_there_hinders_nobody_from_giving_and_taking_rights(
    owned: SqlStore, staff: Staff, postgres: str
) -> None:
    owned.views.prepare(SCHEMA)
    with psycopg.connect(postgres, autocommit=True) as superuser:
        superuser.execute(f"CREATE TABLE {staff.schema}.notes (note text)".encode())
        with psycopg.connect(staff.owner.replace(f"&schema={staff.schema}", "")) as owner:
            owner.execute(f"CREATE TABLE {staff.schema}.mine (note text)".encode())
        function = "note() RETURNS text LANGUAGE sql AS 'SELECT NULL'"
        superuser.execute(f"CREATE FUNCTION {staff.schema}.{function}".encode())
    owned.views.remake(SCHEMA)
    left = change_rights(staff.owner, SCHEMA, give=None, take=[str(staff.roles.writers)])
    assert (left.writers, left.readers) == ((), (staff.roles.readers,))
    with pytest.raises(AccessDenied):
        open_store(staff.writers[0], clock=CLOCK)
    change_rights(staff.owner, SCHEMA, give=staff.roles, take=())
    with open_store(staff.writers[0], clock=CLOCK) as store:
        assert store.views.prepare(SCHEMA)
        assert store.views.extend(0, 1, [change(offer(1))])
    address = staff.writers[0].replace(f"&schema={staff.schema}", "")
    for table in ("notes", "mine"):
        with psycopg.connect(address) as shell, pytest.raises(psycopg.errors.InsufficientPrivilege):
            shell.execute(f"SELECT note FROM {staff.schema}.{table}".encode())


def test_a_member_of_the_owner_who_may_not_act_as_he_does_makes_no_tables(
    owned: SqlStore, staff: Staff, postgres: str
) -> None:
    owner, asha = f"owner_{staff.mark}", f"asha_{staff.mark}"
    with psycopg.connect(postgres, autocommit=True) as superuser:
        if superuser.info.server_version < 160_000:
            pytest.skip("before 16, every member may act as the role")
        superuser.execute(f"GRANT {owner} TO {asha} WITH INHERIT FALSE, SET FALSE".encode())
    with open_store(staff.writers[0], clock=CLOCK) as store:
        assert not store.views.prepare(SCHEMA)
        with pytest.raises(NotTheOwner):
            store.views.remake(SCHEMA)


def test_rights_are_not_taken_while_tables_are_made_and_shared(
    owned: SqlStore, staff: Staff, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned.views.prepare(SCHEMA)
    writers = str(staff.roles.writers)
    take = partial(change_rights, staff.owner, SCHEMA, give=None, take=[writers])
    taking = Thread(target=take)

    with psycopg.connect(postgres, autocommit=True) as shell:

        def share(connection: Connection, schema: str, views: Collection[str]) -> None:
            taking.start()
            until(lambda: waiters(shell) != [])
            share_tables(connection, schema, views)

        with monkeypatch.context() as patch:
            patch.setattr("parley.events.sql.postgresql.database.share_tables", share)
            owned.views.remake(SCHEMA)
        taking.join()
        query = "SELECT has_table_privilege(%s, %s, 'SELECT, INSERT, UPDATE, DELETE')"
        assert shell.execute(query, (writers, f"{staff.schema}.offer")).fetchone() == (False,)


def test_writers_record_and_replace_each_others_views(owned: SqlStore, staff: Staff) -> None:
    first, second = (open_store(url, clock=CLOCK) for url in staff.writers)
    with first, second:
        assert first.writable
        (outcome,) = first.append([group(*say_many("talks/goa", TILE_WIDTH, first_id=5000))])
        assert isinstance(outcome, Appended)
        assert second.integrate() == second.head().size == 2 * TILE_WIDTH + 1
        assert not first.views.prepare(SCHEMA), "tables are the owner's to make"
        owned.views.prepare(SCHEMA)
        assert first.views.prepare(SCHEMA)
        assert second.views.prepare(SCHEMA)
        assert first.views.extend(0, 1, [change(offer(1), party("INC"), fold=b"fold")])
        assert second.views.rewrite(lambda _: [whole(offer(2))])
        second.views.forget_strangers(lambda: ["talks/haryana"])
        assert [row["number"] for row in first.views.select("offer")] == [2]
        with pytest.raises(AccessDenied):
            second.views.remake(NEXT_SCHEMA)
        owned.views.remake(NEXT_SCHEMA)
        assert first.views.prepare(NEXT_SCHEMA)
        assert first.views.extend(0, 2, [change(offer(3))])


def test_writers_may_not_touch_the_log(owned: SqlStore, staff: Staff) -> None:
    url = staff.writers[0].replace(f"&schema={staff.schema}", "")
    with psycopg.connect(url, autocommit=True) as shell:
        shell.execute(f"SET search_path = {staff.schema}".encode())
        for statement in (
            "UPDATE record SET type = 'other'",
            "DELETE FROM record",
            "TRUNCATE record",
            f"INSERT INTO record SELECT 258, {COLUMNS} FROM record WHERE position = 1",
            "UPDATE head SET size = 0",
            "DELETE FROM head",
            "INSERT INTO head VALUES (2, 0, 0)",
            "UPDATE ledger SET ledger = 'mine'",
            "UPDATE tile SET number = 5",
            "DELETE FROM tile",
            "ALTER TABLE record DISABLE TRIGGER ALL",
            "DROP TABLE record",
            "DROP FUNCTION append(bytea[], text[], integer[])",
            "CREATE OR REPLACE FUNCTION clock_now() RETURNS bigint LANGUAGE sql RETURN 0",
            "ALTER FUNCTION append(bytea[], text[], integer[]) SET lock_timeout = 0",
            "SELECT clock_now()",
            "SELECT 1 FROM head FOR UPDATE",
            "DO $$ BEGIN LOCK TABLE record IN ACCESS EXCLUSIVE MODE; END $$",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                shell.execute(statement.encode())


def test_only_the_owner_migrates_and_loads(owned: SqlStore, staff: Staff, tmp_path: Path) -> None:
    newest = newest_revision()
    plant(tmp_path, newest + 1, ADDS_A_TABLE)
    with known(tmp_path):
        for somebody in (*staff.writers, staff.reader, staff.stranger):
            with pytest.raises(AccessDenied):
                migrate_at(somebody)
        assert migrate_at(staff.owner)[0] == (newest, newest + 1)
        with open_store(staff.writers[0], clock=CLOCK) as writer:
            (outcome,) = writer.append([group(say("talks/goa", 1, None, id=5001))])
            assert isinstance(outcome, Appended)
            with pytest.raises(AccessDenied):
                writer.load(owned.read_rows(), size=1, root=bytes(32))


def test_readers_read_and_write_nothing(owned: SqlStore, staff: Staff) -> None:
    owned.views.prepare(SCHEMA)
    with open_store(staff.writers[0], clock=CLOCK) as writer:
        writer.views.prepare(SCHEMA)
        writer.views.extend(0, 1, [change(offer(1, stands=True), fold=b"fold")])
        with open_store(staff.reader, clock=CLOCK) as store:
            assert not store.writable
            assert len(list(store.read())) == store.head().size == TILE_WIDTH + 1
            assert store.root(store.head().size) == owned.root(store.head().size)
            assert store.views.prepare(SCHEMA)
            for _ in range(2):
                assert [row["number"] for row in store.views.select("offer")] == [1]
                assert store.views.fold("talks/haryana") is not None
                owned.views.remake(SCHEMA)
                writer.views.extend(0, 1, [change(offer(1), fold=b"fold")])
            for write in (
                lambda: store.append([group(say("talks/bihar", 1, None, id=9000))]),
                lambda: store.views.extend(1, 2, []),
                lambda: store.views.rewrite(lambda _: []),
            ):
                with pytest.raises(ReadOnlyStore):
                    write()
    url = staff.reader.replace(f"&schema={staff.schema}", "")
    with psycopg.connect(url, autocommit=True) as shell:
        shell.execute(f"SET search_path = {staff.schema}".encode())
        assert shell.execute("SELECT number FROM offer_now").fetchall() == []
        for statement in (
            b"SELECT outcome FROM append('{}', '{}', '{}')",
            b"DELETE FROM offer",
            b"UPDATE view_state SET cursor = 0",
            b"CREATE TABLE mine (number int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                shell.execute(statement)


def test_strangers_are_told_that_they_may_not_look(owned: SqlStore, staff: Staff) -> None:
    with pytest.raises(AccessDenied, match=staff.schema):
        open_store(staff.stranger, clock=CLOCK)
    with pytest.raises((AccessDenied, NotALedger)):
        create_store(staff.stranger, ledger="mine", clock=CLOCK)


def test_everybody_in_general_is_given_nothing(
    owned: SqlStore, staff: Staff, postgres: str
) -> None:
    owned.views.prepare(SCHEMA)
    with psycopg.connect(postgres) as shell:
        given = shell.execute(
            "SELECT c.relname FROM pg_class AS c, aclexplode(c.relacl) AS a "
            "WHERE c.relnamespace = to_regnamespace(%(s)s) AND a.grantee = 0 UNION ALL "
            "SELECT p.proname FROM pg_proc AS p, "
            "aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a "
            "WHERE p.pronamespace = to_regnamespace(%(s)s) AND a.grantee = 0 UNION ALL "
            "SELECT n.nspname FROM pg_namespace AS n, aclexplode(n.nspacl) AS a "
            "WHERE n.nspname = %(s)s AND a.grantee = 0",
            {"s": staff.schema},
        )
        assert given.fetchall() == []


def test_a_writer_cannot_slip_objects_under_the_owners_function(
    owned: SqlStore, staff: Staff
) -> None:
    url = staff.writers[0].replace(f"&schema={staff.schema}", "")
    with psycopg.connect(url, autocommit=True) as shell:
        shell.execute(f"SET search_path = {staff.schema}, pg_temp".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            shell.execute(
                b"CREATE FUNCTION sha256(bytea) RETURNS bytea LANGUAGE sql RETURN '\\x00'::bytea"
            )
        for statement in (
            "CREATE TEMP TABLE record AS SELECT 1 AS position",
            "CREATE TEMP TABLE head AS SELECT 0::bigint AS size, 0::bigint AS recorded_at",
        ):
            shell.execute(statement.encode())
        said = say("talks/goa", 1, None, id=5000)
        answer = shell.execute(
            f"SELECT outcome, positions FROM {staff.schema}.append(%s, %s, %s)".encode(),
            ([said.statement], [""], [1]),
        )
        assert answer.fetchall() == [("appended", [TILE_WIDTH + 2])]
        assert shell.execute("SELECT position FROM pg_temp.record").fetchall() == [(1,)]
    found = owned.find(said.id)
    assert found is not None
    rows = list(owned.read_rows(after=TILE_WIDTH + 1))
    assert [row.statement_hash for row in rows] == [said.hash]


def test_a_file_has_no_roles(tmp_path: object) -> None:
    with pytest.raises(ValueError, match="no roles"):
        create_store(f"{tmp_path}/talks.db", ledger=LEDGER, clock=CLOCK, roles=Roles())
