"""Whatever is altered in a stored ledger is found, and what cannot be found from inside is said."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject
from parley.events.errors import IntegrityError
from parley.events.own import OWN
from parley.events.politics import Draft
from parley.events.sql import create_store
from parley.events.verify import verify
from tests.events.saying import LEDGER, group, say
from tests.events.talks import DRAFTS, NEGOTIATION, check, found, make_talks, opened
from tests.events.tampering import (
    append_unjudged,
    bits,
    cut,
    flip,
    rewrite,
    slip_in,
    tampering,
)

TEXTS_AND_BLOBS = ("stream", "id", "type", "statement_hash", "leaf_hash", "record")
OFFERED = Draft(
    stream=NEGOTIATION,
    type="OfferMade",
    fields={
        "occurred": "2024-09-08",
        "by": "INC",
        "to": "AAP",
        "terms": [{"issue": "seat_count", "quantity": "6"}],
        "evidence": {"attribution": "on_record", "speaker": "Asha"},
    },
)
BROKEN: JsonObject = {
    "occurred": "2024-09-07",
    "by": ["INC"],
    "evidence": [{"attribution": "media_report"}],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talks") / "talks.db"
    make_talks(path)
    return path


@pytest.fixture
def talks(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "talks.db"))


def test_a_ledger_as_it_was_made_holds(talks: Path) -> None:
    report = check(talks)
    assert (report.ok, report.size, report.streams) == (True, len(DRAFTS), 3)
    assert report.not_compared is None
    with opened(talks) as ledger:
        assert report.root == ledger.store.root(report.size).hex()


def test_an_empty_ledger_holds(tmp_path: Path) -> None:
    create_store(str(tmp_path / "new.db"), ledger=LEDGER, clock=lambda: 5).close()
    report = check(tmp_path / "new.db")
    assert (report.ok, report.size) == (True, 0)
    assert report.root == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_it_says_that_no_outside_checkpoint_was_compared(talks: Path) -> None:
    assert not check(talks).checkpoint_compared


def test_verifying_changes_nothing(talks: Path) -> None:
    before = talks.read_bytes()
    check(talks)
    assert talks.read_bytes() == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bit_of_the_log_is_found(
    data: st.DataObject, made: Path, tmp_path: Path
) -> None:
    altered = Path(shutil.copy(made, tmp_path / "altered.db"))
    with tampering(altered) as connection:
        column = data.draw(st.sampled_from(TEXTS_AND_BLOBS))
        position = data.draw(st.integers(1, len(DRAFTS)))
        bit = data.draw(st.integers(0, bits(connection, "record", column, position) - 1))
        flip(connection, "record", column, position, bit)
    assert found(altered)


def test_two_swapped_records_are_found(talks: Path) -> None:
    with tampering(talks) as connection:
        for position, place in ((5, 0), (6, 5), (0, 6)):
            connection.execute(
                "UPDATE record SET position = ? WHERE position = ?", (place, position)
            )
    assert "columns" in found(talks)


def test_a_missing_record_is_found(talks: Path) -> None:
    with tampering(talks) as connection:
        connection.execute("DELETE FROM record WHERE position = 6")
    assert {"positions", "head"} <= found(talks)


def test_a_missing_end_is_found_from_the_head(talks: Path) -> None:
    with tampering(talks) as connection:
        connection.execute("DELETE FROM record WHERE position = 15")
    assert found(talks) == {"head", "streams"}


def test_a_record_slipped_in_beyond_the_head_is_found(talks: Path) -> None:
    with tampering(talks) as connection:
        slip_in(connection, position=17)
    assert found(talks) == {"head"}


def test_a_record_slipped_in_behind_the_last_is_found(talks: Path) -> None:
    with tampering(talks) as connection:
        slip_in(connection, position=16)
        connection.execute("UPDATE head SET size = 16")
    assert "chain" in found(talks)


def test_an_altered_statement_with_new_hashes_breaks_the_chain(talks: Path) -> None:
    with tampering(talks) as connection:
        rewrite(connection, position=8, was=b'"high":7', now=b'"high":9')
    assert "chain" in found(talks)


def test_a_step_that_was_never_judged_is_found(talks: Path) -> None:
    with opened(talks) as ledger:
        append_unjudged(ledger.store, "DealBroken", BROKEN, stream=NEGOTIATION)
    (finding, *_) = check(talks).findings
    assert finding.check == "history"
    assert finding.where == NEGOTIATION


def test_a_source_that_is_none_is_found(talks: Path) -> None:
    with opened(talks) as ledger:
        append_unjudged(ledger.store, "SourceDescribed", {"surce": "x"}, stream="sources")
    with opened(talks, read_only=True) as ledger:
        assert {each.check for each in verify(ledger).findings} == {"sources"}


def test_a_stream_that_this_release_does_not_know_is_named(talks: Path) -> None:
    with opened(talks) as ledger:
        ledger.store.append([group(say("plans", 1, None, id=990))])
    report = check(talks)
    assert [(each.check, each.where, each.flaw.facts) for each in report.findings] == [
        ("streams", "plans", {"entries": 1})
    ]


@pytest.mark.parametrize("stream", OWN)
def test_an_entry_of_the_ledgers_own_that_nobody_can_read_hides_nothing(
    talks: Path, stream: str
) -> None:
    """Any writer of a server can put one there for good."""
    with opened(talks) as ledger:
        end = ledger.store.stream_head(stream)
        version = 1 if end is None else end.version + 1
        ledger.store.append([group(say(stream, version, end, id=990))])
        append_unjudged(ledger.store, "DealBroken", BROKEN, stream=NEGOTIATION)
    with tampering(talks) as connection:
        connection.execute("DELETE FROM offer")
    report = check(talks)
    assert report.not_compared is None
    assert {each.check for each in report.findings} >= {stream, "history", "views"}


@pytest.mark.parametrize(
    "change", ["hash = zeroblob(32)", "position = 1", "version = 1", "position = 99"]
)
def test_nothing_is_recorded_behind_an_end_that_is_none(talks: Path, change: str) -> None:
    """The next statement names the hash of the one before it, and is never changed."""
    with tampering(talks) as connection:
        connection.execute(f"UPDATE stream SET {change} WHERE stream = '{NEGOTIATION}'")
    with opened(talks) as ledger:
        with pytest.raises(IntegrityError):
            ledger.record([OFFERED])
        assert ledger.head().size == len(DRAFTS)


def test_others_may_record_while_it_runs(talks: Path) -> None:
    evidence: JsonObject = {"attribution": "on_record", "speaker": "Asha"}
    meeting: JsonObject = {"occurred": "2024-09-07", "by": "INC", "to": "AAP", "evidence": evidence}
    with opened(talks) as writer, opened(talks, read_only=True) as reader:
        reports = 0

        def record(_done: int, _total: int) -> None:
            nonlocal reports
            reports += 1
            source: JsonObject = {"source": f"meanwhile-{reports}"}
            writer.record([Draft(stream="sources", type="SourceDescribed", fields=source)])
            writer.record([Draft(stream=NEGOTIATION, type="MeetingHeld", fields=meeting)])
            writer.catch_up()

        report = verify(reader, record)
    assert reports > len(DRAFTS)
    assert (report.ok, report.size) == (True, len(DRAFTS))


def test_progress_ends_when_every_record_was_looked_at_twice(talks: Path) -> None:
    reports: list[tuple[int, int]] = []
    with opened(talks, read_only=True) as ledger:
        verify(ledger, lambda done, total: reports.append((done, total)))
    assert reports[-1] == (2 * len(DRAFTS), 2 * len(DRAFTS))
    assert reports == sorted(reports)


# What nobody can see from inside: the root that somebody else has kept shows it.


def test_a_cut_end_is_seen_from_a_root_that_was_kept(talks: Path) -> None:
    kept = check(talks)
    with tampering(talks) as connection:
        cut(connection, size=12)
    with opened(talks) as ledger:
        ledger.rebuild(lambda _done, _total: None)
    report = check(talks)
    assert report.ok
    assert report.size < kept.size


def test_a_rewritten_ledger_is_seen_from_a_root_that_was_kept(made: Path, tmp_path: Path) -> None:
    kept = check(made)
    rewritten = tmp_path / "rewritten.db"
    make_talks(rewritten)
    with tampering(rewritten) as connection:
        cut(connection, size=14)
    with opened(rewritten) as ledger:
        ledger.rebuild(lambda _done, _total: None)
        ledger.record([Draft(stream="sources", type="SourceDescribed", fields={"source": "x"})])
    report = check(rewritten)
    assert (report.ok, report.size) == (True, kept.size)
    assert report.root != kept.root
