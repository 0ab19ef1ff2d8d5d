"""A command has one name, a verb one order of words, a field one name, and several may act."""

import json
from itertools import combinations
from pathlib import Path

import click
import pytest

from parley.cli.acts import VERBS
from parley.cli.commands import COMMANDS, FIRST, RECORD
from parley.cli.main import parley
from parley.cli.record.telling import EVERYTHING, telling_options
from parley.cli.record.writing import Verb
from parley.cli.synonyms import GONE, SLIPS
from parley.negotiation.steps import CATALOGUE, Step
from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import Place

THREE = ("new", "three", "--title", "T", "--arena", "A", "--tz", "UTC", "--seats", "90")
NAMED = ("--party", "INC", "--party", "AAP", "--party", "CPM", "--party", "C+=Consumers")
NAMES = sorted(entry.name for entry in COMMANDS)
ROOT = click.Context(parley, info_name="parley")
SHORT = {"in_reply_to": "--reply", "source_as_described": "--anon", "occurred": "--at"}
"""Fields that have a short option, which their own names say as well."""


def found(words: list[str]) -> click.Command:
    """Return the command that words begin with."""
    command: click.Command = parley
    while isinstance(command, click.Group):
        below = command.get_command(ROOT, words[0])
        assert below is not None, words
        command, words = below, words[1:]
    return command


def verbs() -> list[Verb]:
    made = [found([entry.name]) for entry in COMMANDS if entry.section == RECORD]
    return [each for each in made if isinstance(each, Verb)]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with talks of four parties, one of which has a plus in its name."""
    desk = Desk(tmp_path_factory.mktemp("three"))
    desk.must("init", "--db", "parley.db", "--name", "local/desk")
    desk.must(*THREE, *NAMED)
    desk.must("open", "all", *TOLD)
    return desk


@pytest.fixture
def desk(table: Desk, tmp_path: Path) -> Desk:
    return table.copied(tmp_path)


def test_there_are_at_most_eighty_commands() -> None:
    assert len(NAMES) <= 80
    assert set(FIRST) <= set(NAMES)
    assert len(FIRST) == 10


@pytest.mark.parametrize("word", GONE)
def test_a_word_that_went_is_refused_and_names_the_new_one(word: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    result = place.run(word, "3")
    assert (result.code, result.stdout) == (2, "")
    said = f"error: there is no command “parley {word}”\nhint: it is now: {GONE[word]}\n"
    assert result.stderr == said
    assert not place.ledger.exists()
    assert word not in NAMES
    for line in GONE[word].split(", parley "):
        words = line.removeprefix("parley ").split()
        known = {option for param in found(words).params for option in param.opts}
        known |= {"-n"}
        assert {each for each in words if each.startswith("-")} <= known, line


def is_near(one: str, other: str) -> bool:
    """Whether a letter that is left out, put in or mistyped makes one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def test_no_slip_makes_one_command_of_another_but_those_that_name_each_other() -> None:
    near = {pair for pair in combinations(NAMES, 2) if is_near(*pair)}
    assert near == {tuple(sorted(SLIPS))}


def test_an_offer_and_the_offers_name_each_other(desk: Desk) -> None:
    alone = desk.type("offer")
    assert (alone.code, "parley offers" in alone.stderr) == (2, True)
    typed = desk.type("offers", "INC", "AAP", "5")
    assert (typed.code, "parley offer BY TO QUANTITY" in typed.stderr) == (2, True)


# Who, to whom, what


def test_the_words_of_every_verb_stand_in_one_order() -> None:
    rank = {"BY": 0, "PARTY…": 0, "BODY": 0, "TO": 1}
    orders = {}
    for each in verbs():
        words = [str(a.metavar).strip("[]") for a in each.params if isinstance(a, click.Argument)]
        orders[each.name] = [rank.get(word, 2) for word in words]
    ours = {"cite", "correct", "retract", "record"}  # of our own entries nobody else acts
    acted = {name: order for name, order in orders.items() if name not in ours}
    assert len(acted) > 20
    assert all(order == sorted(order) and order[0] == 0 for order in acted.values()), acted


def test_who_acts_may_be_left_out_where_nobody_does(desk: Desk) -> None:
    desk.must("deadline", "2024-09-12", "--kind", "external_hard", *TOLD)
    assert "by" not in desk.last().step
    desk.must("deadline", "INC", "2024-09-12", "--kind", "self_set", *TOLD)
    assert (desk.field("by"), desk.field("when")) == (["INC"], "2024-09-12")
    desk.must("condition", "AAP", "a list", *TOLD)
    desk.must("condition", "5", "--outcome", "met", *TOLD)
    assert desk.last().type == "ConditionResolved"
    desk.must("condition", "AAP", "another", *TOLD)
    desk.must("condition", "AAP", "7", "--outcome", "waived", *TOLD)
    assert (desk.field("by"), desk.field("condition")) == (["AAP"], 7)


# Several may act


@pytest.mark.parametrize("both", ["INC,AAP", "INC+AAP", "INC, AAP"])
@pytest.mark.parametrize(
    "words",
    [
        ("offer", "{}", "CPM", "5"),
        ("demand", "{}", "CPM", "5"),
        ("meet", "{}", "CPM"),
        ("say", "{}", "optimistic"),
        ("suspend", "{}"),
        ("collapse", "{}"),
        ("ultimatum", "{}", "CPM", "--words", "all"),
        ("move", "{}", "candidate_list"),
        ("record", "StatementMade", "by={}", "stances=optimistic"),
    ],
    ids=lambda words: words[0],
)
def test_several_actors_stand_where_one_may(both: str, words: tuple[str, ...], desk: Desk) -> None:
    desk.must(*(word.format(both) for word in words), *TOLD)
    assert desk.field("by") == ["INC", "AAP"]


