"""A ledger records, refuses, retries and rebuilds, on every engine, with the real politics."""

from collections.abc import Callable
from functools import partial

import pytest

from parley.events.append import Appended, Group, Outcome
from parley.events.canonical import JsonObject
from parley.events.clock import SECOND
from parley.events.errors import IdConflict, IntegrityError, VersionConflict
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.rebuild import Rebuilt, rebuild
from parley.events.refusals import NotRecorded
from parley.events.sql import open_store
from parley.events.statement import Statement, encode_statement, prepare
from parley.events.store import EventStore
from parley.events.verify import verify
from parley.events.workers import WORKERS_MAX, workers_for
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import Ledgers, SqlLedgers

TALKS = "negotiation/talks"
IDS = [f"00000000-0000-7000-8000-{number:012d}" for number in range(100)]


def register(stream: str = TALKS, *, id: str | None = None) -> Draft:
    fields: JsonObject = {
        "title": "Talks",
        "arena": "an arena",
        "zone": "Asia/Kolkata",
        "pools": {"seats": 90},
        "parties": [{"party": "INC", "name": "Congress"}, {"party": "AAP", "name": "Aam Aadmi"}],
    }
    return Draft(stream=stream, type="NegotiationRegistered", fields=fields, id=id)


def step(
    kind: str,
    day: str,
    *,
    stream: str = TALKS,
    id: str | None = None,
    label: str | None = None,
    **fields: object,
) -> Draft:
    written: JsonObject = {
        "by": "INC",
        "to": "AAP",
        "occurred": day,
        "evidence": {"attribution": "on_record", "speaker": "somebody"},
        **fields,  # type: ignore[dict-item]
    }
    return Draft(stream=stream, type=kind, fields=written, id=id, label=label)


def offer(day: str, quantity: str = "5", **fields: object) -> Draft:
    return step("OfferMade", day, terms={"issue": "seat_count", "quantity": quantity}, **fields)  # type: ignore[arg-type]


@pytest.fixture
def ledger(ledgers: Ledgers) -> Ledger:
    return held(ledgers.create(), ledgers.clock)


def held(store: EventStore, clock: Callable[[], int]) -> Ledger:
    return Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock)


def state(ledger: Ledger, stream: str = TALKS) -> object:
    return ledger.rows(stream)["negotiation"][0]["state"]


def test_what_is_recorded_is_answered(ledger: Ledger) -> None:
    receipts = ledger.record([register(), offer("2024-09-04")])
    assert [(each.version, each.position) for each in receipts] == [(1, 1), (2, 2)]
    table, row = receipts[1].rows[0]
    assert (table, row["step"], row["to"]) == ("step", 2, ["AAP"])
    assert state(ledger) == "proposed"


def test_a_batch_with_one_refused_step_leaves_nothing(ledger: Ledger) -> None:
    ledger.record([register()])
    with pytest.raises(NotRecorded) as refused:
        ledger.record([offer("2024-09-04"), step("OfferAccepted", "2024-09-05", offer=9)])
    assert [number for number, _ in refused.value.problems] == [1]
    assert ledger.head().size == 1
    assert state(ledger) is None


def test_every_problem_of_a_batch_is_named(ledger: Ledger) -> None:
    ledger.record([register()])
    with pytest.raises(NotRecorded) as refused:
        ledger.record([offer("2024-09-04", to="BJP"), offer("2024-09-31"), offer("2024-09-04")])
    assert {number for number, _ in refused.value.problems} >= {1}


def test_a_dry_run_writes_nothing(ledger: Ledger) -> None:
    ledger.record([register()])
    receipts = ledger.try_out([offer("2024-09-04")])
    assert receipts[0].state == "proposed"
    assert receipts[0].position is None
    assert ledger.head().size == 1


