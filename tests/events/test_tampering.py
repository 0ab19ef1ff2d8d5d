"""Whatever somebody changes in a ledger's tables is found, and named, on every engine.

Each column of each table altered, each row taken out, each row doubled; some of them together
where one hides no other. And each check is left out once, to see that its changes go unseen then.
Tiles, which stand only in a ledger of 256 records, are altered in `test_verify_views`; objects
beside the rows in `test_objects` and `test_postgres_inspection`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from uuid import uuid4

import psycopg
import pytest
from msgspec import Struct

from parley.events import verify as verifying
from parley.events import verify_log
from parley.events.errors import RecordError
from parley.events.flaws import Flaw, Said
from parley.events.ledger import Ledger
from parley.events.sql import SqlStore, open_store
from parley.events.sql.sqlite import inspection, words_kept
from parley.events.sql.views import SqlViews
from parley.events.verify import Finding, verify
from parley.events.verify_streams import judge_streams
from parley.negotiation.politics import AlliancePolitics
from tests.events.alterations import (
    Alteration,
    PostgresShell,
    Shell,
    SqliteShell,
    alterations,
    altered,
)
from tests.events.ledgers import CREATED_AT
from tests.events.talks import make_deal, make_talks

LOG = ("alembic_version", "head", "ledger", "record", "stream", "tile", "view_fold", "view_state")
"""What other rows are judged by: one of these is altered at a time."""

UNSEEN = {
    "created_at of ledger altered": "nothing repeats it; one after the first record is found",
    "times of (step|evidence)__due altered": "it makes a writer wait for who is at it",
    "a row of (step|evidence)__due doubled": "what is due and is no row is looked for in vain",
    "a row of (step|evidence)__found_data doubled": "no index leads to that page, and no search",
    "term of (step|evidence)__found_idx altered": "where it still leads each word to its page",
}
"""What may be altered and not be found, and why."""


class Place(Struct):
    """One ledger, who alters it, and how it is opened."""

    shell: Shell
    open: Callable[[], SqlStore]
    store: SqlStore

    def found(self, *, anew: bool) -> tuple[Finding, ...]:
        """What verification finds, and the door, of a store that is open or is opened ``anew``."""
        try:
            store = self.open() if anew else self.store
            findings = verify(Ledger(store, AlliancePolitics(), recorder="", clock=_clock)).findings
        except RecordError as error:
            return (Finding("door", error.message, Said(error.message)),)
        if anew:
            store.close()
        return findings


def _clock() -> int:
    return CREATED_AT + 3_600_000_000


def named(table: str, findings: Sequence[Finding]) -> bool:
    """Whether a finding is about this table."""
    of_words = re.fullmatch(r"(\w+)__(?:words|due|found_\w+)", table)
    where = {
        "alembic_version": r".*revision",
        "record": r"@|.*#|head|log|\w+/",
        "tile": r"tile",
        "head": r"head|log",
        "ledger": r"ledger|.*#|@|the record does not hold together: (the table )?ledger",
        "view_state": r"cursor|fold of|view_state|the row of view_state",
        "view_fold": r"fold",
    }.get(table, rf"words of {of_words[1]}\b" if of_words else rf"{table}\b")
    in_file = any(table in str(each.flaw) for each in findings if each.check in ("file", "door"))
    return in_file or any(re.match(where, each.where) for each in findings)


def missed(place: Place, changes: Sequence[Alteration]) -> list[str]:
    """The changes of which nobody says anything, if all are made together."""
    anew = any(each.table in ("alembic_version", "ledger") for each in changes)
    with altered(place.shell, changes) as made:
        findings = place.found(anew=anew)
    unseen = [str(each) for each in made if not named(each.table, findings)]
    return [each for each in unseen if not any(re.match(one, each) for one in UNSEEN)]


def together(changes: Sequence[Alteration]) -> Iterator[list[Alteration]]:
    """Changes that hide no other: one of each table of views at a time, or one of the log."""
    single = [each for each in changes if each.table in LOG or "__" in each.table]
    yield from ([each] for each in single)
    columns: dict[int, list[Alteration]] = {}
    of_views = [each for each in changes if each not in single]
    for _, of_table in groupby(of_views, lambda each: each.table):
        for number, each in enumerate(of_table):
            columns.setdefault(number, []).append(each)
    yield from columns.values()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    path = tmp_path_factory.mktemp("tampering") / "talks.db"
    make_talks(path)
    make_deal(path)
    shell = SqliteShell(path)
    with open_store(str(path), clock=_clock, read_only=True) as store:
        yield Place(shell, lambda: open_store(str(path), clock=_clock, read_only=True), store)
    shell.close()


@pytest.fixture(scope="module")
def server(postgres: str) -> Iterator[Place]:
    schema = f"t{uuid4().hex}"
    url = f"{postgres}&schema={schema}"
    make_talks(url)
    make_deal(url)
    shell = PostgresShell(postgres, schema)
    with open_store(url, clock=_clock) as store:
        yield Place(shell, lambda: open_store(url, clock=_clock), store)
    shell.close()
    with psycopg.connect(postgres, autocommit=True) as owner:
        owner.execute(f"DROP SCHEMA {schema} CASCADE".encode())


def test_every_table_but_the_tiles_has_a_row(file: Place) -> None:
    empty = [table for table in file.shell.tables() if not file.shell.rows(table)]
    assert empty == ["tile"]


def test_as_it_was_made_nothing_is_found(file: Place, server: Place) -> None:
    for place in (file, server):
        assert place.found(anew=True) == ()


def test_every_change_of_the_last_row_of_a_file_is_found(file: Place) -> None:
    all_of_them = alterations(file.shell, rows=[-1])
    changes = [each for each in all_of_them if not each.table.startswith("evidence__")]
    assert [each for some in together(changes) for each in missed(file, some)] == []


def test_every_last_row_of_a_server_lost_or_doubled_is_found(server: Place) -> None:
    changes = [each for each in alterations(server.shell, rows=[-1]) if each.kind != "altered"]
    assert [each for some in together(changes) for each in missed(server, some)] == []


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["file", "server"])
def test_every_change_of_every_row_is_found(engine: str, request: pytest.FixtureRequest) -> None:
    place: Place = request.getfixturevalue(engine)
    first_and_last = alterations(place.shell, rows=[0, -1])
    of_words = [each for each in first_and_last if "__" in each.table]
    changes = [each for each in alterations(place.shell) if "__" not in each.table] + of_words
    assert len(changes) > 1_000
    assert [each for some in together(changes) for each in missed(place, some)] == []


def test_a_ledger_that_is_younger_than_its_first_record_is_found(file: Place) -> None:
    try:
        file.shell.change("ledger", "UPDATE ledger SET created_at = created_at + ?", [10**12])
        assert ("times", "@1") in {(each.check, each.where) for each in file.found(anew=True)}
    finally:
        file.shell.restore()


# Each check left out once.


def _says_nothing(*_: object, **__: object) -> list[Finding]:
    return []


def _without(check: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A reading of the log that does not tell what this check finds."""
    tell = verify_log.Log._found

    def deaf(log: verify_log.Log, found: str, where: str, what: Flaw) -> None:
        if found != check:
            tell(log, found, where, what)

    return lambda monkeypatch: monkeypatch.setattr(verify_log.Log, "_found", deaf)


