"""Whether an answer helped, and what comes where it did not."""

import pytest

from bot.messages import TEXT_WITH_CHOICES, plain
from bot.texts import LOCALES, translator
from bot.understanding.knowledge import topics
from handlers.topic_texts import answer_text
from storage.database import opened
from storage.roles import Role
from tests.phones import World


async def _counted(world: World) -> dict[tuple[str, str], int]:
    async with opened(world.path) as database:
        rows = await database.reader.rows("SELECT label, outcome, n FROM asked")
        return {(row["label"], row["outcome"]): row["n"] for row in rows}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("topic", topics())
def test_an_answer_with_its_question_fits_a_message_with_choices(topic: str, locale: str) -> None:
    texts = translator(locale)
    whole = answer_text(texts, topics()[topic]) + "\n\n" + texts.gettext("Apakah ini menjawab?")
    assert len(plain(whole)) <= TEXT_WITH_CHOICES


async def test_an_answer_asks_whether_it_helped_and_offers_up_to_three_related_topics(world: World) -> None:
    siti = world.phone("siti")
    (reply,) = await siti.say("apa itu pkh")
    assert reply.text.endswith("Apakah ini menjawab?")
    assert siti.labels[:2] == ["Ya", "Tidak"]
    assert 1 <= len(siti.labels[2:]) <= 3
    await siti.tap(siti.labels[2])
    assert siti.last.endswith("Apakah ini menjawab?")


@pytest.mark.parametrize("yes", ["Ya", "iya kak", "sudah, makasih"])
async def test_yes_is_thanked_for_and_counted(world: World, yes: str) -> None:
    siti = world.phone("siti")
    await siti.say("apa itu pkh")
    await siti.say(yes)
    assert siti.last.startswith("Syukurlah")
    assert await _counted(world) == {("faq:pkh", "answered"): 1, ("faq:pkh", "helped"): 1}


@pytest.mark.parametrize("no", ["Tidak", "ndak", "gak menjawab", "bukan itu maksud saya"])
async def test_the_first_no_brings_the_nearest_topics_and_people(world: World, no: str) -> None:
    siti = world.phone("siti")
    await siti.say("apa itu pkh")
    await siti.say(no)
    assert "belum pas" in siti.last
    assert 2 <= len(siti.labels) <= 4
    assert siti.labels[-1] == "Tanya pengurus"
    assert "PKH" not in siti.labels
    assert await _counted(world) == {("faq:pkh", "answered"): 1, ("faq:pkh", "not_helped"): 1}


