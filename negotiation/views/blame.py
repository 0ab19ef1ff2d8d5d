"""Blame: for each field of an answer the step that set it, and who said so in which words.

Source: DOMAIN §4, questions 1, 7 and 8; docs/adr/0023.
"""

from msgspec import Struct

from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.fields import Field, chosen_fields
from parley.negotiation.views.seen import Seen

__all__ = ["Blamed", "blame"]


class Blamed(Struct, frozen=True, kw_only=True):
    """A field, and what is behind its value."""

    field: Field
    set_by: CitedStep | None
    """The step that set the value; None = the registration, or a correction of ours."""
    behind: tuple[CitedStep, ...]
    """The other steps behind it."""


def blame(seen: Seen, name: str) -> list[Blamed]:
    """What set the fields that `name` means (see chosen_fields). Raises FieldError."""
    return [
        Blamed(
            field=field,
            set_by=cite_step(seen, field.set_by),
            behind=tuple(
                cited
                for version in field.steps[:-1]
                if (cited := cite_step(seen, version)) is not None
            ),
        )
        for field in chosen_fields(seen, name)
    ]
