"""What organisers see of what people ask."""

from bot.messages import plain
from storage.database import opened
from storage.roles import Role
from tests.phones import Phone, World


async def _ask(phone: Phone, question: str) -> None:
    await phone.say("tanya pengurus")
    await phone.say(question)


async def test_organisers_see_open_questions_then_what_is_asked_and_what_was_not_understood(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti, tono = world.phone("siti"), world.phone("tono")
    for phone in (siti, tono):
        await phone.say("apa itu pkh")
        await phone.say("ya")
    await siti.say("tagana itu apa")
    await siti.say("tidak")
    await _ask(tono, "Seragamnya warna apa?")
    await tono.say("harga emas 6371010101900001 hari ini")
    counts, waiting = [plain(message.text) for message in await rina.say("/pertanyaan")]
    assert waiting.endswith("1. Seragamnya warna apa?")
    assert "2 × Apa itu PKH?\n1 × " in counts
    assert "Dijawab 3, belum dipahami 1; membantu 2, belum membantu 1; ke pengurus 1." in counts
    assert counts.endswith("Yang belum terjawab\n• harga emas •••••• hari ini")


async def test_what_was_not_understood_is_forgotten_after_thirty_days_and_counts_leave_the_week(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    siti = world.phone("siti")
    await siti.say("apa itu pkh")
    await siti.say("harga emas hari ini")
    world.later(days=7)
    await world.tick()
    await rina.say("/pertanyaan")
    assert "PKH" not in rina.last
    assert "harga emas" in rina.last
    world.later(days=23, hours=1)
    await world.tick()
    await rina.say("/pertanyaan")
    assert "harga emas" not in rina.last


async def test_nobody_can_be_found_in_what_is_counted(world: World) -> None:
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await siti.say("harga emas hari ini, hp 0812-3456-7890")
    async with opened(world.path) as database:
        rows = await database.reader.rows("SELECT * FROM not_understood")
        assert [row["words"] for row in rows] == ["harga emas hari ini, hp ••••••"]
        assert {key for row in rows for key in row.keys()} == {"id", "words", "at"}  # noqa: SIM118


async def test_coordinators_see_their_open_questions_and_no_counts(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    await world.phone("siti").say("apa itu pkh")
    (reply,) = await budi.say("/pertanyaan")
    assert "Tidak ada pertanyaan" in reply.text
    (reply,) = await budi.say("/pertanyaan usulan")
    assert "Tidak ada pertanyaan" in reply.text


async def test_the_own_regions_questions_come_first_for_who_also_organises(world: World) -> None:
    budi = await world.staff("budi", Role.ORGANISER)
    await world.staff("budi", Role.COORDINATOR, "63.71")
    for user, regency in (("tono", "banjarbaru"), ("siti", "banjarmasin")):
        phone = world.phone(user)
        await phone.enrol("Siti Aminah", regency)
        await _ask(phone, f"Seragam {user} warna apa?")
    waiting = (await budi.say("/pertanyaan"))[-1]
    assert plain(waiting.text).endswith("1. Seragam siti warna apa?\n2. Seragam tono warna apa?")
    await budi.say("1")
    assert "Seragam siti" in budi.last


async def test_ten_long_questions_and_a_busy_week_fit_their_messages(telegram_world: World) -> None:
    rina = await telegram_world.staff("rina", Role.ORGANISER)
    for asker in range(12):
        guest = telegram_world.phone(f"tamu{asker}")
        await _ask(guest, f"{asker} Bolehkah " + "membawa bekal makanan sendiri dari rumah " * 9)
        await guest.say(f"zzz{asker} qwx " * 30)
    messages = await rina.say("/pertanyaan")
    assert len(messages) == 2
    assert all(len(plain(message.text)) <= 1024 for message in messages)


async def test_the_open_questions_are_a_tap_away(world: World) -> None:
    budi = await world.staff("budi", Role.COORDINATOR, "63")
    siti = world.phone("siti")
    await siti.enrol("Siti Aminah", "banjarmasin")
    await _ask(siti, "Seragamnya warna apa?")
    await _ask(siti, "Bolehkah membawa anak?")
    await budi.say("/pertanyaan")
    assert "Ada 2 pertanyaan" in budi.last
    assert budi.labels[0] == "Seragamnya warna…"
    await budi.tap("Seragamnya warna…")
    await budi.say("Hitam, Kak.")
    assert "Hitam, Kak." in siti.last
    await budi.say("/pertanyaan")
    assert "Ada 1 pertanyaan" in budi.last


async def test_of_many_open_questions_the_ten_oldest_are_shown(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.ORGANISER)
    for asker in range(11):
        await _ask(telegram_world.phone(f"tamu{asker}"), f"Bolehkah datang jam {asker} pagi?")
    _counts, waiting = await budi.say("/pertanyaan")
    assert "Ada 11 pertanyaan" in waiting.text
    assert "10 yang paling lama" in waiting.text
    assert len(waiting.choices) == 10
