"""What became of a draft: the answer to whoever recorded it, now or before."""

import msgspec
from msgspec import Struct

from parley.events.own import said_of
from parley.events.politics import Draft, Judged
from parley.events.record import Record

__all__ = ["Receipt", "first_receipt", "receipt_of"]


class Receipt(Struct, frozen=True, kw_only=True):
    """What became of one draft. `repeated` = it had been recorded before, by the same bytes."""

    stream: str
    version: int
    position: int | None
    """None for a dry run."""
    recorded_at: int | None
    id: str
    type: str
    said: str
    state: str | None
    changed: tuple[str, ...]
    late: bool
    repeated: bool = False
    unfollowed: str | None = None
    """Why the views could not follow what was recorded; None where they did."""


def receipt_of(draft: Draft, id: str, version: int, made: Judged | None) -> Receipt:
    """The receipt of a draft that is not recorded yet; `made` of it by the politics, if by them."""
    return Receipt(
        stream=draft.stream,
        version=version,
        position=None,
        recorded_at=None,
        id=id,
        type=draft.type,
        said=said_of(draft) if made is None else made.said,
        state=None if made is None else made.state,
        changed=() if made is None else made.changed,
        late=False if made is None else made.late,
    )


def first_receipt(draft: Draft, record: Record) -> Receipt:
    """The receipt of a draft that had been recorded before."""
    return msgspec.structs.replace(
        receipt_of(draft, record.id, record.version, None),
        position=record.position,
        recorded_at=record.recorded_at,
        repeated=True,
    )
