"""An answer at a time of publication prints no word of a report that came out later.

Each report of a history gets words that stand nowhere else; so wherever one of them is printed, it
was printed out of that report, or out of our correction that brought it.
"""

import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from parley.answers.catalogue import QUESTIONS
from parley.answers.failing import Failure
from parley.answers.question import Question
from parley.answers.reading import Reading, read_stream
from parley.answers.step import SHOW, ShowOptions
from parley.answers.times import Asked, Standpoint
from parley.events.canonical import JsonObject, JsonValue
from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.events.politics import Draft, entry_of
from parley.events.refusals import NotRecorded
from parley.negotiation.account import Account, account_of
from parley.negotiation.moments import end_of
from parley.negotiation.politics import AlliancePolitics
from parley.negotiation.published import public_steps
from tests.negotiation.drawn import drawn
from tests.negotiation.talks import NOW, SECOND, Talks
from tests.negotiation.telling import telling
from tests.negotiation.words import ON_RECORD, STREAM, corrects, offers, opens, registers, retracts

ZONE = "Asia/Kolkata"
RECORDED = "2024-12-01"
"""When everything is recorded: long after it happened."""
PUBLISHED = ("2024-09-10", "2024-09-25", "2024-11", "2025-02-01", None)
DAYS = ("2024-09-12", "2024-10-20", "2024-12-20", "2025-03-01")
MARK = re.compile(r"mark\d+x")
Told = tuple[Ledger, Mapping[str, int]]
"""A ledger, and from when on each mark was public (µs)."""


def marked_report(report: JsonValue, mark: str, published: str | None) -> JsonObject:
    """A report in words of its own."""
    assert isinstance(report, dict)
    made = {name: value for name, value in report.items() if name != "published"}
    for member in ("speaker", "outlet", "source_as_described"):
        if member in made:
            made[member] = f"{made[member]} {mark}"
    made |= {"url": f"https://example.org/{mark}", "quote": {"verbatim": f"as {mark} said"}}
    return made if published is None else {**made, "published": published}


def new_ledger() -> Ledger:
    clock = iter(range(end_of(RECORDED, ZONE), NOW, SECOND))
    store = MemoryStore("asked", lambda: next(clock))
    return Ledger(store, AlliancePolitics(), recorder="tests", clock=lambda: NOW)


def told_with_marks(talks: Talks, chance: Random) -> Told:
    """A history recorded again, each report with a mark; some reports are added by corrections."""
    ledger = new_ledger()
    since: dict[str, int] = {}

    def mark_all(reports: JsonValue, dates: tuple[str | None, ...]) -> list[JsonValue]:
        found: list[JsonValue] = []
        for report in reports if isinstance(reports, list) else [reports]:
            mark, published = f"mark{len(since)}x", chance.choice(dates)
            since[mark] = end_of(published or RECORDED, ZONE)
            found.append(marked_report(report, mark, published))
        return found

    def record(batch: tuple[Draft, ...], dates: tuple[str | None, ...]) -> None:
        ledger.record(
            [
                msgspec.structs.replace(
                    each,
                    fields={**each.fields, "evidence": mark_all(each.fields["evidence"], dates)},
                )
                if "evidence" in each.fields
                else each
                for each in batch
            ]
        )

    for batch in talks.batches:
        try:
            record(batch, PUBLISHED)
        except NotRecorded:  # words are not published before what they tell of
            record(batch, PUBLISHED[2:])
    for version in range(2, ledger.head().size + 1):
        if chance.random() < 1 / 3:
            (report,) = mark_all({**ON_RECORD, "outlet": "A later paper"}, PUBLISHED[2:])
            try:
                ledger.record([corrects(version, "evidence", None, report, effect="add")])
            except NotRecorded:
                continue  # a correction has no evidence
    return ledger, since


