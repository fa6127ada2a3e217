"""Distress goes to people first."""

import pytest

from bot.messages import plain
from storage.database import opened
from storage.roles import Role
from tests.phones import World


async def _questions(world: World) -> list[tuple[str, str]]:
    async with opened(world.path) as database:
        rows = await database.reader.rows("SELECT urgent, text FROM questions ORDER BY id")
        return [(row["urgent"], row["text"]) for row in rows]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("tolong, rumah saya kebakaran", "danger"),
        ("ada nenek terlantar di pasar, tolong", "neglect"),
        ("tetangga saya dipukuli suaminya", "violence"),
    ],
)
async def test_the_numbers_come_first_and_the_words_go_to_people_at_once(world: World, words: str, kind: str) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63.71")
    rina = await world.staff("rina", Role.ORGANISER)
    other = await world.staff("dedi", Role.COORDINATOR, "63.72")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await siti.say(words)
    assert siti.last.startswith("Kalau ada bahaya sekarang, telepon dulu")
    assert all(number in siti.last for number in ("112", "110", "119", "BPBD", "mohon dicek", "Sumber"))
    assert "diteruskan kepada 1 koordinator dan 1 penyelenggara" in siti.last
    assert "data orang lain tidak perlu ditulis" in siti.last
    for phone in (budi, rina):
        assert phone.last == f"Mendesak, mohon segera dibaca.\nSiti Aminah (Kota Banjarmasin) bertanya:\n\n{words}"
        assert phone.labels == ["Jawab"]
    assert other.messages == []
    assert await _questions(world) == [(kind, words)]


async def test_aid_that_was_cut_is_reported_to_the_command_center_and_to_people(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("bansos di kampung kami dipotong 50rb sama ketua kelompok, mau lapor")
    assert siti.last.startswith("Telepon 021-171")
    assert "diteruskan kepada 1 penyelenggara" in siti.last
    assert siti.labels == ["Bansos dipotong"]
    assert "dipotong 50rb" in rina.last


async def test_numbers_in_distress_are_neither_kept_nor_passed_on(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("ada anak terlantar, hp bapaknya 0812 3456 7890, nik 6371010101900001")
    assert "hp bapaknya ••••••, nik ••••••" in rina.last
    assert await _questions(world) == [("neglect", "ada anak terlantar, hp bapaknya ••••••, nik ••••••")]


async def test_once_answered_nothing_of_the_case_is_kept_or_proposed(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("ada nenek terlantar di pasar")
    await rina.tap("Jawab")
    await rina.say("Kami ke sana, Kak.")
    assert siti.last.startswith("Jawaban dari penyelenggara:\n\nKami ke sana, Kak.")
    assert "sudah dikirim" in rina.last
    assert "Jadikan FAQ" not in [choice.label for message in rina.messages for choice in message.choices]
    assert await _questions(world) == [("neglect", "")]


async def test_more_words_within_the_hour_join_the_first_and_flood_nobody(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("tolong, rumah saya kebakaran")
    told = len(rina.messages)
    world.later(minutes=50)
    await siti.say("kebakaran di Jalan Melati, tolong cepat")
    assert "Relawan tambahkan" in siti.last
    assert len(siti.last) < 200
    assert len(rina.messages) == told
    assert await _questions(world) == [
        ("danger", "tolong, rumah saya kebakaran\nkebakaran di Jalan Melati, tolong cepat")
    ]
    await rina.tap("Jawab")
    assert "Jalan Melati" in rina.last


async def test_after_an_hour_or_an_answer_or_of_another_kind_distress_is_told_anew(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("tolong, rumah saya kebakaran")
    await siti.say("ada nenek terlantar di sini")
    assert "diteruskan kepada" in siti.last
    world.later(minutes=61)
    await siti.say("tolong, rumah saya kebakaran")
    assert "diteruskan kepada" in siti.last
    await rina.tap("Jawab")
    await rina.say("Sudah kami telepon.")
    await siti.say("tolong, kebakaran lagi")
    assert "diteruskan kepada" in siti.last
    assert [kind for kind, _ in await _questions(world)] == ["danger", "neglect", "danger", "danger"]


async def test_distress_does_not_wait_behind_other_questions(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    for each in range(5):
        await siti.say("tanya pengurus")
        await siti.say(f"Pertanyaan ke-{each} soal seragam")
    await siti.say("tolong, rumah saya kebakaran")
    assert ("danger", "tolong, rumah saya kebakaran") in await _questions(telegram_world)


async def test_where_nobody_can_be_told_it_is_said_not_to_wait(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("tolong, rumah saya kebakaran")
    assert "Jangan menunggu di sini" in siti.last
    admin = await world.staff("ani", Role.ADMIN)
    waiting = (await admin.say("/pertanyaan"))[-1]
    assert "Mendesak: tolong, rumah saya kebakaran" in plain(waiting.text)


async def test_without_coordinator_and_organiser_an_admin_is_told(world: World) -> None:
    admin = await world.staff("ani", Role.ADMIN)
    siti = world.phone("siti")
    await siti.say("tolong, rumah saya kebakaran")
    assert "diteruskan kepada 1 admin" in siti.last
    assert "rumah saya kebakaran" in admin.last


async def test_distress_in_the_middle_of_registering_reaches_people_and_the_talk_goes_on(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    replies = [plain(message.text) for message in await siti.say("darurat! ada banjir di sini?")]
    assert replies[0].startswith("Kalau ada bahaya sekarang")
    assert replies[-1].endswith("Siapa nama lengkap Kakak?")
    assert "ada banjir di sini" in rina.last


async def test_distress_written_as_a_question_to_people_is_urgent(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("tanya pengurus")
    await siti.say("ada anak terlantar di pasar, kami harus ke mana?")
    assert siti.last.startswith("Kalau ada bahaya sekarang")
    assert rina.last.startswith("Mendesak")


async def test_what_is_near_a_danger_is_answered_as_the_topic_it_is(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("bantuan buat korban kebakaran ada ga")
    assert await _questions(world) == []
    assert siti.last.endswith("Apakah ini menjawab?")


async def test_words_that_mean_nothing_by_themselves_join_the_distress_just_told(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("tolong, rumah saya kebakaran")
    await siti.say("gang melati rt dua")
    assert "tambahkan pada pesan tadi" in siti.last
    ((_kind, text),) = await _questions(telegram_world)
    assert text.endswith("gang melati rt dua")
    telegram_world.later(minutes=16)
    await siti.say("gang melati rt dua")
    assert "belum paham" in siti.last
