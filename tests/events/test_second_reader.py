"""A second reader, written from docs/format.md alone: it shares no code with the first.

If it cannot judge the published vectors, the page does not say enough.
"""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[2] / "docs" / "vectors"

STATEMENT: dict[str, Callable[[object], bool]] = {  # §2
    "v": lambda value: type(value) is int and value == 1,
    "ledger": lambda value: matches(r"[!-~]{1,200}", value),
    "stream": lambda value: matches(r"(?=.{1,200}$)[a-z]+(/[a-z0-9][a-z0-9._-]*)?", value),
    "id": lambda value: matches(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value),
    "version": lambda value: counts(value),
    "previous": lambda value: value is None or matches(r"[0-9a-f]{64}", value),
    "type": lambda value: matches(r"[A-Za-z][A-Za-z0-9_.-]{0,99}", value),
    "type_version": lambda value: counts(value),
    "rules": lambda value: value is None or counts(value),
    "recorded_by": lambda value: matches(r"[^\x00-\x1f\x7f-\x9f]{1,200}", value),
    "step": lambda value: isinstance(value, dict),
}


def matches(pattern: str, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def counts(value: object) -> bool:
    return type(value) is int and value >= 1


def need(condition: object) -> None:
    if not condition:
        raise ValueError("refused")


def check_json(value: object, level: int = 1) -> None:  # §1
    need(not isinstance(value, float))
    need(not isinstance(value, int) or abs(value) < 2**53)
    if isinstance(value, dict | list):
        need(level <= 64)
        for inner in value.values() if isinstance(value, dict) else value:
            check_json(inner, level + 1)
    if isinstance(value, dict):
        need(all(key.isascii() for key in value))


def read_statement(data: bytes) -> dict[str, object]:  # §1, §2
    value = json.loads(data.decode("utf-8"))
    check_json(value)
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    need(canonical.encode("utf-8") == data)  # one spelling, so no key came twice
    need(isinstance(value, dict) and value.keys() == STATEMENT.keys())
    need(all(check(value[name]) for name, check in STATEMENT.items()))
    need((value["version"] == 1) == (value["previous"] is None))
    assert isinstance(value, dict)
    return value


def read_record(data: bytes) -> tuple[int, int, list[str], bytes]:  # §3
    head, blank, statement = data.partition(b"\n\n")
    need(blank and len(data) <= 65_535)
    header, *signatures = head.decode("utf-8").split("\n")
    numbers = re.fullmatch(r"parley\.record/v1 ([1-9][0-9]{0,15}) (0|[1-9][0-9]{0,15})", header)
    need(numbers)
    assert numbers is not None
    for line in signatures:
        need(matches(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]+", line))
    return int(numbers[1]), int(numbers[2]), signatures, statement


def leaf_hash(record: bytes) -> bytes:  # §5
    return sha256(b"\x00" + record).digest()


def root(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 2 ** ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()


def test_the_statements_are_read_and_the_others_refused() -> None:
    vectors = json.loads((VECTORS / "statements.json").read_text())
    assert len(vectors["valid"]) >= 5
    assert len(vectors["invalid"]) >= 25
    for vector in vectors["valid"]:
        data = vector["statement"].encode()
        assert read_statement(data) == vector["members"]
        assert sha256(data).hexdigest() == vector["hash"]
    for vector in vectors["invalid"]:
        with pytest.raises(ValueError, match=r"."):
            read_statement(vector["statement"].encode())
            pytest.fail(vector["why"])


def test_the_records_are_read_and_the_others_refused() -> None:
    vectors = json.loads((VECTORS / "records.json").read_text())
    assert len(vectors["valid"]) >= 4
    assert len(vectors["invalid"]) >= 10
    for vector in vectors["valid"]:
        position, recorded_at, signatures, statement = read_record(vector["text"].encode())
        assert (position, recorded_at) == (vector["position"], vector["recorded_at"])
        assert signatures == vector["signatures"]
        assert sha256(statement).hexdigest() == vector["statement_hash"]
        assert leaf_hash(vector["text"].encode()).hex() == vector["leaf_hash"]
    for vector in vectors["invalid"]:
        with pytest.raises(ValueError, match=r"."):
            read_statement(read_record(bytes.fromhex(vector["bytes"]))[3])
            pytest.fail(vector["why"])


def test_the_log_holds_together() -> None:  # §4
    vectors = json.loads((VECTORS / "records.json").read_text())
    records = [vector["text"].encode() for vector in vectors["valid"]]
    heads: dict[object, tuple[int, str | None]] = {}
    ids = set()
    before = 0
    for expected, record in enumerate(records, 1):
        position, recorded_at, _, statement = read_record(record)
        said = read_statement(statement)
        version, last = heads.get(said["stream"], (0, None))
        assert position == expected
        assert recorded_at >= before
        assert (said["version"], said["previous"]) == (version + 1, last)
        heads[said["stream"]] = (version + 1, sha256(statement).hexdigest())
        ids.add(said["id"])
        before = recorded_at
    assert len(ids) == len(records)
    assert root([leaf_hash(record) for record in records]).hex() == vectors["root"]


def test_the_tree_has_the_published_roots_and_tiles() -> None:  # §5, §6
    vectors = json.loads((VECTORS / "tree.json").read_text())
    leaves = [leaf_hash(str(number).encode()) for number in range(66_055)]
    assert {vector["size"] for vector in vectors["roots"]} >= {0, 1, 255, 256, 257, 65_536, 66_055}
    for vector in vectors["roots"]:
        assert root(leaves[: vector["size"]]).hex() == vector["root"]
    for vector in vectors["tiles"]:
        width = 256 ** vector["level"]
        first = 256 * vector["number"] * width
        starts = range(first, first + 256 * width, width)
        tile = b"".join(root(leaves[start : start + width]) for start in starts)
        assert sha256(tile).hexdigest() == vector["sha256"]
