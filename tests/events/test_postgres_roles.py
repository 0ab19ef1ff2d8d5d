"""What the roles of a shared ledger try on it: refused by the server, or without effect for others.

Writers are the ones to be afraid of. They may call two functions and change rows of views; whatever
else they type is refused, and whatever they make elsewhere never runs when somebody else works.
"""

from collections.abc import Iterator
from contextlib import closing, suppress

import psycopg
import pytest
from msgspec import Struct

from parley.events.append import Appended
from parley.events.cells import StreamCells
from parley.events.sql import SqlStore, create_store, open_store
from parley.events.sql.postgresql import database
from parley.events.store_errors import StoreError
from parley.events.tiles import TILE_WIDTH
from tests.events.ledgers import HandClock
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.staff import Staff, staff_of
from tests.events.view_contract import SCHEMA, change, offer, whole

CLOCK = HandClock()  # which a server does not look at
REFUSED = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.WrongObjectType,
    psycopg.errors.ReadOnlySqlTransaction,
)


class Attacked(Struct):
    """A ledger with a tile, a record more and a view; and a shell in each one's hands."""

    staff: Staff
    owner: SqlStore
    writer: psycopg.Connection
    reader: psycopg.Connection
    stranger: psycopg.Connection

    def spelt(self, statement: str) -> bytes:
        names = {
            "{s}": self.staff.schema,
            "{owner}": f"owner_{self.staff.mark}",
            "{asha}": f"asha_{self.staff.mark}",
            "{writers}": f'"{self.staff.roles.writers}"',
            "{readers}": f'"{self.staff.roles.readers}"',
        }
        for name, meant in names.items():
            statement = statement.replace(name, meant)
        return statement.encode()

    def state(self) -> list[object]:
        """All that an attack could change."""
        return [
            [row.leaf_hash for row in self.owner.read_rows()],
            [tile.hashes for tile in self.owner.read_tiles()],
            self.owner.head(),
            self.owner.views.select("offer"),
            self.owner.inspect(SCHEMA),
        ]


def shell_of(staff: Staff, url: str) -> psycopg.Connection:
    shell = psycopg.connect(url.replace(f"&schema={staff.schema}", ""), autocommit=True)
    shell.execute(f"SET search_path = {staff.schema}".encode())
    return shell


@pytest.fixture(scope="module")
def attacked(postgres: str) -> Iterator[Attacked]:
    with (
        staff_of(postgres) as staff,
        create_store(staff.owner, ledger=LEDGER, clock=CLOCK, roles=staff.roles) as store,
    ):
        store.append([group(*say_many("talks/haryana", TILE_WIDTH, first_id=1))])
        store.append([group(say("talks/punjab", 1, None, id=999))])
        store.integrate()
        store.views.prepare(SCHEMA)
        store.views.extend(0, 1, [change(offer(1), fold=b"fold")])
        urls = (staff.writers[0], staff.reader, staff.stranger)
        writer, reader, stranger = (shell_of(staff, url) for url in urls)
        with closing(writer), closing(reader), closing(stranger):
            yield Attacked(staff, store, writer, reader, stranger)


