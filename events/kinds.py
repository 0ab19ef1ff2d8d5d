"""Sources: where words were found, described once. The ledger's other own records are in
acts.py and register.py; own.py says which may stand in which stream.

A source is described once, in the stream `sources`; steps name it by id. A later description of
the same id replaces the earlier one for what is recorded from then on.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from parley.events.canonical import JsonObject
from parley.events.errors import Malformed
from parley.events.tables import Column, Table

__all__ = ["SOURCES", "SOURCE_TABLE", "SourceDescribed", "read_source", "source_row"]

SOURCES = "sources"
Line = Annotated[str, Meta(min_length=1, max_length=400, pattern=r"\A[^\n]*\Z")]


class SourceDescribed(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """An article, a broadcast, a document: where words were found."""

    source: Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9._-]*\Z", max_length=100)]
    """The id under which evidence names it."""
    outlet: Line | None = None
    """Who published it; None = not known."""
    origin: Line | None = None
    """The agency it comes from: stories of one origin are one source."""
    url: Line | None = None
    published: Line | None = None
    """When it was published, as given."""
    title: Line | None = None
    reviewed: bool | None = None
    """Whether an editor reviewed it; None = not said."""
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")] | None = None
    """Of the archived bytes, hexadecimal."""
    note: Annotated[str, Meta(min_length=1, max_length=4_000)] | None = None


SOURCE_TABLE = Table(
    name="source",
    about="One row a described source.",
    key=("stream", "source"),
    columns=(
        Column(name="stream", kind="text", about="Always `sources`."),
        Column(name="source", kind="text", about="Id under which evidence names it."),
        Column(name="outlet", kind="text", about="Who published it.", nullable=True),
        Column(name="origin", kind="text", about="The agency it comes from.", nullable=True),
        Column(name="url", kind="text", about="Where it was found.", nullable=True),
        Column(name="published", kind="text", about="Date of publication.", nullable=True),
        Column(name="title", kind="text", about="Its title.", nullable=True),
        Column(name="reviewed", kind="boolean", about="Reviewed by an editor.", nullable=True),
        Column(name="sha256", kind="text", about="Of the archived bytes.", nullable=True),
        Column(name="note", kind="text", about="Remark of the recorder.", nullable=True),
        Column(name="version", kind="integer", about="Version of the description in force."),
        Column(name="position", kind="integer", about="Its position in the log."),
        Column(name="recorded_at", kind="integer", about="When it was recorded, µs since 1970."),
    ),
)


def read_source(fields: JsonObject) -> SourceDescribed:
    """The description that plain values stand for. Raises Malformed."""
    try:
        return msgspec.convert(fields, SourceDescribed)
    except msgspec.ValidationError as error:
        raise Malformed("source", str(error)) from error


def source_row(
    source: SourceDescribed, *, version: int, position: int, recorded_at: int
) -> JsonObject:
    """The row of a description."""
    facts: JsonObject = msgspec.structs.asdict(source)
    return {
        "stream": SOURCES,
        **facts,
        "version": version,
        "position": position,
        "recorded_at": recorded_at,
    }
