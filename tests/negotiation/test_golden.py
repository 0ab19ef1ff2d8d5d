"""Every entry that was ever stored can be read for ever: golden entries, one file a version."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from parley.events.canonical import JsonObject, decode, encode
from parley.events.politics import Entry
from parley.negotiation.account import read_entry
from parley.negotiation.codec import ENTRIES, plain
from parley.negotiation.upcasts import TYPE_VERSIONS, UPCASTS
from tests.meanings import structs_of
from tests.negotiation.talks import RECORDED_AT
from tests.negotiation.words import STREAM

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(path for path in GOLDEN.glob("*.json"))


def named(path: Path) -> tuple[str, int]:
    """(type, type version) that a file's name says; members that a version got later stand in a
    file of their own."""
    match = re.fullmatch(r"(\w+)\.v([1-9][0-9]*)(?:\.[2-9])?\.json", path.name)
    assert match is not None, path.name
    return match.group(1), int(match.group(2))


def decoded(data: bytes) -> JsonObject:
    step = decode(data)
    assert isinstance(step, dict)
    return step


def stored(path: Path) -> Entry:
    type_name, version = named(path)
    step = decoded(path.read_bytes())
    return Entry(
        stream=STREAM,
        version=2,
        position=2,
        recorded_at=RECORDED_AT,
        id="00000000-0000-7000-8000-000000000002",
        type=type_name,
        type_version=version,
        rules=1,
        recorded_by="tests",
        step=step,
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_entry_reads_and_is_written_again_as_it_is_today(path: Path) -> None:
    type_name, version = named(path)
    written = encode(plain(read_entry(stored(path))))
    if version == TYPE_VERSIONS[type_name]:
        assert written == path.read_bytes()
    else:  # in today's shape it says the same
        today = stored(path)
        again = msgspec.structs.replace(
            today, type_version=TYPE_VERSIONS[type_name], step=decoded(written)
        )
        assert read_entry(again) == read_entry(today)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_entry_is_canonical(path: Path) -> None:
    assert encode(decode(path.read_bytes())) == path.read_bytes()


@pytest.mark.parametrize("name", ENTRIES)
def test_every_type_has_a_golden_entry_of_every_version_with_every_field(name: str) -> None:
    versions = {version for type_name, version in map(named, FILES) if type_name == name}
    assert versions == set(range(1, TYPE_VERSIONS[name] + 1))
    today = [stored(path) for path in FILES if named(path) == (name, TYPE_VERSIONS[name])]
    fields = {field.name for field in msgspec.structs.fields(ENTRIES[name])}
    assert {member for entry in today for member in entry.step} == fields


def test_every_member_of_every_value_stands_in_a_golden_entry() -> None:
    due = {
        (kind.__name__, field.name)
        for kind in structs_of(ENTRIES.values()).values()
        for field in msgspec.structs.fields(kind)
    }
    seen: set[tuple[str, str]] = set()
    for path in FILES:
        name, version = named(path)
        if version == TYPE_VERSIONS[name]:
            seen |= set(members(read_entry(stored(path))))
    assert due - seen == set()


def members(value: object) -> Iterator[tuple[str, str]]:
    """(Struct, member) of everything within a value that is not at its default."""
    if isinstance(value, tuple):
        for each in value:
            yield from members(each)
    elif isinstance(value, msgspec.Struct):
        written = plain(value)
        for name in value.__struct_fields__:
            if name in written:
                yield type(value).__name__, name
                yield from members(getattr(value, name))


def test_there_is_no_golden_entry_of_a_type_that_nobody_knows() -> None:
    assert {type_name for type_name, _ in map(named, FILES)} == set(ENTRIES)


def test_every_older_version_has_an_upcast() -> None:
    due = {(name, version) for name, last in TYPE_VERSIONS.items() for version in range(1, last)}
    assert set(UPCASTS) == due


def test_a_version_without_a_golden_entry_and_an_upcast_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TYPE_VERSIONS, "DealBroken", 2)
    with pytest.raises(AssertionError):
        test_every_type_has_a_golden_entry_of_every_version_with_every_field("DealBroken")
    with pytest.raises(AssertionError):
        test_every_older_version_has_an_upcast()
