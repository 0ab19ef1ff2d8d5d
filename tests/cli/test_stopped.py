"""Nothing stops a ledger: what cannot be kept is refused before it is written, and a stream that
cannot be read stops itself alone.

The ledgers in `golden` were made by the first release; how, its README says.
"""

import gzip
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from parley.answers import opening
from parley.events.clock import wall_clock
from parley.events.projector import Projector
from parley.events.tables import Table
from tests.cli.terminal import Place, Result
from tests.events.saying import LEDGER
from tests.events.tampering import append_unjudged

GOLDEN = Path(__file__).with_name("golden")
NEW = ("--title", "T", "--arena", "A", "--party", "X=X", "--party", "Y=Y", "--tz", "UTC")
TOLD = ("--at", "2024-09-01", "--speaker", "A")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.environment["PARLEY_DB"] = str(place.here / "parley.db")
    return place


def must(place: Place, *words: str) -> Result:
    result = place.run(*words)
    assert result.code == 0, result
    return result


def take(place: Place, name: str) -> None:
    """Put a ledger of the first release into the place, and migrate it."""
    (place.here / "parley.db").write_bytes(gzip.decompress((GOLDEN / name).read_bytes()))
    assert place.run("list").code == 6
    must(place, "db", "migrate")


def verified(place: Place) -> dict[str, object]:
    result = place.run("verify", "--json")
    answer: dict[str, object] = json.loads(result.stdout)
    assert answer["ok"] is (result.code == 0)
    return answer


def test_a_ledger_that_the_first_release_stopped_goes_on(place: Place) -> None:
    take(place, "stopped-of-0.1.db.gz")
    listed = must(place, "list", "--columns", "negotiation").stdout.split()
    assert listed == ["negotiation", "berlin-2026", "haryana-2024", "contest/haryana-2024"]
    must(place, "propose", "Grüne", "SPD", "-n", "berlin-2026", *TOLD)
    must(place, "say", "AAP", "claims_agreement", "-n", "haryana-2024", *TOLD)
    must(place, "db", "rebuild")
    answer = verified(place)
    assert (answer["ok"], answer["views_at"]) == (True, answer["size"])
    assert "Grüne" in must(place, "status", "-n", "berlin-2026", "--json").stdout


def test_a_ledger_of_the_first_release_opens_records_and_verifies(place: Place) -> None:
    take(place, "talks-of-0.1.db.gz")
    found = json.loads(must(place, "db", "info", "--json").stdout)
    assert 0 < found["views_cursor"] == found["records"]
    must(place, "say", "AAP", "claims_agreement", "-n", "haryana-2024", *TOLD)
    assert verified(place)["ok"] is True


def stop(place: Place) -> None:
    """A ledger with the negotiations ok and stopped; an entry of the latter cannot be read."""
    must(place, "init", "--db", "parley.db", "--name", LEDGER)
    for slug in ("ok", "stopped"):
        must(place, "new", slug, *NEW)
    damage(place, "stopped")


def damage(place: Place, *slugs: str) -> None:
    """Append to each of these negotiations an entry that cannot be read."""
    with opening.open_ledger(
        str(place.here / "parley.db"), recorder="", clock=wall_clock
    ) as ledger:
        for slug in slugs:
            append_unjudged(ledger.store, "NoSuchType", {"x": 1}, stream=f"negotiation/{slug}")


GOES_ON: Sequence[Sequence[str]] = (
    ("status", "-n", "ok"),
    ("propose", "X", "Y", "-n", "ok", *TOLD),
    ("new", "later", *NEW),
    ("report", "-n", "ok"),
    ("diff", "-n", "ok"),
    ("db", "info"),
    ("db", "backup", "copy.db"),
)


def test_a_stream_that_cannot_be_read_stops_itself_alone(place: Place) -> None:
    stop(place)
    for words in GOES_ON:
        must(place, *words)
    for words in (
        ("list", "--columns", "negotiation"),
        (
            "db",
            "rebuild",
        ),
        ("status", "-n", "stopped"),
    ):
        result = place.run(*words)
        assert result.code == 5, result
        assert "negotiation/stopped" in result.stderr
    refused = place.run("propose", "X", "Y", "-n", "stopped", *TOLD)
    assert refused.code == 5
    assert "error: negotiation/stopped cannot be read: NoSuchType is no entry" in refused.stderr
    answer = verified(place)
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert {each["where"] for each in findings} == {"negotiation/stopped"}
    assert "stopped" in {each["check"] for each in findings}


def test_all_streams_that_cannot_be_read_are_named(place: Place) -> None:
    stop(place)
    for slug in ("stopped-too", "another"):
        must(place, "new", slug, *NEW)
    damage(place, "stopped-too", "another")
    for words in (("list", "--json"), ("quotes", "seats", "--json")):
        result = place.run(*words)
        assert result.code == 5, result
        unread = json.loads(result.stderr)["unread"]
        assert sorted(unread) == [
            *("negotiation/another", "negotiation/stopped", "negotiation/stopped-too"),
        ]
    items = json.loads(place.run("list", "--json").stdout)["items"]
    assert [each["negotiation"] for each in items] == ["ok"]
    assert "3 streams cannot be read: negotiation/" in place.run("list").stderr


