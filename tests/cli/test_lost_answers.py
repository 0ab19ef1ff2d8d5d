"""An answer of a server that gets lost on the way: what is said then can be typed, and holds."""

import json
import re
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from parley.answers import opening
from parley.events.sql.postgresql import append
from tests.cli.desk import NEW, TOLD, Desk
from tests.cli.terminal import Result
from tests.events.lossy import Lossy, lossy_way

OFFER = ("offer", "INC", "AAP", "7", *TOLD)
FILE = """
parley: 1
negotiations:
  - negotiation: talks
    steps:
      - {type: MeetingHeld, by: INC, to: AAP, occurred: 2024-09-06,
         evidence: {attribution: media_report}}
      - {type: MeetingHeld, by: INC, to: AAP, occurred: 2024-09-07,
         evidence: {attribution: media_report}}
"""


class Served:
    """A desk whose ledger is on a server, behind a way on which answers can get lost."""

    def __init__(self, desk: Desk, near: str, lossy: Lossy) -> None:
        self.desk = desk
        self.near = near
        self.lossy = lossy

    def type(self, *words: str) -> Result:
        """Type a command, and get the answer."""
        return self.desk.type(*words, "--db", self.near)

    def lose(self, *words: str) -> Result:
        """Type a command that is recorded and never answered."""
        self.lossy.lose(b"COMMIT\0", after=b'".append( ', for_good=True)  # not who may append
        far = f"{self.near}&host={self.lossy.folder}"
        return self.desk.type(*words, "--db", far)

    def size(self) -> int:
        """How many records there are."""
        with opening.open_ledger(self.near, clock=lambda: self.desk.now) as ledger:
            return ledger.head().size


@pytest.fixture
def served(desk: Desk, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr(append, "ANSWER_SECONDS_MAX", 0.2)
    schema = f"t{uuid4().hex}"
    near = f"{postgres}&schema={schema}"
    desk.must("db", "copy", "parley.db", near)
    with lossy_way(postgres) as lossy:
        yield Served(desk, near, lossy)
    with psycopg.connect(postgres) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())


def test_a_step_is_typed_again_with_the_id_of_the_hint_and_recorded_once(served: Served) -> None:
    lost = served.lose(*OFFER)
    assert lost.code == 6
    assert "what was sent may have been recorded" in lost.stderr
    (id,) = re.findall(r"hint: type the same again with `--id (\S{36})`: ", lost.stderr)
    assert served.size() == 2
    again = served.type(*OFFER, "--id", id)
    assert again.code == 0, again.stderr
    assert "recorded before, nothing new" in again.stdout
    assert served.size() == 2


def test_an_id_that_was_given_is_said_again(served: Served) -> None:
    id = str(uuid4())
    assert f"--id {id}" in served.lose(*OFFER, "--id", id).stderr


def test_a_program_gets_the_ids_in_their_order(served: Served) -> None:
    told = "--at 2024-09-07 --speaker S"
    served.desk.write("day.txt", f"offer INC AAP 7 {told}\nreject AAP 2 {told}\n")
    lost = served.lose("import", "--from", "commands", "day.txt", "--json")
    assert lost.code == 6, lost
    ids = json.loads(lost.stderr)["ids"]
    with opening.open_ledger(served.near, clock=lambda: served.desk.now) as ledger:
        assert [record.id for record in ledger.log(after=1)] == ids
    assert "all 2 entries were recorded or none" in json.loads(lost.stderr)["hint"]
    assert ids[0] in served.type("export").stdout


def test_a_file_is_imported_again_and_recorded_once(served: Served) -> None:
    served.desk.write("talks.yaml", FILE)
    lost = served.lose("import", "talks.yaml")
    assert lost.code == 6
    assert "hint: import the same file again: " in lost.stderr
    assert served.size() == 3
    again = served.type("import", "talks.yaml")
    assert again.stdout == (
        "talks: 2 entries · v2 to v3 · no talks yet · recorded before, nothing new\n"
    )
    assert served.size() == 3


def test_a_lost_registration_is_typed_again_with_its_id(served: Served) -> None:
    words = ("new", "other", *NEW[2:])
    (id,) = re.findall(r"--id (\S{36})`:", served.lose(*words).stderr)
    again = served.type(*words, "--id", id)
    assert "recorded before, nothing new" in again.stdout, again.stderr