TROJAN = "LANGUAGE plpgsql AS 'BEGIN RESET ROLE; RETURN NULL; END'"
NOBODY_MAY = [
    # to make something in the ledger's place
    f"CREATE FUNCTION {{s}}.trojan() RETURNS trigger {TROJAN}",
    "CREATE TABLE {s}.source (a text)",
    "CREATE VIEW {s}.source AS SELECT 1",
    "CREATE TYPE {s}.a AS ENUM ('b')",
    "CREATE DOMAIN {s}.a AS text",
    "CREATE SEQUENCE {s}.a",
    "CREATE OPERATOR {s}.= (leftarg = text, rightarg = text, function = texteq)",
    "CREATE MATERIALIZED VIEW {s}.a AS SELECT 1",
    "CREATE STATISTICS {s}.a ON stream, id FROM {s}.record",
    "CREATE INDEX ON {s}.offer (number)",
    "CREATE INDEX ON {s}.record ((length(type)))",
    "CREATE TEMP TABLE child () INHERITS ({s}.record)",
    # to have something run when others come
    "CREATE TRIGGER a AFTER INSERT ON {s}.offer EXECUTE FUNCTION {s}.refuse('a')",
    "CREATE TRIGGER a AFTER UPDATE ON {s}.view_state EXECUTE FUNCTION {s}.refuse('a')",
    "CREATE RULE a AS ON INSERT TO {s}.offer DO INSTEAD NOTHING",
    "CREATE RULE a AS ON SELECT TO {s}.offer DO INSTEAD SELECT 1",
    "CREATE POLICY a ON {s}.offer USING (false)",
    "CREATE EVENT TRIGGER a ON ddl_command_end EXECUTE FUNCTION {s}.refuse()",
    "ALTER TABLE {s}.offer ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {s}.offer ALTER COLUMN number SET DEFAULT random()",
    "ALTER TABLE {s}.offer ADD CHECK (number > 0)",
    "ALTER TABLE {s}.offer ADD COLUMN a int GENERATED ALWAYS AS (1) STORED",
    "ALTER TABLE {s}.offer ALTER COLUMN number TYPE text",
    # to put something in the place of what is there
    "ALTER TABLE {s}.offer RENAME TO other",
    "ALTER VIEW {s}.offer_now RENAME TO other",
    "CREATE OR REPLACE VIEW {s}.offer_now AS SELECT 1 AS a",
    "ALTER SCHEMA {s} RENAME TO other",
    "ALTER TABLE {s}.offer SET SCHEMA public",
    "DROP TABLE {s}.offer CASCADE",
    "DROP VIEW {s}.offer_now",
    "DROP SCHEMA {s} CASCADE",
    "CREATE OR REPLACE FUNCTION {s}.clock_now() RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint'",
    "ALTER FUNCTION {s}.append SECURITY INVOKER",
    "ALTER FUNCTION {s}.append SET search_path = public",
    "DROP FUNCTION {s}.append",
    "ALTER TABLE {s}.record DISABLE TRIGGER ALL",
    "DROP TRIGGER record_is_never_deleted ON {s}.record",
    "ALTER TABLE {s}.record DROP CONSTRAINT record_id_key",
    # to have other rights, or another's
    "ALTER TABLE {s}.offer OWNER TO {asha}",
    "ALTER TABLE {s}.record OWNER TO {asha}",
    "ALTER SCHEMA {s} OWNER TO {asha}",
    "SET ROLE {owner}",
    "SET SESSION AUTHORIZATION {owner}",
    "SET session_replication_role = replica",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT ALL ON TABLES TO {asha}",
    "GRANT {owner} TO {asha}",
    "DO $$ BEGIN PERFORM set_config('role', '{owner}', false); END $$",
    "COMMENT ON TABLE {s}.record IS 'mine'",
    "COMMENT ON TABLE {s}.offer IS 'mine'",
    "ALTER TABLE {s}.offer SET (autovacuum_enabled = off)",
    # to touch the log
    "INSERT INTO {s}.record SELECT * FROM {s}.record",
    "UPDATE {s}.record SET type = 'other'",
    "DELETE FROM {s}.record",
    "TRUNCATE {s}.record",
    "MERGE INTO {s}.record AS r USING (SELECT 2 AS p) AS s ON r.position = s.p "
    "WHEN MATCHED THEN DELETE",
    "COPY {s}.record FROM STDIN",
    "UPDATE {s}.head SET size = 0",
    "DELETE FROM {s}.head",
    "INSERT INTO {s}.head VALUES (2, 0, 0)",
    "SELECT 1 FROM {s}.head FOR UPDATE",
    "INSERT INTO {s}.tile VALUES (0, 1, decode(repeat('00', 8192), 'hex'))",
    "UPDATE {s}.tile SET hashes = decode(repeat('00', 8192), 'hex')",
    "DELETE FROM {s}.tile",
    "UPDATE {s}.ledger SET ledger = 'mine'",
    "UPDATE {s}.alembic_version SET version_num = '9999'",
    "TRUNCATE {s}.offer",
    "LOCK TABLE {s}.record IN SHARE ROW EXCLUSIVE MODE",
    "LOCK TABLE {s}.tile IN SHARE ROW EXCLUSIVE MODE",
    "SELECT {s}.clock_now()",
    "SELECT {s}.read_statement('', '')",
    "SELECT pg_read_file('/etc/passwd')",
    "COPY (SELECT 1) TO PROGRAM 'true'",
]
READERS_MAY_NOT = [
    *("INSERT INTO {s}.view_fold VALUES ('a', 1, '')", "DELETE FROM {s}.offer"),
    *("UPDATE {s}.view_state SET cursor = 0", "SELECT {s}.integrate(1)"),
    "SELECT {s}.append('{}'::bytea[], '{}', '{}')",
]


@pytest.mark.parametrize("statement", NOBODY_MAY)
def test_a_writer_is_refused(attacked: Attacked, statement: str) -> None:
    for shell in (attacked.writer, attacked.reader):
        with pytest.raises(REFUSED), shell.transaction():
            shell.execute(attacked.spelt(statement))


@pytest.mark.parametrize("statement", READERS_MAY_NOT)
def test_a_reader_is_refused(attacked: Attacked, statement: str) -> None:
    with pytest.raises(REFUSED):
        attacked.reader.execute(attacked.spelt(statement))


