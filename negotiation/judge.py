"""Judging: drafts on an account give the steps to record, or every reason why not.

A step is judged at its place, and so is everything that comes after it: late news that would make
a later step impossible is refused, naming both. Drafts that come together are judged together.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec import Struct

from negotiation.account import Account, Believed, Recorded, Refused, account_of, read_entry
from negotiation.codec import EntryError, plain
from negotiation.door import FieldProblem, SourceFacts, understand
from negotiation.evidence import JsonValue, Value
from negotiation.fold import Folded, begin, fold_step
from negotiation.moments import MomentError, parse_moment
from negotiation.naming import Addition, Unclear, look_up_names, open_names
from negotiation.phrases import correction_said
from negotiation.register import RegisterFacts
from negotiation.registration import NegotiationRegistered
from negotiation.rules import CURRENT, RULES
from negotiation.saying import VERBS
from negotiation.states import Refusal
from negotiation.steps import (
    Entry,
    EntryCorrected,
    Step,
    local_pointers,
    moments,
)
from negotiation.upcasts import TYPE_VERSIONS

__all__ = ["Drafted", "Judged", "Problem", "Verdict", "judge"]


class Drafted(Protocol):
    """An entry to be recorded, as it was written: `fields` are plain JSON values."""

    @property
    def type(self) -> str: ...
    @property
    def fields(self) -> dict[str, JsonValue]: ...
    @property
    def label(self) -> str | None:
        """A name under which other drafts of the batch may point at it."""


class Judged(Struct, frozen=True, kw_only=True):
    """An entry that may be recorded at `version`; `step` is plain JSON."""

    version: int
    type: str
    type_version: int
    rules: int
    step: dict[str, JsonValue]
    state: str | None
    """The negotiation's state at the head, once this is recorded."""
    said: str
    changed: tuple[str, ...]
    late: bool
    """Whether it stands before something that was recorded earlier."""


class Problem(Struct, frozen=True, kw_only=True):
    """Why draft number `draft` (from 0) may not be recorded."""

    draft: int
    guard: str
    field: str
    reason: str
    hint: str | None
    other: int | None = None
    """Another step that it concerns, by version."""


class Verdict(Struct, frozen=True):
    """All are judged; or there is at least one problem; or nothing was judged yet, because
    `additions` have to come with the drafts."""

    judged: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    additions: tuple[Addition, ...] = ()


class _Pending(Struct, frozen=True, kw_only=True):
    """A draft in the account, before it has a record."""

    version: int
    type: str
    type_version: int
    step: dict[str, JsonValue]
    recorded_at: int
    rules: int | None = CURRENT.version
    position: int = 0
    id: str = ""
    recorded_by: str = ""


def judge(
    stream: str,
    drafts: Sequence[Drafted],
    *,
    folded: Folded | None,
    history: Callable[[], Sequence[Recorded]],
    sources: SourceFacts,
    register: Callable[[], RegisterFacts],
    now: int,
) -> Verdict:
    """Judge drafts that follow the last entry of `stream`.

    `folded` is the stream folded up to its last entry, None for a stream that does not exist; the
    drafts may move it on, so it MUST be the caller's to lose.
    `history` gives the stream's records; it is asked only where the fold does not suffice: for
    late news and for corrections. `register` gives the ledger's register; it is asked only for
    names that the registration does not have. `now` is µs since 1970, UTC: the writer's clock.
    """
    version = 0 if folded is None else folded.version
    labels = {draft.label: version + 1 + index for index, draft in enumerate(drafts) if draft.label}
    problems = _repeated_labels(drafts)
    values: dict[int, Value] = {}
    for index, draft in enumerate(drafts):
        value = understand(draft.type, draft.fields, labels=labels, sources=sources)
        if isinstance(value, list):
            problems.extend(_field_problem(index, each) for each in value)
        else:
            values[index] = value
    named_twice = len(labels) < sum(bool(draft.label) for draft in drafts)
    if named_twice or (folded is None and 0 not in values):
        return Verdict((), tuple(problems))  # nothing to judge the others by
    named = _named(stream, values, folded, history, register)
    if named.problems or named.additions:
        return _with(problems, named)
    pending = {
        index: _Pending(
            version=version + 1 + index,
            type=drafts[index].type,
            type_version=TYPE_VERSIONS[drafts[index].type],
            step=plain(value),
            recorded_at=now,
        )
        for index, value in values.items()
    }
    if problems:
        return _judge_the_others(stream, list(history()), len(drafts), pending, problems, now)
    entries = list(pending.values())
    if folded is not None and _in_order(folded, entries, list(values.values())):
        return _judge_on_fold(stream, folded, entries, list(values.values()), now)
    return _judge_on_account(stream, list(history()), entries, now)


