"""Asking freely, wishing freely, and asking in the middle of something else."""

import pytest

from bot.messages import plain
from bot.now import millis, now
from bot.texts import translator
from bot.understanding.knowledge import topics
from handlers.topic_texts import answer_text
from storage import events
from storage.database import opened
from storage.roles import Role
from tests.phones import World

ASKED = {
    "ipspi-apa": ("apa itu ipspi", "IPSPI tu organisasi apa kak?"),
    "ipspi-berdiri": ("kapan ipspi berdiri", "ipspi dibentuk tahun berapa sih"),
    "psks": ("apa itu psks", "pilar sosial itu apa aja ya"),
    "tagana": ("tagana itu apa", "assalamualaikum, tagana tugasnya ngapain kak?"),
    "psm": ("apa itu PSM?", "psm di desa kerjanya apa"),
    "pkh": ("pkh itu apa", "tolong jelaskan program keluarga harapan"),
    "sembako-bpnt": ("bpnt itu apa", "program sembako itu bantuan apa"),
    "dtks-dtsen": ("dtks sama dtsen bedanya apa", "apa itu DTSEN"),
    "cek-bansos": ("cara cek bansos", "cek bansos di mana ya kak"),
    "darurat": ("nomor darurat berapa", "kalau ada kebakaran hubungi siapa?"),
    "data-disimpan": ("kebijakan privasinya gimana kak", "nomor saya dipakai untuk apa?"),
    "relawan-imbalan": ("relawan digaji tidak?", "apakah jadi relawan dapat honor"),
}


@pytest.mark.parametrize("topic", ASKED)
async def test_a_topic_is_answered_however_it_is_asked_with_source_and_date(world: World, topic: str) -> None:
    siti = world.phone("siti")
    for words in ASKED[topic]:
        said = "\n".join(plain(message.text) for message in await siti.say(words))
        assert plain(answer_text(translator("id"), topics()[topic])) in said
        assert f"Sumber: {topics()[topic].sources[0]}" in said
        assert said.endswith("dicek 23 November 2026\n\nApakah ini menjawab?")
        assert "**" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("assalamualaikum kak, mau daftar jadi relawan", "boleh Relawan menyimpan"),
        ("halo min, aku mau gabung dong", "boleh Relawan menyimpan"),
        ("lihat data saya yang tersimpan", "Itu semua yang tersimpan"),
        ("tolong hapus data saya", "Hapus sekarang?"),
        ("ganti bahasa", "Mau pakai bahasa apa"),
        ("mulai lagi kirim pesan", "akan Relawan kirim lagi"),
        ("kamu bisa apa aja", "Yang bisa Relawan bantu"),
        ("makasih ya kak", "Sama-sama"),
    ],
)
async def test_a_wish_in_free_words_leads_to_its_talk(world: World, words: str, said: str) -> None:
    siti = world.phone("siti")
    await siti.say(words)
    assert said in siti.last


async def test_a_salam_is_returned_by_name_before_anything_else(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("Assalamu'alaikum")
    assert siti.last == "Waalaikumussalam, Kak!\n\nAda yang bisa Relawan bantu?"
    assert siti.labels == ["Daftar", "Lihat jadwal", "Bantuan"]
    await siti.enrol("Siti Aminah")
    replies = await siti.say("assalamualaikum, pkh itu apa?")
    assert plain(replies[0].text).startswith("Waalaikumussalam, Kak Siti Aminah!")
    assert "Program Keluarga Harapan" in siti.last


async def test_a_greeting_opens_a_short_menu(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("selamat pagi")
    assert siti.last == "Halo, Kak Siti Aminah!\n\nAda yang bisa Relawan bantu?"
    assert siti.labels == ["Data saya", "Lihat jadwal", "Bantuan"]


async def test_what_is_not_understood_is_said_so_with_the_nearest_topics_and_a_human(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("blangko surat mandat psks warna ungu")
    assert "belum paham" in siti.last
    assert 1 <= len(siti.labels[:-1]) <= 3
    assert siti.labels[-1] == "Tanya pengurus"
    await siti.tap(siti.labels[0])
    assert siti.last.endswith("Apakah ini menjawab?")


async def test_what_is_near_nothing_is_offered_a_human_and_help(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("zzqw xkcd")
    assert "belum paham" in siti.last
    assert siti.labels == ["Tanya pengurus", "Bantuan"]


@pytest.mark.parametrize("words", ["ya", "tidak", "jangan", "1", "lewati", "Mungkin."])
async def test_an_answer_where_nothing_was_asked_is_no_question(telegram_world: World, words: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.say(words)
    assert "tidak ada pertanyaan yang menunggu" in siti.last
    assert siti.labels == []


async def test_a_command_without_its_stroke_is_understood_from_those_who_may_give_it(telegram_world: World) -> None:
    budi, siti = await telegram_world.staff("budi", Role.COORDINATOR, "63"), telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await budi.say("acara")
    assert "Buat baru" in budi.labels
    await budi.say("Kontingen")
    assert "kontingen" in budi.last
    await budi.say("cari siti aminah")
    assert "1. Siti Aminah" in budi.last
    for words in ("acara", "cari siti aminah"):
        await siti.say(words)
        assert "Tanya pengurus" in siti.labels


async def test_the_button_that_registers_others_works_typed_later_too(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("jadwal")
    await siti.say("daftarkan orang lain")
    assert siti.last.startswith("Baik Kak, kita daftarkan satu orang lagi")


async def test_counts_are_for_those_who_may_see_them(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah")
    await siti.say("berapa relawan yang terdaftar?")
    assert "hanya untuk pengurus" in siti.last
    budi = await world.staff("budi", Role.ORGANISER)
    await budi.say("berapa relawan yang terdaftar?")
    assert "hanya untuk pengurus" not in budi.last


async def _publish(world: World, title: str, region: str) -> None:
    async with opened(world.path) as database, database.transaction() as db:
        at = millis(now())
        await events.publish(
            db, title=title, starts_at=at + 86_400_000, zone="Asia/Makassar", place="Kiram", region=region,
            capacity=0, by=1, at=at,
        )  # fmt: skip


async def test_coming_in_free_words_is_asked_with_the_one_event_that_can_be_meant(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _publish(world, "Bakti sosial", "63")
    await _publish(world, "Rapat Tabalong", "63.09")
    await siti.say("saya ikut ya")
    assert "Bakti sosial" in siti.last
    assert "Tabalong" not in siti.last
    assert siti.labels[:3] == ["Ikut", "Mungkin", "Tidak"]


async def test_coming_in_free_words_without_any_event_says_that_there_is_none(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("maaf saya tidak bisa hadir")
    assert "Belum ada kegiatan" in siti.last


async def test_coming_in_free_words_with_several_events_leads_to_the_schedule(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _publish(world, "Bakti sosial", "63")
    await _publish(world, "Rapat kota", "63.71")
    await siti.say("saya ikut ya")
    said = siti.last + " ".join(siti.labels)
    assert "Bakti sosial" in said
    assert "Rapat kota" in said
