"""Evidence: who says that a step happened, in which words, and when the words became public.

An answer is only as good as the report behind it, so every step carries one or more of these.
The vocabulary is DOMAIN §3 "Evidence"; attribution classes are DOMAIN §4 "Conventions".
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct

from parley.negotiation.moments import parse_moment

__all__ = [
    "ATTRIBUTION_CLASSES",
    "Attribution",
    "AttributionClass",
    "Evidence",
    "JsonValue",
    "Line",
    "MomentText",
    "Quote",
    "Text",
    "Value",
    "attribution_class",
    "best_class",
    "leading",
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


class Quote(Value, frozen=True, kw_only=True):
    """The exact words, in their language; a translation says so and by whom."""

    verbatim: Text
    lang: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """BCP 47 tag of the words as they stand here; None = the report's own language."""
    translated: bool = False
    by_whom: Line | None = None
    """Who translated: an agency, an outlet, the recorder."""

    def __post_init__(self) -> None:
        if self.by_whom is not None and not self.translated:
            raise ValueError("by_whom names a translator, but translated is not true")


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
    archived: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of the archived bytes, hexadecimal."""
    published: MomentText | None = None
    """When the words first became public; None = unknown, then public from recorded_at on."""
    source_as_described: Line | None = None
    """An unnamed source in the report's own words ("party insiders")."""
    side: Line | None = None
    """The party whose voice this is; None = that of the step's own actor, and for an unnamed
    source: not stated."""
    voice: Literal["high_command", "state_unit", "individual"] | None = None
    speaker: Line | None = None
    on_behalf_of: Line | None = None
    quote: Quote | None = None
    confidence: Literal["high", "medium", "low"] | None = None

    def __post_init__(self) -> None:
        if self.attribution == "anonymous" and self.source_as_described is None:
            raise ValueError(
                "an anonymous attribution needs source_as_described: the words with which the"
                ' report describes its source, such as "party insiders"'
            )
        if self.attribution == "anonymous" and self.speaker is not None:
            raise ValueError("an anonymous attribution cannot name a speaker")
        if self.published is not None:
            parse_moment(self.published)


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
