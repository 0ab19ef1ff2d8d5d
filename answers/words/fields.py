"""What answers about fields share: their words, their refusals, a difference as a person reads it.

A field is named, told and refused alike wherever one is typed or shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from parley.answers.acts import advise, do
from parley.answers.entries import Entry, Note
from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import marked, say, say_list
from parley.answers.shapes.fields import DiffLine
from parley.answers.words import wording
from parley.negotiation.arrows import bare
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.fields import KINDS, Field, FieldError

__all__ = [
    "HEADINGS",
    "difference_entries",
    "field_line",
    "field_list",
    "no_field",
    "refuse_field",
    "step_notes",
    "value_said",
    "words_of",
]

HEADINGS: Final[Mapping[str, str]] = {
    "state": marked("State"),
    "flag": marked("Flags"),
    "parked": marked("Set aside"),
    "party": marked("At the table"),
    "offer": marked("Offers"),
    "last_offer": marked("Last offers"),
    "demand": marked("Demands"),
    "condition": marked("Conditions"),
    "deadline": marked("Dates"),
    "agreed": marked("Agreed"),
    "issue": marked("Open issues"),
    "act": marked("Also on record"),
    "claim": marked("Claims"),
    "attempt": marked("Attempts"),
    "move": marked("Moves away from the table"),
    "person": marked("People"),
    "vote": marked("Votes"),
    "exclusion": marked("Who will not sit with whom"),
    "across": marked("Across negotiations"),
}
"""Kind of field, or of fact -> the heading it stands under."""
_PARTY: Final = {
    "at_table": marked("at the table"),
    "until_end": marked("at the table until the end"),
    "after_end": marked("came when the talks were over"),
    "left": marked("left"),
    "away": marked("not at the table"),
}
_CLASSES: Final = {"anonymous": marked("unnamed source"), "media_report": marked("report")}
_NAMED_MAX: Final = 12


def field_list() -> str:
    """Return the closed list of fields, a line for each kind, for a help page."""
    lines = []
    for kind in KINDS:
        name = f"{kind.name} {kind.key}".rstrip()
        values = f" ({', '.join(kind.values)})" if len(kind.values) > 1 else ""
        lines.append(f"  {name}{values}")
    return "\n".join(lines)


def no_field(asked: str, negotiation: str) -> str:
    """Return that nothing answers to what was asked for."""
    return say(
        "there is no {asked} in {negotiation} at this moment",
        negotiation,
        asked=asked or say("field"),
    )


def refuse_field(error: FieldError) -> Failure:
    """Return the refusal of a field that is none, with the nearest ones."""
    near = suggest(error.word, error.known)
    named = say_list(error.known[:_NAMED_MAX]) + (" …" if len(error.known) > _NAMED_MAX else "")
    known = advise("{blame} shows those there are", blame=do("blame"))
    if named:
        known = advise("there are {named}", named)
    hint = say("{near} Otherwise {known}", near, known) if near else known
    return Failure(Kind.USAGE, error.reason, hint=hint)


def _value_words(field: Field) -> str:
    """Return the value as people read it: `talks underway`, `at the table`."""
    return f"{field.said} ({field.value})" if field.kind == "last_offer" else value_said(field)


def value_said(field: Field) -> str:
    """Return the value alone as people read it, without its figure."""
    if field.kind == "party":
        return say(_PARTY[field.value])
    if field.stood_until is not None:
        return wording.ended(field.value, field.set_by, field.stood_until)
    closed = next(kind.values for kind in KINDS if kind.name == field.kind)
    return wording.spaced(field.value) if closed else field.value


def field_line(field: Field) -> str:
    """Return a field in one line: `INC→AAP 5 seats (unnamed source): open`."""
    subject, value = _subject(field), _value_words(field)
    if field.kind in ("state", "flag", "issue"):
        return subject or value
    return f"{subject}: {value}"


def difference_entries(items: Iterable[DiffLine]) -> Iterator[Entry]:
    """Yield differences as they are drawn; a step that set several is told with the first."""
    told: set[int] = set()
    for item in items:
        latest = item.after if item.after is not None else item.before
        version = 1 if latest is None else latest.set_by
        line = _difference(item)
        notes: tuple[Note, ...] = ()
        if item.step is not None and version not in told:
            told.add(version)
            notes = step_notes(item.step, line, own=latest is not None and len(latest.steps) == 1)
        yield Entry(
            heading=say(HEADINGS[item.kind]),
            label="" if version == 1 else wording.step(version),
            line=line,
            notes=notes,
        )


def step_notes(step: CitedStep, line: str, *, own: bool) -> tuple[Note, ...]:
    """Return what stands under a line about a step: what it did, when, and who said so.

    `own` = the line says already what the step did.
    """
    when = wording.moment(step.occurred)
    did = when if own else f"{step.said}, {when}"
    return Note(did), wording.source_note(step, f"{line} {did}")


def words_of(field: Field | None) -> str:
    """Return what an answer says of a field; nothing where it has none."""
    if field is None:
        return ""
    return " · ".join(part for part in (value_said(field), field.said) if part)


def _difference(item: DiffLine) -> str:
    before, after = item.before, item.after
    if before is None or after is None:
        field = after if after is not None else before
        sign = "−" if after is None else "+"
        return "" if field is None else f"{sign} {field_line(field)}"
    if _subject(before) != _subject(after):
        return f"{field_line(before)} → {field_line(after)}"
    was, now = _value_words(before), _value_words(after)
    if was == now:
        was, now = f"{was} ({wording.steps(before.steps)})", f"{now} ({wording.steps(after.steps)})"
    subject = _subject(after)
    return f"{subject}: {was} → {now}" if subject else f"{was} → {now}"


def _subject(field: Field) -> str:
    """Return what has the value, marked where nobody stands for it by name."""
    match field.kind:
        case "state":
            return ""
        case "agreed":  # its key begins with who gets it
            return wording.spaced(bare(field.key))
        case "flag" | "issue" | "party":
            return wording.spaced(field.key)
        case "attempt":
            return say("talks from {key} on", field.key)
        case "last_offer":
            words = wording.spaced(field.key.rsplit(" ", 1)[0])
            return f"{words}{_marked(field)}"
        case _:
            return f"{field.said or field.key}{_marked(field)}"


def _marked(field: Field) -> str:
    mark = _CLASSES.get(field.attribution_class or "")
    return f" ({say(mark)})" if mark else ""
