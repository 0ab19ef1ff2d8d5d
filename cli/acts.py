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
    "MandateChanged": "mandate",
    "TenureChanged": "task",
    "VoteHeld": "vote",
    "TalksOpened": "open",
    "MeetingHeld": "meet",
    "TalksSuspended": "suspend",
    "TalksResumed": "resume",
    "DemandMade": "demand",
    "OfferMade": "offer",
    "OfferWithdrawn": "withdraw",
    "OfferAccepted": "accept",
    "OfferRejected": "reject",
    "ConcessionMade": "withdraw",
    "ConditionSet": "condition",
    "ConditionResolved": "condition",
    "DeadlineSet": "deadline",
    "DeadlineExtended": "deadline",
    "UltimatumIssued": "ultimatum",
    "PartialAgreementReached": "deal --partial",
    "DealReached": "deal",
    "DealAmended": "deal --amended",
    "DealRatified": "ratify",
    "TermFollowed": "follow",
    "DealBroken": "break",
    "TalksCollapsed": "collapse",
    "UnilateralMoveMade": "move",
    "StatementMade": "say",
    "EntryCorrected": "correct",
    "NegotiationClosed": "close",
    "RegistrationAmended": "register amend",
}
"""Step type -> the verb that records it."""

STEPS: Final[Mapping[str, Mapping[str, str]]] = {
    "AllianceProposed": {
        "by": "BY",
        "to": "TO",
        "occurred": "--at DATE",
        "evidence": "--speaker NAME",
    },
    "ConcessionMade": {"by": "BY", "dropped": "STEP"},
    "ConditionResolved": {"condition": "STEP", "outcome": "--outcome OUTCOME"},
    "DealBroken": {"by": "BY"},
    "DeadlineExtended": {"by": "BY", "now": "NEW-DATE", "deadline": "--deadline STEP"},
    "MandateChanged": {"by": "BY", "now": "NOW", "person": "PERSON"},
    "MeetingHeld": {"by": "BY", "to": "TO"},
    "NegotiatorAppointed": {"principal": "BY", "person": "PERSON", "role": "--role ROLE"},
    "NegotiationClosed": {"reason": "REASON"},
    "OfferAccepted": {"by": "BY", "offer": "STEP"},
    "OfferMade": {"by": "BY", "to": "TO", "terms": "QUANTITY"},
    "OfferRejected": {"by": "BY", "rejected": "STEP"},
    "StatementMade": {"by": "BY", "stances": "STANCE", "about": "--about STEP"},
    "TalksCollapsed": {"how": "--how HOW"},
    "TalksOpened": {"by": "BY", "to": "TO"},
    "TalksResumed": {"by": "BY"},
    "TenureChanged": {"by": "BY", "now": "NOW", "person": "PERSON"},
    "UltimatumIssued": {"by": "BY", "to": "TO", "when": "--when DATE"},
}
"""Step type -> what is typed for its fields behind its verb, in that order."""
_COUNTER: Final[tuple[str, Mapping[str, str]]] = (
    "parley counter",
    {"by": "BY", "in_reply_to": "STEP", "terms": "QUANTITY"},
)
"""An offer that replies to another has a verb of its own."""

