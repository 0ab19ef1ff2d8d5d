"""Judging: drafts on an account give the steps to record, or every reason why not.

A step is judged at its place, and so is everything that comes after it: late news that would make
a later step impossible is refused, naming both. Drafts that come together are judged together.
Judging counts each step in once; the fold and the rows that come of it are those to store.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from parley.negotiation.account import Recorded, account_of, read_entry
from parley.negotiation.blaming import blame, impossible
from parley.negotiation.codec import plain
from parley.negotiation.door import SourceFacts, understand
from parley.negotiation.evidence import Value
from parley.negotiation.fold import Folded, Folding, stamps_of, stored
from parley.negotiation.moments import parse_moment
from parley.negotiation.naming import Addition, Unclear, look_up_names, open_names
from parley.negotiation.past import NotRecalled
from parley.negotiation.placing import place
from parley.negotiation.register import RegisterFacts
from parley.negotiation.registration import ContestRegistered, NegotiationRegistered, party_named
from parley.negotiation.rows import RowStruct
from parley.negotiation.steps import EntryCorrected, Step, local_pointers
from parley.negotiation.trying import Tried, try_on_fold, try_placed
from parley.negotiation.upcasts import TYPE_VERSIONS
from parley.negotiation.verdicts import (
    Drafted,
    Extended,
    Pending,
    Problem,
    Verdict,
    concerns_others,
    problem_of,
    repeated_labels,
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
    recorder: str,
    now: int,
) -> Verdict:
    """Judge drafts that follow the last entry of `stream`; `recorder` is who would record them.

    `folded` is the stream folded up to its last entry, None for a stream that does not exist; the
    drafts may move it on, so it MUST be the caller's to lose.
    `history` gives the stream's records; it is asked only where fold and rows do not suffice: for
    late news and for corrections, and where the rows are not to be had. `register` gives the
    ledger's register; it is asked only for names that the registration does not have. `now` is µs
    since 1970, UTC: the writer's clock.
    """
    version = 0 if folded is None else folded.version
    labels = {draft.label: version + 1 + index for index, draft in enumerate(drafts) if draft.label}
    problems = repeated_labels(drafts)
    values: dict[int, Value] = {}
    parties = () if folded is None else folded.negotiation.registered_parties

    def is_name(name: str) -> bool:
        return party_named(parties, name) is not None

    for index, draft in enumerate(drafts):
        value = understand(
            draft.type, draft.fields, labels=labels, sources=sources, is_name=is_name
        )
        if isinstance(value, list):
            problems.extend(problem_of(index, each) for each in value)
            continue
        values[index] = value
        if isinstance(value, NegotiationRegistered | ContestRegistered):
            parties = value.parties
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
            id=drafts[index].id or "",
            recorded_by=recorder,
        )
        for index, value in values.items()
    }
    if problems:
        return _judge_the_others(
            stream, list(history()), len(drafts), pending, problems, sources, now
        )
    entries = list(pending.values())
    steps = None if folded is None else _in_order(folded, entries, list(values.values()))
    if folded is None or steps is None:
        return _judge_on_account(stream, list(history()), entries, sources, now)
    try:
        folded.negotiation.past.look_up(
            pointer for _, step in steps for pointer in local_pointers(step)
        )
        tried = try_on_fold(Folding(folded), steps, sources, now)
    except NotRecalled:
        return _judge_on_account(stream, list(history()), entries, sources, now)
    if tried.problems:
        return _verdict(tried)
    return _verdict(tried, tried.folding.rows(entries[-1]), first=version + 1)


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
            facts = {**problem.facts, "judged_apart": True}
            problem = msgspec.structs.replace(problem, facts=facts)
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
    unclear = [problem_of(each.draft, each.refusal) for each in found if isinstance(each, Unclear)]
    additions = [each for each in found if isinstance(each, Addition)]
    return Verdict((), tuple(unclear), () if unclear else tuple(additions))


def _in_order(
    folded: Folded, pending: Sequence[Pending], values: Sequence[Value]
) -> list[tuple[Pending, Step]] | None:
    """The drafts with their steps, where every one can simply stand last, so that the fold alone
    can judge it."""
    latest = folded.latest_earliest
    zone = folded.negotiation.zone
    steps: list[tuple[Pending, Step]] = []
    for entry, value in zip(pending, values, strict=True):
        if not isinstance(value, Step):
            return None
        bounds = parse_moment(value.occurred).bounds(zone)
        if latest is not None and bounds.latest <= latest:
            return None
        if any(pointer >= entry.version for pointer in local_pointers(value)):
            return None
        latest = bounds.earliest if latest is None else max(latest, bounds.earliest)
        steps.append((entry, value))
    return steps


def _judge_on_account(
    stream: str,
    history: Sequence[Recorded],
    pending: Sequence[Pending | None],
    sources: SourceFacts,
    now: int,
) -> Verdict:
    """Judge drafts each at its place, by folding the whole stream; None = left out."""
    placed = place(stream, history, pending, sources)
    if 1 not in placed.account.entries:
        return Verdict((), tuple(placed.problems))
    tried = try_placed(placed, sources, now)
    tried.problems[:0] = placed.problems
    if tried.impossible is not None:
        believed, refusal = tried.impossible

        def breaks(size: int) -> bool:
            fewer = place(stream, history, pending[:size], sources)
            if any(problem.other == believed.version for problem in fewer.problems):
                return True
            found = try_placed(fewer, sources, now).impossible
            return found is not None and found[0].version == believed.version

        at_fault = blame(len(pending), breaks)
        new = placed.last + 1 + at_fault
        tried.problems.append(impossible(refusal, believed, new, at_fault))
    if tried.problems:
        return _verdict(tried)
    rows = tried.folding.rows_of(placed.account)
    return _verdict(tried, rows, first=placed.last + 1, whole=bool(history))


def _verdict(
    tried: Tried, rows: Sequence[RowStruct] = (), *, first: int = 0, whole: bool = False
) -> Verdict:
    """All problems in the order of the drafts; without any, all that is judged, with the state,
    and what it changes. The entries from v`first` on are still to be recorded."""
    if tried.problems:
        return Verdict((), tuple(sorted(tried.problems, key=lambda each: each.draft)))
    folded = tried.folding.folded
    state = folded.negotiation.state.shown
    registered = folded.negotiation.registered
    linked = registered is not None and bool(registered.contest or registered.links)
    judged = (
        msgspec.structs.replace(each, state=state, beside=linked and concerns_others(each))
        for _, each in sorted(tried.judged.items())
    )
    stamps = tuple(stamps_of(rows, first))
    change = Extended(rows, stored(folded), whole, stamps)
    return Verdict(tuple(judged), (), (), change)
