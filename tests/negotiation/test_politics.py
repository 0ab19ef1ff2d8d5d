"""The politics as a record uses them: what they concern, and judging a whole history again."""

from collections.abc import Sequence

import msgspec
import pytest

from parley.events.politics import Draft, Entry
from parley.events.tables import Schema
from parley.negotiation.codec import EntryError
from parley.negotiation.rules import CURRENT, RULES
from parley.negotiation.views.tables import TABLES
from tests.negotiation.given import given
from tests.negotiation.talks import POLITICS, Talks
from tests.negotiation.words import (
    STREAM,
    accepts,
    collapses,
    corrects,
    deal,
    named,
    offers,
    opens,
    proposes,
    says,
    step,
)


def with_unjudged(talks: Talks, *drafts: Draft) -> list[Entry]:
    """The entries, and after them what no judge has seen."""
    copied = Talks()
    copied.entries = list(talks.entries)
    for draft in drafts:
        copied.entries.append(copied.unjudged(draft))
    return copied.entries


def test_negotiations_and_contests_are_politics_and_nothing_else_is() -> None:
    assert POLITICS.concerns("negotiation/haryana-2024")
    assert POLITICS.concerns("contest/haryana-2024")
    assert not POLITICS.concerns("sources")
    assert not POLITICS.concerns("negotiations")


def test_new_statements_carry_the_newest_rules() -> None:
    assert POLITICS.rules == CURRENT.version == max(RULES)
    assert {number: rules.version for number, rules in RULES.items()} == {n: n for n in RULES}


def test_the_view_tables_are_what_a_record_can_make() -> None:
    schema = msgspec.convert({"version": POLITICS.views, **POLITICS.schema()}, Schema)
    assert [table.name for table in schema.tables] == [name for name, _ in TABLES.values()]
    for table in schema.tables:
        assert table.about
        assert all(column.about for column in table.columns)


def test_every_row_fits_its_table() -> None:
    schema = msgspec.convert({"version": POLITICS.views, **POLITICS.schema()}, Schema)
    rows = given(proposes(at="../2024-09-01"), offers(), accepts(3), deal()).talks.rows()
    for name, found in rows.items():
        for row in found:
            whole = {"stream": STREAM, **row}
            for column in schema.table(name).columns:
                column.check(whole[column.name])


# Judged again -----------------------------------------------------------------------------------


def found_in(entries: Sequence[Entry]) -> list[str]:
    return [f"v{version}: {refusal}" for version, refusal in POLITICS.audit(STREAM, entries)]


def test_a_history_that_was_judged_has_no_findings() -> None:
    talks = given(proposes(), opens(), offers(), accepts(4), deal()).talks
    assert POLITICS.audit(STREAM, talks.entries) == []


def test_what_came_together_is_judged_together_again() -> None:
    batch = (deal(), named("opened", opens("../2024-09-05")), says(at="2024-09-07"))
    talks = given().when(*batch).then()
    assert POLITICS.audit(STREAM, talks.entries) == []


def test_what_came_apart_is_judged_apart_again() -> None:
    talks = given().when(deal(), opens("../2024-09-05")).then()
    apart = [
        msgspec.structs.replace(entry, recorded_at=entry.recorded_at + entry.version)
        for entry in talks.entries
    ]
    assert found_in(apart) == [
        "v2: state refuses it: not here now (type DealReached, legal ['proposed',"
        " 'talks_underway'], state unopened)"
    ]


def test_a_correction_counts_from_when_it_was_recorded() -> None:
    talks = given(corrects(1, "pools.seats", 90, 95), offers("92")).talks
    assert POLITICS.audit(STREAM, talks.entries) == []
    unjudged = with_unjudged(given(offers("85")).talks, corrects(1, "pools.seats", 90, 80))
    assert found_in(unjudged) == [
        "v2: pools_hold refuses it: more than the pool (number 85, total 80, pool seats)"
    ]


@pytest.mark.parametrize(
    ("draft", "finding"),
    [
        (
            deal(assent=[{"party": "INC", "by": "joint"}]),
            "v4: every_party_assents refuses it: word missing",
        ),
        (accepts(3), "v4: offer_is_open_for_accepter refuses it: no offer (step 3"),
        (collapses(by="SP"), "v4: names_are_known refuses it: no such party (name SP, "),
        (
            says(at="2024-08-01", about=3),
            "v4: order refuses it: out of order pointing (version 4",
        ),
        (corrects(9, "text", "a", "b"), "v4: target_exists refuses it: no target (target 9, "),
    ],
)
def test_what_no_judge_would_have_let_through_is_found(draft: Draft, finding: str) -> None:
    unjudged = with_unjudged(given(proposes(), opens()).talks, draft)
    found = found_in(unjudged)
    assert len(found) == 1
    assert found[0].startswith(finding)


def test_late_news_that_breaks_what_stood_is_found() -> None:
    talks = given(proposes("2024-09-01"), opens("2024-09-03")).talks
    talks.record(step("TalksSuspended", "2024-09-05", by="INC"))
    found = found_in(with_unjudged(talks, collapses("2024-09-04")))
    assert len(found) == 1
    assert found[0].startswith("v4: state refuses it")


def test_an_entry_of_unknown_rules_is_found() -> None:
    entries = given(proposes()).talks.entries
    entries[1] = msgspec.structs.replace(entries[1], rules=99)
    assert found_in(entries) == ["v2: rules refuses it: rules unknown (rules 99)"]


def test_an_entry_that_is_none_is_found() -> None:
    entries = given(proposes(), opens()).talks.entries
    broken = msgspec.structs.replace(entries[1], step={"occurred": "2024"})
    assert found_in([entries[0], broken])[0].startswith("v2: ")
    assert found_in([entries[0], entries[2]])[0].endswith("(reason v3 follows v1, hint None)")


# Folding ----------------------------------------------------------------------------------------


def test_what_cannot_be_folded_is_an_error_and_no_row() -> None:
    talks = given(proposes()).talks
    broken = msgspec.structs.replace(talks.entries[1], type="AllianceDreamt")
    for entries in ([broken], [talks.entries[0], broken]):
        with pytest.raises(EntryError):
            POLITICS.refold(STREAM, entries)
        with pytest.raises(EntryError):
            POLITICS.extend(STREAM, None, entries, talks.recall)


def test_steps_can_be_written_without_being_judged() -> None:
    batch = (named("o", offers()), accepts("o"))
    made = POLITICS.written(batch, [7, 8], {})
    assert made[1]["offer"] == 7
    with pytest.raises(EntryError, match="no step type"):
        POLITICS.written([step("AllianceDreamt")], [2], {})
