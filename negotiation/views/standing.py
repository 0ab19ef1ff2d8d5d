"""Where the talks stand: the state, since when, and each flag with the step that set it.

Source: DOMAIN §4, questions 1 and 2.
"""

from typing import Literal, cast

from msgspec import Struct, convert

from parley.negotiation.spelling import same_words
from parley.negotiation.views.seen import Seen

__all__ = ["Flag", "ParkedItem", "Status", "parked", "status"]

Flag = Literal[
    "reported",
    "suspended",
    "in_principle",
    "partial",
    "contested",
    "ratification_pending",
    "gap",
    "closed",
]


class FlagItem(Struct, frozen=True):
    """A flag with the step that set it."""

    flag: Flag
    step: int


class ParkedItem(Struct, frozen=True, kw_only=True):
    """An issue, or a field of policy by its name, that the talks leave aside."""

    scope: str
    step: int
    """The suspension that parked it."""


class Status(Struct, frozen=True, kw_only=True):
    """1: where the talks stand. `state` is None before anything that counts was recorded."""

    negotiation: str
    title: str
    kind: str
    state: str | None
    since: str | None
    """Date of the step that began the current run of the state, as given."""
    since_version: int | None
    effective: str | None
    """From when on an end counts, in the words of who declared it; null = at once, or no end."""
    version: int
    """Last step counted in, by its number in the stream."""
    flags: tuple[FlagItem, ...]
    parked: tuple[ParkedItem, ...]
    """What the talks leave aside, in the order in which it was parked."""
    at_table: tuple[str, ...]
    """Who sits at the table; where it is over, who sat there last."""
    over: bool
    """The talks collapsed, or the negotiation was closed: nobody sits at a table any more."""
    steps: int
    synthetic: bool


def status(seen: Seen) -> Status:
    """Where the talks stand."""
    last = seen.steps[-1] if seen.steps else None
    since = None if last is None or last.since is None else seen.step(last.since)
    flags = {} if last is None else last.flags
    return Status(
        negotiation=seen.slug,
        title=seen.negotiation.title,
        kind=seen.negotiation.kind,
        state=None if last is None else last.state,
        since=None if since is None else since.occurred,
        since_version=None if since is None else since.step,
        effective=None if since is None else convert(since.facts.get("effective"), str | None),
        version=max(seen.visible) if seen.cut else seen.negotiation.version,
        flags=tuple(FlagItem(cast("Flag", flag), step) for flag, step in flags.items()),
        parked=tuple(parked(seen)),
        at_table=seen.seated,
        over=seen.over,
        steps=len(seen.steps),
        synthetic=seen.negotiation.synthetic,
    )


def parked(seen: Seen) -> list[ParkedItem]:
    """What is parked at the moment; nothing is where no talks are under way."""
    found: list[ParkedItem] = []
    for row in seen.steps:
        if row.state != "talks_underway":
            found.clear()
        scope = row.facts.get("scope")
        if not isinstance(scope, str) or row.type not in ("TalksSuspended", "TalksResumed"):
            continue
        found = [each for each in found if not same_words(each.scope, scope)]
        if row.type == "TalksSuspended" and row.state == "talks_underway":
            found.append(ParkedItem(scope=scope, step=row.step))
    return found
