"""What stands in a ledger's place and is not exactly what this release makes there.

What this release makes is known to its code. Whatever else there is came by another hand: it may
be somebody's notes, or something that waits to be run by the next command that writes.
"""

from collections.abc import Sequence

from msgspec import Struct

from parley.events.errors import IntegrityError, NotAsMade
from parley.events.flaws import Flaw, MightRun, OfObject

__all__ = ["Strange", "refuse_to_read", "refuse_what_runs"]


class Strange(Struct, frozen=True):
    """One object that is missing, altered, or nobody's.

    `kind` is the engine's word for it (table, index, trigger, view, function, right …), `name` its
    name, `what` what is wrong with it: that it is missing, or not what this release makes.
    `runs` says that something other than this release's code could run there, or that a guard of
    the log is gone: then nothing may be written. `rebuilt` says that a rebuild of the views puts
    it right. `on_reading` says that even whoever reads the log would have it run.
    """

    kind: str
    name: str
    what: Flaw
    runs: bool
    rebuilt: bool = False
    on_reading: bool = False

    @property
    def flaw(self) -> OfObject:
        """What is wrong, where the sentence itself has to name the object."""
        return OfObject(self.kind, self.name, self.what)


def refuse_what_runs(strange: Sequence[Strange], *, mending: bool = False) -> None:
    """Raises NotAsMade where something else than this release's code could run, or a guard of the
    log is gone; ``mending`` lets pass what a rebuild of the views puts right."""
    found = [each for each in strange if each.runs and not (mending and each.rebuilt)]
    if found:
        rebuilt = all(each.rebuilt for each in found)
        rights = all(each.kind == "right" for each in found)
        raise NotAsMade([each.flaw for each in found], rebuilt=rebuilt, rights=rights)


def refuse_to_read(strange: Sequence[Strange]) -> None:
    """Raises IntegrityError where whoever reads the log would run something that is not of this
    release's making."""
    found = [MightRun(each.flaw) for each in strange if each.on_reading]
    if found:
        raise IntegrityError(found)
