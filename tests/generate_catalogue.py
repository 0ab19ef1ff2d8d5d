"""The event catalogue as a page: each step, its fields, its rows in the rules, an example.

Made from negotiation/steps.py, registration.py, the rules in force and examples/, so that what a
person looks up is what the program does.
"""

import ast
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
import yaml
from msgspec import Struct

from parley.cli.acts import VERBS
from parley.negotiation.codec import ENTRIES
from parley.negotiation.registration import ContestRegistered, NegotiationRegistered
from parley.negotiation.rules import CURRENT
from parley.negotiation.rules.v1.everywhere import AFTER_CLOSE, AFTER_CLOSE_OF_A_DEAL, CONTEST_STEPS
from parley.negotiation.states import Guard, Row, State
from parley.negotiation.steps import CATALOGUE, Entry, EntryCorrected, Step
from tests.meanings import ALIASES, Field, fields_of, first_line, prose, structs_of

__all__ = ["CATALOGUE_PAGE", "describe_catalogue"]

CATALOGUE_PAGE = "docs/event-catalogue.md"
EXAMPLES = Path(__file__).parent.parent / "examples"
KINDS = {
    "bool": "yes or no",
    "int": "number",
    "JsonValue": "any JSON value",
    "StepType": "the name of a step type",
}
"""Names of the language that stand for a kind of value without a line of its own."""


def describe_catalogue() -> str:
    """Return docs/event-catalogue.md."""
    parts = [
        _opening(),
        *(_step(kind) for kind in CATALOGUE.values()),
        _registrations(),
        _values(),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _opening() -> str:
    rows = "\n".join(
        f"| {kind.number} | [{name}](#{name.lower()}) | {first_line(kind)} | {_moves(name)} |"
        for name, kind in CATALOGUE.items()
    )
    guards = "\n".join(f"- {_guard(each)}" for each in CURRENT.everywhere)
    return f"""# The event catalogue

Every step that a negotiation can record, and the registrations that open a stream. Made from the
code by `make docs`; a test compares the two.

Rules version {CURRENT.version}, {len(CATALOGUE)} step types. The same as a JSON Schema:
[schemas/catalogue.schema.json](schemas/catalogue.schema.json). The states and their moves:
[state-machine.md](state-machine.md). How a step is written in a file:
[examples/README.md](../examples/README.md). Any step by its name on the command line:
`parley record TYPE field=value …`.

| # | step | what it is | moves the state |
|---|---|---|---|
{rows}

## What is asked of every step

Before its own guards, a step passes these, in this order:

{guards}

Then the machine takes the first of the step's rows that fits the state. Beside the rules, a step
has begun by the time at which it is recorded (what is scheduled is a [DeadlineSet](#deadlineset),
what is expected a [StatementMade](#statementmade)), and its dates are ones that the arena's clocks
showed.

## What every step may carry

{_table(Step)}

[EntryCorrected](#entrycorrected) is no step but an entry: of these it carries only
{_codes(each.name for each in fields_of(Entry))}."""


def _step(kind: type[Entry]) -> str:
    name = kind.__name__
    common = {each.name for each in fields_of(Step)}
    own = [each for each in fields_of(kind) if each.name not in common]
    codes = "" if kind.cameo == "–" else f" CAMEO / PLOVER: {kind.cameo}."
    parts = [
        f"## {name}",
        "\n\n".join((f"**{kind.number}** · {first_line(kind)}{codes}", *prose(kind)[1:])),
        _rules_of(kind),
        _places(kind),
        _field_table(own) if own else "No fields of its own.",
        _example(name),
    ]
    return "\n\n".join(part for part in parts if part)


# Rules ------------------------------------------------------------------------------------------


def _rows(name: str) -> list[Row]:
    return [row for row in CURRENT.rows if row.type == name]


def _moves(name: str) -> str:
    moves = [f"{_sources(row)} → {state}" for row in _rows(name) if (state := _target(row))]
    return "; ".join(moves) or "–"


def _target(row: Row) -> str | None:
    """The state to which a row leads; None where it stays."""
    return None if row.to is None or row.sources == (row.to,) else row.to.words


def _sources(row: Row) -> str:
    if row.sources == tuple(State):
        return "every state"
    *others, last = [state.words for state in row.sources]
    return f"{', '.join(others)} or {last}" if others else last


def _rules_of(kind: type[Entry]) -> str:
    if kind is EntryCorrected:
        return (
            "Stands outside the order of occurrence and is judged by no row of the rules: the"
            " account is made again with it, and everything after the place that it touches is"
            " judged again. Refused where its target is missing or retracted, where something else"
            " than `was` stands there, where the result is no valid entry, and where a step that"
            " stands could stand no longer."
        )
    rows = _rows(kind.__name__)
    guards = dict.fromkeys(guard for row in rows for guard in row.guards)
    asked = "\n".join(f"- {_guard(each, rows)}" for each in guards)
    return "\n".join(f"- {_row(row)}" for row in rows) + (f"\n\nGuards:\n\n{asked}" * bool(asked))


def _row(row: Row) -> str:
    state = _target(row)
    target = f"**{state}**" if state else "stays"
    conditions = (first_line(each).removesuffix(".") for each in row.when)
    chosen = "".join(f", if: {each[0].lower()}{each[1:]}" for each in conditions)
    return f"**{_sources(row)}** → {target}{chosen}"


def _guard(guard: Guard, rows: Sequence[Row] = ()) -> str:
    """A guard with its docstring, and with the states in which it asks where not in all."""
    asking = [row for row in rows if guard in row.guards]
    where = "" if len(asking) == len(rows) else f" ({'; '.join(_sources(row) for row in asking)})"
    return f"`{guard.__name__}`{where}: {first_line(guard)}"


def _places(kind: type[Entry]) -> str:
    name = kind.__name__
    streams = "a negotiation or a contest" if name in CONTEST_STEPS else "a negotiation"
    after = "still legal" if name in AFTER_CLOSE else "refused"
    if name in AFTER_CLOSE_OF_A_DEAL:
        after = "legal while a deal stands"
    verb = VERBS.get(name, "record")
    typed = verb if name in VERBS else f"{verb} {name}"
    command = f"[parley {typed}](cli.md#parley-{verb.partition(' --')[0].replace(' ', '-')})"
    return f"In the stream of {streams}. After the close: {after}. On the terminal: {command}."


# Fields -----------------------------------------------------------------------------------------


def _table(kind: type[Struct]) -> str:
    return _field_table(fields_of(kind))


def _field_table(fields: Iterable[Field]) -> str:
    lines = ["| field | value | if left out | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{each.name}` | {_value(each.annotation)} | {each.default or '**required**'}"
        f" | {each.meaning} |"
        for each in fields
    ]
    return "\n".join(lines)


def _value(node: ast.expr) -> str:
    """An annotation in words; names of the catalogue's own kinds of value become links."""
    match node:
        case ast.Name(id=name):
            return _kind_named(name)
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return _value(left)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return f"{_value(left)} or {_value(right)}"
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
            return _value(first)
        case ast.Subscript(value=ast.Name(id="Literal"), slice=ast.Tuple(elts=options)):
            return " ".join(f"`{ast.literal_eval(each)}`" for each in options)
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[item, _])):
            return f"list of {_value(item)}"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, value])):
            return f"object: {_value(key)} to {_value(value)}"
    raise ValueError(f"the page has no words for {ast.unparse(node)}")


