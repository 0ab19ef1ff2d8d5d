"""`parley log --follow`: a real process that follows, and a second one that records."""

import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import Self

import psycopg
import pytest

from tests.children import hear_ctrl_c
from tests.cli.desk import NEW, TOLD, Desk
from tests.cli.recorded_talks import STREAM, at, recording, step
from tests.cli.terminal import ANSWER_SECONDS_MAX, PROGRAM, Place, Screen
from tests.events.saying import group, say
from tests.events.tampering import append_unjudged

OFFER = ("offer", "INC", "AAP", "7", "--at", "2024-09-06", "--speaker", "A. Speaker")


class Watching:
    """A process that watches; a context manager that ends it. Everything is read as it comes."""

    def __init__(self, place: Place, *words: str, db: str | None = None) -> None:
        environment = {**place.environment, **({} if db is None else {"PARLEY_DB": db})}
        self.process = subprocess.Popen(
            [*PROGRAM, "log", "--follow", *words],
            cwd=place.here,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=hear_ctrl_c,
        )
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        self.out, self.err = self.process.stdout, self.process.stderr

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.out.close()
        self.err.close()

    def line(self) -> str:
        return _line(self.out.fileno())

    def message(self) -> str:
        return _line(self.err.fileno())

    def end(self, number: int | None = None) -> tuple[int, str]:
        """Send a signal; return the exit code and what is left to read on stderr."""
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(ANSWER_SECONDS_MAX)
        return code, self.err.read().decode()


def _line(descriptor: int) -> str:
    """The next line, without its end; nothing where there will be none."""
    deadline, line = time.monotonic() + ANSWER_SECONDS_MAX, b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], deadline - time.monotonic())
        assert ready, f"no line came: {line!r}"
        sign = os.read(descriptor, 1)
        if not sign:
            break
        line += sign
    return line.decode().removesuffix("\n")


def record(desk: Desk, *words: str) -> None:
    """Record in a second process."""
    done = desk.place.run_program(*words, "-n", "talks")
    assert done.code == 0, done


def test_each_record_is_a_line_as_soon_as_it_is_recorded(desk: Desk) -> None:
    with Watching(desk.place) as watching:
        assert watching.message() == "watching talks from @2 on; Ctrl-C ends it"
        record(desk, *OFFER)
        assert watching.line() == "@2 talks#2 offer INC→AAP 7 (of 90) 6 Sep 2024 · proposed"
        record(desk, "meet", "INC", "AAP", "--at", "2024-09-05", "--speaker", "A. Speaker")
        assert watching.line() == "@3 talks#3 meeting INC→AAP 5 Sep 2024"
        record(desk, "retract", "3", "--reason", "a slip")
        assert watching.line() == "@4 talks#4 we took back v3 · proposed"
        code, said = watching.end(signal.SIGINT)
        assert (code, said) == (
            130,
            "error: stopped after @4\nhint: parley log --follow --since @5 goes on\n",
        )


def test_it_begins_at_a_position_and_leaves_other_streams_out(desk: Desk) -> None:
    desk.must("source", "add", "wire", "--outlet", "The Paper")
    desk.must("new", "other", *NEW[2:])
    desk.must(*OFFER, "-n", "talks")
    with Watching(desk.place, "-n", "talks", "--since", "@1") as watching:
        assert watching.line() == "@1 talks#1 registered: Talks"
        assert watching.line().startswith("@4 talks#2 offer INC→AAP 7")
    with Watching(desk.place, "--all", "--since", "@2") as watching:
        assert watching.line() == "@2 sources#1 source wire"
        assert watching.line() == "@3 other#1 registered: Talks"
        assert watching.line().startswith("@4 talks#2 ")


