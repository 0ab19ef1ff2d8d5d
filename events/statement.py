"""What a recorder says: one step at one version of one stream, as canonical JSON.

It is apart from the record because a recorder can sign only what a recorder knows: there is no
position and no clock in it. Through ``previous`` a signature covers the whole history of the
stream that its writer saw.
"""

from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from parley.events.canonical import (
    INTEGER_LIMIT,
    JsonObject,
    JsonValue,
    check_plain_keys,
    check_value,
    decode,
    encode,
)
from parley.events.errors import Malformed

STATEMENT_VERSION = 1
NAME_LENGTH_MAX = 200  # characters of a stream, a ledger or a recorder

# `\A` and `\Z`, because `$` would let a line feed pass at the end.
LedgerName = Annotated[str, Meta(pattern=r"\A[!-~]+\Z", max_length=NAME_LENGTH_MAX)]
StreamName = Annotated[
    str, Meta(pattern=r"\A[a-z]+(/[a-z0-9][a-z0-9._-]*)?\Z", max_length=NAME_LENGTH_MAX)
]
StatementId = Annotated[
    str, Meta(pattern=r"\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")
]
TypeName = Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9_.-]*\Z", max_length=100)]
PersonName = Annotated[str, Meta(pattern=r"\A[^\x00-\x1f\x7f-\x9f]+\Z", max_length=NAME_LENGTH_MAX)]
HashText = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Counting = Annotated[int, Meta(ge=1, lt=INTEGER_LIMIT)]


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The members of a statement; docs/format.md is the contract for other readers.

    ``id`` is a UUID in lower case. ``previous`` is the SHA-256, in lower-case hex, of the
    statement before it in its stream; it MUST be None at version 1 and only there. ``rules`` is
    the version of the rules that judged the step, or None where nothing is judged.
    """

    v: int = STATEMENT_VERSION
    ledger: LedgerName
    stream: StreamName
    id: StatementId
    version: Counting
    previous: HashText | None
    type: TypeName
    type_version: Counting
    rules: Counting | None
    recorded_by: PersonName
    step: dict[str, JsonValue]

    def __post_init__(self) -> None:
        if self.v != STATEMENT_VERSION:
            raise ValueError(f"v is {self.v}; this release reads {STATEMENT_VERSION}")
        if (self.version == 1) is not (self.previous is None):
            raise ValueError(
                f"previous is {'missing' if self.previous is None else 'given'} at version "
                f"{self.version}; it is null at version 1 and only there"
            )


class Prepared(Struct, frozen=True, kw_only=True):
    """A statement ready to append: its bytes, and what the store compares; made by `prepare`.

    ``hash`` and ``previous`` are 32 bytes; ``signatures`` are header lines without line ends.
    """

    statement: bytes
    ledger: str
    stream: str
    id: str
    version: int
    previous: bytes | None
    type: str
    hash: bytes
    signatures: tuple[str, ...] = ()


def encode_statement(statement: Statement) -> bytes:
    """The canonical bytes: made once, kept, and retried as they are. Raises NotCanonical."""
    members: JsonObject = msgspec.structs.asdict(statement)
    return encode(members)


def state(statement: Statement) -> Prepared:
    """A statement ready to append. What we would not read we must not write, so that it raises as
    `prepare` does."""
    return prepare(encode_statement(statement))


def decode_statement(data: bytes) -> Statement:
    """The statement that ``data`` spells, if it is spelt canonically.

    Raises Malformed: a missing or unknown member, a wrong type, a value out of bounds, another
    spelling. Raises NotCanonical for anything outside our part of JSON.
    """
    try:
        statement = _decoder.decode(data)
    except (ValueError, RecursionError) as error:
        decode(data)  # says better what is wrong, when the JSON is
        raise Malformed("statement", str(error)) from None
    check_value({"step": statement.step})  # in its place, so that levels and paths are right
    if _encoder.encode(statement) != data:
        decode(data)
        raise Malformed("statement", "the bytes are not its canonical spelling (RFC 8785)")
    return statement


def check_ledger_name(name: str) -> None:
    """Raises Malformed for a ledger's name that no statement could repeat."""
    try:
        msgspec.convert(name, LedgerName)
    except msgspec.ValidationError as error:
        raise Malformed("ledger name", str(error)) from None


def statement_hash(data: bytes) -> bytes:
    """SHA-256 of a statement's bytes; in hex it is the next statement's ``previous``."""
    return sha256(data).digest()


def prepare(data: bytes, signatures: tuple[str, ...] = ()) -> Prepared:
    """What a writer hands to a store.

    Raises as `decode_statement` does; NotCanonical for keys that have to be escaped, which earlier
    releases wrote and which are read for ever.
    """
    statement = decode_statement(data)
    if b"\\" in data or b"\x7f" in data:
        check_plain_keys(statement.step)
    return Prepared(
        statement=data,
        ledger=statement.ledger,
        stream=statement.stream,
        id=statement.id,
        version=statement.version,
        previous=None if statement.previous is None else bytes.fromhex(statement.previous),
        type=statement.type,
        hash=statement_hash(data),
        signatures=signatures,
    )


_decoder = msgspec.json.Decoder(Statement)
_encoder = msgspec.json.Encoder(order="sorted")
