"""Judging drafts: on the account as it stands, behind the versions that stand, to the last byte.

What may stand becomes statements, each following the one before it in its stream, and is folded
and held against the tables as it will be. Recording and trying out are the same up to here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import msgspec

from parley.events.append import StreamHead
from parley.events.canonical import JsonObject
from parley.events.errors import (
    IntegrityError,
    Malformed,
    RecordError,
    StreamStopped,
    VersionConflict,
    ViewsDamaged,
)
from parley.events.ids import new_id
from parley.events.kinds import SOURCES, read_source
from parley.events.own import own_version, written_own
from parley.events.own_door import malformed, own_problems, register_with
from parley.events.politics import Addition, Draft, Entry, Judged
from parley.events.reading import LedgerReading
from parley.events.receipts import Receipt, receipt_of
from parley.events.refusals import NotRecorded, Refusal
from parley.events.statement import Prepared, Statement, encode_statement, prepare
from parley.events.storable import Standing, check_storable

__all__ = ["Judging"]


class Judging:
    """Makes statements of drafts, or says why they may not stand; writes nothing.

    `recorder` is named in every statement; `clock` answers µs since 1970, UTC.
    """

    def __init__(self, ledger: LedgerReading, recorder: str, clock: Callable[[], int]) -> None:
        self._ledger = ledger
        self._store = ledger.store
        self._politics = ledger.politics
        self._projector = ledger.projector
        self._recorder = recorder
        self._clock = clock

    def judge(
        self, drafts: Sequence[Draft], ids: Sequence[str], expected: Mapping[str, int]
    ) -> tuple[list[Receipt], list[Prepared]]:
        """The statements of drafts, behind those that stand, and what is to be answered of each:
        first of the drafts, in their order, then of entries that have to come with them.

        `expected` names the version that the writer saw, by stream. Raises NotRecorded,
        VersionConflict, StreamStopped, ViewsDamaged, RecordTooLarge, StoreError.
        """
        self._ledger.catch_up()
        sources = self._sources_with(drafts)
        register = partial(register_with, self._ledger, drafts)
        heads: dict[str, StreamHead | None] = {}
        standing: dict[str, Standing] = {}
        judged: dict[int, Judged] = {}
        problems: list[tuple[int, Refusal]] = []
        additions: list[tuple[int, str, Addition]] = []
        for stream in dict.fromkeys(draft.stream for draft in drafts):
            head = heads[stream] = self._store.stream_head(stream)
            actual = 0 if head is None else head.version
            if stream in expected and expected[stream] != actual:
                raise VersionConflict(stream, expected[stream], actual)
            numbers = [each for each, draft in enumerate(drafts) if draft.stream == stream]
            if not self._politics.concerns(stream):
                problems += own_problems(
                    self._ledger, self._politics, drafts, numbers, self._clock()
                )
                continue
            history = partial(self._history, stream, head)
            standing[stream] = Standing(self._fold(stream, head), history)
            with self._blaming_fold(stream, standing[stream]):
                verdict = self._politics.judge(
                    stream,
                    [msgspec.structs.replace(drafts[each], id=ids[each]) for each in numbers],
                    fold=standing[stream].fold,
                    history=history,
                    sources=sources,
                    register=register,
                    recorder=self._recorder,
                    now=self._clock(),
                )
            problems += [(numbers[each.draft], each) for each in verdict.problems]
            additions += [(numbers[each.draft], stream, each) for each in verdict.additions]
            judged |= dict(zip(numbers, verdict.judged, strict=False))
        if problems:
            raise NotRecorded(sorted(problems, key=lambda each: each[0]))
        if additions:
            return self._judge_with(additions, drafts, ids, expected)
        receipts, prepared = self._stated(drafts, ids, judged, heads)
        end, now = self._store.head(), self._clock()
        check_storable(self._projector, prepared, standing, head=end, now=now)
        return receipts, prepared

    def _judge_with(
        self,
        additions: Sequence[tuple[int, str, Addition]],
        drafts: Sequence[Draft],
        ids: Sequence[str],
        expected: Mapping[str, int],
    ) -> tuple[list[Receipt], list[Prepared]]:
        """The same with entries that have to come with the drafts, at their end: the versions at
        which the drafts were to stand, and point at each other, stay."""
        more = [
            Draft(stream=stream, type=each.type, fields=each.fields)
            for _, stream, each in additions
        ]
        new_ids = [new_id(self._clock()) for _ in more]
        try:
            receipts, prepared = self.judge([*drafts, *more], [*ids, *new_ids], expected)
        except NotRecorded as refused:
            owners = [*range(len(drafts)), *(number for number, _, _ in additions)]
            problems = [(owners[number], problem) for number, problem in refused.problems]
            raise NotRecorded(problems) from refused
        for number, _, each in additions:
            known = (*receipts[number].known, each.known)
            receipts[number] = msgspec.structs.replace(receipts[number], known=known)
        return receipts, prepared

    def _stated(
        self,
        drafts: Sequence[Draft],
        ids: Sequence[str],
        judged: Mapping[int, Judged],
        heads: Mapping[str, StreamHead | None],
    ) -> tuple[list[Receipt], list[Prepared]]:
        """The statements of judged drafts, each following the one before it in its stream."""
        last = {
            stream: (0, None) if head is None else (head.version, head.hash)
            for stream, head in heads.items()
        }
        receipts: list[Receipt] = []
        prepared: list[Prepared] = []
        for number, draft in enumerate(drafts):
            version, previous = last[draft.stream]
            made = judged.get(number)
            step = _own_step(draft) if made is None else made.step
            statement = encode_statement(
                Statement(
                    ledger=self._store.info.ledger,
                    stream=draft.stream,
                    id=ids[number],
                    version=version + 1,
                    previous=None if previous is None else previous.hex(),
                    type=draft.type,
                    type_version=own_version(draft.type) if made is None else made.type_version,
                    rules=None if made is None else made.rules,
                    recorded_by=self._recorder,
                    step=step,
                )
            )
            ready = prepare(statement)
            last[draft.stream] = (version + 1, ready.hash)
            prepared.append(ready)
            receipts.append(receipt_of(draft, step, ids[number], version + 1, made))
        return receipts, prepared

    def _sources_with(self, drafts: Sequence[Draft]) -> dict[str, JsonObject]:
        sources = self._ledger.sources()
        for number, draft in enumerate(drafts):
            if draft.stream != SOURCES:
                continue
            try:
                source = read_source(draft.fields)
            except Malformed as error:
                raise NotRecorded([(number, malformed(error.what, error.reason))]) from error
            sources[source.source] = msgspec.structs.asdict(source)
        return sources

    def _history(self, stream: str, head: StreamHead | None) -> list[Entry]:
        """The entries up to the one that the drafts follow, whoever records meanwhile.

        Raises StreamStopped where one of them cannot be read.
        """
        try:
            return [] if head is None else self._ledger.entries(stream, head.position)
        except IntegrityError as error:
            raise StreamStopped(stream, "; ".join(error.findings)) from error

    def _fold(self, stream: str, head: StreamHead | None) -> bytes | None:
        """The stream's fold up to `head`, from the views where they have got that far."""
        if head is None:
            return None
        if self._projector.usable:
            fold = self._store.views.fold(stream)
            if fold is not None and fold.version == head.version:
                return fold.data
        extension = self._projector.refolded(stream, self._history(stream, head))
        self._projector.complete(stream, extension)
        return extension.fold

    @contextmanager
    def _blaming_fold(self, stream: str, standing: Standing) -> Iterator[None]:
        """Raises ViewsDamaged for what is raised over a stored fold that is not the records'."""
        try:
            yield
        except (RecordError, MemoryError):
            raise
        except Exception as error:
            if self._projector.refolded(stream, standing.history()).fold == standing.fold:
                raise
            raise ViewsDamaged(f"the stored fold of {stream} is damaged") from error


def _own_step(draft: Draft) -> JsonObject:
    return written_own(draft.stream, draft.type, draft.fields)
