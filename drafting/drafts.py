"""Drafts as a program writes them: what is to be recorded, before anything is asked of it."""

import msgspec

from parley.answers.streams import stream_of
from parley.events.acts import REFUSALS, RefusalsSwitched
from parley.events.canonical import JsonObject
from parley.events.politics import Draft

__all__ = ["draft", "switch_draft"]


def draft(
    slug: str, type: str, /, *, id: str | None = None, label: str | None = None, **fields: object
) -> Draft:
    """Return an entry to be recorded in a negotiation, or a contest (`contest/…`).

    `type` is one of the catalogue, `fields` are its own, in the short forms of files too; a retry
    with the same `id`, a UUID, records nothing twice, and other drafts recorded with it may point
    at its `label`.
    """
    value: JsonObject = msgspec.to_builtins(fields)
    return Draft(stream=stream_of(slug), type=type, fields=value, id=id, label=label)


def switch_draft(*, keep: bool, reason: str | None) -> Draft:
    """Return the draft that says whether refused attempts are kept from now on."""
    fields: JsonObject = {"keep": keep}
    if reason is not None:
        fields["reason"] = reason
    return Draft(stream=REFUSALS, type=RefusalsSwitched.__name__, fields=fields)
