"""How a deal's form and its ratification are put into words, the same in every answer.

These are renders of columns, as those of answers/words/wording.py: they take plain JSON values.
"""

from collections.abc import Mapping

from parley.answers.shapes.deals import DealShown
from parley.answers.words import wording
from parley.negotiation.phrases import bodies_said, body_said

__all__ = [
    "deal_said",
    "flags_said",
    "form_said",
    "ratification_said",
    "ratifications_said",
    "waits_said",
]


def form_said(deal: object) -> str:
    """Return `signed` or `de facto`; nothing of a deal that was simply announced."""
    form = deal.get("form") if isinstance(deal, Mapping) else None
    return "" if form in (None, "announced") else wording.spaced(form)


def deal_said(deal: object) -> str:
    """Return the step of a deal, its form, and who agreed: `v30, signed, INC (joint)`."""
    if not isinstance(deal, Mapping):
        return ""
    parts = [wording.step(deal.get("version")), form_said(deal), wording.assent(deal.get("assent"))]
    return ", ".join(part for part in parts if part)


def ratification_said(item: Mapping[str, object]) -> str:
    """Return `Council of AAP: approved (12–3)`, or that it has still to decide."""
    waiting = "has still to decide" if item.get("pending") else "did not decide"
    outcome = item.get("outcome") or waiting
    vote = f" ({item['vote']})" if item.get("vote") else ""
    return f"{body_said(str(item['party']), str(item['body']))}: {outcome}{vote}"


def ratifications_said(value: object) -> str:
    """Return a line for each body, with the day and the step of what it decided."""
    lines = []
    for item in wording.mappings(value):
        when = wording.dated(item.get("decided"))
        lines.append(ratification_said(item) + (f", {when}" if when else ""))
    return "\n".join(lines)


def waits_said(deal: DealShown | None) -> str:
    """Return the bodies that a deal still waits for: `Council of AAP`."""
    every = () if deal is None else deal.ratifications
    return bodies_said((each.party, each.body) for each in every if each.pending)


def flags_said(item: object) -> str:
    """Return flags with the steps that set them; a pending ratification says whose."""
    if not isinstance(item, Mapping):
        return ""
    deal = item.get("deal")
    every = wording.mappings(deal.get("ratifications") if isinstance(deal, Mapping) else None)
    waits = bodies_said(
        (str(each["party"]), str(each["body"])) for each in every if each["pending"]
    )
    said = []
    for flag in wording.mappings(item.get("flags")):
        pending = flag["flag"] == "ratification_pending"
        after = f", waits for {waits}" if waits and pending else ""
        said.append(f"{wording.spaced(flag['flag'])} ({wording.step(flag['step'])}{after})")
    return ", ".join(said) or "none"
