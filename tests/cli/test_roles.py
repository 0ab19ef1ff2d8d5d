"""Who may do what with a ledger on a server: owner, writers, readers, as each of them types."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import psycopg
import pytest

from parley.events.sql.migrations import newest_revision
from tests.cli.desk import NEW, TOLD, Desk
from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place, Result
from tests.cli.test_answers import ASKED, OWN
from tests.events.revising import ADDS_A_TABLE, known, plant
from tests.events.staff import Staff, staff_of
from tests.generate import ROOT

NOW = newest_revision()

OFFER = ("offer", "INC", "AAP", "7", *TOLD)
CHANGING = ("rebuild", "db-migrate")


@pytest.fixture(scope="module")
def shared_staff(postgres: str) -> Iterator[Staff]:
    with staff_of(postgres) as people:
        yield people


@pytest.fixture
def staff(postgres: str) -> Iterator[Staff]:
    with staff_of(postgres) as people:
        yield people


def named(staff: Staff) -> tuple[str, ...]:
    return ("--writers", str(staff.roles.writers), "--readers", str(staff.roles.readers))


def typed(desk: Desk, db: str, *words: str) -> Result:
    return desk.type(*words, "--db", db)


@pytest.fixture
def made(desk: Desk, staff: Staff) -> Staff:
    """The staff of a ledger that its owner made, with one negotiation that a writer registered."""
    desk.must("init", "--db", staff.owner, "--name", "local/talks", *named(staff))
    assert typed(desk, staff.writers[0], *NEW).code == 0
    return staff


def facts(result: Result) -> dict[str, object]:
    assert result.code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_the_ledger_says_who_may_do_what(desk: Desk, made: Staff) -> None:
    for db in (made.owner, *made.writers, made.reader):
        found = facts(typed(desk, db, "db", "info", "--json"))
        assert found["owner"] == f"owner_{made.mark}"
        assert (found["writers"], found["readers"]) == (
            [made.roles.writers],
            [made.roles.readers],
        )
    shown = typed(desk, made.reader, "db", "info").stdout
    assert str(made.roles.readers) in shown


def test_a_ledger_made_without_roles_is_its_owners_alone(desk: Desk, staff: Staff) -> None:
    desk.must("init", "--db", staff.owner)
    found = facts(typed(desk, staff.owner, "db", "info", "--json"))
    assert (found["writers"], found["readers"]) == ([], [])
    refused = typed(desk, staff.reader, "list")
    assert refused.code == 6
    assert "does not allow it" in refused.stderr


def test_every_writer_records_and_keeps_the_views(desk: Desk, made: Staff) -> None:
    first, second = made.writers
    assert typed(desk, first, *OFFER).code == 0
    assert typed(desk, second, "accept", "AAP", "2", *TOLD).code == 0
    assert typed(desk, second, "db", "rebuild").code == 0
    assert typed(desk, first, "source", "add", "ians", "--outlet", "Mint").code == 0
    assert typed(desk, made.owner, "meet", "INC", "AAP", *TOLD).code == 0
    assert typed(desk, made.reader, "verify").code == 0


def test_a_writer_can_change_nothing_that_was_recorded(desk: Desk, made: Staff) -> None:
    with psycopg.connect(
        made.writers[0].replace(f"&schema={made.schema}", ""), autocommit=True
    ) as shell:
        shell.execute(f"SET search_path = {made.schema}".encode())
        for statement in (
            "UPDATE record SET type = 'other'",
            "DELETE FROM record",
            "TRUNCATE record",
            "ALTER TABLE record DISABLE TRIGGER ALL",
            "UPDATE head SET size = 0",
            "DROP TABLE record",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                shell.execute(statement.encode())
    assert typed(desk, made.writers[0], "verify").code == 0


def test_only_the_owner_migrates(desk: Desk, made: Staff, tmp_path: Path) -> None:
    folder = tmp_path / "revisions"
    folder.mkdir()
    plant(folder, NOW + 1, ADDS_A_TABLE, "one table more")
    with known(folder):
        for somebody in (made.writers[0], made.reader):
            refused = typed(desk, somebody, "db", "migrate")
            assert refused.code == 6
            assert "does not allow it" in refused.stderr
            assert facts(typed(desk, somebody, "db", "info", "--json"))["revision"] == NOW
        assert typed(desk, made.owner, "db", "migrate").code == 0


def test_a_reader_is_told_once_that_nothing_can_be_recorded(desk: Desk, made: Staff) -> None:
    assert typed(desk, made.writers[0], *OFFER).code == 0
    size = facts(typed(desk, made.owner, "db", "info", "--json"))["records"]
    desk.write("more.jsonl", '{"type":"SourceDescribed","source":"x"}\n')
    desk.write("more.txt", "meet INC AAP --at 2024-09-07 --attribution media_report\n")
    for words in (
        OFFER,
        ("source", "add", "ians"),
        ("new", "other", *NEW[2:]),
        ("retract", "2", "--reason", "a slip"),
        ("import", "more.jsonl"),
        ("import", "--from", "commands", "more.txt"),
        (
            "db",
            "keep-refusals",
        ),
        (
            "db",
            "rebuild",
        ),
    ):
        refused = typed(desk, made.reader, *words)
        assert (refused.code, refused.stdout) == (1, ""), (words, refused)
        assert refused.stderr.count("error: ") == 1
        assert "can only be read here\n" in refused.stderr, words
        assert "hint: record as one of its writers, whom `parley db info` names" in refused.stderr
    assert facts(typed(desk, made.owner, "db", "info", "--json"))["records"] == size


@pytest.fixture(scope="module")
def examples(shared_staff: Staff, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place whose ledger, with all examples, was copied to the server for its readers."""
    place = Place(tmp_path_factory.mktemp("examples"))
    import_examples(place)
    for words in OWN:
        assert place.run(*words).code == (1 if words[0] == "accept" else 0), words
    copied = place.run("db", "copy", "parley.db", shared_staff.owner, *named(shared_staff))
    assert copied.code == 0, copied.stderr
    return place


