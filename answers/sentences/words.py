"""The fixed words of published sentences: what became of a thing, flags, days and names.

Apart from the sentences, so that a wording can be read, and changed, as a list.
"""

import re
from typing import Final

from parley.answers.words.moments import moment_said

__all__ = [
    "CLAIM_ENDINGS",
    "CONDITION_ENDINGS",
    "DATE_ENDINGS",
    "DEMAND_ENDINGS",
    "FLAGS",
    "OFFER_ENDINGS",
    "names",
    "on",
    "seat_or_seats",
    "since",
]

OFFER_ENDINGS: Final = {
    "open": "nothing on record has ended it",
    "accepted": "it was accepted",
    "withdrawn": "it was withdrawn",
    "expired": "it has expired",
    "rejected": "it was rejected",
    "superseded": "a later offer took its place",
    "lapsed": "it stood until",
}
DEMAND_ENDINGS: Final = {
    "open": "nothing on record has ended it",
    "dropped": "it was dropped",
    "met": "it was met",
    "rejected": "it was rejected",
    "denied": "it was denied",
    "superseded": "a later demand took its place",
    "lapsed": "it stood until",
}
CONDITION_ENDINGS: Final = {
    "open": "nothing on record has met it",
    "met": "it was met",
    "failed": "it failed",
    "waived": "it was waived",
    "dropped": "it was dropped",
    "refused": "it was refused",
    "lapsed": "it lapsed",
}
DATE_ENDINGS: Final = {
    "pending": "",
    "met": "it was met",
    "missed": "nothing on record met it",
    "passed": "the date has passed",
    "extended": "it was moved",
    "lapsed": "it lapsed as the talks ended",
}
CLAIM_ENDINGS: Final = {
    "reported": "nothing on record confirms it",
    "confirmed": "it was confirmed",
    "otherwise": "it was agreed otherwise later",
    "shown": "",
    "settled": "all agreed on it later",
    "corroborated": "others bear it out",
    "disputed": "other reports contradict it",
    "denied": "it was denied",
    "corrected": "it was corrected",
    "refuted": "it was refuted",
}
FLAGS: Final = {
    "reported": "that talks are on is reported, and nobody is on record for it",
    "suspended": "the talks are suspended",
    "in_principle": "there is an agreement in principle",
    "partial": "a part is agreed",
    "contested": "the parties say different things about where the talks stand",
    "ratification_pending": "the deal has still to be ratified",
    "gap": "a step before this one is not in view",
    "closed": "the negotiation is closed",
}


def on(moment: str | None, before: str = "on ") -> str:
    """`on 7 Sep 2024`; `about …`, `by …` and intervals keep their own words."""
    if moment is None:
        return ""
    said = moment_said(moment)
    return said if said.startswith(("about", "by", "from", "between")) else f"{before}{said}"


def since(moment: str | None) -> str:
    """`since 7 Sep 2024`; a moment that is only a latest one is `since 7 Sep 2024 or before`."""
    said = on(moment, "").removesuffix(", start unknown")
    return (
        f"since {said.removeprefix('by ')} or before" if said.startswith("by ") else f"since {said}"
    )


def seat_or_seats(said: str) -> str:
    """`1 seat`, where a composed figure says `1 seats`; `0–1 seats` stays."""
    return re.sub(r"(?<![\w–.,])1( \([^()]*\))? seats\b", r"1\1 seat", said)


def names(actors: tuple[str, ...]) -> str:
    """`INC and AAP`; nobody is `somebody`."""
    bare = [actor.split(":", 1)[1] if ":" in actor else actor for actor in actors]
    if len(bare) < 2:
        return bare[0] if bare else "somebody"
    return f"{', '.join(bare[:-1])} and {bare[-1]}"
