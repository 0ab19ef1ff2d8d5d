"""Every error leaves through one switch, with a number of the contract and a line to act on."""

import json

import click
import pytest

from parley.answers.failing import Failure, Kind, mask_passwords, suggest
from parley.cli.errors import failure_from, render_failure
from parley.events import errors, store_errors
from parley.events.flaws import PositionMissing
from parley.events.refusals import Fault, NotRecorded

CONTRACT = {1, 2, 3, 4, 5, 6, 130}


def test_every_kind_has_an_exit_code_of_the_contract() -> None:
    assert {kind.exit_code for kind in Kind} == CONTRACT


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.slug for kind in Kind}) == len(Kind)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotRecorded([(0, Fault(case="malformed", facts={"what": "x", "fault": "y"}))]), 1),
        (errors.VersionConflict("negotiation/x", 3, 4), 4),
        (errors.IdConflict("01a2", b"{}", b"{}"), 4),
        (errors.NoSuchStream("negotiation/x", None), 3),
        (store_errors.NoSuchLedger("x.db"), 3),
        (store_errors.UnknownUrl("ftp://x"), 2),
        (store_errors.NotALedger("x.db", "no head"), 6),
        (store_errors.NewerLedger("x.db", 9, 1), 6),
        (store_errors.StoreUnreachable("x.db", "no route"), 6),
        (store_errors.StoreLocked("x.db", "busy"), 6),
        (store_errors.ReadOnlyStore("x.db"), 1),
        (errors.RecordTooLarge(70_000, 65_535), 1),
        (errors.IntegrityError([PositionMissing(3)]), 5),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (click.UsageError("no"), 2),
        (PermissionError(13, "Permission denied", "x.db"), 1),
        (ValueError("unforeseen"), 1),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_an_error_has_its_exit_code(error: BaseException, code: int) -> None:
    assert failure_from(error).kind.exit_code == code


def test_an_error_of_another_room_keeps_its_words_and_facts() -> None:
    failure = failure_from(errors.RecordTooLarge(70_000, 65_535))
    assert "70000" in failure.detail
    assert failure.hint.startswith("put the document into the sources")
    assert failure.facts == {"size": 70_000, "limit": 65_535}


def test_stored_bytes_are_shown_as_text() -> None:
    failure = failure_from(errors.IdConflict("01a2", b'{"v":1}', b"{}"))
    assert failure.facts["stored"] == '{"v":1}'
    assert json.loads(render_failure(failure, as_json=True))["id"] == "01a2"


def test_only_the_unforeseen_is_an_internal_error() -> None:
    assert failure_from(ZeroDivisionError("by zero")).kind is Kind.INTERNAL
    assert failure_from(OSError(28, "No space left on device")).kind is Kind.FAILED


def test_a_file_that_cannot_be_used_is_named() -> None:
    error = PermissionError(13, "Permission denied", "/x/y.db")
    assert failure_from(error).detail == "/x/y.db: Permission denied"


def test_a_failure_is_two_lines_for_a_person() -> None:
    failure = Failure(Kind.NOT_FOUND, "there is no v9", hint="parley log")
    text = render_failure(failure, as_json=False)
    assert text == "error: there is no v9\nhint: parley log"


def test_a_failure_without_a_hint_shows_none() -> None:
    assert "hint" not in render_failure(Failure(Kind.FAILED, "no"), as_json=False)
    assert "hint" not in render_failure(Failure(Kind.FAILED, "no"), as_json=True)


def test_a_failure_is_a_problem_object_for_a_program() -> None:
    failure = Failure(Kind.CONFLICT, "v4 is there", hint="try again", facts={"expected": 3})
    assert json.loads(render_failure(failure, as_json=True)) == {
        "type": "urn:parley:problem:version-conflict",
        "title": "The version is not the expected one",
        "detail": "v4 is there",
        "exit": 4,
        "hint": "try again",
        "expected": 3,
    }


def test_a_fact_cannot_replace_a_member_of_the_problem() -> None:
    failure = Failure(Kind.FAILED, "no", facts={"exit": 0, "what": {1, 2}})
    assert json.loads(render_failure(failure, as_json=True))["exit"] == 1


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://asha:hush@db.example.org/x",
        "postgresql://asha:hush@hush@db.example.org/x",
        "postgresql://db.example.org/x?password=hush&connect_timeout=2",
        "postgresql://:hu/sh@db.example.org/x".replace("hu/sh", "hush/hush"),
    ],
)
def test_no_failure_shows_a_password(address: str) -> None:
    failure = Failure(Kind.STORE, f"cannot reach {address} now", facts={"where": address})
    for as_json in (True, False):
        text = render_failure(failure, as_json=as_json)
        assert "hush" not in text
        assert "db.example.org/x" in text


def test_an_address_without_a_password_stays_as_it_is() -> None:
    for address in ("postgresql://asha@db.example.org:5432/x", "https://x.org/a?b=c", "a/b.db"):
        assert mask_passwords(address) == address


def test_a_suggestion_names_only_what_is_near() -> None:
    assert suggest("stauts", ["status", "log", "show"]) == "did you mean “status”?"
    assert suggest("zzz", ["status", "log"]) == ""
