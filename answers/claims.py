"""The answer `claims`: what only somebody's word stands for, and what has become of it."""

from collections.abc import Sequence
from typing import Final

from answers.entries import Entry, Note
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.cited import StepShown, show_step
from answers.shapes.claims import (
    ClaimLine,
    ContestedLine,
    DelayShown,
    DenialLine,
    PositionShown,
    PrematureShown,
)
from answers.shaping import as_value, shape
from answers.words import wording
from answers.words.claims import POSITIONS, claim_said, delay_said, hedge, lead_said, status_said
from answers.words.offers import origins_said
from negotiation.views import claims as views
from negotiation.views import disputes

__all__ = [
    "_CLAIMS",
    "_CONTESTED",
    "_DENIALS",
    "_HEADINGS",
    "_claim",
    "_claim_entry",
    "_contested_line",
    "_denial",
    "_denial_entry",
    "_position_entries",
]


_HEADINGS: Final = {
    "agreement": "Claims of agreement",
    "talks": "Claims of talks",
    "figure": "Claimed figures and seats",
    "act": "Claimed acts",
    "words": "Leaks and other words",
}
"""Kind of claim -> the heading it stands under, in this order."""


_SECOND: Final = 1_000_000
"""In µs."""


_SOURCED: Final = (
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("quote", "words", wording.quoted),
    Column("attribution", "attribution", extra=True),
    Column("attribution_class", "class", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


_CLAIMS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("kind", "kind"),
    Column("said", "claim", claim_said, whole=True),
    Column("status", "status", status_said, whole=True),
    Column("origins", "rests on", origins_said),
    Column("premature", "confirmed", lead_said),
    *_SOURCED,
    Column("by", "by", wording.actors, extra=True),
    Column("to", "to", extra=True),
    Column("hedge", "hedge", extra=True),
    Column("because", "because of", wording.steps, extra=True),
    Column("denied_by", "denied by", wording.steps, extra=True),
    Column("corrected_by", "corrected by", wording.steps, extra=True),
    Column("disputed_by", "disputed by", wording.steps, extra=True),
    Column("confirmed_by", "confirmed by", wording.steps, extra=True),
    Column("sides", "sides", extra=True),
    Column("type", "type", extra=True),
)


def _denied(item: object) -> str:
    """Return what is denied, as far as the record says it."""
    if not isinstance(item, dict):
        return ""
    about, reply, thing = item.get("denies"), item.get("replies_to"), item.get("proposition")
    if isinstance(about, dict):
        return f"denies {wording.step(about['version'])} {about['said']}"
    if item.get("elsewhere"):
        return f"denies {str(item['elsewhere']).partition('/')[2]}"
    if isinstance(reply, dict):
        said = f"in reply to {wording.step(reply['version'])} {reply['said']}"
        return f"denies {thing}, {said}" if thing else f"denies, {said}"
    return f"denies {thing}, pointing at no step"


_DENIALS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("by", "by", wording.actors),
    Column("denies", "what", _denied, whole=True),
    Column("occurred_after", "after", delay_said),
    Column("published_after", "published after", delay_said),
    *_SOURCED,
    Column("proposition", "about", extra=True),
    Column("on_record_by", "on record by", extra=True),
    Column("said", "in one line", extra=True),
    Column("text", "text", extra=True),
)


def _since(value: object) -> str:
    """Return a step with its date: `9 Sep 2024 (v39)`."""
    if not isinstance(value, dict):
        return ""
    return f"{wording.moment(value['occurred'])} ({wording.step(value['version'])})"


def _positions(value: object) -> str:
    """Return what each party says: `INC says that talks are on (v41); AAP …`."""
    if not isinstance(value, list | tuple):
        return ""
    return "; ".join(
        f"{each['party']} {POSITIONS[each['word']]} ({wording.step(each['version'])})"
        for each in value
    )


_CONTESTED: Final = (
    Column("since", "since", _since),
    Column("until", "until", _since),
    Column("state", "state", wording.state),
    Column("positions", "positions", _positions),
)


def _claim(item: views.ClaimItem) -> ClaimLine:
    early = item.premature
    return shape(
        ClaimLine,
        item,
        hedge=hedge(item.attribution_class, item.by, item.kind),
        premature=None
        if early is None
        else PrematureShown(confirmed_by=early.confirmed_by, lead=_delay(early.lead)),
    )


def _delay(delay: disputes.Delay | None) -> DelayShown | None:
    """Return a delay in whole seconds, rounded outwards: nothing is made more exact than it is."""
    if delay is None:
        return None
    least, most = delay.at_least, delay.at_most
    return DelayShown(
        at_least_seconds=None if least is None else least // _SECOND,
        at_most_seconds=None if most is None else -(-most // _SECOND),
    )


def _claim_entry(item: ClaimLine) -> Entry:
    value = as_value(item)
    rests = "" if item.status == "corroborated" else f"rests on {origins_said(item.origins)}"
    return Entry(
        heading=_HEADINGS[item.kind],
        label=wording.step(item.version),
        line=f"{claim_said(value)}, {wording.moment(item.occurred)} · {status_said(value)}",
        notes=(
            Note(lead_said(value["premature"]), "bold"),
            Note(wording.said_by(value, item.said), "dim"),
            Note(rests, "dim"),
        ),
    )


def _denial(reading: Reading, item: disputes.Denial) -> DenialLine:
    step = reading.seen.step(item.version)
    return shape(
        DenialLine,
        item,
        text=None if step is None else step.text,
        denies=show_step(item.denies),
        replies_to=show_step(item.replies_to),
        occurred_after=_delay(item.occurred_after),
        published_after=_delay(item.published_after),
    )


def _denial_entry(item: DenialLine) -> Entry:
    value = as_value(item)
    after = delay_said(value["occurred_after"]) if item.occurred_after else ""
    published = delay_said(value["published_after"]) if item.published_after else ""
    record = "" if item.on_record_by else " · not on record"
    return Entry(
        heading=wording.moment(item.occurred),
        label=wording.step(item.version),
        line=f"{wording.actors(item.by)} {_denied(value)}{record}",
        notes=(
            Note(item.text or ""),
            Note(wording.said_by(value, item.said), "dim"),
            Note(f"said {after} after it" if after else "", "dim"),
            Note(f"between the first reports of both: {published}" if published else "", "dim"),
        ),
    )


def _contested_line(item: disputes.Contested) -> ContestedLine:
    return shape(
        ContestedLine,
        item,
        since=show_step(item.since),
        until=show_step(item.until),
        positions=tuple(shape(PositionShown, each) for each in item.positions),
    )


def _position_entries(items: Sequence[ContestedLine]) -> list[Entry]:
    found: list[Entry] = []
    for item in items:
        until = f" until {_since(as_value(item.until))}" if item.until is not None else ""
        heading = (
            f"Contested since {_since(as_value(item.since))}{until};"
            f" by the record {wording.state(item.state)}"
        )
        found += [_position_entry(heading, each) for each in item.positions]
    return found


def _position_entry(heading: str, item: PositionShown) -> Entry:
    step: StepShown = item
    return Entry(
        heading=heading,
        label=wording.step(step.version),
        line=f"{item.party} {POSITIONS[item.word]}, {wording.moment(step.occurred)}",
        notes=(Note(step.said), Note(wording.said_by(as_value(step), step.said), "dim")),
    )
