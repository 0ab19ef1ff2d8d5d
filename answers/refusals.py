"""The answer `refusals`: the attempts that a rule refused, one objection an item."""

from collections.abc import Iterator
from typing import Final

from parley.answers.acts import do
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.own import OwnRecords
from parley.answers.question import NoOptions, Question
from parley.answers.shapes.own import RefusalsAnswer, RefusedAttempt
from parley.answers.streams import slug_of
from parley.answers.words import wording
from parley.answers.words.refusals import said_of
from parley.events.acts import AttemptRefused, Objection
from parley.events.own import Kept
from parley.negotiation.views.gathering import gather

__all__ = ["REFUSALS"]

_COLUMNS: Final[Columns[RefusedAttempt]] = (
    Column("recorded_at", "when", lambda each: wording.recorded(each.recorded_at)),
    Column("recorded_by", "who"),
    Column("negotiation", "negotiation"),
    Column("tried", "what"),
    Column("guard", "refused by"),
    Column("reason", "why"),
    Column("hint", "hint", extra=True),
    Column("draft", "number", extra=True),
    Column("drafts", "of", extra=True),
    Column("fields", "as written", extra=True),
    Column("log_position", "position", extra=True),
)


def _said(objection: Objection) -> dict[str, str | None]:
    said = said_of(objection.case, objection.facts)
    return {"reason": said.reason, "hint": None if said.hint is None else str(said.hint)}


def _objections(attempt: Kept[AttemptRefused]) -> list[RefusedAttempt]:
    tried = {each.draft: each for each in attempt.said.tried}
    return [
        gather(
            RefusedAttempt,
            attempt,
            each,
            **_said(each),
            log_position=attempt.position,
            negotiation=slug_of(tried[each.draft].stream),
            tried=tried[each.draft].type,
            drafts=attempt.said.drafts,
            fields=tried[each.draft].fields,
        )
        for each in attempt.said.objections
    ]


def _build(own: OwnRecords, _: NoOptions) -> RefusalsAnswer:
    upto = own.known.position
    items = tuple(item for attempt in own.ledger.refusals(upto) for item in _objections(attempt))
    kept = own.ledger.keeps_refusals(upto)
    return gather(RefusalsAnswer, own.facts(), kept=kept, items=items)


def _remarks(answer: RefusalsAnswer) -> Iterator[str]:
    if not answer.kept:
        yield say("refused attempts are not kept in this ledger: {keep}", keep=do("keep_refusals"))


REFUSALS: Final = Question(
    name="refusals",
    subject=OwnRecords,
    shape=RefusalsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    remarks=_remarks,
)
