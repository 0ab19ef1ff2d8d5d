"""One door: a value is taken or refused in the same words, typed or in a file of any form."""

import csv
import io
import json
import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

import click
import pytest

from parley.answers.failing import with_hint
from parley.cli.main import parley
from parley.cli.record.writing import Verb
from parley.events.canonical import JsonObject
from tests.cli.desk import TOLD, Desk, open_desk
from tests.cli.fields import Case, cells, every_case, typed
from tests.cli.test_verbs import BEFORE, CASES

RULE = re.compile(r" \[[a-z_:]+\]")
"""Names the rule that refuses."""
COMPANY = (
    "evidence.0.attribution",
    "evidence.0.source",
    "evidence.0.source_as_described",
    "evidence.0.quote.by_whom",
    "figures.0.what",
)
"""Fields whose value needs another beside it, or a source that is described."""
Found = dict[int, list[tuple[str, str]]]
"""Number of a case -> the field and the reason of each problem of it."""


def in_rows(desk: Desk, cases: Sequence[Case], form: str) -> Found:
    """Import every case as a row of one file; return what is wrong with each."""
    rows = [{"negotiation": "talks", "type": each.type, **each.fields} for each in cases]
    first = 1
    if form == "csv":
        first, file = 2, io.StringIO()
        texts = [cells(row) for row in rows]
        columns = sorted({column for row in texts for column in row})
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(texts)
        text = file.getvalue()
    else:
        mark = "- " if form == "yaml" else ""
        text = "".join(f"{mark}{json.dumps(row)}\n" for row in rows)
    name = desk.write(f"cases.{form}", text)
    return _problems(desk, cases, first, "import", name)


def in_words(desk: Desk, cases: Sequence[Case]) -> Found:
    """Type every case as a line of `parley record`; return what is wrong with each."""
    lines = [
        shlex.join(["record", each.type, *("=".join(part) for part in typed(each.fields))])
        for each in cases
    ]
    name = desk.write("cases.txt", "".join(f"{line} --fresh\n" for line in lines))
    return _problems(desk, cases, 1, "import", name)


def _problems(desk: Desk, cases: Sequence[Case], first: int, command: str, name: str) -> Found:
    result = desk.type(command, name, "--dry-run", "--json")
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    if result.code == 0:
        return found
    for each in json.loads(result.stderr)["problems"]:
        number = each["line"] - first
        field = "" if each["field"] == cases[number].type else each["field"]
        found[number].append((field, each["reason"]))
    return found


def the_same_through_every_door(desk: Desk, cases: Sequence[Case]) -> Found:
    """Type cases through every door and look that all say the same; return it."""
    found = in_rows(desk, cases, "jsonl")
    assert in_rows(desk, cases, "yaml") == found
    # An empty cell is a field that is not there.
    filled = [number for number, each in enumerate(cases) if each.value != ""]
    there = in_rows(desk, [cases[number] for number in filled], "csv")
    assert {filled[number]: said for number, said in there.items()} == {
        number: said for number, said in found.items() if number in filled
    }
    # The command line knows days such as `yesterday`, and asks for a date before anything else.
    days = [number for number, each in enumerate(cases) if each.path == "occurred"]
    other = [number for number in range(len(cases)) if number not in days]
    for numbers in (days, other):
        some = [cases[number] for number in numbers]
        said = in_words(desk, some) if some else {}
        assert sorted(said) == [at for at, number in enumerate(numbers) if number in found]
        if numbers is other:
            # Of fewer cases at once the earlier ones have other numbers.
            assert {numbers[at]: _unnumbered(each) for at, each in said.items()} == {
                number: _unnumbered(each) for number, each in found.items() if number in numbers
            }
    return found


def _unnumbered(problems: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(field, re.sub(r"\bv\d+\b", "v…", reason)) for field, reason in problems]


