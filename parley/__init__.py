"""The ledger of alliance negotiations: who offered what, to whom, when, according to whom.

    with parley.open_ledger("talks.db") as ledger:
        print(*parley.TABLE.words(parley.TABLE.ask(parley.read(ledger, "haryana-2024"))), sep="\\n")

The names are those of `parley.library`, which is loaded when the first of them is asked for. The
rooms lie at the top of the checkout, where a reader looks for them. Here each is a link: it is
`parley.events` everywhere, and nothing of ours is a bare `events` beside others' (ADR 34).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.library import *  # noqa: F403 - what it lists
else:  # where mypy saw it, every misspelt name would be one

    def __getattr__(name: str) -> object:
        if not name.startswith("__") or name == "__all__":
            library = import_module("parley.library")
            if name == "__all__" or name in library.__all__:
                return getattr(library, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("parley.library").__all__})