@pytest.mark.parametrize("table", ["record", "head", "offer", "offer_now", "view_state"])
def test_a_stranger_sees_nothing(attacked: Attacked, table: str) -> None:
    with pytest.raises(REFUSED):
        attacked.stranger.execute(f"SELECT 1 FROM {attacked.staff.schema}.{table}".encode())


GIVEN_AWAY = [  # which the server answers with a warning, and does not do
    "GRANT SELECT ON {s}.record TO PUBLIC",
    "GRANT INSERT ON {s}.offer TO {readers}",
    "GRANT CREATE ON SCHEMA {s} TO {asha}",
    "GRANT EXECUTE ON FUNCTION {s}.append TO {readers}",
    "REVOKE SELECT ON {s}.record FROM {readers}",
    "REVOKE ALL ON {s}.offer FROM {owner}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {s} GRANT ALL ON TABLES TO {readers}",
]


@pytest.mark.parametrize("statement", GIVEN_AWAY)
def test_a_writer_passes_nothing_on(attacked: Attacked, statement: str) -> None:
    before = attacked.state()
    with suppress(*REFUSED):
        attacked.writer.execute(attacked.spelt(statement))
    assert attacked.state() == before
    assert attacked.owner.inspect(SCHEMA) == []


def test_bytes_that_would_not_read_back_are_refused_whoever_calls(
    attacked: Attacked, postgres: str
) -> None:
    before = attacked.state()
    said = say("talks/goa", 1, None, id=5000).statement
    with psycopg.connect(postgres, autocommit=True) as superuser:
        for shell in (attacked.writer, superuser):
            for given in (
                b'{"a" : 1e3, "a":NaN, \xff\xfe}',
                said.replace(b'"step 1 of talks/goa"', b"NaN, \xff\xfe"),
                said.replace(b'{"words":', b'{"words" :'),
                said.replace(b"step 1", b"step \xff"),
                said.replace(b'"v":1', b'"v":2'),
                said[:-1],
            ):
                call = f"SELECT * FROM {attacked.staff.schema}.append(%s, %s, %s)".encode()
                with pytest.raises(psycopg.Error) as caught:
                    shell.execute(call, ([given], [""], [1]))
                assert caught.value.sqlstate == "PL001"
    assert attacked.state() == before


def test_a_caller_cannot_have_the_function_read_otherwise(attacked: Attacked) -> None:
    said = say("talks/goa", 1, None, id=5000).statement.replace(b"step 1", b'step \\"\\n\\/1')
    call = f"SELECT * FROM {attacked.staff.schema}.append(%s, %s, %s)".encode()
    for setting in ("standard_conforming_strings = off", "search_path = pg_temp"):
        with psycopg.connect(
            attacked.staff.writers[0].replace(f"&schema={attacked.staff.schema}", "")
        ) as shell:
            shell.execute(f"SET {setting}".encode())
            with pytest.raises(psycopg.Error) as caught:
                shell.execute(call, ([said], [""], [1]))
            assert caught.value.sqlstate == "PL001"


# What writers make elsewhere

RAISES = "LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''a trojan ran as %'', current_user; END'"
ELSEWHERE = [
    f"CREATE FUNCTION public.hashtextextended(text, integer) RETURNS bigint {RAISES}",
    f"CREATE FUNCTION public.hashtextextended(varchar, integer) RETURNS bigint {RAISES}",
    f"CREATE FUNCTION public.max(varchar) RETURNS bigint {RAISES}",
    f"CREATE FUNCTION public.lower(varchar) RETURNS text {RAISES}",
    f"CREATE FUNCTION public.set_config(text, varchar, boolean) RETURNS text {RAISES}",
    f"CREATE FUNCTION public.equal(text, varchar) RETURNS boolean {RAISES}",
    "CREATE OPERATOR public.= (leftarg = text, rightarg = varchar, function = public.equal)",
    f"CREATE FUNCTION public.more(bigint, smallint) RETURNS boolean {RAISES}",
    "CREATE OPERATOR public.> (leftarg = bigint, rightarg = smallint, function = public.more)",
    "CREATE OPERATOR public.<= (leftarg = bigint, rightarg = smallint, function = public.more)",
    "CREATE OPERATOR public.= (leftarg = bigint, rightarg = smallint, function = public.more)",
    *(f"CREATE TABLE public.{name} (a int)" for name in ("record", "head", "offer", "view_state")),
]


