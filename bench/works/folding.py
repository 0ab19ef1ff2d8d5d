"""A negotiation of a thousand steps: loaded and folded from its records."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench import talks
from bench.ground import grown, made
from bench.peers import NAME, on_file
from bench.result import HEADS, Result, at_least, rates
from bench.scale import Scale
from bench.turns import Side, in_turn

__all__ = ["RawStatement", "measure", "payload"]

LENGTH = 1_000
RAW, PEER, OURS = "select and typed decode", f"{NAME}, repository.get", "parley folds"
INCLUDES = (
    "One negotiation of a thousand steps; a piece of work is all of it. Raw: selected and decoded"
    " into a typed statement, nothing folded. parley: to the state, offers, claims and flags at its"
    " end, every pointer and place in order."
)


class RawStatement(msgspec.Struct):
    """What a raw reader decodes a record into."""

    ledger: str
    stream: str
    id: str
    version: int
    type: str
    recorded_by: str
    step: dict[str, object]
    previous: str | None = None


def payload(record: bytes) -> bytes:
    """The statement in the bytes of a record."""
    return record[record.index(b"\n\n") + 2 :]


def measure(scale: Scale) -> Iterator[Result]:
    """On a file."""
    stream = talks.name_of(0)
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "ours.db")
        with made(path) as ledger, closing(on_file(str(folder / "peer.db"), 1, LENGTH)) as peer:
            grown(ledger, stream, LENGTH - 1)
            decode = msgspec.json.Decoder(RawStatement).decode
            connection = sqlite3.connect(path)
            select = "SELECT record FROM record WHERE stream = ? ORDER BY version"

            def raw() -> None:
                for (record,) in connection.execute(select, (stream,)):
                    decode(payload(record))

            def fold() -> None:
                ledger.politics.refold(stream, ledger.entries(stream))

            (held,) = peer.held
            sides = {
                RAW: _each(raw),
                PEER: _each(lambda: peer.app.repository.get(held.id)),
                OURS: _each(fold),
                "parley reads every row": _each(lambda: ledger.rows(stream)),
            }
            taken = in_turn(sides, each=1, rounds=scale.rounds)
    goal = at_least(
        f"load and fold a stream of 1,000, against {PEER}",
        taken[PEER].seconds / taken[OURS].seconds,
        0.8,
        "0.12",
    )
    yield Result("A negotiation of a thousand steps, SQLite", INCLUDES, HEADS, rates(taken), [goal])


def _each(work: Callable[[], object]) -> Side:
    def repeat(times: int) -> None:
        for _ in range(times):
            work()

    return repeat
