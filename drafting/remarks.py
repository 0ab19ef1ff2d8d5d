"""Remarks beside a write: what is legal, and yet may not be what was meant.

A rule cannot refuse that an offer in words has no figure, or that an old offer is taken back; a
person who is told at once can still say it better.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from parley.answers.acts import do
from parley.answers.language import say, say_word
from parley.answers.words.agreed import arithmetic_said, verdict_said
from parley.answers.words.lines import line_said
from parley.answers.words.moments import moment_said
from parley.answers.words.wording import ended, step
from parley.drafting.receipts import Written
from parley.drafting.scene import Scene
from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.moments import parse_moment
from parley.negotiation.quantities import parse_quantity
from parley.negotiation.views.proposals import (
    DemandItem,
    DemandStatus,
    OfferItem,
    OfferStatus,
    demands,
    offers,
)
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.sums import sums
from parley.negotiation.views.tables import TABLES

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
_SHARING: Final = ("DealReached", "DealAmended", "PartialAgreementReached")
"""Types that share something out."""
Put = OfferItem | DemandItem


def remarks(item: Written, draft: Draft, scene: Scene, *, dry_run: bool) -> Iterator[str]:
    """Yield what to say of an entry of a stream that was recorded, or would be."""
    for words in _figures_in_words(draft.fields):
        yield _as_words(words, item, dry_run=dry_run)
    if not dry_run and not item.repeated:
        yield from _over_the_whole(item, draft, scene)
    if item.type in _ENDS and not item.late and not item.repeated:
        field, becomes = _ENDS[item.type]
        target = draft.fields.get(field)
        put = next((each for each in _put_before(item, scene) if each.version == target), None)
        if put is not None and put.status != "open":
            yield _what_happened(put, becomes, dry_run=dry_run)


def _over_the_whole(item: Written, draft: Draft, scene: Scene) -> Iterator[str]:
    """Say where what a step shares out is more than there is, or names more seats than it counts;
    that is recorded as it was said, and is a slip of the fingers as often as of the tongue."""
    named = "seats" in str(draft.fields.get("terms", ""))
    if item.type not in _SHARING and not (item.type in _WITH_READING and named):
        return
    rows = {table: scene.rows(table) for table, _ in TABLES.values()}
    for each in sums(Seen(scene.stream, rows, now=scene.now, said=line_said)):
        if each.version == item.version and each.basis == "step" and each.verdict == "over":
            yield say(
                "{sum}: {verdict}, recorded as it was said",
                sum=arithmetic_said(each),
                verdict=verdict_said(each),
            )


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


def _put_before(item: Written, scene: Scene) -> list[Put]:
    """Return what was offered and demanded, as it stood before an entry."""
    rows = {table: scene.rows(table) for table in ("negotiation", "step", "offer", "demand")}
    moment = None if item.occurred is None else parse_moment(item.occurred).bounds(scene.zone)
    seen = Seen(scene.stream, rows, now=scene.now, said=line_said)
    earlier = [row.step for row in seen.steps if row.step != item.version]
    if not earlier:
        return []
    seen = Seen(scene.stream, rows, now=scene.now, said=line_said, step=earlier[-1], moment=moment)
    return [*offers(seen), *demands(seen)]


def _what_happened(put: Put, becomes: str, *, dry_run: bool) -> str:
    """Return what had become of an offer or a demand before, and what this step makes of it."""
    order = get_args(OfferStatus if isinstance(put, OfferItem) else DemandStatus)
    status, after = say_word(put.status), say_word(becomes)
    if order.index(put.status) > order.index(becomes):
        after = (
            say("it would be recorded as {status}", status=after)
            if dry_run
            else say("it is now recorded as {status}", status=after)
        )
    elif dry_run:
        after = say("it stays {status}, and this would stand beside it", status=status)
    else:
        after = say("it stays {status}, and this stands beside it", status=status)
    return say("{step}: {ending}; {after}", after, step=step(put.version), ending=_ending(put))


def _ending(put: Put) -> str:
    acceptance = put.acceptance if isinstance(put, OfferItem) else None
    said = ended(put.status, put.ended_by, put.stood_until, acceptance)
    if put.status == "expired" and isinstance(put, OfferItem) and put.expires is not None:
        return f"{said} ({moment_said(put.expires)})"
    return said
