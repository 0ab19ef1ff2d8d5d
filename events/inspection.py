"""What stands in a ledger's place and is not exactly what this release makes there.

What this release makes is known to its code. Whatever else there is came by another hand: it may
be somebody's notes, or something that waits to be run by the next command that writes.
"""

from msgspec import Struct

__all__ = ["Strange"]


class Strange(Struct, frozen=True):
    """One object that is missing, altered, or nobody's.

    `kind` is the engine's word for it (table, index, trigger, view, function, right …), `name` its
    name, `what` a sentence without a subject: "is missing", "is not what this release makes".
    `runs` says that something other than this release's code could run there, or that a guard of
    the log is gone: then nothing may be written. `rebuilt` says that a rebuild of the views puts
    it right.
    """

    kind: str
    name: str
    what: str
    runs: bool
    rebuilt: bool = False

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.what}"
