"""Answers to a broadcast, and what follows it."""

import pytest

from bot import dispatch
from bot.channel import Ambiguous, Unreachable
from bot.messages import plain
from bot.texts import translator
from handlers.broadcasts.content import Content, announcement
from storage.roles import Role
from tests.announcing import WORDS, composed, received
from tests.crowds import BANJARMASIN, people, value
from tests.phones import Phone, World


async def asked(
    world: World, labels: str = "Siap / Tidak bisa", users: tuple[str, ...] = ("siti", "ani", "udin")
) -> Phone:
    """The coordinator of a broadcast that may be answered with these labels, sent to these people."""
    await people(world, users)
    budi = await composed(world)
    await budi.tap("Tombol jawaban")
    await (budi.tap(labels) if "/" in labels else budi.say(labels))
    await budi.tap("Kirim")
    return budi


async def tallied(world: World, budi: Phone) -> list[str]:
    await budi.send(kind="choice", choice="tally:1")
    return budi.last.splitlines()


async def test_answers_are_counted_and_may_be_changed_until_closed(world: World) -> None:
    budi = await asked(world)
    siti = world.phone("siti")
    assert siti.labels == ["Siap", "Tidak bisa"]
    await siti.tap("Siap")
    assert "dicatat: Siap" in siti.last
    await world.phone("ani").say("insya allah siap kak")
    assert {"Siap: 2", "Tidak bisa: 0", "Belum menjawab: 1"} <= set(await tallied(world, budi))
    await siti.send(kind="choice", choice="poll:1:2:no")
    assert {"Siap: 1", "Tidak bisa: 1"} <= set(await tallied(world, budi))
    await budi.tap("Tutup")
    await siti.send(kind="choice", choice="poll:1:1:yes")
    assert "sudah ditutup" in siti.last
    assert {"Siap: 1", "Tidak bisa: 1"} <= set(await tallied(world, budi))


@pytest.mark.parametrize(
    ("words", "way", "counted"),
    [
        ("gk bisa maaf", "in reply", "Tidak bisa: 1"),
        ("insyaallah besok kak", "next", "Besok: 1"),
        ("ok siap", "next", "Siap: 1"),
        ("siap besok", "in reply", "Belum jelas: 1"),
        ("hadir kalau tidak hujan", "next", "Belum jelas: 1"),
    ],
)
async def test_messy_words_count_where_they_are_sure(telegram_world: World, words: str, way: str, counted: str) -> None:
    world = telegram_world
    budi = await asked(world, "Siap, Besok, Tidak bisa", ("siti",))
    siti = world.phone("siti")
    await siti.say(words, reply_to=world.channel.sent["siti"][-1][0] if way == "in reply" else "")
    told = await tallied(world, budi)
    assert counted in told
    assert any(words in line for line in told)


async def test_words_about_something_else_are_no_answer(world: World) -> None:
    budi = await asked(world, "Siap, Besok, Tidak bisa", ("siti",))
    await world.phone("siti").say("jadwal besok")
    assert "Belum ada kegiatan" in world.phone("siti").last
    assert "Belum menjawab: 1" in await tallied(world, budi)


async def test_words_that_fit_no_answer_are_kept_whole(world: World) -> None:
    budi = await asked(world, "Siap, Besok, Tidak bisa")
    siti = world.phone("siti")
    (id_, _message) = world.channel.sent["siti"][-1]
    await siti.say("nanti ulun tanya bapak dulu lah", reply_to=id_)
    assert "diteruskan" in siti.last or "teruskan ke pengurus" in siti.last
    await world.phone("ani").say("mobil posko masih di bengkel semua")
    told = await tallied(world, budi)
    assert "Belum jelas: 2" in told
    assert any("nanti ulun tanya bapak dulu lah" in line for line in told)
    await siti.tap("Besok")
    assert {"Besok: 1", "Belum jelas: 1"} <= set(await tallied(world, budi))


async def test_a_reminder_goes_to_exactly_those_who_have_not_answered(world: World) -> None:
    budi = await asked(world)
    await world.phone("siti").tap("Siap")
    await tallied(world, budi)
    await budi.tap("Ingatkan")
    assert "Dikirim ke 2 penerima" in budi.last
    await budi.tap("Kirim")
    assert [len(received(world, user)) for user in ("siti", "ani", "udin")] == [1, 2, 2]
    await world.phone("ani").tap("Tidak bisa")
    assert {"Siap: 1", "Tidak bisa: 1", "Belum menjawab: 1"} <= set(await tallied(world, budi))


async def test_a_reminder_is_shown_as_one_of_its_readers_sees_it(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world, "Halo {nama}, apel?")
    await budi.tap("Tombol jawaban")
    await budi.tap("Siap / Tidak bisa")
    await budi.tap("Kirim")
    await tallied(world, budi)
    await budi.tap("Ingatkan")
    shown = "Pengingat dari koordinator Kota Banjarmasin:\n\nHalo Siti, apel?"
    assert plain(budi.messages[-2].text) == shown
    assert "(1 orang): yang belum menjawabnya. Lamanya kurang dari satu menit." in budi.last
    await budi.tap("Kirim")
    assert world.phone("siti").last == shown


async def test_what_is_only_shown_is_not_answered_by_words_typed_later(telegram_world: World) -> None:
    budi = await asked(telegram_world)
    await telegram_world.tick()
    await budi.say("tidak bisa")
    assert "contoh tombolnya" not in budi.last


