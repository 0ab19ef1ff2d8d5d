"""The checker of histories: what may have happened passes, and each anomaly is told by name."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from tests.crash import history
from tests.crash.campaign import PHASES, Campaign
from tests.crash.engines import Files
from tests.crash.history import Ended, Entry, Invoked, Line, breaches, digest_of, read_history
from tests.crash.nursery import Nursery
from tests.crash.parts import Part, Tally, read_parts, summary, write_parts
from tests.crash.talks import chance

SEED = 20_240_907


def log(*ids: str) -> list[Line]:
    """A log of one statement for each id."""
    return [Entry(number, id, f"hash of {id}", f"leaf {id}") for number, id in enumerate(ids, 1)]


def asks(at: int, client: str, number: int, *ids: str, place: str = "primary") -> Invoked:
    """A client offers statements, or without any reads."""
    return Invoked(at, client, number, {id: f"hash of {id}" for id in ids}, place)


def hears(at: int, client: str, number: int, *positions: int, outcome: str = "ok") -> Ended:
    return Ended(at, client, number, outcome, positions)


def sees(at: int, client: str, number: int, *ids: str) -> Ended:
    """A client has read these records, which are all up to their number."""
    return Ended(at, client, number, "ok", (len(ids),), digest_of(f"leaf {id}" for id in ids))


# Ann records a, then b; meanwhile Ben hears nothing of c, and is refused d. Cid reads.
ANN: list[Line] = [
    *(asks(10, "ann", 1, "a"), hears(20, "ann", 1, 1)),
    *(asks(30, "ann", 2, "b"), hears(60, "ann", 2, 3)),
]
BEN: list[Line] = [
    asks(25, "ben", 1, "c"),
    *(asks(70, "ben", 2, "d"), hears(80, "ben", 2, outcome="fail")),
]
CID: list[Line] = [
    *(asks(15, "cid", 1), sees(35, "cid", 1, "a")),
    *(asks(40, "cid", 2), sees(75, "cid", 2, *"acb")),
]
TOLD: list[Line] = [*ANN, *BEN, *CID]


def test_what_may_have_happened_passes() -> None:
    assert breaches([*TOLD, *log(*"acb")]) == []
    assert breaches([*ANN[:2], asks(30, "ben", 1, "c"), *log("a")]) == []
    assert breaches([*ANN[:2], asks(30, "ben", 1, *"cd"), *log(*"acd")]) == []


def test_one_that_is_offered_again_keeps_its_place() -> None:
    again: list[Line] = [asks(90, "ben", 3, "c"), hears(95, "ben", 3, 2)]
    assert breaches([*TOLD, *again, *log(*"acb")]) == []


def test_a_standby_may_be_behind_where_nothing_else_is_promised() -> None:
    late: list[Line] = [asks(90, "dee", 1, place="second"), sees(95, "dee", 1, "a")]
    assert breaches([*TOLD, *late, *log(*"acb")]) == []
    (said,) = breaches([*TOLD, *late, *log(*"acb")], current=["primary", "second"])
    assert said == "dee/1 read up to @1 of second, and @3 had been there"


ANOMALIES: dict[str, tuple[Sequence[Line], str]] = {
    "a lost append": ([*TOLD[:7], *log(*"ac")], "ann/2 was acknowledged at [3], and is at [None]"),
    "a doubled append": ([*TOLD, *log(*"acba")], "a is in the log 2 times"),
    "two that changed places": (
        [*TOLD[:7], *log(*"bca")],
        "ann/1 was acknowledged at [1], and is at [3]",
    ),
    "a later one that went below an earlier one": (
        [*ANN[:2], asks(30, "ben", 1, "c"), hears(40, "ben", 1, 1), *log(*"ca")],
        "a was acknowledged before c was invoked, and stands above it",
    ),
    "one unheard of that went below an earlier one": (
        [*ANN[:2], asks(30, "ben", 1, "c"), *log(*"ca")],
        "a was acknowledged before c was invoked, and stands above it",
    ),
    "one that failed and is there": ([*TOLD, *log(*"acbd")], "was told that it failed"),
    "one that nobody offered": ([*TOLD, *log(*"acbx")], "x is in the log, and whoever offered it"),
    "a hole": ([*TOLD, *log(*"ac"), Entry(4, "b", "hash of b", "leaf b")], "where @3 must be"),
    "a batch in part": ([*ANN[:2], asks(30, "ben", 1, *"cd"), *log(*"ac")], "in part or in pieces"),
    "a batch in pieces": (
        [*TOLD, asks(65, "dee", 1, *"ef"), asks(65, "eve", 1, "g"), *log(*"acbegf")],
        "dee/1 is there in part or in pieces: [4, 6]",
    ),
    "a read with a hole": (
        [*TOLD, asks(90, "dee", 1), sees(95, "dee", 1, "a", "b"), *log(*"acb")],
        "dee/1 read at @2 something else than the first 2 records",
    ),
    "a read in another order": (
        [*TOLD, asks(90, "dee", 1), sees(95, "dee", 1, *"cab"), *log(*"acb")],
        "dee/1 read at @3 something else",
    ),
    "a stale read": (
        [*TOLD, asks(61, "dee", 1), sees(65, "dee", 1, *"ac"), *log(*"acb")],
        "dee/1 read up to @2 of primary, and @3 had been there",
    ),
    "a read behind another read": (
        [
            *(*TOLD[:2], *BEN[:1], asks(40, "dee", 1), sees(45, "dee", 1, *"ac")),
            *(asks(50, "eve", 1), sees(55, "eve", 1, "a"), *log(*"ac")),
        ],
        "eve/1 read up to @1 of primary, and @2 had been there",
    ),
    "a read of what was gone in the end": (
        [*ANN[:2], *BEN[:1], asks(40, "dee", 1), sees(45, "dee", 1, *"ac"), *log("a")],
        "dee/1 read up to @2, and the log ends at @1",
    ),
    "a read of what was not offered yet": (
        [*ANN, asks(21, "dee", 1), sees(22, "dee", 1, *"ac"), *BEN[:1], *log(*"acb")],
        "dee/1 read at @2 what was invoked only later",
    ),
    "an end without a beginning": ([*TOLD, hears(99, "eve", 1), *log(*"acb")], "never invoked"),
    "a history of nothing": ([*CID[:1], *BEN[1:], *log()], "nothing was acknowledged"),
}


@pytest.mark.parametrize("anomaly", ANOMALIES)
def test_an_anomaly_is_told(anomaly: str) -> None:
    lines, said = ANOMALIES[anomaly]
    assert said in "; ".join(breaches(lines))


# What really happened, changed a little


@pytest.fixture(scope="module")
def survived(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The history of a few rounds, in which writers and a reader were at work at once."""
    folder = tmp_path_factory.mktemp("survived")
    campaign = Campaign(nursery, folder, Files(folder), seed=SEED)
    for number, phase in enumerate((PHASES[1], PHASES[6], PHASES[7]), 1):
        campaign.fight(number, phase)
    campaign.finish()
    (written,) = folder.glob("history-*.jsonl")
    assert history.main([str(written)]) == 0
    return read_history(written)


