"""How the values of answers are put into words, the same in every table, line and card."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from parley.answers.acts import do
from parley.answers.entries import Note
from parley.answers.language import marked, say, say_list, say_many, say_word
from parley.answers.shapes.base import DatePutRight
from parley.answers.words.moments import moment_said, since_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.arrows import arrow, bare
from parley.negotiation.quantities import Quantity
from parley.negotiation.steps import Assent
from parley.negotiation.views.membership import PartyChange
from parley.negotiation.views.standing import FlagItem

__all__ = [
    "Attributed",
    "Cited",
    "Ended",
    "Recorded",
    "actors",
    "assent",
    "attribution",
    "attributions",
    "dated",
    "days",
    "days_left",
    "described",
    "ended",
    "ending",
    "guards",
    "moment",
    "nothing_recorded",
    "principal",
    "quantity",
    "quoted",
    "recorded",
    "recorded_really",
    "said_by",
    "seated",
    "since",
    "source_note",
    "spaced",
    "spoken",
    "standing",
    "standing_since",
    "state",
    "state_change",
    "state_until",
    "step",
    "steps",
    "titled",
    "words_quoted",
]

_ATTRIBUTIONS: Final = {
    "on_record": marked("on record"),
    "party_statement": marked("party statement"),
    "document": marked("document"),
    "anonymous": marked("unnamed source"),
    "media_report": marked("report"),
    "public_record": marked("public record"),
    "own_observation": marked("own observation"),
}

_STOOD_UNTIL: Final = {
    "deal": marked("no end recorded by the deal of {step}"),
    "amendment": marked("no end recorded by the change of the deal in {step}"),
    "collapse": marked("no end recorded by the collapse of {step}"),
    "close": marked("no end recorded by the close of {step}"),
}
"""What settled all -> what is said of what lapsed with it: that it ended nobody says."""


class Attributed(Protocol):
    """What somebody said; without an attribution nobody did."""

    @property
    def attribution(self) -> str | None: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def source_as_described(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...


class Cited(Attributed, Protocol):
    """What somebody said, with the exact words where there are some."""

    @property
    def quote(self) -> str | None: ...
    @property
    def translated(self) -> bool: ...


class _Step(Protocol):
    @property
    def version(self) -> int: ...
    @property
    def occurred(self) -> str | None: ...


class Recorded(Protocol):
    """What was recorded, with what a clock record says of its date."""

    @property
    def recorded_at(self) -> str: ...
    @property
    def put_right(self) -> DatePutRight | None: ...


class _Flagged(Protocol):
    @property
    def state(self) -> str | None: ...
    @property
    def flags(self) -> tuple[FlagItem, ...]: ...


class _Standing(_Flagged, Protocol):
    @property
    def kind(self) -> str: ...


class _Since(Protocol):
    @property
    def since(self) -> str | None: ...
    @property
    def since_version(self) -> int | None: ...


class _Stood(_Flagged, _Since, Protocol):
    pass


class _Seated(Protocol):
    @property
    def at_table(self) -> tuple[str, ...]: ...
    @property
    def over(self) -> bool: ...


class _Changing(Protocol):
    @property
    def state(self) -> str | None: ...
    @property
    def state_before(self) -> str | None: ...


class _Titled(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def synthetic(self) -> bool: ...


class _Acceptance(Protocol):
    @property
    def in_principle(self) -> bool: ...
    @property
    def condition(self) -> str | None: ...


class Ended(Protocol):
    """What was put on the table, with the last word on it."""

    @property
    def status(self) -> str: ...
    @property
    def ended_by(self) -> int | None: ...
    @property
    def stood_until(self) -> str | None: ...
    @property
    def acceptance(self) -> _Acceptance | None: ...


class _Days(Protocol):
    @property
    def at_least(self) -> int: ...
    @property
    def at_most(self) -> int | None: ...


def step(version: int | str | None) -> str:
    """Return `v4` of 4, nothing of None; a step elsewhere stands as it is (`stream#4`)."""
    if version is None:
        return ""
    return f"v{version}" if isinstance(version, int) else version


def steps(versions: Iterable[int | str]) -> str:
    """Return `v4, v7` of versions."""
    return say_list(map(step, versions))


def moment(given: str | None) -> str:
    """Return a moment as given as people read it, `7 Sep 2024`; nothing of None."""
    return "" if given is None else moment_said(given)


def dated(cited: _Step | None) -> str:
    """Return a cited step by its date: `9 Sep 2024 (v39)`."""
    return "" if cited is None else f"{moment(cited.occurred)} ({step(cited.version)})"


def recorded(instant: str) -> str:
    """Return an instant to the second: `2024-09-08 10:00:01 UTC`."""
    return f"{instant[:10]} {instant[11:19]} UTC"


def recorded_really(item: Recorded) -> str:
    """Return when something was recorded, and what a clock record says of that date:
    `2024-09-09 09:00:01 UTC; really about 8 Sep 2024 14:30 (Asia/Kolkata, clocks#1)`."""
    when, really = recorded(item.recorded_at), item.put_right
    if really is None:
        return when
    said = moment(really.really)
    if "UTC" not in said:
        said = f"{said} ({really.zone}, clocks#{really.clock_record})"
    else:
        said = f"{said} (clocks#{really.clock_record})"
    return say("{when}; really about {moment}", when, moment=said)


def state(word: str | None) -> str:
    """Return a state in words; None is `no talks yet`."""
    return say("no talks yet") if word is None else spaced(word)


_OPEN: Final = (None, "proposed", "talks_underway")
"""States over which a close may come."""


def state_until(word: str | None, flags: Iterable[FlagItem]) -> str:
    """Return a state in words; where the negotiation was closed over open talks, that no end of
    them is recorded: no present is told of what is over."""
    closed = next((each.step for each in flags if each.flag == "closed"), None)
    if closed is None or word not in _OPEN:
        return state(word)
    if word is None:
        return say("no talks by the close ({step})", step=step(closed))
    return say(
        "{state}, no end recorded by the close ({step})", state=state(word), step=step(closed)
    )


def guards(passed: Iterable[str] | None) -> str:
    """Return the guards that a step passed; None of one that was not judged."""
    if passed is None:
        return say("not judged here: an earlier step is not in view")
    return say_list(passed)


def standing(item: _Standing) -> str:
    """Return where a negotiation stands, with its flags; a contest has no state."""
    if item.kind == "contest":
        return say("(contest)")
    return _flagged(state_until(item.state, item.flags), item)


def standing_since(item: _Stood) -> str:
    """Return where a negotiation stands, and since when: `collapsed since 3 Sep 2024 (v5); closed
    (v9)`. The date is that of the state, and of nothing that came after it."""
    begun, words = since(item), state_until(item.state, item.flags)
    if not begun:
        return _flagged(words, item)
    if words == state(item.state):
        return _flagged(say("{state} since {since}", state=words, since=begun), item)
    return _flagged(say("{state}, begun {since}", state=words, since=begun), item)


def seated(item: _Seated) -> str:
    """Return who sits at the table, or sat there until the end."""
    parties = say_list(item.at_table)
    return say("until the end: {parties}", parties) if item.over and parties else parties


def _flagged(words: str, item: _Flagged) -> str:
    """Return words on a state with the flags; a close that they name already is not named again."""
    over = item.state in _OPEN
    set_by = say_list(
        f"{spaced(each.flag)} ({step(each.step)})"
        for each in item.flags
        if not (over and each.flag == "closed")
    )
    return f"{words}; {set_by}" if set_by else words


def spaced(name: str | None) -> str:
    """Return a name of the catalogue as words: `seat count`."""
    return "" if name is None else say_word(name)


def state_change(item: _Changing) -> str:
    """Return `proposed → talks underway` where an item changed the state."""
    if item.state == item.state_before:
        return ""
    return f"{state(item.state_before)} → {state(item.state)}"


def titled(item: _Titled) -> str:
    """Return a title; made-up data says so."""
    return say("{title} (synthetic data)", item.title) if item.synthetic else item.title


def since(item: _Since) -> str:
    """Return since when, and with which step: `3 Sep 2024 (v5)`, `6 Sep 2024 or before (v6)`."""
    if item.since is None:
        return ""
    return f"{since_said(item.since)} ({step(item.since_version)})"


def actors(names: Iterable[str]) -> str:
    """Return `INC+CPM` of actors."""
    return arrow(tuple(names), ())


def assent(given: Iterable[Assent]) -> str:
    """Return who agreed, and how: `INC (joint), AAP (conduct)`."""
    return say_list(f"{each.party} ({say_word(each.by)})" for each in given)


def attribution(kind: str) -> str:
    """Return how a step is attributed: `on record`, `unnamed source`."""
    return say(_ATTRIBUTIONS.get(kind, kind))


def ended(
    status: str,
    by: int | None,
    stood_until: str | None = None,
    acceptance: _Acceptance | None = None,
) -> str:
    """Return a status and the step that gave it: `superseded by v14`. Of what lapsed, that
    nobody ended it before the deal, the collapse or the close: `no end recorded by the deal of
    v22`."""
    if by is None:
        return say_word(status)
    ending = step(by)
    if status == "lapsed" and stood_until is not None:
        return say(_STOOD_UNTIL[stood_until], step=ending)
    if status == "lapsed":
        return say("no end recorded by {step}", step=ending)
    if status == "overtaken":
        return say("a later report is {step}", step=ending)
    if acceptance is None:
        return say("{status} by {ending}", ending, status=say_word(status))
    accepted = (
        say("accepted in principle by {ending}", ending)
        if acceptance.in_principle
        else say("{status} by {ending}", ending, status=say_word(status))
    )
    if not acceptance.condition:
        return accepted
    return say("{accepted}, on a condition ({condition})", accepted, acceptance.condition)


def granted(seats: Sequence[str], by: Iterable[int]) -> str:
    """Return which of the seats that were demanded were agreed: `agreed in v9: Kalka`."""
    if not seats:
        return ""
    return say("agreed in {agreements}: {seats}", agreements=steps(by), seats=say_list(seats))


def departed(change: PartyChange) -> str:
    """Return that a party left the table: `B left with v9`, `A put B out with v9`."""
    if change.change == "put_out":
        by = say_list(change.by)
        return say(
            "{by} put {whom} out with {step}", by=by, whom=change.party, step=step(change.step)
        )
    return say("{who} left with {step}", who=change.party, step=step(change.step))


def ending(item: Ended) -> str:
    """Return the last word on something that was put on the table, as `ended` says it."""
    return ended(item.status, item.ended_by, item.stood_until, item.acceptance)


def attributions(item: Attributed | None) -> str:
    """Return who says so, how and where: `Deepak Babaria, on record · ians-2024-09-07`."""
    if item is None or item.attribution is None:
        return ""
    kind = attribution(item.attribution)
    if item.attribution == "anonymous":
        who = " ".join(each for each in (kind, described(item.source_as_described)) if each)
    else:
        who = say_list(each for each in (item.speaker, kind) if each)
    return f"{who} · {item.source}" if item.source else who


def described(source: str | None) -> str:
    """Return the report's words for an unnamed source in quotation marks; nothing of `unnamed
    source`, with which no report describes anybody."""
    usual = source is not None and source.casefold() == attribution("anonymous")
    return "" if usual else quoted(source)


def spoken(item: Attributed, words: str | None, said: str) -> str:
    """Return the exact words and who says so; words that stand in `said` are not said again."""
    exact = quoted(words)
    parts = ("" if exact in said else exact, attributions(item))
    return " – ".join(part for part in parts if part)


def said_by(item: Cited, said: str) -> str:
    """Return a cited step's exact words and who says so, as `spoken` says them; a translation says
    that it is one."""
    words = spoken(item, item.quote, said)
    return say("{words} (in translation)", words) if item.translated and item.quote else words


def words_quoted(item: Cited) -> str:
    """Return a cited step's exact words; a translation says that it is one."""
    words = quoted(item.quote)
    return say("{words} (in translation)", words) if item.translated and words else words


def source_note(item: Cited | None, said: str) -> Note:
    """Return who says what a line says, and in which words; nothing of None."""
    return Note("" if item is None else said_by(item, said), "aside")


def quoted(words: str | None) -> str:
    """Return words in quotation marks; nothing of none."""
    return f"“{words}”" if words else ""


def days(span: _Days) -> str:
    """Return a count of days: `7 days`, `6–8 days`, `at least 3 days`, `at most 4 days`."""
    least, most = span.at_least, span.at_most
    if most is None:
        if not least:
            return say("an unknown number of days")
        return say_many(least, "at least {number} day", "at least {number} days")
    if least == most:
        return say_many(most, "{number} day", "{number} days")
    if least:
        return say_many(most, "{least}–{number} day", "{least}–{number} days", least)
    return say_many(most, "at most {number} day", "at most {number} days")


def days_left(span: _Days) -> str:
    """Return how long until then: `in 3 days`, `that day`."""
    return say("that day") if span.at_most == 0 else say("in {days}", days=days(span))


def quantity(figure: Quantity | None) -> str:
    """Return a quantity: `5–7`, `“good small numbers”`; nothing of None."""
    return "" if figure is None else quantity_said(figure)


def principal(whom: str | None) -> str:
    """Return for whom somebody speaks: `INC`, `monarch` of `office:monarch`."""
    return "" if whom is None else bare(whom)


def nothing_recorded(negotiation: str) -> str:
    """Return that a negotiation has no step yet, and how the first one is recorded."""
    if negotiation.startswith("contest/"):
        return say("nothing has been recorded in {negotiation} yet", negotiation)
    return say(
        "nothing has been recorded in {negotiation} yet: {proposes}",
        negotiation,
        proposes=do("AllianceProposed", by=None, to=None),
    )
