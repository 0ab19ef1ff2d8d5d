"""How one entry in full is laid out for a person: its rows, and the words in them."""

from collections.abc import Mapping
from typing import Final

from parley.answers.forms import Column, plain_text
from parley.answers.words import wording
from parley.answers.words.corrections import corrections_said
from parley.answers.words.offers import origins_said

__all__ = ["RECORD_COLUMNS", "REGISTRATION_COLUMNS", "STEP_COLUMNS"]


def _believed(value: object) -> str:
    return "yes" if value else "no, it was retracted"


def _evidence(value: object) -> str:
    lines = [_one_evidence(each) for each in wording.mappings(value)]
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return "\n".join(lines)


def _one_evidence(item: Mapping[str, object]) -> str:
    words = f"{wording.quoted(item['quote'])}{_language(item)} – " if item["quote"] else ""
    who = item["speaker"] or wording.described(item["source_as_described"])
    sides = plain_text(item["sides"])
    beside = [item["on_behalf_of"] and f"for {item['on_behalf_of']}", sides, item["voice"]]
    inside = ", ".join(wording.spaced(each) for each in beside if each)
    speaker = f"{who} ({inside})" if who and inside else who or inside
    parts = [speaker, wording.attribution(item["attribution"])]
    if item["translated"]:
        parts.append(f"translated by {item['translated_by'] or 'whom is not stated'}")
    if not item["quote"]:
        parts.append("no exact words" + (", paraphrased by us" if item["paraphrase"] else ""))
    where = "/".join(str(each) for each in (item["outlet"], item["origin"]) if each)
    public = f"published {wording.moment(item['published'])}" if item["published"] else ""
    report = [where, item["source"], public, item["url"]]
    said = words + ", ".join(str(part) for part in parts if part)
    return " · ".join([said, ", ".join(str(each) for each in report if each)]).rstrip(" ·")


def _language(item: Mapping[str, object]) -> str:
    return f" [{item['lang']}]" if item["lang"] else ""


def _reported(value: object) -> str:
    """Return of each number who had it first in this record, and how many stand behind it."""
    lines = []
    for each in wording.mappings(value):
        reports = dict.fromkeys(_first(report) for report in wording.mappings(each["first"]))
        first = " and ".join(reports)
        others = wording.steps(each["steps"])
        lines.append(f"{each['said']}: {first}; {origins_said(each['origins'])}; in {others}")
    return "\n".join(lines)


def _first(report: Mapping[str, object]) -> str:
    where = "/".join(str(each) for each in (report["outlet"], report["origin"]) if each)
    published = wording.moment(report["published"]) or "date of publication not known"
    return f"{where or report['source'] or 'no outlet stated'}, {published}"


def _pointing(value: object) -> str:
    return "\n".join(
        f"{wording.spaced(each['field'])} {wording.step(each['step'])}"
        + (f" {each['said']}" if each["said"] else "")
        for each in wording.mappings(value)
    )


def _pointing_here(value: object) -> str:
    return "\n".join(
        f"{wording.step(each['step'])} {each['said']} ({wording.spaced(each['field'])})"
        for each in wording.mappings(value)
    )


def _parties(value: object) -> str:
    lines = []
    for each in wording.mappings(value):
        aliases = each.get("aliases")
        also = f" (also {plain_text(aliases)})" if aliases else ""
        lines.append(f"{each['party']} = {each['name']}{also}")
    return "\n".join(lines)


def _pools(value: object) -> str:
    return ", ".join(f"{each['pool']} {each['total']}" for each in wording.mappings(value))


def _dates(value: object) -> str:
    return "\n".join(
        f"{each['what']} {wording.moment(each['when'])}" for each in wording.mappings(value)
    )


_HEAD: Final = (
    Column("version", "step", wording.step),
    Column("negotiation", "negotiation"),
    Column("type", "type"),
    Column("believed", "believed", _believed),
)
_FOOT: Final = (
    Column("corrections", "our corrections", corrections_said),
    Column("log_position", "position"),
    Column("recorded_at", "recorded", wording.recorded_really, whole=True),
    Column("recorded_by", "recorded by"),
    Column("id", "id"),
    Column("statement_hash", "statement hash", extra=True),
    Column("leaf_hash", "leaf hash"),
)
STEP_COLUMNS: Final = (
    *_HEAD,
    Column("said", "what"),
    Column("occurred", "when", wording.moment),
    Column("text", "text"),
    Column("state", "state change", wording.state_change, whole=True, extra=True),
    Column("changed", "changed", wording.lines),
    Column("allowed_by", "allowed by"),
    Column("evidence", "evidence", _evidence),
    Column("reported", "first in this record", _reported),
    Column("points_at", "points at", _pointing),
    Column("pointed_at_by", "pointed at by", _pointing_here),
    Column("undetermined", "order not determined with", wording.steps),
    Column("act", "act"),
    Column("note", "recorder's note"),
    *_FOOT,
)
REGISTRATION_COLUMNS: Final = (
    *_HEAD,
    Column("title", "title", wording.titled, whole=True),
    Column("step.arena", "arena"),
    Column("step.zone", "time zone"),
    Column("step.parties", "parties", _parties),
    Column("step.at_table", "at the table"),
    Column("step.led_by", "led by"),
    Column("step.pools", "to share", _pools),
    Column("step.kind", "kind"),
    Column("step.election_date", "election", wording.moment),
    Column("step.dates", "dates", _dates),
    Column("step.contest", "contest"),
    Column("step.exclusive_with", "exclusive with"),
    Column("step.note", "note"),
    Column("pointed_at_by", "pointed at by", _pointing_here),
    *_FOOT,
)
RECORD_COLUMNS: Final = (
    Column("position", "position"),
    Column("recorded_at", "recorded", wording.recorded),
    Column("stream", "stream"),
    Column("version", "version"),
    Column("type", "type"),
    Column("statement.recorded_by", "recorded by"),
    Column("statement.step", "says"),
    Column("statement_hash", "statement hash"),
    Column("leaf_hash", "leaf hash"),
    Column("record", "record", extra=True),
)
