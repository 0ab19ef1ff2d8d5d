"""What the record asks of the politics: decode, judge, fold. It is fulfilled without being known.

The two packages are strangers. Everything that crosses here is plain: JSON values, bytes, numbers;
whoever composes them (answers.opening) hands an object of this shape to a Ledger.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal, Protocol

import msgspec
from msgspec import Struct

from parley.events.canonical import DEPTH_MAX, JsonObject, JsonValue
from parley.events.record import Record
from parley.events.refusals import Refusal

__all__ = [
    "Addition",
    "Draft",
    "Entry",
    "Extension",
    "Judged",
    "Politics",
    "Problem",
    "Recall",
    "Stamp",
    "Verdict",
    "Wanted",
    "entry_of",
]


class Entry(Struct, frozen=True, kw_only=True):
    """One record of a stream as the politics read it; `step` is plain JSON, times are µs."""

    stream: str
    version: int
    position: int
    recorded_at: int
    id: str
    type: str
    type_version: int
    rules: int | None
    recorded_by: str
    step: JsonObject


class Draft(Struct, frozen=True, kw_only=True):
    """Something to be recorded in `stream`, as it was written; its text is kept in Unicode's form
    NFC, so that two spellings of one name are one name, whichever face wrote them.

    Raises ValueError where two keys of one object are one key then.
    """

    stream: str
    type: str
    fields: JsonObject
    id: str | None = None
    """A UUID given by the writer, so that a retry is recognised; None = a new one."""
    label: str | None = None
    """A name under which other drafts of the batch may point at it."""

    def __post_init__(self) -> None:
        if _is_ascii(self.fields):
            return
        normal = _normalised(self.fields, 0)
        if normal is not self.fields:
            msgspec.structs.force_setattr(self, "fields", normal)


class Judged(Protocol):
    """A draft that may be recorded."""

    @property
    def version(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def type_version(self) -> int: ...
    @property
    def rules(self) -> int: ...
    @property
    def step(self) -> JsonObject: ...
    @property
    def state(self) -> str | None: ...
    @property
    def rows(self) -> Sequence[tuple[str, JsonObject]]:
        """The rows that it made, moved or ended, by table; its own first."""

    @property
    def late(self) -> bool: ...
    @property
    def beside(self) -> bool:
        """Whether it may be at odds with what other streams say."""


class Problem(Refusal, Protocol):
    """Why draft number `draft` (from 0, within its stream) may not be recorded."""

    @property
    def draft(self) -> int: ...


class Addition(Protocol):
    """An entry that has to be recorded behind draft number `draft` (from 0), in the same append,
    so that the draft may stand; `known` is what its writer is told of it."""

    @property
    def draft(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def fields(self) -> JsonObject: ...
    @property
    def known(self) -> JsonObject: ...


class Stamp(Protocol):
    """A cell of row number `row` (from 0) that only recording fills: the position of entry
    v`version`, or its time (µs since 1970), and `at_most` where that is earlier."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def gives(self) -> Literal["position", "recorded_at"]: ...
    @property
    def at_most(self) -> int | None: ...


class Verdict(Protocol):
    """All judged, or at least one problem, or at least one addition: then nothing was judged, and
    the drafts are judged again with the additions at their end."""

    @property
    def judged(self) -> Sequence[Judged]: ...
    @property
    def problems(self) -> Sequence[Problem]: ...
    @property
    def additions(self) -> Sequence[Addition]: ...
    @property
    def change(self) -> "Extension | None":
        """What recording all that is judged changes; None where something may not stand."""


class Extension(Protocol):
    """What counting in some entries gives: rows to put, and the fold in the politics' own bytes."""

    @property
    def rows(self) -> Sequence[tuple[str, JsonObject]]: ...
    @property
    def fold(self) -> bytes: ...
    @property
    def whole(self) -> bool:
        """Whether the rows stand in place of all that the stream had."""

    @property
    def stamps(self) -> Sequence[Stamp]:
        """The cells that wait for an entry to be recorded; what stands in them means nothing."""


class Wanted(Protocol):
    """Rows of one table of a stream: those whose key has one of the numbers `steps` behind the
    stream, or those in which these columns are `empty`; without either all."""

    @property
    def table(self) -> str: ...
    @property
    def steps(self) -> Sequence[int] | None: ...
    @property
    def empty(self) -> Sequence[str]: ...


Recall = Callable[[Sequence[Wanted]], Sequence[Sequence[JsonObject]] | None]
"""Answers for each of some wishes the rows of the stream, by key, as they are with the fold that is
given beside it; None where they are not to be had."""


class Refolded(Extension, Protocol):
    """What folding a whole stream gives."""

    def cells(self, stream: str) -> Mapping[str, Sequence[tuple[bool | int | str | None, ...]]]:
        """The rows by table, each once, as the cells of the table's columns: `stream` first, JSON
        as its canonical text."""


