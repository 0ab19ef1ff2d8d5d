"""The record: a statement with the position and the time that the store gave it, as exact bytes.

These bytes are the leaf of the tree. They are composed once, stored, and only ever read after
that: whatever has to be serialised again before it can be checked will differ one day.
"""

import re

import msgspec
from msgspec import Struct

from parley.events.errors import Malformed, RecordTooLarge
from parley.events.merkle import leaf_hash
from parley.events.statement import Statement, decode_statement

__all__ = [
    "RECORD_BYTES_MAX",
    "RECORD_VERSION",
    "Outline",
    "Record",
    "compose",
    "leaf_hash",  # of a record's bytes: its place in the tree
    "outline",
    "parse",
]

RECORD_VERSION = "parley.record/v1"
RECORD_BYTES_MAX = 65_535  # an entry of C2SP tlog-tiles carries its length in 16 bits

_HEADER = re.compile(
    rb"parley\.record/v1 ([1-9][0-9]{0,15}) (0|[1-9][0-9]{0,15})\n((?:[^\n]+\n)*)\n"
)
_SIGNATURE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Record(Struct, frozen=True, kw_only=True):
    """One record, read from its bytes alone; no column of a table has a say in it.

    ``position`` counts from 1; ``recorded_at`` is µs since 1970; ``data`` is the exact leaf,
    ``statement`` its last line, and ``said`` what that line says: read once, for all who ask.
    """

    position: int
    recorded_at: int
    signatures: tuple[str, ...]
    statement: bytes
    data: bytes
    said: Statement

    @property
    def stream(self) -> str:
        return self.said.stream

    @property
    def version(self) -> int:
        return self.said.version

    @property
    def id(self) -> str:
        return self.said.id

    @property
    def type(self) -> str:
        return self.said.type


class Outline(Struct, frozen=True, kw_only=True):
    """Where a record stands: what its header says, and of its statement what chains it."""

    position: int
    recorded_at: int
    statement: bytes
    ledger: str
    stream: str
    id: str
    version: int
    previous: str | None
    type: str


def compose(
    position: int, recorded_at: int, statement: bytes, signatures: tuple[str, ...] = ()
) -> bytes:
    """The exact bytes: header line, one line per signature, a blank line, the statement.

    Raises Malformed for a signature that is not one line of text, RecordTooLarge.
    """
    for signature in signatures:
        if not _SIGNATURE.fullmatch(signature):
            raise Malformed("record", f"the signature {signature!r} is not one line of text")
    head = "".join(
        [
            f"{RECORD_VERSION} {position} {recorded_at}\n",
            *(f"{line}\n" for line in signatures),
            "\n",
        ]
    )
    data = head.encode("utf-8") + statement
    if len(data) > RECORD_BYTES_MAX:
        raise RecordTooLarge(len(data), RECORD_BYTES_MAX)
    return data


def outline(data: bytes) -> Outline:
    """Where the record stands that ``data`` spells, without looking at the rest of its statement:
    neither at the step in it, nor at how it is spelt.

    Raises as `parse` does, for what is not even an outline.
    """
    header = _HEADER.match(data)
    if header is None:
        parse(data)
        raise Malformed("record", "it has no header line")
    statement = data[header.end() :]
    try:
        said = _place.decode(statement)
    except (ValueError, RecursionError) as error:
        parse(data)  # says better what is wrong
        raise Malformed("statement", str(error)) from None
    return Outline(
        position=int(header[1]),
        recorded_at=int(header[2]),
        statement=statement,
        ledger=said.ledger,
        stream=said.stream,
        id=said.id,
        version=said.version,
        previous=said.previous,
        type=said.type,
    )


class _Place(Struct):
    ledger: str
    stream: str
    id: str
    version: int
    previous: str | None
    type: str


_place = msgspec.json.Decoder(_Place)


def parse(data: bytes) -> Record:
    """The record that ``data`` spells; for every record, compose(parse(data)) is data again.

    Raises Malformed or NotCanonical for anything `compose` and `encode_statement` cannot make,
    RecordTooLarge.
    """
    if len(data) > RECORD_BYTES_MAX:
        raise RecordTooLarge(len(data), RECORD_BYTES_MAX)
    header = _HEADER.match(data)
    if header is None:
        raise Malformed("record", f"the header line is not '{RECORD_VERSION} <position> <time>'")
    try:
        signatures = tuple(header[3].decode("utf-8").split("\n")[:-1])
    except UnicodeDecodeError:
        raise Malformed("record", "a signature line is not UTF-8") from None
    if not all(map(_SIGNATURE.fullmatch, signatures)):
        raise Malformed("record", "a signature line holds a control character")
    statement = data[header.end() :]
    return Record(
        position=int(header[1]),
        recorded_at=int(header[2]),
        signatures=signatures,
        statement=statement,
        data=data,
        said=decode_statement(statement),
    )
