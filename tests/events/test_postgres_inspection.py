"""What stands in a ledger's schema and is not what this release makes: found, each named."""

from collections.abc import Iterator

import pytest
from msgspec import Struct
from sqlalchemy import Connection

from parley.events.inspection import Strange
from parley.events.sql import SqlStore, create_store, open_store
from parley.events.sql.database import Database
from parley.events.sql.postgresql import inspection
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.saying import LEDGER
from tests.events.staff import Staff, staff_of
from tests.events.view_contract import SCHEMA

CLOCK = HandClock()  # which a server does not look at


class Shared(Struct):
    """A ledger with views and roles that all tests share: each change is rolled back."""

    store: SqlStore
    staff: Staff

    def inspected_after(self, *statements: str) -> list[Strange]:
        database: Database = self.store._database
        with pytest.raises(_Enough), database.writing() as connection:
            for statement in statements:
                _run(connection, self._spelt(statement))
            found = database.inspect(connection, SCHEMA, closely=True)
            raise _Enough
        return found

    def _spelt(self, statement: str) -> str:
        return (
            statement.replace("{s}", self.staff.schema)
            .replace("{writers}", f'"{self.staff.roles.writers}"')
            .replace("{readers}", f'"{self.staff.roles.readers}"')
            .replace("{owner}", f"owner_{self.staff.mark}")
            .replace("{devi}", f'"devi_{self.staff.mark}"')
        )


class _Enough(Exception):  # noqa: N818 - what ends a transaction
    pass


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


@pytest.fixture(scope="module")
def shared(postgres: str) -> Iterator[Shared]:
    """As the server's own owner sees it, who may change everything."""
    with staff_of(postgres) as staff:
        with create_store(staff.owner, ledger=LEDGER, clock=CLOCK, roles=staff.roles) as made:
            made.views.prepare(SCHEMA)
        with open_store(f"{postgres}&schema={staff.schema}", clock=CLOCK) as store:
            yield Shared(store, staff)


def test_a_ledger_as_it_was_made_holds_nothing_strange(shared: Shared) -> None:
    assert shared.store.inspect(SCHEMA, closely=True) == []
    for url in (shared.staff.owner, *shared.staff.writers, shared.staff.reader):
        with open_store(url, clock=CLOCK) as store:
            assert store.inspect(SCHEMA, closely=True) == []


def test_a_ledger_without_views_holds_nothing_strange(server: PostgresLedgers) -> None:
    store = server.create()
    assert store.inspect(SCHEMA) == []
    store.views.prepare(SCHEMA)
    assert store.inspect(SCHEMA) == []


FUNCTION = "CREATE FUNCTION {s}.own() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"

