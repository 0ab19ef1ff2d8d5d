"""The hashes of RFC 6962 and RFC 9162: leaf, node, empty tree, and the root of many leaves.

Every proof and every tile is made of these few lines, so they stand alone and do nothing else.
"""

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 ‖ data)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


class CompactRange:
    """A growing tree, remembered by its perfect subtrees alone: at most log2(size) + 1 hashes."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []  # (height, root), heights strictly falling

    def append(self, root: bytes, height: int = 0) -> None:
        """Add a perfect subtree of 2**height leaves on the right; a leaf hash has height 0.

        The leaves before it MUST be a multiple of 2**height, or there is no such subtree.
        """
        while self._peaks and self._peaks[-1][0] == height:
            root = node_hash(self._peaks.pop()[1], root)
            height += 1
        self._peaks.append((height, root))

    def root(self) -> bytes:
        """The root over everything appended; EMPTY_ROOT over nothing."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """The tree's root, MTH of RFC 9162 §2.1.1, over leaf hashes in order."""
    tree = CompactRange()
    for leaf in leaf_hashes:
        tree.append(leaf)
    return tree.root()
