"""What a person sees on a terminal: timelines and tables drawn for reading, and played."""

import sys

import pytest

from tests.cli.recorded_talks import at, import_examples, recording, step
from tests.cli.terminal import Place, Screen
from tests.older_door import older_door

OFFER = {"issue": "seat_count", "quantity": "Good small numbers"}
LONG = "Deepak Babaria was asked for a figure and gave words, as he had done the day before."


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("talks"))
    with recording(place.here / "parley.db") as ledger:
        ledger.record(
            [
                step("AllianceProposed", "2024-09-03"),
                step("TalksOpened", "2024-09-05"),
                step("OfferMade", "2024-09-07", terms=OFFER, text=LONG),
            ]
        )
    return place


def shown(place: Place, *words: str, **environment: str) -> str:
    with Screen(place, *words, environment=environment) as screen:
        code = screen.leave()
        assert code == 0, screen.text
        return screen.text


def test_a_timeline_stands_under_its_dates(talks: Place) -> None:
    assert shown(talks, "log") == (
        "3 Sep 2024\n"
        "  v2  seeks an alliance INC→AAP\n"
        "      Asha, on record\n"
        "      no talks yet → proposed\n"
        "\n"
        "5 Sep 2024\n"
        "  v3  talks open INC→AAP\n"
        "      Asha, on record\n"
        "      proposed → talks underway\n"
        "\n"
        "7 Sep 2024\n"
        "  v4  offer INC→AAP “Good small numbers” (of 90)\n"
        "      Deepak Babaria was asked for a figure and gave words, as he had done the\n"
        "      day before.\n"
        "      Asha, on record\n"
    )


def test_what_stands_is_read_with_its_words(talks: Place) -> None:
    assert shown(talks, "table") == (
        "talks: talks underway since 5 Sep 2024 (v3)\n"
        "\n"
        "Offers\n"
        "  v4  INC→AAP  “Good small numbers” (of 90)\n"
        "      Asha, on record (7 Sep 2024)\n"
    )


def test_offers_stand_under_their_direction(talks: Place) -> None:
    assert shown(talks, "offers").startswith(
        "INC→AAP · seat count\n  v4  “Good small numbers” (of 90), 7 Sep 2024 · open\n"
    )


def test_the_list_names_every_negotiation_first(talks: Place) -> None:
    assert shown(talks, "list").startswith(
        "Negotiations\n  talks  talks underway since 5 Sep 2024 (v3) · 3 steps\n"
    )


@pytest.mark.parametrize("columns", ["40", "140"])
def test_no_line_is_wider_than_the_terminal(talks: Place, columns: str) -> None:
    for words in (("log",), ("offers",), ("show", "4"), ("list",)):
        lines = shown(talks, *words, COLUMNS=columns).splitlines()
        assert max(map(len, lines)) <= int(columns)


def test_a_format_that_is_asked_for_is_not_drawn_otherwise(talks: Place) -> None:
    assert shown(talks, "log", "--format", "table").startswith("step  when ")
    assert shown(talks, "log", "--columns", "version").startswith("step\n")


def test_a_replay_shows_before_and_after_guard_and_change(talks: Place) -> None:
    text = shown(talks, "replay")
    assert "  v2  seeks an alliance INC→AAP\n" in text
    assert "      no talks yet → proposed\n" in text
    assert "      allowed by by_a_party_or_an_office, two_parties_named\n" in text
    assert "      stays talks underway\n" in text


def test_a_replay_in_recorded_order_shows_what_we_showed(talks: Place) -> None:
    text = shown(talks, "replay", "--recorded")
    assert "  @4  v4 offer INC→AAP “Good small numbers” (of 90) 7 Sep 2024\n" in text
    assert "      + offer INC→AAP “Good small numbers” (of 90) (v4)\n" in text


def test_a_replay_waits_for_the_enter_key_and_can_be_left(talks: Place) -> None:
    with Screen(talks, "replay", "--step") as screen:
        screen.wait_for("Enter for the next step, q to leave")
        assert "v3" not in screen.text
        screen.type("\r")
        screen.wait_for("v3  talks open")
        assert "v4" not in screen.text
        screen.type("q\r")
        assert screen.leave() == 0
        assert "v4" not in screen.text


def test_a_replay_ends_with_the_last_step(talks: Place) -> None:
    with Screen(talks, "replay", "--step") as screen:
        screen.wait_for("v2")
        screen.type("\r\r")
        assert screen.leave() == 0
        assert "v4  offer" in screen.text


def test_a_replay_has_one_pace(talks: Place) -> None:
    assert "v4  offer" in shown(talks, "replay", "--speed", "100")
    with Screen(talks, "replay", "--speed", "1", "--step") as screen:
        assert screen.leave() == 2
        assert "two paces" in screen.text
    with Screen(talks, "replay", "--step", "--no-input") as screen:
        assert screen.leave() == 2


def test_a_replay_can_be_interrupted(talks: Place) -> None:
    with Screen(talks, "replay", "--step") as screen:
        screen.wait_for("q to leave")
        # A second Ctrl-C, while Python is leaving, ends it at once.
        assert screen.leave("\x03") in (130, -2)


def test_colours_can_be_refused(talks: Place) -> None:
    with Screen(talks, "log") as screen:
        screen.leave()
        assert "\x1b[" in screen.coloured
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        with Screen(talks, "log", environment=environment) as screen:
            screen.leave()
            assert "\x1b[" not in screen.coloured


def test_words_cannot_steer_the_terminal(place: Place) -> None:
    evil = "seats\x1b]0;title\x07\x1b[2J\u202eback"
    terms = {"issue": "seat_count", "words": evil}
    evidence = {"attribution": "on_record", "speaker": evil, "quote": evil}
    with older_door(), recording(place.here / "parley.db", now=at(1)) as ledger:
        ledger.record([step("OfferMade", "2024-09-07", terms=terms, evidence=evidence, text=evil)])
    one_after_the_other = (
        "import sys; from parley.cli.main import main; "
        "sys.exit(max(main(words.split()) for words in sys.argv[1:]))"
    )
    commands = ("log", "table", "offers", "show 2", "replay", "show 2 --raw")
    for environment in ({"NO_COLOR": "1"}, {}):
        with Screen(
            place,
            *commands,
            program=(sys.executable, "-c", one_after_the_other),
            environment=environment,
        ) as screen:
            assert screen.leave() == 0
            assert screen.text.count("back") >= len(commands)
            for sign in ("\x1b]", "\x07", "\x1b[2J", "\u202e"):
                assert sign not in screen.coloured


def test_a_contest_has_no_state_to_show(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = Place(tmp_path_factory.mktemp("contest"))
    import_examples(place)
    for words in (("replay",), ("table",), ("log",)):
        assert "talks" not in shown(place, *words, "-n", "contest/haryana-2024")
