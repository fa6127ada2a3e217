"""Whether a message tells of distress that people must know of at once, and of which kind."""

from itertools import pairwise

from bot.understanding.features import concept, stems
from bot.understanding.words import normalised

DANGER, VIOLENCE, NEGLECT, CUT = "danger", "violence", "neglect", "cut"


def _words(text: str) -> frozenset[str]:
    return frozenset(normalised(text))


_ACUTE = _words(
    "kebakaran terbakar tabakar tebakar kobongan kobaran longsor tertimbun tertimpa hanyut tenggelam karam "
    "terseret kecelakaan tabrakan pingsan sekarat kejang terjebak kebanjiran terendam"
)
"""Words that hardly mean anything but a danger that is there."""
_DANGERS = _words("darurat bencana banjir gempa puting beliung ambulans evakuasi bahaya tsunami api keracunan")
_CALLS = _words("tolong tulung tulungi bantui sekarang segera cepat ada terjadi butuh rumah omah warga sini")
"""What makes one of the dangers a call for help."""
_CRIES = _words("darurat bahaya")
_FRAMING = frozenset({"greeting", "polite", "bare", "self", "ask-who", "ask-where"})
"""Meanings of the words that may stand around a cry that is all a message says."""
_KILLING_ONESELF = (("bunuh", "diri"), ("akhiri", "hidup"), ("mengakhiri", "hidup"), ("ingin", "mati"))

_VIOLENCE = _words(
    "dipukuli dipukul digebuki digebukin disiksa dianiaya penganiayaan kdrt kekerasan diperkosa pemerkosaan perkosaan "
    "dilecehkan pelecehan dicabuli pencabulan disekap dipasung dibunuh dicekik ditendang ditampar disetubuhi diancam"
)
_NEGLECT = _words("terlantar telantar ditelantarkan diterlantarkan terbengkalai")
_LEFT = _words("dibuang ditinggal ditinggalkan")
_HELPLESS = _words("bayi anak lansia nenek kakek balita jompo odgj orok")
_ON_THE_STREET = _words("jalan pasar teras masjid depan pinggir sendirian tpa sampah")

_AID = _words("bansos bantuan pkh bpnt blt sembako kks beras pip pena sumbangan bst")
_CUTTING = frozenset(stems("dipotong potongan pemotongan disunat pungli pungutan dipalak ditilep dikorupsi digelapkan"))
_TAKING = frozenset(stems("diminta dimintai setor setoran jatah"))
_PART = _words("sebagian setengah separuh persen uang duit ribu rb fee imbalan")
_TAKERS = _words("rt rw ketua kades lurah pendamping agen oknum aparat perangkat koordinator")

_AID_TALK = _words("bantuan")
_PLEAS = _words("tolong minta butuh segera sekarang cepat")
"""What tells a call for help from talk about aid that comes after a danger."""

_SUPPOSED = _words("kalau jika apabila bila seandainya misalnya simulasi latihan cegah pencegahan")
_INFORMED = _words(
    "apa apakah apaan napa bagaimana kayapa pengertian definisi arti maksud kriteria program layanan atensi "
    "ppks sosialisasi pelatihan apel tugas daftar siaga donasi galang jadwal kegiatan acara ikut gabung anggota info "
    "santunan jaminan logistik konseling dukungan trauma stres dana izin waris lumbung "
    "patungan pendampingan didampingi bantuannya kumpul mengumpulkan"
)
"""Words of those who want to know about something, rather than telling of it."""
_NUMBERS = _words("nomor number berapa call center kontak")
_ASKING = _words("apakah bolehkah")
_DENIALS = _words("tidak bukan jangan belum")


def urgency(text: str) -> str:
    """The kind of distress the text tells of: "danger", "violence", "neglect" or "cut" (aid); "" for none.

    Questions about such things, and what is only supposed, are no distress.
    """
    words = normalised(text)
    said = set(words)
    if said & _SUPPOSED:
        return ""
    if _tells_of_cuts(words):
        return CUT
    if any(pair in _KILLING_ONESELF for pair in pairwise(words)) and not _wants_to_know(words):
        return DANGER
    if _wants_to_know(words):
        return ""
    if said & _VIOLENCE:
        return VIOLENCE
    if said & _NEGLECT or (said & _LEFT and said & _HELPLESS and said & _ON_THE_STREET):
        return NEGLECT
    acute = said & _ACUTE or (said & _DANGERS and (said & _CALLS or _cries(words)))
    afterwards = said & _AID_TALK and not said & _PLEAS
    return DANGER if acute and not afterwards and not said & _NUMBERS else ""


def _cries(words: list[str]) -> bool:
    return not _CRIES.isdisjoint(words) and all(word in _DANGERS or concept(word) in _FRAMING for word in words)


def _wants_to_know(words: list[str]) -> bool:
    """Whether the words ask what something is, or how it works."""
    return not _INFORMED.isdisjoint(words) or any(concept(word) in ("ask-what", "ask-why") for word in words)


def _tells_of_cuts(words: list[str]) -> bool:
    """Whether aid is said to be cut, or somebody to take a part of it."""
    said, roots = set(words), stems(" ".join(words))
    if not said & _AID or said & _ASKING:
        return False
    if any(before in _DENIALS and root in _CUTTING for before, root in pairwise(roots)):
        return False
    return not _CUTTING.isdisjoint(roots) or (not _TAKING.isdisjoint(roots) and bool(said & (_PART | _TAKERS)))
