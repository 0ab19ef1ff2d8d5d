"""The answer `offers`: who offered or demanded what, in which words, and what became of it."""

from typing import Final

from answers.entries import Entry, Note
from answers.failing import Failure, Kind
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.offers import Condition
from answers.shapes.steps import Demand, Offer
from answers.shaping import as_value, shape
from answers.words import wording
from answers.words.offers import direction, thing
from negotiation.saying import arrow
from negotiation.views import proposals

__all__ = [
    "_CONDITION_COLUMNS",
    "_DEMAND_COLUMNS",
    "_OFFER_COLUMNS",
    "_about",
    "_condition_entry",
    "_entry",
    "_heading",
    "_offered",
    "_refuse_two",
]


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("by", "by", wording.actors),
    Column("to", "to"),
    Column("said", "what"),
    Column("status", "status", wording.ending, whole=True),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("issue", "issue", extra=True),
    Column("pool", "pool", extra=True),
    Column("for_party", "for", extra=True),
    Column("quantity.kind", "kind of figure", extra=True),
    Column("quantity.value", "value", extra=True),
    Column("quantity.low", "low", extra=True),
    Column("quantity.high", "high", extra=True),
    Column("seats", "seats", extra=True),
    Column("words", "meaning", extra=True),
    Column("verbatim", "words", wording.quoted, extra=True),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


_OFFER_COLUMNS: Final = (
    *_COLUMNS,
    Column("finality", "finality", extra=True),
    Column("conditions", "conditions", extra=True),
    Column("expires", "expires", wording.moment, extra=True),
)


_DEMAND_COLUMNS: Final = (*_COLUMNS, Column("kind", "kind", extra=True))


_CONDITION_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("by", "by", wording.actors),
    Column("condition", "condition"),
    Column("on_what", "what depends on it"),
    Column("status", "status", wording.ending, whole=True),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("about", "tied to", wording.steps, extra=True),
    Column("quote", "words", wording.quoted, extra=True),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
)


def _refuse_two(**chosen: bool) -> None:
    """Raise Failure (usage) where two of the answers are asked for at once."""
    names = [name for name, wanted in chosen.items() if wanted]
    if len(names) > 1:
        detail = "--each, --last, --demands, --series, --chart and --conditions are answers apart"
        raise Failure(Kind.USAGE, detail, hint="ask for one; --last --demands go together")


def _about(reading: Reading) -> dict[str, object]:
    return {**reading.facts(), **reading.subject()}


def _offered(reading: Reading, *, last: bool = False) -> tuple[Offer, ...]:
    seen = reading.seen
    offered = proposals.offers(seen)
    offered = proposals.last_of_each_line(seen, offered) if last else offered
    return tuple(
        shape(Offer, item, said=thing(item, seen.pools_at(item.version))) for item in offered
    )


def _heading(item: Offer | Demand) -> str:
    return f"{direction(item)} · {wording.spaced(item.issue)}"


def _condition_entry(item: Condition) -> Entry:
    value = as_value(item)
    return Entry(
        heading=f"Set by {arrow(item.by, ())}" if item.by else "Reported",
        label=wording.step(item.version),
        line=f"{item.condition}, {wording.moment(item.occurred)} · {wording.ending(value)}",
        notes=(
            Note(wording.said_by(value, item.condition), "dim"),
            Note(f"on it depends: {item.on_what}" if item.on_what else ""),
            Note(f"tied to {wording.steps(item.about)}" if item.about else ""),
        ),
    )


def _entry(item: Offer | Demand) -> Entry:
    value = as_value(item)
    notes = [Note(wording.said_by(value, item.said), "dim")]
    if isinstance(item, Offer):
        if item.finality == "final":
            notes.append(Note("said to be final"))
        notes += [Note(f"on condition: {condition}") for condition in item.conditions]
        if item.expires is not None:
            notes.append(Note(f"until {wording.moment(item.expires)}"))
    if isinstance(item, Demand) and item.attributed_by_other_side:
        notes.append(Note("only the other side says so"))
    kind = f"{item.kind}: " if isinstance(item, Demand) and item.kind != "demand" else ""
    return Entry(
        heading=_heading(item),
        label=wording.step(item.version),
        line=f"{kind}{item.said}, {wording.moment(item.occurred)} · {wording.ending(value)}",
        notes=tuple(notes),
    )
