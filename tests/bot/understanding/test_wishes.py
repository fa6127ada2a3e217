"""What whole messages wish for."""

import pytest

from bot.understanding.features import stems
from bot.understanding.wishes import event_title, wish_of_staff, wishes_to_leave, wishes_to_register_another

_SERVED = {
    "event": "buat acara; bikin acara baru; tambah kegiatan; tolong buatin kegiatan; mau bikin event dong; buat agenda",
    "change": "ubah acara; atur kegiatan apel; ganti tempat; ubah lokasinya",
    "move": "pindah waktunya; ganti jadwal acara; undurkan kegiatan; geser jam",
    "cancel": "batalin kegiatan apel; hapus acara",
    "people": "siapa saja yang ikut; siapa yg ikut apel; daftar peserta; lihat peserta",
    "unanswered": "siapa yg blm jawab; yang belum jawab apel",
    "contingent": "buat kontingen tapin; bikin kontingen baru",
    "desk": "absen; buka absensi; mulai absen; daftar hadir",
    "roles": "cabut peran; daftar pengurus; siapa saja pengurusnya",
    "invitation": "undang koordinator hss; tambah pengurus; angkat admin",
}
_NOT_SERVED = (
    "ada acara baru?; ada kegiatan apa; acara apa besok; siapa koordinator; ikut kegiatan; kapan absen dibuka; siapa "
    "yang boleh ikut"
)
_LEAVING = (
    "keluar; mau berhenti jadi relawan; mengundurkan diri; saya resign kak; gak mau jadi relawan lagi; mundur dari "
    "relawan; kada handak jadi relawan lagi; keluar dari daftar relawan; mw brenti jd relawan; I want to quit; "
    "stop being a volunteer"
)
_STAYING = (
    "berhenti; tidak mau keluar; ga jadi keluar; mau jadi relawan lagi; mau jadi relawan; keluar rumah; saya mundur "
    "dari acara besok; mau berhenti merokok; keluar kota"
)


def _each(messages: str) -> list[str]:
    return messages.split("; ")


@pytest.mark.parametrize(("wish", "messages"), _SERVED.items())
def test_what_staff_wish_for_is_read_from_its_beginning(wish: str, messages: str) -> None:
    assert {text: wish_of_staff(text) for text in _each(messages)} == dict.fromkeys(_each(messages), wish)


def test_questions_and_other_words_are_no_such_wish() -> None:
    assert [text for text in _each(_NOT_SERVED) if wish_of_staff(text)] == []


def test_who_wants_to_be_a_volunteer_no_more_is_understood() -> None:
    assert [text for text in _each(_LEAVING) if not wishes_to_leave(stems(text))] == []
    assert [text for text in _each(_STAYING) if wishes_to_leave(stems(text))] == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("daftarkan suami saya", True), ("mau mendaftarkan ibu saya", True), ("daftarin adik dong", True),
        ("saya mau daftar", False), ("daftar hadir orang", False),
    ],
)  # fmt: skip
def test_registering_somebody_else_is_told_from_registering_oneself(text: str, *, other: bool) -> None:
    assert wishes_to_register_another(text) is other


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("buat acara", ""), ("bikin acara baru dong", ""), ("bikin acara apel siaga", "apel siaga"),
        ("tambah kegiatan bakti sosial kiram sabtu jam 8", "bakti sosial kiram"),
        ("buatkan kegiatan: pelatihan dapur umum, besok di bjb", "pelatihan dapur umum"),
        ("buat acara baru namanya Rapat Koordinasi", "Rapat Koordinasi"), ("Bikin event Jambore 2026", "Jambore 2026"),
    ],
)  # fmt: skip
def test_what_an_event_is_called_is_told_from_the_rest(text: str, title: str) -> None:
    assert event_title(text) == title
