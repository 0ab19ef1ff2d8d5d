"""Verification of the tree: the root from the records' bytes, and every stored tile against it.

Reading a root takes the highest tiles that there are, so a damaged tile below them would lie
unnoticed until somebody asks for a proof; here each one is made again.
"""

from hashlib import sha256

from parley.events.findings import Finding, finding_if_unreadable
from parley.events.flaws import TileDiffers, TileMissing, TileNotFull
from parley.events.merkle import CompactRange, root_of
from parley.events.store import EventStore
from parley.events.tiles import TILE_WIDTH, Tile, full_tiles

__all__ = ["Tree"]


class Tree:
    """The tree over the records that have passed, with the digest of every tile they fill."""

    def __init__(self) -> None:
        self._range = CompactRange()
        self._open: list[list[bytes]] = []  # per level, the hashes of the tile that is not full
        self._tiles: dict[tuple[int, int], bytes] = {}  # (level, number) → SHA-256 of its hashes
        self.size = 0

    @property
    def root(self) -> bytes:
        """The root over everything that has passed."""
        return self._range.root()

    def append(self, leaf: bytes) -> None:
        """Add the next record's leaf hash."""
        self._range.append(leaf)
        self.size += 1
        level, hash = 0, leaf
        while True:
            if level == len(self._open):
                self._open.append([])
            hashes = self._open[level]
            hashes.append(hash)
            if len(hashes) < TILE_WIDTH:
                return
            number = full_tiles(self.size, level) - 1
            self._tiles[level, number] = sha256(b"".join(hashes)).digest()
            self._open[level] = []
            level, hash = level + 1, root_of(hashes)

    def compare(self, store: EventStore) -> list[Finding]:
        """Return what is wrong with the stored tiles.

        Tiles follow the log at leisure: those at the end of a level may be missing, none between
        two others. Tiles beyond the records that have passed are others' newer ones.
        """
        findings: list[Finding] = []
        last: Tile | None = None
        with finding_if_unreadable(findings, "tree", "tiles"):
            for tile in store.read_tiles():
                findings += self._check_place(tile, last, store.head().size)
                made = self._tiles.get((tile.level, tile.number))
                if made is not None and made != sha256(tile.hashes).digest():
                    findings.append(Finding("tree", _name(tile), TileDiffers()))
                last = tile
        return findings

    def _check_place(self, tile: Tile, last: Tile | None, size: int) -> list[Finding]:
        findings: list[Finding] = []
        follows = last is not None and last.level == tile.level
        expected = last.number + 1 if last is not None and follows else 0
        if tile.number != expected:
            findings.append(Finding("tree", _name(tile), TileMissing(expected, tile.level)))
        if tile.number >= full_tiles(size, tile.level):
            findings.append(Finding("tree", _name(tile), TileNotFull(size)))
        return findings


def _name(tile: Tile) -> str:
    return f"tile {tile.number} of level {tile.level}"
