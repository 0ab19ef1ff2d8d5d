"""The pages about the catalogue are complete, and true of what people have recorded."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from msgspec import Struct

from parley.drafting.typed import due_at, read_typed_tree
from parley.negotiation.codec import ENTRIES, plain
from parley.negotiation.door import SourceFacts, understand
from parley.negotiation.evidence import JsonValue, Value
from parley.negotiation.rules import CURRENT
from parley.negotiation.steps import CATALOGUE, OfferMade
from parley.negotiation.upcasts import TYPE_VERSIONS
from tests.generate import ROOT
from tests.generate_catalogue import CATALOGUE_PAGE
from tests.generate_schema import CATALOGUE_SCHEMA
from tests.meanings import fields_of, first_line, structs_of

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
Entry = dict[str, JsonValue]


@cache
def _page() -> str:
    return (ROOT / CATALOGUE_PAGE).read_text(encoding="utf-8")


@cache
def _sections() -> Mapping[str, str]:
    """The page's text under each heading."""
    parts = re.split(r"^#{2,3} (.+)\n", _page(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def _schema() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / CATALOGUE_SCHEMA).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _entries(path: Path) -> Iterator[Entry]:
    """Everything that an example holds, as statements say it."""
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - the safest of all: it makes nothing but text
    sources = {each["source"]: each for each in written["sources"]}
    for part in (*written.get("contests", ()), *written["negotiations"]):
        kind = "ContestRegistered" if "contest" in part else "NegotiationRegistered"
        labels = {each.get("label"): at for at, each in enumerate(part.get("steps", ()), 2)}
        yield _entry(kind, part["register"], labels, sources)
        for step in part.get("steps", ()):
            fields = {name: step[name] for name in step if name not in ("type", "label")}
            yield _entry(step["type"], fields, labels, sources)


def _entry(kind: str, fields: Entry, labels: Mapping[str, int], sources: SourceFacts) -> Entry:
    given = {name: read_typed_tree(fields[name], due_at(ENTRIES[kind], [name])) for name in fields}
    value = understand(kind, given, labels=labels, sources=sources)
    assert isinstance(value, Value), (kind, fields, value)
    return {"type": kind, "type_version": TYPE_VERSIONS[kind], "step": plain(value)}


# The page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", structs_of(ENTRIES.values()).values(), ids=lambda kind: kind.__name__
)
def test_the_page_says_what_each_entry_and_value_is(kind: type[Struct]) -> None:
    section = _sections()[kind.__name__]
    assert first_line(kind) in section
    common = _sections()["What every step may carry"] if kind.__name__ in CATALOGUE else ""
    for field in fields_of(kind):
        assert f"| `{field.name}` |" in section + common, f"{kind.__name__}.{field.name}"


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_page_names_every_guard_of_a_step(name: str) -> None:
    guards = [guard for row in CURRENT.rows if row.type == name for guard in row.guards]
    for guard in guards:
        assert f"`{guard.__name__}`" in _sections()[name]
        assert first_line(guard) in _sections()[name]


def test_every_link_of_the_page_to_itself_arrives() -> None:
    headings = {heading.lower() for heading in _sections()}
    assert set(re.findall(r"\(#([^)]+)\)", _page())) <= headings


def test_a_step_of_the_examples_is_shown_as_it_is_written() -> None:
    shown = _sections()["OfferMade"].split("```yaml\n")[1].split("\n```")[0]
    (written,) = [each for each in yaml.safe_load(shown) if each["type"] == "OfferMade"]
    assert written["terms"]["quantity"]["verbatim"] == "Good small numbers"


# The schema -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_everything_in_the_examples_is_valid_by_the_schema(path: Path) -> None:
    entries = list(_entries(path))
    assert entries
    for entry in entries:
        _schema().validate(entry)


def test_the_schema_describes_every_entry_and_no_other() -> None:
    described = {each["properties"]["type"]["const"] for each in _schema().schema["oneOf"]}
    assert described == set(ENTRIES)


@pytest.mark.parametrize(
    "broken",
    [
        {"terms": []},
        {"quantity": 5},
        {"occurred": None},
        {"finality": "rather final"},
        {"about": 0},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_the_schema_refuses_what_the_codec_refuses(broken: Entry) -> None:
    seed = ROOT / "examples" / "haryana-2024.yaml"
    offer = next(entry for entry in _entries(seed) if entry["type"] == OfferMade.__name__)
    assert _schema().is_valid(offer)
    step = offer["step"]
    assert isinstance(step, dict)
    assert not _schema().is_valid({**offer, "step": {**step, **broken}})


def test_the_schema_carries_the_meaning_of_a_field() -> None:
    properties = _schema().schema["$defs"]["OfferMade"]["properties"]
    assert properties["package"]["description"] == "The terms stand or fall together."