def _with(problems: Sequence[Problem], verdict: Verdict) -> Verdict:
    """A verdict that has these problems too."""
    if not problems:
        return verdict
    every = sorted((*problems, *verdict.problems), key=lambda each: each.draft)
    return Verdict((), tuple(every))


def _judge_the_others(
    stream: str,
    history: Sequence[Recorded],
    count: int,
    pending: Mapping[int, "_Pending"],
    problems: Sequence[Problem],
    now: int,
) -> Verdict:
    """What is wrong with the drafts that can be read, beside what is wrong with the others.

    Whoever mends a long file wants to hear everything at once. What follows only from a draft that
    was left out, because it is pointed at, is not said.
    """
    left_out = set(range(count)) - set(pending)
    first = min(left_out)
    verdict = _judge_on_account(stream, history, [pending.get(each) for each in range(count)], now)
    missing = {
        entry.version + each - index for index, entry in pending.items() for each in left_out
    }
    heard: list[Problem] = []
    for problem in verdict.problems:
        value = read_entry(pending[problem.draft])
        if isinstance(value, Step) and missing & set(local_pointers(value)):
            continue
        if isinstance(value, EntryCorrected) and value.target in missing:
            continue
        if problem.draft > first:
            reason = f"{problem.reason} (judged without what is wrong before it)"
            problem = msgspec.structs.replace(problem, reason=reason)
        heard.append(problem)
    return _with(problems, Verdict((), tuple(heard)))


def _named(
    stream: str,
    values: Mapping[int, Value],
    folded: Folded | None,
    history: Callable[[], Sequence[Recorded]],
    register: Callable[[], RegisterFacts],
) -> Verdict:
    """What the register says of names that the registration does not have."""
    registration: Value | None = values.get(0)
    if folded is not None:
        registration = folded.negotiation.registration
    if not isinstance(registration, NegotiationRegistered):
        return Verdict((), ())  # a contest has no table, and its steps may name anybody
    names = open_names(values, registration)
    entries = register() if names else {}
    if not entries:
        return Verdict((), ())
    if folded is not None:
        registration = account_of(stream, history()).registration
    if not isinstance(registration, NegotiationRegistered):
        raise TypeError(f"{stream} is no negotiation")
    found = look_up_names(names, registration, entries)
    unclear = [_refused(each.draft, each.refusal) for each in found if isinstance(each, Unclear)]
    additions = [each for each in found if isinstance(each, Addition)]
    return Verdict((), tuple(unclear), () if unclear else tuple(additions))


