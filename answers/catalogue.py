"""The one list of all questions: whoever shows or serves answers takes them from here.

A question that is declared and not listed would be asked by its command alone; a test finds it.
"""

from typing import Any, Final

from answers.agreed import AGREED
from answers.agreed_against import AGAINST
from answers.agreed_seats import SEATS
from answers.agreed_sums import SUMS
from answers.blame import BLAME
from answers.changes import CHANGES
from answers.checks import CHECKS
from answers.claims import CLAIMS
from answers.claims_contested import CONTESTED
from answers.claims_denials import DENIALS
from answers.clocks import CLOCKS
from answers.compare import COMPARE
from answers.conditions import CONDITIONS
from answers.conflicts import CONFLICTS
from answers.contest import CONTESTS
from answers.corrections import CORRECTIONS
from answers.deadlines import DEADLINES
from answers.diff import DIFF
from answers.explain import EXPLAIN
from answers.exports import EXPORTS
from answers.find_first import FIND_FIRST
from answers.line import LINE
from answers.log import LOG
from answers.moves import MOVES
from answers.offers import DEMANDS, OFFERS
from answers.offers_series import SERIES
from answers.people import PEOPLE
from answers.question import Question
from answers.quotes import QUOTES
from answers.refusals import REFUSALS
from answers.register import ENTRY, REGISTER
from answers.replay import REPLAY
from answers.rounds import ROUNDS
from answers.sources import SOURCE, SOURCES
from answers.standing import LIST, STATUS
from answers.step import RECORD, SHOW
from answers.table import TABLE

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
    SEATS,
    AGAINST,
    MOVES,
    DEADLINES,
    ROUNDS,
    PEOPLE,
    # What happened, and in whose words.
    LOG,
    SHOW,
    RECORD,
    LINE,
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
