"""Statements for tests: short to write, complete, and the same on every run."""

from parley.events.append import Group, StreamHead
from parley.events.canonical import JsonObject
from parley.events.statement import Prepared, Statement, encode_statement, prepare

LEDGER = "test.example/talks"


def identify(number: int) -> str:
    """A UUID that reads as its number."""
    return f"00000000-0000-7000-8000-{number:012d}"


def say(
    stream: str,
    version: int,
    previous: Prepared | StreamHead | None,
    *,
    id: int,
    step: JsonObject | None = None,
    ledger: str = LEDGER,
    signatures: tuple[str, ...] = (),
) -> Prepared:
    """The statement with this version of ``stream``, after ``previous``."""
    statement = Statement(
        ledger=ledger,
        stream=stream,
        id=identify(id),
        version=version,
        previous=None if previous is None else previous.hash.hex(),
        type="step_reported",
        type_version=1,
        rules=1,
        recorded_by="Asha",
        step={"words": f"step {version} of {stream}"} if step is None else step,
    )
    return prepare(encode_statement(statement), signatures)


def say_many(stream: str, count: int, *, first_id: int) -> list[Prepared]:
    """Versions 1 to ``count`` of ``stream``, each after the one before it."""
    said: list[Prepared] = []
    for version in range(1, count + 1):
        before = said[-1] if said else None
        said.append(say(stream, version, before, id=first_id + version - 1))
    return said


def group(*statements: Prepared) -> Group:
    return Group(statements)
