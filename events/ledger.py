"""A ledger: one log with its views and sources, judged by some politics. What every face holds.

Recording a step is the command: it is judged on the account as it stands, made into a statement,
folded and held against the tables as it will be, appended with the version that was seen, and
judged again when somebody else was faster. Trying it out is the same but for the append.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import msgspec
from msgspec import Struct

from events.acts import EXPORTS, REFUSALS, AttemptRefused, ExportMade
from events.append import Appended, Group, IdTaken, Outcome, Same, StreamHead, VersionIs
from events.canonical import JsonObject
from events.clock import Oddity, oddity_of
from events.clocks import position_at
from events.errors import (
    AnswerLost,
    IdConflict,
    IntegrityError,
    Malformed,
    NoSuchStream,
    NotRecorded,
    RecordError,
    StreamStopped,
    VersionConflict,
    ViewsDamaged,
)
from events.ids import new_id
from events.kinds import SOURCE_TABLE, SOURCES, read_source
from events.own import said_of, written_own
from events.own_door import own_problems, register_with
from events.own_records import OwnRecords
from events.politics import Addition, Draft, Entry, Judged, Politics, entry_of
from events.projector import Projector, source_rows
from events.rebuild import Rebuilt, rebuild, workers_for
from events.record import Record
from events.refusing import append_refusal, is_refused_by_rule
from events.repeated import find_batch, find_each
from events.statement import Prepared, Statement, encode_statement, prepare
from events.storable import Standing, check_storable
from events.store import EventStore, Head
from events.views import Waiting, wait_silently

__all__ = ["Ledger", "Moment", "Receipt"]

ATTEMPTS_MAX = 5  # judged again after losing a race, before giving up


class Receipt(Struct, frozen=True, kw_only=True):
    """What became of one draft. `repeated` = it had been recorded before, by the same bytes."""

    stream: str
    version: int
    position: int | None
    """None for a dry run."""
    recorded_at: int | None
    id: str
    type: str
    said: str
    state: str | None
    changed: tuple[str, ...]
    late: bool
    repeated: bool = False
    unfollowed: str | None = None
    """Why the views could not follow what was recorded; None where they did."""


class Moment(Struct, frozen=True, kw_only=True):
    """A time of knowledge: everything recorded up to `position`.

    `settled` is False when the time that was asked lies after the last record: an append in
    flight may still carry an earlier time. `corrected_by` are the versions in `clocks` of the
    corrected dates without which it were another position.
    """

    position: int
    asked: int | None
    settled: bool
    corrected_by: tuple[int, ...] = ()


class Ledger(OwnRecords):
    """A store and its politics. Use as a context manager, or close() it."""

    def __init__(
        self,
        store: EventStore,
        politics: Politics,
        *,
        recorder: str,
        clock: Callable[[], int],
        reopen: Callable[[], EventStore] | None = None,
    ) -> None:
        """`clock` answers µs since 1970, UTC. `reopen` opens the same ledger for reading in
        another process; without it a rebuild uses this one alone."""
        self.store = store
        self.politics = politics
        self.recorder = recorder
        self.clock = clock
        self.projector = Projector(store, politics)
        self._reopen = reopen

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    # Recording ----------------------------------------------------------------------------------

    def record(
        self,
        drafts: Sequence[Draft],
        *,
        expected: Mapping[str, int] | None = None,
    ) -> list[Receipt]:
        """Judge and append drafts, all or none, in this order.

        `expected` names the version that the writer saw, by stream; otherwise a writer that loses
        a race is judged again. A refusal by a rule is kept where this ledger keeps refusals.
        Raises NotRecorded, NotAsMade, VersionConflict, IdConflict, StoreError; AnswerLost with the
        ids of the drafts, those that were made for them included.
        """
        _refuse_attempts(drafts)
        try:
            return self._record(drafts, expected)
        except NotRecorded as error:
            self.keep_refusal(drafts, error)
            raise

    def _record(
        self,
        drafts: Sequence[Draft],
        expected: Mapping[str, int] | None,
    ) -> list[Receipt]:
        self.projector.refuse_strange()
        repeated = self._repeated(drafts)
        if repeated is not None:
            return repeated
        ids = [draft.id or new_id(self.clock()) for draft in drafts]
        lost: VersionIs | None = None
        for _ in range(ATTEMPTS_MAX):
            receipts, prepared = self._judged(drafts, ids, expected or {})
            outcome = self._append(prepared, ids)
            if isinstance(outcome, Appended | Same):
                unfollowed = self._follow()
                return [
                    msgspec.structs.replace(
                        receipt,
                        position=position,
                        recorded_at=outcome.recorded_at,
                        repeated=isinstance(outcome, Same),
                        unfollowed=unfollowed,
                    )
                    for receipt, position in zip(receipts, outcome.positions, strict=True)
                ][: len(drafts)]
            if isinstance(outcome, IdTaken):
                raise IdConflict(outcome.id, outcome.stored.statement, outcome.offered)
            lost = outcome
            if expected and outcome.stream in expected:
                break
        if lost is None:
            raise ValueError("nothing to record")
        raise VersionConflict(lost.stream, lost.expected, lost.actual)

    def _append(self, prepared: Sequence[Prepared], ids: Sequence[str]) -> Outcome:
        group = Group(tuple(prepared))
        try:
            return self.store.append([group])[0]
        except AnswerLost as lost:
            # The store sends for many writers at once; the ids of this one are known here alone.
            raise AnswerLost(lost.where, lost.reason, ids) from lost

    def oddity(self, receipts: Sequence[Receipt]) -> Oddity | None:
        """What is odd about the date under which these were just recorded, by this clock."""
        recorded = [each for each in receipts if each.position is not None and not each.repeated]
        if not recorded:
            return None
        first = min(recorded, key=lambda each: each.position or 0)
        position, recorded_at = first.position or 0, first.recorded_at or 0
        return oddity_of(position, recorded_at, self._times_before(position), self.clock())

    def _times_before(self, position: int) -> list[int]:
        """The times of the (at most two) appends before a position, the last one last."""
        times: list[int] = []
        while position > 1 and len(times) < 2:
            (last,) = self.store.read(after=position - 2, upto=position - 1)
            times.insert(0, last.recorded_at)
            position = self.store.position_at(last.recorded_at - 1) + 1  # one append has one time
        return times

    def _follow(self) -> str | None:
        """Bring the views up to what was recorded; why they could not follow.

        It is recorded, whatever becomes of the views, and whoever reads next brings them on: no
        failure here may look like one of the recording.
        """
        try:
            self.projector.follow()
        except Exception as error:
            return str(error) or type(error).__name__
        return None

    def try_out(self, drafts: Sequence[Draft]) -> list[Receipt]:
        """Go as far as `record` does, and write nothing. Raises as it does."""
        _refuse_attempts(drafts)
        self.projector.refuse_strange()
        repeated = self._repeated(drafts)
        if repeated is not None:
            return repeated
        ids = [draft.id or new_id(self.clock()) for draft in drafts]
        return self._judged(drafts, ids, {})[0][: len(drafts)]

    def keep_refusal(self, drafts: Sequence[Draft], refused: NotRecorded) -> None:
        """Keep an attempt that a rule refused, where this ledger keeps refusals.

        Whether it was kept is noted in `refused`, as is what hindered it: that is never raised,
        because it must not hide the refusal itself.
        """
        if not is_refused_by_rule(refused):
            return

        def append(draft: Draft, version: int) -> None:
            self._record([draft], {REFUSALS: version})

        try:
            refused.kept = append_refusal(self.store, append, drafts, refused)
        except Exception as error:
            refused.not_kept = str(error) or type(error).__name__

    def record_export(self, export: ExportMade) -> Receipt:
        """Record that somebody was shown an answer; its root MUST be the log's at its position.

        Raises as `record` does.
        """
        fields: JsonObject = msgspec.to_builtins(export)
        draft = Draft(stream=EXPORTS, type=ExportMade.__name__, fields=fields)
        return self.record([draft])[0]

    def _judged(
        self, drafts: Sequence[Draft], ids: Sequence[str], expected: Mapping[str, int]
    ) -> tuple[list[Receipt], list[Prepared]]:
        self.catch_up()
        sources = self._sources_with(drafts)
        register = partial(register_with, self, drafts)
        heads: dict[str, StreamHead | None] = {}
        standing: dict[str, Standing] = {}
        judged: dict[int, Judged] = {}
        problems: list[tuple[int, object]] = []
        additions: list[tuple[int, str, Addition]] = []
        for stream in dict.fromkeys(draft.stream for draft in drafts):
            head = heads[stream] = self.store.stream_head(stream)
            actual = 0 if head is None else head.version
            if stream in expected and expected[stream] != actual:
                raise VersionConflict(stream, expected[stream], actual)
            numbers = [each for each, draft in enumerate(drafts) if draft.stream == stream]
            if not self.politics.concerns(stream):
                problems += own_problems(self, self.politics, drafts, numbers, self.clock())
                continue
            history = partial(self._history, stream, head)
            standing[stream] = Standing(self._fold(stream, head), history)
            with self._blaming_fold(stream, standing[stream]):
                verdict = self.politics.judge(
                    stream,
                    [drafts[each] for each in numbers],
                    fold=standing[stream].fold,
                    history=history,
                    sources=sources,
                    register=register,
                    now=self.clock(),
                )
            problems += [(numbers[each.draft], each) for each in verdict.problems]
            additions += [(numbers[each.draft], stream, each) for each in verdict.additions]
            judged |= dict(zip(numbers, verdict.judged, strict=False))
        if problems:
            raise NotRecorded(sorted(problems, key=lambda each: each[0]))
        if additions:
            return self._judged_with(additions, drafts, ids, expected)
        receipts, prepared = self._stated(drafts, ids, judged, heads)
        check_storable(self.projector, prepared, standing, head=self.head(), now=self.clock())
        return receipts, prepared

    def _judged_with(
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
        new_ids = [new_id(self.clock()) for _ in more]
        try:
            receipts, prepared = self._judged([*drafts, *more], [*ids, *new_ids], expected)
        except NotRecorded as refused:
            owners = [*range(len(drafts)), *(number for number, _, _ in additions)]
            problems = [(owners[number], problem) for number, problem in refused.problems]
            raise NotRecorded(problems) from refused
        for number, _, each in additions:
            changed = (*receipts[number].changed, each.said)
            receipts[number] = msgspec.structs.replace(receipts[number], changed=changed)
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
            statement = encode_statement(
                Statement(
                    ledger=self.store.info.ledger,
                    stream=draft.stream,
                    id=ids[number],
                    version=version + 1,
                    previous=None if previous is None else previous.hex(),
                    type=draft.type,
                    type_version=1 if made is None else made.type_version,
                    rules=None if made is None else made.rules,
                    recorded_by=self.recorder,
                    step=_own_step(draft) if made is None else made.step,
                )
            )
            ready = prepare(statement)
            last[draft.stream] = (version + 1, ready.hash)
            prepared.append(ready)
            receipts.append(_receipt(draft, ids[number], version + 1, made))
        return receipts, prepared

    def recorded_before(self, drafts: Sequence[Draft]) -> dict[int, Receipt]:
        """The receipts of those drafts that are recorded under the ids they give, by their number
        from 0; for who passes these over and records the others.

        Raises IdConflict where an id stands for something else.
        """
        found = find_each(self.store, self.politics, drafts)
        return {number: _first_receipt(drafts[number], each) for number, each in found.items()}

    def _repeated(self, drafts: Sequence[Draft]) -> list[Receipt] | None:
        """The receipts of a batch that was recorded before, under the ids it gives."""
        found = find_batch(self.store, self.politics, drafts)
        return None if found is None else list(map(_first_receipt, drafts, found))

    def _sources_with(self, drafts: Sequence[Draft]) -> dict[str, JsonObject]:
        sources = self.sources()
        for number, draft in enumerate(drafts):
            if draft.stream != SOURCES:
                continue
            try:
                source = read_source(draft.fields)
            except Malformed as error:
                raise NotRecorded([(number, error)]) from error
            sources[source.source] = msgspec.structs.asdict(source)
        return sources

    def _history(self, stream: str, head: StreamHead | None) -> list[Entry]:
        """The entries up to the one that the drafts follow, whoever records meanwhile.

        Raises StreamStopped where one of them cannot be read.
        """
        try:
            return [] if head is None else self.entries(stream, head.position)
        except IntegrityError as error:
            raise StreamStopped(stream, "; ".join(error.findings)) from error

    def _fold(self, stream: str, head: StreamHead | None) -> bytes | None:
        """The stream's fold up to `head`, from the views where they have got that far."""
        if head is None:
            return None
        if self.projector.usable:
            fold = self.store.views.fold(stream)
            if fold is not None and fold.version == head.version:
                return fold.data
        extension = self.projector.refolded(stream, self._history(stream, head))
        self.projector.complete(stream, extension)
        return extension.fold

    @contextmanager
    def _blaming_fold(self, stream: str, standing: Standing) -> Iterator[None]:
        """Raises ViewsDamaged for what is raised over a stored fold that is not the records'."""
        try:
            yield
        except (RecordError, MemoryError):
            raise
        except Exception as error:
            if self.projector.refolded(stream, standing.history()).fold == standing.fold:
                raise
            raise ViewsDamaged(f"the stored fold of {stream} is damaged") from error

    # Reading the log ----------------------------------------------------------------------------

    def head(self) -> Head:
        """The end of the log."""
        return self.store.head()

    def known_at(self, position: int | None = None, time: int | None = None) -> Moment:
        """The position that a time of knowledge means (times in µs since 1970, UTC).

        A time becomes a position by the dates of the records, and by the clock records up to the
        head: see `events.clocks.position_at`.
        """
        head = self.store.head()
        if position is not None:
            return Moment(position=min(position, head.size), asked=None, settled=True)
        if time is None:
            return Moment(position=head.size, asked=None, settled=True)
        recorded = self.store.position_at(time)
        spans = self.clock_spans(head.size)
        position = position_at(time, spans, recorded, head.size)
        low, high = sorted((recorded, position))
        return Moment(
            position=position,
            asked=time,
            # Behind a record that counts as later, nothing that is recorded now counts by then.
            settled=position < head.size or time <= head.recorded_at,
            corrected_by=tuple(
                span.version
                for span in spans
                if low < high and span.first <= high and span.last > low
            ),
        )

    def entries(self, stream: str, upto: int | None = None) -> list[Entry]:
        """The entries of a stream, in recorded order, up to a position."""
        return [entry_of(record) for record in self.store.read_stream(stream, upto=upto)]

    def log(self, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        """The records of the whole log, in order."""
        return self.store.read(after=after, upto=upto)

    def streams(self, prefix: str = "", upto: int | None = None) -> list[str]:
        """The names of the streams that begin with `prefix`, sorted."""
        return [head.stream for head in self.store.stream_heads(prefix, upto)]

    def require(self, stream: str, upto: int | None = None) -> str:
        """`stream`, if anything is recorded in it. Raises NoSuchStream."""
        if self.store.stream_head(stream, upto) is None:
            names = self.streams(stream.partition("/")[0], upto)
            close = difflib.get_close_matches(stream, names, n=1, cutoff=0.6)
            raise NoSuchStream(stream, close[0] if close else None)
        return stream

    # Views --------------------------------------------------------------------------------------

    def rows(self, stream: str) -> dict[str, list[JsonObject]]:
        """Every view row of a stream at the head, by table.

        Raises IntegrityError where an entry of the stream cannot be folded.
        """
        found = self.projector.rows(stream)
        if found is None:
            return self.rows_at(stream, self.store.head().size)
        return {table: rows for table, rows in found.items() if table != SOURCE_TABLE.name}

    def rows_at(
        self, stream: str, position: int, *, public_at: int | None = None
    ) -> dict[str, list[JsonObject]]:
        """Every view row of a stream, folded from its records up to a position; with `public_at`
        (µs) only what had been published by then."""
        extension = self.projector.refolded(
            stream, self.entries(stream, position), public_at=public_at
        )
        found: dict[str, list[JsonObject]] = {
            table.name: [] for table in self.projector.schema.tables
        }
        for table, row in self.projector.complete(stream, extension):
            found[table].append(row)
        return found

    def sources(self, upto: int | None = None) -> dict[str, JsonObject]:
        """The described sources by id, at the head or up to a position."""
        if upto is None and self.catch_up():
            rows = self.store.views.select(SOURCE_TABLE.name)
        else:
            rows = [row for _, row in source_rows(self.entries(SOURCES, upto))]
        return {str(row["source"]): row for row in rows}

    def catch_up(self) -> bool:
        """Bring the views up to the head; False where they cannot be used."""
        return self.projector.catch_up()

    def rebuild(
        self, progress: Callable[[int, int], None], waiting: Waiting = wait_silently
    ) -> Rebuilt:
        """Make all views again from the log, in place; see `events.rebuild.rebuild`."""
        return rebuild(
            self.projector,
            progress,
            workers=workers_for(self.store.head().size),
            reopen=self._reopen,
            waiting=waiting,
        )


def _refuse_attempts(drafts: Sequence[Draft]) -> None:
    for number, draft in enumerate(drafts):
        if draft.type == AttemptRefused.__name__:
            what = "a refused attempt is kept when it is refused, and recorded by nobody"
            raise NotRecorded([(number, Malformed("record to write", what))])


def _own_step(draft: Draft) -> JsonObject:
    return written_own(draft.stream, draft.type, draft.fields)


def _first_receipt(draft: Draft, record: Record) -> Receipt:
    return msgspec.structs.replace(
        _receipt(draft, record.id, record.version, None),
        position=record.position,
        recorded_at=record.recorded_at,
        repeated=True,
    )


def _receipt(draft: Draft, id: str, version: int, made: Judged | None) -> Receipt:
    return Receipt(
        stream=draft.stream,
        version=version,
        position=None,
        recorded_at=None,
        id=id,
        type=draft.type,
        said=said_of(draft) if made is None else made.said,
        state=None if made is None else made.state,
        changed=() if made is None else made.changed,
        late=False if made is None else made.late,
    )