def changed(lines: Sequence[Line], turns: Random, kind: type[Line]) -> tuple[list[Line], int]:
    """A copy, and the place of one of a kind in it; of ends, one that was heard."""
    places = [
        number
        for number, line in enumerate(lines)
        if isinstance(line, kind) and not (isinstance(line, Ended) and line.outcome != "ok")
    ]
    return list(lines), turns.choice(places)


def lose(lines: Sequence[Line], turns: Random) -> list[Line]:
    copy, place = changed(lines, turns, Entry)
    del copy[place]
    return copy


def double(lines: Sequence[Line], turns: Random) -> list[Line]:
    copy, place = changed(lines, turns, Entry)
    return [*copy, replace(copy[place], position=sum(isinstance(line, Entry) for line in copy) + 1)]


def swap(lines: Sequence[Line], turns: Random) -> list[Line]:
    copy, place = changed(lines[:-1], turns, Entry)
    copy.append(lines[-1])
    one, two = copy[place : place + 2]
    assert isinstance(one, Entry)
    assert isinstance(two, Entry)
    copy[place : place + 2] = [
        replace(two, position=one.position),
        replace(one, position=two.position),
    ]
    return copy


def alter(lines: Sequence[Line], turns: Random) -> list[Line]:
    copy, place = changed(lines, turns, Entry)
    copy[place] = replace(copy[place], statement="another")
    return copy


