"""The revisions of a ledger's tables, one file each, frozen once released.

They stand in a folder of their own because Alembic reads all of it.
"""
