"""An answer as a flat mapping: a closed list of named fields, each with its value and its steps.

To compare two answers, to ask who set one of them, or when one first held, they must have the same
form; this is that form (docs/adr/0023). Source: DOMAIN §4, questions 1, 3, 11, 15, 16, 17, 18, 19,
22 and 25.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.views import field_parts
from parley.negotiation.views.field_changes import (
    Changing,
    at_agreements,
    at_any_step,
    at_claims,
    at_first_proposals,
    at_marks_of,
    at_marks_or_ends_of,
    at_tasks,
)
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import Outcome

__all__ = [
    "KINDS",
    "Field",
    "FieldError",
    "Kind",
    "chosen_fields",
    "fields",
    "fields_of",
    "folded",
    "party_in",
    "require_kind",
]


class FieldError(ValueError):
    """There is no such field: why, the word it is about, and the words that would do."""

    def __init__(self, reason: str, word: str, known: Iterable[str]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.word = word
        self.known = tuple(known)


FieldKind = Literal[
    "state",
    "flag",
    "parked",
    "party",
    "offer",
    "last_offer",
    "demand",
    "condition",
    "deadline",
    "agreed",
    "issue",
    "claim",
    "attempt",
    "move",
    "person",
    "vote",
    "exclusion",
]


class Field(Struct, frozen=True, kw_only=True):
    """One field of an answer. Two answers say the same of it where all but the order is equal."""

    field: str
    """Its kind and key: `state`, `offer v11`, `party AAP`."""
    kind: FieldKind
    """What it is about."""
    key: str
    """Which of its kind; empty where there is only one."""
    value: str
    """One of the kind's values where it names them, else in words."""
    said: str
    """What it is that has this value, in words; may be empty."""
    attribution_class: AttributionClass | None
    """Of the step that put it there; null for what nobody has to say, such as a flag."""
    steps: tuple[int, ...]
    """The steps behind it; the last one is `set_by`."""
    set_by: int
    """The step that set the value; 1 = the registration."""
    stood_until: Outcome | None
    """Of an offer, a demand or a condition that lapsed: it stood until the deal, its amendment, the
    collapse or the close of the step that set it."""


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of field."""

    name: FieldKind
    plural: str
    """The word by which fields of this kind are counted; empty where there is only one."""
    key: str
    """What its key stands for; empty where there is only one."""
    values: tuple[str, ...]
    """All values there are; empty where the value is in words."""
    about: str
    tell: Callable[[Seen], Iterable[field_parts.Told]]
    changing: Changing
    """The steps at which fields of this kind can change."""


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        name="state",
        plural="",
        key="",
        values=("proposed", "talks_underway", "deal_reached", "collapsed"),
        about="Where the talks stand; not there before any talks.",
        tell=field_parts.state,
        changing=at_any_step,
    ),
    Kind(
        name="flag",
        plural="flags",
        key="FLAG",
        values=("set",),
        about="A flag that is set.",
        tell=field_parts.flags,
        changing=at_any_step,
    ),
    Kind(
        name="parked",
        plural="parked_things",
        key="SCOPE",
        values=("parked",),
        about="An issue, or a field of policy by its name, that the talks leave aside.",
        tell=field_parts.parked,
        changing=at_any_step,
    ),
    Kind(
        name="party",
        plural="parties",
        key="PARTY",
        values=("at_table", "until_end", "after_end", "left", "away"),
        about="Whether a party sits at the table, or sat there until the end; away = never did.",
        tell=field_parts.parties,
        changing=at_marks_or_ends_of(rows.PartyRow),
    ),
    Kind(
        name="offer",
        plural="offers",
        key="STEP",
        values=(
            *("open", "accepted", "withdrawn", "expired"),
            *("rejected", "superseded", "overtaken", "lapsed"),
        ),
        about="An offered thing with its status.",
        tell=field_parts.offers,
        changing=at_marks_of(rows.OfferRow),
    ),
    Kind(
        name="last_offer",
        plural="last_offers",
        key="BY TO ISSUE CLASS",
        values=(),
        about="The last offer of a direction, issue and class of attribution, whatever its status.",
        tell=field_parts.last_offers,
        changing=at_marks_of(rows.OfferRow),
    ),
    Kind(
        name="demand",
        plural="demands",
        key="STEP",
        values=(
            "open",
            "dropped",
            "met",
            "rejected",
            "denied",
            "superseded",
            "overtaken",
            "lapsed",
        ),
        about="A demanded thing with its status.",
        tell=field_parts.demands,
        changing=at_marks_of(rows.DemandRow),
    ),
    Kind(
        name="condition",
        plural="conditions",
        key="STEP",
        values=("open", "met", "failed", "waived", "dropped", "refused", "lapsed"),
        about="A condition with the last word on it.",
        tell=field_parts.conditions,
        changing=at_marks_or_ends_of(rows.ConditionRow),
    ),
    Kind(
        name="deadline",
        plural="deadlines",
        key="STEP",
        values=("pending", "met", "late", "lapsed", "missed", "passed", "extended"),
        about="A date to come; v1 = registered. An expectation passes, and is never missed.",
        tell=field_parts.deadlines,
        changing=at_marks_or_ends_of(rows.DeadlineRow),
    ),
    Kind(
        name="agreed",
        plural="terms",
        key="PARTY ISSUE",
        values=(),
        about="What every party at the table has agreed to.",
        tell=field_parts.agreed,
        changing=at_agreements,
    ),
    Kind(
        name="issue",
        plural="issues",
        key="ISSUE",
        values=("open",),
        about="An issue of an offer or a demand without an agreed term.",
        tell=field_parts.open_issues,
        changing=at_first_proposals,
    ),
    Kind(
        name="claim",
        plural="claims",
        key="STEP",
        values=(
            *("corrected", "refuted", "denied", "confirmed", "otherwise", "disputed"),
            *("shown", "corroborated", "taken_up", "settled", "stated", "reported"),
        ),
        about="What only somebody's word stands for, with what became of it.",
        tell=field_parts.claims,
        changing=at_claims,
    ),
    Kind(
        name="attempt",
        plural="attempts",
        key="STEP",
        values=("underway", "deal_reached", "collapsed", "closed"),
        about="An unbroken run of talks, by the step that opened it.",
        tell=field_parts.attempts,
        changing=at_marks_of(rows.AttemptRow),
    ),
    Kind(
        name="move",
        plural="moves",
        key="STEP",
        values=("candidate_list", "constituency_list", "contest_alone", "other_pact"),
        about="A move away from the table, by its kind.",
        tell=field_parts.moves,
        changing=at_marks_of(rows.MoveRow),
    ),
    Kind(
        name="person",
        plural="people",
        key="STEP",
        values=("standing", "ended", "over"),
        about="An appointment or a mandate; a mediation is over with its meeting.",
        tell=field_parts.people,
        changing=at_tasks,
    ),
    Kind(
        name="vote",
        plural="votes",
        key="STEP",
        values=("approved", "rejected"),
        about="A vote on something that is no deal of this negotiation.",
        tell=field_parts.votes,
        changing=at_marks_of(rows.VoteRow),
    ),
    Kind(
        name="exclusion",
        plural="exclusions",
        key="STEP",
        values=("not_taken_back", "taken_back", "overtaken", "denied", "in_part"),
        about="A refusal of one party by another, with what became of it in this negotiation.",
        tell=field_parts.refusals,
        changing=at_any_step,
    ),
)
"""Every kind of field there is, in the order in which answers show them."""


def require_kind(name: str) -> Kind:
    """The kind of that name or plural, in any case. Raises FieldError."""
    folded = name.casefold()
    for kind in KINDS:
        if folded and folded in (kind.name, kind.plural):
            return kind
    known = [word for kind in KINDS for word in (kind.name, kind.plural) if word]
    raise FieldError(f"there is no field “{name}”", name, known)


def fields(seen: Seen) -> list[Field]:
    """The whole answer, in the order of KINDS."""
    return [*seen.once(_fields)]


def _fields(seen: Seen) -> list[Field]:
    return [field for kind in KINDS for field in fields_of(seen, kind)]


def fields_of(seen: Seen, kind: Kind) -> Iterator[Field]:
    """The fields of one kind, in the order of occurrence."""
    for told in kind.tell(seen):
        name = f"{kind.name} {told.key}".rstrip()
        yield gather(Field, told, field=name, kind=kind.name, set_by=told.steps[-1])


def chosen_fields(seen: Seen, name: str) -> list[Field]:
    """The field of that name, or all of a kind; all there are where the name is empty.

    Raises FieldError for a field that is not there.
    """
    words = name.split()
    if not words:
        return fields(seen)
    kind = require_kind(words[0])
    found = list(fields_of(seen, kind))
    if len(words) == 1:
        return found
    key = " ".join(words[1:])
    key = f"v{key}" if kind.key == "STEP" and not key.startswith("v") else key
    key = party_in(seen, key) if kind.name == "party" else key
    here = [field for field in found if folded(field.key) == folded(key)]
    if not here:
        reason = f"there is no field “{kind.name} {key}” at this moment"
        raise FieldError(reason, f"{kind.name} {key}", [field.field for field in found])
    return here


def folded(word: str) -> str:
    """A key or a value without the differences that are only spelling."""
    return word.casefold().replace("-", "_")


def party_in(seen: Seen, name: str) -> str:
    """The short name of a party, by any of its names; what is none stands as it is."""
    for row in seen.all(rows.PartyRow):
        if folded(name) in map(folded, row.called):
            return row.party
    return name
