"""What is meant beyond doubt, told from the words of a whole message; everything else is left to the search."""

from rapidfuzz.distance import OSA

from bot.understanding.countquestions import asks_for_figures
from bot.understanding.features import concept, stems
from bot.understanding.wishes import wishes_to_leave
from bot.understanding.words import normalised, stem, tokens


def _stems(words: str) -> frozenset[str]:
    """The words as `stems` finds them in a message."""
    return frozenset(stems(words))


_COURTESY = frozenset({"greeting", "thanks", "polite", "bare"})
_ASKS = frozenset({"ask-what", "ask-how", "ask-where", "ask-when", "ask-many", "ask-who", "ask-why"})
_ASKING = frozenset({"apakah", "bisakah", "bolehkah", "adakah", "kah"})
_ROUND = _stems(
    "saya aku kami kita mau ingin minta meminta harap sudah cukup dulu lagi semua seluruh sini bot sistem nomor"
)
_NO = _stems("tidak belum bukan jangan")

_ENDING = _stems("berhenti hentikan unreg matikan")
_SENDING = _stems(
    "kirim pesan siaran chat wa whatsapp sms hubungi telepon ganggu info informasi notifikasi notif broadcast "
    "terima menerima kabar spam promo langganan"
)
_LEAVING = _stems("keluar dikeluarkan hapus")
_LISTS = _stems("siaran penerima broadcast")
_TIRED = _stems("malas males bosan capek muak banyak terus keberatan terganggu kebanyakan")
_STOPPING = (
    _ROUND | _ENDING | _SENDING | _LEAVING | _TIRED | _stems("tidak jangan usah perlu berkenan layanan daftar dapat")
)
_REFUSALS = tuple(
    " ".join(stems(said))
    for said in ("jangan", "tidak usah", "tidak perlu", "tidak mau", "tidak ingin", "tidak berkenan")
)
_AGAIN = _ENDING | _stems(
    "lagi kembali ulang pulang maneh malih aktif aktifkan nyalakan hidupkan langganan subscribe mulai start resume "
    "again terima dapat nampi dikabari batal jadi lanjut lanjutkan"
)
"""Words without one of which nobody asks to be written to again: "kirim" alone is something else."""
_LONG_STOP = "berhenti"
_SLIPS = 2

_ERASING = _stems("hapus mahapus musnahkan delete erase")
_OWN = _stems("data akun nama nomor profil pendaftaran")
_ERASED = (
    _ROUND | _ERASING | _OWN | _ENDING
    | _stems("pribadi diri tentang hp telepon uu pdp sesuai segera bisa serta isi sama daftar relawan saja my")
    | _stems("suami istri ibu bapak ayah mama abah anak adik kakak saudara keluarga teman tetangga nenek kakek")
)  # fmt: skip
_TAKING_BACK = _NO | _stems("batal jadi")
_AID = _stems("bansos pkh bpnt sembako bpjs pbi kis desil dtks dtsen bantuan")
_KEEPING = _stems("simpan disimpan menyimpan")

_ATTENDING = _stems("hadir datang ikut berangkat merapat")
_CALLED_OFF = _stems("batal berhalangan absen urung")
_DOUBT = _stems("kalau jika mungkin kayaknya sepertinya seandainya usahakan ragu lihat")
_ELSEWHERE = _stems(
    "relawan daftar gabung anggota langganan berhenti yang siapa bansos pkh bpjs otp uang hapus kemarin"
)
_COMPANY = _stems(
    "orang teman istri suami anak bawa sama bareng berdua bertiga berempat berlima tim dua tiga empat lima "
    "psm tagana tksk karang taruna lks ksb"
)
_COMING = (
    _ROUND | _ATTENDING | _CALLED_OFF | _COMPANY
    | _stems("siap bisa jadi oke insya insyaallah allah konfirmasi catat acara kegiatan akan gas pasti")
)  # fmt: skip
_FREELY = tuple(" ".join(stems(said)) for said in ("tidak masalah", "tidak apa apa", "tidak apa"))
_REACH = 3
"""How many words apart "tidak" and "hadir" still belong together, as in "tidak bisa jadi hadir"."""

_OTHER_AMOUNTS = _stems(
    "jam pukul tanggal umur usia nomor harga biaya bayar gaji honor upah uang rupiah lama kali bansos bantuan sembako "
    "desil"
)
"""What "berapa" may ask for that is no number of volunteers."""

_DENIED = _NO - _stems("bukan")
_STRANDED = _stems("terlantar telantar dipukuli disiksa dianiaya kdrt")


def certain_intent(text: str) -> str | None:
    """The intent of a text that leaves no doubt, or None: stop, erase, leave, rsvp_no, rsvp_yes, count or human.

    A whole message must mean it: "saya mau berhenti merokok" is no stop, and "jangan hapus data saya" erases nothing.
    """
    words = [word for word in stems(text) if concept(word) not in _COURTESY or word in _ELSEWHERE]
    if not words:
        return None
    if asks_for_figures(text):
        return "count"
    if not is_question(text):
        if _stops(words) or _misspelt_stop(text):
            return "stop"
        if _erases(words):
            return "erase"
        if wishes_to_leave(words):
            return "leave"
        coming = None if _is_doubtful(text) else _coming(words)
        if coming is not None:
            return "rsvp_yes" if coming else "rsvp_no"
    return "human" if _wants_a_person(words) else None