async def test_the_second_no_within_a_day_brings_the_question_to_people_by_itself(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await siti.say("pkh itu apa ya kak, hp 081234567890")
    await siti.tap("Tidak")
    world.later(hours=20)
    await siti.tap(siti.labels[0])
    await siti.tap("Tidak")
    assert "Biar pengurus yang menjawab" in siti.last
    assert "diteruskan kepada 1 pengurus" in siti.last
    assert "pkh itu apa ya kak, hp ••••••" in budi.last
    assert sum(n for (_, outcome), n in (await _counted(world)).items() if outcome == "to_human") == 1


async def test_what_was_asked_is_told_of_in_ones_data_for_a_day(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("apa itu pkh")
    told = [plain(message.text) for message in await siti.say("/dataku")]
    assert "sehari terakhir" in told[0]
    telegram_world.later(days=1, seconds=1)
    await telegram_world.tick()
    told = [plain(message.text) for message in await siti.say("/dataku")]
    assert "sehari terakhir" not in told[0]


async def test_after_people_have_the_question_the_next_no_is_a_first_one(world: World) -> None:
    await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    for question in ("apa itu pkh", "apa itu psks", "tagana itu apa"):
        await siti.say(question)
        await siti.say("tidak")
    assert "belum pas" in siti.last


async def test_a_no_of_the_day_before_counts_no_more(world: World) -> None:
    siti = world.phone("siti")
    for question in ("apa itu pkh", "apa itu psks"):
        await siti.say(question)
        await siti.say("tidak")
        assert "belum pas" in siti.last
        world.later(hours=25)


async def test_a_verdict_counts_once_however_often_it_is_tapped(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    (reply,) = await siti.say("apa itu pkh")
    await siti.tap("Tidak")
    for choice in reply.choices[:2]:
        await siti.send(kind="choice", choice=choice.id, tap="t")
        assert "sudah Relawan catat" in siti.last
    assert (await _counted(telegram_world))["faq:pkh", "not_helped"] == 1


@pytest.mark.parametrize("choice", ["helped:", "helped", "helped:1:ya", "helped:x:no", "helped:99:no", "helped:²:yes"])
async def test_a_forged_verdict_changes_nothing(telegram_world: World, choice: str) -> None:
    siti, thief = telegram_world.phone("siti"), telegram_world.phone("tono")
    await siti.say("apa itu pkh")
    for number in (choice, "helped:1:no"):
        await thief.send(kind="choice", choice=number, tap="t")
        assert "Kak" in thief.last
    assert await _counted(telegram_world) == {("faq:pkh", "answered"): 1}


async def test_an_old_no_still_offers_people(telegram_world: World) -> None:
    siti = telegram_world.phone("siti")
    await siti.say("apa itu pkh")
    telegram_world.later(days=2)
    await telegram_world.tick()
    await siti.tap("Tidak")
    assert siti.labels == ["Tanya pengurus"]


async def test_new_words_after_an_answer_are_no_verdict(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("relawan digaji tidak?")
    await siti.say("mau daftar")
    assert "boleh Relawan menyimpan" in siti.last
    assert ("faq:relawan-imbalan", "helped") not in await _counted(world)


async def test_while_another_question_is_open_nobody_is_asked_whether_an_answer_helped(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("apa itu pkh")
    await siti.say("/daftar")
    await siti.tap("Setuju, 18+")
    replies = [plain(message.text) for message in await siti.say("pkh itu apa?")]
    await siti.tap("Cek bansos")
    assert "cekbansos.kemensos.go.id" in siti.last
    assert not any("Apakah ini menjawab" in said for said in [*replies, siti.last])


async def test_what_was_not_understood_goes_to_people_without_being_written_again(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("harga emas hari ini")
    await siti.tap("Tanya pengurus")
    assert "diteruskan kepada 1 pengurus" in siti.last
    assert "harga emas hari ini" in rina.last


async def test_a_topic_offered_for_words_keeps_them_for_people(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("blangko surat mandat psks warna ungu")
    assert "belum paham" in siti.last
    for _each in range(2):
        await siti.tap(siti.labels[0])
        await siti.tap("Tidak")
    assert "blangko surat mandat psks warna ungu" in rina.last


@pytest.mark.parametrize("choice", ["topic:", "topic", "topic:bohong", "topic:a:b:c"])
async def test_a_button_of_no_topic_is_answered_politely(telegram_world: World, choice: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.send(kind="choice", choice=choice, tap="t")
    assert "sudah tidak ada" in siti.last


@pytest.mark.parametrize("inquiry", ["99", "x", "-1", "²"])
async def test_a_topic_with_a_forged_inquiry_is_told_all_the_same(telegram_world: World, inquiry: str) -> None:
    siti = telegram_world.phone("siti")
    await siti.send(kind="choice", choice=f"topic:pkh:{inquiry}", tap="t")
    assert "Program Keluarga Harapan" in siti.last


async def test_asking_for_the_emergency_numbers_offers_people_too(world: World) -> None:
    siti = world.phone("siti")
    await siti.say("nomor darurat berapa")
    assert siti.last.startswith("Kalau ada bahaya sekarang, telepon dulu")
    assert siti.labels[:3] == ["Ya", "Tidak", "Tanya pengurus"]
