"""What every step says beside its own matter: when, according to whom, and in which words.

An answer is only as good as the report behind it, so these options are the same on every record
command; here they become the fields that all steps share.
"""

import re
from collections.abc import Mapping
from typing import Final, get_args

import click
from msgspec import Struct

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import say
from parley.cli.choices import OneOf
from parley.drafting.scene import Scene
from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.evidence import Attribution
from parley.negotiation.steps import CATALOGUE, Proposition

__all__ = [
    "ATTRIBUTIONS",
    "EVERYTHING",
    "PROPOSITIONS",
    "WHO",
    "WORDS",
    "Telling",
    "filled",
    "telling_options",
]

ATTRIBUTIONS: Final[tuple[str, ...]] = get_args(Attribution)
PROPOSITIONS: Final[tuple[str, ...]] = get_args(Proposition)

_WHEN: Final = ("at", "after")
_LANG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""BCP 47, as far as the ledger keeps it."""
WHO: Final = (
    "speaker",
    "anon",
    "side",
    "attribution",
    "quote",
    "lang",
    "translated_by",
    "source",
    "outlet",
    "origin",
    "url",
    "published",
)
WORDS: Final = ("text", "note")
EVERYTHING: Final = (*_WHEN, *WHO, *WORDS, "reply", "about", "supersedes", "fresh", "edit")
"""The names of all these options, as a step takes them."""


class Telling(Struct, frozen=True, kw_only=True):
    """The options as they were typed; what a command does not take stays as it is here."""

    at: str | None = None
    after: tuple[str, ...] = ()
    speaker: str | None = None
    anon: str | None = None
    side: str | None = None
    attribution: str | None = None
    quote: str | None = None
    lang: str | None = None
    translated_by: str | None = None
    source: str | None = None
    outlet: str | None = None
    origin: str | None = None
    url: str | None = None
    published: str | None = None
    text: str | None = None
    note: str | None = None
    reply: str | None = None
    about: str | None = None
    supersedes: str | None = None
    fresh: bool = False
    edit: bool = False

    @property
    def attributed(self) -> str | None:
        """The attribution that was given, or that follows from a speaker or a description."""
        if self.attribution is not None:
            return self.attribution
        if self.anon is not None:
            return "anonymous"
        return "on_record" if self.speaker is not None else None

    @property
    def names_report(self) -> bool:
        """Whether it says where the words were found."""
        return any((self.source, self.outlet, self.origin, self.url))

    def evidence(self, scene: Scene) -> JsonObject:
        """Return the one evidence that was told. Raises Failure (usage)."""
        self._check()
        quote = filled(verbatim=self.quote, lang=self.lang, by_whom=self.translated_by)
        if self.translated_by is not None:
            quote["translated"] = True
        published = self.published and scene.moment(self.published, "--published")
        return filled(
            attribution=self.attributed,
            speaker=self.speaker,
            source_as_described=self.anon,
            side=self.side,
            source=self.source,
            outlet=self.outlet,
            origin=self.origin,
            url=self.url,
            published=published,
            quote=quote,
        )

    def fields(self, scene: Scene, type_name: str) -> JsonObject:
        """Return the fields that every step shares, as far as they were told.

        Raises Failure (usage), also for --about WORD on a step that takes no word.
        """
        evidence = self.evidence(scene)
        return filled(
            occurred=self.at and scene.moment(self.at, "--at"),
            evidence=[evidence] if evidence else None,
            after=[scene.pointer(each, "--after") for each in self.after],
            in_reply_to=self.reply and scene.pointer(self.reply, "--reply"),
            supersedes=self.supersedes and scene.pointer(self.supersedes, "--supersedes"),
            **self._about(scene, type_name),
            text=self.text,
            note=self.note,
        )

    def _about(self, scene: Scene, type_name: str) -> Mapping[str, JsonValue]:
        if self.about is None:
            return {}
        if not self.about.isalpha():
            return {"about": scene.pointer(self.about, "--about")}
        if "proposition" not in CATALOGUE[type_name].__struct_fields__:
            detail = say(
                "--about {about}: only a statement (parley say) is about a word", self.about
            )
            raise Failure(Kind.USAGE, detail, hint=say("point at a step: 4, v4 or slug#4"))
        if self.about not in PROPOSITIONS:
            words = ", ".join(PROPOSITIONS)
            detail = say(
                "--about “{about}” is neither a step nor one of {words}", self.about, words
            )
            near = suggest(self.about, PROPOSITIONS) or say("point at a step: 4, v4 or slug#4")
            raise Failure(Kind.USAGE, detail, hint=near)
        return {"proposition": self.about}

    def _check(self) -> None:
        if self.lang is not None and not _LANG.fullmatch(self.lang):
            detail = say("--lang “{lang}” is no language tag", self.lang)
            raise Failure(Kind.USAGE, detail, hint=say("write hi, en or en-IN"))
        if self.speaker is not None and self.attributed == "anonymous":
            detail = say("--speaker names somebody, and an anonymous source is not named")
            hint = say("give --speaker NAME, or --anon with the report's words for its source")
            raise Failure(Kind.USAGE, detail, hint=hint)
        if self.anon is not None and self.attributed != "anonymous":
            detail = say(
                "--anon describes an unnamed source, and --attribution is {attribution}",
                self.attribution,
            )
            raise Failure(Kind.USAGE, detail, hint=say("leave one of them out"))
        if self.anon is None and self.attributed == "anonymous":
            detail = say("--attribution anonymous needs the report's words for its source")
            raise Failure(Kind.USAGE, detail, hint=say("--anon 'party insiders'"))
        for name, value in (("--lang", self.lang), ("--translated-by", self.translated_by)):
            if value is not None and self.quote is None:
                detail = say("{name} says something about a quote, and there is no --quote", name)
                raise Failure(Kind.USAGE, detail, hint=say("give the exact words with --quote"))


def filled(**fields: JsonValue) -> JsonObject:
    """Return the fields that were given: no None, no empty list or object, no False; 0 is given.

    An empty text was given: an unset variable of a shell types one. The door refuses it.
    """
    return {
        name: value
        for name, value in fields.items()
        if value is not False and value not in (None, [], {})
    }


def telling_options() -> list[click.Option]:
    """Return the options of a `Telling`, in the order in which a help text shows them."""
    return [
        click.Option(
            ["--at", "--occurred"],
            metavar="WHEN",
            help="When it happened: 2024-09-07, 2024-09, 2024-09-07T14:30, ../2024-09-07 (by"
            " then), 2024-09-07~ (about), yesterday, fri, 14:30.",
        ),
        click.Option(["--speaker"], metavar="NAME", help="Who says so; makes it on record."),
        click.Option(
            ["--anon", "--source-as-described"],
            metavar="WORDS",
            help="The report's words for an unnamed source; makes it anonymous.",
        ),
        click.Option(
            ["--attribution"],
            type=OneOf(ATTRIBUTIONS),
            metavar="KIND",
            help=f"What kind of source, where neither says it: {', '.join(ATTRIBUTIONS)}.",
        ),
        click.Option(["--side"], metavar="PARTY", help="Whose voice it is, if not the actor's."),
        click.Option(["--quote"], metavar="WORDS", help="The exact words."),
        click.Option(["--lang"], metavar="TAG", help="Language of the quote: hi, en-IN."),
        click.Option(
            ["--translated-by"],
            metavar="WHO",
            help="The quote is a translation, made by an agency, an outlet, us.",
        ),
        click.Option(["--text"], metavar="WORDS", help="Our paraphrase."),
        click.Option(["--note"], metavar="WORDS", help="The recorder's remark; in no answer."),
        click.Option(
            ["--source"], metavar="ID", help="The report, described with parley source add."
        ),
        click.Option(["--outlet"], metavar="NAME", help="Who published it, without --source."),
        click.Option(["--origin"], metavar="NAME", help="The agency behind it."),
        click.Option(["--url"], metavar="URL", help="Where it was found."),
        click.Option(
            ["--published"],
            metavar="WHEN",
            help="When the words became public, if not the source's own date.",
        ),
        click.Option(
            ["--reply", "--in-reply-to"], metavar="STEP", help="The step that it answers."
        ),
        click.Option(
            ["--about"],
            metavar="STEP|WORD",
            help=f"What it is about: a step, or {', '.join(PROPOSITIONS)}.",
        ),
        click.Option(["--supersedes"], metavar="STEP", help="The step that it takes over from."),
        click.Option(
            ["--after"],
            metavar="STEP",
            multiple=True,
            help="A step that came before, where the dates leave the order open.",
        ),
        click.Option(
            ["--fresh"],
            is_flag=True,
            help="Carry nothing over: no day, source or speaker of the step before.",
        ),
        click.Option(["--edit", "-e"], is_flag=True, help="Fill in a form in your editor."),
    ]
