"""Growth is measured, on little: each figure is there, and each proof from tiles holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench import growth, talks
from bench.ground import made
from bench.places import engines_here, places


@pytest.mark.parametrize("engine", engines_here())
def test_a_ledger_is_measured_at_each_size(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "SAMPLES", 2)
    with places(engine) as (_, place):
        found = list(growth.measure_growth(place(), (100, 300)))
    assert [row[0] for _, row in found] == ["101", "303"]
    assert all(figures[each] > 0 for figures, _ in found for each in growth.TIMED)
    assert all(figures["beside"] > 0 for figures, _ in found)


def test_a_proof_from_tiles_holds_for_every_part_of_a_tree(tmp_path: Path) -> None:
    path = str(tmp_path / "tiles.db")
    with made(path) as ledger, closing(sqlite3.connect(path)) as file:
        talks.fill(ledger, 30, 24)
        size = ledger.store.integrate()
        assert 512 < size < 768
        asked: list[tuple[int, int]] = []

        def read(level: int, number: int) -> bytes | None:
            asked.append((level, number))
            row = file.execute(growth.OF_A_FILE, (level, number)).fetchone()
            return None if row is None else bytes(row[0])

        root = ledger.store.root(size)
        for index in (0, 1, 255, 256, 511, 512, 600, size - 1):
            growth.proof_from_tiles(ledger, size, root, read, index)
        assert (0, 1) in asked
        with pytest.raises(RuntimeError, match="does not hold"):
            growth.proof_from_tiles(ledger, size, bytes(32), read, 5)
