"""Guards that ask who speaks, and whether on record.

Only a party changes the state by its word, and only on record (DOMAIN §2.3, §3 "Actors").
"""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rules.v1.refusing import SAY, listed, refused
from parley.negotiation.states import Refusal
from parley.negotiation.steps import (
    DealBroken,
    DealRatified,
    PartyWithdrew,
    StatementMade,
    Step,
    UltimatumIssued,
)

__all__ = [
    "addressee_named",
    "by_a_party",
    "by_a_party_or_the_leading_office",
    "conclusive",
    "itself_on_record",
    "on_record",
    "on_record_after_a_collapse",
    "says_about_what",
    "somebody_speaks",
]


def by_a_party(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A registered party acts, alone or with others."""
    actors = negotiation.actors(step.by)
    if actors and negotiation.parties_in(step.by) == actors:
        return None
    return refused(
        by_a_party,
        f"{type(step).__name__} needs a party that does it, and `by` is"
        f" {', '.join(step.by) or 'empty'}",
        "name the party (`--by PARTY`); words of others are a StatementMade (`parley say`)",
    )


def somebody_speaks(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A statement has somebody who makes it."""
    if step.by:
        return None
    return refused(somebody_speaks, "nobody is named who says so", "name who speaks (`--by`)")


def by_a_party_or_the_leading_office(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Parties, or the office that leads the talks."""
    if _leading_office(negotiation, step):
        return None
    refusal = by_a_party(negotiation, step)
    if refusal is None:
        return None
    return refused(by_a_party_or_the_leading_office, refusal.reason, refusal.hint)


def _leading_office(negotiation: Negotiation, step: Step) -> bool:
    return negotiation.led_by is not None and f"office:{negotiation.led_by}" in step.by


def on_record(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A party of the set or the leading office says so on record, or a document shows it."""
    parties = tuple(row.party for row in negotiation.parties)
    office = (f"office:{negotiation.led_by}",) if _leading_office(negotiation, step) else ()
    if negotiation.on_record(step, (*parties, *office)):
        return None
    return refused(
        on_record,
        f"{type(step).__name__} changes the state, and nobody is on record for it:"
        f" the evidence is {listed({each.attribution for each in step.evidence})}",
        "give a speaker (`--speaker NAME`) or a document; an unnamed source's word is a"
        " StatementMade (`parley say BY claims_talks`)",
    )


def itself_on_record(
    negotiation: Negotiation, step: DealBroken | DealRatified | PartyWithdrew
) -> Refusal | None:
    """An act of a party's own right is on record by everybody whose act it is.

    Others hold no view of it (docs/adr/0010), so their word does not make it. The office that leads
    the talks may declare that a withdrawal ends them.
    """
    match step:
        case DealRatified():
            named: tuple[str, ...] = (step.party,)
        case PartyWithdrew():
            named = step.excluded_by or step.parties
        case _:
            named = step.by
    office = f"office:{negotiation.led_by}"
    declared = isinstance(step, PartyWithdrew) and _leading_office(negotiation, step)
    if declared and negotiation.on_record(step, (office,)):
        return None
    own = negotiation.actors(named)
    silent = {each for each in own if not negotiation.on_record(step, (each,))}
    if not silent:
        return None
    return refused(
        itself_on_record,
        f"{type(step).__name__} is {listed(silent)}'s own act, and {listed(silent)} is not on"
        f" record for it: the evidence is {listed({each.attribution for each in step.evidence})}",
        "give its own speaker (`--speaker NAME`) or a document; the word of an unnamed source or of"
        " another party is a StatementMade (`parley say`)",
    )


def on_record_after_a_collapse(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A new proposal after a collapse is on record by the party that makes it."""
    if negotiation.on_record(step, negotiation.parties_in(step.by)):
        return None
    return refused(
        on_record_after_a_collapse,
        "the talks have collapsed, and no party that proposes again is on record for it",
        "give a speaker (`--speaker NAME`), or " + SAY,
    )


def conclusive(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Declared on record by a party or the leading office, or shown by a public document."""
    refusal = on_record(negotiation, step)
    if refusal is None:
        return None
    return refused(
        conclusive,
        refusal.reason,
        "give a speaker (`--speaker NAME`) or the public record that shows it; an unnamed"
        " source's word is `parley say BY pessimistic`",
    )


def says_about_what(negotiation: Negotiation, step: StatementMade) -> Refusal | None:
    """Who denies, confirms, corrects or refutes does so about something."""
    needing = {"denies", "confirms", "corrects", "refutes"} & set(step.stances)
    if not needing or step.about is not None or step.proposition is not None:
        return None
    return refused(
        says_about_what,
        f"`{listed(needing)}` needs what it is about",
        "point at the step (`--about STEP`) or name it: talks, agreement, collapse, figure, words",
    )


def addressee_named(negotiation: Negotiation, step: UltimatumIssued) -> Refusal | None:
    """An ultimatum is addressed to somebody."""
    if step.to:
        return None
    return refused(
        addressee_named,
        "nobody is named to whom the ultimatum goes",
        "name both: `parley ultimatum BY TO --when DATE`",
    )
