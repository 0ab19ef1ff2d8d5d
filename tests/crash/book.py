"""The book of what a ledger has promised: what it acknowledged, and what was seen in it.

It is kept by whoever kills the writers, from what they said before they died, and after each death
the ledger is held to all of it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from time import monotonic_ns

from msgspec import Struct

from parley.answers import opening
from parley.events.clock import wall_clock
from parley.events.ledger import Ledger
from parley.events.receipts import Receipt
from parley.events.record import Record, leaf_hash
from parley.events.statement import statement_hash
from parley.events.verify import verify
from tests.crash.history import PRIMARY, Entry, Line, breaches, digest_of
from tests.crash.nursery import Child
from tests.crash.talks import LEDGER, batch, registrations
from tests.crash.telling import Client, write_history


class Promise(Struct, frozen=True):
    """Where a statement was acknowledged, and the hexadecimal hash of its bytes."""

    position: int
    hash: str


class Unanswered(Struct, frozen=True):
    """The last batch of a writer that died before it heard an answer.

    `hashes` are the hexadecimal hashes of its statements by id; none when it had not got so far
    as to offer them.
    """

    seed: int
    number: int
    size: int
    hashes: Mapping[str, str]


class Book:
    """What one ledger has promised, and whether it keeps it. Breaches are AssertionErrors."""

    def __init__(self, url: str, seed: int) -> None:
        """Make the ledger at `url`, with the registrations of `seed` recorded."""
        self.url = url
        self.acknowledged = self.reads = 0
        self.history: list[Line] = []
        self._ours = Client("book", self.history)
        self._promised: dict[str, Promise] = {}
        self._leaves: list[bytes] = []  # of every record that was ever seen, in order
        ledger = opening.create_ledger(url, name=LEDGER, recorder="Asha", clock=wall_clock)
        with ledger:
            began = monotonic_ns()
            receipts = ledger.record(registrations(seed))
            self._enter(began, _hashes(ledger, receipts), receipts)
            self._note_what_is_there(list(ledger.log()))

    def copied_to(self, url: str) -> "Book":
        """The same book for a copy of the ledger."""
        copy = Book.__new__(Book)
        copy.url, copy.acknowledged, copy.reads = url, self.acknowledged, self.reads
        copy.history, copy._log = list(self.history), list(self._log)
        copy._ours = Client("copy", copy.history)
        copy._promised, copy._leaves = dict(self._promised), list(self._leaves)
        return copy

    def adopt(self) -> None:
        """Promise whatever is there, without having heard of it."""
        with self.opened() as ledger:
            self._note_what_is_there(list(ledger.log()))

    def hear(self, child: Child, seed: int, *, failures: Sequence[str] = ()) -> Unanswered | None:
        """Enter what a writer said that is gone; answers the batch that it heard nothing of.

        `failures` names the errors with which it may have ended.
        """
        number = size = 0
        offered: dict[str, str] = {}
        told = Client(f"{child.pid} of {seed}", self.history)
        for kind, *facts in child.words:
            match kind, facts:
                case "failed", [str(error), trace]:
                    assert error in failures, f"a process could not do its work:\n{trace}"
                case "batch", [int(begun), int(drafts)]:
                    number, size, offered = begun, drafts, {}
                case "trying", [list(statements), int(at)]:
                    offered = dict(statements)
                    told.invoke(at, offered)
                case "acknowledged" | "found", [list(positions), int(at)]:
                    if kind == "found":  # by its ids, without being offered once more
                        told.invoke(at, offered)
                    told.end(at, "ok", positions)
                    self._promise(offered, positions)
                    self.acknowledged += len(offered)
                    number, offered = 0, {}
                case "refused", [str(), int(at)]:
                    told.end(at, "fail")
                case "reading", [str(place), int(at)]:
                    told.invoke(at, {}, place)
                case "read", [int(upto), str(read), int(at)]:
                    told.end(at, "ok", [upto], read)
                    self.reads += 1
        told.give_up(monotonic_ns())
        return Unanswered(seed, number, size, offered) if number else None

    def check(
        self,
        unanswered: Sequence[Unanswered] = (),
        *,
        as_it_lies: bool = True,
        verified: bool = True,
    ) -> None:
        """Open the ledger as the next process would, and hold it to everything.

        What is there of an unanswered batch, which is all of it or nothing, is promised from now
        on: somebody may have read it. Everything is `verified` once the views are caught up with,
        and `as_it_lies` before that, too.
        """
        with self.opened() as ledger:
            self._ours.invoke(monotonic_ns(), {})
            records = list(ledger.log())
            read = digest_of(leaf_hash(record.data).hex() for record in records)
            self._ours.end(monotonic_ns(), "ok", [len(records)], read)
            self._check_kept(ledger, records)
            for each in unanswered:
                self._check_whole(records, each)
            strangers = [record.id for record in records if record.id not in self._promised]
            assert not strangers, f"nobody has offered {strangers}"
            self._note_what_is_there(records)
            behind = ledger.store.views.cursor() < len(records)
            if behind and as_it_lies:
                _verify(ledger)
            assert ledger.catch_up(), "the views cannot be used"
            reached = ledger.store.views.cursor()
            assert reached == len(records), f"the views end at @{reached} of {len(records)}"
            if verified:
                _verify(ledger)

    def retry(self, unanswered: Unanswered) -> bool:
        """Offer a batch again under its ids; answers whether it had been recorded before."""
        drafts = batch(unanswered.seed, unanswered.number, unanswered.size)
        with self.opened() as ledger:
            before = {draft.id: self._promised.get(str(draft.id)) for draft in drafts}
            size = ledger.head().size
            began = monotonic_ns()
            receipts = ledger.record(drafts)
            self._enter(began, _hashes(ledger, receipts), receipts)
            again = [each.repeated for each in receipts]
            positions = [each.position for each in receipts]
            if any(before.values()):
                expected = [promise and promise.position for promise in before.values()]
                assert all(again), "a retry of what is there was recorded as new"
                assert ledger.head().size == size, "a retry of what is there recorded something"
            else:
                expected = list(range(size + 1, size + 1 + len(drafts)))
                assert not any(again), "a retry was told that it had been recorded before"
            assert positions == expected, f"a retry was given {positions}, not {expected}"
            self._promise(_hashes(ledger, receipts), positions)
            self._note_what_is_there(list(ledger.log()))
        return all(again)

    def rebuild(self) -> None:
        """Rebuild, and see that all holds."""
        with self.opened() as ledger:
            ledger.rebuild(lambda *_: None)
        self.check()

    def check_history(self, *, current: Collection[str] = (PRIMARY,)) -> None:
        """See that what everybody was told can have happened, given the log that was last seen."""
        found = breaches([*self.history, *self._log], current=current)
        assert not found, "; ".join(found)

    def write_history(self, path: Path) -> None:
        """Write it down, with the log that was last seen."""
        write_history(path, self.history, self._log)

    def opened(self) -> Ledger:
        """The ledger, as its next user opens it; MUST be closed."""
        return opening.open_ledger(self.url, recorder="Asha", clock=wall_clock)

    def _enter(self, began: int, hashes: Mapping[str, str], receipts: Sequence[Receipt]) -> None:
        """Enter an append of our own that was acknowledged."""
        self._ours.invoke(began, hashes)
        self._ours.end(monotonic_ns(), "ok", [receipt.position or 0 for receipt in receipts])

    def _promise(self, hashes: Mapping[str, str], positions: Sequence[object]) -> None:
        for (id, hash), position in zip(hashes.items(), positions, strict=True):
            assert isinstance(position, int)
            promise = self._promised.setdefault(id, Promise(position, hash))
            assert promise == Promise(position, hash), f"{id} was promised at {promise}"

    def _check_kept(self, ledger: Ledger, records: Sequence[Record]) -> None:
        size = ledger.head().size
        assert size == len(records), f"the head says {size}, and there are {len(records)}"
        positions = [record.position for record in records]
        assert positions == list(range(1, size + 1)), f"the positions are {positions}"
        versions = defaultdict(list)
        for record in records:
            versions[record.stream].append(record.version)
        for stream, found in versions.items():
            assert found == list(range(1, len(found) + 1)), f"{stream} has the versions {found}"
        leaves = [leaf_hash(record.data) for record in records]
        assert leaves[: len(self._leaves)] == self._leaves, "bytes that were seen have changed"
        there = {record.id: record for record in records}
        assert len(there) == len(records), "an id is there twice"
        for id, promise in self._promised.items():
            assert id in there, f"{id} was acknowledged at @{promise.position} and is not there"
            record = there[id]
            kept = Promise(record.position, statement_hash(record.statement).hex())
            assert kept == promise, f"{id} was acknowledged as {promise} and is {kept}"

    def _check_whole(self, records: Sequence[Record], unanswered: Unanswered) -> None:
        found = [record for record in records if record.id in unanswered.hashes]
        if not found:
            return
        assert len(found) == len(unanswered.hashes), (
            f"of a batch of {len(unanswered.hashes)}, {len(found)} are there"
        )
        assert len({record.recorded_at for record in found}) == 1, "a batch has several times"
        order = [record.id for record in found]
        assert order == list(unanswered.hashes), "a batch is there in another order"
        for record in found:
            expected = unanswered.hashes[record.id]
            assert statement_hash(record.statement).hex() == expected, "another statement is there"
        self._promise(unanswered.hashes, [record.position for record in found])

    def _note_what_is_there(self, records: Sequence[Record]) -> None:
        self._leaves = [leaf_hash(record.data) for record in records]
        self._log = [
            Entry(record.position, record.id, statement_hash(record.statement).hex(), leaf.hex())
            for record, leaf in zip(records, self._leaves, strict=True)
        ]
        for record in records:
            promise = Promise(record.position, statement_hash(record.statement).hex())
            assert self._promised.setdefault(record.id, promise) == promise


def _verify(ledger: Ledger) -> None:
    report = verify(ledger)
    said = "; ".join(f"{each.where} ({each.check}): {each.flaw}" for each in report.findings)
    assert report.ok, f"verification finds: {said}"
    assert report.not_compared is None, f"the views were not compared: {report.not_compared}"


def _hashes(ledger: Ledger, receipts: Sequence[Receipt]) -> dict[str, str]:
    found = {}
    for receipt in receipts:
        record = ledger.store.find(receipt.id)
        assert record is not None, f"{receipt.id} was acknowledged and is not there"
        found[receipt.id] = statement_hash(record.statement).hex()
    return found
