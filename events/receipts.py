"""What became of a draft: the answer to whoever recorded it, now or before."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from parley.events.canonical import JsonObject
from parley.events.politics import Draft, Judged, entry_of
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
    step: JsonObject
    """What is recorded."""
    state: str | None
    late: bool
    rows: Sequence[tuple[str, JsonObject]] = ()
    """The rows that it made, moved or ended, by table; its own first."""
    beside: bool = False
    """Whether it may be at odds with what other streams say, so that it is worth to look."""
    known: Sequence[JsonObject] = ()
    """What the register knows of names in it, which was recorded with it."""
    repeated: bool = False
    unfollowed: str | None = None
    """Why the views could not follow what was recorded; None where they did."""


def receipt_of(
    draft: Draft, step: JsonObject, id: str, version: int, made: Judged | None
) -> Receipt:
    """The receipt of a draft that is not recorded yet; `made` of it by the politics, if by them."""
    return Receipt(
        stream=draft.stream,
        version=version,
        position=None,
        recorded_at=None,
        id=id,
        type=draft.type,
        step=step,
        state=None if made is None else made.state,
        rows=() if made is None else made.rows,
        late=False if made is None else made.late,
        beside=False if made is None else made.beside,
    )


def first_receipt(draft: Draft, record: Record) -> Receipt:
    """The receipt of a draft that had been recorded before."""
    return msgspec.structs.replace(
        receipt_of(draft, entry_of(record).step, record.id, record.version, None),
        position=record.position,
        recorded_at=record.recorded_at,
        repeated=True,
    )