def rules_out(text: str, intent: str) -> bool:
    """Whether the text's words contradict an intent that it resembles.

    Nothing is stopped, erased or registered where that is refused, nor stopped or erased where somebody asks how;
    who refuses messages does not want them again, nor does who says nothing of getting any; who asks about aid, or
    where data are kept, does not ask for data; hours and money are no numbers of volunteers; who names a day or an
    hour does not just greet; and neither a question nor "kalau …" is an answer, nor is a yes with a "tidak" or a no
    without one.
    """
    words = stems(text)
    if intent in ("stop", "erase"):
        return _is_taken_back(words) or _asks_how(words)
    if intent == "resume":
        return _AGAIN.isdisjoint(words) or (_refuses(words) and _ENDING.isdisjoint(words))
    if intent == "register":
        return _refuses(words)
    if intent == "count":
        return not _OTHER_AMOUNTS.isdisjoint(words)
    if intent == "my_data":
        return _is_about_aid(words) or _asks_about_keeping(words)
    if intent == "greeting":
        return any(word.isdigit() or concept(word) == "time" for word in words)
    return intent in ("rsvp_yes", "rsvp_no") and not _may_answer(text, words, coming=intent == "rsvp_yes")


def _is_about_aid(words: list[str]) -> bool:
    return not _AID.isdisjoint(words)


def _asks_about_keeping(words: list[str]) -> bool:
    """Whether somebody asks who has the data, where or why, rather than to see them."""
    meanings = {concept(word) for word in words}
    return bool(meanings & {"ask-who", "ask-where", "ask-why"}) and "see" not in meanings


def _asks_how(words: list[str]) -> bool:
    return any(concept(word) in ("ask-how", "ask-why", "ask-when") for word in words)


def _may_answer(text: str, words: list[str], *, coming: bool) -> bool:
    if is_question(text) or _is_doubtful(text):
        return False
    comes = _attendances(words)
    called_off = [at for at, word in enumerate(words) if word in _CALLED_OFF]
    if any(not _NO.isdisjoint(words[max(0, at - 2) : at]) for at in called_off):
        return False
    return None not in comes and (
        not (called_off or False in comes) if coming else bool(called_off) or True not in comes
    )


def is_question(text: str) -> bool:
    """Whether the text has a question mark or a question word."""
    return "?" in text or any(word in _ASKING or concept(stem(word)) in _ASKS for word in normalised(text))


def _is_doubtful(text: str) -> bool:
    words = stems(text)
    return not _DOUBT.isdisjoint(words) or ("belum" in words and "pasti" in words)


def _is_taken_back(words: list[str]) -> bool:
    """Whether a "tidak" stands close before the stopping, or anywhere before the erasing that it may deny."""
    for at, word in enumerate(words):
        before = words[max(0, at - 2) : at] if word in _ENDING else words[:at]
        if word in _ENDING | _ERASING and not _TAKING_BACK.isdisjoint(before) and _KEEPING.isdisjoint(before):
            return True
    return False


def _stops(words: list[str]) -> bool:
    if not _STOPPING.issuperset(words):
        return False
    if not _ENDING.isdisjoint(words):
        return not _is_taken_back(words) and _ERASING.isdisjoint(words)
    if not (_LEAVING.isdisjoint(words) or _LISTS.isdisjoint(words)):
        return True
    return not _SENDING.isdisjoint(words) and _refuses(words)


def _refuses(words: list[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {refusal} " in said for refusal in _REFUSALS)


def _misspelt_stop(text: str) -> bool:
    """Whether the text is one word: "stop" or "berhenti" with its own letters in disorder."""
    word = "".join(tokens(text))
    if " " in text.strip() or not word:
        return False
    slips = OSA.distance(word, _LONG_STOP)
    return (sorted(word) == sorted("stop") and word[0] == "s") or (slips <= _SLIPS and set(word) <= set(_LONG_STOP))


def _erases(words: list[str]) -> bool:
    wanted = not (_ERASING.isdisjoint(words) or _OWN.isdisjoint(words))
    return wanted and _ERASED.issuperset(words) and not _is_taken_back(words)


def _coming(words: list[str]) -> bool | None:
    """Whether the speaker says to come (True) or not to come (False); None where neither is certain."""
    if not _ELSEWHERE.isdisjoint(words):
        return None
    known = all(word in _COMING | _NO or word.isdigit() or concept(word) in {"time", "place"} for word in words)
    called_off = [at for at, word in enumerate(words) if word in _CALLED_OFF]
    if called_off:
        if not _NO.isdisjoint(words[max(0, called_off[0] - 2) : called_off[0]]):
            return None
        attending = any(not _ATTENDING.isdisjoint(words[at : at + _REACH]) for at in called_off)
        return False if known or attending else None
    comes = _attendances(words)
    if comes == {False} or (comes == {True} and known):
        return comes.pop()
    return None


def _attendances(words: list[str]) -> set[bool | None]:
    """What is said of each coming: True, False where a "tidak" stands before it, None where two do."""
    said = " ".join(words)
    for freely in _FREELY:
        said = said.replace(freely, "")
    words = said.split()
    found: set[bool | None] = set()
    since = 0
    for at, word in enumerate(words):
        if word in _ATTENDING:
            denials = sum(before in _NO for before in words[max(since, at - _REACH) : at])
            found.add((True, False, None)[min(denials, 2)])
            since = at + 1
    return found


def _wants_a_person(words: list[str]) -> bool:
    meanings = {concept(word) for word in words}
    if not _STRANDED.isdisjoint(words):
        return not meanings & {"ask-what", "ask-many"}
    return {"person", "talk"} <= meanings and _ELSEWHERE.isdisjoint(words) and _DENIED.isdisjoint(words)
