"""The words that people try first, those that went, and what says the same here.

A newcomer types `undo`, `ls` or `--date` before reading any page; who knew an earlier parley types
what it was called there. These lists are closed and kept in one place: they only ever say what to
type, since a command that runs because another was meant writes what nobody said.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from parley.drafting.meant import by_word

__all__ = ["ARGUMENTS", "COMMANDS", "GONE", "INNER_COMMANDS", "OPTIONS", "SLIPS", "option_meant"]

GONE: Final[Mapping[str, str]] = {
    "amend": "parley deal PARTY… --amended --terms A=18,B=62",
    "amend-registration": "parley register amend FIELD VALUE",
    "batch": "parley import FILE --from commands",
    "changes": "parley diff --since WHEN",
    "checked": "parley source looked OUTLET",
    "checks": "parley list checks",
    "clock": "parley db clock @N --really WHEN --by NAME --why WORDS, parley list clocks",
    "completion": "parley config completion SHELL",
    "concede": "parley withdraw BY STEP",
    "conflicts": "parley claims --conflicts",
    "contest": "parley status --contest, parley status -n contest/NAME",
    "corrections": "parley list corrections",
    "deadlines": "parley dates",
    "explain": "parley show STEP --why",
    "exports": "parley list exports",
    "keep-refusals": "parley db keep-refusals",
    "moves": "parley table --away",
    "office": "parley register list office, parley register add office ID",
    "outlet": "parley register list outlet, parley register add outlet ID",
    "partial": "parley deal PARTY… --partial WORDS",
    "party": "parley register list, parley register alias party NAME ALIAS",
    "person": "parley register list person, parley register add person ID",
    "rebuild": "parley db rebuild",
    "refusals": "parley list refusals",
    "rename": "parley register amend parties.PARTY.name NAME",
    "rounds": "parley attempts",
    "watch": "parley log --follow",
    "welcome": "parley say BY welcomes --about STEP",
}
"""A command of an earlier parley -> what says the same now."""

SLIPS: Final[Mapping[str, str]] = {
    "offer": "offers and what became of them: parley offers",
    "offers": "an offer is recorded with parley offer BY TO QUANTITY",
}
"""Words that differ by a letter -> what the other one is for, said where this one is refused."""

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
        "create start",
        "`parley new SLUG` registers a negotiation, `parley init` makes an empty ledger",
    ),
    (
        "exit quit save commit",
        "each command is done when it ends: there is nothing to leave or to save",
    ),
    ("view get cat print", "`parley show STEP` shows one step in full"),
    (
        "load",
        "`parley import FILE` records a file of entries or of commands",
    ),
    (
        "dump",
        "`parley export` writes the records, `parley report` an extract that can be cited",
    ),
    ("backup", "`parley db backup FILE` copies the ledger"),
    (
        "check",
        "`parley verify` derives and compares everything; `parley source looked OUTLET` records"
        " that somebody looked for news",
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
    ("parties members", "`parley register list` shows the parties"),
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
    ("when date day time occurred", ("at", "as-of")),
    ("on", ("on-what", "at", "as-of")),
    ("issue", ("scope",)),
    ("final", ("finality",)),
    ("condition", ("conditions",)),
    ("ends", ("ends-negotiation",)),
    ("moves", ("deadline",)),
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
