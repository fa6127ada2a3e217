"""A coordinator's words to many: their life from approval to the end, their recipients, and what those answer."""

KIND = "broadcast"
"""The kind of its rows in the outbox; their subject is the broadcast's id."""
DAY = 24 * 3600 * 1000
"""Milliseconds for which it may wait for approval, and for which its rows are worth sending."""
