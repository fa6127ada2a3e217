"""Becoming a volunteer, for oneself or for somebody on the same phone; and what follows from it."""
