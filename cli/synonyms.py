"""The words that people try first, and what says the same here.

A newcomer types `undo`, `ls` or `--date` before reading any page. These lists are closed and kept
in one place: they only ever say what to type, since a command that runs because another was meant
writes what nobody said.
"""

from collections.abc import Iterable
from typing import Final

from parley.drafting.meant import by_word

__all__ = ["ARGUMENTS", "COMMANDS", "INNER_COMMANDS", "OPTIONS", "option_meant"]

COMMANDS: Final = by_word(
    (
        "undo delete del remove rm drop revert reset edit change fix update modify set",
        "nothing recorded is ever changed or lost: `parley retract STEP` takes back an entry of"
        " ours, `parley correct STEP FIELD VALUE` sets one right",
    ),
    (
        "history timeline steps events entries",
        "`parley log` shows the steps with their numbers",
    ),
    (
        "help man commands",
        "`parley --help` lists the commands, `parley COMMAND --help` explains one",
    ),
    ("ls dir negotiations contests", "`parley list` shows the negotiations and contests"),
    (
        "search find grep",
        "`parley quotes WORDS` searches the words of the reports, `parley log --grep WORDS` the"
        " steps",
    ),
    (
        "graph plot draw picture",
        "`parley chart` draws the timeline, `parley offers --chart` the offers",
    ),
    (
        "add enter step event",
        "`parley --help` has a verb for each common step, such as `parley offer BY TO QUANTITY`;"
        " `parley record TYPE` records any step of the catalogue",
    ),
    (
        "create start register",
        "`parley new SLUG` registers a negotiation, `parley init` makes an empty ledger",
    ),
    (
        "exit quit save commit",
        "each command is done when it ends: there is nothing to leave or to save",
    ),
    ("view get cat print", "`parley show STEP` shows one step in full"),
    (
        "load",
        "`parley import FILE` records a file of entries, `parley batch FILE` one of commands",
    ),
    (
        "dump",
        "`parley export` writes the records, `parley report` an extract that can be cited",
    ),
    ("backup", "`parley db backup FILE` copies the ledger"),
    (
        "check",
        "`parley verify` derives and compares everything; `parley checked` records that somebody"
        " looked for news",
    ),
    ("state where", "`parley status` says where the talks stand"),
    ("switch select", "`parley use SLUG` chooses the negotiation that commands mean"),
    ("version", "`parley --version`; `parley info` shows settings, paths and libraries"),
    (
        "cancel",
        "`parley withdraw BY STEP` is a giver who takes an offer back, `parley retract STEP` takes"
        " back an entry of ours",
    ),
    (
        "end finish",
        "`parley collapse BY` ends talks without a deal, `parley break BY` ends a deal,"
        " `parley close REASON` is for when the contest has decided",
    ),
    (
        "agree",
        "`parley accept BY STEP` accepts an offer, `parley deal PARTY…` is for when every party"
        " agrees, `parley say BY claims_agreement` is one side's word",
    ),
    (
        "refuse decline",
        "`parley reject BY STEP` refuses an offer, a demand or a meeting",
    ),
    (
        "note comment remark",
        "a remark goes with its step: `parley offer BY TO QUANTITY --note WORDS`; what somebody"
        " said is `parley say BY STANCE WORDS`",
    ),
    ("parties members", "`parley party list` shows the parties"),
    ("sources reports", "`parley source list` shows the reports"),
)
"""What somebody types for a command -> the sentence that says what to type."""

INNER_COMMANDS: Final = by_word(
    ("ls all", ("list",)),
    ("new create register", ("add",)),
    ("view cat info", ("show", "get")),
    ("get", ("show",)),
    ("show status", ("info", "get")),
    ("delete del remove rm drop", ("unset",)),
    ("save dump", ("backup",)),
    ("update upgrade", ("migrate",)),
)
"""What somebody types for a command inside a group -> what it may be called there."""

OPTIONS: Final = by_word(
    ("when date day on time occurred", ("at", "as-of")),
    ("who says said-by spokesperson", ("speaker",)),
    ("anonymous unnamed", ("anon",)),
    ("words verbatim said", ("quote",)),
    ("comment remark", ("note",)),
    ("paraphrase summary", ("text",)),
    ("why because message", ("reason", "note")),
    ("link web website", ("url",)),
    ("paper newspaper publisher", ("outlet",)),
    ("agency wire", ("origin",)),
    ("to value new set", ("now",)),
    ("from old before", ("was", "since")),
    ("terms", ("now",)),
    ("now", ("terms",)),
    ("shares", ("terms", "now")),
    ("jointly together both agreed", ("joint",)),
    ("constituencies seat-list", ("seats",)),
    ("reading means", ("reads-as",)),
    ("until till valid-until", ("expires", "until", "as-of")),
    ("in-reply-to replies-to answers", ("reply",)),
    ("replaces instead-of", ("supersedes",)),
    ("dryrun test simulate preview", ("dry-run",)),
    ("limit tail", ("last",)),
    ("asof", ("as-of",)),
    ("known", ("known-at",)),
    ("public", ("public-at", "published")),
    ("slug", ("negotiation",)),
    ("database ledger", ("db",)),
    ("colour", ("color",)),
)
"""What somebody types for an option, without dashes -> what it may be called here; the first that
the command has is meant."""

ARGUMENTS: Final = by_word(
    ("from giver actor", "BY"),
    ("receiver recipient with", "TO"),
    ("amount number figure count seats-count", "QUANTITY"),
    ("parties", "PARTY"),
    ("target", "STEP"),
)
"""What somebody types as an option for a word that stands without a name -> that word's name."""


def option_meant(word: str, known: Iterable[str]) -> str | None:
    """Return the option that a word probably means, among those of a command; without dashes."""
    has = set(known)
    return next((each for each in OPTIONS.get(word, ()) if each in has), None)
