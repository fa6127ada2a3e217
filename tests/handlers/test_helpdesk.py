"""Questions that travel to a coordinator, and answers that travel back."""

import pytest

from bot.messages import plain
from storage import roles
from storage.database import opened
from storage.questions import MOST_WAITING
from storage.roles import Role
from tests.phones import Phone, World

QUESTION = "Bolehkah membawa anak ke kegiatan di Kiram?"


async def _ask(phone: Phone, question: str = QUESTION) -> None:
    await phone.say("tanya pengurus")
    assert "Apa yang mau ditanyakan" in phone.last
    await phone.say(question)


async def _stored(world: World) -> list[str]:
    async with opened(world.path) as database:
        return [row["text"] for row in await database.reader.rows("SELECT text FROM questions ORDER BY id")]


async def test_a_question_reaches_the_coordinator_and_the_answer_the_asker(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    assert "diteruskan kepada 1 pengurus" in siti.last
    assert budi.last == f"Siti Aminah (Kota Banjarmasin) bertanya:\n\n{QUESTION}"
    await budi.tap("Jawab")
    assert QUESTION in budi.last
    await budi.say("Boleh, Kak. Anak di atas 7 tahun.")
    assert "sudah dikirim" in budi.last
    assert siti.last == (
        "Jawaban dari koordinator Kalimantan Selatan:\n\nBoleh, Kak. Anak di atas 7 tahun.\n\n"
        f"Pertanyaan Kakak tadi: {QUESTION}"
    )
    assert await _stored(world) == [QUESTION]


async def test_an_answered_question_loses_its_words_after_a_week(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    siti = telegram_world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    await budi.tap("Jawab")
    await budi.say("Boleh, Kak.")
    await siti.say("/dataku")
    assert any("Pertanyaan Kakak kepada pengurus: 1" in plain(message.text) for message in siti.messages)
    telegram_world.later(days=7, hours=1)
    await telegram_world.tick()
    assert await _stored(telegram_world) == [""]


async def test_typing_jawab_also_answers_what_was_asked(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    await budi.say("jawab")
    assert QUESTION in budi.last


async def test_one_who_has_not_registered_may_ask_the_organisers(world: World) -> None:
    coordinator = await world.staff("budi", Role.COORDINATOR, "63")
    organiser = await world.staff("rina", Role.ORGANISER)
    guest = world.phone("tamu")
    await _ask(guest)
    assert coordinator.messages == []
    assert organiser.last.startswith("Seseorang yang belum terdaftar bertanya:")
    await organiser.tap("Jawab")
    await organiser.say("Boleh.")
    assert guest.last.startswith("Jawaban dari penyelenggara:\n\nBoleh.")


async def test_without_coordinator_and_organiser_an_admin_is_asked(world: World) -> None:
    admin = await world.staff("ani", Role.ADMIN)
    await world.staff("budi", Role.COORDINATOR, "62")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    assert "1 pengurus" in siti.last
    assert QUESTION in admin.last


async def test_where_nobody_can_answer_yet_that_is_said_and_the_question_waits(world: World) -> None:
    siti = world.phone("siti")
    await _ask(siti)
    assert "belum ada pengurus" in siti.last
    admin = await world.staff("ani", Role.ADMIN)
    assert "Ada 1 pertanyaan" in plain((await admin.say("/pertanyaan"))[-1].text)


async def test_who_stopped_or_blocked_the_bot_does_not_count_as_told(world: World) -> None:
    stopped = await world.staff("budi", Role.COORDINATOR, "63")
    blocked = await world.staff("dedi", Role.COORDINATOR, "63.71")
    await stopped.say("/berhenti")
    await blocked.send(kind="blocked")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    assert "belum ada pengurus" in siti.last
    assert QUESTION not in stopped.last


async def test_words_that_say_what_they_want_from_people_are_passed_on_at_once(world: World) -> None:
    organiser = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("tolong sambungkan ke petugas, seragam saya hilang")
    assert "diteruskan kepada 1 pengurus" in siti.last
    assert "seragam saya hilang" in organiser.last
    await siti.say("pelayanan kegiatan kemarin sangat mengecewakan")
    assert "Maaf ya, Kak" in siti.last
    assert "mengecewakan" in organiser.last


async def test_the_mere_wish_for_a_human_asks_what_it_is_about(world: World) -> None:
    siti = world.phone("siti")
    for words in ("petugas", "mau ngobrol sama admin dong", "mau komplain"):
        await siti.say(words)
        assert "Apa yang mau ditanyakan" in siti.last
        await siti.say("/batal")
    assert await _stored(world) == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Nik saya 6371010101900001, kenapa belum terdaftar?", "Nik saya ••••••, kenapa belum terdaftar?"),
        ("KK 6371 0101 0190 0001 apa sudah benar?", "KK •••••• apa sudah benar?"),
        ("Kode OTP saya 482913, untuk apa ya?", "Kode OTP saya ••••••, untuk apa ya?"),
        ("Nomor saya 0812 3456 7890, bisa ditelepon?", "Nomor saya 0812 3456 7890, bisa ditelepon?"),
    ],
)
async def test_nik_kk_and_otp_are_never_kept_nor_passed_on_but_phone_numbers_are(
    world: World, words: str, kept: str
) -> None:
    organiser = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await _ask(siti, words)
    assert await _stored(world) == [kept]
    assert kept in organiser.last
    assert any("tidak Relawan simpan" in plain(message.text) for message in siti.messages) == (words != kept)


async def test_a_coordinator_of_another_region_neither_sees_nor_answers(world: World) -> None:
    await world.staff("budi", Role.COORDINATOR, "63.71")
    other = await world.staff("dedi", Role.COORDINATOR, "63.72")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    await other.say("/pertanyaan")
    assert "Tidak ada pertanyaan" in other.last
    await other.send(kind="choice", choice="reply:1", tap="t")
    assert "bukan untuk daerah Kakak" in other.last
    assert QUESTION not in " ".join(plain(message.text) for message in other.messages)


async def test_a_volunteer_gets_nothing_from_the_commands_of_those_who_answer(world: World) -> None:
    siti = world.phone("siti")
    await _ask(siti)
    thief = world.phone("tono")
    await thief.say("/pertanyaan")
    assert "khusus pengurus" in thief.last
    await thief.send(kind="choice", choice="reply:1", tap="t")
    assert "khusus pengurus" in thief.last


@pytest.mark.parametrize(
    "choice", ["reply:", "reply", "reply:99", "reply:-1", "reply:x", f"reply:{'9' * 40}", "reply:²"]
)
async def test_a_forged_number_is_answered_politely(telegram_world: World, choice: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=choice, tap="t")
    assert "sudah tidak ada" in budi.last


async def test_who_loses_the_role_in_between_answers_nothing(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    await budi.tap("Jawab")
    async with opened(world.path) as database, database.transaction() as db:
        (grant,) = await roles.holders(db)
        await roles.withdraw(db, grant["contact"], Role.COORDINATOR, "63")
    await budi.say("Boleh.")
    assert "khusus pengurus" in budi.last
    assert "Boleh." not in siti.last
    assert await _stored(world) == [QUESTION]


async def test_a_question_is_answered_once(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    dedi = await world.staff("dedi", Role.COORDINATOR, "63.71")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti)
    assert "2 pengurus" in siti.last
    await dedi.tap("Jawab")
    await budi.tap("Jawab")
    await budi.say("Boleh.")
    before = len(siti.messages)
    await dedi.say("Tidak boleh.")
    assert "sudah dijawab" in dedi.last
    await budi.tap("Jawab")
    assert "sudah dijawab" in budi.last
    assert len(siti.messages) == before


async def test_more_than_five_open_questions_have_to_wait(world: World) -> None:
    siti = world.phone("siti")
    for each in range(MOST_WAITING):
        await _ask(siti, f"Pertanyaan ke-{each} soal seragam")
    await siti.say("tanya pengurus")
    assert "menunggu jawaban" in siti.last
    assert len(await _stored(world)) == MOST_WAITING


async def test_batal_in_plain_words_is_not_passed_on(world: World) -> None:
    siti = world.phone("siti")
    await _ask(siti, "batal")
    assert "/batal" in siti.last
    await siti.say("x" * 601)
    assert "terlalu panjang" in siti.last
    await siti.say("/batal")
    assert await _stored(world) == []


async def test_each_is_written_to_in_their_own_language(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await budi.say("/bahasa")
    await budi.tap("English")
    await _ask(siti)
    assert budi.labels[0] == "Answer"
    await budi.tap("Answer")
    await budi.say("Boleh.")
    assert siti.last.startswith("Jawaban dari koordinator")
