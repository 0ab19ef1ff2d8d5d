"""Evidence: who says that a step happened, in which words, and when the words became public.

An answer is only as good as the report behind it, so every step carries one or more of these.
The vocabulary is DOMAIN §3 "Evidence"; attribution classes are DOMAIN §4 "Conventions". What is
sealed, and where a quotation stands in its source, is explained in docs/adr/0048.
"""

import base64
import binascii
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from msgspec import Meta, Struct

from parley.negotiation.moments import parse_moment

__all__ = [
    "ATTRIBUTION_CLASSES",
    "SEALABLE",
    "Anchor",
    "Attribution",
    "AttributionClass",
    "Evidence",
    "JsonValue",
    "Line",
    "MomentText",
    "Quote",
    "Region",
    "Sealed",
    "Sha256",
    "Text",
    "Value",
    "attribution_class",
    "best_class",
    "leading",
    "unsealed",
]

if TYPE_CHECKING:
    JsonValue = None | bool | int | str | list["JsonValue"] | dict[str, "JsonValue"]
else:
    JsonValue = Any  # msgspec knows no recursive alias; canonical bytes refuse what is not JSON

Line = Annotated[
    str, Meta(min_length=1, max_length=400, description="One line of text.", pattern=r"^[^\n]*$")
]
Text = Annotated[str, Meta(min_length=1, max_length=8_000, description="Text.")]
MomentText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        description="A moment as given: EDTF level 1, or a time with or without a zone.",
        examples=["2024-09-07", "2024-09-07T14:30+05:30", "../2024-09-12", "2024-09-09T16:00~"],
    ),
]

Sha256 = Annotated[
    str,
    Meta(pattern=r"^[0-9a-f]{64}$", description="A SHA-256, 64 lower-case hexadecimal digits."),
]
Hundredth = Annotated[int, Meta(ge=0, le=10_000, description="Hundredths of a percent.")]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000, description="A whole number from 0.")]

Attribution = Literal[
    "on_record",
    "party_statement",
    "document",
    "anonymous",
    "media_report",
    "public_record",
    "own_observation",
]
AttributionClass = Literal["on_record", "anonymous", "media_report"]

ATTRIBUTION_CLASSES: dict[Attribution, AttributionClass] = {
    "on_record": "on_record",
    "party_statement": "on_record",
    "document": "on_record",
    "public_record": "on_record",
    "own_observation": "on_record",
    "anonymous": "anonymous",
    "media_report": "media_report",
}
_BEST_FIRST: tuple[AttributionClass, ...] = ("on_record", "anonymous", "media_report")


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The strictness that every stored value shares."""


class Sealed(Value, frozen=True, kw_only=True):
    """Words encrypted for one person whose data they are: gone for good with that person's key."""

    subject: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9][a-z0-9._-]*$",
            max_length=100,
            description="Whose data it is: an id that itself says nothing of the person.",
            examples=["source-7"],
        ),
    ]
    sealed: Annotated[
        str,
        Meta(
            max_length=16_000,
            description="The encrypted words in base64 (RFC 4648), padded: 17 bytes or more.",
        ),
    ]

    def __post_init__(self) -> None:
        try:
            words = base64.b64decode(self.sealed, validate=True)
        except (binascii.Error, ValueError):
            words = b""
        if len(words) <= _TAG or base64.b64encode(words).decode() != self.sealed:
            raise ValueError("sealed is 17 bytes or more in base64 (RFC 4648), with its padding")


_TAG: Final = 16
"""Bytes by which AES-SIV knows its words again; what it encrypts comes after them."""


class Region(Value, frozen=True, kw_only=True):
    """A part of a picture or of a page, in hundredths of a percent of its width and height."""

    x: Hundredth
    y: Hundredth
    width: Hundredth
    height: Hundredth

    def __post_init__(self) -> None:
        if not self.width or not self.height:
            raise ValueError("a region has a width and a height")
        if self.x + self.width > _WHOLE or self.y + self.height > _WHOLE:
            raise ValueError("the region reaches beyond the picture")


_WHOLE: Final = 10_000


