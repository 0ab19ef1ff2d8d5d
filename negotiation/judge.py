"""Judging: drafts on an account give the steps to record, or every reason why not.

A step is judged at its place, and so is everything that comes after it: late news that would make
a later step impossible is refused, naming both. Drafts that come together are judged together.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from parley.negotiation.account import Account, Believed, Recorded, Refused, account_of, read_entry
from parley.negotiation.changing import amendment_problems, target_of
from parley.negotiation.codec import EntryError, plain
from parley.negotiation.door import SourceFacts, understand
from parley.negotiation.evidence import Value
from parley.negotiation.fold import Folded, begin, fold_step
from parley.negotiation.moments import MomentError, parse_moment
from parley.negotiation.naming import Addition, Unclear, look_up_names, open_names
from parley.negotiation.phrases import correction_said
from parley.negotiation.register import RegisterFacts
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.rules import CURRENT, RULES
from parley.negotiation.saying import VERBS
from parley.negotiation.states import Refusal
from parley.negotiation.steps import (
    Entry,
    EntryCorrected,
    Step,
    local_pointers,
    moments,
)
from parley.negotiation.upcasts import TYPE_VERSIONS
from parley.negotiation.verdicts import (
    Drafted,
    Judged,
    Pending,
    Problem,
    Verdict,
    as_judged,
    field_problem,
    refused,
    repeated_labels,
    verdict_of,
    with_problems,
)

__all__ = ["judge"]


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
    problems = repeated_labels(drafts)
    values: dict[int, Value] = {}
    for index, draft in enumerate(drafts):
        value = understand(draft.type, draft.fields, labels=labels, sources=sources)
        if isinstance(value, list):
            problems.extend(field_problem(index, each) for each in value)
        else:
            values[index] = value
    named_twice = len(labels) < sum(bool(draft.label) for draft in drafts)
    if named_twice or (folded is None and 0 not in values):
        return Verdict((), tuple(problems))  # nothing to judge the others by
    named = _named(stream, values, folded, history, register)
    if named.problems or named.additions:
        return with_problems(problems, named)
    pending = {
        index: Pending(
            version=version + 1 + index,
            type=drafts[index].type,
            type_version=TYPE_VERSIONS[drafts[index].type],
            step=plain(value),
            recorded_at=now,
        )
        for index, value in values.items()
    }
    if problems:
        return _judge_the_others(
            stream, list(history()), len(drafts), pending, problems, sources, now
        )
    entries = list(pending.values())
    if folded is not None and _in_order(folded, entries, list(values.values())):
        return _judge_on_fold(stream, folded, entries, list(values.values()), sources, now)
    return _judge_on_account(stream, list(history()), entries, sources, now)


def _judge_the_others(
    stream: str,
    history: Sequence[Recorded],
    count: int,
    pending: Mapping[int, "Pending"],
    problems: Sequence[Problem],
    sources: SourceFacts,
    now: int,
) -> Verdict:
    """What is wrong with the drafts that can be read, beside what is wrong with the others.

    Whoever mends a long file wants to hear everything at once. What follows only from a draft that
    was left out, because it is pointed at, is not said.
    """
    left_out = set(range(count)) - set(pending)
    first = min(left_out)
    drafts = [pending.get(each) for each in range(count)]
    verdict = _judge_on_account(stream, history, drafts, sources, now)
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
    return with_problems(problems, Verdict((), tuple(heard)))


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
    unclear = [refused(each.draft, each.refusal) for each in found if isinstance(each, Unclear)]
    additions = [each for each in found if isinstance(each, Addition)]
    return Verdict((), tuple(unclear), () if unclear else tuple(additions))


def _in_order(folded: Folded, pending: Sequence[Pending], values: Sequence[Value]) -> bool:
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
    pending: Sequence[Pending],
    values: Sequence[Value],
    sources: SourceFacts,
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
            problems.append(refused(index, refusal))
            continue
        wrong = amendment_problems(folded.negotiation, step, sources)
        problems += [field_problem(index, each) for each in wrong]
        effect, rows = fold_step(folded, believed)
        judged.append(as_judged(entry, _said(rows), tuple(effect.changed), late=False))
    return verdict_of(judged, problems, folded)


def _judge_on_account(
    stream: str,
    history: Sequence[Recorded],
    pending: Sequence[Pending | None],
    sources: SourceFacts,
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
            target = target_of(account, draft)
            account.take(draft)
        except Refused as unfit:
            problems.append(refused(index, unfit.refusal, other=unfit.other))
        except EntryError as error:
            problems.append(field_problem(index, error.problem))
        else:
            taken[draft.version] = index
            wrong = [] if target is None else target.problems(sources)
            problems += [field_problem(index, each) for each in wrong]
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
                problems.append(refused(taken[believed.version], refusal))
                continue
            at_fault = max(taken.values())
            if blame:
                at_fault = _at_fault(stream, history, pending, sources, now, believed.version)
            problems.append(
                _impossible(refusal, believed, _new(pending[at_fault]).version, at_fault)
            )
            break
        if new:
            wrong = amendment_problems(folded.negotiation, believed.step, sources)
            index = taken[believed.version]
            problems += [field_problem(index, each) for each in wrong]
        effect, rows = fold_step(folded, believed)
        if new:
            late = places[believed.version] < last_old_place
            judged[believed.version] = as_judged(
                _new(believed.entry), _said(rows), tuple(effect.changed), late=late
            )
    for version in taken:
        if version not in judged:
            entry = _new(pending[taken[version]])
            judged[version] = as_judged(entry, _said_of(account, version), (), late=False)
    ordered = [judged[version] for version in sorted(judged)]
    return verdict_of(ordered, problems, folded)


def _new(entry: Recorded | None) -> Pending:
    if not isinstance(entry, Pending):
        raise TypeError(f"{entry} is no draft")
    return entry


def _at_fault(
    stream: str,
    history: Sequence[Recorded],
    pending: Sequence[Pending | None],
    sources: SourceFacts,
    now: int,
    old: int,
) -> int:
    """The draft with which, after those before it, the recorded step v`old` becomes impossible.

    None of the drafts leaves it possible, and all together do not. Between is searched by powers
    of two, so that a draft at the end that changes nothing does not change the answer either.
    """

    def breaks(size: int) -> bool:
        verdict = _judge_on_account(stream, history, pending[:size], sources, now, blame=False)
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
    return refused(
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
