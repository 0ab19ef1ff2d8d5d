"""Checking and sharing: the exact record, the export, verification, the views made again."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from parley.events.canonical import JsonObject, decode
from parley.events.kinds import SOURCES
from parley.events.politics import Draft
from tests.cli.desk import NEW
from tests.cli.recorded_talks import STREAM, at, import_examples, recording, step
from tests.cli.terminal import PROGRAM, Place, Screen
from tests.events.tampering import append_unjudged

TALKS = ("-n", "inc-aap-haryana-2024")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    place = Place(tmp_path_factory.mktemp("examples"))
    import_examples(place)
    return place


@pytest.fixture
def copy(examples: Place, place: Place) -> Place:
    """A place with a copy of that ledger."""
    shutil.copy(examples.here / "parley.db", place.here / "parley.db")
    return place


def answer(place: Place, *words: str) -> dict[str, object]:
    result = place.run(*words, "--json")
    assert result.code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_the_raw_record_is_the_leaf(examples: Place) -> None:
    raw = examples.run("show", "11", "--raw", "-n", "haryana-2024")
    found = answer(examples, "show", "11", "-n", "haryana-2024")
    leaf = sha256(b"\0" + raw.stdout.encode()).hexdigest()
    assert leaf == found["leaf_hash"]
    assert leaf in raw.stderr
    statement = raw.stdout.encode().partition(b"\n\n")[2]
    assert sha256(statement).hexdigest() == found["statement_hash"]


def test_an_export_can_be_checked_without_this_program(examples: Place) -> None:
    lines = examples.run("export").stdout.splitlines()
    verified = answer(examples, "verify")
    assert len(lines) == verified["size"]
    hashes: list[bytes] = []
    for position, line in enumerate(lines, 1):
        found = json.loads(line)
        data = found["record"].encode()
        assert found["position"] == position
        assert sha256(b"\0" + data).hexdigest() == found["leaf_hash"]
        assert decode(data.partition(b"\n\n")[2]) == found["statement"]
        hashes.append(bytes.fromhex(found["leaf_hash"]))
    assert _root(hashes).hex() == verified["root"]


def _root(hashes: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, as it is written there."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\1" + _root(hashes[:half]) + _root(hashes[half:])).digest()


def test_an_export_replaces_its_file_at_once_or_not_at_all(copy: Place) -> None:
    target = copy.here / "records.jsonl"
    target.write_text("before")
    assert copy.run("export", "-o", "missing/records.jsonl").code == 1
    assert copy.run("export", "-o", "records.jsonl", "--force").code == 0
    assert target.read_text() == copy.run("export").stdout
    ledger = (copy.here / "parley.db").read_bytes()
    for name in ("parley.db", "./parley.db", str(copy.here / "parley.db")):
        assert copy.run("export", "-o", name).code == 2
    assert (copy.here / "parley.db").read_bytes() == ledger
    assert {path.name for path in copy.here.iterdir()} == {"parley.db", "records.jsonl"}


def test_an_export_to_a_reader_who_leaves_ends_quietly(examples: Place) -> None:
    program = ("sh", "-c", '"$0" "$@" | head -c 10', *PROGRAM)
    result = examples.run_program("export", program=program)
    assert (result.stdout, result.stderr, result.code) == ('{"shape":"', "", 0)


def test_a_long_answer_to_a_reader_who_leaves_ends_quietly(examples: Place) -> None:
    program = ("sh", "-c", '"$0" "$@" | head -n 1', *PROGRAM)
    result = examples.run_program("log", *TALKS, program=program)
    assert (result.stdout.count("\n"), result.stderr, result.code) == (1, "", 0)


def test_a_ledger_that_does_not_hold_is_exit_five_with_evidence(copy: Place) -> None:
    _spoil(copy.here / "parley.db", "UPDATE step SET text = 'nothing' WHERE place = 1")
    result = copy.run("verify", "--json")
    found = json.loads(result.stdout)
    assert (result.code, found["ok"]) == (5, False)
    assert found["findings"][0]["check"] == "views"
    assert json.loads(result.stderr)["type"] == "urn:parley:problem:integrity"
    assert "parley db rebuild" in json.loads(result.stderr)["hint"]
    assert copy.run("db", "rebuild").code == 0
    assert copy.run("verify").code == 0


def test_an_altered_record_is_exit_five_and_no_rebuild_is_advised(copy: Place) -> None:
    _spoil(copy.here / "parley.db", "UPDATE record SET type = 'DealReached' WHERE position = 9")
    result = copy.run("verify")
    assert result.code == 5
    assert "@9 (columns): type is " in result.stdout
    assert "rebuild" not in result.stderr


def test_bytes_alone_are_said_to_be_bytes_alone(copy: Place) -> None:
    whole, alone = answer(copy, "verify"), answer(copy, "verify", "--bytes")
    assert (alone["root"], alone["size"], alone["streams"]) == (
        whole["root"],
        whole["size"],
        whole["streams"],
    )
    assert (alone["not_compared"], alone["views_at"], alone["findings"]) == ("only_bytes", None, [])
    printed = copy.run("verify", "--bytes").stdout
    assert "yes: bytes, hashes, chains and tree agree" in printed
    assert "wrong_dates\tnot looked at" in printed
    assert "histories, the ledger's own records and the views were not looked at" in printed
    _spoil(copy.here / "parley.db", "UPDATE step SET text = 'otherwise' WHERE step = 3")
    assert copy.run("verify").code == 5
    assert copy.run("verify", "--bytes").code == 0
    _spoil(
        copy.here / "parley.db",
        "UPDATE record SET record = CAST(record || ' ' AS BLOB) WHERE position = 9",
    )
    found = copy.run("verify", "--bytes", "--json")
    assert found.code == 5
    checks = {each["check"] for each in json.loads(found.stdout)["findings"]}
    assert "hashes" in checks


def test_many_findings_are_cut_for_a_person_only(copy: Place) -> None:
    _spoil(copy.here / "parley.db", "UPDATE record SET leaf_hash = zeroblob(32)")
    assert "more: parley verify --json" in copy.run("verify").stdout
    found = json.loads(copy.run("verify", "--json").stdout)
    assert len(found["findings"]) == found["size"]


def _spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        guards = triggers.fetchall()
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(sql)
        for _, made in guards:
            connection.execute(made)


def test_a_rebuild_says_how_many_streams(copy: Place) -> None:
    found = answer(copy, "db", "rebuild")
    assert found["streams"] == answer(copy, "verify")["streams"]


def test_a_rebuild_of_a_running_service_is_refused(place: Place) -> None:
    result = place.run("db", "rebuild", "--db", "https://parley.example.org")
    assert result.code == 2


def test_an_entry_that_cannot_be_read_hides_no_other_negotiation(place: Place) -> None:
    with recording(place.here / "parley.db") as ledger:
        append_unjudged(ledger.store, "NoSuchType", {"x": 1}, stream=STREAM)
    other = ("--title", "T", "--arena", "A", "--party", "A=A", "--party", "B=B")
    assert place.run("new", "other", *other, "-q").code == 0
    listed = place.run("list", "--columns", "negotiation")
    assert (listed.code, listed.stdout) == (5, "negotiation\nother\n")
    assert "negotiation/talks cannot be read" in listed.stderr
    assert place.run("status", "-n", "other").code == 0
    refused = place.run("status", "-n", "talks")
    assert (refused.code, "NoSuchType" in refused.stderr) == (5, True)
    assert place.run("show", "talks#2", "--raw").code == 0
    assert place.run("export").stdout.count("\n") == 3
    assert place.run("verify").code == 5


def test_an_entry_that_cannot_be_read_hinders_recording_in_its_own_negotiation_only(
    place: Place,
) -> None:
    with recording(place.here / "parley.db") as ledger:
        ledger.record([step("MeetingHeld", "2024-09-05")])
        assert len(ledger.rows(STREAM)["step"]) == 1
        append_unjudged(ledger.store, "NoSuchType", {"x": 1}, stream=STREAM)
    other = ("--title", "T", "--arena", "A", "--party", "A=A", "--party", "B=B")
    meet = ("meet", "A", "B", "--at", "2024-09-05", "--speaker", "S", "-n")
    assert place.run("new", "other", *other).code == 0
    assert place.run(*meet, "other").code == 0
    assert place.run("log", "-n", "other").code == 0
    for words in (("log", "-n", "talks"), (*meet, "talks")):
        refused = place.run(*words)
        assert (refused.code, "NoSuchType" in refused.stderr) == (5, True), refused
    seen = place.run("log", "-n", "talks", "--known-at", "@2")
    assert (seen.code, "5 Sep 2024" in seen.stdout) == (0, True)


def test_a_rebuild_names_the_stream_that_cannot_be_read(place: Place) -> None:
    with recording(place.here / "parley.db") as ledger:
        append_unjudged(ledger.store, "NoSuchType", {"x": 1}, stream=STREAM)
    found = place.run("db", "rebuild", "--json")
    assert (found.code, json.loads(found.stdout)["stopped"]) == (5, [STREAM])
    assert "1 stream could not be read: negotiation/talks" in found.stderr
    assert "parley verify says which entry" in found.stderr


def test_a_source_that_cannot_be_read_hides_no_other(place: Place) -> None:
    with recording(place.here / "parley.db", now=at(0)) as ledger:
        wire: JsonObject = {"source": "wire", "outlet": "The Wire"}
        ledger.record([Draft(stream=SOURCES, type="SourceDescribed", fields=wire)])
        append_unjudged(ledger.store, "SourceDescribed", {"no": "name"}, stream=SOURCES)
        ledger.record([step("MeetingHeld", "2024-09-05")])
    told = ("--at", "2024-09-05", "--speaker", "S", "--source", "wire")
    for _ in range(2):
        assert place.run("meet", "INC", "AAP", *told).code == 0
        assert place.run("log").code == 0
        assert place.run("db", "rebuild").code == 0
    assert place.run("verify").code == 5


def test_an_interrupted_rebuild_leaves_views_that_serve(copy: Place) -> None:
    with Screen(copy, "db", "rebuild", program=(sys.executable, "-c", PAUSING)) as screen:
        screen.wait_for("one is written")
        assert copy.run("log", *TALKS).code == 0
        screen.type("\x03")
        assert screen.leave() == 130
        assert "nothing is half written; parley db rebuild begins again" in screen.text
    assert copy.run("verify").code == 0
    assert copy.run("db", "rebuild").code == 0


def test_a_rebuild_that_makes_tables_again_says_that_it_waits_for_a_reader(
    place: Place, postgres: str
) -> None:
    schema = f"checking_{os.getpid()}"
    db = f"{postgres}{'&' if '?' in postgres else '?'}schema={schema}"
    for words in (("init",), NEW):
        assert place.run(*words, environment={"PARLEY_DB": db}).code == 0
    rebuilding = [*PROGRAM, "--db", db, "db", "rebuild"]
    with psycopg.connect(postgres, autocommit=True) as shell:
        shell.execute(f"DROP TABLE {schema}.claim".encode())
    with psycopg.connect(postgres) as reader:
        reader.execute(f"SELECT count(*) FROM {schema}.negotiation".encode())
        with subprocess.Popen(
            rebuilding, env=place.environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as process:
            assert process.stderr is not None
            assert b"waiting for a program that reads" in process.stderr.readline()
            reader.rollback()
            assert b"the tables were not all there" in process.stderr.readline()
            assert b"the views are made again" in process.stderr.readline()
            assert process.wait() == 0
        reader.execute(f"DROP SCHEMA {schema} CASCADE".encode())


PAUSING = """
import sys
from parley.events import workers
from parley.events.sql.views import SqlViews
from parley.cli.main import main

right = SqlViews.rewrite

def write(views, make):
    written = right(views, make)
    sys.stderr.write("one is written\\n")
    sys.stdin.read()
    return written

SqlViews.rewrite = write
workers.STREAMS_PER_BATCH = 1
sys.exit(main(sys.argv[1:]))
"""
