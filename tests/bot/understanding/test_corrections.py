"""Which of one's own data somebody wants to correct."""

import pytest

from bot.understanding.corrections import read_correction

_SAID = {
    "phone": "ganti nomor hp; nmr wa sy ganti; nomor saya yang lama sudah tidak aktif",
    "name": "nama saya salah ketik; ejaan nama saya salah; ngaran ulun salah tulis",
    "pillar": "ganti pilar ke tagana; mau pindah dari karang taruna ke psm",
    "regency": "pindah kabupaten; alamat sy salah; domisili saya berubah; saya sekarang tinggal di Banjarbaru",
    "offer": "tambah keahlian saya",
    "move": "pindah hp; mau pindah ke hp baru; ganti akun telegram",
}


@pytest.mark.parametrize(("which", "messages"), _SAID.items())
def test_what_is_to_be_corrected_is_read(which: str, messages: str) -> None:
    said = messages.split("; ")
    assert {text: read_correction(text) for text in said} == dict.fromkeys(said, which)


@pytest.mark.parametrize(
    "text",
    ["ubah data saya", "profil", "data saya keliru", "ganti hp", "ya", "berhenti jadi relawan", "lupa nomor relawan"],
)
def test_what_is_not_said_is_asked(text: str) -> None:
    assert read_correction(text) is None
