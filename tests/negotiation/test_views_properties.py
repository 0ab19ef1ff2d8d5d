"""What holds of the folds and the answers for every history that could have been recorded."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject
from parley.events.kept_rows import KeptRows
from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.negotiation.account import Believed
from parley.negotiation.fold import fold_account
from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import OfferMade
from parley.negotiation.views import (
    agreed,
    claims,
    conditions,
    conflicts,
    corrections,
    dates,
    disputes,
    lists,
    moves,
    on_table,
    proposals,
    reporters,
    seats,
    series,
    standing,
    threads,
)
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.sums import sums
from parley.negotiation.views.tables import plain_row
from tests.negotiation.bargaining import bargaining, moments
from tests.negotiation.changed import changes_are_those_of_the_records
from tests.negotiation.claiming import claiming
from tests.negotiation.drawn import drawn
from tests.negotiation.histories import batches, histories
from tests.negotiation.reference_answers import (
    Told,
    stands,
    statuses_of_demands,
    statuses_of_offers,
    words_on_conditions,
    written_class,
)
from tests.negotiation.talks import NOW, POLITICS, SCHEMA, SECOND, Talks, keyed, look, tabled
from tests.negotiation.words import STREAM, corrects

DAY = 86_400 * SECOND
FIRST = 1_725_129_000 * SECOND
"""The first of September 2024 in Kolkata, as it begins."""
instants = st.integers(-2 * 24, 45 * 24).map(lambda hours: FIRST + hours * 3_600 * SECOND)
quick = settings(max_examples=45, deadline=None)


@st.composite
def parted(draw: st.DrawFn) -> tuple[Talks, list[int]]:
    """A history, and where a reader of its records happened to stop."""
    talks = draw(drawn(histories))
    last = len(talks.entries)
    stops = draw(st.sets(st.integers(1, last), max_size=6))
    return talks, sorted({*stops, last})


# Extended = refolded ----------------------------------------------------------------------------


@quick
@given(parted())
def test_extending_by_what_came_next_gives_what_refolding_gives(
    parts: tuple[Talks, list[int]],
) -> None:
    extended_is_refolded(*parts)


def extended_is_refolded(talks: Talks, stops: list[int]) -> None:
    rows: dict[tuple[object, ...], JsonObject] = {}
    fold: bytes | None = None
    kept = KeptRows(SCHEMA, STREAM)
    read = 0
    for stop in stops:
        extension = POLITICS.extend(STREAM, fold, talks.entries[read:stop], kept.recall)
        if extension is None:
            extension, rows = POLITICS.refold(STREAM, talks.entries[:stop]), {}
        rows |= keyed(tabled(extension.rows))
        kept.put(extension)
        fold, read = extension.fold, stop
        whole = POLITICS.refold(STREAM, talks.entries[:stop])
        assert rows == keyed(tabled(whole.rows))
        assert fold == whole.fold


@quick
@given(drawn(histories))
def test_every_row_has_a_key_of_its_own(talks: Talks) -> None:
    rows = talks.rows()
    assert len(keyed(rows)) == sum(len(found) for found in rows.values())


# Cut = folded so far ----------------------------------------------------------------------------


def answered(seen: Seen) -> JsonObject:
    """Every answer but the number of the last entry, which a cut cannot know."""
    status = msgspec.to_builtins(standing.status(seen))
    del status["version"]
    found: JsonObject = {
        "status": status,
        "offers": msgspec.to_builtins(proposals.offers(seen)),
        "demands": msgspec.to_builtins(proposals.demands(seen)),
        "last_offers": msgspec.to_builtins(
            proposals.last_of_each_line(seen, proposals.offers(seen))
        ),
        "conditions": msgspec.to_builtins(conditions.conditions(seen)),
        "deadlines": msgspec.to_builtins(dates.deadlines(seen)),
        "table": msgspec.to_builtins(on_table.on_the_table(seen)),
    }
    return found


def answered_at_length(seen: Seen) -> JsonObject:
    """The dearer answers too: of claims, agreements, seats, threads, conflicts, first reports."""
    more: JsonObject = msgspec.to_builtins(
        {
            "claims": claims.claims(seen, lambda _: None),
            "agreed": agreed.agreement(seen),
            "sums": sums(seen),
            "seats": seats.seats_of_two(seen),
            "moves": moves.moves(seen),
            "fielded": moves.fielded(seen),
            "denials": disputes.denials(seen),
            "contested": disputes.contested(seen),
            "against": lists.against_the_deal(seen),
            "theirs": corrections.theirs(seen),
            "threads": threads.threads(seen),
            "series": series.series(seen),
            "conflicts": conflicts.conflicts(seen),
            "reported": [reporters.reported(seen, row.step) for row in seen.steps],
        }
    )
    return answered(seen) | more


@given(drawn(histories))
def test_what_judging_changes_is_what_the_records_change(talks: Talks) -> None:
    changes_are_those_of_the_records(talks)


tellings = st.one_of(drawn(histories), drawn(bargaining), drawn(claiming))


@settings(max_examples=150, deadline=None)
@given(tellings, st.one_of(instants, moments))
def test_the_head_rows_cut_answer_as_the_steps_until_then_folded(talks: Talks, as_of: int) -> None:
    cut_is_folded_so_far(talks, as_of)


def cut_is_folded_so_far(talks: Talks, as_of: int) -> None:
    cut = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    account = talks.account()
    _, rows = fold_account(account, account.steps[: len(cut.steps)])
    prefix = look(STREAM, tabled([plain_row(row) for row in rows]), now=as_of)
    assert [row.step for row in prefix.steps] == [row.step for row in cut.steps]
    assert answered_at_length(cut) == answered_at_length(prefix)


@quick
@given(st.data())
def test_the_head_rows_cut_at_a_step_answer_as_the_steps_up_to_it(data: st.DataObject) -> None:
    talks = data.draw(drawn(histories))
    account = talks.account()
    if not account.order:
        return
    count = data.draw(st.integers(1, len(account.order)))
    cut = look(STREAM, talks.rows(), now=NOW, step=account.order[count - 1])
    _, rows = fold_account(account, account.steps[:count])
    so_far = tabled([plain_row(row) for row in rows])
    prefix = look(STREAM, so_far, now=NOW, moment=cut.moment)
    assert answered_at_length(cut) == answered_at_length(prefix)
    begun = [
        parse_moment(each.step.occurred).bounds(account.zone) for each in account.steps[:count]
    ]
    assert cut.at == sorted(each.earliest for each in begun)[-1] + 1
    assert isinstance(account.registration, NegotiationRegistered)
    compare(cut, account.registration, told(account.steps[:count]))


# Against the slow reference ---------------------------------------------------------------------


def told(steps: list[Believed]) -> list[Told]:
    return [
        Told(
            each.version, each.step, written_class([one.attribution for one in each.step.evidence])
        )
        for each in steps
    ]


def compare(seen: Seen, registration: NegotiationRegistered, steps: list[Told]) -> None:
    """Whether what is seen is what the reference works out from the same steps."""
    status, reference = standing.status(seen), stands(registration, steps)
    assert (status.state, status.since_version) == (reference.state, reference.since)
    assert set(status.at_table) == set(reference.until_end)
    assert len(status.at_table) == len(reference.until_end)
    assert ("gap" in {each.flag for each in status.flags}) == reference.gap
    ends = {
        each.version: parse_moment(each.step.expires).bounds(registration.zone).latest
        for each in steps
        if isinstance(each.step, OfferMade) and each.step.expires is not None
    }
    shown = [(each.version, *each.to, each.issue, each.status) for each in proposals.offers(seen)]
    assert shown == statuses_of_offers(registration, steps, ends, seen.at)
    asked = statuses_of_demands(registration, steps)
    known = {version for version, _ in asked}
    answered = [(each.version, each.status) for each in proposals.demands(seen)]
    assert set(asked) == {each for each in answered if each[0] in known}
    words = [(each.version, each.status) for each in conditions.conditions(seen)]
    assert words == words_on_conditions(registration, steps)


@quick
@given(drawn(histories), instants)
def test_states_and_offers_are_what_the_slow_reference_works_out(talks: Talks, as_of: int) -> None:
    answers_are_the_references(talks, as_of)


def answers_are_the_references(talks: Talks, as_of: int) -> None:
    account = talks.account()
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    assert isinstance(account.registration, NegotiationRegistered)
    compare(seen, account.registration, told(account.steps[: len(seen.steps)]))


@quick
@given(drawn(histories), instants)
def test_what_was_public_is_what_the_slow_reference_works_out(talks: Talks, public_at: int) -> None:
    public_answers_are_the_references(talks, public_at)


def public_answers_are_the_references(talks: Talks, public_at: int) -> None:
    account = talks.account()
    kept: list[Believed] = []
    for each in account.steps:
        evidence = tuple(
            one
            for one in each.step.evidence
            if (
                each.entry.recorded_at
                if one.published is None
                else parse_moment(one.published).bounds(account.zone).latest
            )
            <= public_at
        )
        if evidence:
            public = msgspec.structs.replace(each.step, evidence=evidence)
            kept.append(msgspec.structs.replace(each, step=public))
    seen = look(STREAM, talks.rows(public_at=public_at), now=NOW)
    assert [row.step for row in seen.steps] == [each.version for each in kept]
    assert [row.attribution_class for row in seen.steps] == [
        written_class([one.attribution for one in each.step.evidence]) for each in kept
    ]
    assert isinstance(account.registration, NegotiationRegistered)
    compare(seen, account.registration, told(kept))


# The past is not changed ------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(drawn(histories), instants, instants)
def test_no_append_changes_an_answer_asked_with_an_earlier_known_at(
    talks: Talks, as_of: int, public_at: int
) -> None:
    clock = iter(range(NOW, NOW + 1_000 * SECOND, SECOND))
    with MemoryStore("test.example/talks", lambda: next(clock)) as store:
        ledger = Ledger(store, POLITICS, recorder="tests", clock=lambda: NOW)
        asked: dict[tuple[int, int | None], JsonObject] = {}
        for batch in talks.batches:
            ledger.record(batch)
            head = ledger.head().size
            assert keyed(ledger.rows(STREAM)) == keyed(ledger.rows_at(STREAM, head))
            for public in (None, public_at):
                asked[head, public] = known(ledger, head, public, as_of)
        for (position, public), answer in asked.items():
            assert known(ledger, position, public, as_of) == answer


def known(ledger: Ledger, position: int, public_at: int | None, as_of: int) -> JsonObject:
    rows = ledger.rows_at(STREAM, position, public_at=public_at)
    return answered(look(STREAM, rows, now=NOW, as_of=as_of))


# Judged again -----------------------------------------------------------------------------------


@quick
@given(drawn(histories))
def test_what_was_recorded_is_found_right_when_it_is_judged_again(talks: Talks) -> None:
    assert POLITICS.audit(STREAM, talks.entries) == []


@quick
@given(st.data())
def test_the_fold_alone_judges_as_the_whole_account_does(data: st.DataObject) -> None:
    """A correction in the batch makes the judge read the stream; the rest is judged alike."""
    talks = data.draw(drawn(histories))
    batch = data.draw(batches(talks, 60))
    harmless = corrects(1, "note", None, "seen twice", effect="add")
    alone, beside = talks.judge(*batch), talks.judge(*batch, harmless)
    assert alone.problems == beside.problems
    assert alone.judged == beside.judged[: len(alone.judged)]


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@given(parted(), instants)
def test_all_of_it_at_length(parts: tuple[Talks, list[int]], as_of: int) -> None:
    extended_is_refolded(*parts)
    cut_is_folded_so_far(parts[0], as_of)
    answers_are_the_references(parts[0], as_of)
    public_answers_are_the_references(parts[0], as_of)
    assert POLITICS.audit(STREAM, parts[0].entries) == []
