"""The one list of all questions: whoever shows or serves answers takes them from here.

A question that is declared and not listed would be asked by its command alone; a test finds it.
"""

from typing import Any, Final

from parley.answers.agreed import AGREED
from parley.answers.agreed_against import AGAINST
from parley.answers.agreed_kept import KEPT
from parley.answers.agreed_seats import SEATS
from parley.answers.agreed_sums import SUMS
from parley.answers.attempts import ATTEMPTS
from parley.answers.blame import BLAME
from parley.answers.changes import CHANGES
from parley.answers.checks import CHECKS
from parley.answers.claims import CLAIMS
from parley.answers.claims_contested import CONTESTED
from parley.answers.claims_denials import DENIALS
from parley.answers.clocks import CLOCKS
from parley.answers.compare import COMPARE
from parley.answers.conditions import CONDITIONS
from parley.answers.conflicts import CONFLICTS
from parley.answers.contest import CONTESTS
from parley.answers.corrections import CORRECTIONS
from parley.answers.dates import DATES
from parley.answers.diff import DIFF
from parley.answers.exclusions import EXCLUSIONS
from parley.answers.explain import EXPLAIN
from parley.answers.exports import EXPORTS
from parley.answers.find_first import FIND_FIRST
from parley.answers.line import LINE
from parley.answers.log import LOG
from parley.answers.moves import MOVES
from parley.answers.offers import DEMANDS, OFFERS
from parley.answers.offers_series import SERIES
from parley.answers.parties import PARTIES
from parley.answers.people import PEOPLE
from parley.answers.question import Question
from parley.answers.quotes import QUOTES
from parley.answers.refusals import REFUSALS
from parley.answers.register import ENTRY, REGISTER
from parley.answers.replay import REPLAY
from parley.answers.sources import SOURCE, SOURCES
from parley.answers.standing import LIST, STATUS
from parley.answers.step import RECORD, SHOW
from parley.answers.story import STORY
from parley.answers.table import TABLE

__all__ = ["QUESTIONS"]

QUESTIONS: Final[tuple[Question[Any, Any, Any], ...]] = (
    # Where the talks stand, and what was offered.
    LIST,
    STATUS,
    TABLE,
    OFFERS,
    DEMANDS,
    SERIES,
    CONDITIONS,
    AGREED,
    SUMS,
    KEPT,
    SEATS,
    AGAINST,
    MOVES,
    DATES,
    ATTEMPTS,
    PARTIES,
    PEOPLE,
    EXCLUSIONS,
    # What happened, and in whose words.
    LOG,
    SHOW,
    RECORD,
    LINE,
    STORY,
    QUOTES,
    CLAIMS,
    DENIALS,
    CONTESTED,
    CONFLICTS,
    EXPLAIN,
    REPLAY,
    # Between two times, and between two talks.
    DIFF,
    CHANGES,
    BLAME,
    FIND_FIRST,
    COMPARE,
    CONTESTS,
    # What the ledger says of itself.
    CORRECTIONS,
    CHECKS,
    EXPORTS,
    REFUSALS,
    SOURCES,
    SOURCE,
    REGISTER,
    ENTRY,
    CLOCKS,
)
