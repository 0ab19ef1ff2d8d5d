"""How one entry in full is laid out for a person: its rows, and the words in them."""

from collections.abc import Iterator
from typing import Final, TypeVar

import msgspec

from parley.answers.columns import STEP, WHEN
from parley.answers.forms import Column, Columns
from parley.answers.language import say, say_all, say_in, say_list
from parley.answers.shapes.base import RecordAnswer
from parley.answers.shapes.steps import EvidenceShown, ShowAnswer
from parley.answers.words import wording
from parley.answers.words.corrections import corrections_said
from parley.answers.words.offers import origins_said
from parley.negotiation.evidence import Anchor
from parley.negotiation.registration import ExternalDate, Party, Pool
from parley.negotiation.views.reporters import FirstReport

__all__ = ["RECORD_COLUMNS", "REGISTRATION_COLUMNS", "STEP_COLUMNS"]


def _evidence(answer: ShowAnswer) -> str:
    lines = [_one_evidence(each) for each in answer.evidence]
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return "\n".join(lines)


def _one_evidence(item: EvidenceShown) -> str:
    language = f" [{item.lang}]" if item.lang else ""
    words = f"{wording.quoted(item.quote)}{language} – " if item.quote else ""
    who = item.speaker or wording.described(item.source_as_described)
    principal = say("for {on_behalf_of}", item.on_behalf_of) if item.on_behalf_of else None
    beside = (principal, say_list(item.sides), item.voice)
    inside = say_list(wording.spaced(each) for each in beside if each)
    speaker = f"{who} ({inside})" if who and inside else who or inside
    parts = [speaker, wording.attribution(item.attribution)]
    if item.translated:
        by = item.translated_by or say("whom is not stated")
        parts.append(say("translated by {by}", by))
    if item.transcribed:
        parts.append(say("written down by us from sound, film or a picture"))
    if not item.quote:
        parts.append(
            say("no exact words, paraphrased by us" if item.paraphrase else "no exact words")
        )
    public = (
        say("published {moment}", moment=wording.moment(item.published)) if item.published else ""
    )
    report = (_where(item.outlet, item.origin), item.source, public, item.url)
    said = words + say_list(part for part in parts if part)
    whole = (said, say_list(each for each in report if each), say_list(_kept_with(item)))
    return " · ".join(each for each in whole if each)


def _kept_with(item: EvidenceShown) -> Iterator[str]:
    """Yield what is recorded of the archived source, what we remark, and what is sealed."""
    if item.archived:
        yield say("archived as {hash}", hash=f"{item.archived[:12]}…")
    if item.anchors:
        places = say_in("both", " and ").join(map(_place, item.anchors))
        yield say("said to stand there at {places}; not checked here", places)
    if item.note:
        yield say("we remark: {note}", item.note)
    for subject in dict.fromkeys(each.subject for each in item.sealed):
        members = [each.member for each in item.sealed if each.subject == subject]
        yield say(
            "sealed and not to be read here, of {subject}: {members}",
            subject,
            members=say_all([wording.spaced(each) for each in members]),
        )


def _place(anchor: Anchor) -> str:
    """Return where words stand in a source: `characters 120–164 of the text 5ab0…`."""
    found: list[str] = []
    if anchor.text is not None:
        found.append(
            say(
                "characters {start}–{end} of the text {hash}",
                anchor.start,
                anchor.end,
                hash=f"{anchor.text[:12]}…",
            )
        )
    if anchor.page is not None:
        found.append(say("page {page}", anchor.page))
    if anchor.from_ms is not None and anchor.to_ms is not None:
        found.append(f"{_clock(anchor.from_ms)}–{_clock(anchor.to_ms)}")
    if anchor.region is not None:
        found.append(say("a part of the picture"))
    return say_list(found)