class Examined(Protocol):
    """What judging a whole history again finds: the versions that may not stand where they stand,
    and why; and what folding it gave, None where it could not be folded to its end."""

    @property
    def refused(self) -> Sequence[tuple[int, Refusal]]: ...
    @property
    def folded(self) -> Refolded | None: ...


class Politics(Protocol):
    """The domain of a ledger."""

    @property
    def rules(self) -> int:
        """The rules version under which new statements are judged."""

    @property
    def views(self) -> int:
        """Version of the views: it grows with every change of what they answer."""

    def schema(self) -> JsonObject:
        """The view tables, in the shape of events.tables.Schema without its version."""

    def concerns(self, stream: str) -> bool:
        """Whether a stream's entries are judged and folded by these politics."""

    def sources_of(self, drafts: Sequence[Draft]) -> Collection[str]:
        """The ids of the sources that drafts name, which judging them needs."""

    def judge(
        self,
        stream: str,
        drafts: Sequence[Draft],
        *,
        fold: bytes | None,
        history: Callable[[], Sequence[Entry]],
        recall: Recall,
        sources: Mapping[str, Mapping[str, JsonValue]],
        register: Callable[[], Mapping[str, Mapping[str, JsonValue]]],
        recorder: str,
        now: int,
    ) -> Verdict:
        """Judge drafts, each with its id, that follow the stream's last entry; each is counted in
        once. `fold` is what the stream up to that entry gave, None for a stream that does not
        exist; `history`, `recall` (for rows, which MUST be those that go with the fold) and
        `register` (the entries of the ledger's register by id) are asked only if needed.
        `recorder` is who would record them."""

    def check_registered(
        self, entry: JsonObject, register: Mapping[str, Mapping[str, JsonValue]]
    ) -> Sequence[Refusal]:
        """Why an entry may not follow this register: its facts say nothing, or clash with it."""

    def check_told(
        self,
        type_name: str,
        entry: JsonObject,
        *,
        register: Callable[[], Mapping[str, Mapping[str, JsonValue]]],
        now: int,
    ) -> Sequence[Refusal]:
        """Why an entry of the ledger's own may not be recorded, though it can be read: a text that
        nobody can see, a date that is still to come, members that go round in a circle."""

    def written(
        self,
        drafts: Sequence[Draft],
        versions: Sequence[int],
        sources: Mapping[str, Mapping[str, JsonValue]],
    ) -> Sequence[JsonObject]:
        """The steps that drafts stand for at these versions, unjudged; raises ValueError."""

    def says(self, entry: Entry, step: JsonObject) -> bool:
        """Whether an entry says what one of `written` does, in whatever shape it was recorded.

        Raises ValueError for an entry that cannot be read.
        """

    def extend(
        self, stream: str, fold: bytes | None, entries: Sequence[Entry], recall: Recall
    ) -> Extension | None:
        """Count in the next entries; None where the whole stream has to be folded again. `recall`
        is as for `judge`.

        Raises ValueError for entries that cannot be folded.
        """

    def refold(
        self, stream: str, entries: Sequence[Entry], *, public_at: int | None = None
    ) -> Refolded:
        """Fold a whole stream from nothing; with `public_at` (µs) only what was public by then.

        Raises ValueError for entries that cannot be folded.
        """

    def examine(self, stream: str, entries: Sequence[Entry]) -> Examined:
        """Judge a whole history again, each entry under the rules it carries, and fold it."""


def entry_of(record: Record) -> Entry:
    """A record as an entry."""
    said = record.said
    return Entry(
        stream=said.stream,
        version=said.version,
        position=record.position,
        recorded_at=record.recorded_at,
        id=said.id,
        type=said.type,
        type_version=said.type_version,
        rules=said.rules,
        recorded_by=said.recorded_by,
        step=said.step,
    )


def _is_ascii(fields: JsonObject) -> bool:
    """Whether all text is in ASCII, which is in every form of Unicode's; no for what is no JSON."""
    try:
        return msgspec.json.encode(fields).isascii()
    except (TypeError, ValueError, RecursionError):
        return False


def _normalised(value: JsonValue, depth: int) -> JsonValue:
    """A value with all its text in NFC; itself where it is so, or deeper than any record can be."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if not isinstance(value, list | tuple | dict) or depth > DEPTH_MAX:
        return value
    parts = value.values() if isinstance(value, dict) else value
    made = [_normalised(part, depth + 1) for part in parts]
    same = all(new is old for new, old in zip(made, parts, strict=True))
    if not isinstance(value, dict):
        return value if same else made
    if same and all(key.isascii() for key in value if isinstance(key, str)):
        return value
    keys = [unicodedata.normalize("NFC", key) for key in value]
    if len({*keys}) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return dict(zip(keys, made, strict=True))
