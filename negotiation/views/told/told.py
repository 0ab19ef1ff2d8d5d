"""All that there is to tell at a moment: the fields of an answer, each told by one fact.

What several fields share is one fact: an offer to seven parties, a deal of ten terms, the parties
that one registration put at the table, an offer and that it is only claimed. Source: docs/adr/0044.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from parley.negotiation import rows
from parley.negotiation.spelling import subject_of
from parley.negotiation.views import conditions, dates, exclusions
from parley.negotiation.views.agreed import TermItem, agreed_ever, agreement
from parley.negotiation.views.fields import KINDS, Field, chosen_fields, fields
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told import agreements, people, proposals, talks, words
from parley.negotiation.views.told import dates as told_dates
from parley.negotiation.views.told import exclusions as told_exclusions
from parley.negotiation.views.told.details import detailed
from parley.negotiation.views.told.facts import Act, Fact, Fate
from parley.negotiation.views.told.scene import Scene

__all__ = ["told", "told_of"]

_ORDER: Final[list[str]] = [kind.name for kind in KINDS]
_ORDER.insert(_ORDER.index("claim"), "act")
"""Kinds of facts in the order in which they are told: what is on record before what is claimed."""
_POINTING: Final[frozenset[Fate]] = frozenset(
    {
        *("met", "came_late", "borne_out", "contradicted", "told_otherwise", "timed_otherwise"),
        *(
            "contested",
            "only_reported",
            "not_in_view",
            "on_record_since",
            "agreed_otherwise",
            "followed",
        ),
        *("answered", "went_away"),
        *("corrected_by_us", "superseded", "since_then", "stood_until_deal", "lapsed"),
        *("stood_until_amendment", "stood_until_collapse", "stood_until_close"),
    }
)
"""Fates that name a step, and do not tell what it was."""
_OWN_WORDS: Final = ("StatementMade", "ConcessionMade", "MeetingHeld", "AllianceProposed")
"""Types of steps that say more than what they make of another one."""
_OF_OTHERS: Final = ("contested", "gap", "not_agreed")
"""Acts of facts that begin with a step and tell something else than what it was."""
_UNTOLD: Final = ("RegistrationAmended",)
"""Types of steps that are no act of the talks."""
Group = tuple[str, int, str]
"""(what is told, of which step, of what of it)."""


def told(seen: Seen) -> list[Fact]:
    """Every fact of an answer, in the order of its fields."""
    return _Telling(seen).facts()


def told_of(seen: Seen, name: str) -> list[Fact]:
    """The facts that tell a field, or a kind of field; all there are where the name is empty.

    Raises FieldError for a field that is not there.
    """
    wanted = {field.field for field in chosen_fields(seen, name)}
    return [fact for fact in told(seen) if not name.strip() or wanted & set(fact.fields)]


class _Telling:
    """One view, its fields, and what each is told with."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._scene = Scene(seen)
        self._fields = fields(seen)
        self._flags: Mapping[str, int] = seen.steps[-1].flags if seen.steps else {}
        self._proposals = {
            row.step for kind in (rows.OfferRow, rows.DemandRow) for row in seen.all(kind)
        }
        self._own = {
            "condition": {row.step for row in seen.all(rows.ConditionRow)},
            "deadline": {row.step for row in seen.all(rows.DeadlineRow)},
            "attempt": {row.step for row in seen.all(rows.AttemptRow)},
            "move": {row.step for row in seen.all(rows.MoveRow)},
            "person": {row.step for row in seen.all(rows.PersonRow)},
            "vote": {row.step for row in seen.all(rows.VoteRow)},
        }
        self._since = self._fields[0].steps[0] if self._fields else 0
        """The step that set the state, which is told first."""
        self._terms: dict[int, list[TermItem]] = {}
        for item in agreed_ever(seen):
            self._terms.setdefault(item.version, []).append(item)
        self._dates = dict(zip(self._keys("deadline"), dates.deadlines(seen), strict=True))
        self._open = dict(zip(self._keys("issue"), agreement(seen).open, strict=True))
        self._exclusions = {each.version: each for each in exclusions.exclusions(seen)}
        self._own["exclusion"] = {
            field.steps[0] for field in self._fields if field.kind == "exclusion"
        }
        self._effects = {
            row.step
            for row in seen.all(rows.DeadlineRow)
            if row.ends is not None and not seen.saw(row.moved_by)
        }
        """The ends that say from when on they count, in the sentence about the end itself."""
        self._conditions = {each.version: each for each in conditions.conditions(seen)}

    def _keys(self, kind: str) -> list[str]:
        return [field.key for field in self._fields if field.kind == kind]

    def facts(self) -> list[Fact]:
        """A fact for each group of fields, and for each agreement that no field shows any more."""
        groups: dict[Group, list[Field]] = {}
        for field in self._fields:
            for group in self._groups(field):
                groups.setdefault(group, []).append(field)
        found = [self._fact(group, told) for group, told in groups.items()]
        shown = {fact.step for fact in found if fact.kind == "agreed"}
        found += self._earlier_stays()
        found += [
            agreements.agreement(self._scene, (), version, items)
            for version, items in self._terms.items()
            if version not in shown
        ]
        found += self._acts(found)
        return sorted((detailed(self._scene, each) for each in found), key=self._place_of)

    def _place_of(self, fact: Fact) -> tuple[int, int]:
        """By kind, those of one kind as they are; who came and went in the order of occurrence."""
        place = self._seen.places.get(fact.step, 0) if fact.kind == "party" else 0
        return _ORDER.index(fact.kind), place

    def _acts(self, found: Collection[Fact]) -> list[Fact]:
        """Whatever a step did or said that no other fact tells of."""
        own = {fact.step for fact in found if fact.act not in _OF_OTHERS}
        beside = {
            each.step
            for fact in found
            for each in fact.became
            if each.fate not in _POINTING or fact.kind == "condition"
        }
        return [
            words.act(self._scene, step.step)
            for step in self._seen.steps
            if step.step not in own
            and (step.step not in beside or step.type in _OWN_WORDS)
            and step.type not in _UNTOLD
        ]

    def _earlier_stays(self) -> Iterable[Fact]:
        """How a stay at the table began and ended that does not tell where its party is."""
        stays = [row for row in self._seen.all(rows.PartyRow) if row.at_table]
        last = self._seen.stays()
        told: dict[tuple[int, str], list[str]] = {}
        for row in stays:
            if row is last[row.party]:
                continue
            if row.step != 1:
                told.setdefault((row.step, "at_table"), []).append(row.party)
            if row.left_by is not None and row.left_by not in self._own["exclusion"]:
                told.setdefault((row.left_by, "left"), []).append(row.party)
        for (version, value), parties in told.items():
            yield talks.parties(self._scene, (), version, tuple(parties), value)

    def _groups(self, field: Field) -> Iterable[Group]:
        version = field.steps[0]
        match field.kind:
            case "flag":
                yield self._flag_group(field)
            case "state":
                yield self._state_group()
            case "attempt" if field.value == "underway" and version == self._since:
                yield "state", version, ""
            case "party":
                put_out = field.value == "left" and field.set_by in self._own["exclusion"]
                kind, key = ("exclusion", f"v{field.set_by}") if put_out else ("party", field.value)
                until_end = field.value == "until_end"
                key = "at_table" if field.value in ("until_end", "after_end") else key
                yield kind, version if until_end else field.set_by, key
            case "offer" | "demand":
                yield "proposal", version, ""
            case "last_offer":
                for each in field.steps:
                    yield "proposal", each, ""
            case "agreed":
                for each in field.steps:
                    yield "agreed", each, ""
            case "claim":
                yield self._claim_group(version)
            case "deadline" if version == self._since and version in self._effects:
                yield "state", version, ""
            case "deadline":
                yield "deadline", version, field.key
            case "parked" | "exclusion":
                yield field.kind, version, field.key
            case "issue":
                yield from self._issue_groups(field)
            case _:
                yield field.kind, version, ""

    def _state_group(self) -> Group:
        """What tells the state: an offer or a demand that began it is told as what it is."""
        proposed = bool(self._seen.steps) and self._seen.steps[-1].state == "proposed"
        is_one = proposed and self._since in self._proposals
        return "proposal" if is_one else "state", self._since, ""

    def _flag_group(self, field: Field) -> Group:
        has_state = bool(self._seen.steps) and self._seen.steps[-1].state is not None
        if field.key in ("contested", "gap", "reported") and has_state:
            what, version, key = self._state_group()
            return (what, version, key) if what == "state" else ("flag", field.set_by, field.key)
        agreeing = field.key in ("partial", "in_principle", "ratification_pending")
        if agreeing and field.set_by in self._terms:
            return "agreed", field.set_by, ""
        return "flag", field.set_by, field.key

    def _issue_groups(self, field: Field) -> Iterable[Group]:
        """The agreements on it that ended, which say more than that it is open; else itself."""
        item = self._open[field.key]
        about = subject_of(item.pool, item.issue)
        ended = [
            version
            for version, terms in self._terms.items()
            for term in terms
            if term.issue is not None and subject_of(term.pool, term.issue) == about
        ]
        for version in dict.fromkeys(ended):
            yield "agreed", version, ""
        if not ended:
            yield "issue", 0, repr(about)

    def _claim_group(self, version: int) -> Group:
        if version in self._proposals:
            return "proposal", version, ""
        if version == self._flags.get("suspended"):
            return "flag", version, "suspended"
        if version == self._since and self._seen.steps[-1].state is not None:
            return "state", version, ""
        for kind, steps in self._own.items():
            if version in steps:
                keyed = kind in ("deadline", "exclusion")
                return kind, version, f"v{version}" if keyed else ""
        return "claim", version, ""

    def _fact(self, group: Group, shared: list[Field]) -> Fact:
        what, version, key = group
        scene, names = self._scene, tuple(field.field for field in shared)
        match what:
            case "state":
                return talks.state(scene, names)
            case "flag" if key == "suspended":
                return talks.suspended(scene, names, version)
            case "flag" if key == "closed":
                return talks.closed(scene, names, version)
            case "flag":
                act: Act = "contested" if key == "contested" else "gap"
                return talks.unstated(scene, names, version, act)
            case "party":
                parties = tuple(field.key for field in shared)
                return talks.parties(scene, names, version, parties, key)
            case "proposal":
                return proposals.proposal(scene, version, names)
            case "agreed":
                return agreements.agreement(scene, names, version, self._terms[version])
            case "parked":
                return talks.set_aside(scene, names, version)
            case "exclusion":
                return told_exclusions.exclusion(scene, names, self._exclusions[version])
            case "attempt":
                return talks.attempt(scene, names, version)
            case "move":
                return people.move(scene, names, version)
            case "person":
                return people.person(scene, names, version)
            case "vote":
                return people.vote(scene, names, version)
            case "condition":
                return told_dates.condition(scene, names, self._conditions[version])
            case "deadline":
                return told_dates.deadline(scene, names, self._dates[key])
            case "issue":
                first = shared[0]
                return agreements.open_issue(scene, names, self._open[first.key], first.set_by)
            case _:
                return words.claim(scene, names, version)
