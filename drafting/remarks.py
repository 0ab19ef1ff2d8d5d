"""Remarks beside a write: what is legal, and yet may not be what was meant.

A rule cannot refuse that an offer in words has no figure, or that an old offer is taken back; a
person who is told at once can still say it better.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from parley.answers.acts import do
from parley.answers.language import say, say_word
from parley.answers.words.moments import moment_said
from parley.drafting.receipts import Written
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.moments import parse_moment
from parley.negotiation.quantities import parse_quantity

__all__ = ["remarks"]

_NUMBER: Final = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|dozens?|score|couple|pair|half|third|quarter|digits?)\b",
    re.IGNORECASE,
)
"""What makes words sound like a figure."""
_WITH_READING: Final = ("OfferMade", "DemandMade")
"""Types whose verbs take --reads-as."""
_ENDS: Final = {
    "OfferWithdrawn": ("offer", "withdrawn"),
    "OfferRejected": ("rejected", "rejected"),
    "ConcessionMade": ("dropped", "dropped"),
}
"""Type of a step -> its field with the offer or demand, and what that becomes by it."""
_STATUSES: Final = (
    *("accepted", "dropped", "withdrawn", "expired", "rejected", "superseded", "lapsed"),
)
"""What ends an offer or a demand; the first that holds is its status (DOMAIN §4)."""


def remarks(item: Written, draft: Draft, scene: Scene, *, dry_run: bool) -> Iterator[str]:
    """Yield what to say of an entry of a stream that was recorded, or would be."""
    for words in _figures_in_words(draft.fields):
        yield _as_words(words, item, dry_run=dry_run)
    if item.type in _ENDS and not item.late and not item.repeated:
        field, becomes = _ENDS[item.type]
        target = draft.fields.get(field)
        found = [row for table in ("offer", "demand") for row in scene.rows(table)]
        found = [row for row in found if row["step"] == target]
        if found:
            said = _what_happened(item, found[0], becomes, scene, dry_run=dry_run)
            yield from [said] if said else []


def _as_words(words: str, item: Written, *, dry_run: bool) -> str:
    corrects = do("correct", target=item.version, field="reads_as", value=None, reason=None)
    if not dry_run:
        return say(
            "“{words}” is recorded as words; our reading of them is added with {corrects}",
            words,
            corrects,
        )
    if item.type in _WITH_READING:
        return say(
            "“{words}” would be recorded as words; {reads}, LOW..HIGH or ..HIGH adds our reading",
            words,
            reads=do("give", reads_as=None),
        )
    return say(
        "“{words}” would be recorded as words; our reading of them is added with {corrects}",
        words,
        corrects,
    )


def _figures_in_words(value: JsonValue) -> Iterator[str]:
    """Yield the words of every quantity that has a number in them and no reading of ours."""
    if isinstance(value, list):
        for part in value:
            yield from _figures_in_words(part)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name != "quantity":
                yield from _figures_in_words(part)
            elif isinstance(part, str) and _NUMBER.search(part) and _is_words(part):
                yield part


def _is_words(text: str) -> bool:
    return parse_quantity(text).kind == "unquantified"


def _what_happened(
    item: Written, row: JsonObject, becomes: str, scene: Scene, *, dry_run: bool
) -> str:
    """Return what had become of an offer or a demand before, and what this step makes of it.

    Nothing where it was open, which needs no remark.
    """
    before = _status_before(item, row, scene)
    if before is None:
        return ""
    status, words = before
    if _STATUSES.index(status) > _STATUSES.index(becomes):
        after = (
            say("it would be recorded as {status}", status=say_word(becomes))
            if dry_run
            else say("it is now recorded as {status}", status=say_word(becomes))
        )
    elif dry_run:
        after = say("it stays {status}, and this would stand beside it", status=say_word(status))
    else:
        after = say("it stays {status}, and this stands beside it", status=say_word(status))
    return say("{before}; {after}", after, before=words)


def _status_before(item: Written, row: JsonObject, scene: Scene) -> tuple[str, str] | None:
    """Return the status that a row had before an entry, and the words for it; None while open."""
    for status in _STATUSES:
        if status == "expired":
            if _had_expired(item, row, scene):
                when = moment_said(str(row["expires"]))
                return status, say("v{step} had expired ({when}) before", when, step=row["step"])
            continue
        version = row.get(f"{status}_by")
        if isinstance(version, int) and version < item.version:
            return status, say(
                "v{step} was {status} by v{version} before",
                version,
                step=row["step"],
                status=say_word(status),
            )
    return None


def _had_expired(item: Written, row: JsonObject, scene: Scene) -> bool:
    at = row.get("expires_at")
    if not isinstance(at, int) or item.occurred is None:
        return False
    return at <= parse_moment(item.occurred).bounds(scene.zone).earliest