def test_contests_are_compared_without_a_negotiation_that_cannot_be_read(place: Place) -> None:
    must(place, "init", "--db", "parley.db", "--name", LEDGER)
    for year in ("2010", "2024"):
        contest = f"contest/{year}"
        must(place, "new", contest, "--title", "T", "--kind", "election")
        must(place, "new", f"talks-{year}", *NEW, "--contest", contest)
    must(place, "new", "stopped", *NEW, "--contest", "contest/2024")
    damage(place, "stopped")
    result = place.run("compare", "contest/2010", "contest/2024", "--json")
    assert result.code == 5, result
    assert json.loads(result.stderr)["detail"].startswith("negotiation/stopped cannot be read")
    (pair,) = json.loads(result.stdout)["pairs"]
    assert (pair["first"], pair["second"]) == ("talks-2010", "talks-2024")
    told = place.run("status", "-n", "contest/2024")
    assert (told.code, "talks-2024" in told.stdout) == (5, True)


def test_what_cannot_be_folded_or_stored_is_refused_before_it_is_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    must(place, "init", "--db", "parley.db")
    must(place, "new", "ok", *NEW)

    def fail(*_: object, **__: object) -> None:
        raise KeyError("a mistake of ours")

    with monkeypatch.context() as mistaken:
        mistaken.setattr(Table, "complete", fail)
        for more in ((), ("--dry-run",)):
            refused = place.run("new", "other", *NEW, *more)
            assert refused.code == 2, refused
            assert "negotiation/other could not be read with it: KeyError" in refused.stderr
    assert must(place, "list", "--columns", "negotiation").stdout.split() == ["negotiation", "ok"]
    assert verified(place)["size"] == 1


def test_an_append_that_was_made_is_never_answered_as_an_error(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    must(place, "init", "--db", "parley.db")
    must(place, "new", "ok", *NEW)

    def fail(*_: object) -> bool:
        raise ZeroDivisionError("a mistake of ours")

    with monkeypatch.context() as mistaken:
        mistaken.setattr("parley.events.sql.views._put", fail)
        mistaken.setattr(Projector, "_extend", fail)
        mistaken.setattr(Projector, "_apply_singly", fail)
        told = must(place, "propose", "X", "Y", "-n", "ok", *TOLD, "--id", ID)
        assert "v2 seeks" in told.stdout
        assert "it is recorded; the views could not follow: a mistake of ours" in told.stderr
    assert verified(place)["size"] == 2
    again = must(place, "propose", "X", "Y", "-n", "ok", *TOLD, "--id", ID, "--json")
    assert json.loads(again.stdout)["repeated"] is True


def test_one_bad_entry_of_the_ledgers_own_stops_nothing(place: Place) -> None:
    must(place, "init", "--db", "parley.db", "--name", LEDGER)
    must(place, "new", "ok", *NEW)
    must(place, "source", "looked", "The Paper", "--nothing")
    with opening.open_ledger(
        str(place.here / "parley.db"), recorder="", clock=wall_clock
    ) as ledger:
        append_unjudged(ledger.store, "CheckMade", {"x": 1}, stream="checks")
    for words in (
        ("status",),
        (
            "list",
            "checks",
        ),
        ("propose", "X", "Y", *TOLD),
    ):
        must(place, *words)
    findings = verified(place)["findings"]
    assert isinstance(findings, list)
    assert [each["where"] for each in findings] == ["checks#2"]


def test_bytes_that_nobody_can_read_in_the_stream_of_clocks_stop_no_negotiation(
    place: Place,
) -> None:
    must(place, "init", "--db", "parley.db", "--name", LEDGER)
    must(place, "new", "ok", *NEW)
    must(
        place,
        "db",
        "clock",
        "@1",
        "--really",
        "2024-09-01",
        "--by",
        "us",
        "--why",
        "a wrong clock",
    )
    with closing(sqlite3.connect(place.here / "parley.db")) as shell, shell:
        guards = shell.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'record'"
        ).fetchall()
        for name, _ in guards:
            shell.execute(f"DROP TRIGGER {name}")
        shell.execute(
            "UPDATE record SET record = CAST(replace(CAST(record AS TEXT), '\"first\":1',"
            " '\"first\":1e0') AS BLOB) WHERE stream = 'clocks'"
        )
        for _, made in guards:
            shell.execute(made)
    for words in (("log",), ("log", "--recorded"), ("show", "1"), ("propose", "X", "Y", *TOLD)):
        must(place, *words)
    assert place.run("list", "clocks").code == 5
    findings = verified(place)["findings"]
    assert isinstance(findings, list)
    assert findings


ID = "00000000-0000-4000-8000-000000000001"
