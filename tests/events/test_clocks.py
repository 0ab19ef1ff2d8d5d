"""No clock is refused; a wrong date is put right by a record, and times of knowledge count it."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.events.clock import SECOND, oddity_of
from parley.events.clocks import Span, position_at
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.refusals import NotRecorded
from parley.events.verify import verify
from tests.events.ledgers import CREATED_AT, Ledgers
from tests.events.tampering import append_unjudged
from tests.events.test_ledger import TALKS, held, offer, register

DAY = 24 * 60 * 60 * SECOND


@pytest.fixture
def ledger(ledgers: Ledgers) -> Ledger:
    """@1 a minute after the creation; @2 by a laptop a day ahead, @3 a minute later by a right
    clock, @4 two days after the creation."""
    made = held(ledgers.create(), ledgers.clock)
    ledgers.clock.now = CREATED_AT + 60 * SECOND
    made.record([register()])
    ledgers.clock.now = CREATED_AT + 120 * SECOND + DAY
    made.record([offer("2024-09-04")])
    ledgers.clock.now = CREATED_AT + 180 * SECOND
    made.record([offer("2024-09-05", quantity="6")])
    ledgers.clock.now = CREATED_AT + 2 * DAY
    made.record([offer("2024-09-06", quantity="7")])
    return made


def instant(microseconds: int) -> str:
    return f"{datetime.fromtimestamp(microseconds // SECOND, UTC):%Y-%m-%dT%H:%M:%SZ}"


def corrected(
    first: int, last: int, earliest: int, latest: int, *, replaces: int | None = None
) -> Draft:
    return Draft(
        stream="clocks",
        type="ClockCorrected",
        fields={
            "first": first,
            "last": last,
            "really": f"{instant(earliest)}/{instant(latest - SECOND)}",
            "zone": "UTC",
            "earliest": earliest,
            "latest": latest,
            "by": "Asha",
            "why": "a day ahead",
            "replaces": replaces,
        },
    )


def put_right(ledger: Ledger) -> None:
    early, late = CREATED_AT + 120 * SECOND, CREATED_AT + 240 * SECOND
    ledger.record([corrected(2, 3, early, late)])


def test_a_time_counts_the_corrected_dates(ledger: Ledger) -> None:
    noon = CREATED_AT + 300 * SECOND
    before = ledger.known_at(time=noon)
    assert (before.position, before.corrected_by) == (1, ())
    put_right(ledger)
    after = ledger.known_at(time=noon)
    assert (after.position, after.corrected_by) == (3, (1,))
    assert ledger.known_at(time=CREATED_AT + 240 * SECOND - 2).position == 1
    later = ledger.known_at(time=CREATED_AT + 3 * DAY)
    assert (later.position, later.corrected_by) == (5, ())


def test_every_time_becomes_what_a_plain_look_at_the_log_gives(ledger: Ledger) -> None:
    early, late = CREATED_AT + 120 * SECOND, CREATED_AT + 240 * SECOND
    for draft in (
        corrected(2, 2, early, late),
        corrected(4, 4, late, late + DAY),
        corrected(2, 3, early, early + SECOND, replaces=1),
        corrected(1, 1, early + DAY, early + 3 * DAY // 2),
    ):
        ledger.record([draft])
        counted = {record.position: record.recorded_at for record in ledger.log()}
        said = {each.version: each.said for each in ledger.clock_corrections()}
        for gone in [each.replaces for each in said.values() if each.replaces is not None]:
            del said[gone]
        for each in said.values():
            counted |= dict.fromkeys(range(each.first, each.last + 1), each.latest - 1)
        for time in {each + shift for each in counted.values() for shift in (-1, 0, 1)}:
            late_ones = [position for position, at in counted.items() if at > time]
            assert (
                ledger.known_at(time=time).position == min(late_ones, default=len(counted) + 1) - 1
            )


def test_no_clock_record_changes_an_answer_asked_by_position(ledger: Ledger) -> None:
    before = [ledger.rows_at(TALKS, position) for position in range(1, 5)]
    put_right(ledger)
    assert [ledger.rows_at(TALKS, position) for position in range(1, 5)] == before
    assert verify(ledger).ok


def test_what_was_said_of_a_date_is_replaced_by_name(ledger: Ledger) -> None:
    put_right(ledger)
    again = corrected(3, 4, CREATED_AT, CREATED_AT + SECOND)
    with pytest.raises(NotRecorded, match=r"@2 to @3 already") as caught:
        ledger.record([again])
    assert caught.value.problems
    ledger.record([corrected(3, 4, CREATED_AT, CREATED_AT + SECOND, replaces=1)])
    assert ledger.clock_spans() == [
        Span(version=2, first=3, last=4, recorded_by=CREATED_AT + SECOND - 1)
    ]


def test_what_is_recorded_together_names_the_versions_that_it_will_have(ledger: Ledger) -> None:
    put_right(ledger)
    append_unjudged(ledger.store, "ClockCorrected", {"x": 1}, stream="clocks")
    first = corrected(4, 4, CREATED_AT, CREATED_AT + SECOND)
    ledger.record([first, corrected(4, 5, CREATED_AT, CREATED_AT + SECOND, replaces=3)])
    spans = [(span.version, span.first, span.last) for span in ledger.clock_spans()]
    assert spans == [(1, 2, 3), (4, 4, 5)]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (corrected(3, 2, 0, SECOND), "before @3"),
        (corrected(2, 9, 0, SECOND), "the log ends at @4"),
        (corrected(2, 2, SECOND, SECOND), "not after the earliest"),
        (corrected(2, 2, 0, SECOND, replaces=7), "clocks#7, which does not stand"),
    ],
)
def test_what_cannot_be_said_of_dates_is_refused(ledger: Ledger, draft: Draft, said: str) -> None:
    with pytest.raises(NotRecorded, match=said):
        ledger.record([draft])
    assert ledger.head().size == 4


def test_the_ends_of_a_correction_are_those_of_what_it_says(ledger: Ledger) -> None:
    draft = corrected(2, 3, CREATED_AT, CREATED_AT + SECOND)
    fields = {**draft.fields, "latest": CREATED_AT + DAY}
    with pytest.raises(NotRecorded, match="meant 1725690601000000"):
        ledger.record([msgspec.structs.replace(draft, fields=fields)])
    with pytest.raises(NotRecorded, match="not recorded then"):
        ledger.record([corrected(2, 3, CREATED_AT + 9 * DAY, CREATED_AT + 10 * DAY)])
    assert ledger.head().size == 4


def test_a_date_that_is_put_right_to_a_later_one_settles_what_was_known_before_it(
    ledgers: Ledgers,
) -> None:
    """The ledger was begun by a clock without a battery."""
    ledger = held(ledgers.create(), ledgers.clock)
    ledger.record([register()])
    ledgers.clock.now = CREATED_AT + 9 * DAY
    really = CREATED_AT + 8 * DAY
    ledger.record([corrected(1, 1, really, really + SECOND)])
    before = ledger.known_at(time=really - 1)
    assert (before.position, before.settled, before.corrected_by) == (0, True, (1,))
    assert ledger.known_at(time=really + SECOND - 1).position == 1
    later = ledger.known_at(time=CREATED_AT + 10 * DAY)
    assert (later.position, later.settled) == (2, False)


def test_a_clock_record_that_was_slipped_in_is_found(ledger: Ledger) -> None:
    put_right(ledger)
    fields = corrected(2, 99, 0, SECOND).fields
    append_unjudged(ledger.store, "ClockCorrected", {**fields, "replaces": 3}, stream="clocks")
    findings = verify(ledger).findings
    assert [(each.check, each.where) for each in findings] == [("clocks", "clocks#2")]
    assert "the log ends at @5" in str(findings[0].flaw)


def test_verify_names_the_dates_that_were_put_right(ledger: Ledger) -> None:
    put_right(ledger)
    report = verify(ledger)
    assert report.ok
    assert [(span.first, span.last) for span in report.wrong_dates] == [(2, 3)]


TIMES = st.integers(0, 30)


@given(st.data())
def test_a_position_is_what_a_plain_look_at_every_record_gives(data: st.DataObject) -> None:
    dates = sorted(data.draw(st.sets(TIMES, max_size=12)))
    size = len(dates)
    spans: list[Span] = []
    first = 1
    while first <= size and data.draw(st.booleans(), label="another"):
        first = data.draw(st.integers(first, size))
        last = data.draw(st.integers(first, size))
        spans.append(
            Span(version=len(spans) + 1, first=first, last=last, recorded_by=data.draw(TIMES))
        )
        first = last + 1
    counted = list(dates)
    for span in spans:
        counted[span.first - 1 : span.last] = [span.recorded_by] * (span.last - span.first + 1)
    time = data.draw(TIMES)
    plain = 0
    while plain < size and counted[plain] <= time:
        plain += 1
    recorded = sum(date <= time for date in dates)
    assert position_at(time, spans, recorded, size) == plain


def test_a_clock_that_stays_behind_is_told_of_once_whatever_is_recorded_together(
    ledgers: Ledgers,
) -> None:
    ledger = held(ledgers.create(), ledgers.clock)
    ledger.clock = lambda: CREATED_AT
    ledgers.clock.now = CREATED_AT + DAY
    assert ledger.oddity(ledger.record([register()])) is None
    ledgers.clock.now = CREATED_AT
    odd = ledger.oddity(ledger.record([offer("2024-09-04"), offer("2024-09-05", quantity="6")]))
    assert odd is not None
    assert (odd.kind, odd.position) == ("behind", 2)
    assert ledger.oddity(ledger.record([offer("2024-09-06", quantity="7")])) is None


def test_a_clock_that_stays_behind_is_told_of_once() -> None:
    ahead = CREATED_AT + DAY
    first = oddity_of(6, ahead + 1, [CREATED_AT, ahead], CREATED_AT + SECOND)
    assert first is not None
    assert (first.kind, first.before) == ("behind", ahead)
    assert oddity_of(7, ahead + 2, [ahead, ahead + 1], CREATED_AT + SECOND) is None
    assert oddity_of(6, ahead + 1, [CREATED_AT, ahead], ahead - 30 * SECOND) is None
    assert oddity_of(1, CREATED_AT, [], 0) is None


def test_a_jump_of_a_year_is_told_and_no_shorter_silence() -> None:
    year = 366 * DAY
    assert oddity_of(2, CREATED_AT + year, [CREATED_AT], CREATED_AT + year) is None
    jump = oddity_of(2, CREATED_AT + year + 1, [CREATED_AT], CREATED_AT + year + 1)
    assert jump is not None
    assert jump.kind == "jump"
