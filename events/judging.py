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
from parley.events.clock import next_recorded_at
from parley.events.errors import (
    IntegrityError,
    RecordError,
    StreamStopped,
    VersionConflict,
    ViewsDamaged,
    flaw_of,
)
from parley.events.flaws import FoldUnusable
from parley.events.ids import new_id
from parley.events.kinds import SOURCE_TABLE
from parley.events.own import own_version, written_own
from parley.events.own_door import own_problems, register_with
from parley.events.politics import (
    Addition,
    Draft,
    Entry,
    Extension,
    Judged,
    Wanted,
    entry_of,
)
from parley.events.reading import LedgerReading
from parley.events.receipts import Receipt, receipt_of
from parley.events.record import compose, parse
from parley.events.refusals import NotRecorded, Refusal
from parley.events.sources import SourcesGiven
from parley.events.statement import Prepared, Statement, state
from parley.events.storable import blame
from parley.events.store import Standing
from parley.events.views import StreamChange

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
    ) -> tuple[list[Receipt], list[Prepared], tuple[StreamChange, ...] | None]:
        """What is to be answered of each draft, in their order, then of entries that have to come
        with them; their statements, behind those that stand; and what these change in the rows of
        the views. Of no drafts there are none, which only an append refuses.

        `expected` names the version that the writer saw, by stream. Raises NotRecorded,
        VersionConflict, StreamStopped, ViewsDamaged, RecordTooLarge, StoreError.
        """
        standing = self._standing(drafts)
        sources = SourcesGiven(self._ledger, standing, drafts)
        register = partial(register_with, self._ledger, drafts)
        judged: dict[int, Judged] = {}
        extensions: dict[str, Extension | None] = {}
        problems: list[tuple[int, Refusal]] = []
        additions: list[tuple[int, str, Addition]] = []
        for stream, numbers in _numbers_by_stream(drafts).items():
            head = standing.streams.get(stream)
            actual = 0 if head is None else head.version
            if stream in expected and expected[stream] != actual:
                raise VersionConflict(stream, expected[stream], actual)
            if not self._politics.concerns(stream):
                problems += own_problems(
                    self._ledger, self._politics, drafts, numbers, self._clock()
                )
                continue
            history = partial(self._history, stream, head)
            fold = self._fold(stream, standing)
            with self._blaming_fold(stream, fold, history):
                verdict = self._politics.judge(
                    stream,
                    [msgspec.structs.replace(drafts[each], id=ids[each]) for each in numbers],
                    fold=fold,
                    history=history,
                    recall=partial(self._recall, stream, standing),
                    sources=sources,
                    register=register,
                    recorder=self._recorder,
                    now=self._clock(),
                )
            problems += [(numbers[each.draft], each) for each in verdict.problems]
            additions += [(numbers[each.draft], stream, each) for each in verdict.additions]
            judged |= dict(zip(numbers, verdict.judged, strict=False))
            extensions[stream] = verdict.change
        if problems:
            raise NotRecorded(sorted(problems, key=lambda each: each[0]))
        if additions:
            return self._judge_with(additions, drafts, ids, expected)
        receipts, prepared = self._stated(drafts, ids, judged, standing.streams)
        changes = self._changes(drafts, prepared, extensions, standing)
        return receipts, prepared, changes

    def _changes(
        self,
        drafts: Sequence[Draft],
        prepared: Sequence[Prepared],
        extensions: Mapping[str, Extension | None],
        standing: Standing,
    ) -> tuple[StreamChange, ...] | None:
        """What these statements change in the rows; None where those are not there to be changed.

        Raises NotRecorded for what could not be kept, RecordTooLarge.
        """
        recorded_at = next_recorded_at(self._clock(), standing.head.recorded_at)
        records = [
            compose(standing.head.size + number, recorded_at, each.statement)
            for number, each in enumerate(prepared, 1)
        ]
        changes: list[StreamChange] = []
        current = standing.current
        for stream, numbers in _numbers_by_stream(drafts).items():
            head, last = standing.streams.get(stream), prepared[numbers[-1]].version
            extension = extensions.get(stream)
            if extension is None:
                steps = {prepared[each].version: _own_step(drafts[each]) for each in numbers}
                changes.append(self._projector.own(stream, steps))
                continue
            fold = standing.folds.get(stream)
            current = current and (None if fold is None else fold.version) == (
                None if head is None else head.version
            )
            try:
                changes.append(self._projector.judged(stream, last, extension))
            except StreamStopped:
                entries = [(each, entry_of(parse(records[each]))) for each in numbers]
                history = self._history(stream, head)
                raise blame(self._projector, stream, history, entries) from None
        return tuple(changes) if current else None

    def _judge_with(
        self,
        additions: Sequence[tuple[int, str, Addition]],
        drafts: Sequence[Draft],
        ids: Sequence[str],
        expected: Mapping[str, int],
    ) -> tuple[list[Receipt], list[Prepared], tuple[StreamChange, ...] | None]:
        """The same with entries that have to come with the drafts, at their end: the versions at
        which the drafts were to stand, and point at each other, stay."""
        more = [
            Draft(stream=stream, type=each.type, fields=each.fields)
            for _, stream, each in additions
        ]
        new_ids = [new_id(self._clock()) for _ in more]
        try:
            receipts, prepared, changes = self.judge([*drafts, *more], [*ids, *new_ids], expected)
        except NotRecorded as refused:
            owners = [*range(len(drafts)), *(number for number, _, _ in additions)]
            problems = [(owners[number], problem) for number, problem in refused.problems]
            raise NotRecorded(problems) from refused
        for number, _, each in additions:
            known = (*receipts[number].known, each.known)
            receipts[number] = msgspec.structs.replace(receipts[number], known=known)
        return receipts, prepared, changes

    def _stated(
        self,
        drafts: Sequence[Draft],
        ids: Sequence[str],
        judged: Mapping[int, Judged],
        heads: Mapping[str, StreamHead],
    ) -> tuple[list[Receipt], list[Prepared]]:
        """The statements of judged drafts, each following the one before it in its stream."""
        last = {stream: (head.version, head.hash) for stream, head in heads.items()}
        receipts: list[Receipt] = []
        prepared: list[Prepared] = []
        for number, draft in enumerate(drafts):
            version, previous = last.get(draft.stream, (0, None))
            made = judged.get(number)
            step = _own_step(draft) if made is None else made.step
            ready = state(
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
            last[draft.stream] = (version + 1, ready.hash)
            prepared.append(ready)
            receipts.append(receipt_of(draft, step, ids[number], version + 1, made))
        return receipts, prepared

    def _standing(self, drafts: Sequence[Draft]) -> Standing:
        """What judging needs, of one moment; rows that are behind are brought up first."""
        streams = list(_numbers_by_stream(drafts))
        sources = self._politics.sources_of(drafts)

        def look() -> Standing:
            return self._store.standing(streams, SOURCE_TABLE.name, "source", sources)

        standing = look()
        if not standing.current and self._ledger.catch_up():
            standing = look()
        return standing

    def _history(self, stream: str, head: StreamHead | None) -> list[Entry]:
        """The entries up to the one that the drafts follow, whoever records meanwhile.

        Raises StreamStopped where one of them cannot be read.
        """
        try:
            return [] if head is None else self._ledger.entries(stream, head.position)
        except IntegrityError as error:
            raise StreamStopped(stream, flaw_of(error)) from error

    def _fold(self, stream: str, standing: Standing) -> bytes | None:
        """The stream's fold up to its end, from the views where they have got that far."""
        head, fold = standing.streams.get(stream), standing.folds.get(stream)
        if head is None:
            return None
        if fold is not None and fold.version == head.version:
            return fold.data
        extension = self._projector.refolded(stream, self._history(stream, head))
        self._projector.complete(stream, extension)
        return extension.fold

    def _recall(
        self, stream: str, standing: Standing, wanted: Sequence[Wanted]
    ) -> list[list[JsonObject]] | None:
        """Rows as they are with the fold that is judged on, where that is the stored one."""
        head, fold = standing.streams.get(stream), standing.folds.get(stream)
        if head is None or fold is None or fold.version != head.version:
            return None
        return self._projector.recall(stream, fold.version, wanted)

    @contextmanager
    def _blaming_fold(
        self, stream: str, fold: bytes | None, history: Callable[[], Sequence[Entry]]
    ) -> Iterator[None]:
        """Raises ViewsDamaged for what is raised over a stored fold that is not the records'."""
        try:
            yield
        except (RecordError, MemoryError):
            raise
        except Exception as error:
            if self._projector.refolded(stream, history()).fold == fold:
                raise
            raise ViewsDamaged(FoldUnusable(stream)) from error


def _numbers_by_stream(drafts: Sequence[Draft]) -> dict[str, list[int]]:
    """The numbers of the drafts of each stream, in the order in which they come."""
    numbers: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        numbers.setdefault(draft.stream, []).append(number)
    return numbers


def _own_step(draft: Draft) -> JsonObject:
    return written_own(draft.stream, draft.type, draft.fields)