TYPED: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "add_alias": ("parley register alias party", {"party": "PARTY", "name": "NAME"}),
    "cite": ("parley cite", {"target": "STEP"}),
    "blame": ("parley blame", {}),
    "check": ("parley source looked", {"outlet": "OUTLET", "nothing": "--nothing"}),
    "checks": ("parley list checks", {}),
    "kept": ("parley agreed --kept", {}),
    "clocks": ("parley list clocks", {}),
    "correct": (
        "parley correct",
        {
            "target": "STEP",
            "field": "FIELD",
            "value": "N",
            "was": "--was …",
            "now": "--now …",
            "add": "--add STEP",
            "reason": "--reason WORDS",
        },
    ),
    "correct_clock": (
        "parley db clock",
        {
            "positions": "@N",
            "really": "--really WHEN",
            "by": "--by NAME",
            "why": '--why "…"',
        },
    ),
    "register_and_join": ("parley join", {"party": "PARTY", "name": "--name WORDS"}),
    "describe_source": ("parley source add", {"source": "ID", "outlet": "--outlet NAME"}),
    "enter": ("parley register add {kind}", {"entry": "ID", "name": "--name …"}),
    "fields": ("parley record --list", {"type": "TYPE"}),
    "give": (
        "",
        {
            "about": "--about STEP",
            "after": "--after STEP",
            "as_of": "--as-of",
            "at": "--at",
            "attribution": "--attribution CLASS",
            "db": "--db PLACE",
            "id": "--id ID",
            "in_principle": "--in-principle",
            "internal": "--internal",
            "known_at": "--known-at",
            "moves": "--deadline STEP",
            "negotiation": "-n SLUG",
            "outlet": "--outlet NAME",
            "public_at": "--public-at",
            "published": "--published",
            "reads_as": "--reads-as N",
            "replaces": "--replaces clocks#N",
            "source": "--source ID",
            "speaker": "--speaker NAME",
            "term": "--term N",
            "valid_from": "--from",
            "valid_until": "--until",
            "was": "--was",
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
    "keep_refusals": ("parley db keep-refusals", {}),
    "log": ("parley log", {"negotiation": "-n SLUG", "recorded": "--recorded"}),
    "offers": ("parley offers", {}),
    "people": ("parley people", {}),
    "quotes": ("parley quotes", {"words": "WORDS"}),
    "record_export": ("parley export -o FILE --record", {}),
    "refusals": ("parley list refusals", {}),
    "sources": ("parley source list", {}),
    "migrate": ("parley db migrate", {"dry_run": "--dry-run"}),
    "rebuild": ("parley db rebuild", {}),
    "reach_deal": ("parley deal … --opened ../DATE", {}),
    "register": ("parley new", {"slug": "SLUG", "contest": "--contest SLUG"}),
    "revoke": ("parley db revoke", {"role": "ROLE"}),
    "verify": ("parley verify", {}),
    "version": ("parley --version", {}),
    "retract": ("parley retract", {"target": "STEP", "reason": "--reason WORDS"}),
    "show": ("parley show", {"version": "STEP", "negotiation": "-n SLUG"}),
    "show_entry": ("parley register show {kind}", {"entry": "ID"}),
    "status": ("parley status", {"as_of": "--as-of TIME"}),
    "types": ("parley record --list", {}),
}
"""Action -> its command, and what is typed behind it for what it is done to, in that order."""


_FIELDS: Final[Mapping[str, str]] = {
    "by": "BY",
    "to": "TO",
    "occurred": "--at",
    "in_reply_to": "--reply",
    "source_as_described": "--anon",
    "verbatim": "--quote",
    "quantity": "QUANTITY",
}
"""Last part of a field's path -> what a person typed for it, where the names differ."""
_OPTIONS: Final = frozenset(
    (
        *("speaker", "side", "source", "outlet", "origin", "url", "published", "lang"),
        *("attribution", "text", "note", "about", "supersedes", "after", "seats", "issue", "pool"),
    )
)

_FACTS: Final = "facts."
"""Begins the fields of an entry of the register."""
_TYPED_FACTS: Final[Mapping[str, str]] = {
    "name": "--name",
    "short": "--short",
    "note": "--note",
    "valid_from": "--from",
    "valid_until": "--until",
}


def typed(act: Act) -> str:
    """Return what is typed for an action."""
    if act.name == "field":
        return _typed_for(str(act.about["path"]), str(act.about["type"]))
    if act.name == "OfferMade" and act.about.get("in_reply_to") is not None:
        command, forms = _COUNTER
    elif act.name in CATALOGUE:
        command = f"parley {VERBS.get(act.name, f'record {act.name}')}"
        forms = STEPS.get(act.name, {})
    else:
        command, forms = TYPED[act.name]
    words = [command.format_map(act.about)] if command else []
    for name, form in forms.items():
        if name in act.about:
            value = act.about[name]
            option = form if form.startswith("-") else ""
            if value is None or value is True:
                words.append(form)
            else:
                words += [*option.split()[:1], shlex.quote(str(value))]
    return " ".join(words)


def _typed_for(field: str, type_name: str) -> str:
    if field.startswith(_FACTS):
        said = field.removeprefix(_FACTS)
        return _TYPED_FACTS.get(said, said)
    names = [part for part in field.split(".") if not part.isdigit()]
    last = names[-1] if names else field
    if (type_name, field) == ("DeadlineSet", "when"):
        return "WHEN"  # an option of other verbs
    if last in ("by", "to") and (len(names) > 1 or type_name not in CATALOGUE):
        return f"--{last}" if len(names) == 1 else field  # it is not who acts in a step
    if last in _FIELDS:
        return _FIELDS[last]
    return f"--{last}" if last in _OPTIONS else field
