"""Whatever is altered in the views and tiles, which can be made again, is found as well."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.cells import StreamCells
from parley.events.errors import IntegrityError
from parley.events.politics import Draft
from parley.events.tiles import TILE_WIDTH
from parley.events.verify import verify
from parley.events.verify_tree import Tree
from tests.events.older import without_rows
from tests.events.talks import NEGOTIATION, check, found, make_talks, opened
from tests.events.tampering import rewrite, tampering


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talks") / "talks.db"
    make_talks(path)
    return path


@pytest.fixture
def talks(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "talks.db"))


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two full tiles."""
    path = tmp_path_factory.mktemp("wide") / "wide.db"
    make_talks(path)
    with opened(path) as ledger:
        ledger.record(
            [
                Draft(stream="sources", type="SourceDescribed", fields={"source": f"s{number}"})
                for number in range(2 * TILE_WIDTH)
            ]
        )
        ledger.store.integrate()
    return path


def test_an_altered_last_statement_differs_from_the_views_and_the_end_of_its_stream(
    talks: Path,
) -> None:
    with tampering(talks) as connection:
        rewrite(connection, position=15, was=b"unclear", now=b"mistake")
    assert found(talks) == {"streams", "views"}


def test_rows_of_a_stream_that_is_not_there_are_found(talks: Path) -> None:
    with tampering(talks) as connection:
        connection.execute("UPDATE source SET stream = 'others'")
    report = check(talks)
    assert any(each.where == "source of others" for each in report.findings)


def test_a_lost_view_row_is_found_and_named(talks: Path) -> None:
    with tampering(talks) as connection:
        connection.execute("DELETE FROM offer")
    (finding,) = check(talks).findings
    assert finding.where == f"offer of {NEGOTIATION}"
    assert "1 row is missing" in str(finding.flaw)


def test_an_unreadable_view_row_is_a_finding_and_hides_no_other(talks: Path) -> None:
    with tampering(talks) as connection:
        connection.execute("UPDATE offer SET issue = CAST(x'ff' AS TEXT)")
        connection.execute("UPDATE party SET name = 'Nobody' WHERE party = 'AAP'")
    assert {each.where.partition(" ")[0] for each in check(talks).findings} >= {"offer", "party"}


def test_views_are_not_compared_with_a_log_that_does_not_hold(talks: Path) -> None:
    with tampering(talks) as connection:
        connection.execute("UPDATE record SET type = 'OfferMade' WHERE position = 4")
    assert check(talks).not_compared == "log_does_not_hold"


@pytest.mark.parametrize("version", [0, 99])
def test_views_that_say_another_version_are_named_and_a_rebuild_mends_it(
    talks: Path, version: int
) -> None:
    with tampering(talks) as connection:
        connection.execute(f"UPDATE view_state SET schema_version = {version}")
    report = check(talks)
    assert report.not_compared == "other_version"
    assert [(each.check, each.where) for each in report.findings] == [("views", "view_state")]
    with opened(talks) as ledger:
        ledger.rebuild(lambda *_: None)
    assert check(talks).ok


@pytest.mark.parametrize("table", ["view_state", "head", "ledger"])
def test_a_second_row_where_there_is_one_is_named(talks: Path, table: str) -> None:
    with tampering(talks) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")][1:]
        copied = f"SELECT 2, {', '.join(columns)} FROM {table}"
        connection.execute(f"INSERT INTO {table} {copied}")
    if table == "ledger":  # nobody knows then of which ledger to say anything
        with pytest.raises(IntegrityError, match="a row of the table ledger stands there twice"):
            check(talks)
        return
    findings = check(talks).findings
    assert any(table in f"{each.where} {each.flaw}" for each in findings), findings
    if table == "view_state":
        assert {each.check for each in findings} <= {"views", "file"}
        with opened(talks) as ledger:
            ledger.rebuild(lambda *_: None)
        assert check(talks).ok