def test_a_program_gets_the_records_as_export_writes_them(desk: Desk) -> None:
    desk.must(*OFFER)
    with Watching(desk.place, "--all", "--since", "@1", "--jsonl") as watching:
        lines = [watching.line() for _ in range(2)]
        assert lines == desk.must("export").stdout.splitlines()
        record(desk, "meet", "INC", "AAP", *TOLD)
        assert json.loads(watching.line())["position"] == 3
        code, said = watching.end(signal.SIGINT)
        assert code == 130
        assert json.loads(said.splitlines()[-1])["hint"] == "parley log --follow --since @4 goes on"


def test_sigterm_ends_it_without_an_error(desk: Desk) -> None:
    with Watching(desk.place) as watching:
        watching.message()
        assert watching.end(signal.SIGTERM) == (0, "")


def test_it_ends_when_nobody_reads_any_more(desk: Desk) -> None:
    with Watching(desk.place) as watching:
        watching.message()
        watching.out.close()
        assert watching.end() == (0, "")


def test_ctrl_c_at_a_terminal_ends_it(desk: Desk) -> None:
    with Screen(desk.place, "log", "--follow") as screen:
        screen.wait_for("Ctrl-C ends it")
        screen.type("\x03")
        assert screen.leave() == 130
        assert "parley log --follow --since @2 goes on" in screen.text
        assert "Traceback" not in screen.text


def test_what_cannot_be_read_is_said_and_keeps_nothing_back(place: Place) -> None:
    with recording(place.here / "parley.db") as ledger:
        ledger.record(
            [step("OfferMade", "2024-09-06", terms={"issue": "seat_count", "quantity": "5"})]
        )
        append_unjudged(ledger.store, "NoSuchType", {"x": 1}, stream=STREAM)
        ledger.store.append([group(say("anything/else", 1, None, id=1))])
    with Watching(place, "--all", "--since", "@2") as watching:
        assert watching.line().startswith("@2 talks#2 offer INC→AAP 5 ")
        assert watching.line().startswith("@3 talks#3 NoSuchType · negotiation/talks cannot be")
        assert watching.line() == "@4 anything/else#1 step_reported"
        assert watching.end(signal.SIGTERM)[0] == 0


def test_late_news_is_told_as_it_stands(place: Place) -> None:
    with recording(place.here / "parley.db", now=at(1)) as ledger:
        ledger.record([step("TalksOpened", "2024-09-06")])
        ledger.record([step("AllianceProposed", "2024-09-05")])
        ledger.record([step("MeetingHeld", "2024-09-07")])
    with Watching(place, "--since", "@2") as watching:
        assert watching.line().endswith("6 Sep 2024 · talks underway")
        assert watching.line().endswith("5 Sep 2024 · proposed")
        assert watching.line().endswith("7 Sep 2024")


@pytest.mark.parametrize(
    ("since", "code", "said"),
    [
        ("@3", 3, "--since @3: the log ends at @1\nhint: --since @2 waits for the next record"),
        ("@0", 2, "--since “@0” is no position"),
        ("v1", 2, "--since “v1” is no position"),
    ],
)
def test_a_position_that_is_none_is_refused(desk: Desk, since: str, code: int, said: str) -> None:
    refused = desk.type("log", "--follow", "--since", since)
    assert (refused.code, said in refused.stderr) == (code, True), refused


# A server that is restarted


@pytest.fixture
def on_server(postgres: str, place: Place) -> Iterator[str]:
    """The address of a ledger with one negotiation on a server."""
    schema = f"watch_{os.getpid()}"
    db = f"{postgres}{'&' if '?' in postgres else '?'}schema={schema}"
    for words in (("init",), NEW):
        made = place.run(*words, environment={"PARLEY_DB": db})
        assert made.code == 0, made.stderr
    yield db
    with psycopg.connect(postgres) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


def test_it_hears_of_records_on_a_server(on_server: str, place: Place) -> None:
    with Watching(place, db=on_server) as watching:
        assert watching.message().startswith("watching talks from @")
        made = place.run_program(*OFFER, environment={"PARLEY_DB": on_server})
        assert made.code == 0, made
        assert " talks#2 offer INC→AAP 7 " in watching.line()
        assert watching.end(signal.SIGINT)[0] == 130
