"""Views: the tables that people open, and the answers that are read from their rows."""
