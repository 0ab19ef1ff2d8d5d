"""How a ledger is made: by `init`, or by `new` where a person agrees to it."""

from pathlib import Path
from typing import TYPE_CHECKING

from parley.answers.failing import mask_passwords
from parley.cli.context import App
from parley.drafting.drafts import switch_draft
from parley.events.addresses import is_server

if TYPE_CHECKING:
    from parley.answers.opening import Roles

__all__ = ["make_ledger"]


def make_ledger(
    app: App, name: str | None, *, shared: bool | None = None, roles: "Roles | None" = None
) -> dict[str, str]:
    """Make the ledger that is meant; return its name and its place.

    A `shared` one keeps refused attempts from its first record on; None = as its place suggests.
    `roles` are given rights on it.
    """
    from parley.answers import opening

    db = app.settings.db
    if db.origin == "default":
        Path(db.value).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shared is None:
        shared = is_server(db.value)
    with opening.create_ledger(
        db.value, recorder=app.recorder(), name=name, clock=app.clock, roles=roles
    ) as ledger:
        called = ledger.store.info.ledger
        if shared:
            ledger.record([switch_draft(keep=True, reason="a shared ledger")])
    app.warn_of_place()
    return {"ledger": called, "db": mask_passwords(db.value)}