class Anchor(Value, frozen=True, kw_only=True):
    """Where quoted words stand in the archived source: in its text, in its sound or its picture."""

    text: Sha256 | None = None
    """Of the text that was taken from the source, in which `start` and `end` count."""
    start: Count | None = None
    """Code points before the words."""
    end: Count | None = None
    """Code points up to the end of the words."""
    exact: Text | None = None
    """The words as they stand there, where those of the quotation are a translation, or are put
    together of several places; None = the quotation's own."""
    prefix: Line | None = None
    """What stands before them."""
    suffix: Line | None = None
    """What stands after them."""
    page: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    from_ms: Count | None = None
    """Milliseconds from the beginning of the sound or the film."""
    to_ms: Count | None = None
    region: Region | None = None
    """Of the picture, or of the page."""

    def __post_init__(self) -> None:
        of_text = (self.text, self.start, self.end)
        if None in of_text and of_text != (None, None, None):
            raise ValueError("text, start and end of an anchor stand together")
        beside = (self.exact, self.prefix, self.suffix)
        if self.text is None and beside != (None, None, None):
            raise ValueError("exact, prefix and suffix are of a text: the anchor names none")
        if (self.from_ms is None) != (self.to_ms is None):
            raise ValueError("from_ms and to_ms of an anchor stand together")
        for first, last in ((self.start, self.end), (self.from_ms, self.to_ms)):
            if first is not None and last is not None and last <= first:
                raise ValueError("an anchor ends after it begins")
        if self.text is None and self.from_ms is None and self.region is None:
            raise ValueError("an anchor needs a place: in a text, in time, or in a picture")


class Quote(Value, frozen=True, kw_only=True):
    """The exact words, in their language; a translation says so and by whom."""

    verbatim: Text
    lang: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """BCP 47 tag of the words as they stand here; None = the report's own language."""
    translated: bool = False
    by_whom: Line | None = None
    """Who translated: an agency, an outlet, the recorder."""
    transcribed: bool = False
    """We wrote the words down from sound, film or a picture."""
    anchors: Annotated[tuple[Anchor, ...], Meta(max_length=50)] = ()
    """Where they stand in the archived source; several where words between them were left out."""

    def __post_init__(self) -> None:
        if self.by_whom is not None and not self.translated:
            raise ValueError("by_whom names a translator, but translated is not true")
        own = not self.translated and len(self.anchors) < 2
        if own and any(each.exact is not None for each in self.anchors):
            raise ValueError(
                "exact of an anchor is for a translation, or for words of several places: here the"
                " quotation itself is what stands there"
            )


class Evidence(Value, frozen=True, kw_only=True):
    """One link from a step to a report of it."""

    attribution: Attribution
    source: Line | None = None
    """Id of a described source of this ledger."""
    outlet: Line | None = None
    """Who published it; None = not known."""
    origin: Line | None = None
    """The wire agency behind it: eight outlets with one origin are one source."""
    url: Line | None = None
    archived: Sha256 | None = None
    """Of the archived bytes."""
    published: MomentText | None = None
    """When the words first became public; None = unknown, then public from recorded_at on."""
    source_as_described: Line | Sealed | None = None
    """An unnamed source in the report's own words ("party insiders"); what a recorder knows of it
    beyond the report may be sealed."""
    side: Line | None = None
    """The party whose voice this is; None = that of the step's own actor, and for an unnamed
    source: not stated."""
    voice: Literal["high_command", "state_unit", "individual"] | None = None
    speaker: Line | None = None
    on_behalf_of: Line | None = None
    quote: Quote | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    note: Text | Sealed | None = None
    """The recorder's remark on this report; no part of any answer. Of an unnamed source only
    sealed."""

    def __post_init__(self) -> None:
        if self.attribution == "anonymous" and self.source_as_described is None:
            raise ValueError(
                "an anonymous attribution needs source_as_described: the words with which the"
                ' report describes its source, such as "party insiders"'
            )
        if self.attribution == "anonymous" and self.speaker is not None:
            raise ValueError("an anonymous attribution cannot name a speaker")
        if self.quote is not None and self.quote.anchors and self.archived is None:
            raise ValueError(
                "a quotation is anchored in an archived source: archived, its SHA-256, is missing"
            )
        if self.published is not None:
            parse_moment(self.published)


SEALABLE: Final = ("source_as_described", "note")
"""Members of an evidence that may be sealed: no rule, no order and no count reads what they say."""


def unsealed(words: str | Sealed | None) -> str | None:
    """Words that stand open; None of those that are sealed."""
    return None if isinstance(words, Sealed) else words


def attribution_class(evidence: Evidence) -> AttributionClass:
    """The class of one evidence (DOMAIN §4)."""
    return ATTRIBUTION_CLASSES[evidence.attribution]


def best_class(evidence: tuple[Evidence, ...]) -> AttributionClass:
    """A step's class: that of its best evidence, on_record before anonymous before media_report."""
    found = {attribution_class(one) for one in evidence}
    return next(each for each in _BEST_FIRST if each in found)


def leading(evidence: tuple[Evidence, ...]) -> Evidence:
    """The piece of evidence that speaks for a step: of its best class the first with a quotation,
    else the first. Words, speaker and source of one line are all of this one, so that nobody's
    words stand under another's name."""
    best = best_class(evidence)
    told = [each for each in evidence if attribution_class(each) == best]
    return next((each for each in told if each.quote is not None), told[0])
