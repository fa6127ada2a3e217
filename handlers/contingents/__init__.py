"""Contingents: groups that come together, joined through a link or put on a list by their coordinator."""
