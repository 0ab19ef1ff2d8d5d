"""The answer `exports`: who was shown what."""

from typing import Final

from parley.answers.acts import do
from parley.answers.forms import Column, Columns
from parley.answers.language import marked
from parley.answers.own import OwnRecords, as_slugs
from parley.answers.question import NoOptions, Question
from parley.answers.shapes.own import Exported, ExportsAnswer
from parley.answers.words import wording
from parley.negotiation.views.gathering import gather

__all__ = ["EXPORTS"]

_COLUMNS: Final[Columns[Exported]] = (
    Column("recorded_at", "when", lambda each: wording.recorded(each.recorded_at)),
    Column("recorded_by", "by"),
    Column("what", "what"),
    Column("at_position", "as of", lambda each: f"@{each.at_position}"),
    Column("shown_to", "for whom"),
    Column("file", "file"),
    Column("sha256", "SHA-256", lambda each: each.sha256[:12]),
    Column("format", "format", extra=True),
    Column("bytes", "bytes", extra=True),
    Column("negotiations", "negotiations", extra=True),
    Column("as_of", "happened by", extra=True),
    Column("public_at", "published by", extra=True),
    Column("known_at", "recorded by", extra=True),
    Column("root", "root", extra=True),
    Column("note", "note", extra=True),
    Column("log_position", "position", extra=True),
)


def _build(own: OwnRecords, _: NoOptions) -> ExportsAnswer:
    items = tuple(
        gather(
            Exported,
            each,
            each.said,
            log_position=each.position,
            at_position=each.said.position,
            negotiations=as_slugs(each.said.negotiations),
        )
        for each in own.ledger.exports(own.known.position)
    )
    return gather(ExportsAnswer, own.facts(), items=items)


EXPORTS: Final = Question(
    name="exports",
    subject=OwnRecords,
    shape=ExportsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    nothing=marked("no export was recorded: {first}"),
    first=do("record_export"),
)
