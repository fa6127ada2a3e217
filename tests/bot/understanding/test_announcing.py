"""Wishes to announce something, told from other words, with whom they name and what they say."""

import pytest

from bot.understanding.announcing import Announcing, changes_announcement, read_announcing


@pytest.mark.parametrize(
    ("text", "whom", "words"),
    [
        ("mau siaran", "", ""),
        ("bikin siaran", "", ""),
        ("tolong umumkan", "", ""),
        ("saya mau kirim pengumuman dong", "", ""),
        ("bisa kirim pengumuman?", "", ""),
        ("mohon disampaikan ke tagana", "tagana", ""),
        ("kirim pengumuman ke tagana bjm besok apel jam 8", "tagana bjm", "besok apel jam 8"),
        ("broadcast ke psm hss: besok rapat jam 9", "psm hss", "besok rapat jam 9"),
        ("infokan ke semua relawan besok libur", "semua relawan", "besok libur"),
        ("Tolong umumkan ke tagana bjm:\nBesok apel.\nJam 8.", "tagana bjm", "Besok apel.\nJam 8."),
        ("sampaikan ke semua relawan banjarbaru bahwa rapat ditunda", "semua relawan banjarbaru", "rapat ditunda"),
        ("kabari teman-teman tagana besok libur", "teman-teman tagana", "besok libur"),
        ("pengumuman: besok libur", "", "besok libur"),
        ("umumkan besok apel jam 8 di kantor", "", "besok apel jam 8 di kantor"),
        ("umumkan ke tagana bjm: siapa bisa hadir?", "tagana bjm", "siapa bisa hadir?"),
        ("send an announcement to tagana: tomorrow at 8", "tagana", "tomorrow at 8"),
        (
            "tlg bc ke tagana dan psm di hss yang belum jawab acara sabtu besok kumpul jam 8",
            "tagana dan psm di hss yang belum jawab acara sabtu",
            "besok kumpul jam 8",
        ),
        ("kirim pengumuman ke grup sebelah besok libur", "", ""),
    ],
)
def test_a_wish_to_announce_is_read_with_whom_and_what(text: str, whom: str, words: str) -> None:
    assert read_announcing(text) == Announcing(whom, words)


@pytest.mark.parametrize(
    "text",
    [
        "kirim",
        "kirim bantuan ke banjarmasin",
        "tolong kirim perahu ke banjar, kami terjebak",
        "kirim pengumuman ke saya",
        "kirim pengumuman lagi",
        "kirim pesan lagi",
        "mau terima siaran lagi",
        "jangan kirim pengumuman lagi",
        "kenapa pengumuman saya tidak terkirim",
        "siapa yang kirim pengumuman ini",
        "pengumuman tadi untuk siapa",
        "apa itu siaran",
        "sampaikan ke pengurus saya sakit",
        "pesan ke koordinator: saya izin",
        "infokan jadwal",
        "beri tahu saya jadwal tagana",
        "kasih tahu tagana kapan apel",
        "hubungi tagana banjarmasin",
        "mau daftar tagana",
        "info ke sini dong",
        "",
        ":",
        "pengumuman " * 100,
    ],
)
def test_other_words_are_no_such_wish(text: str) -> None:
    assert read_announcing(text) is None


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("batalkan pengumuman tadi", True),
        ("tolong hentikan siaran saya yang tadi dong", True),
        ("jeda dulu pengumumannya", True),
        ("pengumuman tadi salah, jamnya jam 9", True),
        ("siaran yang tadi diralat ya", True),
        ("stop", False),
        ("berhenti kirim siaran", False),
        ("jangan kirim pengumuman", False),
        ("pengumuman: apel dibatalkan", False),
        ("kenapa pengumuman tadi salah", False),
    ],
)
def test_the_wish_to_change_an_announcement_is_told_from_a_stop(text: str, changes: bool) -> None:
    assert changes_announcement(text) is changes
