"""Claims, agreements, moves and corrections as they are asked for in a terminal, on real cases."""

import json
from typing import cast

import jsonschema  # type: ignore[import-untyped]
import pytest

from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place, Screen
from tests.generate import ROOT
from tests.questions.claims import QUESTIONS
from tests.questions.question import Question

TALKS = ("-n", "inc-aap-haryana-2024")
UP = ("-n", "inc-sp-up-2024")
Item = dict[str, object]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    place = Place(tmp_path_factory.mktemp("examples"))
    import_examples(place)
    return place


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same ledger, with an export, two corrections of ours, and what others corrected."""
    place = Place(tmp_path_factory.mktemp("corrected"))
    import_examples(place)
    for words in (
        ("export", "-o", "old.jsonl", "--record", "--to", "the desk"),
        ("correct", "24", "text", "--now", "He gave *no* figure.", "--reason", "ours was longer"),
        ("retract", "10", "--reason", "that was another party"),
        (
            *("say", "described:India Today", "corrects", "It was four, not three."),
            *("--about", "39", "--at", "2024-09-12", "--attribution", "media_report"),
        ),
        (
            *("say", "AAP", "denies", "Nothing was offered.", "--about", "37", "--after", "37"),
            *("--at", "2024-09-09T18:00", "--attribution", "on_record", "--speaker", "S. Gupta"),
        ),
    ):
        negotiation = () if words[0] == "export" else TALKS
        result = place.run(*words, *negotiation, "--no-input")
        assert result.code == 0, result.stderr
    return place


def answer(place: Place, *words: str) -> Item:
    result = place.run(*words, "--json")
    assert result.code == 0, result.stderr
    return cast("Item", json.loads(result.stdout))


def items(place: Place, *words: str) -> list[Item]:
    return cast("list[Item]", answer(place, *words)["items"])


def one(place: Place, version: int, *words: str) -> Item:
    (found,) = (each for each in items(place, *words) if each["version"] == version)
    return found


def screen(place: Place, *words: str) -> str:
    """What a person sees on a terminal of 80 columns, its lines joined."""
    with Screen(place, *words) as shown:
        assert shown.leave() == 0
        return " ".join(shown.text.split())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: f"{each.number}-{each.asks}")
def test_each_question_is_answered_on_its_case(question: Question, examples: Place) -> None:
    result = examples.run(*question.command)
    assert result.code == 0, result.stderr
    for fragment in question.shows:
        assert fragment in result.stdout


# Claims -----------------------------------------------------------------------------------------


def test_an_unnamed_sources_agreed_is_claimed_never_agreed(examples: Place) -> None:
    claim = one(examples, 28, "claims", *TALKS)
    said = ("agreement", "reported", "according to unnamed sources", "AAP source")
    told = claim["source_as_described"]
    assert (claim["kind"], claim["status"], claim["hedge"], told) == said
    assert claim["premature"] == {"first_agreement": None, "lead": None}
    kinds = {each["kind"] for each in items(examples, "agreed", *TALKS)}
    assert kinds == {"claimed", "open"}


def test_two_figures_of_one_day_dispute_each_other(examples: Place) -> None:
    five, three = (one(examples, each, "claims", *TALKS) for each in (37, 39))
    assert (five["status"], five["because"]) == ("disputed", [39])
    assert (three["status"], three["because"]) == ("disputed", [37])
    assert (three["origins"], three["source"]) == (
        ["India Today"],
        "business-today-2024-09-09-list",
    )


def test_a_denial_has_its_words_its_target_and_its_delay(examples: Place) -> None:
    denial = one(examples, 5, "claims", "--denials", "-n", "lab-ld-2010")
    replied = cast("Item", denial["replies_to"])
    assert (denial["proposition"], denial["denies"], replied["version"]) == ("words", None, 4)
    assert denial["text"] == "Brown did not lose his temper on the call."
    # A call of the 8th, known at 23:20 of it or some time that day; a denial of the 8th or the 9th.
    day, minute = 86_400, 60
    assert denial["occurred_after"] == {"at_least_seconds": 0, "at_most_seconds": 2 * day}
    after = denial["published_after"]
    until = -(23 * 60 + 21) * minute
    assert after == {"at_least_seconds": until, "at_most_seconds": 2 * day}


def test_a_contested_collapse_shows_both_positions(examples: Place) -> None:
    (then,) = items(examples, "claims", "--contested", *TALKS, "--as-of", "2024-09-09")
    held = cast("list[Item]", then["positions"])
    assert [(each["party"], each["word"], each["version"]) for each in held] == [
        ("AAP", "collapse", 38),
        ("INC", "talks", 40),
    ]
    assert (then["state"], then["until"]) == ("talks_underway", None)
    claims = answer(examples, "claims", *TALKS, "--as-of", "2024-09-09")
    assert claims["contested_since"] == cast("Item", then["since"])["version"] == 38


def test_on_a_screen_the_contested_state_stands_first_and_each_claim_is_hedged(
    examples: Place,
) -> None:
    shown = screen(examples, "claims", *TALKS, "--as-of", "2024-09-09")
    assert shown.index("Contested since 9 Sep 2024 (v38)") < shown.index("Claims of agreement")
    assert "according to unnamed sources: offer INC→AAP 3 (of 90)" in shown
    assert "“The talks are going on” – Deependra Hooda, on record" in shown


def test_before_the_denial_was_public_the_claim_was_not_denied(corrected: Place) -> None:
    assert one(corrected, 37, "claims", *TALKS)["status"] == "denied"
    at = ("--as-of", "2024-09-09T12:00")
    assert {each["version"] for each in items(corrected, "claims", *TALKS, *at)}.isdisjoint({37})
    early = one(corrected, 37, "claims", *TALKS, "--known-at", "@196")
    assert (early["status"], early["because"]) == ("disputed", [39])


def test_two_answers_at_once_are_refused(examples: Place) -> None:
    for words in (("claims", "--denials", "--contested"), ("agreed", "--sums", "--seats")):
        result = examples.run(*words, *TALKS)
        assert (result.code, result.stdout) == (2, "")
        assert "hint:" in result.stderr


# Agreed -----------------------------------------------------------------------------------------


def test_a_deals_terms_say_who_agreed_and_how(examples: Place) -> None:
    terms = [each for each in items(examples, "agreed", *UP) if each["kind"] == "deal"]
    assert {each["version"] for each in terms} == {31}
    assert terms[0]["assent"] == [{"party": "INC", "by": "joint"}, {"party": "SP", "by": "joint"}]
    assert terms[1]["said"] == "SP: 63 (of 80), with its allies"


def test_a_broken_deal_is_no_longer_agreed(examples: Place) -> None:
    (ended,) = (
        each
        for each in items(examples, "agreed", "-n", "sp-rld-up-2024")
        if each["kind"] == "ended"
    )
    assert (ended["version"], ended["ended_by"]) == (3, 6)
    assert "nothing is agreed by all parties" in screen(examples, "agreed", "-n", "sp-rld-up-2024")


def test_a_sum_shows_its_summands(examples: Place) -> None:
    found = {each["version"]: each for each in items(examples, "agreed", "--sums", *UP)}
    assert found[13]["arithmetic"] == "INC 11 + RLD 7 + SP 62 = 80, of 80"
    # Two of 28 names are all that was reported: that is no figure that does not add up.
    assert (found[13]["verdict"], found[23]["verdict"]) == ("closes", "unknown")
    assert found[23]["arithmetic"] == "INC 2 seats by name, of 28"
    assert "do not add up" not in screen(examples, "agreed", *UP)
    shown = screen(examples, "agreed", "--sums", *UP)
    assert "INC 2 seats by name, of 28: 26 not named" in shown
    assert shown.count("new-indian-express-2024-02-21") == 1  # of two sums of one step
    shown = screen(examples, "agreed", "--sums", *TALKS)
    assert "AAP 5, of 90; no figure for INC: cannot be said" in shown


def test_the_offered_list_and_the_deal_differ_in_one_name_each(examples: Place) -> None:
    found = answer(examples, "agreed", "--against", "v21", *UP)
    share = cast("list[Item]", found["items"])[0]
    assert (share["removed"], share["added"]) == (["Hathras"], ["Sitapur"])
    assert cast("Item", found["list"])["source"] == "hindustan-times-2024-02-21"
    numbers = examples.run("agreed", "--against", "last", *UP)
    assert "lists with names: v21, v23" in numbers.stderr
    assert "same number; names not comparable" in numbers.stdout


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("11", *UP), 2, "these do: v5, v6, v9"),
        (("999", *UP), 3, "parley log"),
        (("inc-aap-haryana-2024#30", *UP), 2, "-n inc-aap-haryana-2024"),
        (("first", *UP), 2, "write 4, v4 or slug#4"),
    ],
)
def test_what_is_no_list_is_refused(
    words: tuple[str, ...], code: int, hint: str, examples: Place
) -> None:
    result = examples.run("agreed", "--against", *words)
    assert (result.code, result.stdout) == (code, "")
    assert hint in result.stderr


def test_without_a_deal_nothing_is_compared(examples: Place) -> None:
    result = examples.run("agreed", "--against", "last", *TALKS)
    assert result.code == 0
    assert "no deal that gives seats to a party stands" in result.stderr


def test_a_seat_of_two_parties_cites_each_step(examples: Place) -> None:
    (seat,) = items(examples, "agreed", "--seats", *TALKS, "--as-of", "2024-09-08")
    held = cast("list[Item]", seat["holdings"])
    assert [(each["how"], each["party"], each["source"]) for each in held] == [
        ("offered", "AAP", "hindu-2024-09-08"),
        ("fielded", "INC", "asianage-2024-09-09"),
    ]


# Moves ------------------------------------------------------------------------------------------


def test_moves_while_talks_were_on_stand_apart_from_later_ones(examples: Place) -> None:
    found = answer(examples, "table", "--away", *TALKS)
    listed = cast("list[Item]", found["items"])
    assert [each["version"] for each in listed if each["at_the_table"]] == [13, 34, 38]
    totals = cast("list[Item]", found["fielded"])
    assert [(each["party"], each["low"], each["high"]) for each in totals] == [
        ("INC", 40, 40),
        ("AAP", 40, 40),
    ]
    assert "AAP 20 (v38) + 9 (v44) + 11 (v45) = 40" in screen(examples, "table", "--away", *TALKS)


# Corrections ------------------------------------------------------------------------------------


def test_ours_stand_before_theirs_and_are_never_mixed(corrected: Place) -> None:
    found = items(corrected, "list", "corrections", *TALKS)
    assert [(each["whose"], each["what"], each["target"]) for each in found] == [
        ("ours", "replace", 24),
        ("ours", "retract", 10),
        ("theirs", "corrects", 39),
    ]
    schema = json.loads((ROOT / "docs/schemas/corrections.schema.json").read_text("utf-8"))
    jsonschema.validate(answer(corrected, "list", "corrections", *TALKS), schema)


def test_a_correction_of_ours_shows_the_answer_before_and_who_had_seen_it(corrected: Place) -> None:
    retraction = items(corrected, "list", "corrections", *TALKS)[1]
    before = cast("Item", retraction["before"])
    assert (before["said"], before["source"]) == ("demand AAP→INC 9 (of 90)", "newsdrum-2024-09-04")
    assert retraction["after"] is None
    (export,) = cast("list[Item]", retraction["exports"])
    assert (export["file"], export["shown_to"]) == ("old.jsonl", "the desk")
    assert export["at_position"] == cast("int", export["log_position"]) - 1
    then = items(corrected, "list", "corrections", *TALKS, "--as-of", "2024-09-05")
    assert [each["target"] for each in then] == [10]
    assert "demand AAP→INC 9 (of 90) (v10)" in cast("list[str]", then[0]["gone"])
    assert items(corrected, "list", "corrections", *TALKS, "--known-at", "@190") == []


def test_the_page_can_be_pasted_as_it_is(corrected: Place) -> None:
    page = corrected.run("list", "corrections", *TALKS, "--format", "md").stdout
    ours, theirs = page.split("## What others corrected")
    assert "## Our corrections" in ours
    assert "now “He gave \\*no\\* figure.”" in page
    assert "Why: that was another party" in ours
    assert "The old answer was in old.jsonl, for the desk" in ours
    assert "It was four, not three." in theirs
    assert "stays on record: v39 offer INC→AAP 3 (of 90)" in theirs
    assert "It was four" not in ours


def test_a_page_without_corrections_says_so(examples: Place) -> None:
    page = examples.run("list", "corrections", *UP, "--format", "md").stdout
    assert "We have corrected nothing." in page
    assert "Nobody else has corrected anything that is recorded here." in page
