"""Counts on command: the board, figures asked for in words, periods."""
