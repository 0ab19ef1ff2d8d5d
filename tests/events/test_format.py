"""The page docs/format.md, its vectors and the code say the same."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from parley.events.canonical import DEPTH_MAX, encode
from parley.events.errors import RecordError
from parley.events.merkle import leaf_hash, root_of
from parley.events.proofs import (
    consistency_holds,
    inclusion_holds,
    prove_consistency,
    prove_inclusion,
)
from parley.events.record import RECORD_BYTES_MAX, compose, parse
from parley.events.sql.migrations import newest_revision
from parley.events.sql.sqlite.files import APPLICATION_ID
from parley.events.sql.tables import log
from parley.events.statement import Statement, decode_statement, statement_hash
from parley.events.tiles import Tile, missing_tiles

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "format.md").read_text()
VECTORS = {path.stem: json.loads(path.read_text()) for path in (DOCS / "vectors").glob("*.json")}


@pytest.mark.parametrize("vector", VECTORS["statements"]["valid"], ids=lambda one: one["hash"][:8])
def test_a_published_statement_is_read(vector: dict[str, Any]) -> None:
    data = vector["statement"].encode()
    assert asdict(decode_statement(data)) == vector["members"]
    assert encode(vector["members"]) == data
    assert statement_hash(data).hex() == vector["hash"]


@pytest.mark.parametrize("vector", VECTORS["statements"]["invalid"], ids=lambda one: one["why"])
def test_what_is_published_as_no_statement_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        decode_statement(vector["statement"].encode())


@pytest.mark.parametrize(
    "vector", VECTORS["records"]["valid"], ids=lambda one: one["leaf_hash"][:8]
)
def test_a_published_record_is_read(vector: dict[str, Any]) -> None:
    data = vector["text"].encode()
    record = parse(data)
    assert (record.position, record.recorded_at) == (vector["position"], vector["recorded_at"])
    assert list(record.signatures) == vector["signatures"]
    assert statement_hash(record.statement).hex() == vector["statement_hash"]
    assert leaf_hash(data).hex() == vector["leaf_hash"]
    again = compose(record.position, record.recorded_at, record.statement, record.signatures)
    assert again == data


@pytest.mark.parametrize("vector", VECTORS["records"]["invalid"], ids=lambda one: one["why"])
def test_what_is_published_as_no_record_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        parse(bytes.fromhex(vector["bytes"]))


def test_the_published_log_has_its_root() -> None:
    leaves = [leaf_hash(vector["text"].encode()) for vector in VECTORS["records"]["valid"]]
    assert root_of(leaves).hex() == VECTORS["records"]["root"]


def test_the_published_tree_is_made_and_its_proofs_hold() -> None:
    tree = VECTORS["tree"]
    leaves = [leaf_hash(str(number).encode()) for number in range(66_055)]
    roots = {vector["size"]: bytes.fromhex(vector["root"]) for vector in tree["roots"]}
    for size, root in roots.items():
        assert root_of(leaves[:size]) == root

    def subtree(start: int, stop: int) -> bytes:
        return root_of(leaves[start:stop])

    for vector in tree["inclusion"]:
        index, size = vector["index"], vector["size"]
        proof = [bytes.fromhex(node) for node in vector["proof"]]
        assert prove_inclusion(index, size, subtree) == proof
        assert inclusion_holds(index, size, leaves[index], proof, roots[size])
    for vector in tree["consistency"]:
        old_size, size = vector["old_size"], vector["size"]
        proof = [bytes.fromhex(node) for node in vector["proof"]]
        assert prove_consistency(old_size, size, subtree) == proof
        assert consistency_holds(old_size, size, roots[old_size], roots[size], proof)


def test_the_published_tiles_are_made() -> None:
    leaves = [leaf_hash(str(number).encode()) for number in range(66_055)]
    tiles: dict[tuple[int, int], Tile] = {}
    for tile in missing_tiles(
        len(leaves),
        lambda level: sum(1 for stored, _ in tiles if stored == level),
        lambda level, number: tiles[level, number].hashes if (level, number) in tiles else None,
        lambda start, stop: leaves[start:stop],
    ):
        tiles[tile.level, tile.number] = tile
    for vector in VECTORS["tree"]["tiles"]:
        tile = tiles[vector["level"], vector["number"]]
        assert sha256(tile.hashes).hexdigest() == vector["sha256"]


def test_the_page_shows_the_published_example_and_the_limits_of_the_code() -> None:
    example = VECTORS["records"]["valid"][1]["text"]
    assert f"```text\n{example}\n```" in PAGE
    for member in Statement.__struct_fields__:
        assert f"| `{member}` |" in PAGE
    assert f"**{RECORD_BYTES_MAX:,} bytes**" in PAGE
    assert f"at most {DEPTH_MAX} levels" in PAGE
    assert f"0x{APPLICATION_ID:X}" in PAGE
    assert f"revision of the tables, {newest_revision()}." in PAGE
    for table in log.tables.values():
        assert f"| `{table.name}` |" in PAGE
        for column in table.columns:
            assert column.name == "only" or f"`{column.name}`" in PAGE
