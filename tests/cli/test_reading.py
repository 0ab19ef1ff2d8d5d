"""The three times of a question: as of, as published, as known; and ledgers that only be read."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject
from parley.events.politics import Draft
from parley.events.refusals import NotRecorded
from parley.negotiation.views.tables import VIEWS_VERSION
from tests.cli.recorded_talks import STREAM, at, recording, step
from tests.cli.terminal import Place
from tests.powerless import unwritable

QUESTIONS = (
    ("status",),
    ("log",),
    ("offers",),
    ("offers", "--demands"),
    ("table",),
    ("replay",),
    ("replay", "--recorded"),
    ("list",),
)

SEATS: JsonObject = {"issue": "seat_count", "quantity": "5"}
LATE = step("StatementMade", "2024-09-02", by="AAP", stances="optimistic")
CORRECTION = Draft(
    stream=STREAM,
    type="EntryCorrected",
    fields={
        "target": 3,
        "effect": "replace",
        "field": "occurred",
        "was": "2024-09-05",
        "now": "2024-09-06",
        "reason": "the report says Friday",
    },
)


def ask(place: Place, *words: str, now: int = at(30)) -> dict[str, object]:
    result = place.run(*words, "--json", clock=lambda: now)
    assert result.code == 0, result.stderr
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


@pytest.fixture
def talks(place: Place) -> Place:
    """Talks that open on the 5th, recorded on the 7th; a meeting on the 4th, learnt on the 9th."""
    with recording(place.here / "parley.db") as ledger:
        ledger.record([step("AllianceProposed", "2024-09-03"), step("TalksOpened", "2024-09-05")])
    with recording(place.here / "parley.db", now=at(2)) as ledger:
        ledger.record([step("MeetingHeld", "2024-09-04")])
    return place


def versions(answer: dict[str, object]) -> list[int]:
    items = answer["items"]
    assert isinstance(items, list)
    return [item["version"] for item in items]


def test_as_of_is_the_end_of_a_day_in_the_arenas_zone(talks: Place) -> None:
    assert ask(talks, "status", "--as-of", "2024-09-04")["state"] == "proposed"
    assert ask(talks, "status", "--as-of", "2024-09-05")["state"] == "talks_underway"
    # Midnight in Kolkata is half past six in the evening before, in London.
    assert ask(talks, "status", "--as-of", "2024-09-05T18:29Z")["state"] == "talks_underway"
    assert ask(talks, "status", "--as-of", "2024-09-05T18:28Z")["state"] == "proposed"


def test_late_news_is_in_its_place_and_was_not_known_before(talks: Place) -> None:
    assert versions(ask(talks, "log")) == [2, 4, 3]
    assert versions(ask(talks, "log", "--known-at", "@3")) == [2, 3]
    assert versions(ask(talks, "log", "--known-at", "2024-09-08")) == [2, 3]
    assert versions(ask(talks, "log", "--as-of", "2024-09-04")) == [2, 4]


def test_every_answer_says_what_it_is_about(talks: Place) -> None:
    for words in QUESTIONS:
        answer = ask(talks, *words)
        times = [answer[name] for name in ("as_of", "public_at", "known_at")]
        assert (answer["position"], answer["rules"], answer["views"]) == (4, 1, VIEWS_VERSION)
        assert times == [None, None, None]
        asked = ("--as-of", "2024-09-04", "--public-at", "2024-09-20", "--known-at", "@3")
        answer = ask(talks, *words, *asked)
        times = [answer[name] for name in ("as_of", "public_at", "known_at")]
        assert (answer["position"], times) == (3, ["2024-09-04", "2024-09-20", "@3"])


def test_words_for_days_become_dates(talks: Place) -> None:
    answer = ask(talks, "status", "--as-of", "yesterday", now=at(-1))
    assert answer["as_of"] == "2024-09-05"


def test_public_at_leaves_out_what_was_not_published(talks: Place) -> None:
    assert versions(ask(talks, "log", "--public-at", "2024-09-06")) == []
    assert versions(ask(talks, "log", "--public-at", "2024-09-07")) == [2, 4, 3]
    assert ask(talks, "status", "--public-at", "2024-09-06")["state"] is None


def test_a_recorded_at_can_be_asked_back(talks: Place) -> None:
    items = ask(talks, "log", "--recorded")["items"]
    assert isinstance(items, list)
    for item in items:
        answer = ask(talks, "log", "--recorded", "--known-at", item["recorded_at"])
        assert answer["known_at"] == item["recorded_at"]
        assert item["version"] in versions(answer)


def test_a_time_after_the_last_record_is_not_settled(talks: Place) -> None:
    assert ask(talks, "status", "--known-at", "2024-09-08")["settled"] is True
    answer = ask(talks, "status", "--known-at", "2024-09-30")
    assert (answer["settled"], answer["position"]) == (False, 4)
    result = talks.run("status", "--known-at", "2024-09-30", clock=lambda: at(30))
    assert "as of @4, not settled" in result.stderr


def test_an_answer_that_is_not_for_now_says_so(talks: Place) -> None:
    words = ("--as-of", "2024-09-04", "--known-at", "@3", "--public-at", "2024-09")
    said = talks.run("status", *words, clock=lambda: at(30)).stderr
    assert said == (
        "as of 4 Sep 2024 (end of day, Asia/Kolkata),"
        " as published by Sep 2024 (end of month, Asia/Kolkata), as known at @3\n"
    )
    assert talks.run("status", clock=lambda: at(30)).stderr == ""


def test_just_after_a_step_is_in_the_order_of_what_happened(talks: Place) -> None:
    assert versions(ask(talks, "log", "--as-of", "v4")) == [2, 4]
    assert versions(ask(talks, "log", "--as-of", "talks#v3")) == [2, 4, 3]
    assert ask(talks, "status", "--as-of", "talks#4")["as_of"] == "v4"
    assert ask(talks, "status", "--as-of", "v1")["state"] is None


def test_a_step_of_another_negotiation_is_refused(talks: Place) -> None:
    result = talks.run("status", "--as-of", "others#4")
    assert (result.code, "-n others" in result.stderr) == (2, True)


def test_what_was_not_there_yet_is_not_found(talks: Place) -> None:
    result = talks.run("status", "--known-at", "@0", clock=lambda: at(30))
    assert result.code == 3
    assert result.stderr == (
        "error: talks was not recorded yet at @0\n"
        "hint: it was registered at @1: --known-at @1, or later\n"
    )


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_no_append_changes_an_answer_with_an_earlier_known_at(
    talks: Place, words: tuple[str, ...]
) -> None:
    times = ("@2", "@3", "@4", "2024-09-08")
    before = [ask(talks, *words, "--known-at", time) for time in times]
    with recording(talks.here / "parley.db", now=at(3)) as ledger:
        ledger.record([step("OfferMade", "2024-09-06", terms=SEATS), LATE, CORRECTION])
    after = [ask(talks, *words, "--known-at", time) for time in times]
    assert after == before
    assert ask(talks, *words) != ask(talks, *words, "--known-at", "@4")


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    news=st.lists(
        st.tuples(
            st.sampled_from(("MeetingHeld", "OfferMade", "DemandMade", "TalksCollapsed")),
            st.integers(1, 7),
        ),
        max_size=4,
    )
)
def test_news_in_any_order_changes_no_earlier_answer(
    tmp_path_factory: pytest.TempPathFactory, news: list[tuple[str, int]]
) -> None:
    place = Place(tmp_path_factory.mktemp("news"))
    recording(place.here / "parley.db").close()
    answers: dict[int, dict[str, object]] = {}
    for number, (type_name, day) in enumerate(news, 1):
        more = {"terms": SEATS} if type_name in ("OfferMade", "DemandMade") else {}
        with recording(place.here / "parley.db", now=at(0) + number) as ledger:
            try:
                ledger.record([step(type_name, f"2024-09-0{day}", **more)])
            except NotRecorded:
                continue
            position = ledger.head().size
        answers[position] = ask(place, "log", "--known-at", f"@{position}")
    for position, before in answers.items():
        assert ask(place, "log", "--known-at", f"@{position}") == before


def test_a_negotiation_without_steps_answers(place: Place) -> None:
    recording(place.here / "parley.db").close()
    for words in QUESTIONS:
        result = place.run(*words, clock=lambda: at(0))
        assert result.code == 0
    assert place.run("log").stderr == (
        "nothing has been recorded in talks yet: parley propose BY TO\n"
    )


def test_synthetic_data_says_so(place: Place) -> None:
    recording(place.here / "parley.db", synthetic=True).close()
    assert "(synthetic data)" in place.run("status").stdout
    assert "(synthetic data)" in place.run("list").stdout
    for words in QUESTIONS[:-1]:
        assert "talks is synthetic data" in place.run(*words).stderr
        assert ask(place, *words)["synthetic"] is True


def test_a_ledger_without_negotiations_says_what_to_do(place: Place) -> None:
    assert place.run("init", "--db", "parley.db").code == 0
    result = place.run("list")
    assert (result.code, result.stdout) == (0, "negotiation\ttitle\tstate\tsince\tsteps\n")
    assert "parley new SLUG" in result.stderr
    assert place.run("status").code == 3
    assert place.run("verify").code == 0


def test_no_ledger_is_not_found(place: Place) -> None:
    result = place.run("status", "--db", "none.db")
    assert (result.code, "parley init" in result.stderr) == (3, True)


def test_a_ledger_in_a_folder_that_can_only_be_read_answers(talks: Place) -> None:
    with unwritable(talks.here):
        for words in QUESTIONS:
            assert ask(talks, *words)["position"] == 4
        assert ask(talks, "verify")["ok"] is True
        refused = talks.run("db", "rebuild")
    assert "can only be read" in refused.stderr
    assert [path.name for path in talks.here.iterdir()] == ["parley.db"]


def test_reading_writes_nothing(talks: Place) -> None:
    path = talks.here / "parley.db"
    before = path.read_bytes()
    for words in (*QUESTIONS, ("verify",), ("export",), ("show", "2")):
        assert talks.run(*words).code == 0
    assert path.read_bytes() == before


def test_the_head_is_read_as_its_own_position(talks: Place) -> None:
    """The tables and the records give the same answers."""
    for words in QUESTIONS:
        at_head, at_position = ask(talks, *words), ask(talks, *words, "--known-at", "@4")
        assert at_head | {"known_at": "@4"} == at_position
