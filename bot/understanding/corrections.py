"""Which of one's own data somebody wants to correct, as people say it."""

import re

from bot.understanding.pillars import read_pillars
from bot.understanding.words import normalised

_NAMED = {
    "move": r"(?:\S+ ){0,2}(?:(?:pindah|beralih|tukar) (?:ke )?(?:hp|telepon)(?: baru| lain)?|(?:ganti|pindah) akun.*)",
    "phone": r".*\b(?:nomor|telepon|wa|whatsapp)(?:ku|nya)?\b.*",
    "name": r".*\b(?:nama|ejaan)(?:ku|nya)?\b.*",
    "pillar": r".*\bpilar(?:ku|nya)?\b.*",
    "offer": r".*\b(?:keahlian|kemampuan)(?:ku|nya)?\b.*",
    "regency": r".*\b(?:kabupaten|kota|kecamatan|daerah|wilayah|alamat|domisili|rumah|tinggal|pindah)(?:ku|nya)?\b.*",
}
"""By the question of a registration that it answers; "move" is to another phone."""

_SEEING = re.compile(r"\b(?:berapa|lihat|cek|apa|nomor (?:relawan|anggota|registrasi|pendaftaran)|id)\b")
"""Words of somebody who wants to see their data rather than to correct them."""
_OF_ANYBODY = frozenset({"umum", "lainnya"})
"""Pillars whose names are in much that is said of volunteers."""


def read_correction(text: str) -> str | None:
    """What is to be corrected: "phone", "name", "pillar", "offer", "regency", or a "move" to another phone."""
    words = " ".join(normalised(text))
    if _SEEING.search(words):
        return None
    found = next((key for key, pattern in _NAMED.items() if re.fullmatch(pattern, words)), None)
    named = [pillar for pillar in read_pillars(text) if pillar not in _OF_ANYBODY]
    return "pillar" if found in (None, "regency") and named else found
