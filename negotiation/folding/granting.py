"""What answers a demand or a condition: granted, met by who was asked, refused or denied.

What was granted, refused or denied did not stand until the end of the talks; nobody who reads the
record would say so of it. Source: DOMAIN §4, questions 11 and 16; docs/adr/0018.
"""

from collections.abc import Callable, Sequence

from parley.negotiation.folding.fold import Fold
from parley.negotiation.quantities import Quantity
from parley.negotiation.rows import DemandRow, TermRow
from parley.negotiation.spelling import seat_folder, subject_of
from parley.negotiation.steps import (
    ConcessionMade,
    DealAmended,
    DealReached,
    NegotiatorAppointed,
    PartialAgreementReached,
    StatementMade,
    Step,
)

__all__ = ["answer"]

_REFUSING = ("rebuffs", "rules_out")


def answer(fold: Fold, step: Step) -> None:
    """Note on demands and conditions what this step, which its handler has folded, says to them."""
    match step:
        case DealReached() | DealAmended() | PartialAgreementReached():
            _grant(fold)
        case ConcessionMade(in_reply_to=int(asked)):
            _meet(fold, asked)
        case NegotiatorAppointed(in_reply_to=int(asked)) if step.replaces is not None:
            _meet(fold, asked)
        case StatementMade():
            for pointer in dict.fromkeys((step.in_reply_to, step.about)):
                if isinstance(pointer, int):
                    _turn_down(fold, step, pointer)
        case _:
            pass


def _meet(fold: Fold, asked: int) -> None:
    """Whoever was asked gives way in reply."""
    negotiation = fold.negotiation
    said = negotiation.at(asked)
    for row in said.demands:
        if row.to in fold.by and row.met_by is None:
            row.met_by = fold.version
            fold.touch(row)
    condition = said.condition
    if condition is not None and not set(condition.by) & set(fold.by):
        condition.resolutions = (*condition.resolutions, (fold.version, "met"))
        fold.touch(condition)


def _turn_down(fold: Fold, step: StatementMade, asked: int) -> None:
    """Whoever was asked says no on record, or denies what the demand rests on."""
    negotiation = fold.negotiation
    refuses = any(each in step.stances for each in _REFUSING)
    denies = "denies" in step.stances
    if not refuses and not denies:
        return
    said = negotiation.at(asked)
    for row in said.demands:
        if row.to not in fold.by or not negotiation.on_record(step, (row.to,)):
            continue
        if refuses and row.rejected_by is None:
            row.rejected_by = fold.version
            fold.touch(row)
        if denies and row.denied_by is None:
            row.denied_by = fold.version
            fold.touch(row)
    condition = said.condition
    others = tuple(each for each in fold.by if condition and each not in condition.by)
    if refuses and condition is not None and others and negotiation.on_record(step, others):
        condition.resolutions = (*condition.resolutions, (fold.version, "refused"))
        fold.touch(condition)


def _grant(fold: Fold) -> None:
    """What all agree to in this step meets the demands for it, whatever had become of them."""
    terms = [row for row in fold.left.terms if row.mutual]
    if not terms:
        return
    past = fold.negotiation.past
    spelt = seat_folder(fold.negotiation.seat_names)
    for row in past.unmet.find(past):
        if _grants(fold, terms, row, spelt):
            row.met_by = fold.version
            fold.touch(row)


def _grants(
    fold: Fold, terms: Sequence[TermRow], row: DemandRow, spelt: Callable[[str], str]
) -> bool:
    """Whether some terms give all that a demand names: the seats, at least the number, the
    words."""
    subject = subject_of(row.pool, row.issue)
    about = [each for each in terms if subject_of(each.pool, each.issue) == subject]
    own = [each for each in about if (each.party,) == row.for_parties]
    if row.words is not None and not any(
        each.words is not None and _plain(each.words) == _plain(row.words)
        for each in about
        if each.party is None or (each.party,) == row.for_parties
    ):
        return False
    given = {spelt(seat) for each in own for seat in each.seats}
    if not {spelt(seat) for seat in row.seats} <= given:
        return False
    enough = row.quantity is None or _enough(fold, row.quantity, own, len(given))
    return enough and not (row.words is None and row.quantity is None and not row.seats)


def _enough(fold: Fold, wanted: Quantity, own: Sequence[TermRow], named: int) -> bool:
    """Whether a party's terms come to at least what was asked; seats named count where no figure
    is given. Figures of different wholes are not comparable, and words only with themselves."""
    least, _ = wanted.bounds()
    figures = [each.quantity for each in own if each.quantity is not None]
    if least is None:
        said = _plain(wanted.verbatim or "")
        return bool(said) and any(_plain(each.verbatim or "") == said for each in figures)
    pools = fold.negotiation.pools
    wholes = {
        each.of if each.of is not None else pools.get(own[0].pool or "")
        for each in (wanted, *figures)
        if own
    }
    if not own or len(wholes) > 1:
        return False
    lows = [each.bounds()[0] for each in figures]
    return (sum(low or 0 for low in lows) if figures else named) >= least


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