def in_files(cases: Iterable[Case]) -> list[list[Case]]:
    """Put cases together whose columns can stand in one header: `now` and `now.0.issue` cannot."""
    files: list[tuple[set[str], list[Case]]] = []
    for case in cases:
        columns = set(cells(case.fields))
        into = next((some for kept, some in files if not _clash(kept, columns)), None)
        if into is None:
            into = []
            files.append((set(), into))
        into.append(case)
        next(kept for kept, some in files if some is into).update(columns)
    return [some for _, some in files]


def _clash(some: set[str], others: set[str]) -> bool:
    return any(
        one.startswith(f"{other}.")
        for each in ((some, others), (others, some))
        for one in each[0]
        for other in each[1]
    )


@pytest.mark.parametrize("values", [1, pytest.param(99, marks=pytest.mark.slow)])
def test_what_may_not_stand_in_a_field_is_refused_alike_through_every_door(
    values: int, desk: Desk
) -> None:
    for cases in in_files(each for each in every_case(values) if not each.taken):
        found = the_same_through_every_door(desk, cases)
        for number, case in enumerate(cases):
            fields = [field for field, _ in found.get(number, ())]
            assert {case.path, case.path.removesuffix(".0")} & set(fields), case
    assert desk.size() == 1


def test_what_may_stand_in_a_field_is_judged_alike_through_every_door(desk: Desk) -> None:
    for cases in in_files(each for each in every_case(0) if each.taken):
        found = the_same_through_every_door(desk, cases)
        for number, case in enumerate(cases):
            for _, reason in found.get(number, ()):
                # A rule may refuse it where it stands; the door may not.
                assert RULE.search(reason) or case.path in COMPANY, (case, reason)


# What the verbs say in words of their own -------------------------------------------------------

BESIDE = {
    "--speaker": "evidence.0.speaker",
    "--anon": "evidence.0.source_as_described",
    "--side": "evidence.0.side",
    "--quote": "evidence.0.quote.verbatim",
    "--translated-by": "evidence.0.quote.by_whom",
    "--outlet": "evidence.0.outlet",
    "--origin": "evidence.0.origin",
    "--url": "evidence.0.url",
    "--text": "text",
    "--note": "note",
    "--place": "place",
}
"""Options of `parley meet` that take any words -> the field in which these stand."""
READ = {"--at", "--after", "--attribution", "--lang", "--source", "--published"}
READ |= {"--reply", "--about", "--supersedes", "--id", "--mode", "--mediator"}
"""Its options that are read as dates, steps, ids or words of a list."""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk on which every verb has what it needs."""
    desk = open_desk(tmp_path_factory.mktemp("busy"))
    for words in BEFORE:
        desk.must(*words, *TOLD)
    return desk


def leaves(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[object, tuple[str | int, ...]]]:
    """Yield what stands in a step, with its place; a figure as it is typed."""
    if isinstance(value, dict) and value.get("kind") == "exact":
        yield str(value["value"]), path
    elif isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in parts:
            yield from leaves(part, (*path, name))
    else:
        yield value, path


def changed(fields: Mapping[str, object], path: Sequence[str | int], value: str) -> JsonObject:
    """Return a copy of a step's fields with a value at a place."""
    made = json.loads(json.dumps(fields))
    here = made
    for name in path[:-1]:
        here = here[name]
    here[path[-1]] = value
    return cast("JsonObject", made)


def typed_words() -> Iterator[tuple[list[str], str, JsonObject]]:
    """Yield each verb with one of its words replaced by what nobody said, and the same as a step.

    Which field a word fills is seen from what the verb made of it.
    """
    for line, type_name, fields in CASES:
        words = line.split()
        for at, word in enumerate(words[1:], start=1):
            places = [path for value, path in leaves(fields) if value == word]
            if len(places) == 1 and words.count(word) == 1:
                bad = "07-May" if places[0][-1] == "quantity" else "#REF!"
                step = changed(fields, places[0], bad)
                yield [*words[:at], bad, *words[at + 1 :]], type_name, step


