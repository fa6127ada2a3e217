"""Broadcasts: composed, sent on their way, reported."""