# What is done, the kind and the name of what is then strange, and whether it may run.
RUNS = [
    ([FUNCTION], "function", "own()"),
    (
        [FUNCTION, "CREATE TRIGGER a AFTER INSERT ON {s}.offer EXECUTE FUNCTION {s}.own()"],
        "trigger",
        "a of offer",
    ),
    (["DROP TRIGGER record_is_never_deleted ON {s}.record"], "trigger", "record_is_never_deleted"),
    (["ALTER TABLE {s}.head DISABLE TRIGGER ALL"], "trigger", "head_is_never_deleted"),
    (["ALTER TABLE {s}.head ENABLE REPLICA TRIGGER head_is_never_deleted"], "trigger", "head_is_"),
    (
        [
            "DROP TRIGGER tile_is_never_changed ON {s}.tile",
            "CREATE TRIGGER tile_is_never_changed BEFORE UPDATE ON {s}.tile "
            "FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION {s}.refuse('changed')",
        ],
        "trigger",
        "tile_is_never_changed",
    ),
    (["CREATE RULE a AS ON INSERT TO {s}.offer DO INSTEAD NOTHING"], "rule", "a of offer"),
    (["ALTER TABLE {s}.record ENABLE ROW LEVEL SECURITY"], "table", "record"),
    (["ALTER TABLE {s}.offer FORCE ROW LEVEL SECURITY"], "table", "offer"),
    (["CREATE POLICY a ON {s}.record USING (true)"], "policy", "a of record"),
    (["ALTER TABLE {s}.offer OWNER TO {writers}"], "table", "offer"),
    (["ALTER SCHEMA {s} OWNER TO {writers}"], "schema", "{s}"),
    (["ALTER FUNCTION {s}.refuse() OWNER TO {writers}"], "function", "refuse()"),
    (["ALTER TABLE {s}.head SET UNLOGGED"], "table", "head"),
    (["CREATE TABLE {s}.more () INHERITS ({s}.record)"], "inheritance", "of record"),
    (["ALTER TABLE {s}.record ADD COLUMN a integer DEFAULT 1"], "column", "a of record"),
    (["ALTER TABLE {s}.offer ALTER COLUMN number SET DEFAULT 1"], "column", "number of offer"),
    (["ALTER TABLE {s}.tile ALTER COLUMN number TYPE numeric"], "column", "number of tile"),
    (["ALTER TABLE {s}.record ALTER COLUMN type DROP NOT NULL"], "column", "type of record"),
    (['ALTER TABLE {s}.record ALTER COLUMN id TYPE text COLLATE "POSIX"'], "column", "id of rec"),
    (["ALTER TABLE {s}.offer ADD CHECK (number > 0)"], "constraint", "offer_number_check"),
    (["ALTER TABLE {s}.tile DROP CONSTRAINT tile_hashes_check"], "constraint", "tile_hashes_check"),
    (["ALTER TABLE {s}.record DROP CONSTRAINT record_id_key"], "constraint", "record_id_key"),
    (["CREATE INDEX a ON {s}.record (length(type))"], "index", "a of record"),
    (["CREATE INDEX a ON {s}.record (type) WHERE position > 1"], "index", "a of record"),
    (["CREATE STATISTICS {s}.a ON (length(type)), id FROM {s}.record"], "statistics", "a of rec"),
    (
        ["CREATE TABLE public.theirs (id text REFERENCES {s}.record (id))"],
        "trigger",
        "RI_ConstraintTrigger_a",
    ),
    (["DROP FUNCTION {s}.integrate(integer)"], "function", "integrate(integer)"),
    (["ALTER FUNCTION {s}.append SECURITY INVOKER"], "function", "append("),
    (["ALTER FUNCTION {s}.append SET search_path = public"], "function", "append("),
    (["ALTER FUNCTION {s}.append RESET ALL"], "function", "append("),
    (["ALTER FUNCTION {s}.refuse() STABLE"], "function", "refuse()"),
    (
        [
            "CREATE OR REPLACE FUNCTION {s}.clock_now() RETURNS bigint LANGUAGE sql VOLATILE "
            "SET search_path = pg_catalog, pg_temp AS 'SELECT 1::bigint'"
        ],
        "function",
        "clock_now()",
    ),
    (["CREATE DOMAIN {s}.a AS text CHECK (length(VALUE) > 0)"], "type", "a"),
    (["CREATE TYPE {s}.a AS ENUM ('b')"], "type", "a"),
    (
        ["CREATE OPERATOR {s}.= (leftarg = text, rightarg = text, function = texteq)"],
        "operator",
        "=",
    ),
    (['CREATE COLLATION {s}.a (locale = "C")'], "collation", "a"),
    (
        ["ALTER TABLE {s}.offer RENAME TO a", "CREATE VIEW {s}.offer AS SELECT * FROM {s}.a"],
        "view",
        "offer",
    ),
    (["GRANT CREATE ON SCHEMA {s} TO {writers}"], "right", "on schema"),
    (["GRANT TRIGGER ON {s}.offer TO {writers}"], "right", "on table offer"),
    (["GRANT REFERENCES ON {s}.record TO {readers}"], "right", "on table record"),
    (["GRANT INSERT ON {s}.tile TO {writers}"], "right", "on table tile"),
    (["GRANT UPDATE ON {s}.head TO {writers}"], "right", "on table head"),
    (["GRANT INSERT ON {s}.offer TO {readers}"], "right", "on table offer"),
    (["GRANT TRUNCATE ON {s}.offer TO {writers}"], "right", "on table offer"),
    (["GRANT DELETE ON {s}.record TO {devi}"], "right", "on table record"),
    (["GRANT UPDATE (type) ON {s}.record TO {writers}"], "column", "type of record"),
]
LIES_STILL = [
    (["DROP TABLE {s}.offer CASCADE"], "table", "offer"),
    (["ALTER TABLE {s}.offer DROP COLUMN words CASCADE"], "column", "words of offer"),
    (["DROP VIEW {s}.offer_now"], "view", "offer_now"),
    *(
        ([f"CREATE OR REPLACE VIEW {{s}}.offer_now AS {query}"], "view", "offer_now")
        for query in (
            "SELECT stream, number FROM {s}.offer",
            "SELECT stream, number FROM {s}.offer WHERE NOT stands",
            "SELECT stream, number FROM {s}.offer WHERE stands UNION SELECT 'a', 1",
            "SELECT stream, number + 0 AS number FROM {s}.offer WHERE stands",
            "SELECT lower(stream) AS stream, number FROM {s}.offer WHERE stands",
        )
    ),
    (["DROP INDEX {s}.record_by_time"], "index", "record_by_time"),
    (["CREATE TABLE {s}.notes (a text)"], "table", "notes"),
    (["CREATE VIEW {s}.mine AS SELECT 1 AS a"], "view", "mine"),
    (["CREATE SEQUENCE {s}.a"], "sequence", "a"),
    (["CREATE INDEX a ON {s}.record (type)"], "index", "a of record"),
    (["ALTER TABLE {s}.record SET (fillfactor = 50)"], "option", "record"),
    (["ALTER TABLE {s}.offer DROP CONSTRAINT offer_pkey"], "constraint", "offer_pkey"),
    (["GRANT SELECT ON {s}.record TO PUBLIC"], "right", "of PUBLIC"),
    (["GRANT EXECUTE ON FUNCTION {s}.clock_now() TO {writers}"], "right", "clock_now()"),
    (["GRANT SELECT ON {s}.offer TO {readers} WITH GRANT OPTION"], "right", "on table offer"),
    (["REVOKE UPDATE ON {s}.offer FROM {writers}"], "right", "on table offer"),
    (["REVOKE SELECT ON {s}.head FROM {readers}"], "right", "on table head"),
    (
        [
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {s} "
            "GRANT INSERT ON TABLES TO {writers}"
        ],
        "right",
        "in schema",
    ),
]
CASES = [*((*case, True) for case in RUNS), *((*case, False) for case in LIES_STILL)]


