"""Whether words say that something may be sent, and nothing else."""

from bot.asking import Invalid
from bot.prompts.words import Gettext
from bot.understanding.words import normalised
from bot.understanding.yesno import read_yesno

_LEADING = frozenset(normalised("kak min tolong dong deh lah saja sudah ini itu nya"))
_SENDING = _LEADING | frozenset(
    normalised("ya iya ok oke siap setuju sepakat boleh gas lanjut lanjutkan kirim kirimkan pas benar betul cocok sip "
               "mantap mau silakan langsung sekarang yes send it go 👍 👌 ✅ ✔ 🆗")
)  # fmt: skip
"""Words with which one says that it may be sent, and nothing else."""


def is_plain_yes(text: str) -> bool:
    """Whether the words agree, and say nothing more."""
    words = normalised(text)
    return _SENDING.issuperset(words) and not _LEADING.issuperset(words)


def heeded(_: Gettext, text: str) -> str | None:
    """ "yes" where words say nothing but that. Raises Invalid where they say yes and more: that might be a change."""
    if is_plain_yes(text):
        return "yes"
    if read_yesno(text) == "yes":
        raise Invalid(
            _("Belum dikirim, Kak. Kalau sudah pas, ketuk Kirim; kalau ada yang mau diubah, ketuk tombolnya.")
        )
    return None
