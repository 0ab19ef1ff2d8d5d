"""Tree and proofs: known roots, a plain recursive reference, published vectors."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.events.merkle import EMPTY_ROOT, CompactRange, leaf_hash, node_hash, root_of
from parley.events.proofs import (
    consistency_holds,
    inclusion_holds,
    prove_consistency,
    prove_inclusion,
)
from tests.events.published import published

LEAVES = [leaf_hash(str(number).encode()) for number in range(300)]


def plain_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(plain_root(leaves[:middle]), plain_root(leaves[middle:]))


def subtree(start: int, stop: int) -> bytes:
    return plain_root(LEAVES[start:stop])


# The eight leaves of the Certificate Transparency reference tests.
KNOWN_LEAVES = [
    bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
] + [bytes(range(0x60, 0x70))]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_known_leaves_have_known_roots(size: int) -> None:
    leaves = [leaf_hash(leaf) for leaf in KNOWN_LEAVES[:size]]
    assert root_of(leaves).hex() == KNOWN_ROOTS[size]
    assert plain_root(leaves).hex() == KNOWN_ROOTS[size]


@given(st.integers(0, len(LEAVES)))
def test_the_root_is_that_of_the_plain_definition(size: int) -> None:
    assert root_of(LEAVES[:size]) == plain_root(LEAVES[:size])


@given(st.lists(st.integers(0, 6), max_size=12))
def test_perfect_subtrees_may_be_added_whole(heights: list[int]) -> None:
    heights.sort(reverse=True)  # so that each begins at a multiple of its size
    tree = CompactRange()
    size = 0
    for height in heights:
        if size + 2**height > len(LEAVES):
            break
        tree.append(subtree(size, size + 2**height), height)
        size += 2**height
    assert tree.root() == subtree(0, size)


def test_a_leaf_is_a_subtree_of_height_nothing() -> None:
    tree = CompactRange()
    for leaf in LEAVES[:2]:
        tree.append(leaf)
    tree.append(subtree(2, 4), 1)
    tree.append(LEAVES[4])
    assert tree.root() == subtree(0, 5)


indexes_and_sizes = st.integers(1, 120).flatmap(
    lambda size: st.tuples(st.integers(0, size - 1), st.just(size))
)


@given(indexes_and_sizes)
def test_every_leaf_is_proved_and_only_where_it_is(place: tuple[int, int]) -> None:
    index, size = place
    proof = prove_inclusion(index, size, subtree)
    root = subtree(0, size)
    assert inclusion_holds(index, size, LEAVES[index], proof, root)
    assert not inclusion_holds(index, size, LEAVES[index + 1], proof, root)
    assert not inclusion_holds(index, size, LEAVES[index], [*proof, root], root)
    assert not inclusion_holds(index, size, LEAVES[index], proof, subtree(0, size + 1))
    for other in {index ^ 1, index + 1, index - 1} - {index}:
        assert not inclusion_holds(other, size, LEAVES[index], proof, root)
    for number in range(len(proof)):
        without = proof[:number] + proof[number + 1 :]
        assert not inclusion_holds(index, size, LEAVES[index], without, root)


@given(indexes_and_sizes)
def test_every_growth_is_proved_and_nothing_else(place: tuple[int, int]) -> None:
    old_size, size = place[0] + 1, place[1]
    proof = prove_consistency(old_size, size, subtree)
    old_root, root = subtree(0, old_size), subtree(0, size)
    assert consistency_holds(old_size, size, old_root, root, proof)
    fork = node_hash(old_root, root)
    assert not consistency_holds(old_size, size, fork, root, proof)
    assert not consistency_holds(old_size, size, old_root, fork, proof)
    assert not consistency_holds(old_size, size, old_root, root, [*proof, root])
    for number in range(len(proof)):
        without = proof[:number] + proof[number + 1 :]
        assert not consistency_holds(old_size, size, old_root, root, without)


def test_what_cannot_be_proved_is_refused() -> None:
    for index, size in ((0, 0), (5, 5), (-1, 5)):
        with pytest.raises(ValueError, match="no leaf"):
            prove_inclusion(index, size, subtree)
    for old_size, size in ((0, 5), (6, 5), (0, 0)):
        with pytest.raises(ValueError, match="no proof"):
            prove_consistency(old_size, size, subtree)


# Two vectors hold for trees whose roots are not hashes; ours are 32 bytes or nothing.
ROOTS_THAT_ARE_NO_HASHES = {
    "sizes-are-equal-one-and-proof-is-empty.json",
    "sizes-are-equal-zero-and-proof-is-empty.json",
}


def judge_inclusion(case: dict[str, object], read: Callable[[object], bytes]) -> bool:
    index, size, proof = case["leafIdx"], case["treeSize"], case["proof"] or []
    assert isinstance(index, int)
    assert isinstance(size, int)
    assert isinstance(proof, list)
    path = [read(node) for node in proof]
    return inclusion_holds(index, size, read(case["leafHash"]), path, read(case["root"]))


def judge_consistency(case: dict[str, object], read: Callable[[object], bytes]) -> bool:
    old_size, size, proof = case["size1"], case["size2"], case["proof"] or []
    assert isinstance(old_size, int)
    assert isinstance(size, int)
    assert isinstance(proof, list)
    path = [read(node) for node in proof]
    return consistency_holds(old_size, size, read(case["root1"]), read(case["root2"]), path)


@pytest.mark.parametrize(
    ("kind", "judge"), [("inclusion", judge_inclusion), ("consistency", judge_consistency)]
)
def test_the_published_proofs_are_judged_as_published(
    kind: str, judge: Callable[[dict[str, object], Callable[[object], bytes]], bool]
) -> None:
    paths = sorted((published("merkle") / kind).rglob("*.json"))
    assert len(paths) > 80
    for path in paths:
        case = json.loads(path.read_text())
        expected = not case["wantErr"] and path.name not in ROOTS_THAT_ARE_NO_HASHES
        found = judge(case, lambda text: base64.b64decode(str(text or "")))
        assert found is expected, path.name


def test_a_published_log_has_the_roots_that_it_signed() -> None:
    folder = published("tessera-log") / "log"
    entries = (folder / "tile/entries/000.p/15").read_bytes()
    leaves: list[bytes] = []
    while entries:
        length = int.from_bytes(entries[:2])
        leaves.append(leaf_hash(entries[2 : 2 + length]))
        entries = entries[2 + length :]
    assert b"".join(leaves) == (folder / "tile/0/000.p/15").read_bytes()
    for size in range(16):
        assert signed_root(folder / f"checkpoint.{size}", size) == root_of(leaves[:size])


def signed_root(path: Path, size: int) -> bytes:
    _, stated_size, root, *_ = path.read_text().split("\n")
    assert int(stated_size) == size
    return base64.b64decode(root)