@pytest.mark.parametrize(
    ("statements", "kind", "name", "runs"), CASES, ids=[case[0][-1][:60] for case in CASES]
)
def test_what_was_changed_is_found_and_named(
    shared: Shared, statements: list[str], kind: str, name: str, runs: bool
) -> None:
    found = shared.inspected_after(*statements)
    named = [one for one in found if one.kind == kind and shared._spelt(name) in one.name]
    assert named, found
    assert any(one.runs for one in found) is runs, found


def test_what_a_rebuild_makes_again_is_told_apart(shared: Shared) -> None:
    for statement, rebuilt in (
        ("DROP TABLE {s}.offer CASCADE", True),
        ("ALTER TABLE {s}.view_state DROP COLUMN cursor", True),
        ("DROP VIEW {s}.offer_now", True),
        ("DROP INDEX {s}.record_by_time", False),
        ("CREATE TABLE {s}.notes (a text)", False),
    ):
        assert {one.rebuilt for one in shared.inspected_after(statement)} == {rebuilt}, statement


def test_what_a_server_would_heed_whoever_reads_is_told_apart(shared: Shared) -> None:
    for statement, on_reading in (
        ("CREATE POLICY a ON {s}.record USING (true)", True),
        ("CREATE TABLE {s}.more () INHERITS ({s}.record)", True),
        ("ALTER TABLE {s}.record DISABLE TRIGGER ALL", False),
        ("CREATE POLICY a ON {s}.offer USING (true)", False),
    ):
        found = shared.inspected_after(statement)
        assert any(one.on_reading for one in found) is on_reading, found


def test_were_views_not_compared_word_by_word_another_one_would_pass(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "is_as_made", lambda *_: True)
    query = "SELECT stream, number FROM {s}.offer WHERE NOT stands"
    assert shared.inspected_after(f"CREATE OR REPLACE VIEW {{s}}.offer_now AS {query}") == []
