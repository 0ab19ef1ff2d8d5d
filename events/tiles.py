"""Where the tree's hashes lie when they are stored, and the root over any size of it.

Tiles of 256 hashes never change once full, so the tree can follow the log at leisure, be copied
as files and be served from any cache. The layout is that of C2SP tlog-tiles: tile n of level L
holds the roots of the 256 subtrees of 256**L leaves that start at subtree 256 * n.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from msgspec import Struct

from parley.events.merkle import HASH_BYTES, CompactRange, root_of

TILE_HEIGHT = 8
TILE_WIDTH = 2**TILE_HEIGHT  # hashes
TILE_BYTES = TILE_WIDTH * HASH_BYTES

ReadTile: TypeAlias = Callable[[int, int], bytes | None]  # level, number → TILE_BYTES
ReadLeaves: TypeAlias = Callable[[int, int], Iterable[bytes]]  # leaf start, stop → leaf hashes


class Tile(Struct, frozen=True):
    """A full tile: ``hashes`` are TILE_BYTES bytes, the leftmost hash first."""

    level: int
    number: int
    hashes: bytes


def full_tiles(size: int, level: int) -> int:
    """How many tiles of ``level`` are full in a tree of ``size`` leaves."""
    return size >> (TILE_HEIGHT * (level + 1))


def levels(size: int) -> int:
    """How many levels have a full tile in a tree of ``size`` leaves."""
    count = 0
    while full_tiles(size, count):
        count += 1
    return count


def root(size: int, read_tile: ReadTile, read_leaves: ReadLeaves) -> bytes:
    """The root over the first ``size`` leaves.

    Takes what tiles ``read_tile`` has and leaf hashes for the rest, so it is right at any stage
    of catching up; with all tiles there, it reads at most one tile and 255 others per level.
    """
    tree = CompactRange()
    for level in range(levels(size), -1, -1):
        stop = size >> (TILE_HEIGHT * level)
        start = stop - stop % TILE_WIDTH
        for subtree in _roots(level, start, stop, read_tile, read_leaves):
            tree.append(subtree, TILE_HEIGHT * level)
    return tree.root()


def missing_tiles(
    size: int, stored: Callable[[int], int], read_tile: ReadTile, read_leaves: ReadLeaves
) -> Iterator[Tile]:
    """The full tiles of a tree of ``size`` leaves that are not stored yet, lower levels first.

    ``stored`` tells how many tiles of a level there are, without a gap. A tile MUST be readable
    through ``read_tile`` before the next one is asked for: higher levels are made from lower ones.
    """
    for level in range(levels(size)):
        for number in range(stored(level), full_tiles(size, level)):
            start = number * TILE_WIDTH
            hashes = b"".join(_roots(level, start, start + TILE_WIDTH, read_tile, read_leaves))
            yield Tile(level, number, hashes)


def hashes_in(tile: bytes) -> Iterator[bytes]:
    """The hashes of a tile, the leftmost first."""
    return (tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES))


def _roots(
    level: int, start: int, stop: int, read_tile: ReadTile, read_leaves: ReadLeaves
) -> Iterator[bytes]:
    """The roots of the subtrees ``start`` to ``stop`` of 256**level leaves, within one tile."""
    if start == stop:
        return
    own = read_tile(level, start // TILE_WIDTH)
    if own is not None:
        yield from islice(hashes_in(own), stop - start)
    elif level == 0:
        yield from read_leaves(start, stop)
    else:
        for number in range(start, stop):
            first = number * TILE_WIDTH
            yield root_of(_roots(level - 1, first, first + TILE_WIDTH, read_tile, read_leaves))