def _kind_named(name: str) -> str:
    if name == "Terms":
        return f"list of {_kind_named('Term')}"
    if name == "str":
        return "text"
    if name in KINDS:
        return KINDS[name]
    if name in ALIASES or name in _held():
        return f"[{name}](#{name.lower()})"
    raise ValueError(f"the page has no line for {name}")


def _codes(names: Iterable[str]) -> str:
    first, *others, last = [f"`{name}`" for name in names]
    return f"{', '.join([first, *others])} and {last}"


# Registrations and values -----------------------------------------------------------------------


def _registrations() -> str:
    parts = [
        "## Registrations",
        "Version 1 of a stream. They are no steps: nothing has happened yet.",
    ]
    for kind in (NegotiationRegistered, ContestRegistered):
        parts += [f"### {kind.__name__}", "\n\n".join(prose(kind)), _table(kind)]
    return "\n\n".join(parts)


@cache
def _held() -> dict[str, type[Struct]]:
    """The Structs that entries hold, without the entries themselves."""
    return {
        name: kind for name, kind in structs_of(ENTRIES.values()).items() if name not in ENTRIES
    }


def _values() -> str:
    parts = ["## Values"]
    for name, kind in sorted({**_held(), **ALIASES}.items()):
        parts.append(f"### {name}")
        if isinstance(kind, type) and issubclass(kind, Struct):
            parts += ["\n\n".join(prose(kind)), _table(kind)]
        else:
            parts.append(_alias(kind))
    return "\n\n".join(parts)


def _alias(kind: object) -> str:
    """A named kind of value: its description, its forms or its words."""
    schema = msgspec.json.schema(kind)
    if "enum" in schema:
        return "One of " + ", ".join(f"`{each}`" for each in get_args(kind)) + "."
    if schema.get("type") == "object":
        return "An object: the pool's name to the number of seats or posts in it, from 1."
    if schema.get("type") == "integer":
        return f"A whole number from {schema['minimum']} to {schema['maximum']}."
    described = [schema, *schema.get("anyOf", ())]
    said = [each["description"] for each in described if "description" in each]
    examples = [f"`{example}`" for each in described for example in each.get("examples", ())]
    text = " Or: ".join(said) or "Text."
    limits = [each["maxLength"] for each in described if "maxLength" in each]
    text += "".join(f" At most {limit} characters." for limit in limits)
    return text + (f" For example {', '.join(examples)}." if examples else "")


# Examples ---------------------------------------------------------------------------------------


def _example(name: str) -> str:
    found = next(_examples(name), None)
    if found is None:
        return ""
    file, text = found
    return f"From [{file}](../examples/{file}):\n\n```yaml\n{text}\n```"


def _examples(name: str) -> Iterator[tuple[str, str]]:
    """(file, the step as it is written there); the seed's own file first."""
    files = sorted(EXAMPLES.glob("*.yaml"), key=lambda path: (path.stem != "haryana-2024", path))
    for path in files:
        for type_name, text in _written(path):
            if type_name == name:
                yield path.name, text


@cache
def _written(path: Path) -> tuple[tuple[str, str], ...]:
    """(type, text) of every step of a file, in its order."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    found: list[tuple[str, str]] = []
    for node in _mappings(yaml.compose(text, Loader=yaml.SafeLoader)):
        keys = {key.value: value.value for key, value in node.value}
        if keys.get("type") in CATALOGUE:
            own = lines[node.start_mark.line : node.end_mark.line]
            while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
                own.pop()
            found.append((keys["type"], textwrap.dedent("\n".join(own))))
    return tuple(found)


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _mappings(each)
