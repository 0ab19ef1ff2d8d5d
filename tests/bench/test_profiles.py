"""A profile names the functions that take most, where they stand."""

from hashlib import pbkdf2_hmac

from bench.profiles import shares
from parley.events.merkle import root_of


def test_what_takes_most_stands_first() -> None:
    def work() -> None:
        pbkdf2_hmac("sha256", b"", b"", 400_000)
        root_of([bytes(32)] * 64)

    (share, calls, function), *others = shares(work)
    assert (calls, function) == ("1", "`<built-in method _hashlib.pbkdf2_hmac>`")
    assert float(share.removesuffix(" %")) > 50
    assert any("`events/merkle.py`" in place for _, _, place in others)
