"""How much is measured: whole, or in five minutes."""

import msgspec

__all__ = ["QUICK", "WHOLE", "Scale"]


class Scale(msgspec.Struct, frozen=True):
    """Negotiations in a ledger of many, slices of each side, records of whole logs, and so on."""

    streams: int
    rounds: int
    log: int
    long: int
    seconds: float


WHOLE = Scale(streams=2_000, rounds=15, log=100_000, long=10_000, seconds=6.0)
QUICK = Scale(streams=300, rounds=5, log=10_000, long=1_000, seconds=2.0)
