"""Telegram: what comes in, what goes out, and how it is written there."""

import os

# python-telegram-bot turns its durations into timedeltas, and warns on each one until that is asked for.
os.environ.setdefault("PTB_TIMEDELTA", "1")
