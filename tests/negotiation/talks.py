"""One stream recorded batch by batch, as a ledger records it, but without a store.

Judging needs no more than this, and thousands of random histories a minute are possible.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter

import msgspec

from parley.answers.words.lines import line_said
from parley.events.canonical import JsonObject, JsonValue
from parley.events.changes import schema_of
from parley.events.kept_rows import KeptRows
from parley.events.politics import Draft, Entry, Wanted
from parley.negotiation.account import Account, account_of
from parley.negotiation.fold import Folded, fold_account, restored
from parley.negotiation.moments import parse_moment
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.politics import AlliancePolitics
from parley.negotiation.upcasts import TYPE_VERSIONS
from parley.negotiation.verdicts import Verdict
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.tables import TABLES
from tests.negotiation.words import STREAM

__all__ = [
    "NOW",
    "POLITICS",
    "RECORDED_AT",
    "SECOND",
    "Rows",
    "Talks",
    "end_of",
    "keyed",
    "look",
    "tabled",
]

SECOND = 1_000_000
NOW = 1_767_225_600 * SECOND
"""The writer's clock: 1 January 2026, after everything that the tests record."""
RECORDED_AT = 1_725_148_800 * SECOND
"""1 September 2024: each append is recorded a second after the one before it."""
POLITICS = AlliancePolitics()
SCHEMA = schema_of(POLITICS)
look = partial(Seen, said=line_said)
"""Rows as they are seen, said in English."""
Rows = dict[str, list[JsonObject]]


class Talks:
    """A stream: its entries, and the fold of them as a ledger would keep it."""

    def __init__(self, stream: str = STREAM, *, now: int = NOW) -> None:
        self.stream = stream
        self.now = now
        self.entries: list[Entry] = []
        self.fold: bytes | None = None
        self.batches: list[tuple[Draft, ...]] = []
        self.kept = KeptRows(SCHEMA, stream)
        self.histories_read = 0
        self.recalls = 0
        self.outrun = False
        """Whether somebody else has moved the rows on, so that none go with the fold."""
        self.refolds = 0
        self.sources: Mapping[str, JsonObject] = {}
        self.register: Mapping[str, JsonObject] = {}

    def judge(self, *drafts: Draft) -> Verdict:
        """The verdict on a batch; nothing is recorded."""
        first = len(self.entries) + 1
        return POLITICS.judge(
            self.stream,
            [msgspec.structs.replace(each, id=_id(at)) for at, each in enumerate(drafts, first)],
            fold=self.fold,
            history=self._history,
            recall=self.recall,
            sources=self.sources,
            register=lambda: self.register,
            recorder="tests",
            now=self.now,
        )

    def _history(self) -> Sequence[Entry]:
        self.histories_read += 1
        return list(self.entries)

    def recall(self, wanted: Sequence[Wanted]) -> list[list[JsonObject]] | None:
        """The rows that are asked for, as a store has them behind the last entry."""
        self.recalls += 1
        return None if self.outrun else self.kept.recall(wanted)

    def record(self, *drafts: Draft, recorded_at: int | None = None) -> Verdict:
        """Judge a batch, and take it in where nothing is wrong with it."""
        verdict = self.judge(*drafts)
        if verdict.problems:
            return verdict
        news = [
            self._entry(each.version, each.type, each.step, recorded_at) for each in verdict.judged
        ]
        self.entries += news
        self.batches.append(drafts)
        extension = POLITICS.extend(self.stream, self.fold, news, self.kept.recall)
        if extension is None:
            self.refolds += 1
            extension = POLITICS.refold(self.stream, self.entries)
        self.fold = extension.fold
        self.kept.put(extension)
        assert verdict.change is None or verdict.change.fold == self.fold
        return verdict

    def unjudged(self, draft: Draft) -> Entry:
        """The entry that a draft would be if nothing could be objected to it."""
        version = len(self.entries) + 1
        made = POLITICS.written([draft], [version], self.sources)
        return self._entry(version, draft.type, made[0], None)

    def _entry(
        self, version: int, type_name: str, made: JsonObject, recorded_at: int | None
    ) -> Entry:
        last = self.entries[-1].recorded_at if self.entries else RECORDED_AT
        return Entry(
            stream=self.stream,
            version=version,
            position=version,
            recorded_at=last + SECOND if recorded_at is None else recorded_at,
            id=_id(version),
            type=type_name,
            type_version=TYPE_VERSIONS[type_name],
            rules=1,
            recorded_by="tests",
            step=made,
        )

    @property
    def folded(self) -> Folded:
        """A fold of its own, up to the last entry."""
        return restored(self.fold or b"", self.kept.recall)

    @property
    def negotiation(self) -> Negotiation:
        """The negotiation folded from nothing up to the last entry: all its past is at hand."""
        folded, _ = fold_account(self.account())
        return folded.negotiation

    def account(self) -> Account:
        return account_of(self.stream, self.entries)

    @property
    def order(self) -> list[int]:
        """The versions in the order of occurrence."""
        return self.account().order

    def rows(self, *, public_at: int | None = None, upto: int | None = None) -> Rows:
        """The view rows by table, folded from the first `upto` entries."""
        return tabled(POLITICS.refold(self.stream, self.entries[:upto], public_at=public_at).rows)

    def seen(self, as_of: str | None = None, *, public_at: str | None = None) -> Seen:
        """The rows as they are seen at the end of a day; deadlines are compared with NOW."""
        public = None if public_at is None else end_of(public_at)
        instant = None if as_of is None else end_of(as_of)
        return look(self.stream, self.rows(public_at=public), now=self.now, as_of=instant)


def tabled(rows: Sequence[tuple[str, dict[str, JsonValue]]]) -> Rows:
    """Rows by table, each table in the order of its key, as a store gives them."""
    found: Rows = {}
    for name, key in TABLES.values():
        here = [([row[column] for column in key], row) for table, row in rows if table == name]
        found[name] = [row for _, row in sorted(here, key=itemgetter(0))]
    return found


def keyed(rows: Rows) -> dict[tuple[object, ...], JsonObject]:
    """Rows by table and key."""
    return {
        (table, *(row[column] for column in key)): row
        for table, key in TABLES.values()
        for row in rows[table]
    }


def end_of(day: str) -> int:
    """The end of a day in the arena's zone, as --as-of means it."""
    return parse_moment(day).bounds("Asia/Kolkata").latest


def _id(version: int) -> str:
    return f"00000000-0000-7000-8000-{version:012d}"