def test_late_news_is_placed_and_said_to_be_late(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04"), step("TalksOpened", "2024-09-06")])
    receipts = ledger.record([step("MeetingHeld", "2024-09-05")])
    assert receipts[0].late
    places = {row["step"]: row["place"] for row in ledger.rows(TALKS)["step"]}
    assert places == {2: 1, 4: 2, 3: 3}


def test_a_retry_of_the_whole_batch_gets_the_first_receipts(ledger: Ledger) -> None:
    batch = [register(id=IDS[1]), offer("2024-09-04", id=IDS[2])]
    first = ledger.record(batch)
    again = ledger.record(batch)
    assert [each.position for each in again] == [each.position for each in first]
    assert [each.recorded_at for each in again] == [each.recorded_at for each in first]
    assert all(each.repeated for each in again)
    assert ledger.head().size == 2


def test_a_retry_is_known_even_after_the_stream_has_moved_on(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04", id=IDS[2])])
    ledger.record([step("TalksOpened", "2024-09-06")])
    again = ledger.record([offer("2024-09-04", id=IDS[2])])
    assert again[0].repeated
    assert ledger.head().size == 3


def test_a_retry_of_a_batch_is_known_by_the_ids_of_some_of_it(ledger: Ledger) -> None:
    batch = [
        register(),
        offer("2024-09-04", label="it"),
        step("OfferRejected", "2024-09-05", by="AAP", to=None, rejected="it", id=IDS[3]),
        register("negotiation/other"),
    ]
    first = ledger.record(batch)
    again = ledger.record(batch)
    assert [each.id for each in again] == [each.id for each in first]
    assert all(each.repeated for each in again)
    assert ledger.head().size == 4


@pytest.mark.parametrize("quantity", ["5", "6"])
def test_what_stands_beside_an_id_is_no_part_of_another_append(
    ledger: Ledger, quantity: str
) -> None:
    ledger.record([register()])
    ledger.record([offer("2024-09-04", "5")])
    ledger.record([step("TalksOpened", "2024-09-06", id=IDS[3])])
    with pytest.raises(IdConflict):
        ledger.record([offer("2024-09-04", quantity), step("TalksOpened", "2024-09-06", id=IDS[3])])
    with pytest.raises(IdConflict):  # it would have to begin before the log does
        early = [offer("2024-09-04") for _ in range(5)]
        ledger.record([*early, step("TalksOpened", "2024-09-06", id=IDS[3])])
    assert ledger.head().size == 3


def test_a_retry_that_can_no_longer_be_read_is_a_conflict(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04", id=IDS[2])])
    with pytest.raises(IdConflict):
        ledger.record([offer("2024-09-04", "some", id=IDS[2], rejected="nothing")])


def test_those_recorded_before_are_told_from_those_that_are_new(ledger: Ledger) -> None:
    old = [register(id=IDS[1]), offer("2024-09-04", id=IDS[2])]
    receipts = ledger.record(old)
    found = ledger.recorded_before([old[1], offer("2024-09-05", id=IDS[3]), old[0], register()])
    assert {number: each.position for number, each in found.items()} == {
        0: receipts[1].position,
        2: receipts[0].position,
    }
    with pytest.raises(IdConflict):
        ledger.recorded_before([offer("2024-09-05", id=IDS[2])])


def test_a_retry_is_known_though_its_source_was_described_anew(ledger: Ledger) -> None:
    def source(outlet: str) -> Draft:
        fields: JsonObject = {"source": "ians", "outlet": outlet}
        return Draft(stream="sources", type="SourceDescribed", fields=fields)

    evidence: JsonObject = {"attribution": "on_record", "source": "ians", "speaker": "somebody"}
    said = offer("2024-09-06", evidence=evidence, id=IDS[2])
    ledger.record([source("Mint"), register(), said])
    ledger.record([source("The Mint")])
    assert ledger.record([said])[0].repeated
    assert ledger.head().size == 4


def test_the_same_id_with_other_words_is_an_error_that_shows_both(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04", id=IDS[2])])
    with pytest.raises(IdConflict) as conflict:
        ledger.record([offer("2024-09-04", quantity="6", id=IDS[2])])
    assert b'"value":5' in conflict.value.stored
    assert b'"value":6' in conflict.value.offered


def test_a_batch_of_which_a_part_is_there_is_an_error(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04", id=IDS[2])])
    with pytest.raises(IdConflict):
        ledger.record(
            [offer("2024-09-04", id=IDS[2]), step("TalksOpened", "2024-09-06", id=IDS[3])]
        )
    assert ledger.head().size == 2


def test_who_names_the_version_it_saw_is_refused_when_it_has_moved(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04")])
    with pytest.raises(VersionConflict) as conflict:
        ledger.record([step("TalksOpened", "2024-09-06")], expected={TALKS: 1})
    assert (conflict.value.expected, conflict.value.actual) == (1, 2)
    ledger.record([step("TalksOpened", "2024-09-06")], expected={TALKS: 2})


class Beaten:
    """A store on which somebody else always records first, `times` times."""

    def __init__(self, store: EventStore, other: Ledger, drafts: list[Draft]) -> None:
        self._store = store
        self._other = other
        self._drafts = drafts

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def append(self, groups: list[Group]) -> list[Outcome]:
        if self._drafts:
            self._other.record([self._drafts.pop(0)])
        return self._store.append(groups)


def test_a_writer_that_loses_a_race_is_judged_again_and_appended(ledgers: Ledgers) -> None:
    other = held(ledgers.create(), ledgers.clock)
    other.record([register()])
    beaten = Beaten(ledgers.reopen(), other, [offer("2024-09-04")])
    loser = held(beaten, ledgers.clock)  # type: ignore[arg-type]
    receipts = loser.record([step("TalksOpened", "2024-09-06")])
    assert receipts[0].version == 3
    assert state(other) == "talks_underway"


def test_a_writer_that_loses_a_race_gets_the_refusal_of_the_new_account(ledgers: Ledgers) -> None:
    other = held(ledgers.create(), ledgers.clock)
    other.record([register(), offer("2024-09-04")])
    collapse = step("TalksCollapsed", "2024-09-05", by="AAP", to="INC")
    beaten = Beaten(ledgers.reopen(), other, [collapse])
    loser = held(beaten, ledgers.clock)  # type: ignore[arg-type]
    with pytest.raises(NotRecorded) as refused:
        loser.record([step("TalksOpened", "2024-09-06")])
    ((_, problem),) = refused.value.problems
    assert (problem.guard, problem.facts["state"]) == ("state", "collapsed")
    assert other.head().size == 3


def test_a_writer_that_always_loses_gives_up_and_says_so(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.events.ledger.ATTEMPTS_MAX", 5)
    other = held(ledgers.create(), ledgers.clock)
    other.record([register()])
    meetings = [step("MeetingHeld", "2024-09-05") for _ in range(5)]
    loser = held(Beaten(ledgers.reopen(), other, meetings), ledgers.clock)  # type: ignore[arg-type]
    with pytest.raises(VersionConflict):
        loser.record([step("TalksOpened", "2024-09-06")])


def test_one_act_in_two_negotiations_stands_or_falls_together(ledger: Ledger) -> None:
    two = "negotiation/other"
    ledger.record([register(), register(two)])
    with pytest.raises(NotRecorded):
        ledger.record(
            [
                step("MeetingHeld", "2024-09-04", act="a"),
                step("MeetingHeld", "2024-09-04", stream=two, act="a", to="INC"),
            ]
        )
    assert ledger.head().size == 2


def test_a_source_described_in_the_batch_serves_its_steps(ledger: Ledger) -> None:
    source: JsonObject = {"source": "ians", "origin": "IANS", "published": "2024-09-07"}
    evidence: JsonObject = {"attribution": "on_record", "source": "ians", "speaker": "somebody"}
    ledger.record(
        [
            Draft(stream="sources", type="SourceDescribed", fields=source),
            register(),
            offer("2024-09-06", evidence=evidence),
        ]
    )
    row = ledger.rows(TALKS)["evidence"][0]
    assert (row["origin"], row["published"]) == ("IANS", "2024-09-07")
    assert ledger.sources()["ians"]["origin"] == "IANS"


def test_a_source_that_nobody_described_is_refused(ledger: Ledger) -> None:
    evidence: JsonObject = {"attribution": "on_record", "source": "ian", "speaker": "somebody"}
    with pytest.raises(NotRecorded) as refused:
        ledger.record([register(), offer("2024-09-06", evidence=evidence)])
    ((_, problem),) = refused.value.problems
    assert (problem.case, problem.facts["source"]) == ("no_such_source", "ian")


def test_a_time_of_knowledge_is_the_last_position_recorded_by_then(ledgers: Ledgers) -> None:
    ledger = held(ledgers.create(), ledgers.clock)
    ledgers.clock.advance(10)
    ledger.record([register()])
    between = ledgers.clock() + 5 * SECOND
    ledgers.clock.advance(10)
    ledger.record([offer("2024-09-04")])
    assert ledger.known_at(time=between).position == 1
    assert ledger.known_at(time=between).settled


def test_a_time_after_the_last_record_is_not_settled(ledgers: Ledgers) -> None:
    ledger = held(ledgers.create(), ledgers.clock)
    ledger.record([register()])
    later = ledger.known_at(time=ledger.head().recorded_at + 1)
    assert (later.position, later.settled) == (1, False)


def test_what_is_recorded_later_changes_no_answer_asked_with_an_earlier_position(
    ledger: Ledger,
) -> None:
    ledger.record([register(), offer("2024-09-04"), step("TalksOpened", "2024-09-06")])
    before = ledger.rows_at(TALKS, 3)
    ledger.record([step("MeetingHeld", "2024-09-05")])
    ledger.record(
        [
            Draft(
                stream=TALKS,
                type="EntryCorrected",
                fields={"target": 2, "effect": "retract", "reason": "a slip"},
            )
        ]
    )
    assert ledger.rows_at(TALKS, 3) == before
    assert ledger.rows_at(TALKS, 5) != before


def test_the_rows_of_the_tables_are_those_folded_from_the_records(ledger: Ledger) -> None:
    ledger.record([register(), offer("2024-09-04"), step("TalksOpened", "2024-09-06")])
    ledger.rows(TALKS)
    ledger.record([step("MeetingHeld", "2024-09-06"), offer("2024-09-07", quantity="7")])
    assert sorted_rows(ledger.rows(TALKS)) == sorted_rows(ledger.rows_at(TALKS, 5))


def sorted_rows(rows: dict[str, list[JsonObject]]) -> dict[str, list[str]]:
    return {table: sorted(map(repr, found)) for table, found in rows.items() if table != "source"}


def test_a_rebuild_gives_the_same_rows_and_tells_its_progress(ledger: Ledger) -> None:
    two = "negotiation/other"
    ledger.record([register(), register(two), offer("2024-09-04"), offer("2024-09-05", stream=two)])
    before = sorted_rows(ledger.rows(TALKS))
    told: list[tuple[int, int]] = []
    rebuilt = ledger.rebuild(lambda done, total: told.append((done, total)))
    assert rebuilt == Rebuilt(streams=2, remade=False, stopped=())
    assert told == [(0, 4), (4, 4)]
    assert sorted_rows(ledger.rows(TALKS)) == before


def test_a_rebuild_that_was_interrupted_leaves_rows_that_serve_and_loses_no_append(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.events.workers.STREAMS_PER_BATCH", 2)
    first = held(ledgers.create(), ledgers.clock)
    streams = [f"negotiation/n{number}" for number in range(4)]
    first.record([register(each) for each in streams])

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        first.rebuild(stop)
    assert verify(first).ok
    first.record([offer("2024-09-04", stream=streams[0])])
    assert state(first, streams[0]) == "proposed"
    second = held(ledgers.reopen(), ledgers.clock)
    told: list[tuple[int, int]] = []
    second.rebuild(lambda done, total: told.append((done, total)))
    assert told == [(0, 5), (3, 5), (5, 5)]
    assert state(second, streams[0]) == "proposed"
    assert verify(second).ok


def test_a_rebuild_in_several_processes_gives_the_same_rows(
    shared: SqlLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.events.workers.STREAMS_PER_BATCH", 1)
    ledger = held(shared.create(), shared.clock)
    streams = [f"negotiation/n{number}" for number in range(5)]
    ledger.record([register(each) for each in streams])
    ledger.record([offer("2024-09-04", stream=each) for each in streams[:3]])
    before = [sorted_rows(ledger.rows(each)) for each in streams]
    reopen = partial(open_store, shared.url, clock=shared.clock, read_only=True)
    told: list[int] = []
    rebuild(ledger, lambda done, _: told.append(done), workers=2, reopen=reopen)
    assert (told[0], told[-1], len(told)) == (0, 8, 6)
    assert [sorted_rows(ledger.rows(each)) for each in streams] == before
    assert verify(ledger).ok


def test_so_many_processes_as_there_is_work_for() -> None:
    assert workers_for(100) == 1
    assert workers_for(10**9) <= WORKERS_MAX


def test_an_entry_that_cannot_be_folded_stops_its_own_stream_and_no_other(
    ledgers: Ledgers,
) -> None:
    store = ledgers.create()
    ledger = held(store, ledgers.clock)
    other = "negotiation/other"
    ledger.record([register(), register(other)])
    _slip_in(store, TALKS, "StepOfTheFuture")
    ledger.record([offer("2024-09-04", stream=other)])
    assert state(ledger, other) == "proposed"
    with pytest.raises(IntegrityError, match="StepOfTheFuture"):
        ledger.rows(TALKS)
    with pytest.raises(IntegrityError, match="StepOfTheFuture"):
        ledger.record([offer("2024-09-04")])
    assert ledger.rebuild(lambda *_: None).stopped == (TALKS,)
    assert state(ledger, other) == "proposed"
    with pytest.raises(IntegrityError, match="StepOfTheFuture"):
        ledger.rows(TALKS)


def _slip_in(store: EventStore, stream: str, kind: str) -> None:
    head = store.stream_head(stream)
    assert head is not None
    statement = Statement(
        ledger=store.info.ledger,
        stream=stream,
        id=IDS[77],
        version=head.version + 1,
        previous=head.hash.hex(),
        type=kind,
        type_version=1,
        rules=1,
        recorded_by="Asha",
        step={},
    )
    outcome = store.append([Group((prepare(encode_statement(statement)),))])[0]
    assert isinstance(outcome, Appended)
