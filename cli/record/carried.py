"""What carries over from the last step recorded, so that one report needs no repeating.

A person records several steps from one report. What carries over belongs to that report: its
source and the day. The speaker carries over only to a step of the same actor, since another one
speaks through somebody else. The rules, in the order in which they are asked:

    --fresh, a file of commands, or a last step more than 12 hours ago: nothing carries over
    another source, outlet, origin or url is named: a new report, nothing carries over
    a day is named on which the report was out already, or a month after the last step's: a new
        report, nothing carries over
    the day: where the last step had one day (an hour, `by` and a mere month do not carry over), and
        was not late news
    the source: always
    the speaker, with side and attribution: the same actor, and nobody else is named
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.words.moments import moment_said
from parley.cli.incoming import read_own_file
from parley.cli.paths import Paths, write_file
from parley.cli.record.telling import Telling
from parley.events.canonical import JsonObject
from parley.negotiation.moments import MomentError, parse_moment, resolve

__all__ = ["CARRY_MICROSECONDS", "Carried", "carry", "kept_after", "read_carried", "write_carried"]

CARRY_MICROSECONDS: Final = 12 * 60 * 60 * 1_000_000
"""A working day; what was read yesterday is not what is read now."""
MONTH_MICROSECONDS: Final = 31 * 24 * 60 * 60 * 1_000_000
"""How far on in a history the report of the last step is still taken for that of the next."""
_REPORT: Final = ("source", "outlet", "origin", "url")
_ONE_DAY: Final = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(T[^/]*(/\d\d:[^/]*|/(?P=day)T[^/]*)?)?")


class Carried(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one step leaves for the next; `recorded_at` is the writer's clock, µs since 1970."""

    recorded_at: int
    by: str | None = None
    day: str | None = None
    speaker: str | None = None
    side: str | None = None
    attribution: str | None = None
    source: str | None = None
    outlet: str | None = None
    origin: str | None = None
    url: str | None = None
    published: str | None = None


def carry(
    telling: Telling,
    by: str | None,
    kept: Carried | None,
    now: int,
    *,
    published: str | None,
    zone: str,
) -> tuple[Telling, str]:
    """Return what was told with its gaps filled, and a line that says with what (or nothing).

    `published` says when the report came out from which the last step was; None = not known.
    """
    if kept is None or telling.fresh or now - kept.recorded_at > CARRY_MICROSECONDS:
        return telling, ""
    if _was_out(published, telling.at, now, zone) or _far_on(kept.day, telling.at, now, zone):
        return telling, ""
    report = {name: getattr(kept, name) for name in _REPORT}
    told = {name: getattr(telling, name) for name in _REPORT}
    if any(value not in (None, report[name]) for name, value in told.items()):
        return telling, ""
    found: dict[str, str] = {}
    said: list[str] = []
    if telling.at is None and kept.day is not None:
        found["at"] = kept.day
        said.append(moment_said(kept.day))
    if telling.attributed is None and by is not None and _same(by, kept.by):
        names = ("speaker", "side", "attribution") if kept.speaker else ()
        found |= {name: value for name in names if (value := getattr(kept, name)) is not None}
        said += [kept.speaker] if kept.speaker else []
    if not telling.names_report:
        found |= {name: value for name, value in report.items() if value is not None}
        said += [value for value in report.values() if value is not None][:1]
        if telling.published is None and kept.published is not None:
            found["published"] = kept.published
    for name in tuple(found):
        if getattr(telling, name) is not None:
            del found[name]
    return msgspec.structs.replace(telling, **found), " · ".join(said)


def _was_out(published: str | None, at: str | None, now: int, zone: str) -> bool:
    """Whether a report was out before a day began, so that it cannot tell of it."""
    if published is None or at is None:
        return False
    try:
        begins = resolve(at, now, zone).bounds(zone).earliest
        return parse_moment(published).bounds(zone).latest <= begins
    except MomentError:
        return False  # whoever reads it for the step says what is wrong with it


def _far_on(last: str | None, at: str | None, now: int, zone: str) -> bool:
    """Whether a day lies so long after that of the last step that one report seldom has both: a
    history that is typed in one go has many."""
    if last is None or at is None:
        return False
    try:
        begins = resolve(at, now, zone).bounds(zone).earliest
        return begins - parse_moment(last).bounds(zone).latest > MONTH_MICROSECONDS
    except MomentError:
        return False  # whoever reads it for the step says what is wrong with it


def kept_after(by: str | None, occurred: str, evidence: JsonObject, now: int) -> Carried:
    """Return what a step leaves for the next: its moment and its one evidence, as recorded."""
    day = _ONE_DAY.fullmatch(occurred)
    told = {name: value for name, value in evidence.items() if isinstance(value, str)}
    voice = ("speaker", "side", "attribution") if "speaker" in told else ()
    kept = {name: told[name] for name in (*voice, *_REPORT, "published") if name in told}
    return Carried(recorded_at=now, by=by, day=day["day"] if day else None, **kept)


def read_carried(paths: Paths) -> dict[str, Carried]:
    """Return what is kept, by ledger and negotiation; nothing where it cannot be read."""
    try:
        return msgspec.json.decode(read_own_file(_file(paths)), type=dict[str, Carried])
    except (OSError, msgspec.MsgspecError):
        # It only saves typing: whatever is wrong with it, the person is asked again.
        return {}


def write_carried(paths: Paths, kept: Mapping[str, Carried], now: int) -> None:
    """Keep what the last steps left, and forget what is too old to carry over."""
    young = {
        name: each for name, each in kept.items() if now - each.recorded_at <= CARRY_MICROSECONDS
    }
    write_file(_file(paths), msgspec.json.format(msgspec.json.encode(young)).decode() + "\n")


def _file(paths: Paths) -> Path:
    return paths.state / "carried.json"


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.casefold() == other.casefold()