async def test_of_two_that_can_be_answered_each_is_called_as_it_was_read(telegram_world: World) -> None:
    await people(telegram_world, ["siti"])
    for words in ("Apel {nama}?", "Piket {nama}?"):
        budi = await composed(telegram_world, words)
        await budi.tap("Tombol jawaban")
        await budi.tap("Siap / Tidak bisa")
        await budi.tap("Kirim")
    siti = telegram_world.phone("siti")
    await siti.say("/bantuan")
    await siti.say("siap")
    assert siti.labels == ["Piket Siti?", "Apel Siti?"]


async def test_a_correction_goes_to_exactly_those_who_got_the_first(world: World) -> None:
    world.channel.failures["ani"].append(Unreachable("Forbidden: bot was blocked by the user"))
    await people(world, ["siti", "ani"])
    budi = await composed(world)
    await budi.tap("Kirim")
    await people(world, ["late"])
    await world.phone("ani").say("/start")
    await world.tick()
    await budi.tap("Kirim ralat")
    await budi.say("Maaf, jam 9 ya.")
    assert "Dikirim ke 1 penerima" in budi.last
    await budi.tap("Kirim")
    assert world.phone("siti").last == "Ralat dari koordinator Kota Banjarmasin:\n\nMaaf, jam 9 ya."
    assert "jam 9" not in world.phone("ani").last
    assert world.phone("late").messages == []


async def test_what_is_unknown_is_sent_again_when_wished(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "STABLE", 0.0)
    world.channel.failures["ani"].append(Ambiguous("no answer"))
    await people(world, ["siti", "ani"])
    budi = await composed(world)
    await budi.tap("Kirim")
    await world.tick()
    await budi.tap("Kirim ulang")
    assert [len(received(world, user)) for user in ("siti", "ani")] == [1, 1]
    await world.tick()
    assert "Terkirim: 2" in budi.last
    assert "Kirim ulang" not in budi.labels


async def test_what_was_called_off_offers_to_send_nothing_again(telegram_world: World) -> None:
    telegram_world.channel.failures["ani"].append(Ambiguous("no answer"))
    await people(telegram_world, ["siti", "ani"])
    budi = await composed(telegram_world)
    await budi.tap("Kirim")
    await budi.tap("Batalkan")
    await telegram_world.tick()
    assert "Belum pasti, mungkin sampai mungkin tidak: 1" in budi.last
    assert budi.labels == ["Kirim ralat", "Lembar Excel"]


async def test_the_sheet_of_a_broadcast_comes_to_whoever_may_steer_it_and_asks(telegram_world: World) -> None:
    world = telegram_world
    budi = await asked(world)
    wati = await world.staff("wati", Role.COORDINATOR, "63")
    other = await world.staff("other", Role.COORDINATOR, "63.72")
    await world.tick()
    await budi.tap("Lembar Excel")
    assert [file.name for file in budi.received] == ["pengumuman-1.xlsx"]
    assert budi.received[0].content[:2] == b"PK"
    assert wati.received == []
    for phone in (wati, other):
        await phone.send(kind="choice", choice="sheet:1")
    assert [len(phone.received) for phone in (budi, wati, other)] == [1, 1, 0]
    assert await value(world.path, "SELECT count(*) FROM audit WHERE verb = 'sheet'") == 2


async def test_each_reads_their_own_name_and_kabupaten(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world, "Halo Kak {nama} di {kabupaten}!")
    shown = [plain(message.text) for message in budi.messages]
    assert "Pesannya akan tampil seperti ini, misalnya bagi Siti:" in shown
    await budi.tap("Kirim")
    assert "Halo Kak Siti di Kota Banjarmasin!" in world.phone("siti").last
    assert world.phone("siti").last in shown


def test_a_name_that_is_not_known_greets_nobody_twice() -> None:
    greeting = Content("Halo Kak {nama} dan ibu { nama }, di {kabupaten}!")
    assert plain(announcement(translator("id"), greeting, BANJARMASIN).text).endswith(
        "Halo Kakak dan Kakak, di Kota Banjarmasin!"
    )


async def test_a_blank_that_is_not_known_is_refused(world: World) -> None:
    budi = await composed(world, "Halo {alamat}!")
    assert "{alamat} belum dikenal" in budi.last


async def test_whoever_writes_tries_it_on_themselves_and_lists_whom_to_phone(world: World) -> None:
    await people(world, ["siti", "ani"])
    await world.phone("ani").say("/berhenti")
    budi = await composed(world)
    await budi.tap("Kirim ke saya dulu")
    assert plain(budi.messages[-2].text).endswith(WORDS)
    await budi.tap("Daftar telepon")
    assert "• Ani, tanpa nomor, Kota Banjarmasin (berhenti menerima pesan)" in [
        line for message in budi.messages for line in message.text.splitlines()
    ]
    assert await value(world.path, "SELECT count(*) FROM audit WHERE verb = 'phones'") == 1
    await budi.tap("Kirim")
    assert len(received(world, "siti")) == 1


async def test_a_file_and_a_place_are_sent_with_their_words_and_answers(world: World) -> None:
    await people(world, ["siti"])
    budi = await composed(world, "batal")
    await budi.send_file("peta.pdf", b"%PDF-", caption="Peta posko")
    await budi.tap(budi.labels[0])
    await budi.tap("Tombol jawaban")
    await budi.tap("Siap / Tidak bisa")
    await budi.tap("Kirim")
    siti = world.phone("siti")
    assert any(message.media for message in siti.messages)
    assert "Peta posko" in siti.last
    assert siti.labels == ["Siap", "Tidak bisa"]
    await budi.say("/siaran")
    await budi.share_pin(-3.32, 114.59)
    await budi.tap(budi.labels[0])
    await budi.tap("Kirim")
    assert any(message.pin for message in siti.messages)