def _clock(milliseconds: int) -> str:
    """Return a time in a recording: `1:02:03.250`."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{rest:03}" if rest else ""
    return f"{hours}:{minutes:02}:{seconds:02}{fraction}"


def _opens(answer: ShowAnswer) -> str:
    if answer.opens is None:
        return ""
    return say(
        "{commitment}, with the salt that it names; whether it does is not checked here",
        answer.opens.commitment,
    )


def _where(outlet: str | None, origin: str | None) -> str:
    return "/".join(each for each in (outlet, origin) if each)


def _reported(answer: ShowAnswer) -> str:
    """Return of each number who had it first in this record, and how many stand behind it."""
    return "\n".join(
        say(
            "{said}: {fromkeys}; {origins}; in {steps}",
            each.said,
            fromkeys=say_in("both", " and ").join(dict.fromkeys(map(_first, each.first))),
            origins=origins_said(each.origins),
            steps=wording.steps(each.steps),
        )
        for each in answer.reported
    )


def _first(report: FirstReport) -> str:
    published = wording.moment(report.published) or say("date of publication not known")
    where = _where(report.outlet, report.origin) or report.source or say("no outlet stated")
    return f"{where}, {published}"


def _pointing(answer: ShowAnswer) -> str:
    return "\n".join(
        f"{wording.spaced(each.field)} {wording.step(each.step)} {each.said or ''}".rstrip()
        for each in answer.points_at
    )


def _pointing_here(answer: ShowAnswer) -> str:
    return "\n".join(
        f"{wording.step(each.step)} {each.said} ({wording.spaced(each.field)})"
        for each in answer.pointed_at_by
    )


P = TypeVar("P", Party, Pool, ExternalDate)


def _registered(answer: ShowAnswer, field: str, kind: type[P]) -> tuple[P, ...]:
    """Return what a registration lists under a field."""
    return msgspec.convert(answer.step.get(field) or (), tuple[kind, ...])  # type: ignore[valid-type]


def _parties(answer: ShowAnswer) -> str:
    return "\n".join(
        say(
            "{party} = {name} (also {aliases})",
            each.party,
            each.name,
            aliases=say_list(each.aliases),
        )
        if each.aliases
        else f"{each.party} = {each.name}"
        for each in _registered(answer, "parties", Party)
    )


def _pools(answer: ShowAnswer) -> str:
    return say_list(f"{each.pool} {each.total}" for each in _registered(answer, "pools", Pool))


def _dates(answer: ShowAnswer) -> str:
    return "\n".join(
        f"{each.what} {wording.moment(each.when)}"
        for each in _registered(answer, "dates", ExternalDate)
    )


def _election(answer: ShowAnswer) -> str:
    given = answer.step.get("election_date")
    return wording.moment(given) if isinstance(given, str) else ""


_HEAD: Final[Columns[ShowAnswer]] = (
    STEP,
    Column("negotiation", "negotiation"),
    Column("type", "type"),
    Column(
        "believed", "believed", lambda each: say("yes" if each.believed else "no, it was retracted")
    ),
)
_FOOT: Final[Columns[ShowAnswer]] = (
    Column("corrections", "our corrections", lambda each: corrections_said(each.corrections)),
    Column("log_position", "position"),
    Column("recorded_at", "recorded", wording.recorded_really),
    Column("recorded_by", "recorded by"),
    Column("id", "id"),
    Column("statement_hash", "statement hash", extra=True),
    Column("leaf_hash", "leaf hash"),
)
STEP_COLUMNS: Final[Columns[ShowAnswer]] = (
    *_HEAD,
    Column("said", "what"),
    WHEN,
    Column("text", "text"),
    Column("state", "state change", wording.state_change, extra=True),
    Column("changed", "changed", lambda each: "\n".join(each.changed)),
    Column("allowed_by", "allowed by", lambda each: wording.guards(each.allowed_by)),
    Column("evidence", "evidence", _evidence),
    Column("reported", "first in this record", _reported),
    Column("points_at", "points at", _pointing),
    Column("pointed_at_by", "pointed at by", _pointing_here),
    Column(
        "undetermined", "order not determined with", lambda each: wording.steps(each.undetermined)
    ),
    Column("act", "act"),
    Column("opens", "says it opens", _opens),
    Column("note", "recorder's note"),
    *_FOOT,
)
REGISTRATION_COLUMNS: Final[Columns[ShowAnswer]] = (
    *_HEAD,
    Column("title", "title", wording.titled),
    Column("step.arena", "arena"),
    Column("step.zone", "time zone"),
    Column("step.parties", "parties", _parties),
    Column("step.at_table", "at the table"),
    Column("step.led_by", "led by"),
    Column("step.pools", "to share", _pools),
    Column("step.kind", "kind"),
    Column("step.election_date", "election", _election),
    Column("step.dates", "dates", _dates),
    Column("step.contest", "contest"),
    Column("step.exclusive_with", "exclusive with"),
    Column("step.note", "note"),
    Column("pointed_at_by", "pointed at by", _pointing_here),
    *_FOOT,
)
RECORD_COLUMNS: Final[Columns[RecordAnswer]] = (
    Column("position", "position"),
    Column("recorded_at", "recorded", lambda each: wording.recorded(each.recorded_at)),
    Column("stream", "stream"),
    Column("version", "version"),
    Column("type", "type"),
    Column("statement.recorded_by", "recorded by"),
    Column("statement.step", "says"),
    Column("statement_hash", "statement hash"),
    Column("leaf_hash", "leaf hash"),
    Column("record", "record", extra=True),
)
