"""A ledger: one log with its views and sources, judged by some politics. What every face holds.

Recording a step is the command: it is judged, appended with the version that was seen, and judged
again when somebody else was faster. Trying it out is the same but for the append. What is asked of
a ledger stands in `events.reading`, how a draft is judged in `events.judging`.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from parley.events.acts import EXPORTS, REFUSALS, AttemptRefused, ExportMade
from parley.events.append import Appended, Group, IdTaken, Outcome, Same, VersionIs
from parley.events.canonical import JsonObject
from parley.events.clock import Oddity, oddity_of
from parley.events.errors import IdConflict, VersionConflict
from parley.events.ids import new_id
from parley.events.judging import Judging
from parley.events.own_door import malformed
from parley.events.politics import Draft, Politics
from parley.events.reading import LedgerReading
from parley.events.rebuild import Rebuilt, rebuild
from parley.events.receipts import Receipt, first_receipt
from parley.events.refusals import NotRecorded
from parley.events.refusing import append_refusal, is_refused_by_rule
from parley.events.repeated import find_batch, find_each
from parley.events.store import EventStore
from parley.events.store_errors import AnswerLost
from parley.events.views import Waiting, wait_silently
from parley.events.workers import Reopen, workers_for

__all__ = ["Ledger"]

# Judged again after losing a race, before giving up: who lost one is late for the next one, too.
ATTEMPTS_MAX = 100
INDEX_EVERY = 256  # records, with which whoever records indexes the words that wait for it


class Ledger(LedgerReading):
    """A store and its politics. Use as a context manager, or close() it."""

    def __init__(
        self,
        store: EventStore,
        politics: Politics,
        *,
        recorder: str,
        clock: Callable[[], int],
        reopen: Reopen | None = None,
    ) -> None:
        """`clock` answers µs since 1970, UTC. `reopen` opens the same ledger for reading in
        another process; without it a rebuild and a verification use this one alone."""
        super().__init__(store, politics)
        self.recorder = recorder
        self.clock = clock
        self._judging = Judging(self, recorder, clock)
        self.reopen = reopen

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

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
            receipts, prepared, changes = self._judging.judge(drafts, ids, expected or {})
            outcome = self._append(Group(tuple(prepared), changes), ids)
            if isinstance(outcome, Appended | Same):
                unfollowed = self._follow(outcome)
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

    def _append(self, group: Group, ids: Sequence[str]) -> Outcome:
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

    def _follow(self, outcome: Appended | Same) -> str | None:
        """Do what follows an append: bring the rows up to it, where they were not written with it,
        and now and then the index of words. Answers why the rows could not follow.

        It is recorded, whatever becomes of that, and whoever reads or records next goes on with
        it: no failure here may look like one of the recording.
        """
        try:
            if isinstance(outcome, Same) or not outcome.followed:
                self.projector.follow()
            elif outcome.positions[-1] // INDEX_EVERY > (outcome.positions[0] - 1) // INDEX_EVERY:
                self.projector.index()
        except Exception as error:
            return str(error) or type(error).__name__
        return None

    def try_out(self, drafts: Sequence[Draft]) -> list[Receipt]:
        """Go as far as `record` does, and write nothing. Raises as it does."""
        if not drafts:
            return []
        _refuse_attempts(drafts)
        self.projector.refuse_strange()
        repeated = self._repeated(drafts)
        if repeated is not None:
            return repeated
        ids = [draft.id or new_id(self.clock()) for draft in drafts]
        return self._judging.judge(drafts, ids, {})[0][: len(drafts)]

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

    def recorded_before(self, drafts: Sequence[Draft]) -> dict[int, Receipt]:
        """The receipts of those drafts that are recorded under the ids they give, by their number
        from 0; for who passes these over and records the others.

        Raises IdConflict where an id stands for something else.
        """
        found = find_each(self.store, self.politics, drafts)
        return {number: first_receipt(drafts[number], each) for number, each in found.items()}

    def _repeated(self, drafts: Sequence[Draft]) -> list[Receipt] | None:
        """The receipts of a batch that was recorded before, under the ids it gives."""
        found = find_batch(self.store, self.politics, drafts)
        return None if found is None else list(map(first_receipt, drafts, found))

    def rebuild(
        self, progress: Callable[[int, int], None], waiting: Waiting = wait_silently
    ) -> Rebuilt:
        """Make all views again from the log, in place; see `events.rebuild.rebuild`."""
        return rebuild(
            self,
            progress,
            workers=workers_for(self.store.head().size),
            reopen=self.reopen,
            waiting=waiting,
        )


def _refuse_attempts(drafts: Sequence[Draft]) -> None:
    for number, draft in enumerate(drafts):
        if draft.type == AttemptRefused.__name__:
            what = "a refused attempt is kept when it is refused, and recorded by nobody"
            raise NotRecorded([(number, malformed("record to write", what))])
