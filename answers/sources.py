"""The answers `sources` and `source`: the described reports that steps rest on."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from parley.answers.acts import advise, do
from parley.answers.columns import below
from parley.answers.entries import Entry, Note
from parley.answers.failing import Failure, Kind, suggest
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.own import OwnRecords
from parley.answers.question import NoOptions, Question
from parley.answers.shapes.own import SourceAnswer, SourcesAnswer, SourceShown
from parley.answers.words import wording
from parley.events.canonical import JsonObject
from parley.negotiation.moments import MomentError
from parley.negotiation.views.gathering import gather

__all__ = ["SOURCE", "SOURCES", "SourceOptions"]

_COLUMNS: Final[Columns[SourceShown]] = (
    Column("source", "source"),
    Column("published", "published"),
    Column("outlet", "outlet"),
    Column("origin", "origin"),
    Column("title", "title"),
    Column("url", "url"),
    Column("reviewed", "reviewed", extra=True),
    Column("sha256", "SHA-256", extra=True),
    Column("note", "note", extra=True),
    Column("log_position", "position", extra=True),
)
_CARD: Final[Columns[SourceAnswer]] = tuple(
    below(column, "item", lambda answer: answer.item) for column in _COLUMNS
)


def _entry(item: SourceShown) -> Entry:
    where = "/".join(each for each in (item.outlet, item.origin) if each)
    reviewed = {True: say("reviewed by an editor"), False: say("not reviewed by an editor")}
    state = None if item.reviewed is None else reviewed[item.reviewed]
    parts = (where or say("outlet not known"), state)
    return Entry(
        heading="",
        label=_published(item.published),
        line=item.source,
        notes=(
            Note(say_list(part for part in parts if part)),
            Note(item.title or ""),
            Note(item.url or "", "aside"),
        ),
    )


def _published(given: str | None) -> str:
    """Return the date of publication as people read it."""
    try:
        return wording.moment(given)
    except MomentError:
        return given or ""  # the record holds what it was given, whichever way it came in


def _shown(row: Mapping[str, object]) -> SourceShown:
    given: dict[str, Any] = {name: row.get(name) for name in SourceShown.__struct_fields__}
    return SourceShown(**given | {"log_position": row["position"]})


def _rows(own: OwnRecords) -> Mapping[str, JsonObject]:
    return own.ledger.sources(None if own.known.text is None else own.known.position)


def _list(own: OwnRecords, _: NoOptions) -> SourcesAnswer:
    rows = _rows(own)
    items = tuple(_shown(rows[name]) for name in sorted(rows))
    return gather(SourcesAnswer, own.facts(), items=items)


SOURCES: Final = Question(
    name="sources",
    subject=OwnRecords,
    shape=SourcesAnswer,
    build=_list,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("no source is described: {first}"),
    first=do("describe_source", source=None, outlet=None),
)


class SourceOptions(Struct, frozen=True):
    """The options of `source`."""

    source: str
    """The id by which steps name it."""


def _one(own: OwnRecords, options: SourceOptions) -> SourceAnswer:
    rows = _rows(own)
    if options.source not in rows:
        detail = say("no source “{source}” is described in this ledger", options.source)
        hint = suggest(options.source, rows) or advise(
            "{sources} shows those there are", sources=do("sources")
        )
        raise Failure(Kind.NOT_FOUND, detail, hint=hint)
    return gather(SourceAnswer, own.facts(), item=_shown(rows[options.source]))


SOURCE: Final = Question(
    name="source",
    subject=OwnRecords,
    shape=SourceAnswer,
    build=_one,
    columns=_CARD,
    options=SourceOptions,
)
