"""What each figure means, in the words that stand under it in chat, chart, sheet and document."""

from bot.texts import Texts
from storage.states import STATES, State


def state_name(texts: Texts, state: State) -> str:
    """The state, as it is called."""
    _ = texts.gettext
    return {
        "registered": _("terdaftar"),
        "confirmed": _("terkonfirmasi ikut"),
        "maybe": _("mungkin ikut"),
        "waitlisted": _("menunggu kursi"),
        "declined": _("tidak ikut"),
        "cancelled": _("batal"),
        "unanswered": _("belum menjawab"),
        "attended": _("hadir"),
        "absent": _("belum hadir"),
        "unreachable": _("tak terjangkau"),
    }[state]


def meaning(texts: Texts, state: State) -> str:
    """Whom the figure of the state counts, in one sentence."""
    _ = texts.gettext
    return {
        "registered": _("Terdaftar = orang yang sudah terdaftar, masing-masing dihitung sekali."),
        "confirmed": _("Terkonfirmasi = jawaban terakhirnya ikut dan dapat kursi, untuk kegiatan yang belum selesai."),
        "maybe": _("Mungkin = jawaban terakhirnya mungkin, untuk kegiatan yang belum selesai."),
        "waitlisted": _("Menunggu = mau ikut kegiatan yang belum selesai, tetapi kursinya penuh."),
        "declined": _("Tidak ikut = jawaban terakhirnya tidak dan belum pernah bilang ikut."),
        "cancelled": _("Batal = pernah menjawab ikut, lalu jawaban terakhirnya tidak."),
        "unanswered": _("Belum menjawab = kegiatannya untuk orang itu dan belum selesai, tetapi belum ada jawabannya."),
        "attended": _("Hadir = tercatat datang di kegiatan, masing-masing dihitung sekali."),
        "absent": _("Belum hadir = terkonfirmasi, kegiatannya sudah mulai, tetapi belum tercatat datang."),
        "unreachable": _("Tak terjangkau = tidak bisa dikirimi pesan, misalnya karena memblokir."),
    }[state]


def measured(name: str) -> State:
    """The state of that name. Raises ValueError where it is none."""
    for state in STATES:
        if state == name:
            return state
    raise ValueError(name)
