"""What `import parley` gives: the names that are stable, each from the room where it is made.

It re-exports and adds nothing. Whoever needs more than these imports a room, and follows what it
becomes.
"""

from parley.answers.agreed import AGREED
from parley.answers.agreed_against import AGAINST, AgainstOptions
from parley.answers.agreed_kept import KEPT
from parley.answers.agreed_seats import SEATS
from parley.answers.agreed_sums import SUMS
from parley.answers.asking import read, read_all, read_between, read_own
from parley.answers.attempts import ATTEMPTS
from parley.answers.blame import BLAME, BlameOptions
from parley.answers.catalogue import QUESTIONS
from parley.answers.changes import CHANGES, ChangesOptions
from parley.answers.checks import CHECKS, ChecksOptions
from parley.answers.claims import CLAIMS
from parley.answers.claims_contested import CONTESTED
from parley.answers.claims_denials import DENIALS
from parley.answers.clocks import CLOCKS
from parley.answers.compare import COMPARE, CompareOptions
from parley.answers.conditions import CONDITIONS
from parley.answers.conflicts import CONFLICTS
from parley.answers.contest import CONTESTS, ContestOptions
from parley.answers.corrections import CORRECTIONS
from parley.answers.dates import DATES
from parley.answers.diff import DIFF, Between
from parley.answers.entries import Entry, Note
from parley.answers.exclusions import EXCLUSIONS, ExclusionsOptions
from parley.answers.explain import EXPLAIN, ExplainOptions
from parley.answers.exports import EXPORTS
from parley.answers.failing import Failure, Kind, problem_from
from parley.answers.failures import failure_of
from parley.answers.find_first import FIND_FIRST, FindFirstOptions
from parley.answers.language import find_language, list_languages, speaking
from parley.answers.line import LINE, LineOptions
from parley.answers.log import LOG, LogOptions
from parley.answers.moves import MOVES
from parley.answers.offers import DEMANDS, OFFERS, DemandsOptions, OffersOptions
from parley.answers.offers_series import SERIES
from parley.answers.opening import create_ledger, open_ledger
from parley.answers.own import OwnRecords
from parley.answers.parties import PARTIES
from parley.answers.people import PEOPLE, PeopleOptions
from parley.answers.question import NoOptions, Question
from parley.answers.quotes import QUOTES, QuotesOptions
from parley.answers.reading import Reading
from parley.answers.refusals import REFUSALS
from parley.answers.register import ENTRY, REGISTER, EntryOptions, RegisterOptions
from parley.answers.replay import REPLAY, ReplayOptions
from parley.answers.sources import SOURCE, SOURCES, SourceOptions
from parley.answers.standing import LIST, STATUS
from parley.answers.step import RECORD, SHOW, RecordOptions, ShowOptions
from parley.answers.story import STORY
from parley.answers.table import TABLE
from parley.answers.watching import Teller
from parley.answers.whole import Whole
from parley.drafting.drafts import draft
from parley.events.errors import RecordError
from parley.events.feed import Feed
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.events.record import Record
from parley.events.refusals import NotRecorded
from parley.events.verify import Report, verify
from parley.web.charts.pictures import draw_picture

__all__ = [
    "AGAINST",
    "AGREED",
    "ATTEMPTS",
    "BLAME",
    "CHANGES",
    "CHECKS",
    "CLAIMS",
    "CLOCKS",
    "COMPARE",
    "CONDITIONS",
    "CONFLICTS",
    "CONTESTED",
    "CONTESTS",
    "CORRECTIONS",
    "DATES",
    "DEMANDS",
    "DENIALS",
    "DIFF",
    "ENTRY",
    "EXCLUSIONS",
    "EXPLAIN",
    "EXPORTS",
    "FIND_FIRST",
    "KEPT",
    "LINE",
    "LIST",
    "LOG",
    "MOVES",
    "OFFERS",
    "PARTIES",
    "PEOPLE",
    "QUESTIONS",
    "QUOTES",
    "RECORD",
    "REFUSALS",
    "REGISTER",
    "REPLAY",
    "SEATS",
    "SERIES",
    "SHOW",
    "SOURCE",
    "SOURCES",
    "STATUS",
    "STORY",
    "SUMS",
    "TABLE",
    "AgainstOptions",
    "Between",
    "BlameOptions",
    "ChangesOptions",
    "ChecksOptions",
    "CompareOptions",
    "ContestOptions",
    "DemandsOptions",
    "Draft",
    "Entry",
    "EntryOptions",
    "ExclusionsOptions",
    "ExplainOptions",
    "Failure",
    "Feed",
    "FindFirstOptions",
    "Kind",
    "Ledger",
    "LineOptions",
    "LogOptions",
    "NoOptions",
    "NotRecorded",
    "Note",
    "OffersOptions",
    "OwnRecords",
    "PeopleOptions",
    "Question",
    "QuotesOptions",
    "Reading",
    "Receipt",
    "Record",
    "RecordError",
    "RecordOptions",
    "RegisterOptions",
    "ReplayOptions",
    "Report",
    "ShowOptions",
    "SourceOptions",
    "Teller",
    "Whole",
    "create_ledger",
    "draft",
    "draw_picture",
    "failure_of",
    "find_language",
    "list_languages",
    "open_ledger",
    "problem_from",
    "read",
    "read_all",
    "read_between",
    "read_own",
    "speaking",
    "verify",
]
