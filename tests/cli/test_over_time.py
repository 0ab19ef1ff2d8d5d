"""The commands about answers over time: diff, blame, find-first, changes, explain, line."""

import json
from itertools import pairwise

import pytest

from tests.cli.desk import TOLD, Desk
from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place, Result, Screen

TALKS = ("-n", "inc-aap-haryana-2024")
UP = ("-n", "inc-sp-up-2024")
Json = dict[str, object]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    place = Place(tmp_path_factory.mktemp("examples"))
    import_examples(place)
    return place


def answer(place: Place, *words: str) -> Json:
    result = place.run(*words, "--json")
    assert result.code == 0, result.stderr
    found: Json = json.loads(result.stdout)
    return found


def items(found: Json, name: str = "items") -> list[Json]:
    listed = found[name]
    assert isinstance(listed, list)
    return listed


def refused(result: Result, code: int) -> str:
    assert result.code == code, result
    return result.stderr


def part(value: object) -> Json:
    assert isinstance(value, dict)
    return value


# diff = the difference of two answers asked apart -------------------------------------------------


def mapping(place: Place, *words: str) -> dict[str, Json]:
    """The whole answer, by field, without what only `blame` says."""
    beside = ("step", "behind")
    return {
        str(each["field"]): {name: each[name] for name in each if name not in beside}
        for each in items(answer(place, "blame", *words))
    }


def difference(before: dict[str, Json], after: dict[str, Json]) -> dict[str, tuple[object, object]]:
    return {
        name: (before.get(name), after.get(name))
        for name in {*before, *after}
        if before.get(name) != after.get(name)
    }


def shown(place: Place, *words: str) -> dict[str, tuple[object, object]]:
    found = items(answer(place, "diff", *words))
    return {str(each["field"]): (each["before"], each["after"]) for each in found}


MOMENTS = ("2024-09-01", "2024-09-03", "v9", "2024-09-07T12:00", "v29", "2024-09-09", "v42")


@pytest.mark.parametrize(("first", "last"), [*pairwise(MOMENTS), ("v42", "2024-09-03")])
def test_diff_of_two_moments_is_the_difference_of_two_answers(
    first: str, last: str, examples: Place
) -> None:
    before = mapping(examples, *TALKS, "--as-of", first)
    after = mapping(examples, *TALKS, "--as-of", last)
    assert shown(examples, f"{first}..{last}", *TALKS) == difference(before, after)


@pytest.mark.parametrize("cut", [(), ("--as-of", "2024-09-08"), ("--public-at", "2024-09-07")])
def test_diff_of_two_positions_is_the_difference_of_what_was_known(
    cut: tuple[str, ...], examples: Place
) -> None:
    records = items(answer(examples, "log", "--recorded", *TALKS))
    first, middle, last = (records[number]["position"] for number in (2, 20, -1))
    for one, other in ((first, middle), (middle, last), (first, last)):
        before = mapping(examples, *TALKS, *cut, "--known-at", f"@{one}")
        after = mapping(examples, *TALKS, *cut, "--known-at", f"@{other}")
        found = shown(examples, f"@{one}..@{other}", *cut, *TALKS)
        assert found == difference(before, after) != {}


def test_open_ends_are_the_registration_and_now(examples: Place) -> None:
    now = mapping(examples, *TALKS)
    registered = mapping(examples, *TALKS, "--as-of", "v1")
    assert shown(examples, "v1..", *TALKS) == difference(registered, now)
    assert shown(examples, "..v13", *TALKS) == shown(examples, "v1..v13", *TALKS)
    first = items(answer(examples, "log", "--recorded", *TALKS))[0]["position"]
    found = answer(examples, "diff", f"..@{first}", *TALKS)
    assert (found["axis"], found["before"], found["after"]) == ("recorded", None, f"@{first}")
    assert [each["field"] for each in items(found)] == ["state", "claim v2"]


