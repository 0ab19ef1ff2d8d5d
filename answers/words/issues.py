"""What the issues of the catalogue are called, and how what is counted of one is said.

Tables and sentences name the same thing alike: `6 posts`, `the programme: a base note`.
"""

from typing import Final

from parley.answers.language import marked, say, say_many, say_word

__all__ = ["COUNTED", "RULED_OUT", "counted_said", "issue_named"]

_ISSUES: Final = {
    "seat_count": marked("seats"),
    "constituencies": marked("seats"),
    "seat_swap": marked("an exchange of seats"),
    "candidate_veto": marked("a veto on a candidate"),
    "person_veto": marked("a veto on a person"),
    "candidate": marked("a candidate"),
    "person": marked("a person"),
    "symbol": marked("the symbol"),
    "friendly_contest": marked("friendly contests"),
    "leader_face": marked("who leads"),
    "portfolios": marked("posts"),
    "speaker": marked("the chair of the house"),
    "programme": marked("the programme"),
    "support_form": marked("the form of support"),
    "other_arena": marked("another arena"),
    "upper_house_seat": marked("the upper house"),
    "campaign": marked("the campaign"),
    "precondition": marked("a precondition"),
    "confidentiality": marked("confidentiality"),
    "ratification": marked("ratification"),
}
"""Issue -> what it is called."""
RULED_OUT: Final = {"candidate_veto": "candidate", "person_veto": "person"}
"""Issue of a veto -> who is kept out by it: what is called so only where it is ruled out."""
COUNTED: Final = ("portfolios", "upper_house_seat", "other_arena")
"""Issues whose figure says by itself what it is of."""


def issue_named(issue: str | None) -> str:
    """Return `the programme`, `posts`."""
    name = _ISSUES.get(issue or "")
    return say_word(issue or "") if name is None else say(name)


def counted_said(issue: str | None, figure: str, number: int) -> str:
    """Return `6 posts`, of one of COUNTED."""
    match issue:
        case "portfolios":
            return say_many(number, "{figure} post", "{figure} posts", figure=figure)
        case "upper_house_seat":
            return say_many(
                number, "{figure} upper-house seat", "{figure} upper-house seats", figure=figure
            )
        case _:
            return say_many(
                number, "{figure} seat elsewhere", "{figure} seats elsewhere", figure=figure
            )
