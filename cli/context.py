"""One run of `parley`: what was asked for globally, and the ledger it is about.

Commands take the `App` (`@click.pass_obj`) and nothing else of the frame's insides, so that the
flags, files and environment behind it can change without them:

    app.settings, app.paths    what holds, and where from
    app.write(answer)          a Listing or a Card in the format asked for, on stdout
    app.console                say, explain, progress
    app.open_ledger(write=…)   the ledger, opened once, closed at the end of the run
    app.negotiation()          the one that is meant; app.negotiations() where `-n a,b` makes sense
    app.recorder()             who records
    app.refuse_service(…)      for commands that work on a local ledger only

Nothing here reads a file or opens a ledger before a command asks for it.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from parley.answers.failing import Failure, Kind, mask_passwords, suggest
from parley.answers.forms import Columns, Layout, Written, check_columns, encode_answer
from parley.answers.language import find_language, say, say_list, say_many, speak
from parley.answers.streams import CONTEST, is_contest
from parley.cli.config import is_service
from parley.cli.console import Console
from parley.cli.output import draw_answer
from parley.cli.paths import Paths, find_paths
from parley.cli.settings import Settings, resolve_language, resolve_settings
from parley.events.clock import Clock, wall_clock

if TYPE_CHECKING:
    from parley.answers.times import Standpoint
    from parley.events.ledger import Ledger

_NAMED_MAX: Final = 8


class App:
    """The state of one run, filled by the global options before a command's body starts.

    `given` holds the settings named on the command line, by their names; `layout` how the answer
    is wanted; `asked` whether the person was asked for a missing value.
    """

    def __init__(self, console: Console, clock: Clock = wall_clock) -> None:
        self.console = console
        self.clock = clock
        self.given: dict[str, str] = {}
        self.layout = Layout()
        self.no_input = False
        self.asked = False
        self.recorded: Sequence[str] = ()
        """What this run has recorded, each as `slug v4 @12`: whatever fails afterwards, it is."""
        self._ledger: Ledger | None = None
        self._writes = False
        self._warned = False
        self._coming: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def paths(self) -> Paths:
        """Where things lie on this machine."""
        return find_paths()

    @cached_property
    def settings(self) -> Settings:
        """What holds in this run. Raises Failure (usage) for a bad value or config file."""
        return resolve_settings(self.given, os.environ, self.paths)

    def choose_language(self) -> None:
        """Say everything from now on in the language that was chosen.

        A setting that cannot be read is complained of by what needs the settings.
        """
        with suppress(Failure, OSError):
            chosen = resolve_language(self.given, os.environ, self.paths)
            if chosen is not None:
                speak(find_language(chosen.value))

    @property
    def usual_db(self) -> str:
        """The ledger that a command without --db would mean from here."""
        given = {key: value for key, value in self.given.items() if key != "db"}
        return resolve_settings(given, os.environ, self.paths).db.value

    @property
    def can_ask(self) -> bool:
        """Whether a missing value may be asked for; otherwise it is an error."""
        return not self.no_input and self.console.converses

    def write(self, answer: Written) -> None:
        """Write the answer to stdout: as asked for, else a table on a terminal and TSV in a pipe.

        Raises Failure (usage) when --columns names what is not there.
        """
        wanted = self.layout.format
        if wanted == "table" or (wanted is None and self.console.draws):
            self.decide_colour()
            self.console.draw(draw_answer(answer, self.layout))
        else:
            self.console.write(encode_answer(answer, self.layout))

    def will_write(self, columns: Columns[Any]) -> None:
        """Say so before anything is done whose answer has these columns.

        Raises Failure (usage) when --columns names what is not there.
        """
        check_columns([column.key for column in columns], self.layout)

    def decide_colour(self) -> None:
        """Let the config files have their say about colour, as far as they can be read."""
        with suppress(Failure, OSError):
            self.console.color = self.settings.color.value

    def open_ledger(self, *, write: bool = False, warn: bool = True) -> "Ledger":
        """Return the ledger that is meant, opened on the first call and closed with the run.

        Who reads one that is not as this release makes it is told so, unless `warn` is off.

        A ledger opened for reading is opened anew when `write` is asked for.
        Raises the errors of the rooms behind it (no such ledger, unreachable, newer …).
        """
        from parley.answers import opening

        if self._ledger is not None and (self._writes or not write):
            return self._ledger
        self.close()
        db = self.settings.db
        self.console.explain(
            say("database {value} ({origin})", db.origin, value=mask_passwords(db.value))
        )
        self._ledger = opening.open_ledger(
            db.value,
            recorder=self.recorder() if write else None,
            clock=self.clock,
        )
        self._writes = write
        if not write and warn:
            self._warn_of_strangers(self._ledger)
        return self._ledger

    def standpoint(self) -> "Standpoint":
        """Return from where this run asks: its ledger, its clock, its usual zone."""
        from parley.answers.times import Standpoint

        ledger = self.open_ledger()
        return Standpoint(ledger=ledger, now=self.clock(), zone=self.settings.zone.value)

    @property
    def opened(self) -> "Ledger | None":
        """The ledger of this run, if one was opened."""
        return self._ledger

    def _warn_of_strangers(self, ledger: "Ledger") -> None:
        """Say in one line, once in a run, that the ledger is not as this release makes it.

        Raises IntegrityError where reading it would run something.
        """
        ledger.projector.refuse_to_read()
        strange = ledger.projector.strange
        if strange and not self._warned:
            self._warned = True
            from parley.answers.words.findings import flaw_said

            named = flaw_said(strange[0].flaw)
            if len(strange) > 1:
                named = say("{named} and {more} more", named, more=len(strange) - 1)
            self.console.complain(
                say(
                    "warning: the ledger is not as this release makes it ({named}): what it answers"
                    " is no proof; parley verify names each",
                    named,
                )
            )

    def warn_of_place(self) -> None:
        """Say in one line where the ledger's file lies in a place that may lose records."""
        from parley.answers import opening

        db = self.settings.db.value
        found = opening.find_bad_place(db)
        if found is not None:
            self.console.say(
                say(
                    "warning: {db} {found}; what is recorded there can be lost: keep it on a disk"
                    " of this machine, and give others a copy (parley db backup)",
                    found,
                    db=mask_passwords(db),
                )
            )

    def slugs(self) -> Sequence[str]:
        """Return the negotiations and contests (`contest/…`) of the ledger."""
        from parley.answers import opening

        return [*opening.list_slugs(self.open_ledger()), *self._coming]

    def negotiation(self) -> str:
        """Return the one negotiation that is meant.

        Raises Failure as `negotiations` does, and (usage) when several are named.
        """
        slugs = self.negotiations()
        if len(slugs) > 1:
            detail = say(
                "this command takes one negotiation, not {slugs}: {slugs_2}",
                slugs=len(slugs),
                slugs_2=", ".join(slugs),
            )
            raise Failure(Kind.USAGE, detail, hint=f"-n {slugs[0]}")
        return slugs[0]

    def negotiations(self) -> tuple[str, ...]:
        """Return the negotiations that are meant: -n, PARLEY_NEGOTIATION, `use`, or the only one.

        Raises Failure: usage when none is chosen and there are several, not found when one that
        is chosen, or any at all, is not in the ledger.
        """
        known = self.slugs()
        chosen = self.settings.negotiation
        slugs = tuple(part.strip() for part in chosen.value.split(",")) if chosen else ()
        slugs = tuple(slug for slug in slugs if slug)
        if chosen is None or not slugs:
            return (_the_only_one([slug for slug in known if not is_contest(slug)]),)
        for slug in slugs:
            check_slug(slug, known, chosen.origin)
        self.console.explain(
            say("negotiation {slugs} ({origin})", chosen.origin, slugs=", ".join(slugs))
        )
        return slugs

    def for_line(self, coming: Sequence[str]) -> "App":
        """Return the state of one line of a batch: the same ledger, its own -n, nobody to ask.

        `coming` are the slugs that earlier lines register.
        """
        line = App(self.console, self.clock)
        line.given = dict(self.given)
        line.no_input = True
        line._ledger, line._writes = self._ledger, self._writes
        line._coming = tuple(coming)
        return line

    def recorder(self) -> str:
        """Return who records. Raises Failure (usage) when nobody has said so."""
        recorder = self.settings.recorder
        if recorder is None:
            detail = say("nobody has said who records, and this account has no name")
            raise Failure(Kind.USAGE, detail, hint=say("parley config set recorder 'Your Name'"))
        return recorder.value

    def refuse_service(self, command: str) -> None:
        """Refuse a running service (https) for a command that works on a local ledger only.

        Raises Failure (usage).
        """
        db = self.settings.db
        if is_service(db.value):
            detail = say(
                "{command} works on a local ledger, and {origin} names a running service",
                command,
                db.origin,
            )
            hint = say("give a path or a postgresql:// address with --db")
            raise Failure(Kind.USAGE, detail, hint=hint)

    def close(self) -> None:
        """Close the ledger, if it was opened."""
        ledger, self._ledger = self._ledger, None
        if ledger is not None:
            ledger.close()


