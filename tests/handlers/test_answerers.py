"""Who has a question: handed up by a coordinator or by time, each told once."""

import pytest

from bot.messages import plain
from storage.database import opened
from storage.roles import Role
from tests.phones import Phone, World

QUESTION = "Bolehkah membawa anak ke kegiatan di Kiram?"


async def _asker(world: World) -> Phone:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await siti.say("tanya pengurus")
    await siti.say(QUESTION)
    return siti


def _times(phone: Phone, words: str) -> int:
    return sum(words in plain(message.text) for message in phone.messages)


async def test_bukan_wilayah_saya_passes_the_question_to_the_organisers_once(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    siti = await _asker(world)
    assert budi.labels == ["Jawab", "Bukan wilayah saya"]
    assert rina.messages == []
    await budi.tap("Bukan wilayah saya")
    assert "diteruskan kepada 1 penyelenggara" in budi.last
    assert QUESTION in rina.last
    assert rina.labels == ["Jawab"]
    assert "sekarang ada pada penyelenggara" in siti.last
    await budi.tap("Bukan wilayah saya")
    assert "sudah diteruskan" in budi.last
    assert _times(rina, QUESTION) == 1
    assert _times(siti, "sekarang ada pada") == 1


async def test_bukan_wilayah_saya_also_works_typed(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    await _asker(world)
    await budi.say("bukan wilayah saya")
    assert QUESTION in rina.last


async def test_a_question_that_nobody_else_can_take_stays_and_that_is_said(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await _asker(world)
    await budi.tap("Bukan wilayah saya")
    assert "Belum ada penyelenggara" in budi.last
    await budi.say("/pertanyaan")
    assert "Ada 1 pertanyaan" in budi.last


@pytest.mark.parametrize("choice", ["pass:", "pass", "pass:99", "pass:x", "pass:²"])
async def test_a_forged_number_passes_nothing_on(telegram_world: World, choice: str) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.send(kind="choice", choice=choice, tap="t")
    assert "sudah tidak ada" in budi.last


async def test_a_coordinator_elsewhere_and_a_volunteer_pass_nothing_on(telegram_world: World) -> None:
    await telegram_world.staff("budi", Role.COORDINATOR, "63.71")
    other = await telegram_world.staff("dedi", Role.COORDINATOR, "63.72")
    rina = await telegram_world.staff("rina", Role.ORGANISER)
    siti = await _asker(telegram_world)
    for phone, said in ((other, "bukan untuk daerah"), (siti, "khusus pengurus")):
        await phone.send(kind="choice", choice="pass:1", tap="t")
        assert said in phone.last
    assert rina.messages == []


async def test_an_answered_question_is_passed_on_no_more(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    await _asker(world)
    await budi.tap("Jawab")
    await budi.say("Boleh.")
    await budi.tap("Bukan wilayah saya")
    assert "sudah dijawab" in budi.last
    assert rina.messages == []


async def test_the_asker_is_told_once_that_somebody_answers(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    dedi = await world.staff("dedi", Role.COORDINATOR, "63.71")
    siti = await _asker(world)
    await budi.tap("Jawab")
    assert "sedang dijawab oleh pengurus" in siti.last
    await dedi.tap("Jawab")
    await dedi.say("Boleh.")
    await budi.say("Boleh, Kak.")
    assert "sudah dijawab" in budi.last
    assert _times(siti, "sedang dijawab") == 1
    assert siti.last.startswith("Jawaban dari koordinator Kota Banjarmasin:\n\nBoleh.")


async def test_after_a_day_a_question_goes_to_the_organisers_and_then_to_the_admins_each_told_once(
    world: World,
) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    ani = await world.staff("ani", Role.ADMIN)
    siti = await _asker(world)
    world.later(hours=23)
    await world.tick()
    assert rina.messages == []
    for _each in range(2):
        world.later(hours=1, minutes=1)
        await world.tick()
    assert (_times(budi, QUESTION), _times(rina, QUESTION), _times(ani, QUESTION)) == (1, 1, 0)
    assert "sekarang ada pada penyelenggara" in siti.last
    for _each in range(3):
        world.later(hours=25)
        await world.tick()
    assert (_times(budi, QUESTION), _times(rina, QUESTION), _times(ani, QUESTION)) == (1, 1, 1)
    assert _times(siti, "sekarang ada pada") == 2
    await ani.tap("Jawab")
    await ani.say("Boleh.")
    assert siti.last.startswith("Jawaban dari admin:")


async def test_without_organisers_a_question_goes_to_the_admins_after_a_day(world: World) -> None:
    await world.staff("budi", Role.COORDINATOR, "63")
    ani = await world.staff("ani", Role.ADMIN)
    siti = await _asker(world)
    world.later(hours=24)
    await world.tick()
    assert QUESTION in ani.last
    assert "sekarang ada pada admin" in siti.last


async def test_a_question_that_nobody_could_be_told_of_waits_for_somebody(world: World) -> None:
    siti = await _asker(world)
    assert "belum ada pengurus" in siti.last
    world.later(hours=25)
    await world.tick()
    before = len(siti.messages)
    rina = await world.staff("rina", Role.ORGANISER)
    await world.tick()
    assert QUESTION in rina.last
    assert len(siti.messages) == before + 1


async def test_an_answered_question_does_not_move_up(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    rina = await world.staff("rina", Role.ORGANISER)
    await _asker(world)
    await budi.tap("Jawab")
    await budi.say("Boleh.")
    world.later(hours=25)
    await world.tick()
    assert rina.messages == []


def _message_of(phone: Phone, words: str) -> str:
    """The channel's id of the newest message with these words."""
    sent = phone.world.channel.sent[phone.user]
    return next(id_ for id_, message in reversed(sent) if words in plain(message.text))


async def test_words_in_reply_to_the_questions_message_are_its_answer(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = await _asker(world)
    asked = _message_of(budi, QUESTION)
    await budi.say("Boleh, Kak. Hati-hati di jalan.", reply_to=asked)
    assert "sudah dikirim" in budi.last
    assert siti.last.startswith("Jawaban dari koordinator Kalimantan Selatan:\n\nBoleh, Kak. Hati-hati di jalan.")
    assert _times(siti, "sedang dijawab") == 0
    await budi.say("Tidak boleh.", reply_to=asked)
    assert "sudah dijawab" in budi.last
    assert _times(siti, "Tidak boleh.") == 0


async def test_a_reply_that_cannot_be_sent_is_asked_for_again(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = await _asker(world)
    await budi.say("x" * 2001, reply_to=_message_of(budi, QUESTION))
    assert any("terlalu panjang" in plain(message.text) for message in budi.messages)
    await budi.say("Boleh.")
    assert siti.last.startswith("Jawaban dari koordinator Kalimantan Selatan:\n\nBoleh.")


async def test_a_reply_to_the_question_while_its_answer_is_being_asked_for_is_the_answer(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = await _asker(world)
    asked = _message_of(budi, QUESTION)
    await budi.tap("Jawab")
    await budi.say("Boleh.", reply_to=asked)
    assert siti.last.startswith("Jawaban dari koordinator Kalimantan Selatan:\n\nBoleh.")
    async with opened(world.path) as database:
        assert await database.reader.value("SELECT count(*) FROM sessions") == 0
