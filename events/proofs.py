"""Proofs that a record is in a tree, and that a tree only grew: made here, checked here.

They are what a stranger checks instead of believing the owner; so checking uses nothing but the
hashes it is given, and follows RFC 9162 to the letter.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from parley.events.merkle import HASH_BYTES, node_hash

Subtree: TypeAlias = Callable[[int, int], bytes]  # leaves start, stop → root over exactly these


def prove_inclusion(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """The audit path of leaf ``index`` (from 0) in a tree of ``size`` leaves, RFC 9162 §2.1.3.1.

    Raises ValueError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append(subtree(middle, stop))
            stop = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    return path[::-1]


def inclusion_holds(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``proof`` shows that leaf hash ``leaf`` stands at ``index``, RFC 9162 §2.1.3.2."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    node, last = index, size - 1  # places of the path and of the right edge, level by level
    found = leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:  # the right edge has no sibling on these levels
                node >>= 1
                last >>= 1
        else:
            found = node_hash(found, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and found == root


def prove_consistency(old_size: int, size: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of ``size`` leaves continues that of ``old_size``, §2.1.4.1.

    Empty for equal sizes. Raises ValueError unless 0 < old_size ≤ size: everything continues an
    empty tree, so that a proof of it would prove nothing.
    """
    if not 0 < old_size <= size:
        raise ValueError(f"no proof leads from a tree of {old_size} to one of {size}")
    path: list[bytes] = []
    start, stop = 0, size
    while stop != old_size:
        middle = start + _split(stop - start)
        if old_size <= middle:
            path.append(subtree(middle, stop))
            stop = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    if start > 0:  # otherwise the old tree is a whole subtree, and whoever asks knows its root
        path.append(subtree(start, stop))
    return path[::-1]


def consistency_holds(
    old_size: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows that the tree only grew, RFC 9162 §2.1.4.2.

    Sizes from 0 never hold, unless both are 0: there is nothing that could be shown.
    """
    if not 0 <= old_size <= size or not _are_hashes(old_root, root, *proof):
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0 or not proof:
        return False
    path = list(proof)
    if old_size & (old_size - 1) == 0:  # a power of two: its root is the first node
        path.insert(0, old_root)
    node, last = old_size - 1, size - 1
    while node & 1:
        node >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and old == old_root and new == root


def _split(size: int) -> int:
    """The largest power of two below ``size``, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