def check_slug(slug: str, known: Sequence[str], origin: str = "") -> None:
    """Raise Failure (not found) unless the slug is known; `origin` is what names it."""
    if slug not in known:
        detail = say("there is no negotiation “{slug}” in this ledger", slug=slug)
        if is_contest(slug):
            name = slug.removeprefix(CONTEST)
            detail = say("there is no contest “{name}” in this ledger", name=name)
        elif origin:
            detail = say(
                "there is no negotiation “{slug}” in this ledger; {origin} names it",
                slug=slug,
                origin=origin,
            )
        hint = suggest(slug, known) or say("parley list shows those there are")
        raise Failure(Kind.NOT_FOUND, detail, hint=hint)


def _the_only_one(slugs: Sequence[str]) -> str:
    match list(slugs):
        case [slug]:
            return slug
        case []:
            detail = say("this ledger has no negotiation yet")
            raise Failure(Kind.NOT_FOUND, detail, hint="parley new --help")
        case several:
            named = say_list(several[:_NAMED_MAX]) + (" …" if len(several) > _NAMED_MAX else "")
            detail = say_many(
                len(several),
                "which negotiation? There is {number}: {named}",
                "which negotiation? There are {number}: {named}",
                named,
            )
            hint = say("-n {slug} for this time, parley use {slug} from now on", slug=several[0])
            raise Failure(Kind.USAGE, detail, hint=hint)