def _leaving_out(place: object, name: str, answer: object) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda monkeypatch: monkeypatch.setattr(place, name, answer)


FAULTS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Alteration]] = {
    "rows": (
        _leaving_out(verifying, "look_at_streams", judge_streams),
        Alteration("offer", "altered", -1, "words"),
    ),
    "cursor": (
        _leaving_out(verifying, "compare_with_cursor", _says_nothing),
        Alteration("view_state", "altered", 0, "cursor"),
    ),
    "strangers": (
        _leaving_out(verifying, "compare_strangers", _says_nothing),
        Alteration("view_fold", "doubled", -1),
    ),
    "words": (
        _leaving_out(verifying, "compare_words", _says_nothing),
        Alteration("step__words", "taken out", -1),
    ),
    "version": (
        _leaving_out(SqlViews, "version", lambda _: None),
        Alteration("view_state", "altered", 0, "schema_version"),
    ),
    "columns": (_without("columns"), Alteration("record", "altered", -1, "type")),
    "hashes": (_without("hashes"), Alteration("record", "altered", -1, "leaf_hash")),
    "head": (_without("head"), Alteration("head", "altered", 0, "recorded_at")),
}
OF_A_FILE: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Alteration]] = {
    "what SQLite complains of": (
        _leaving_out(inspection, "_complaints", lambda *_: iter(())),
        Alteration("head", "altered", 0, "only"),
    ),
    "what an index would answer": (
        _leaving_out(words_kept, "_check_answers", lambda *_: None),
        Alteration("step__found_idx", "taken out", 0),
    ),
}


@pytest.mark.parametrize("left_out", [*FAULTS, *OF_A_FILE])
def test_without_a_check_its_change_goes_unseen_in_a_file(
    file: Place, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    leave_out, change = {**FAULTS, **OF_A_FILE}[left_out]
    leave_out(monkeypatch)
    assert missed(file, [change]) == [str(change)]


@pytest.mark.parametrize("left_out", ["rows", "words", "columns"])
def test_without_a_check_its_change_goes_unseen_on_a_server(
    server: Place, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    leave_out, change = FAULTS[left_out]
    leave_out(monkeypatch)
    assert missed(server, [change]) == [str(change)]
