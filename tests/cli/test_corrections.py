"""Our mistakes are set right by entries that point at them; the first words stay in the log."""

from pathlib import Path

import pytest

from tests.cli.desk import TOLD, Desk, open_desk

WHY = ("--reason", "misread")
MINT = ("--outlet", "Mint", "--attribution", "media_report")


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with talks (v2), a meeting (v3), and an offer in words with a quote (v4)."""
    desk = open_desk(tmp_path_factory.mktemp("talked"))
    desk.must("open", "INC", "AAP", "--at", "2024-09-01", "--speaker", "S")
    desk.must("meet", "INC", "AAP", *TOLD)
    desk.must("offer", "INC", "AAP", "a few", *TOLD, "--quote", "a few")
    return desk


@pytest.fixture
def desk(talked: Desk, tmp_path: Path) -> Desk:
    """A copy of that desk."""
    return talked.copied(tmp_path)


@pytest.mark.parametrize(
    ("field", "was", "now", "kept_was", "kept_now"),
    [
        ("occurred", None, "2024-09-06", "2024-09-07", "2024-09-06"),
        ("occurred", "2024-09-07", "2024-09-06", "2024-09-07", "2024-09-06"),
        ("evidence.0.speaker", None, "B", "A. Speaker", "B"),
        ("text", None, "5", None, "5"),
        ("in_addition", None, "yes", None, True),
        ("after", None, "3", None, [3]),
        ("by", "INC", "Congress", ["INC"], ["Congress"]),
        ("evidence.0.quote", None, "few", {"verbatim": "a few"}, {"verbatim": "few"}),
        (
            "terms.0.quantity",
            "a few",
            "5..7",
            {"kind": "unquantified", "verbatim": "a few"},
            {"kind": "range", "low": 5, "high": 7},
        ),
        (
            "terms.0.quantity",
            None,
            '{"kind": "exact", "value": 5}',
            {"kind": "unquantified", "verbatim": "a few"},
            {"kind": "exact", "value": 5},
        ),
    ],
)
def test_a_correction_keeps_its_values_as_the_entry_would(
    field: str, was: str | None, now: str, kept_was: object, kept_now: object, desk: Desk
) -> None:
    given = () if was is None else ("--was", was)
    desk.must("correct", "4", field, *given, "--now", now, *WHY)
    step = desk.last().step
    assert (step["target"], step["effect"], step["field"]) == (4, "replace", field)
    assert step["reason"] == "misread"
    assert step.get("was") == kept_was
    assert step["now"] == kept_now


def test_a_field_can_be_emptied(desk: Desk) -> None:
    desk.must("correct", "4", "evidence.0.quote", "--empty", *WHY)
    assert desk.field("was") == {"verbatim": "a few"}
    assert "now" not in desk.last().step


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("after", "3", [3]),
        ("terms.0.seats", "Jind", ["Jind"]),
        ("conditions", "one", ["one"]),
        ("text", "words", "words"),
        ("to", "INC", "INC"),
    ],
)
def test_something_can_be_added_to_a_list_or_an_empty_field(
    field: str, value: str, now: object, desk: Desk
) -> None:
    added = desk.type("correct", "4", field, "--add", value, *WHY)
    if field == "to":
        assert "receivers_are_others" in added.stderr
        return
    assert added.code == 0, added
    assert desk.field("effect") == "add"
    assert desk.field("now") == now


def test_a_correction_counts_on_the_corrections_before_it(desk: Desk) -> None:
    desk.must("correct", "4", "text", "--now", "one", *WHY)
    desk.must("correct", "4", "text", "--now", "two", *WHY)
    assert desk.field("was") == "one"


def test_a_correction_of_the_registration_takes_numbers(desk: Desk) -> None:
    desk.must("correct", "1", "pools.seats", "--now", "92", *WHY)
    assert (desk.field("was"), desk.field("now")) == (90, 92)


def test_whoever_looked_at_another_version_changes_nothing(desk: Desk) -> None:
    size = desk.size()
    result = desk.type("correct", "4", "terms.0.quantity", "--was", "5", "--now", "6", *WHY)
    assert result.code == 1
    assert "terms.0.quantity is “a few”, not “5”" in result.stderr
    assert desk.size() == size


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("correct", "4", "text"), "missing: --now, --reason"),
        (("correct", "4", "text", "--now", "x", "--add", "y", *WHY), "say different things"),
        (("correct", "4", "text", "--now", "x", "--empty", *WHY), "say different things"),
        (("correct", "4", "terms.1.issue", "--now", "x", *WHY), "'1' is no place in a list"),
        (("correct", "4", "occurred", "--now", "2024-02-30", *WHY), "has no day 30"),
        (("correct", "4", "terms.0.quantity", "--now", "5-7", *WHY), "write 5..7"),
        (("correct", "4", "evidence.0.source", "--now", "ians", *WHY), "no source 'ians'"),
        (("correct", "1", "zone", "--now", "Mars", *WHY), "Mars"),
        (("correct", "other#4", "text", "--now", "x", *WHY), "there is no such step"),
        (("correct", "4", "text", "x", "--now", "y", *WHY), "say different things"),
        (("correct", "4", "occurred", "2024-09-07", *WHY), 'of v4 is "2024-09-07" already'),
        (("correct", "4", "amount", "5", *WHY), "did you mean “terms.0.quantity”?"),
        (("correct", "4", "date", "2024-09-06", *WHY), "did you mean “occurred”?"),
        (("correct", "4", "reads_as", "a few", *WHY), "is no reading of words"),
        (("retract", "4"), "missing: --reason"),
        (("retract", "1", *WHY), "cannot be retracted"),
        (("retract", "9", *WHY), "there is no v9"),
        (("cite", "4"), "missing: --source, --attribution"),
        (("cite", "9", *MINT), "there is no v9"),
        (("register", "amend", "pools.seats"), "missing: --now"),
        (("register", "amend", "pools.seats", "--now", "9", "--empty"), "say different things"),
    ],
)
def test_a_correction_that_cannot_be_says_why(
    words: tuple[str, ...], said: str, desk: Desk
) -> None:
    size = desk.size()
    told = TOLD if words[:2] == ("register", "amend") and said[0] != "m" else ()
    result = desk.type(*words, *told)
    assert result.code in (1, 2, 3)
    assert said in result.stderr
    assert desk.size() == size


def test_a_retraction_takes_back_the_entry_and_points_at_it(desk: Desk) -> None:
    desk.must("retract", "4", *WHY)
    assert desk.last().step == {"target": 4, "effect": "retract", "reason": "misread"}
    again = desk.type("retract", "4", *WHY)
    assert (again.code, "v4 was retracted already" in again.stderr) == (1, True)
    assert desk.type("correct", "4", "text", "--now", "x", *WHY).code == 3


def test_a_second_source_is_added_to_the_step(desk: Desk) -> None:
    desk.must("source", "add", "ians", "--outlet", "Lokmat", "--origin", "IANS")
    desk.must("cite", "v4", "--source", "ians", "--speaker", "B", "--quote", "few")
    assert desk.last().step == {
        "target": 4,
        "effect": "add",
        "field": "evidence",
        "now": {
            "attribution": "on_record",
            "source": "ians",
            "outlet": "Lokmat",
            "origin": "IANS",
            "speaker": "B",
            "quote": {"verbatim": "few"},
        },
        "reason": "a second source",
    }


def test_an_amendment_counts_on_the_amendments_before_it(desk: Desk) -> None:
    desk.must("register", "amend", "parties.INC.name", "Congress (I)", *TOLD)
    desk.must("register", "amend", "parties.INC.name", "Congress (J)", *TOLD)
    assert (desk.field("was"), desk.field("now")) == ("Congress (I)", "Congress (J)")
    desk.must("register", "amend", "led_by", "--now", "governor", *TOLD)
    desk.must("register", "amend", "led_by", "--empty", *TOLD)
    assert desk.field("was") == "governor"


def test_another_name_of_a_party_is_known_from_then_on(desk: Desk) -> None:
    assert desk.type("meet", "Kangres", "AAP", *TOLD).code == 1
    desk.must("register", "alias", "party", "INC", "Kangres")
    desk.must("meet", "Kangres", "AAP", *TOLD)
    listed = desk.must("register", "list", "party", "--columns", "party,aliases").stdout
    assert listed == "party\taliases\nINC\tCongress, Kangres\nAAP\t\n"
    assert desk.type("register", "alias", "party", "AAP", "Kangres").code == 2
    assert desk.type("register", "alias", "party", "AAP", "AAP").code == 1


def test_a_step_of_the_catalogue_can_be_corrected_by_its_name(desk: Desk) -> None:
    desk.must("record", "EntryCorrected", "target=4", "effect=retract", "reason=twice")
    assert desk.last().step == {"target": 4, "effect": "retract", "reason": "twice"}


# The quick way


@pytest.mark.parametrize(
    ("typed", "field", "now"),
    [
        (("quantity", "6"), "terms.0.quantity", {"kind": "exact", "value": 6}),
        (("speaker", "B"), "evidence.0.speaker", "B"),
        (("occurred", "2024-09-06"), "occurred", "2024-09-06"),
        (("text", "--now", "x"), "text", "x"),
        (("note", "--add", "seen twice"), "note", "seen twice"),
    ],
)
def test_a_slip_of_the_pen_is_set_right_in_one_short_line(
    typed: tuple[str, ...], field: str, now: object, desk: Desk
) -> None:
    desk.must("correct", "4", "text", "--now", "a correction is not what was recorded last", *WHY)
    desk.must("correct", "--last", *typed)
    made = desk.last().step
    assert (made["target"], made["field"], made["now"]) == (4, field, now)
    assert made["reason"] == "a slip of the pen"


def test_the_last_entry_is_the_recorders_own(desk: Desk) -> None:
    desk.must("meet", "INC", "AAP", *TOLD, environment={"PARLEY_RECORDER": "Somebody Else"})
    desk.must("correct", "--last", "text", "five")
    assert desk.field("target") == 4
    nobody = desk.type("correct", "--last", "text", "x", environment={"PARLEY_RECORDER": "Nobody"})
    assert nobody.code == 3
    assert "Nobody has recorded nothing" in nobody.stderr


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("text",), ("missing: --now",)),
        (("text", "x", "--now", "y"), ("VALUE, --now", "give one of them")),
        (("text", "x", "y"), ("“y” is one word too many", "FIELD VALUE")),
        (("attribution", "x", "--add", "y"), ("say different things",)),
        (("verbatim", "x"), ("could be", "terms.0.quantity.verbatim", "evidence.0.quote.verbatim")),
    ],
)
def test_what_the_quick_way_cannot_tell_it_asks(
    typed: tuple[str, ...], words: tuple[str, ...], desk: Desk
) -> None:
    size = desk.size()
    result = desk.type("correct", "--last", *typed)
    assert result.code == 2
    for word in words:
        assert word in result.stderr
    assert desk.size() == size


def page(desk: Desk) -> str:
    return desk.must("list", "corrections", "--format", "md").stdout


def test_the_page_says_how_a_step_stands_after_every_correction(desk: Desk) -> None:
    desk.must("correct", "4", "terms.0.quantity", "--now", "8", *WHY)
    desk.must("correct", "4", "terms.0.quantity", "--now", "9", *WHY)
    first, second = page(desk).split("\n- ")[1:]
    assert "As we showed it after that: v4 offer INC→AAP 8 (of 90)" in first
    assert "As it stands: v4 offer INC→AAP 9 (of 90)" in first
    assert "after that" not in second
    assert "As it stands: v4 offer INC→AAP 9 (of 90)" in second


def test_the_page_says_that_a_correction_was_taken_back(desk: Desk) -> None:
    desk.must("correct", "4", "terms.0.quantity", "--now", "8", *WHY)
    desk.must("retract", "5", "--reason", "it was right")
    first = page(desk).split("\n- ")[1]
    assert "taken back since" in first
    assert "As it stands: v4 offer INC→AAP “a few” (of 90)" in first


def test_the_page_says_that_a_corrected_step_stands_no_more(desk: Desk) -> None:
    desk.must("correct", "4", "terms.0.quantity", "--now", "8", *WHY)
    desk.must("retract", "4", "--reason", "never said")
    first = page(desk).split("\n- ")[1]
    assert "It stands no more, it was taken back later" in first
    assert "As it stands" not in first


def test_corrections_are_taken_back_in_the_order_in_which_they_rest_on_one_another(
    desk: Desk,
) -> None:
    desk.must("correct", "4", "terms.0.quantity", "--now", "8", *WHY)
    desk.must("correct", "4", "terms.0.quantity.value", "--was", "8", "--now", "9", *WHY)
    refused = desk.type("retract", "5", "--reason", "it was right")
    assert refused.code == 1
    assert "v6 corrects v4 further: take that back first (`parley retract 6`)" in refused.stderr
    desk.must("retract", "6", "--reason", "it was right")
    desk.must("retract", "5", "--reason", "it was right")
