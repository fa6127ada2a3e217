"""What whole messages wish for that a talk of its own serves: to leave, to make an event, to register somebody else."""

import re

from bot.understanding.features import stems
from bot.understanding.words import normalised


def _stems(words: str) -> frozenset[str]:
    """The words as `stems` finds them in a message."""
    return frozenset(stems(words))


_POLITE = _stems(
    "saya aku kami mau ingin minta mohon tolong bisa boleh sudah lagi dulu saja ya dong nih deh kak kakak min admin "
    "bu pak ibu bapak maaf permisi izin bot sini kok sih ini hari i want to would like please"
)
_QUITTING = _stems("keluar mundur undur mengundurkan resign out quit leave")
_ENDING = _stems("berhenti henti") | {"stop"}
_MEMBERSHIP = _stems("relawan anggota keanggotaan volunteer")
_BEING = _stems("jadi menjadi sebagai dari diri selaku daftar ikut gabung being be a as")
_NO = _stems("tidak")
_SAME = _stems("lagi")

_LEAD = r"(?:(?:tolong|coba|mohon|bantu|min|admin|kak|saya|aku|kami|mau|ingin|bisa|hendak|izin|ayo|yuk|relawan) )*"
_MAKING = (
    r"(?:(?:mem)?(?:buat|bikin|tambah|susun)(?:kan|in)?|(?:meng)?adakan|ngadain|adain|terbitkan|masukkan)"
    r"(?: (?:satu|sebuah|lagi))?"
)
_EVENT = r"(?:acara|kegiatan|event|agenda)"
_STAFF = r"(?:pengurus|koordinator|penyelenggara|admin|panitia)"
_CHANGING = r"(?:atur|ubah|ganti|pindah|edit|kelola|geser|undur|mundur)(?:kan|in)?"
_WHEN = r"(?:jadwal|waktu|jam|tanggal|hari)(?:nya)?"
_SERVED = {
    "event": rf"{_LEAD}{_MAKING} (?:jadwal )?{_EVENT}(?: baru)?\b.*",
    "move": rf"{_LEAD}(?:{_CHANGING} {_WHEN}(?: {_EVENT}\b.*)?|(?:geser|undur|mundur)(?:kan|in)? {_EVENT}\b.*)",
    "cancel": rf"{_LEAD}(?:batal|hapus)(?:kan|in)? {_EVENT}\b.*",
    "change": rf"{_LEAD}{_CHANGING} (?:{_EVENT}\b.*|(?:tempat|lokasi)(?:nya)?)",
    "people": rf"{_LEAD}(?:siapa(?: saja)? (?:yang )?(?:ikut|datang)|(?:(?:lihat|daftar|nama) )+peserta)\b.*",
    "unanswered": r"siapa(?: saja)? (?:yang )?belum (?:jawab|menjawab)\b.*|(?:yang )?belum (?:jawab|menjawab)\b.*",
    "contingent": rf"{_LEAD}{_MAKING} kontingen\b.*",
    "desk": rf"{_LEAD}(?:(?:buka|mulai|catat|isi) )?(?:absen(?:si)?|presensi|kehadiran|daftar hadir)(?: {_EVENT})?",
    "roles": rf"{_LEAD}(?:cabut|ubah|lihat|ganti|daftar|atur) peran\b.*|(?:daftar|siapa(?: saja)?) pengurus(?:nya)?",
    "invitation": rf"{_LEAD}(?:undang|tambah|angkat|jadi)(?:kan|in)? {_STAFF}\b.*",
}
_SHORTEST_TITLE = 4
"""Letters."""
_TITLED = re.compile(
    r"(?:.*?\b)?(?:acara|kegiatan|event|agenda)\b(?:[\s:]+(?:baru|yaitu|namanya|judulnya)\b)*[\s:]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_DETAILS = re.compile(
    r"\s*(?:[,;\n(]|\b(?:hari|besok|bsk|lusa|nanti|malam|minggu depan|bulan|tgl|tanggal|jam|jm|pukul|di|d|tempat|pada|"
    r"untuk|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|ahad|dong|ya|yuk|kak|min|deh|sih|nih)\b|\d{1,2}[./:]\d).*",
    re.IGNORECASE | re.DOTALL,
)
"""Where the rest of a wish to make an event says more than what it is called."""
_OTHER = re.compile(
    r"\b(?:men|man|di)?daftar(?:kan|in|akan|akn)\b.*\b(?:orang|ibu|mama|ayah|bapa?k?|abah|kakak|ading|adi[kn]g?|suami|"
    r"istri|isteri|laki|bini|anak|keluarga|saudara|teman|kawan|tetangga|nenek|kakek|paman|bibi)\b",
    re.IGNORECASE,
)

_LATER = re.compile(
    r"(?:(?:n?anti|ntar|tar)(?: (?:dulu|aja|saja|lagi))+|(?:se)?bentar|tunggu|sabar)"
    r"(?: (?:dulu|ya|kak|min|aja|saja|lah|dong))*\W*",
    re.IGNORECASE,
)


def puts_off(text: str) -> bool:
    """Whether somebody has no time just now, and says nothing else."""
    return bool(_LATER.fullmatch(text.strip()))


def wishes_to_leave(words: list[str]) -> bool:
    """Whether stems say, and say nothing else, that somebody wants to be a volunteer no more."""
    said = set(words)
    if not said <= _POLITE | _QUITTING | _ENDING | _MEMBERSHIP | _BEING | _NO | _SAME:
        return False
    member = bool(said & _MEMBERSHIP)
    if said & _NO:
        return member and bool(said & _SAME) and not said & (_QUITTING | _ENDING)
    return bool(said & _QUITTING) or (member and bool(said & _ENDING))


def wishes_to_register_another(text: str) -> bool:
    """Whether words wish to register somebody else."""
    return bool(_OTHER.search(text))


def wish_of_staff(text: str) -> str | None:
    """What somebody with a role wishes to do, if their words begin with it.

    That is making an "event", a "contingent" or an "invitation"; to an event a "move", "change" or "cancel", and the
    "people" who come; how many are "unanswered"; opening the "desk"; or seeing the "roles".
    """
    said = " ".join(normalised(text))
    return next((wish for wish, pattern in _SERVED.items() if re.fullmatch(pattern, said)), None)


def event_title(text: str) -> str:
    """What the event is called that somebody wishes to make: "buat acara apel siaga sabtu jam 8"; "" if unsaid."""
    titled = _TITLED.fullmatch(text.strip())
    title = _DETAILS.sub("", titled[1]).strip(" .!-") if titled else ""
    return title if len(title) >= _SHORTEST_TITLE else ""
