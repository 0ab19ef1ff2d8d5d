"""Ledgers in SQLite files, one each."""
