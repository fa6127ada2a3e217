"""What is kept and passed on of the words that people ask with: no secret numbers, and only what asks something."""

import re

from bot.understanding.features import concept, stems

QUESTION_LENGTH = 600
"""Characters of a question: with who asks, it fits a message with choices."""
ANSWER_LENGTH = 2000
"""Characters of an answer: with the question, it fits one message."""
HIDDEN = "••••••"
"""Stands where a number was that nobody here needs."""
_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
_OTP = re.compile(r"\botp\b", re.IGNORECASE)
_SHORT_CODE = re.compile(r"(?<!\d)\d{4,8}(?!\d)")
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){3,}")

_WISH = frozenset(
    {
        "person", "talk", "complain", "greeting", "thanks", "polite", "asking", "self", "other", "want", "can", "not",
        "bare", "place",
    }
)  # fmt: skip
_WISHING = frozenset(
    stems(
        "ada minta butuh perlu langsung nomor hp bot robot sama balas panggil balik kirim sini lapor sampaikan keluhan"
    )
)
_TELLING = 2
"""How many words must say more than the wish to talk to somebody, to be a question by themselves."""


def without_secrets(text: str) -> str:
    """The text with NIK, KK and one-time codes hidden: they are never kept."""
    text = _NIK.sub(HIDDEN, text.strip())
    return _SHORT_CODE.sub(HIDDEN, text) if _OTP.search(text) else text


def without_numbers(text: str) -> str:
    """The text with every number of four or more digits hidden, cut to a question's length."""
    text = _LONG_NUMBER.sub(HIDDEN, text.strip())
    return text if len(text) <= QUESTION_LENGTH else text[: QUESTION_LENGTH - 1] + "…"


def question_in(text: str) -> str:
    """What a message to people asks, as it may be kept; "" if it only wishes to talk to somebody, or is too long."""
    telling = {word for word in stems(text) if concept(word) not in _WISH} - _WISHING
    words = without_secrets(text)
    return words if len(telling) >= _TELLING and len(words) <= QUESTION_LENGTH else ""
