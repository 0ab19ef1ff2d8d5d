"""A shared ledger of the first release, as it lies on a server: migrated, it holds, and is the
owner's alone.

Its writers owned the tables of views, and could make things in its schema.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from parley.events.ledger import Ledger
from parley.events.sql import open_store
from parley.events.sql.describing import describe_ledger
from parley.events.sql.migrations import newest_revision
from parley.events.store_errors import NotTheOwner, OlderLedger
from parley.events.verify import verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.revising import migrate_at
from tests.events.test_ledger import offer
from tests.events.worker import clock

DUMP = Path(__file__).with_name("golden") / "ledger-of-0.1.sql"
SCHEMA = "talks_of_0_1"
PEOPLE = ("parley_desk", "parley_public", "parley_owner", "parley_asha")
TALKS = "negotiation/haryana-2024"

POSSESSIONS = (
    "SELECT c.relname FROM pg_class AS c "
    "WHERE c.relnamespace = 'talks_of_0_1'::regnamespace AND c.relowner <> 'parley_owner'::regrole "
    "UNION ALL SELECT p.proname FROM pg_proc AS p "
    "WHERE p.pronamespace = 'talks_of_0_1'::regnamespace AND p.proowner <> 'parley_owner'::regrole "
    "UNION ALL SELECT 'a custom' FROM pg_default_acl AS d "
    "WHERE d.defaclnamespace = 'talks_of_0_1'::regnamespace"
)


@pytest.fixture
def owner(postgres: str) -> Iterator[str]:
    """The address of the ledger, as its owner has it."""
    with psycopg.connect(postgres, autocommit=True) as shell:
        for role in PEOPLE:
            shell.execute(f"CREATE ROLE {role} LOGIN".encode())
        shell.execute(b"GRANT parley_desk TO parley_owner, parley_asha")
        try:
            shell.execute(DUMP.read_bytes())
            yield f"{postgres}&schema={SCHEMA}&user=parley_owner"
        finally:
            shell.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE".encode())
            everybody = ", ".join(PEOPLE).encode()
            shell.execute(b"DROP OWNED BY " + everybody)
            shell.execute(b"DROP ROLE " + everybody)


def opened(url: str) -> Ledger:
    store = open_store(url, clock=clock)
    return Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock)


def test_it_is_migrated_holds_and_goes_on(owner: str, postgres: str) -> None:
    with pytest.raises(OlderLedger):
        open_store(owner, clock=clock)
    assert migrate_at(owner)[0] == (1, newest_revision())
    with opened(owner) as ledger:
        assert verify(ledger).ok
        assert ledger.head().size == 17
    with opened(owner.replace("parley_owner", "parley_asha")) as ledger:
        ledger.record([offer("2024-09-07", stream=TALKS, quantity="7")])
        assert ledger.rebuild(lambda *_: None).streams == 4
        assert len(ledger.rows(TALKS)["offer"]) == 2
        assert verify(ledger).ok
    with opened(owner.replace("parley_owner", "parley_public")) as ledger:
        assert not ledger.store.writable
        assert ledger.projector.usable
        assert verify(ledger).ok


def test_nothing_of_it_is_a_writers_any_more(owner: str, postgres: str) -> None:
    with psycopg.connect(postgres) as shell:
        assert len(shell.execute(POSSESSIONS).fetchall()) > 20
    migrate_at(owner)
    opened(owner).close()
    with psycopg.connect(postgres) as shell:
        assert shell.execute(POSSESSIONS).fetchall() == []
    with psycopg.connect(f"{postgres}&user=parley_asha", autocommit=True) as shell:
        shell.execute(f"SET search_path = {SCHEMA}".encode())
        for statement in (
            "CREATE TABLE mine (words text)",
            "CREATE TRIGGER mine BEFORE UPDATE ON view_state EXECUTE FUNCTION refuse('x')",
            "ALTER TABLE offer RENAME TO theirs",
            "DROP TABLE view_fold",
            "INSERT INTO tile VALUES (0, 0, '')",
            "DELETE FROM record",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                shell.execute(statement.encode())


def test_what_a_writer_put_in_the_place_of_a_view_table_runs_for_nobody(
    owner: str, postgres: str
) -> None:
    """Whoever is told to migrate asks first what is there."""
    with psycopg.connect(f"{postgres}&user=parley_asha", autocommit=True) as shell:
        shell.execute(f"SET search_path = {SCHEMA}".encode())
        shell.execute(
            b"CREATE FUNCTION trojan() RETURNS boolean LANGUAGE plpgsql AS "
            b"$$ BEGIN RAISE 'it ran'; END $$"
        )
        shell.execute(b"ALTER TABLE view_state RENAME TO theirs")
        shell.execute(b"CREATE VIEW view_state AS SELECT * FROM theirs WHERE trojan()")
    for url in (owner, f"{postgres}&schema={SCHEMA}"):
        described = describe_ledger(url)
        assert (described.records, described.revision, described.views_version) == (17, 1, None)


def test_only_the_owner_makes_the_tables_of_views_again(owner: str, postgres: str) -> None:
    migrate_at(owner)
    opened(owner).close()
    asha = owner.replace("parley_owner", "parley_asha")
    with psycopg.connect(f"{postgres}&user=parley_asha", autocommit=True) as shell:
        shell.execute(f"UPDATE {SCHEMA}.view_state SET cursor = 9007199254740991".encode())
    with opened(asha) as ledger, pytest.raises(NotTheOwner) as caught:
        ledger.rebuild(lambda *_: None)
    assert "only parley_owner, who owns the ledger" in caught.value.message
    assert "makes the tables of its views again" in caught.value.message
    with opened(owner) as ledger:
        assert ledger.rebuild(lambda *_: None).streams == 4
        assert verify(ledger).ok
