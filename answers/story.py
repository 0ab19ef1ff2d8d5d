"""The answer `story`: a negotiation told in about five sentences, with the steps behind each."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.members import across_lines, across_of, members_of
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.sentences.names import stopped
from parley.answers.sentences.story import beat_said, headline_of_contest, headline_said
from parley.answers.shapes.story import StoryAnswer, StoryLine
from parley.answers.streams import is_contest
from parley.answers.words import wording
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.story import Beat, Story, contest_story, story

__all__ = ["STORY", "story_of"]

_COLUMNS: Final[Columns[StoryLine]] = (
    Column("told_of", "negotiation", extra=True),
    Column("kind", "about", lambda each: wording.spaced(each.kind)),
    Column("sentence", "sentence"),
    Column("steps", "steps", lambda each: wording.steps(each.steps)),
)


def story_of(reading: Reading) -> StoryAnswer:
    """Return the story of what is read; of a contest, a sentence on each of its negotiations."""
    if not reading.has_state:
        return _of_contest(reading)
    told, synthetic = story(reading.seen), reading.seen.negotiation.synthetic
    known: set[str] = set()
    items = tuple(_line(reading.slug, each, known, synthetic) for each in told.beats)
    headline = headline_said(told, synthetic=synthetic)
    return reading.answer(
        StoryAnswer, told, headline=headline, items=(*items, *_across(reading, items))
    )


def _of_contest(reading: Reading) -> StoryAnswer:
    members = members_of(reading)
    negotiations = sorted(members.negotiations, key=_began)
    told = [(seen, story(seen)) for seen in negotiations]
    synthetic = reading.seen.negotiation.synthetic
    known: set[str] = set()
    items = [
        _line(seen.stream.partition("/")[2], beat, known, seen.negotiation.synthetic)
        for seen, each in told
        for beat in _first(each)
    ]
    own = reading.seen
    items += [
        _line(reading.slug, beat, known, own.negotiation.synthetic) for beat in contest_story(own)
    ]
    outcomes = [each.outcome for _, each in told]
    title = reading.seen.negotiation.title
    exclude = any(each.both_at_a_deal for each in across_of(reading, members).exclusive)
    return reading.answer(
        StoryAnswer,
        headline=headline_of_contest(title, outcomes, exclude=exclude, synthetic=synthetic),
        outcome=None,
        contested=any(each.contested for _, each in told),
        otherwise=(),
        parties=(),
        left=(),
        items=(*items, *_across(reading, items)),
    )


def _across(reading: Reading, told: Sequence[StoryLine]) -> Iterator[StoryLine]:
    """What stands between this negotiation and others, as every other answer says it."""
    for each in across_lines(reading) if told else ():
        own = (step.rpartition("#") for step in each.steps)
        yield StoryLine(
            kind="across",
            facts=(),
            told_of=reading.slug,
            sentence=each.sentence,
            steps=tuple(int(version) for slug, _, version in own if slug == reading.slug),
        )


def _first(told: Story) -> Sequence[Beat]:
    """What a contest tells of one negotiation: its course, else what was said last."""
    course = [
        replace(beat, facts=tuple(fact for fact in beat.facts if fact.act != "closed"))
        for beat in told.beats
        if beat.kind == "course"
    ]
    return course or told.beats[-1:]


def _began(seen: Seen) -> tuple[int, str]:
    return (seen.steps[0].earliest if seen.steps else 0, seen.stream)


def _line(slug: str, beat: Beat, known: set[str], synthetic: bool) -> StoryLine:
    said = beat_said(beat, known, synthetic=synthetic)
    return gather(StoryLine, beat, told_of=slug, sentence=stopped(said), steps=beat.steps)


def _build(reading: Reading, _: NoOptions) -> StoryAnswer:
    return story_of(reading)


def _entries(answer: StoryAnswer) -> Iterator[Entry]:
    for item in answer.items:
        yield Entry(
            heading=answer.headline,
            label=_label(item, answer),
            line=item.sentence,
            notes=(Note(wording.steps(item.steps), "aside"),),
        )


def _label(item: StoryLine, answer: StoryAnswer) -> str:
    """Which negotiation a sentence is about, of a contest that has several."""
    if item.kind == "contest":
        return say("the contest")
    if item.kind == "across":
        return say("across") if is_contest(answer.negotiation) else ""
    return "" if item.told_of == answer.negotiation else item.told_of


def _remarks(answer: StoryAnswer) -> Iterator[str]:
    if not answer.items:
        yield answer.headline


STORY: Final = Question(
    name="story",
    subject=Reading,
    shape=StoryAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    gathers=True,
    entries=_entries,
    remarks=_remarks,
)