@pytest.mark.parametrize("shape", [shape for shape in ASKED if shape not in CHANGING])
def test_a_reader_reads_every_answer(shape: str, examples: Place, shared_staff: Staff) -> None:
    words = (*ASKED[shape][0], "--json")
    there = facts(examples.run(*words, "--db", shared_staff.reader))
    if shape == "db-info":
        assert there["readers"] == [shared_staff.roles.readers]
    else:
        assert there == facts(examples.run(*words))


def test_a_reader_takes_a_copy(examples: Place, shared_staff: Staff) -> None:
    backup = facts(examples.run("db", "backup", "b.db", "--json", "--db", shared_staff.reader))
    exported = examples.run("export", "--db", shared_staff.reader).stdout
    assert backup["size"] == len(exported.splitlines())


@pytest.mark.parametrize("command", [("init", "--db"), ("db", "copy", "parley.db")])
@pytest.mark.parametrize("option", ["--writers", "--readers"])
def test_a_role_that_is_not_there_makes_no_ledger(
    desk: Desk, staff: Staff, command: tuple[str, ...], option: str
) -> None:
    result = desk.type(*command, staff.owner, option, 'no "body"')
    assert result.code == 3
    assert 'there is no role "no ""body""" on the server of postgresql://' in result.stderr
    assert 'hint: whoever looks after the server makes it: CREATE ROLE "no ""body"""' in (
        result.stderr
    )
    assert typed(desk, staff.owner, "db", "info").code == 3