@pytest.fixture
def trapped(attacked: Attacked, postgres: str) -> Iterator[None]:
    """A server on which everybody may make things in public, as they could up to 14."""
    with psycopg.connect(postgres, autocommit=True) as superuser:
        superuser.execute(b"GRANT CREATE ON SCHEMA public TO PUBLIC")
        for statement in ELSEWHERE:
            attacked.writer.execute(statement.encode())
        try:
            yield
        finally:
            superuser.execute(attacked.spelt("DROP OWNED BY {asha} CASCADE"))
            superuser.execute(attacked.spelt("GRANT {writers} TO {asha}"))
            superuser.execute(b"REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def work(store: SqlStore, schema: str, number: int) -> None:
    """All that a command may do on a ledger."""
    (outcome,) = store.append([group(say(f"talks/{schema}", 1, None, id=number))])
    assert isinstance(outcome, Appended)
    assert store.stream_heads("talks/")
    assert store.position_at(0) == 0
    assert store.find(say("talks/goa", 1, None, id=1).id) is not None
    assert store.inspect(SCHEMA) == []
    store.integrate()
    store.views.prepare(SCHEMA)
    cursor = store.views.cursor()
    assert store.views.extend(cursor, cursor + 1, [change(offer(number), fold=b"fold")])
    assert store.views.rewrite(_rewritten)
    assert store.views.select("offer", {"number": 1})


def _rewritten(_: int) -> list[StreamCells]:
    return [whole(offer(1), fold=b"fold")]


def test_what_a_writer_makes_elsewhere_never_runs(
    attacked: Attacked, trapped: None, postgres: str
) -> None:
    places = (attacked.staff.owner, attacked.staff.writers[1])
    superuser = f"{postgres}&schema={attacked.staff.schema}"
    for number, url in enumerate((*places, superuser), 6000):
        with open_store(url, clock=CLOCK) as store:
            work(store, f"x{number}", number)
    with open_store(superuser, clock=CLOCK) as store:
        store.views.remake(SCHEMA)
        assert store.views.extend(0, 1, [change(offer(1), fold=b"fold")])
    assert attacked.owner.inspect(SCHEMA) == []


def test_the_traps_would_have_sprung(
    attacked: Attacked, trapped: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_settings", lambda: "SET LOCAL lock_timeout = 0")
    with (
        open_store(attacked.staff.owner, clock=CLOCK) as store,
        pytest.raises(StoreError, match="a trojan ran as owner_"),
    ):
        work(store, "sprung", 7000)


UNASKED = [  # what a driver may ask as soon as it is connected
    *("current_schema()", "version()", "current_database()"),
    *("pg_is_in_recovery()", "set_config(text, text, boolean)", "to_regnamespace(text)"),
]


def test_where_a_database_has_names_looked_for_makes_no_difference(
    attacked: Attacked, postgres: str
) -> None:
    """Its owner may say so for everybody, superusers included; and how names are written out."""
    place, owner = f"first_{attacked.staff.mark}", f"owner_{attacked.staff.mark}"
    with psycopg.connect(postgres, autocommit=True) as superuser:
        superuser.execute(f"CREATE SCHEMA {place}".encode())
        superuser.execute(f"GRANT USAGE ON SCHEMA {place} TO PUBLIC".encode())
        for function in UNASKED:
            superuser.execute(f"CREATE FUNCTION {place}.{function} RETURNS text {RAISES}".encode())
        for setting in (f"search_path = {place}, pg_catalog", "quote_all_identifiers = on"):
            superuser.execute(f"ALTER ROLE {owner} SET {setting}".encode())
        try:
            with open_store(attacked.staff.owner, clock=CLOCK) as store:
                work(store, "elsewhere", 7500)
                assert store.inspect(SCHEMA, closely=True) == []
        finally:
            superuser.execute(f"ALTER ROLE {owner} RESET ALL; DROP SCHEMA {place} CASCADE".encode())


def test_temporary_tables_stand_in_nobodys_way(attacked: Attacked) -> None:
    """Not even in one's own: a pooler may hand a session on."""
    with psycopg.connect(
        attacked.staff.writers[0].replace(f"&schema={attacked.staff.schema}", ""), autocommit=True
    ) as shell:
        for table in ("record", "head", "ledger", "tile"):
            shell.execute(f"CREATE TEMP TABLE {table} (position bigint, size bigint)".encode())
        said = say("talks/temporary", 1, None, id=8000)
        call = f"SELECT outcome FROM {attacked.staff.schema}.append(%s, %s, %s)".encode()
        assert shell.execute(call, ([said.statement], [""], [1])).fetchall() == [("appended",)]
        shell.execute(f"SELECT {attacked.staff.schema}.integrate(1)".encode())


def test_an_open_reader_keeps_no_rebuild_waiting(attacked: Attacked) -> None:
    with attacked.reader.transaction():
        attacked.reader.execute(attacked.spelt("SELECT count(*) FROM {s}.offer, {s}.view_state"))
        with open_store(attacked.staff.writers[1], clock=CLOCK) as store:
            store.views.prepare(SCHEMA)
            assert store.views.rewrite(_rewritten)