def asked(question: Question[Any, Any, Any], size: int) -> Iterator[Struct]:
    """What is asked for: every step, and all that there is."""
    kind = question.options
    match question.name:
        case "show" | "explain":
            yield from (kind(version=version) for version in range(1, size + 1))
        case "changes":
            yield kind(since=size // 2)
        case "replay":
            yield from (kind(recorded=each) for each in (False, True))
        case "offers":
            yield from (kind(), kind(listed="each"))
        case "find-first":
            yield kind(condition="claims>0")
        case _:
            yield kind(all=True) if "all" in kind.__struct_fields__ else kind()


def printed_too_early(told: Told, day: str) -> Iterator[str]:
    """The questions whose answers hold words that were not public yet."""
    ledger, since = told
    standpoint = Standpoint(ledger=ledger, now=NOW, zone="UTC")
    reading = read_stream(standpoint, Asked(public_at=day), "talks")
    hidden = {mark for mark, first in since.items() if first > end_of(day, ZONE)}
    for question in QUESTIONS:
        if question.subject is not Reading:
            continue
        for options in asked(question, ledger.head().size):
            try:
                answer = question.ask(reading, options)
            except Failure:
                continue  # it is not in view, or there is no such list
            text = msgspec.json.encode(answer).decode()
            text += "\n".join(map(repr, question.told(answer).entries))
            if found := hidden & {*MARK.findall(text)}:
                yield f"{question.name} {options}: {sorted(found)}"


@settings(max_examples=12, deadline=None)
@given(talks=drawn(telling), day=st.sampled_from(DAYS), seed=st.integers(0, 1 << 20))
def test_no_answer_prints_words_that_came_out_later(talks: Talks, day: str, seed: int) -> None:
    told = told_with_marks(talks, Random(seed))  # noqa: S311 - no secret
    assert [*printed_too_early(told, day)] == []


def corrected_offer() -> Ledger:
    """An offer of which two reports were out one after the other, and a third was added later."""

    def report(outlet: str, published: str) -> JsonObject:
        quote: JsonObject = {"verbatim": f"as {outlet} said"}
        return {**ON_RECORD, "outlet": outlet, "published": published, "quote": quote}

    ledger = new_ledger()
    both: list[JsonValue] = [report("One", "2024-09-10"), report("Two", "2024-11")]
    ledger.record([registers(), opens(), offers(evidence=both)])
    ledger.record([corrects(3, "evidence", None, report("Three", "2025-02-01"), effect="add")])
    return ledger


def shown(ledger: Ledger, version: int, day: str) -> Any:
    standpoint = Standpoint(ledger=ledger, now=NOW, zone="UTC")
    reading = read_stream(standpoint, Asked(public_at=day), "talks")
    return SHOW.ask(reading, ShowOptions(version=version))


@pytest.mark.parametrize(("day", "out"), [("2024-10-20", ["One"]), ("2024-12-20", ["One", "Two"])])
def test_a_step_is_shown_with_the_reports_that_were_out(day: str, out: list[str]) -> None:
    answer = shown(corrected_offer(), 3, day)
    assert [each["outlet"] for each in answer.step["evidence"]] == out
    assert [each.outlet for each in answer.evidence] == out


@pytest.mark.parametrize(("day", "count"), [("2024-12-20", 0), ("2025-03-01", 1)])
def test_a_correction_is_told_once_what_it_adds_is_public(day: str, count: int) -> None:
    assert len(shown(corrected_offer(), 3, day).corrections) == count


def test_a_correction_that_was_not_recorded_by_then_is_not_told_and_holds_all_the_same() -> None:
    ledger = corrected_offer()
    ledger.record([corrects(3, "text", None, "in clearer words", effect="add")])
    at = shown(ledger, 3, "2024-11-30")
    assert (at.corrections, at.text) == ((), "in clearer words")
    later = shown(ledger, 3, "2025-03-01")
    assert [each.now for each in later.corrections][-1] == '"in clearer words"'


def outlets(account: Account, public_at: int) -> list[str | None]:
    """Who had reported the last step by then."""
    return [each.outlet for each in public_steps(account, public_at)[-1].step.evidence]


def test_a_report_without_a_date_is_public_from_when_it_was_added() -> None:
    ledger = corrected_offer()
    undated: JsonObject = {**ON_RECORD, "outlet": "Four"}
    ledger.record([corrects(3, "evidence", None, undated, effect="add")])
    records = [*ledger.log(0, ledger.head().size)]
    account, added = account_of(STREAM, map(entry_of, records)), records[-1].recorded_at
    assert [outlets(account, at) for at in (added - 1, added)] == [
        ["One", "Two"],
        ["One", "Two", "Four"],
    ]


def test_what_we_took_back_is_shown_as_far_as_it_was_public() -> None:
    ledger = corrected_offer()
    ledger.record([retracts(3)])
    with pytest.raises(Failure):
        shown(ledger, 3, "2024-10-20")
    taken_back = shown(ledger, 3, "2024-12-20")
    assert not taken_back.believed
    assert [each.outlet for each in taken_back.evidence] == ["One", "Two"]
