"""The roles of a database server and their rights on a ledger.

They are named when the ledger is made, because what is made belongs to its owner alone unless
somebody says otherwise; a file has none, there its folder's permissions decide.
"""

from msgspec import Struct


class Roles(Struct, frozen=True):
    """Roles that exist on the server, for the ledger's owner to grant rights to.

    ``writers`` read, append and keep the rows of the views; ``readers`` read. All of the ledger
    belongs to its owner alone. None grants to nobody.
    """

    writers: str | None = None
    readers: str | None = None


class Rights(Struct, frozen=True):
    """Who may do what with a ledger on a server, by the names of roles.

    ``owner`` made it and migrates it; ``writers`` may append, ``readers`` only read.
    """

    owner: str
    writers: tuple[str, ...]
    readers: tuple[str, ...]
