"""What is noted in one run before it is recorded: all of it goes into the ledger, or nothing.

A command notes its steps here instead of recording them, so that one command, one act in several
negotiations, a file of commands and an import take the same way: tried first, then one append.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import click
import msgspec

from parley.answers.failing import Failure, Kind, mask_passwords
from parley.answers.forms import PROGRAMS
from parley.answers.language import say
from parley.answers.printing import printable
from parley.answers.streams import slug_of, stream_of
from parley.answers.words.clocks import odd_clock
from parley.answers.words.steps import step_said
from parley.cli.context import App
from parley.cli.errors import failure_from
from parley.cli.prompts import confirm
from parley.cli.record.carried import Carried, carry, kept_after, read_carried, write_carried
from parley.cli.record.keeping import Keeping
from parley.cli.record.telling import Telling
from parley.drafting.beside import across_caused, lines_caused
from parley.drafting.duplicates import find_duplicates
from parley.drafting.receipts import Written, answer_of, lines_of, next_step, written
from parley.drafting.refusals import refusal_of
from parley.drafting.remarks import remarks
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject
from parley.events.errors import VersionConflict
from parley.events.ledger import Ledger
from parley.events.own import OWN
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.events.refusals import NotRecorded
from parley.negotiation.moments import parse_moment
from parley.negotiation.rows import StepRow
from parley.negotiation.views.tables import row_of

__all__ = ["Notebook"]


class Notebook:
    """The drafts of one run, in the order in which they are to be recorded.

    `carries` is False for a file of commands, which must mean the same tomorrow: it starts with
    nothing carried over and leaves nothing behind.
    """

    def __init__(self, app: App, *, carries: bool = True) -> None:
        self.app = app
        self.drafts: list[Draft] = []
        self.afterwards: list[Callable[[], None]] = []
        """What to do once everything is recorded and answered."""
        if app.layout.format in PROGRAMS:
            # A program reads what may be an error object on stderr: no messages beside it.
            app.console.quiet = True
        self.expects: dict[str, int] = {}
        """Stream -> the version that its head must have."""
        self._carries = carries
        self._carried: dict[str, Carried] = read_carried(app.paths) if carries else {}

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened to be written."""
        return self.app.open_ledger(write=True)

    @property
    def coming(self) -> list[str]:
        """The slugs that are registered here and not in the ledger yet."""
        return [slug_of(draft.stream) for draft in self.drafts if draft.type.endswith("Registered")]

    def scene(self, slug: str, *, alone: bool = True, zone: str | None = None) -> Scene:
        """Return the stream that a step is written for; `zone` of one that is to be registered."""
        stream = stream_of(slug)
        return Scene(
            self.ledger,
            stream,
            zone=zone or self._registered_zone(stream),
            usual_zone=self.app.settings.zone.value,
            now=self.app.clock(),
            alone=alone,
            say=self.app.console.say,
        )

    def expect(self, stream: str, version: int) -> None:
        """Record only if the next entry of a stream becomes its `version`, since another names it
        so. Raises Failure where something is noted for it already."""
        if any(draft.stream == stream for draft in self.drafts):
            detail = say("something else is recorded in {slug} here", slug=slug_of(stream))
            raise Failure(Kind.USAGE, detail, hint=say("move it by a command of its own"))
        self.expects[stream] = version - 1

    def note(self, draft: Draft) -> None:
        """Add a draft."""
        self.drafts.append(draft)

    def filled(self, slug: str, telling: Telling, by: str | None) -> tuple[Telling, str]:
        """Return what was told with what carries over, and a line that says what does."""
        kept = self._carried.get(self._key(slug))
        published: object = None if kept is None else kept.published
        if kept is not None and published is None and kept.source is not None:
            published = self.ledger.sources().get(kept.source, {}).get("published")
        return carry(
            telling,
            by,
            kept,
            self.app.clock(),
            published=None if published is None else str(published),
            zone=self._registered_zone(stream_of(slug)) or self.app.settings.zone.value,
        )

    def remember(self, slug: str, by: str | None, fields: JsonObject) -> None:
        """Let a step that was noted carry over to the next one."""
        occurred, evidence = fields.get("occurred"), fields.get("evidence")
        first = evidence[0] if isinstance(evidence, list) and evidence else evidence
        if isinstance(occurred, str) and isinstance(first, dict):
            kept = kept_after(by, occurred, first, self.app.clock())
            self._carried[self._key(slug)] = kept

    def try_out(self) -> list[Receipt]:
        """Judge what was noted and write nothing. Raises NotRecorded."""
        return self.ledger.try_out(self.drafts)

    def keep(self, keeping: Keeping) -> None:
        """Record everything, or say what would be recorded, and answer.

        Raises Failure for a refusal, and the errors of the ledger.
        """
        expected = self._expected(keeping)
        try:
            if keeping.dry_run:
                self._check_version(expected)
                self._answer(self.try_out(), dry_run=True)
                return
            self._ask()
            receipts = self.record(expected=expected)
        except NotRecorded as error:
            self.say_not_kept(error)
            raise refusal_of(error, self.drafts, self._states()) from error
        self._answer(receipts, dry_run=False)
        self.finish()

    def record(self, *, expected: Mapping[str, int] | None = None) -> list[Receipt]:
        """Append everything noted, and say what is odd about its date.

        Raises NotRecorded, and the errors of the ledger.
        """
        receipts = self.ledger.record(self.drafts, expected=expected)
        self.app.recorded = [
            f"{slug_of(each.stream)} v{each.version} @{each.position}" for each in receipts
        ]
        unfollowed = next((each.unfollowed for each in receipts if each.unfollowed), None)
        if unfollowed is not None:
            self._say_anyway(say("the views could not follow"), unfollowed)
        with self._recorded_anyway(say("what is odd about its date")):
            if (odd := self.ledger.oddity(receipts)) is not None:
                self.app.console.say(odd_clock(odd))
        self._forget_late_days(receipts)
        self._keep_carried()
        return receipts

    @contextmanager
    def _recorded_anyway(self, what: str) -> Iterator[None]:
        """Say what could not be told of something that is recorded: that is no failure of it."""
        try:
            yield
        except Exception as error:
            self._say_anyway(say("{what} could not be told", what), str(failure_from(error)))

    def _say_anyway(self, what: str, reason: str) -> None:
        self.app.console.say(say("it is recorded; {what}: {reason}", what, reason))

    def say_not_kept(self, error: NotRecorded) -> None:
        """Say so where this ledger keeps refused attempts and could not keep this one."""
        if error.not_kept is not None:
            self.app.console.say(say("the attempt itself was not kept: {not_kept}", error.not_kept))

    def finish(self) -> None:
        """Do what comes once everything is recorded and answered."""
        for then in self.afterwards:
            then()

    def show(self, receipts: Sequence[Receipt]) -> list[Written]:
        """Return what was written, or would be, with the place of late news."""
        items: list[Written] = []
        scenes: dict[str, Scene] = {}  # the rows of a stream are read once for all its entries
        for receipt, draft in zip(receipts, self.drafts, strict=True):
            scene = scenes.setdefault(draft.stream, self.scene(slug_of(draft.stream)))
            item = written(receipt, draft)
            if receipt.position is None:
                item = _in_its_place(item, draft, scene)
            else:
                with self._recorded_anyway(say("its place in the order")):
                    item = _in_its_place(item, draft, scene)
            items.append(item)
        with self._recorded_anyway(say("what it causes in other negotiations")):
            items[:] = self._beside(items, receipts)
        return items

    def _beside(self, items: list[Written], receipts: Sequence[Receipt]) -> list[Written]:
        """Return what was written with what it causes in other negotiations: each said once, with
        the last entry of its stream."""
        found = across_caused(self.ledger, receipts, now=self.app.clock())
        last = {item.stream: number for number, item in enumerate(items)}
        told: set[str] = set()
        for stream, across in found.items():
            lines = [each for each in lines_caused(across) if each.sentence not in told]
            told |= {each.sentence for each in lines}
            number = last[stream]
            items[number] = msgspec.structs.replace(items[number], across=tuple(lines))
        return items

    def _forget_late_days(self, receipts: Sequence[Receipt]) -> None:
        """Let the day of late news not carry over: what comes next is rarely as old."""
        for receipt in receipts:
            key = self._key(slug_of(receipt.stream))
            if receipt.late and key in self._carried:
                kept = msgspec.structs.replace(self._carried[key], day=None)
                self._carried[key] = kept

    def _keep_carried(self) -> None:
        if not self._carries or not self._carried:
            return
        try:
            write_carried(self.app.paths, self._carried, self.app.clock())
        except OSError as error:
            # The steps are recorded: what only saves typing must not look like a failure.
            self.app.console.say(say("nothing will carry over: {error}", error))

    def _expected(self, keeping: Keeping) -> dict[str, int]:
        streams = list(dict.fromkeys(draft.stream for draft in self.drafts))
        for name, value in (("--expect-version", keeping.expect_version), ("--id", keeping.id)):
            if value is not None and (
                len(streams) > 1 or (name == "--id" and len(self.drafts) > 1)
            ):
                detail = say(
                    "{name} is about one record, and this makes {drafts}",
                    name,
                    drafts=len(self.drafts),
                )
                raise Failure(
                    Kind.USAGE, detail, hint=say("give ids in a file: parley import --help")
                )
        if keeping.id is not None:
            self.drafts[0] = msgspec.structs.replace(self.drafts[0], id=keeping.id)
        if keeping.expect_version is None:
            return self.expects
        return {**self.expects, streams[0]: keeping.expect_version}

    def _check_version(self, expected: Mapping[str, int]) -> None:
        """Raise VersionConflict where recording it would."""
        for stream, version in expected.items():
            head = self.ledger.store.stream_head(stream)
            if version != (actual := 0 if head is None else head.version):
                raise VersionConflict(stream, version, actual)

    def _ask(self) -> None:
        """Show and confirm what was asked for, and what looks like a step that is there."""
        if self.app.asked:
            try:
                receipts = self.try_out()
            except NotRecorded as error:  # it was meant to be recorded: no dry run
                self.ledger.keep_refusal(self.drafts, error)
                raise
            confirm(self.app, "\n".join(lines_of(self.show(receipts), dry_run=False)))
        for draft in self.drafts:
            if draft.id is not None:
                continue  # it may be the same line typed again, which the ledger sees
            for version, said in find_duplicates(self.scene(slug_of(draft.stream)), draft):
                self._ask_duplicate(version, said)

    def _ask_duplicate(self, version: int, said: str) -> None:
        like = say("v{version} says the same: {said}", version, said)
        hint = say("if it is a second source for that, type parley cite {version}", version)
        if not self.app.can_ask:
            self.app.console.say(f"{like}; {hint}")
            return
        click.echo(printable(f"{like}\n{hint}"), err=True)
        if not click.confirm(say("record it as a step of its own?"), default=False, err=True):
            raise Failure(Kind.FAILED, say("nothing was recorded"), hint=f"parley cite {version}")

    def _answer(self, receipts: Sequence[Receipt], *, dry_run: bool) -> None:
        items, console = self.show(receipts), self.app.console
        if self.app.layout.format is not None:
            self.app.write(answer_of(items, dry_run=dry_run))
            return
        for item, line in zip(items, lines_of(items, dry_run=dry_run), strict=True):
            console.write(printable(line) + "\n", result=False)
            for change in item.changed:
                console.say(f"  {change}")
            for beside in item.across:
                console.say(printable(f"  {beside.sentence}"))
        if dry_run:
            self._remark(items, dry_run=True)
            console.say(say("nothing was written"))
            return
        with self._recorded_anyway(say("what there is to remark")):
            self._remark(items, dry_run=False)
        if len(items) == 1 and not items[0].repeated:
            console.say(
                say("next: {next_step}", next_step=next_step(items[0], self.drafts[0].fields))
            )

    def _remark(self, items: Sequence[Written], *, dry_run: bool) -> None:
        """Say what is legal and yet may not be what was meant; one act in several, once."""
        said: list[str] = []
        for item, draft in zip(items, self.drafts, strict=True):
            if item.stream not in OWN:
                scene = self.scene(slug_of(item.stream))
                said += remarks(item, draft, scene, dry_run=dry_run)
        for remark in dict.fromkeys(said):
            self.app.console.say(printable(remark))

    def _states(self) -> dict[str, str | None]:
        return {stream: self._state(stream) for stream in {draft.stream for draft in self.drafts}}

    def _state(self, stream: str) -> str | None:
        return _state_in(self.scene(slug_of(stream)))

    def _registered_zone(self, stream: str) -> str | None:
        """Return the zone of a stream that is registered here and not in the ledger yet."""
        for draft in self.drafts:
            if draft.stream == stream and draft.type.endswith("Registered"):
                zone = draft.fields.get("zone")
                return zone if isinstance(zone, str) else None
        return None

    def _key(self, slug: str) -> str:
        return f"{mask_passwords(self.app.settings.db.value)} {slug}"