def refuse(lines: Sequence[Line], turns: Random) -> list[Line]:
    """A writer whose append is there was told that it failed."""
    told = [line for line in lines if not _is_read(line) and not _is_ours(line)]
    copy, place = changed(told, turns, Ended)
    copy[place] = replace(copy[place], outcome="fail", positions=())
    return copy


def misread(lines: Sequence[Line], turns: Random) -> list[Line]:
    copy, place = changed([line for line in lines if not _is_append(line)], turns, Ended)
    copy[place] = replace(copy[place], read=digest_of(["something else"]))
    return copy


def _is_read(line: Line) -> bool:
    return isinstance(line, Ended) and bool(line.read)


def _is_ours(line: Line) -> bool:
    """Whether it is what we heard, who offer again what somebody may have recorded."""
    return isinstance(line, Ended) and line.client == "book"


def _is_append(line: Line) -> bool:
    return isinstance(line, Ended) and not line.read


@pytest.mark.parametrize("change", [lose, double, swap, alter, refuse, misread])
def test_a_change_of_what_really_happened_is_told(
    survived: list[Line], change: Callable[[Sequence[Line], Random], list[Line]]
) -> None:
    assert breaches(survived) == []
    for number in range(20):
        assert breaches(change(survived, chance(number))), f"{change.__name__} {number}"


# Campaigns


def test_a_campaign_in_which_nothing_was_acknowledged_fails(
    nursery: Nursery, tmp_path: Path
) -> None:
    (rebuilding,) = (phase for phase in PHASES if phase.name == "rebuilding")
    campaign = Campaign(nursery, tmp_path, Files(tmp_path), seed=SEED)
    campaign.fight(1, rebuilding)
    with pytest.raises(AssertionError, match="nothing was acknowledged: nothing could be lost"):
        campaign.finish()


def part(seed: int, **changed: object) -> Part:
    given = {
        "engine": "SQLite",
        "seed": seed,
        "rounds": 2,
        "seconds": 3,
        "day": date(2024, 9, 7),
        "release": "parley 1",
        "tallies": {"recording": Tally(kills=2, acknowledged=1_000, reads=4, absent=1)},
    }
    return Part(**{**given, **changed})  # type: ignore[arg-type]


def test_parts_are_summed_by_engine(tmp_path: Path) -> None:
    write_parts(tmp_path / "1.json", [part(1), part(1, engine="PostgreSQL")])
    write_parts(tmp_path / "2.json", [part(2)])
    said = summary(read_parts([tmp_path / "1.json", tmp_path / "2.json"]))
    assert "SQLite: 4 rounds in 6 s, seeds 1, 2\n" in said
    assert "in all            4         2,000      8     0              0       2\n" in said
    assert "PostgreSQL: 2 rounds in 3 s, seeds 1\n" in said
    assert said.count("every promise was kept") == 2


def test_a_breach_in_a_part_is_in_the_sum() -> None:
    said = summary([part(1), part(2, breach="@3 was acknowledged and is not there")])
    assert said.endswith("\n@3 was acknowledged and is not there")
    assert "every promise was kept" not in said


def test_a_seed_is_never_counted_twice() -> None:
    with pytest.raises(ValueError, match="a seed is there twice on SQLite"):
        summary([part(1), part(1)])
