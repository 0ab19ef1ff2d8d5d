"""The answer `rounds`: each attempt at a deal, its days and outcome, and who ended it."""

from collections.abc import Iterator, Mapping
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column
from parley.answers.language import say, say_in, say_many
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading, read_contest
from parley.answers.shapes.cited import StepShown, show_days, show_step
from parley.answers.shapes.rounds import FormedShown, RoundLine, RoundsAnswer, show_round
from parley.answers.shaping import as_value, shape
from parley.answers.words import wording
from parley.answers.words.deals import form_said, ratifications_said
from parley.negotiation.views import attempts

__all__ = ["ROUNDS"]

_COLLAPSES: Final = {
    "attempt": "collapsed",
    "refusal": "refused before talks began",
    "broken_deal": "the deal was broken",
}


def _name(item: object) -> str:
    """Return `attempt 2`, `refusal`, `broken deal`."""
    if not isinstance(item, Mapping):
        return ""
    name = wording.spaced(item["kind"])
    return f"{name} {item['number']}" if item.get("number") else name


def _outcome(item: object) -> str:
    """Return how it ended, and by whom as far as somebody did."""
    if not isinstance(item, Mapping):
        return ""
    outcome = item.get("outcome")
    if outcome != "collapsed":
        form = form_said(item.get("deal"))
        said = "goes on" if outcome is None else wording.state(outcome)
        return f"{said}, {form}" if form else said
    by = wording.actors(item.get("ended_by"))
    return f"{_COLLAPSES[str(item['kind'])]}, {f'ended by {by}' if by else 'nobody declared it'}"


def _replies(value: object) -> str:
    return "; ".join(map(_reply, value)) if isinstance(value, list | tuple) else ""


def _reply(reply: Mapping[str, object]) -> str:
    said = reply["said"]
    if not isinstance(said, Mapping):
        return f"{reply['party']}: no statement about it is recorded"
    return f"{said['said']} ({wording.step(said['version'])}, {_later(reply['days'])})"


def _later(value: object) -> str:
    if isinstance(value, Mapping) and value.get("at_most") == 0:
        return "the same day"
    return f"{wording.days(value)} later"


def _according(item: object) -> str:
    return wording.attributions(item.get("last")) if isinstance(item, Mapping) else ""


_COLUMNS: Final = (
    Column("kind", "round", _name, whole=True),
    Column("first", "from", wording.dated),
    Column("last", "to", wording.dated),
    Column("days", "days", wording.days),
    Column("steps", "steps"),
    Column("outcome", "outcome", _outcome, whole=True),
    Column("reason", "reason"),
    Column("deal.ratifications", "ratification", ratifications_said),
    Column("replies", "what others said", _replies),
    Column("last.speaker", "according to", _according, whole=True),
    Column("inconclusive", "inconclusive", extra=True),
    Column("last.quote", "words of the end", wording.quoted, extra=True),
    Column("last.source", "source of the end", extra=True),
)


def _title(answer: RoundsAnswer) -> str:
    """Return how many attempts there were, and how long the government took where it is known."""
    if not answer.items:
        return ""
    said = say_many(
        answer.attempts,
        "{negotiation}: {number} attempt, {inconclusive} inconclusive",
        "{negotiation}: {number} attempts, {inconclusive} inconclusive",
        negotiation=answer.negotiation,
        inconclusive=answer.inconclusive or say_in("of attempts", "none"),
    )
    if answer.formed is None:
        return said
    return say(
        "{attempts}; {days} from the election to the government sworn in ({step})",
        attempts=said,
        days=wording.days(as_value(answer.formed)["days"]),
        step=wording.step(answer.formed.sworn_in.version),
    )


def _formed(reading: Reading) -> FormedShown | None:
    found = attempts.formed(reading.seen, read_contest(reading))
    if found is None:
        return None
    return shape(FormedShown, found, sworn_in=show_step(found.sworn_in), days=show_days(found.days))


def _entries(answer: RoundsAnswer) -> Iterator[Entry]:
    for item in answer.items:
        value = as_value(item)
        steps = wording.counted(item.steps, "step")
        yield Entry(
            heading=_name(value).capitalize(),
            label=wording.step(item.first.version),
            line=f"{wording.moment(item.first.occurred)} – {wording.moment(item.last.occurred)}"
            f" · {wording.days(value['days'])}, {steps}",
            notes=(Note(_said(item.first), "dim"),),
        )
        yield Entry(
            heading=_name(value).capitalize(),
            label=wording.step(item.last.version),
            line=_outcome(value),
            notes=tuple(_end_notes(item)),
        )


def _end_notes(item: RoundLine) -> Iterator[Note]:
    if item.reason is not None and item.outcome == "collapsed":
        yield Note(f"reason given: {item.reason}")
    yield Note(_said(item.last), "dim")
    for body in () if item.deal is None else item.deal.ratifications:
        yield Note(ratifications_said([as_value(body)]))
        if body.decided is not None:
            yield Note(_said(body.decided), "dim")
    for reply in item.replies:
        yield Note(_reply(as_value(reply)))
        if reply.said is not None:
            yield Note(_said(reply.said), "dim")


def _said(step: StepShown) -> str:
    return wording.said_by(as_value(step), step.said)


def _build(reading: Reading, _: NoOptions) -> RoundsAnswer:
    runs = attempts.runs(reading.seen)
    return shape(
        RoundsAnswer,
        reading.facts(),
        reading.subject(),
        attempts=sum(run.kind == "attempt" for run in runs),
        inconclusive=sum(run.inconclusive for run in runs),
        formed=_formed(reading),
        items=tuple(map(show_round, runs)),
    )


ROUNDS: Final = Question(
    name="rounds",
    shape=RoundsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    title=_title,
    nothing="no talks of {negotiation} are recorded to have begun or been refused",
)
