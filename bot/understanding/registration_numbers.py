"""The number that somebody gives over the telephone to be found: their record's, and a digit that tells a slip."""

import re

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
"""Damm's quasigroup: every single wrong digit and every swap of neighbours changes the last digit."""
_DIGITS = 4
"""Digits before the check digit, at least: leading zeros change nothing, and a number of one digit sounds like none."""
_SAID = re.compile(
    r"(?:\W|no|nomor|nmr|number|relawan|registrasi|pendaftaran|reg)*([0-9][0-9\s.\-‐-―/]*)\W*", re.IGNORECASE
)
_LONGEST, _MOST_LETTERS = 15, 80


def registration_number(volunteer: int) -> str:
    """How the record of that number is called: "1042-7"."""
    digits = f"{volunteer:0{_DIGITS}}"
    return f"{digits}-{_check(digits)}"


def read_registration_number(text: str) -> int | None:
    """The record that a number typed or dictated names; None where it is none, or has a slip in it."""
    said = _SAID.fullmatch(text) if len(text) <= _MOST_LETTERS else None
    digits = re.sub(r"[^0-9]", "", said[1]) if said else ""
    if not _DIGITS < len(digits) <= _LONGEST or _check(digits) != "0":
        return None
    return int(digits[:-1]) or None


def _check(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
