"""The sources of a report: each report of the press, each statement and document, listed once.

A footnote names its source by number, and the list has what a reader needs to find it: the outlet,
the agency it comes from, its title, its date, where it stood, and the hash of the archived bytes.
"""

from collections.abc import Mapping

from msgspec import Struct

from parley.answers.language import say, say_list
from parley.answers.reading import Reading
from parley.answers.words import wording
from parley.negotiation.rows import EvidenceRow
from parley.web.reports.document import Address, Line, Note, Part
from parley.web.reports.notes import Beside, line

__all__ = ["Sources", "sources_of"]

_Key = tuple[str | None, ...]


class Sources(Struct, frozen=True):
    """The list, and which of it an evidence rests on."""

    notes: tuple[Note, ...]
    names: Mapping[_Key, str]

    def of(self, row: EvidenceRow) -> tuple[str, ...]:
        """Return the number of the source of an evidence; none of what names none."""
        name = self.names.get(_key(row))
        return () if name is None else (name,)


def sources_of(reading: Reading, beside: Beside) -> Sources:
    """Return the sources of the steps in view, in the order of what they report, and then those of
    what is cited of other negotiations."""
    described = reading.ledger.sources(reading.known.position)
    names: dict[_Key, str] = {}
    notes: list[Note] = []
    others = (
        row
        for seen, step in beside.steps.values()
        for row in seen.all(EvidenceRow)
        if row.step == step.step
    )
    for row in (*reading.seen.all(EvidenceRow), *others):
        key = _key(row)
        if key in names or not any(key):
            continue
        names[key] = f"s{len(names) + 1}"
        notes.append(Note(names[key], _lines(row, described.get(row.source or "", {}))))
    return Sources(tuple(notes), names)


def _key(row: EvidenceRow) -> _Key:
    if row.source is not None:
        return (row.source,)
    return (row.outlet, row.origin, row.url, row.published)


def _lines(row: EvidenceRow, described: Mapping[str, object]) -> tuple[Line, ...]:
    origin = row.origin if row.origin and row.origin != row.outlet else None
    title, archived = described.get("title"), described.get("sha256")
    words = [
        row.outlet or say("outlet not known"),
        say("origin {origin}", origin) if origin else "",
        f"“{title}”" if title else "",
        say("published {when}", when=wording.moment(row.published)) if row.published else "",
        say("source {source}", row.source) if row.source else "",
    ]
    parts: list[Part] = [say_list(each for each in words if each)]
    if row.url is not None:
        parts += [", ", Address(row.url)]
    lines = [line(*parts)]
    if archived:
        lines.append(line(say("SHA-256 of the archived bytes: {sha256}", sha256=archived)))
    return tuple(lines)
