"""Whether what clients were told can be what happened: a checker over a history and the final log.

A history is what each client invoked and heard, with the times of one machine's monotonic clock.
Over it and the log that is there in the end, `breaches` shows:

- **Linearizability of appends.** Each takes effect at one moment between its invocation and its
  acknowledgement, whole, and in the order of positions: what was acknowledged before another was
  invoked has the lower position. Every acknowledged statement is there exactly once, where it was
  acknowledged; one of which nothing was heard is there once or not at all; one that failed is not;
  what nobody invoked is not. A statement that is offered again is the same append, invoked when
  it was first offered.
- **Prefix reads** (consistent prefix), on any server: what is read at p is the log up to p, byte
  for byte, and p never goes back in one place. Nothing is read before it was invoked, nor what is
  not there in the end.
- **Linearizability of reads**, where a place is `current`: p is no less than any position that was
  acknowledged anywhere before the read was invoked.
- Positions are 1, 2, 3 … without a hole.

Such rules decide it without a search, because the log itself says in which order appends took
effect. They need a log that is whole, which `verify` sees to. `python -m tests.crash.history FILE`
checks a file of them.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

PRIMARY = "primary"
FOREVER = sys.maxsize  # when nothing was heard


class Invoked(Struct, frozen=True, tag="invoke"):
    """A client asks: to append statements (hashes by id, in order), or, without any, to read."""

    at: int
    client: str
    operation: int
    statements: Mapping[str, str] = {}
    place: str = PRIMARY


class Ended(Struct, frozen=True, tag="end"):
    """What it heard: `ok` with positions, or with what was read up to the last; `fail`; `unknown`.

    `read` is the digest of the records that were read.
    """

    at: int
    client: str
    operation: int
    outcome: str
    positions: Sequence[int] = ()
    read: str = ""


class Entry(Struct, frozen=True, tag="log"):
    """A record of the log as it is in the end: the id and hash of its statement, its own hash."""

    position: int
    id: str
    statement: str
    leaf: str


Line: TypeAlias = Invoked | Ended | Entry
_Times: TypeAlias = Mapping[tuple[str, str], int]  # of statements, by id and hash


class _Operation(Struct, frozen=True):
    """An operation from its invocation to its end, if it has one."""

    invoked: Invoked
    end: Ended | None

    @property
    def outcome(self) -> str:
        return self.end.outcome if self.end else "unknown"

    @property
    def ended_at(self) -> int:
        return self.end.at if self.end and self.outcome == "ok" else FOREVER

    def __str__(self) -> str:
        return f"{self.invoked.client}/{self.invoked.operation}"


def breaches(lines: Iterable[Line], *, current: Collection[str] = (PRIMARY,)) -> list[str]:
    """Whatever contradicts the promises, in sentences; nothing where all of them hold."""
    lines = list(lines)
    log = [line for line in lines if isinstance(line, Entry)]
    ends = {(line.client, line.operation): line for line in lines if isinstance(line, Ended)}
    operations = [
        _Operation(line, ends.get((line.client, line.operation)))
        for line in lines
        if isinstance(line, Invoked)
    ]
    appends = [each for each in operations if each.invoked.statements]
    reads = [each for each in operations if not each.invoked.statements and each.outcome == "ok"]
    return [
        *_said_well(operations, ends),
        *_gapless(log),
        *_there_once(appends, log),
        *_in_order(appends, log),
        *_prefixes(reads, appends, log),
        *_current(reads, appends, current),
    ]


def _said_well(
    operations: Sequence[_Operation], ends: Mapping[tuple[str, int], Ended]
) -> Iterator[str]:
    numbers = Counter((each.invoked.client, each.invoked.operation) for each in operations)
    for (client, number), times in numbers.items():
        if times > 1:
            yield f"{client}/{number} was invoked {times} times"
    for client, number in ends.keys() - numbers.keys():
        yield f"{client}/{number} ended and was never invoked"
    if not any(each.outcome == "ok" and each.invoked.statements for each in operations):
        yield "nothing was acknowledged: such a history proves nothing"


def _gapless(log: Sequence[Entry]) -> Iterator[str]:
    for number, entry in enumerate(log, 1):
        if entry.position != number:
            yield f"where @{number} must be, the log has @{entry.position}"
            return


def _there_once(appends: Sequence[_Operation], log: Sequence[Entry]) -> Iterator[str]:
    for id, times in Counter(entry.id for entry in log).items():
        if times > 1:
            yield f"{id} is in the log {times} times"
    there = {(entry.id, entry.statement): entry.position for entry in log}
    may_be_there = {
        each
        for append in appends
        if append.outcome != "fail"
        for each in append.invoked.statements.items()
    }
    for id, _ in there.keys() - may_be_there:
        yield f"{id} is in the log, and whoever offered it was told that it failed, or nobody did"
    for append in appends:
        found = [there.get(each) for each in append.invoked.statements.items()]
        if append.end and append.outcome == "ok":
            told = list(append.end.positions)
            if found != told:
                yield f"{append} was acknowledged at {told}, and is at {found}"
        if append.outcome != "fail" and any(found):
            first = found[0] or 0
            if found != list(range(first, first + len(found))):
                yield f"{append} is there in part or in pieces: {found}"


def _in_order(appends: Sequence[_Operation], log: Sequence[Entry]) -> Iterator[str]:
    """Going up the log, nothing ended before something below it was first invoked."""
    invoked, ended = _spans(appends)
    latest, below = -1, ""
    for entry in log:
        key = (entry.id, entry.statement)
        if ended.get(key, FOREVER) < latest:
            yield f"{entry.id} was acknowledged before {below} was invoked, and stands above it"
        if invoked.get(key, -1) > latest:
            latest, below = invoked[key], entry.id


def _spans(appends: Sequence[_Operation]) -> tuple[_Times, _Times]:
    """When each statement was first invoked, and when it was first acknowledged."""
    invoked: dict[tuple[str, str], int] = {}
    ended: dict[tuple[str, str], int] = {}
    for append in appends:
        for key in append.invoked.statements.items():
            invoked[key] = min(invoked.get(key, FOREVER), append.invoked.at)
            ended[key] = min(ended.get(key, FOREVER), append.ended_at)
    return invoked, ended


def _prefixes(
    reads: Sequence[_Operation], appends: Sequence[_Operation], log: Sequence[Entry]
) -> Iterator[str]:
    invoked, _ = _spans(appends)
    prefixes = [(digest_of([]), 0)]  # of the first n records, and when the last of them was invoked
    for entry in log:
        digest, newest = prefixes[-1]
        newest = max(newest, invoked.get((entry.id, entry.statement), 0))
        prefixes.append((digest_of([entry.leaf], after=digest), newest))
    for read in reads:
        upto = _upto(read)
        if upto >= len(prefixes):
            yield f"{read} read up to @{upto}, and the log ends at @{len(log)}"
        elif read.end and read.end.read != prefixes[upto][0]:
            yield f"{read} read at @{upto} something else than the first {upto} records"
        elif prefixes[upto][1] > read.ended_at:
            yield f"{read} read at @{upto} what was invoked only later"


def _current(
    reads: Sequence[_Operation], appends: Sequence[_Operation], current: Collection[str]
) -> Iterator[str]:
    """Going along in time, each read reaches what was promised before it was invoked."""
    acknowledged = [(each.ended_at, _upto(each)) for each in appends if each.outcome == "ok"]
    for place in {read.invoked.place for read in reads}:
        here = [read for read in reads if read.invoked.place == place]
        promised = [(read.ended_at, _upto(read)) for read in here]
        if place in current:
            promised += acknowledged
        promised.sort(reverse=True)
        reached = 0
        for read in sorted(here, key=lambda each: each.invoked.at):
            while promised and promised[-1][0] < read.invoked.at:
                reached = max(reached, promised.pop()[1])
            if _upto(read) < reached:
                yield f"{read} read up to @{_upto(read)} of {place}, and @{reached} had been there"


def digest_of(leaves: Iterable[str], after: str = "") -> str:
    """One digest of records by their hashes, in order; `after` is that of the records before."""
    for leaf in leaves:
        after = sha256(f"{after}{leaf}".encode()).hexdigest()
    return after


def _upto(operation: _Operation) -> int:
    return max(operation.end.positions, default=0) if operation.end else 0


def read_history(path: Path) -> list[Line]:
    """The lines of a file."""
    decoder = msgspec.json.Decoder(Line)
    return [decoder.decode(line) for line in path.read_bytes().splitlines()]


def main(arguments: Sequence[str]) -> int:
    """Check files; the exit code is 1 for a breach."""
    found = [said for name in arguments for said in breaches(read_history(Path(name)))]
    sys.stdout.write("".join(f"{said}\n" for said in found or ["every promise was kept"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