def test_a_verb_refuses_what_a_file_refuses_and_says_the_same(busy: Desk) -> None:
    cases = list(typed_words())
    assert len(cases) > 60
    evidence = [{"attribution": "on_record", "speaker": "A. Speaker"}]
    rows = [
        {
            "negotiation": "talks",
            "type": type_name,
            "occurred": "2024-09-07",
            "evidence": evidence,
            **fields,
        }
        for _, type_name, fields in cases
    ]
    name = busy.write("rows.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows))
    read: defaultdict[int, list[str]] = defaultdict(list)
    for each in json.loads(busy.type("import", name, "--json").stderr)["problems"]:
        read[each["line"] - 1].append(each["reason"])
    alike = 0
    for number, (words, _, _) in enumerate(cases):
        result = busy.type(*words, *TOLD, "--fresh", "--json")
        assert (result.code in (1, 2, 3), number in read) == (True, True), (words, result)
        problems = json.loads(result.stderr).get("problems", ())
        for each in problems:
            if each["guard"] == "entry" and "is none of" not in read[number][0]:
                assert with_hint(each["reason"], each["hint"]) in read[number], words
                alike += 1
    assert alike > 50
    assert busy.size() == len(BEFORE) + 1


@pytest.mark.parametrize("option", BESIDE)
def test_what_is_said_beside_a_step_goes_through_the_same_door(option: str, busy: Desk) -> None:
    words = ("meet", "INC", "AAP", "--at", "2024-09-07", "--fresh", "--json")
    told: tuple[str, ...] = () if option in ("--anon", "--speaker") else ("--speaker=S",)
    told += ("--quote=So be it",) if option == "--translated-by" else ()
    for bad, said in (
        ("#REF!", "“#REF!” is a spreadsheet's error value"),
        ("NaN", "“NaN” is what programs write where there is no value"),
        (" ", "is blank: nothing in it can be seen"),
        ("\u200b", "is blank: nothing in it can be seen"),
        ("", "is empty"),
    ):
        result = busy.type(*words, *told, option, bad)
        problem = json.loads(result.stderr)
        assert (result.code, said in problem["detail"]) == (2, True), result
        assert bad.strip("\u200b ") == "" or problem["problems"][0]["field"] == BESIDE[option]
    assert busy.size() == len(BEFORE) + 1


def test_no_option_of_a_step_is_forgotten() -> None:
    meet = parley.get_command(click.Context(parley), "meet")
    assert meet is not None
    texts = {
        next(name for name in each.opts if name.startswith("--"))
        for each in meet.params
        if isinstance(each, click.Option) and not each.is_flag and each.name != "expect_version"
    }
    assert texts - set(BESIDE) - READ == {"--format", "--columns"}


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    def walk(
        names: tuple[str, ...], command: click.Command
    ) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        if isinstance(command, click.Group):
            for name in command.list_commands(click.Context(command)):
                inner = command.get_command(click.Context(command), name)
                if inner is not None:
                    yield from walk((*names, name), inner)
        else:
            yield names, command

    yield from walk((), parley)


def test_a_variable_that_is_not_set_is_refused_by_every_command(busy: Desk) -> None:
    tried = 0
    for names, command in every_command():
        own = command.params[:4] if isinstance(command, Verb) else command.params
        for param in own:
            if not isinstance(param, click.Option) or not isinstance(
                param.type, click.types.StringParamType
            ):
                continue
            option = next(name for name in param.opts if name.startswith("--"))
            result = busy.type(*names, *_needed(command, param), option, " ")
            assert result.code == 2, (names, option, result)
            assert option in result.stderr, (names, option, result)
            tried += 1
    assert tried > 100
    assert busy.size() == len(BEFORE) + 1


def _needed(command: click.Command, but: click.Parameter) -> list[str]:
    """Return the words without which a command does not get as far as its options."""
    needed: list[str] = []
    for each in command.params:
        if each.required and each is not but:
            value = str(each.type.choices[0]) if isinstance(each.type, click.Choice) else "x"
            needed += [value] if isinstance(each, click.Argument) else [each.opts[0], value]
    return needed
