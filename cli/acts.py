"""What is typed for an action: the one table from what may be done to the words of a command."""

import shlex
from collections.abc import Mapping
from typing import Final

from parley.answers.acts import Act
from parley.negotiation.steps import CATALOGUE

__all__ = ["STEPS", "TYPED", "VERBS", "typed"]

VERBS: Final[Mapping[str, str]] = {
    "AllianceProposed": "propose",
    "PartyJoined": "join",
    "PartyWithdrew": "leave",
    "NegotiatorAppointed": "appoint",
    "TalksOpened": "open",
    "MeetingHeld": "meet",
    "TalksSuspended": "suspend",
    "TalksResumed": "resume",
    "DemandMade": "demand",
    "OfferMade": "offer",
    "OfferWithdrawn": "withdraw",
    "OfferAccepted": "accept",
    "OfferRejected": "reject",
    "ConcessionMade": "concede",
    "ConditionSet": "condition",
    "ConditionResolved": "condition",
    "DeadlineSet": "deadline",
    "DeadlineExtended": "deadline",
    "UltimatumIssued": "ultimatum",
    "PartialAgreementReached": "partial",
    "DealReached": "deal",
    "DealAmended": "amend",
    "DealRatified": "ratify",
    "DealBroken": "break",
    "TalksCollapsed": "collapse",
    "UnilateralMoveMade": "move",
    "StatementMade": "say",
    "EntryCorrected": "correct",
    "NegotiationClosed": "close",
    "RegistrationAmended": "amend-registration",
}
"""Step type -> the verb that records it; MandateChanged has none but `record`."""

STEPS: Final[Mapping[str, Mapping[str, str]]] = {
    "AllianceProposed": {"by": "BY", "to": "TO"},
    "ConcessionMade": {"by": "BY", "dropped": "STEP"},
    "ConditionResolved": {"outcome": "OUTCOME", "condition": "STEP"},
    "DeadlineExtended": {"now": "NEW-DATE", "deadline": "--moves STEP"},
    "MeetingHeld": {"by": "BY", "to": "TO"},
    "NegotiatorAppointed": {
        "person": "PERSON",
        "principal": "--principal PARTY",
        "role": "--role ROLE",
    },
    "OfferAccepted": {"by": "BY", "offer": "STEP"},
    "OfferMade": {"by": "BY", "to": "TO", "terms": "QUANTITY"},
    "OfferRejected": {"by": "BY", "rejected": "STEP"},
    "StatementMade": {"by": "BY", "stances": "STANCE", "about": "--about STEP"},
    "DealBroken": {"by": "BY"},
    "NegotiationClosed": {"reason": "REASON"},
    "TalksCollapsed": {"how": "--how HOW"},
    "TalksOpened": {"by": "BY", "to": "TO"},
    "TalksResumed": {"by": "BY"},
    "UltimatumIssued": {"by": "BY", "to": "TO", "when": "--when DATE"},
}
"""Step type -> what is typed for its fields behind its verb, in that order."""

TYPED: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "add_alias": ("parley party alias", {"party": "PARTY", "name": "NAME"}),
    "cite": ("parley cite", {"target": "STEP"}),
    "clocks": ("parley clock list", {}),
    "correct": (
        "parley correct",
        {
            "target": "STEP",
            "field": "FIELD",
            "was": "--was …",
            "now": "--now …",
            "add": "--add STEP",
        },
    ),
    "correct_clock": ("parley clock correct", {}),
    "describe_source": ("parley source add", {}),
    "enter": ("parley {kind} add", {"entry": "ID", "name": "--name …"}),
    "fields": ("parley record --list", {"type": "TYPE"}),
    "give": (
        "",
        {
            "about": "--about STEP",
            "at": "--at",
            "attribution": "--attribution CLASS",
            "by": "--by PARTY",
            "db": "--db PLACE",
            "id": "--id ID",
            "in_principle": "--in-principle",
            "internal": "--internal",
            "moves": "--moves STEP",
            "negotiation": "-n SLUG",
            "published": "--published",
            "replaces": "--replaces clocks#N",
            "speaker": "--speaker NAME",
            "valid_from": "--from",
            "valid_until": "--until",
            "when": "--when",
            "words": "--words",
        },
    ),
    "info": ("parley info", {}),
    "copy": ("parley db copy", {"origin": "FROM", "place": "TO"}),
    "describe": ("parley db info", {}),
    "find_id": ("parley export | grep", {"id": "ID"}),
    "grant": ("parley db grant", {"readers": "--readers ROLE", "writers": "--writers ROLE"}),
    "init": ("parley init", {}),
    "list": ("parley list", {}),
    "log": ("parley log", {}),
    "migrate": ("parley db migrate", {"dry_run": "--dry-run"}),
    "rebuild": ("parley rebuild", {}),
    "reach_deal": ("parley deal … --opened ../DATE", {}),
    "register": ("parley new", {"slug": "SLUG"}),
    "revoke": ("parley db revoke", {"role": "ROLE"}),
    "verify": ("parley verify", {}),
    "version": ("parley --version", {}),
    "retract": ("parley retract", {"target": "STEP"}),
    "show": ("parley show", {"version": "STEP", "negotiation": "-n SLUG"}),
    "show_entry": ("parley {kind} show", {"entry": "ID"}),
    "status": ("parley status", {}),
    "types": ("parley record --list", {}),
}
"""Action -> its command, and what is typed behind it for what it is done to, in that order."""


def typed(act: Act) -> str:
    """Return what is typed for an action."""
    if act.name in CATALOGUE:
        command, forms = f"parley {VERBS.get(act.name, f'record {act.name}')}", STEPS.get(act.name)
    else:
        command, forms = TYPED[act.name]
    words = [command.format_map(act.about)] if command else []
    for name, form in (forms or {}).items():
        if name in act.about:
            value = act.about[name]
            option, _, _ = form.rpartition(" ")
            said = form if value is None or value is True else f"{option} {shlex.quote(str(value))}"
            words.append(said.strip())
    return " ".join(words)
