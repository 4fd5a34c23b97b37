"""What is the root over these leaves? The Merkle tree of RFC 6962: hashes in, one hash out. No database.

`Frontier` keeps only the roots of the complete subtrees (at most one per bit of the size), which is enough
to append leaves and to give the root at any time.
"""

import hashlib

HASH = 32


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 | data): leaves and nodes can never be taken for each other."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 | left | right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A growing tree of `size` leaves."""

    def __init__(self, size: int = 0, stored: bytes = b"") -> None:
        """Raises ValueError when `stored` (from dump()) does not belong to a tree of `size` leaves."""
        self.size = size
        self._roots = [stored[start : start + HASH] for start in range(0, len(stored), HASH)]
        if len(stored) != HASH * size.bit_count():
            raise ValueError("the frontier does not fit the size of the tree")

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash on the right."""
        complete = self.size
        while complete & 1:
            leaf = node_hash(self._roots.pop(), leaf)
            complete >>= 1
        self._roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the whole tree; of an empty one SHA-256 of nothing."""
        if not self._roots:
            return hashlib.sha256().digest()
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = node_hash(left, root)
        return root

    def dump(self) -> bytes:
        """The hashes to continue from, largest subtree first."""
        return b"".join(self._roots)
