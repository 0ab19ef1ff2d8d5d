"""Every planted fault must be caught by the contract.

Without this, a contract that passes could be one that looks at nothing.
"""

import pytest

from parley.events.errors import RecordError
from tests.events.faults import LOG_FAULTS, VIEW_FAULTS, Fault
from tests.events.ledgers import MemoryLedgers
from tests.events.store_contract import StoreContract
from tests.events.view_contract import ViewContract

PLANTED = [
    *((fault, StoreContract, test) for fault, test in LOG_FAULTS),
    *((fault, ViewContract, test) for fault, test in VIEW_FAULTS),
]


@pytest.mark.parametrize(
    ("fault", "contract", "test"), PLANTED, ids=[fault.__name__ for fault, _, _ in PLANTED]
)
def test_the_contract_catches(
    fault: Fault, contract: type, test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = getattr(contract(), test)
    run(MemoryLedgers())  # without the fault it passes
    fault(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception, RecordError)):
        run(MemoryLedgers())