def test_an_emptied_or_altered_index_of_words_is_named_and_a_rebuild_mends_it(
    talks: Path, tmp_path: Path
) -> None:
    for statement in (
        "DELETE FROM step__found",
        "DELETE FROM step__words",
        "UPDATE step__words SET id = id + 1000 WHERE id = 3",
        "UPDATE step__found SET words = words || ' 61' WHERE rowid = 3",
        "INSERT INTO step__found (rowid, words) VALUES (999, '61')",
        "UPDATE step__found_content SET c0 = '61' WHERE id = 3",
        "DELETE FROM step__found_data WHERE id = (SELECT max(id) FROM step__found_data)",
        "DELETE FROM step__found_idx",
        "INSERT INTO step__found_idx VALUES (9, 'aa', 1)",
        "DELETE FROM step__found_docsize",
        "UPDATE step__found_config SET v = 9",
    ):
        altered = Path(shutil.copy(talks, tmp_path / "altered.db"))
        with tampering(altered) as connection:
            connection.execute(statement)
        findings = check(altered).findings
        assert findings, statement
        assert {(each.check, each.where.rpartition(" of ")[0]) for each in findings} <= {
            ("views", "words"),
            ("views", "words of step"),
        }, findings
        with opened(altered) as ledger:
            ledger.rebuild(lambda *_: None)
            assert verify(ledger).ok, statement


def test_views_that_lag_behind_are_compared_as_far_as_they_go(talks: Path) -> None:
    with opened(talks) as ledger:
        late = Draft(stream="sources", type="SourceDescribed", fields={"source": "late"})
        without_rows(ledger.store, ledger.clock).record([late])
    report = check(talks)
    assert (report.ok, report.views_at) == (True, report.size - 1)
    with tampering(talks) as connection:
        connection.execute("UPDATE step SET text = 'nothing' WHERE place = 1")
    assert found(talks) == {"views"}


@pytest.mark.parametrize("tile", [0, 1])
def test_an_altered_tile_is_found(wide: Path, tmp_path: Path, tile: int) -> None:
    altered = Path(shutil.copy(wide, tmp_path / "wide.db"))
    assert found(altered) == set()
    with tampering(altered) as connection:
        query = "SELECT hashes FROM tile WHERE level = 0 AND number = ?"
        hashes = bytearray(connection.execute(query, (tile,)).fetchone()[0])
        hashes[300] ^= 1
        connection.execute("UPDATE tile SET hashes = ? WHERE number = ?", (bytes(hashes), tile))
    assert found(altered) == {"tree"}


def test_were_tiles_not_compared_an_altered_one_would_pass(
    wide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = Path(shutil.copy(wide, tmp_path / "wide.db"))
    with tampering(altered) as connection:
        connection.execute("UPDATE tile SET hashes = zeroblob(8192) WHERE number = 0")
    monkeypatch.setattr(Tree, "compare", lambda *_: [])
    assert found(altered) == set()


@pytest.mark.parametrize("place", ["level = 1", "number = 7"])
def test_a_moved_tile_is_found(wide: Path, tmp_path: Path, place: str) -> None:
    altered = Path(shutil.copy(wide, tmp_path / "wide.db"))
    with tampering(altered) as connection:
        connection.execute(f"UPDATE tile SET {place} WHERE number = 0")
    assert found(altered) == {"tree"}


def test_a_tile_that_stands_twice_is_found(wide: Path, tmp_path: Path) -> None:
    altered = Path(shutil.copy(wide, tmp_path / "wide.db"))
    with tampering(altered) as connection:
        connection.execute("INSERT INTO tile SELECT level, 2, hashes FROM tile WHERE number = 1")
    assert found(altered) == {"tree"}


def test_tiles_that_follow_later_are_no_fault(wide: Path, tmp_path: Path) -> None:
    altered = Path(shutil.copy(wide, tmp_path / "wide.db"))
    with tampering(altered) as connection:
        connection.execute("DELETE FROM tile WHERE number = 1")
    assert found(altered) == set()


def test_a_stream_that_is_extended_while_it_is_compared_is_looked_at_again(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence: JsonObject = {"attribution": "on_record", "speaker": "Asha"}
    meeting: JsonObject = {"occurred": "2024-09-07", "by": "INC", "to": "AAP", "evidence": evidence}
    with opened(talks) as writer, opened(talks, read_only=True) as reader:
        views = reader.store.views
        differing, select, left = views.differing, views.select, [1, 2]

        def record() -> None:
            if left:
                left.pop()
                writer.record([Draft(stream=NEGOTIATION, type="MeetingHeld", fields=meeting)])
                writer.catch_up()

        def differing_late(made: Sequence[StreamCells]) -> set[str]:
            record()
            return differing(made)

        def select_late(table: str, where: Mapping[str, JsonValue] | None = None) -> object:
            if table == "step" and where == {"stream": NEGOTIATION}:
                record()
            return select(table, where)

        monkeypatch.setattr(views, "differing", differing_late)
        monkeypatch.setattr(views, "select", select_late)
        assert verify(reader).findings == ()
    assert left == []
