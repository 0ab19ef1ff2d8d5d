"""Rows that an answer reads table by table are of one position, whoever records meanwhile."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bench import talks
from parley.answers.opening import create_ledger, open_ledger
from parley.answers.stored import StoredRows
from parley.cli.main import main
from parley.negotiation.rows import EvidenceRow, OfferRow, RowStruct, StepRow
from parley.negotiation.views.seen import PlainRows

STREAM = talks.name_of(1)
KINDS: tuple[type[RowStruct], ...] = (StepRow, OfferRow, EvidenceRow)


@pytest.fixture
def place(tmp_path: Path) -> str:
    url = str(tmp_path / "stored.db")
    with create_ledger(url, recorder="tests", name="tests/stored") as ledger:
        steps = [talks.step(STREAM, number) for number in range(6)]
        ledger.record([talks.registration(STREAM), *steps])
    return url


def test_what_is_recorded_between_two_readings_is_not_in_the_answer(place: str) -> None:
    with open_ledger(place, recorder="tests") as ledger:
        then = ledger.head().size
        stored = StoredRows(ledger, [STREAM], then)
        found: list[Sequence[RowStruct]] = [stored.read(STREAM, StepRow)]
        ledger.record([talks.offer(STREAM, 7)])
        found += [stored.read(STREAM, kind) for kind in KINDS[1:]]
        whole = PlainRows(ledger.rows_at(STREAM, then))
        assert found == [whole.read(kind) for kind in KINDS]
        now = StoredRows(ledger, [STREAM], then + 1)
        assert len(now.read(STREAM, OfferRow)) == len(found[1]) + 1


def test_a_damaged_cell_is_told_in_one_sentence(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(place)) as shell, shell:
        shell.execute("UPDATE step SET facts = '{' WHERE step = 3")
    assert main(["--db", place, "--no-input", "-n", STREAM.partition("/")[2], "status"]) == 5
    said = capsys.readouterr().err
    assert "internal error" not in said
    assert "step" in said
    assert "rebuild" in said
