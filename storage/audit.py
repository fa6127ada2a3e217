"""Who, with a role, did what to what. No personal data is in it."""

from storage.database import Statement


def record(contact: int, verb: str, thing: str, at: int) -> Statement:
    """The contact did this to that thing (its kind and number)."""
    return "INSERT INTO audit (at, contact, verb, object) VALUES (?, ?, ?, ?)", (at, contact, verb, thing)