def test_several_are_addressed_leave_and_join(desk: Desk) -> None:
    desk.must("offer", "CPM", "INC+AAP", "5", *TOLD)
    assert desk.field("to") == ["INC", "AAP"]
    desk.must("leave", "CPM,C+", "--excluded-by", "INC+AAP", *TOLD)
    assert (desk.field("parties"), desk.field("by")) == (["CPM", "C+"], ["INC", "AAP"])
    desk.must("join", "CPM,C+", *TOLD)
    assert desk.field("parties") == ["CPM", "C+"]


def test_a_name_that_is_registered_is_not_taken_apart(desk: Desk) -> None:
    desk.must("offer", "C+", "INC", "5", *TOLD)
    assert desk.field("by") == ["C+"]
    described = "described:the smaller parties, and others"
    desk.must("say", described, "optimistic", *TOLD)
    assert desk.field("by") == [described]


def test_all_of_the_table_assent(desk: Desk) -> None:
    desk.must("deal", "all", "--joint", *TOLD)
    assert desk.field("by") == ["all"]
    assert desk.field("assent") == [{"party": "all", "by": "joint"}]
    (deal,) = [json.loads(desk.must("agreed", "--json").stdout)["deal"]]
    everybody = ["INC", "AAP", "CPM", "C+"]
    assert deal["assent"] == [{"party": each, "by": "joint"} for each in everybody]


@pytest.mark.parametrize("way", ["INC+AAP=joint", "INC,AAP=joint"])
def test_how_several_agreed_is_said_at_once(way: str, desk: Desk) -> None:
    desk.must("deal", "INC,AAP", "--partial", "a programme", "--assent", way, *TOLD)
    both = [{"party": each, "by": "joint"} for each in ("INC", "AAP")]
    assert (desk.field("by"), desk.field("assent")) == (["INC", "AAP"], both)


@pytest.mark.parametrize("several", ["INC,AAP", "INC+AAP"])
def test_a_file_names_several_as_a_command_does(several: str, desk: Desk) -> None:
    row = {
        "negotiation": "three",
        "type": "PartialAgreementReached",
        "by": several,
        "scope": "a programme",
        "occurred": "2024-09-07",
        "assent": {"party": several, "by": "joint"},
        "evidence": {"attribution": "media_report"},
    }
    desk.must("import", desk.write("row.jsonl", json.dumps(row)))
    assert desk.field("by") == ["INC", "AAP"]
    both = [{"party": each, "by": "joint"} for each in ("INC", "AAP")]
    assert desk.field("assent") == both


# One name for a field


@pytest.mark.parametrize(("type_name", "words"), VERBS.items(), ids=VERBS)
def test_a_field_is_typed_under_its_own_name(type_name: str, words: str) -> None:
    command = found(words.partition(" --")[0].split())
    known = {each for param in command.params for each in (*param.opts, param.name or "")}
    own = [name for name in CATALOGUE[type_name].__struct_fields__ if name not in SHARED]
    for field in own:
        option = f"--{field.replace('_', '-')}"
        assert known & {option, field} or (type_name, field) in TOLD_OTHERWISE, (type_name, field)


SHARED = (*Step.__struct_fields__, "text", "note", "act")
TOLD_OTHERWISE = {
    ("OfferMade", "terms"),  # QUANTITY with --issue, --pool, --seats, --words
    ("DemandMade", "terms"),
    ("StatementMade", "figures"),  # with --edit, and record
    ("StatementMade", "terms"),  # with --edit, and record
    ("StatementMade", "proposition"),  # --about WORD
    ("StatementMade", "stances"),
    ("OfferWithdrawn", "offer"),  # STEP is what is withdrawn
    ("TalksOpened", "parties"),
    ("TalksResumed", "parties"),
    ("PartialAgreementReached", "scope"),  # --partial
    ("DeadlineExtended", "now"),  # WHEN
    ("EntryCorrected", "target"),  # STEP
    ("EntryCorrected", "effect"),  # by which of --now, --add, --empty
}
"""Fields that a verb takes in another way."""


def test_the_short_options_of_shared_fields_have_the_names_of_the_fields_too() -> None:
    spelt = {option: each.opts for each in telling_options() for option in each.opts}
    for field, short in SHORT.items():
        assert f"--{field.replace('_', '-')}" in spelt[short]
    assert {each.name for each in telling_options()} == set(EVERYTHING)


def test_what_may_be_given_instead_is_named_with_what_is_missing(desk: Desk) -> None:
    refused = desk.type("reject", "INC", *TOLD)
    assert refused.code == 2
    assert "missing: STEP\n" in refused.stderr
    assert "STEP / --words will do" in refused.stderr


@pytest.mark.parametrize("met", ["INC+AAP", "all"])
def test_several_meet_and_nobody_has_invited(met: str, desk: Desk) -> None:
    desk.must("meet", met, *TOLD)
    assert desk.field("by") == met.split("+")
    alone = desk.type("meet", "INC", *TOLD)
    assert (alone.code, "--internal" in alone.stderr) == (1, True)
