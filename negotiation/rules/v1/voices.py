"""Guards that ask who speaks, and whether on record.

Only a party changes the state by its word, and only on record (DOMAIN §2.3, §3 "Actors").
"""

from parley.negotiation.evidence import attribution_class
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal, names, refused
from parley.negotiation.states import Guard
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
    "by_a_party_or_an_office",
    "by_a_party_or_described",
    "by_a_party_or_the_leading_office",
    "by_nobody_else",
    "conclusive",
    "itself_on_record",
    "on_record_after_a_collapse",
    "on_record_or_reported",
    "says_about_what",
    "somebody_speaks",
]


def by_a_party(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A registered party acts, alone or with others."""
    actors = negotiation.actors(step.by)
    if actors and negotiation.parties_in(step.by) == actors:
        return None
    return _no_party(by_a_party, step)


def by_a_party_or_an_office(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Parties, or an office that proposes to them."""
    if step.by and all(each.startswith("office:") for each in step.by):
        return None
    if by_a_party(negotiation, step) is None:
        return None
    return _no_party(by_a_party_or_an_office, step)


def by_a_party_or_described(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Parties, or actors that the report only describes: the smaller parties."""
    named = tuple(each for each in step.by if not each.startswith("described:"))
    if step.by and negotiation.parties_in(named) == negotiation.actors(named):
        return None
    return _no_party(by_a_party_or_described, step)


def _no_party(guard: Guard, step: Step) -> Refusal:
    case = "done_by_no_party" if step.by else "done_by_nobody"
    return refused(guard, case, type=type(step).__name__, by=[*step.by])


def somebody_speaks(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A statement has somebody who makes it."""
    if step.by:
        return None
    return refused(somebody_speaks, "nobody_speaks")


def by_a_party_or_the_leading_office(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Parties, or the office that leads the talks."""
    if _leading_office(negotiation, step):
        return None
    if by_a_party(negotiation, step) is None:
        return None
    other = _other_office(by_a_party_or_the_leading_office, negotiation, step)
    return other or _no_party(by_a_party_or_the_leading_office, step)


def by_nobody_else(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Parties, the office that leads the talks, or nobody who is named: what a bystander did
    nobody at the table can undo."""
    if not step.by or by_a_party_or_the_leading_office(negotiation, step) is None:
        return None
    return _no_party(by_nobody_else, step)


def _leading_office(negotiation: Negotiation, step: Step) -> bool:
    return negotiation.led_by is not None and f"office:{negotiation.led_by}" in step.by


def _other_office(guard: Guard, negotiation: Negotiation, step: Step) -> Refusal | None:
    """The refusal of an office that does not lead the talks; None where none acts."""
    leads = negotiation.led_by
    others = [each for each in step.by if each.startswith("office:") and each != f"office:{leads}"]
    if not others:
        return None
    facts = {} if leads is None else {"leads": f"office:{leads}"}
    case = "nobody_leads" if leads is None else "another_leads"
    return refused(guard, case, type=type(step).__name__, by=names(others), **facts)


def on_record_or_reported(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A party of the set or the leading office says so on record, a document shows it, or a named
    outlet tells it in its own voice (docs/adr/0042)."""
    if any(each.attribution == "media_report" and each.outlet for each in step.evidence):
        return None
    return _off_record(on_record_or_reported, "nobody_on_record", negotiation, step)


def _off_record(guard: Guard, case: str, negotiation: Negotiation, step: Step) -> Refusal | None:
    parties = tuple(row.party for row in negotiation.parties)
    office = (f"office:{negotiation.led_by}",) if _leading_office(negotiation, step) else ()
    if negotiation.on_record(step, (*parties, *office)):
        return None
    evidence = names(each.attribution for each in step.evidence)
    return refused(guard, case, type=type(step).__name__, evidence=evidence)


def itself_on_record(
    negotiation: Negotiation, step: DealBroken | DealRatified | PartyWithdrew
) -> Refusal | None:
    """An act of a party's own right is on record by everybody whose act it is.

    Others hold no view of it (docs/adr/0010), so their word does not make it. The office that leads
    the talks may declare that a withdrawal ends them.
    """
    match step:
        case DealRatified(party=None):
            if any(attribution_class(each) == "on_record" for each in step.evidence):
                return None
            return refused(
                itself_on_record,
                "body_off_record",
                body=step.body,
                evidence=names(each.attribution for each in step.evidence),
            )
        case DealRatified():
            named: tuple[str, ...] = (step.party or "",)
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
        "not_itself_on_record",
        type=type(step).__name__,
        parties=names(silent),
        evidence=names(each.attribution for each in step.evidence),
    )


def on_record_after_a_collapse(negotiation: Negotiation, step: Step) -> Refusal | None:
    """A new proposal after a collapse is on record by who makes it."""
    if negotiation.on_record(step, negotiation.actors(step.by)):
        return None
    return refused(on_record_after_a_collapse, "proposes_off_record")


def conclusive(negotiation: Negotiation, step: Step) -> Refusal | None:
    """Declared on record by a party or the leading office, or shown by a public document."""
    refusal = _off_record(conclusive, "end_off_record", negotiation, step)
    on_record = any(attribution_class(each) == "on_record" for each in step.evidence)
    other = _other_office(conclusive, negotiation, step) if refusal and on_record else None
    return other or refusal


def says_about_what(negotiation: Negotiation, step: StatementMade) -> Refusal | None:
    """Who denies, confirms, corrects or refutes does so about something."""
    needing = {"denies", "confirms", "corrects", "refutes"} & set(step.stances)
    if not needing or step.about is not None or step.proposition is not None:
        return None
    return refused(says_about_what, "about_nothing", stances=names(needing))


def addressee_named(negotiation: Negotiation, step: UltimatumIssued) -> Refusal | None:
    """An ultimatum is addressed to somebody."""
    if step.to:
        return None
    return refused(addressee_named, "nobody_addressed")