def _repeated_labels(drafts: Sequence[Drafted]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        if draft.label is not None and first.setdefault(draft.label, index) != index:
            problem = FieldProblem(
                "label", f"{draft.label!r} names another step too", "give each step its own label"
            )
            problems.append(_field_problem(index, problem))
    return problems


def _field_problem(index: int, problem: FieldProblem) -> Problem:
    return Problem(
        draft=index, guard="entry", field=problem.field, reason=problem.reason, hint=problem.hint
    )


def _refused(
    index: int, refusal: Refusal, *, reason: str | None = None, other: int | None = None
) -> Problem:
    return Problem(
        draft=index,
        guard=refusal.guard,
        field="",
        reason=reason or refusal.reason,
        hint=refusal.hint,
        other=other,
    )


def _in_order(folded: Folded, pending: Sequence[_Pending], values: Sequence[Value]) -> bool:
    """Whether every draft can simply stand last, so that the fold alone can judge it."""
    latest = folded.latest_earliest
    zone = folded.negotiation.zone
    for entry, value in zip(pending, values, strict=True):
        if not isinstance(value, Step):
            return False
        bounds = parse_moment(value.occurred).bounds(zone)
        if latest is not None and bounds.latest <= latest:
            return False
        if any(pointer >= entry.version for pointer in local_pointers(value)):
            return False
        latest = bounds.earliest if latest is None else max(latest, bounds.earliest)
    return True


def _judge_on_fold(
    stream: str,
    folded: Folded,
    pending: Sequence[_Pending],
    values: Sequence[Value],
    now: int,
) -> Verdict:
    problems: list[Problem] = []
    judged: list[Judged] = []
    for index, (entry, step) in enumerate(zip(pending, values, strict=True)):
        if not isinstance(step, Step):
            raise TypeError(f"{entry.type} cannot be judged on a fold of {stream}")
        bounds = parse_moment(step.occurred).bounds(folded.negotiation.zone)
        believed = Believed(entry, step, bounds)
        refusal = _moment_refused(step, folded.negotiation.zone, now) or _tried(folded, step)
        if refusal is not None:
            problems.append(_refused(index, refusal))
            continue
        effect, rows = fold_step(folded, believed)
        judged.append(_judged(entry, _said(rows), tuple(effect.changed), late=False))
    return _verdict(judged, problems, folded)


def _judge_on_account(
    stream: str,
    history: Sequence[Recorded],
    pending: Sequence[_Pending | None],
    now: int,
    blame: bool = True,
) -> Verdict:
    """Judge drafts each at its place, by folding the whole stream; None = left out."""
    problems: list[Problem] = []
    account = Account(stream)
    for entry in history:
        account.take(entry)
    taken: dict[int, int] = {}
    for index, draft in enumerate(pending):
        if draft is None:
            account.leave_out()
            continue
        try:
            account.take(draft)
        except Refused as refused:
            problems.append(_refused(index, refused.refusal, other=refused.other))
        except EntryError as error:
            problems.append(_field_problem(index, error.problem))
        else:
            taken[draft.version] = index
            continue
        account.leave_out()  # the drafts after it count on its version
    if 1 not in account.entries:
        return Verdict((), tuple(problems))
    folded, _ = begin(account)
    judged: dict[int, Judged] = {}
    last_old = max((each.version for each in history), default=0)
    places = {version: place for place, version in enumerate(account.order)}
    last_old_place = max((places[v] for v in places if v <= last_old), default=-1)
    corrections = {account.root_of(version): version for version in taken}
    for believed in account.steps:
        new = believed.version in taken
        refusal = None
        if new or believed.version in corrections:
            refusal = _moment_refused(believed.step, account.zone, now)
        refusal = refusal or _tried(folded, believed.step, believed)
        if refusal is not None:
            if new:
                problems.append(_refused(taken[believed.version], refusal))
                continue
            at_fault = max(taken.values())
            if blame:
                at_fault = _at_fault(stream, history, pending, now, believed.version)
            problems.append(
                _impossible(refusal, believed, _new(pending[at_fault]).version, at_fault)
            )
            break
        effect, rows = fold_step(folded, believed)
        if new:
            late = places[believed.version] < last_old_place
            judged[believed.version] = _judged(
                _new(believed.entry), _said(rows), tuple(effect.changed), late=late
            )
    for version in taken:
        if version not in judged:
            entry = _new(pending[taken[version]])
            judged[version] = _judged(entry, _said_of(account, version), (), late=False)
    ordered = [judged[version] for version in sorted(judged)]
    return _verdict(ordered, problems, folded)


def _new(entry: Recorded | None) -> _Pending:
    if not isinstance(entry, _Pending):
        raise TypeError(f"{entry} is no draft")
    return entry


def _at_fault(
    stream: str,
    history: Sequence[Recorded],
    pending: Sequence[_Pending | None],
    now: int,
    old: int,
) -> int:
    """The draft with which, after those before it, the recorded step v`old` becomes impossible.

    None of the drafts leaves it possible, and all together do not. Between is searched by powers
    of two, so that a draft at the end that changes nothing does not change the answer either.
    """

    def breaks(size: int) -> bool:
        verdict = _judge_on_account(stream, history, pending[:size], now, blame=False)
        return any(problem.other == old for problem in verdict.problems)

    good, bad = 0, len(pending)
    step = 1 << bad.bit_length()
    while step := step >> 1:
        if good + step < bad:
            if breaks(good + step):
                bad = good + step
            else:
                good += step
    return good


def _impossible(refusal: Refusal, believed: Believed, new: int, draft: int) -> Problem:
    """What was recorded already does not stand any more, and the new v`new` is at fault."""
    old = f"v{believed.version} ({VERBS[type(believed.step).__name__]}, {believed.step.occurred})"
    return _refused(
        draft,
        Refusal(
            guard=f"late:{refusal.guard}",
            reason=f"with v{new} in its place, {old}, which is recorded already, could not"
            f" stand: {refusal.reason}",
            hint="if both are right, something between them is missing: record it in the same"
            f" batch; if v{believed.version} is our mistake, correct or retract it"
            f" (`parley correct {believed.version}`)",
        ),
        other=believed.version,
    )


def _tried(folded: Folded, step: Step, believed: Believed | None = None) -> Refusal | None:
    """Fire the rules that the step carries; the refusal, if there is one."""
    number = CURRENT.version if believed is None else believed.entry.rules
    rules = RULES[number or CURRENT.version]
    outcome = rules.judge(folded.negotiation, step)
    return outcome if isinstance(outcome, Refusal) else None


def _moment_refused(step: Step, zone: str, now: int) -> Refusal | None:
    """A new step has begun, its reports are out, and its moments are times that clocks showed."""
    published = [each.published for each in step.evidence if each.published is not None]
    try:
        for moment in (*moments(step), *published):
            parse_moment(moment).check(zone)
    except MomentError as error:
        return Refusal(
            guard="moments_exist", reason=f"{error.text}: {error.reason}", hint=error.hint
        )
    if parse_moment(step.occurred).bounds(zone).earliest > now:
        return Refusal(
            guard="not_from_the_future",
            reason=f"{step.occurred} has not begun yet, and a step is something that has happened",
            hint="what is scheduled is a deadline (`parley deadline`), what somebody expects is a"
            " StatementMade (`parley say BY expects`)",
        )
    for moment in published:
        if parse_moment(moment).bounds(zone).earliest > now:
            return Refusal(
                guard="not_from_the_future",
                reason=f"published {moment} has not begun yet, and a report is something that was"
                " published",
                hint="check the date (`--published`, or that of the source); leave it out where"
                " it is not known",
            )
    return None


def _said(rows: Sequence[object]) -> str:
    line = getattr(rows[0], "said", "")
    return str(line)


def _said_of(account: Account, version: int) -> str:
    original = account.originals[version]
    if isinstance(original, EntryCorrected):
        was, now = original.was, original.now
        return correction_said(original.effect, original.target, original.field, was, now)
    return "registered" if not isinstance(original, Entry) else VERBS[type(original).__name__]


def _judged(entry: _Pending, said: str, changed: tuple[str, ...], *, late: bool) -> Judged:
    return Judged(
        version=entry.version,
        type=entry.type,
        type_version=entry.type_version,
        rules=CURRENT.version,
        step=entry.step,
        state=None,
        said=said,
        changed=changed,
        late=late,
    )


def _verdict(judged: Sequence[Judged], problems: Sequence[Problem], folded: Folded) -> Verdict:
    if problems:
        return Verdict((), tuple(sorted(problems, key=lambda each: each.draft)))
    state = folded.negotiation.state.shown
    return Verdict(tuple(msgspec.structs.replace(each, state=state) for each in judged), ())
