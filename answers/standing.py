"""The answers `list` and `status`: what there is, and where the talks stand."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from parley.answers.acts import do
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list, say_many
from parley.answers.listing import list_reading
from parley.answers.meanwhile import silence_of
from parley.answers.members import across_of, members_of, refusals_standing
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.base import ListAnswer, Listed
from parley.answers.shapes.status import CheckedShown, SilenceShown, StatusAnswer
from parley.answers.streams import CONTEST, NEGOTIATION, is_contest, slug_of
from parley.answers.times import Asked
from parley.answers.whole import Whole
from parley.answers.words import wording
from parley.answers.words.across import across_said
from parley.answers.words.deals import (
    deal_said,
    flags_said,
    parked_said,
    ratifications_said,
    waits_said,
)
from parley.answers.words.exclusions import standing_said
from parley.events.canonical import JsonObject
from parley.negotiation.rows import NegotiationRow
from parley.negotiation.views import standing
from parley.negotiation.views.across import Across, standing_now
from parley.negotiation.views.deals import standing_deal
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.standing import FlagItem

__all__ = ["LIST", "STATUS", "silence_said"]


def silence_said(silence: SilenceShown | None) -> str:
    """Return for how long nothing was recorded to happen, and which date comes next: `no step for
    9 days (v33), nominations close in 3 days`."""
    if silence is None:
        return ""
    days, coming = silence.days, silence.coming
    quiet = (days.at_least, days.at_most) != (0, 0)
    if not quiet:
        said = say("last step that day")
    elif not days.at_least:
        said = say("last step {days} before", days=wording.days(days))
    else:
        said = say("no step for {days}", days=wording.days(days))
    said += f" ({wording.step(silence.last.version)})"
    if coming is not None:
        what = coming.what or coming.words or wording.spaced(coming.kind)
        left = (
            say("at an unknown time") if coming.due_in is None else wording.days_left(coming.due_in)
        )
        said += f", {what} {left}"
    return f"{said}; {_looked(silence.checked)}" if quiet else said


def _looked(checks: Iterable[CheckedShown]) -> str:
    """Return who looked meanwhile: `looked at meanwhile: PTI (nothing), The Hindu (nothing)`."""
    last = {each.outlet: wording.spaced(each.outcome) for each in checks}
    if not last:
        return say("no check is recorded meanwhile")
    looked = say_list(f"{outlet} ({outcome})" for outlet, outcome in last.items())
    return say("looked at meanwhile: {looked}", looked)


def _state(answer: StatusAnswer) -> str:
    """Return the state, with the day from which an end counts: that day may be still to come; with
    who has still to approve a deal. A contest has none."""
    if is_contest(answer.negotiation):
        return say("(contest)")
    state = wording.state_until(answer.state, answer.flags)
    if waits := waits_said(answer.deal):
        return say("{state}, still to be ratified by {waits}", state, waits)
    if answer.effective is None:
        return state
    return say("{state}, with effect from {when}", state, when=wording.moment(answer.effective))


def _across(found: Across) -> Iterator[str]:
    yield from (each.sentence.rstrip(".") for each in across_said(found))


def _refusals(answer: StatusAnswer) -> Iterator[str]:
    """Yield `PS ruled out N-VA (v5; Rudy Demotte, on record · …)`."""
    for each in answer.exclusions:
        who = wording.spoken(each, None, "")
        yield f"{standing_said(each)} ({say_list([wording.step(each.version), who])})"


_LISTED: Final[Columns[Listed]] = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled),
    Column("state", "state", wording.standing),
    Column("since", "since", wording.since),
    Column("steps", "steps"),
    Column("contest", "contest", extra=True),
    Column("version", "last entry", lambda each: wording.step(each.version), extra=True),
    Column("synthetic", "synthetic", extra=True),
)

_STATUS: Final[Columns[StatusAnswer]] = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled),
    Column("state", "state", _state),
    Column("since", "since", wording.since),
    Column("flags", "flags", flags_said),
    Column("deal", "deal", lambda each: deal_said(each.deal)),
    Column(
        "deal.ratifications",
        "ratification",
        lambda each: ratifications_said(each.deal),
    ),
    Column("at_table", "at the table", wording.seated),
    Column("over", "over", extra=True),
    Column("across", "beside it", lambda each: "; ".join(_across(each.across))),
    Column("exclusions", "will not sit with", lambda each: say_list(_refusals(each))),
    Column("steps", "steps"),
    Column("version", "last entry", lambda each: wording.step(each.version)),
    Column("silence", "silence", lambda each: silence_said(each.silence)),
    Column("parked", "parked", parked_said, extra=True),
    Column("contest", "contest", extra=True),
    Column("position", "position", extra=True),
)


def _entry(item: Listed) -> Entry:
    contest = item.kind == "contest"
    stands = "" if contest else wording.standing_since(item)
    steps = say_many(item.steps, "{number} step", "{number} steps")
    return Entry(
        heading=say("Contests" if contest else "Negotiations"),
        label=item.negotiation,
        line=" · ".join(part for part in (stands, steps) if part),
        notes=(Note(wording.titled(item), "aside"),),
    )


def _list(whole: Whole, _: NoOptions) -> ListAnswer:
    items = tuple(_listed(whole))
    return gather(ListAnswer, whole.facts(), unread=whole.unread.streams, items=items)


def _listed(whole: Whole) -> Iterator[Listed]:
    """Yield negotiations, then contests, as they are seen at the times asked for."""
    rows: dict[str, JsonObject] = {}
    ledger = whole.ledger
    if whole.asked == Asked() and ledger.catch_up():
        # One row says it all: no need to read the steps of every stream.
        rows = {str(row["stream"]): row for row in ledger.store.views.select("negotiation")}
    for prefix in (NEGOTIATION, CONTEST):
        for head in ledger.store.stream_heads(prefix, whole.known.position):
            row = rows.get(head.stream)
            with whole.unread.left_out(head.stream):
                if row is not None and row["version"] == head.version:
                    yield _from_row(row)
                else:
                    yield list_reading(whole.reading(slug_of(head.stream)))


def _from_row(given: JsonObject) -> Listed:
    row = msgspec.convert({**given, "step": 1}, NegotiationRow)
    flags = tuple(FlagItem(flag, step) for flag, step in row.flags.items())  # type: ignore[arg-type]
    return gather(
        Listed,
        row,
        negotiation=slug_of(str(given["stream"])),
        since=row.since_date,
        since_version=row.since,
        flags=flags,
    )


LIST: Final = Question(
    name="list",
    subject=Whole,
    shape=ListAnswer,
    build=_list,
    columns=_LISTED,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("nothing is registered in this ledger yet: {first}"),
    first=do("register", slug=None),
)


def _status(reading: Reading, _: NoOptions) -> StatusAnswer:
    found = standing.status(reading.seen)
    members = members_of(reading)
    return reading.answer(
        StatusAnswer,
        found,
        exclusions=tuple(refusals_standing(reading.seen, members)),
        across=standing_now(across_of(reading, members)),
        deal=standing_deal(reading.seen),
        contest=reading.seen.registration.contest,
        version=reading.last_counted(),
        silence=silence_of(reading),
    )


STATUS: Final = Question(
    name="status",
    subject=Reading,
    shape=StatusAnswer,
    build=_status,
    columns=_STATUS,
    options=NoOptions,
)
