"""The draft that says whether refused attempts are kept from now on."""

from parley.events.acts import REFUSALS, RefusalsSwitched
from parley.events.canonical import JsonObject
from parley.events.politics import Draft

__all__ = ["switch_draft"]


def switch_draft(*, keep: bool, reason: str | None = None) -> Draft:
    """Return the draft that says whether refused attempts are kept from now on."""
    fields: JsonObject = {"keep": keep}
    if reason is not None:
        fields["reason"] = reason
    return Draft(stream=REFUSALS, type=RefusalsSwitched.__name__, fields=fields)
