"""Tiles: the same root at every size and at every stage of catching up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.merkle import leaf_hash, root_of
from parley.events.tiles import (
    TILE_BYTES,
    TILE_WIDTH,
    full_tiles,
    hashes_in,
    levels,
    missing_tiles,
    root,
)

COUNT = TILE_WIDTH**2 + 2 * TILE_WIDTH + 7  # the smallest tree with a tile of level 1, and more
LEAVES = [leaf_hash(number.to_bytes(4)) for number in range(COUNT)]
ROOTS: dict[int, bytes] = {}


def plain_root(size: int) -> bytes:
    if size not in ROOTS:
        ROOTS[size] = root_of(LEAVES[:size])
    return ROOTS[size]


class Shelf:
    """Where the test keeps tiles; ``reads`` counts the leaves that were asked for."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.reads = 0

    def count(self, level: int) -> int:
        return sum(1 for stored_level, _ in self.tiles if stored_level == level)

    def read_tile(self, level: int, number: int) -> bytes | None:
        return self.tiles.get((level, number))

    def read_leaves(self, start: int, stop: int) -> list[bytes]:
        self.reads += stop - start
        return LEAVES[start:stop]

    def catch_up(self, size: int, *, at_most: int = COUNT) -> None:
        missing = missing_tiles(size, self.count, self.read_tile, self.read_leaves)
        for _, tile in zip(range(at_most), missing, strict=False):
            self.tiles[tile.level, tile.number] = tile.hashes

    def root(self, size: int) -> bytes:
        return root(size, self.read_tile, self.read_leaves)


FULL = Shelf()
FULL.catch_up(COUNT)

edges = [0, 1, 2, TILE_WIDTH - 1, TILE_WIDTH, TILE_WIDTH + 1, 2 * TILE_WIDTH]
sizes = st.sampled_from([*edges, TILE_WIDTH**2 - 1, TILE_WIDTH**2, COUNT]) | st.integers(0, COUNT)


def test_a_tile_of_256_hashes_has_8192_bytes() -> None:
    assert (TILE_WIDTH, TILE_BYTES) == (256, 8192)
    assert list(hashes_in(b"".join(LEAVES[:TILE_WIDTH]))) == LEAVES[:TILE_WIDTH]


@pytest.mark.parametrize(
    ("size", "full"),
    [(0, []), (255, []), (256, [1]), (511, [1]), (65_535, [255]), (65_536, [256, 1])],
)
def test_tiles_are_full_at_powers_of_256(size: int, full: list[int]) -> None:
    assert levels(size) == len(full)
    assert [full_tiles(size, level) for level in range(levels(size))] == full


def test_all_tiles_are_made_and_hold_what_lies_below() -> None:
    full = full_tiles(COUNT, 0)
    assert sorted(FULL.tiles) == [*((0, number) for number in range(full)), (1, 0)]
    assert all(len(hashes) == TILE_BYTES for hashes in FULL.tiles.values())
    assert FULL.tiles[0, 3] == b"".join(LEAVES[3 * TILE_WIDTH : 4 * TILE_WIDTH])
    below = [root_of(hashes_in(FULL.tiles[0, number])) for number in range(TILE_WIDTH)]
    assert FULL.tiles[1, 0] == b"".join(below)


@settings(max_examples=40)
@given(sizes)
def test_the_root_from_tiles_is_the_root_of_the_leaves(size: int) -> None:
    FULL.reads = 0
    assert FULL.root(size) == plain_root(size)
    assert FULL.reads <= size % TILE_WIDTH


@settings(max_examples=20)
@given(sizes, st.integers(0, 300), sizes)
def test_the_root_is_right_at_every_stage_of_catching_up(
    integrated: int, tiles: int, size: int
) -> None:
    shelf = Shelf()
    shelf.catch_up(integrated, at_most=tiles)
    assert shelf.root(size) == plain_root(size)


@settings(max_examples=10)
@given(st.lists(sizes, max_size=3), st.integers(0, 300))
def test_catching_up_in_pieces_makes_the_same_tiles(stops: list[int], tiles: int) -> None:
    shelf = Shelf()
    for stop in sorted(stops):
        shelf.catch_up(stop, at_most=tiles)
    shelf.catch_up(COUNT)
    assert shelf.tiles == FULL.tiles
    shelf.reads = 0
    shelf.catch_up(COUNT)
    assert shelf.reads == 0