def test_the_offered_and_the_agreed_differ_in_the_answer_of_the_deal(examples: Place) -> None:
    found = shown(examples, "2024-02-20..2024-02-21", *UP)
    assert part(found["state"][0])["value"] == "talks_underway"
    assert part(found["state"][1])["value"] == "deal_reached"
    names = "17 seats [Amethi, Rae Bareli, "
    assert str(part(found["agreed INC constituencies"][1])["value"]).startswith(names)


def test_a_difference_cites_the_step_with_source_and_words(examples: Place) -> None:
    found = items(answer(examples, "diff", "v23..v24", *TALKS))
    (offer,) = [each for each in found if each["field"] == "offer v24"]
    step = part(offer["step"])
    assert (step["quote"], step["speaker"]) == ("Good small numbers", "Deepak Babaria")
    assert (step["source"], step["attribution"]) == ("lokmat-2024-09-07", "on_record")


def test_exit_code_says_whether_two_answers_differ(examples: Place) -> None:
    assert examples.run("diff", "v4..v13", *TALKS).code == 0
    assert examples.run("diff", "v4..v13", "--exit-code", *TALKS).code == 1
    same = examples.run("diff", "v4..v4", "--exit-code", *TALKS)
    assert (same.code, "the two answers are the same" in same.stderr) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff", "v4"), "does not say between what and what"),
        (("diff", ".."), "does not say between what and what"),
        (("diff", "v4..v9", "--as-of", "v5"), "leave --as-of out"),
        (("diff", "@60..@70", "--known-at", "@80"), "leave --known-at out"),
        (("diff", "v4..nonsense"), "nonsense"),
        (("diff", "@60..v9"), "a step is no time of knowledge"),
        (("blame", "stat"), "did you mean “state”"),
        (("blame", "offer", "v2"), "there is no field “offer v2” at this moment"),
        (("line", "party", "APP"), "did you mean “party AAP”"),
        (("find-first", "state=colapsed"), "did you mean “collapsed”"),
        (("find-first", "oferts>2"), "did you mean “offers”"),
        (("diff", "--since", "v4"), "a step is no time of knowledge"),
        (("diff", "--known-at", "@180", "--since", "@190"), "lies after the answer"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_type(
    words: tuple[str, ...], said: str, examples: Place
) -> None:
    message = refused(examples.run(*words, *TALKS), 2)
    assert said in message
    assert "hint:" in message


def test_a_date_with_dots_of_its_own_can_be_an_end(examples: Place) -> None:
    found = answer(examples, "diff", "../2024-09-04..2024-09-08/..", *TALKS)
    assert (found["before"], found["after"]) == ("../2024-09-04", "2024-09-08/..")


# blame --------------------------------------------------------------------------------------------


def test_who_set_the_state_is_named_with_words_and_source(examples: Place) -> None:
    (found,) = items(answer(examples, "blame", "state", *TALKS))
    step = part(found["step"])
    assert (found["value"], found["set_by"], step["speaker"]) == ("collapsed", 42, "Sushil Gupta")
    assert str(step["quote"]).startswith("We waited till an appropriate time")
    assert step["source"] == "hindu-2024-09-10"


def test_the_blamed_step_is_in_view_and_the_answer_cites_it(examples: Place) -> None:
    for moment in MOMENTS:
        cut = (*TALKS, "--as-of", moment)
        in_view = {each["version"] for each in items(answer(examples, "log", *cut))} | {1}
        for each in items(answer(examples, "blame", *cut)):
            assert each["set_by"] in in_view
            step = each["step"]
            assert (step is None) == (each["set_by"] == 1)
            assert step is None or part(step)["version"] == each["set_by"]


def test_a_kind_without_a_field_is_an_answer_too(examples: Place) -> None:
    result = examples.run("blame", "agreed", *TALKS)
    assert (result.code, result.stdout.count("\n")) == (0, 1)
    assert "there is no agreed in inc-aap-haryana-2024 at this moment" in result.stderr


# find-first ---------------------------------------------------------------------------------------


def test_the_first_moment_is_a_step_with_who_said_so(examples: Place) -> None:
    found = answer(examples, "find-first", "flag=contested", *TALKS)
    assert (found["held"], found["version"], found["held_since"]) == (True, 38, False)
    assert found["condition"] == "flag contested"
    assert part(found["step"])["occurred"] == "2024-09-09"


def test_the_first_moment_agrees_with_asking_every_step(examples: Place) -> None:
    found = answer(examples, "find-first", "state=talks_underway", "and", "offers>=2", *TALKS)
    order = [each["version"] for each in items(answer(examples, "log", *TALKS)) if each["occurred"]]
    first = order.index(found["version"])
    for place, version in ((first - 1, False), (first, True)):
        words = (*TALKS, "--as-of", f"v{order[place]}")
        fields = mapping(examples, *words)
        holds = (
            fields["state"]["value"] == "talks_underway"
            and sum(each["kind"] == "offer" for each in fields.values()) >= 2
        )
        assert holds is version


def test_what_was_not_public_yet_did_not_hold(examples: Place) -> None:
    late = ("find-first", "state=collapsed", *TALKS, "--public-at", "2024-09-08")
    found = answer(examples, *late)
    assert (found["held"], found["version"], found["step"]) == (False, None, None)


# changes ------------------------------------------------------------------------------------------


def recorded(desk: Desk) -> int:
    desk.must("open", "INC", "AAP", *TOLD)
    desk.must("offer", "INC", "AAP", "5", *TOLD)
    return desk.size()


def what(desk: Desk, *words: str) -> list[tuple[str, int]]:
    found: Json = json.loads(desk.must("diff", *words, "--json").stdout)
    return [(str(each["what"]), int(str(each["version"]))) for each in items(found)]


def test_nothing_changed_where_nothing_was_recorded_since(desk: Desk) -> None:
    position = recorded(desk)
    for cut in ((), ("--as-of", "v2"), ("--as-of", "2024-09-06"), ("--public-at", "2024-09-07")):
        assert what(desk, "--since", f"@{position}", *cut) == []
    result = desk.must("diff", "--since", f"@{position}")
    assert f"nothing of talks was recorded after @{position}" in result.stderr


def test_late_steps_and_corrections_come_first(desk: Desk) -> None:
    position = recorded(desk)
    desk.must("say", "AAP", "optimistic", *TOLD)
    desk.must("meet", "INC", "AAP", "--at", "2024-09-01", "--speaker", "A. Speaker")
    desk.must(
        "correct", "3", "terms.0.quantity.value", "--was", "5", "--now", "7", "--reason", "a slip"
    )
    found = what(desk, "--since", f"@{position}")
    assert found[:2] == [("late", 5), ("correction", 6)]
    assert [kind for kind, _ in found[2:]] == ["changed"] * (len(found) - 3) + ["new"]
    assert found[-1] == ("new", 4)


def test_a_mark_is_kept_for_each_negotiation(desk: Desk) -> None:
    position = recorded(desk)
    first = desk.type("diff", "--mark")
    assert "no position is kept for talks: everything is shown" in first.stderr
    assert f"--since last means @{position} from now on" in first.stderr
    assert what(desk) == []
    desk.must("say", "AAP", "optimistic", *TOLD)
    assert what(desk) == what(desk, "--since", f"@{position}") == [("new", 4)]
    kept = json.loads((desk.place.state / "marks.json").read_text())
    assert kept == {"local/desk": {"negotiation/talks": position}}


def test_without_mark_nothing_is_kept(desk: Desk) -> None:
    recorded(desk)
    desk.must("diff")
    assert not (desk.place.state / "marks.json").exists()


def test_a_damaged_file_of_marks_says_which(desk: Desk) -> None:
    recorded(desk)
    (desk.place.state / "marks.json").write_text("{")
    assert "marks.json is damaged" in refused(desk.type("diff"), 1)


def test_a_mark_beyond_the_log_is_refused(desk: Desk) -> None:
    recorded(desk)
    desk.place.state.mkdir(parents=True, exist_ok=True)
    marks = {"local/desk": {"negotiation/talks": 900}}
    (desk.place.state / "marks.json").write_text(json.dumps(marks))
    assert "the kept position @900 lies after the answer" in refused(desk.type("diff"), 2)


# explain ------------------------------------------------------------------------------------------


def test_a_step_is_explained_with_its_guards_and_what_rests_on_it(examples: Place) -> None:
    found = answer(examples, "show", "25", "--why", *TALKS)
    assert found["judged_under"] == 1
    assert "deadline_lies_ahead" in [each["guard"] for each in items(found, "guards")]
    resting = {(each["version"], each["pointer"]) for each in items(found, "resting")}
    assert resting == {(27, "deadline"), (27, "supersedes")}
    assert "deadline v25" in [each["field"] for each in items(found, "answers")]
    assert "deadline v25" in [each["field"] for each in items(found, "recorded")]


def test_a_correction_is_explained_by_what_our_answer_changed(desk: Desk) -> None:
    recorded(desk)
    desk.must(
        "correct", "3", "terms.0.quantity.value", "--was", "5", "--now", "7", "--reason", "a slip"
    )
    found: Json = json.loads(desk.must("show", "4", "--why", "--json").stdout)
    assert (found["step"], found["judged_under"], found["guards"]) == (None, None, [])
    (offer, _) = items(found, "recorded")
    sides = (part(offer["before"])["said"], part(offer["after"])["said"])
    assert sides == ("INC→AAP 5 seats", "INC→AAP 7 seats")
    target: Json = json.loads(desk.must("show", "3", "--why", "--json").stdout)
    assert [each["version"] for each in items(target, "corrections")] == [4]


def test_what_is_no_step_in_view_is_not_explained(examples: Place) -> None:
    assert "is not in view" in refused(
        examples.run("show", "43", "--why", *TALKS, "--as-of", "2024-09-01"), 3
    )
    assert "there is no v900" in refused(examples.run("show", "900", "--why", *TALKS), 3)


# line ---------------------------------------------------------------------------------------------


def test_a_sentence_keeps_its_hedge_and_cites_its_source(examples: Place) -> None:
    (found,) = items(answer(examples, "line", "offer", "v24", *TALKS, "--as-of", "2024-09-07"))
    assert found["sentence"] == (
        "Indian National Congress (INC) offered Aam Aadmi Party (AAP) “Good small numbers”"
        " (without a figure) on 7 Sep 2024,"
        " Deepak Babaria said; nothing on record has ended it."
    )
    assert found["citation"] == "[v24, 7 Sep 2024, lokmat-2024-09-07]"
    assert {"no_figure", "attributed"} <= set(found["hedges"])  # type: ignore[call-overload]


def test_an_unnamed_claim_of_agreement_is_never_told_as_agreed(examples: Place) -> None:
    (found,) = items(answer(examples, "line", "claim", "v28", *TALKS))
    assert str(found["sentence"]).startswith(
        "Unnamed AAP sources (“AAP source”) claimed on 8 Sep 2024 that this is agreed: 5 of"
    )


# On a screen --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "shows"),
    [
        (("diff", "v11..v24"), "7 seats (unnamed source): open → superseded"),
        (("blame", "state"), "Sushil Gupta, on record"),
        (("find-first", "flag=contested"), "first just after v38"),
        (("diff", "--since", "@1"), "Other new steps"),
        (("show", "13", "--why"), "Allowed under rules 1"),
        (("line", "state"), "Aam Aadmi Party (AAP) declared the talks over"),
    ],
)
def test_on_a_screen_the_answer_is_read_and_not_looked_up(
    words: tuple[str, ...], shows: str, examples: Place
) -> None:
    with Screen(examples, *words, *TALKS) as screen:
        assert screen.leave() == 0
        assert shows in screen.text
        assert max(map(len, screen.text.splitlines())) <= 80
