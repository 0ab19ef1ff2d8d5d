"""A run opens one ledger, knows which negotiation is meant, and closes what it opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest

from parley.answers.failing import Failure, Kind
from parley.cli.console import Console
from parley.cli.context import App
from parley.events.clock import wall_clock
from parley.events.ledger import Ledger
from tests.cli.ledgers import make_ledger
from tests.cli.terminal import Place

HARYANA = "haryana-2024"
NOW = wall_clock()


@contextmanager
def run(place: Place, *slugs: str, **given: str) -> Iterator[App]:
    """Have an App on a ledger with these negotiations."""
    names = [slug if slug.startswith("contest/") else f"negotiation/{slug}" for slug in slugs]
    make_ledger(place.ledger, *names)
    with place.entered(), App(Console(), lambda: NOW) as app:
        app.given.update(given)
        yield app


def refused(app: App) -> Failure:
    with pytest.raises(Failure) as caught:
        app.negotiation()
    return caught.value


def test_the_ledger_is_opened_once_and_closed_at_the_end(place: Place) -> None:
    with mock.patch.object(Ledger, "close", autospec=True, side_effect=Ledger.close) as close:
        with run(place, HARYANA) as app:
            close.reset_mock()
            ledger = app.open_ledger()
            assert app.open_ledger() is ledger
            assert not close.called
        close.assert_called_once_with(ledger)


def test_the_ledger_is_closed_when_a_command_fails(place: Place) -> None:
    with mock.patch.object(Ledger, "close", autospec=True, side_effect=Ledger.close) as close:
        with pytest.raises(ZeroDivisionError), run(place, HARYANA) as app:
            close.reset_mock()
            ledger = app.open_ledger()
            raise ZeroDivisionError
        close.assert_called_once_with(ledger)


def test_a_ledger_that_was_read_is_opened_anew_to_write(place: Place) -> None:
    with run(place, HARYANA) as app:
        read = app.open_ledger()
        assert not read.store.writable
        with mock.patch.object(Ledger, "close", autospec=True, side_effect=Ledger.close) as close:
            written = app.open_ledger(write=True)
        close.assert_called_once_with(read)
        assert written is not read
        assert written.store.writable
        assert app.open_ledger() is written


def test_the_ledger_gets_the_runs_clock_and_its_recorder(place: Place) -> None:
    with run(place, HARYANA) as app:
        ledger = app.open_ledger(write=True)
        assert ledger.clock() == NOW
        assert ledger.recorder == "asha"


def test_a_ledger_that_is_not_there_is_not_made(place: Place) -> None:
    result = place.run("use", HARYANA)
    assert result.code == 3
    assert "parley init" in result.stderr
    assert not place.ledger.exists()


def test_nobody_records_without_a_name(place: Place) -> None:
    with mock.patch("getpass.getuser", side_effect=OSError), run(place) as app:
        with pytest.raises(Failure, match="who records") as caught:
            app.open_ledger(write=True)
        app.open_ledger()
    assert caught.value.kind is Kind.USAGE


def test_the_only_negotiation_is_the_one_that_is_meant(place: Place) -> None:
    with run(place, HARYANA, "contest/haryana-assembly") as app:
        assert app.negotiation() == HARYANA


def test_one_of_several_must_be_chosen(place: Place) -> None:
    with run(place, "a", "b") as app:
        failure = refused(app)
    assert failure.kind is Kind.USAGE
    assert "a, b" in failure.detail
    assert "parley use a" in failure.hint


def test_a_long_list_of_negotiations_is_cut(place: Place) -> None:
    with run(place, *(f"n{number}" for number in range(50))) as app:
        failure = refused(app)
    assert "There are 50" in failure.detail
    assert "n49" not in failure.detail


def test_an_empty_ledger_has_none_to_mean(place: Place) -> None:
    with run(place) as app:
        assert refused(app).kind is Kind.NOT_FOUND


def test_one_that_is_not_there_is_not_found(place: Place) -> None:
    with run(place, HARYANA, negotiation="haryana-2042") as app:
        failure = refused(app)
    assert failure.kind is Kind.NOT_FOUND
    assert "--negotiation" in failure.detail
    assert failure.hint == "did you mean “haryana-2024”?"


def test_several_are_given_to_a_command_that_takes_several(place: Place) -> None:
    with run(place, "a", "b", negotiation="a, b") as app:
        assert app.negotiations() == ("a", "b")
        assert refused(app).kind is Kind.USAGE


def test_only_commas_name_nothing(place: Place) -> None:
    with run(place, "a", "b", negotiation=",") as app:
        assert refused(app).kind is Kind.USAGE


def test_a_contest_can_be_meant(place: Place) -> None:
    with run(place, "a", "contest/x", negotiation="contest/x") as app:
        assert app.negotiation() == "contest/x"


def test_verbose_says_which_ledger_and_why(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    with run(place, "a", negotiation="a") as app:
        app.console.verbose = True
        app.negotiation()
    assert capsys.readouterr().err == (
        f"database {place.ledger} (default)\nnegotiation a (--negotiation)\n"
    )


@pytest.mark.parametrize("db", ["https://parley.example.org", "http://localhost:8000"])
def test_a_local_command_refuses_a_service(db: str, place: Place) -> None:
    with run(place, db=db) as app, pytest.raises(Failure, match="init works on a local"):
        app.refuse_service("init")


def test_a_local_command_takes_a_server_of_ones_own(place: Place) -> None:
    with run(place, db="postgresql://h/x") as app:
        app.refuse_service("init")
