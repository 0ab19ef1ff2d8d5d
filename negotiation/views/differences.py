"""What differs between two answers, field by field.

Source: DOMAIN §4, question 25; that an answer is its fields: docs/adr/0023.
"""

from collections.abc import Iterable

from msgspec import Struct

from parley.negotiation.views.fields import KINDS, Field, FieldKind

__all__ = ["Difference", "differences"]


class Difference(Struct, frozen=True, kw_only=True):
    """One field of which two answers say different things."""

    field: str
    kind: FieldKind
    before: Field | None
    """null = the earlier answer has no such field."""
    after: Field | None
    """null = the later answer has no such field."""

    @property
    def latest(self) -> Field:
        """The field as it is after, or as it was where it is gone."""
        found = self.after if self.after is not None else self.before
        if found is None:
            raise ValueError(f"{self.field} stands in neither answer")
        return found


def differences(before: Iterable[Field], after: Iterable[Field]) -> list[Difference]:
    """The fields that differ in their value, their words or the steps behind them.

    They stand in the order of KINDS, and of one kind in that of the later answer, with those that
    are gone at its end.
    """
    old = {field.field: field for field in before}
    new = {field.field: field for field in after}
    names = [*new, *(name for name in old if name not in new)]
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    found = [
        Difference(field=name, kind=field.kind, before=old.get(name), after=new.get(name))
        for name in names
        if old.get(name) != new.get(name) and (field := new.get(name) or old.get(name))
    ]
    return sorted(found, key=lambda each: order[each.kind])
