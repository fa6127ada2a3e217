import pytest

from bot.understanding.countstates import state_in
from bot.understanding.countwords import marked


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("yang hadir tapi belum daftar", "attended"),
        ("belum daftar tapi hadir", "attended"),
        ("belum hadir padahal konfirmasi", "absent"),
        ("padahal sudah konfirmasi, belum hadir", "absent"),
        ("konfirmasi tapi belum", "absent"),
        ("daftar tapi ga bisa datang", "declined"),
        ("konfirmasi tapi ragu", "maybe"),
        ("konfirmasi dan sudah hadir", "attended"),
        ("konfirmasi hadir", "confirmed"),
        ("menunggu konfirmasi", "maybe"),
        ("menunggu", "waitlisted"),
        ("tidak batal", ""),
        ("tidak sampai", "unreachable"),
        ("belum sampai", "absent"),
        ("sudah absen", "attended"),
        ("absen", "absent"),
        ("yang izin", "declined"),
        ("izin bertanya", ""),
        ("ikut", "confirmed"),
        ("ikut kemarin", "attended"),
        ("terdaftar", ""),
        ("", ""),
    ],
)
def test_the_state_is_the_one_in_which_it_ended(text: str, state: str) -> None:
    assert state_in(marked(text).meanings) == state
