"""Numbers that nobody here needs are hidden; all others stay."""

import json

import pytest

from bot.understanding.private_numbers import has_hidden, masked, masked_payload, remainder, without_hidden


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("6371012304900001", ""),
        ("NIK saya 6371012304900001", ""),
        ("nik: 6371 0123 0490 0001 kak", ""),
        ("6371.0123.0490.0001", ""),
        ("637101-630490-0001", ""),
        ("63 71 01 23 04 90 00 01", ""),
        ("Siti Aminah 6371012304900001", "Siti Aminah ••••••"),
        ("nama siti, nik 6371016304900001, dari bjm", "nama siti, nik ••••••, dari bjm"),
        ("KK 6371012304900001 NIK 6371012304900002", ""),
        ("no kk saya\n6371012304900001", ""),
        ("4111111111111111 kartu saya", ""),
        ("kode OTP saya 123456", ""),
        ("otp: 12 34 56", ""),
        ("1234 itu kode otp nya", ""),
        ("kode verifikasi 998877 tadi masuk", "kode verifikasi •••••• tadi masuk"),
    ],
)
def test_a_nik_a_kk_and_a_one_time_code_leave_nothing_behind(text: str, left: str) -> None:
    safe = masked(text)
    assert not any(char.isdigit() for char in safe)
    assert len(safe) == len(text)
    assert has_hidden(safe)
    assert remainder(safe) == left


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "+62 812-3456-7890",
        "0812 3456 7890 0813",
        "08123456789 08129876543",
        "28 November 2026 jam 08.00 sampai 12.00",
        "50 orang",
        "123456789012345",
        "12345678901234567",
        "1042-7",
        "apa itu otp?",
        "nomor urut 1 2 3 4 5 6 7 8 9 10 11 12 13",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text
    assert not has_hidden(text)


def test_in_what_a_channel_brings_only_words_are_touched() -> None:
    message = {
        "id": 6371012304900001,
        "callback": {"id": "6371012304900001"},
        "reply": {"text": "NIK 6371012304900001"},
        "caption": "\ud800 6371012304900001",
        "parts": [{"text": "6371 0123 0490 0001"}],
    }
    hidden = json.loads(masked_payload(json.dumps(message)))
    assert hidden["id"] == 6371012304900001
    assert hidden["callback"] == {"id": "6371012304900001"}
    assert hidden["reply"] == {"text": "NIK ••••••••••••••••"}
    assert hidden["caption"] == "\ud800 ••••••••••••••••"
    assert hidden["parts"] == [{"text": "•••• •••• •••• ••••"}]


def test_a_name_is_left_whole_by_the_number_beside_it() -> None:
    assert without_hidden(masked("Siti Aminah, 6371012304900001")) == "Siti Aminah"
    assert without_hidden(masked("6371012304900001 - Siti Aminah")) == "Siti Aminah"
    assert without_hidden("Siti Aminah") == "Siti Aminah"


@pytest.mark.parametrize("payload", ["", "{", "6371012304900001", '{"text": 6371012304900001}', "[" * 100_000])
def test_what_has_no_words_stays_as_it_came(payload: str) -> None:
    assert masked_payload(payload) == payload