def _in_its_place(item: Written, draft: Draft, scene: Scene) -> Written:
    """Return an entry with the step before which late news was placed, or as it stands."""
    if item.repeated:
        return _as_it_stands(item, scene)
    before = _placed_before(draft, scene) if item.late else None
    return msgspec.structs.replace(item, before=before)


def _as_it_stands(item: Written, scene: Scene) -> Written:
    """Return an entry that was there already with its line; it was not judged again."""
    rows = (row_of(StepRow, row) for row in scene.rows("step") if row["step"] == item.version)
    said = next(map(step_said, rows), item.said)
    return msgspec.structs.replace(item, said=said, state=_state_in(scene))


def _state_in(scene: Scene) -> str | None:
    rows = scene.rows("negotiation")
    state = rows[0]["state"] if rows else None
    return state if isinstance(state, str) else None


def _placed_before(draft: Draft, scene: Scene) -> int | None:
    """Return the first step that a late one certainly precedes (DOMAIN "Order")."""
    occurred = draft.fields.get("occurred")
    if not isinstance(occurred, str):
        return None
    latest = parse_moment(occurred).bounds(scene.zone).latest
    later = [
        (place, step)
        for row in scene.rows("step")
        if isinstance(place := row["place"], int)
        and isinstance(step := row["step"], int)
        and isinstance(earliest := row["earliest"], int)
        and latest <= earliest
    ]
    return min(later)[1] if later else None
