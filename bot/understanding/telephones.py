"""Telephone numbers as people write them."""

import re


def international(text: str) -> str:
    """A telephone number as "+62…" (other countries as typed with +), or "" where it is none."""
    digits = re.sub(r"[\s().\-‐-―]", "", text)
    if re.fullmatch(r"\+(?!62)\d{8,15}", digits):
        return digits
    local = re.fullmatch(r"(?:\+?62|0)(8\d{7,12}|[2-7]\d{6,10})", digits) or re.fullmatch(r"(8\d{8,11})", digits)
    return f"+62{local[1]}" if local else ""


def number_in(text: str) -> str:
    """The one telephone number in a text ("wa saya 0812-3456-789 kak"), as "+62…"; "" for none, and for several."""
    runs = re.findall(r"(?<![\d+])\+?\(?\d[\d\s().\-‐-―]{6,}\d(?!\d)", text)
    found = {number for run in (text, *runs) if (number := international(run))}
    return found.pop() if len(found) == 1 else ""