def test_who_gives_rights_need_not_be_a_writer(desk: Desk, staff: Staff, postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as shell:
        shell.execute(f"REVOKE writers_{staff.mark} FROM owner_{staff.mark}".encode())
    desk.must("init", "--db", staff.owner, *named(staff))
    assert typed(desk, staff.writers[0], *NEW).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("init", "--db", "new.db", "--writers", "desk"), 2, "a file has no roles"),
        (("db", "copy", "parley.db", "new.db", "--readers", "desk"), 2, "a file has no roles"),
        (("db", "grant", "--readers", "desk", "--db", "new.db"), 2, "a file has no roles"),
        (("db", "revoke", "desk", "--db", "new.db"), 2, "a file has no roles"),
        (("init", "--db", "postgres://h/d", "--writers", ""), 2, "--writers is empty"),
        (
            ("init", "--db", "postgresql://h/d", "--writers", "a", "--readers", "a"),
            2,
            "both name a",
        ),
    ],
)
def test_roles_that_make_no_sense_are_refused_before_anything_is_made(
    desk: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    result = desk.type(*words)
    assert (result.code, result.stdout) == (code, "")
    assert said in result.stderr
    assert "hint: " in result.stderr
    assert not (desk.place.here / "new.db").exists()


def test_rights_are_given_and_taken_after_a_ledger_was_made(desk: Desk, staff: Staff) -> None:
    desk.must("init", "--db", staff.owner, "--name", "local/talks")
    assert typed(desk, staff.writers[0], *NEW).code == 6
    schema = json.loads((ROOT / "docs/schemas/db-rights.schema.json").read_text(encoding="utf-8"))
    for _ in range(2):  # typed again, it says the same
        found = facts(typed(desk, staff.owner, "db", "grant", *named(staff), "--json"))
        jsonschema.Draft202012Validator(schema).validate(found)
        assert (found["writers"], found["readers"]) == (
            [staff.roles.writers],
            [staff.roles.readers],
        )
    assert typed(desk, staff.writers[0], *NEW).code == 0
    assert typed(desk, staff.reader, "verify").code == 0
    for _ in range(2):
        words = ("db", "revoke", str(staff.roles.writers), "--json")
        found = facts(typed(desk, staff.owner, *words))
        assert (found["writers"], found["readers"]) == ([], [staff.roles.readers])
    assert typed(desk, staff.writers[0], "list").code == 6
    assert typed(desk, staff.reader, "list").code == 0
    assert typed(desk, staff.owner, "db", "revoke", str(staff.roles.readers)).code == 0
    assert typed(desk, staff.reader, "list").code == 6
    assert typed(desk, staff.owner, "verify").code == 0


def test_only_the_owner_gives_and_takes_rights(desk: Desk, made: Staff) -> None:
    for somebody in (*made.writers, made.reader):
        for words in (("grant", "--readers", f"devi_{made.mark}"), ("revoke", "nobody_there")):
            refused = typed(desk, somebody, "db", *words)
            assert (refused.code, refused.stdout) == (6, "")
            assert f"only owner_{made.mark}, who owns the ledger" in refused.stderr
            assert "hint: type it as owner_" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("grant", "--writers", "nobody_there"), 3, 'there is no role "nobody_there"'),
        (("grant", "--readers", "PUBLIC"), 3, 'there is no role "PUBLIC"'),
        (("revoke", "nobody_there"), 3, 'there is no role "nobody_there"'),
        (("grant",), 2, "no role is named"),
        (("revoke",), 2, "missing: ROLE"),
    ],
)
def test_rights_for_nobody_are_refused(
    desk: Desk, shared_staff: Staff, examples: Place, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = typed(desk, shared_staff.owner, "db", *words)
    assert (refused.code, refused.stdout) == (code, "")
    assert said.lower() in refused.stderr.lower()
    assert "hint: " in refused.stderr


def test_a_copy_over_a_ledger_that_is_there_gives_no_rights(desk: Desk, staff: Staff) -> None:
    desk.must("init", "--db", staff.owner, "--name", "local/desk", "--personal")
    result = desk.type("db", "copy", "parley.db", staff.owner, *named(staff))
    assert result.code == 1
    assert "there is already a ledger" in result.stderr
