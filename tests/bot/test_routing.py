"""Which talk a message belongs to."""

from datetime import timedelta

import pytest

from bot import now as clock
from bot.messages import Choice, Outbound
from storage import outbox
from storage.database import Database
from tests.talking import Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def _sent(desk: Desk) -> None:
    """Everything queued has arrived, each message under its own number."""
    async with desk.database.transaction() as db:
        rows = await db.rows("SELECT id, body FROM outbox WHERE state = 'queued'")
        for row in rows:
            await db.execute(
                "UPDATE outbox SET state = 'sent', message = 'm' || id, updated_at = ?, about = json_extract(body,"
                " '$.about'), choices = (SELECT json_group_array(json_array(c.value ->> 0, c.value ->> 1)) FROM"
                " json_each(body, '$.choices') c WHERE c.value ->> 0 NOT LIKE 'a:%' HAVING count(*)) WHERE id = ?",
                (clock.millis(clock.now()), row["id"]),
            )


@pytest.mark.parametrize("text", ["/HITUNG", "/hitung@relawan_bot", "/hitung  sekarang"])
async def test_a_command_is_known_however_it_is_written(desk: Desk, text: str) -> None:
    assert await desk.say(text) == ["Ke-1"]


async def test_a_command_that_is_none_is_said_so_and_is_no_answer(desk: Desk) -> None:
    await desk.say("/pesan")
    (word,) = await desk.say("/siti")
    assert "belum Relawan kenal" in word
    assert await desk.say("Siti") == ["Buah untuk Siti?"]


async def test_the_same_command_goes_on_with_what_was_begun(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    (again,) = await desk.say("/pesan")
    assert again.startswith("Kita lanjutkan")
    assert again.endswith("Buah untuk Siti?")


@pytest.mark.parametrize("text", ["BERHENTI", "stop", "Stop."])
async def test_stop_works_in_every_state_and_the_talk_stays(desk: Desk, text: str) -> None:
    assert await desk.say(text) == ["Berhenti."]
    for command in ("/pesan", "/pendapat"):
        await desk.say(command)
        assert await desk.say(text) == ["Berhenti."]
    assert await desk.say("Bagus")
    assert await desk.fact("opinion") == "Bagus"


@pytest.mark.parametrize("word", ["kembali", "Kembali!", "/kembali"])
async def test_going_back_puts_the_last_question_again_with_what_was_said_before_it(desk: Desk, word: str) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    assert await desk.say(word) == ["Selamat datang.\n\nNama?"]
    first, *_ = await desk.say(word)
    assert "sudah pertanyaan pertama" in first
    assert await desk.say("Budi") == ["Buah untuk Budi?"]


@pytest.mark.parametrize("word", ["keluar", "batal", "BATAL", "/batal"])
async def test_calling_off_ends_the_talk(desk: Desk, word: str) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    (called_off,) = await desk.say(word)
    assert "dibatalkan" in called_off
    assert await desk.rows("sessions") == []


@pytest.mark.parametrize("word", ["/batal", "/kembali", "batal", "Kembali."])
async def test_with_nothing_open_there_is_nothing_to_steer(desk: Desk, word: str) -> None:
    (word,) = await desk.say(word)
    assert "Tidak ada yang sedang berjalan" in word


@pytest.mark.parametrize("word", ["batal", "Batal.", "kembali", "ga jadi"])
async def test_a_question_that_takes_everything_does_not_take_one_of_these_words_alone(desk: Desk, word: str) -> None:
    await desk.say("/pendapat")
    (refusal,) = await desk.say(word)
    assert refusal.endswith("ya, Kak.\n\nPendapat?")
    await desk.say(f"Acara besok {word}")
    assert await desk.fact("opinion") == f"Acara besok {word}"


async def test_a_tap_on_an_older_question_changes_nothing_and_repeats_the_open_one(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    await desk.say("kembali")
    await desk.say("Budi")
    rows = await desk.database.reader.rows("SELECT body FROM outbox WHERE body LIKE '%untuk Siti%'")
    old = rows[0]["body"].split('"a:')[1].split('"')[0]
    assert await desk.come({"user": "siti", "kind": "choice", "choice": f"a:{old}"}) == ["Buah untuk Budi?"]
    await desk.tap("Rambutan")
    assert await desk.fact("order") == "Budi:rambutan"


@pytest.mark.parametrize(
    "choice", ["a:00000000:1:nanas", "a:x", "talk:resume:00000000", "talk:drop:x", "nothing:1", ":", "a:", "~next"]
)
async def test_a_tap_that_leads_nowhere_is_told_so(desk: Desk, choice: str) -> None:
    (word,) = await desk.come({"user": "siti", "kind": "choice", "choice": choice})
    assert "sudah tidak berlaku" in word


async def test_somebody_elses_buttons_do_nothing_here(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    (talk,) = await desk.rows("sessions")
    for choice in (f"a:{talk['id']}:2:nanas", f"talk:drop:{talk['id']}", f"talk:restart:{talk['id']}"):
        await desk.come({"user": "budi", "kind": "choice", "choice": choice})
    assert await desk.fact("order") is None
    assert await desk.say("nanas") == ["Pesanan Siti: nanas."]


@pytest.mark.parametrize("kind", ["media", "phone"])
async def test_with_nothing_asked_only_words_are_read(desk: Desk, kind: str) -> None:
    (word,) = await desk.come({"user": "siti", "kind": kind})
    assert "baru bisa membaca tulisan" in word


async def test_an_edit_of_something_long_said_is_passed_over(desk: Desk) -> None:
    assert await desk.come({"user": "siti", "kind": "edit", "text": "halo"}) == []


async def test_after_a_long_silence_words_are_no_answer_before_it_was_asked_whether_to_go_on(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    await _sent(desk)
    clock.move(timedelta(hours=7))
    (offer,) = await desk.say("2")
    assert "Mau dilanjutkan?" in offer
    await _sent(desk)
    assert await desk.say("nanas") != ["Pesanan Siti: nanas."]
    assert await desk.say("lanjutkan") == ["Buah untuk Siti?"]
    assert await desk.say("2") == ["Pesanan Siti: rambutan."]


async def test_once_offered_the_number_of_the_choice_counts(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    await _sent(desk)
    clock.move(timedelta(hours=7))
    await desk.say("hai")
    await _sent(desk)
    assert await desk.say("2") == ["Selamat datang.\n\nNama?"]


async def test_after_a_long_silence_a_command_asks_too_and_a_tap_still_answers(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    clock.move(timedelta(hours=7))
    (offer,) = await desk.say("/pesan")
    assert "Mau dilanjutkan?" in offer
    assert await desk.tap("Nanas") == ["Pesanan Siti: nanas."]


async def test_words_reach_the_newest_message_that_they_can_answer(desk: Desk) -> None:
    await desk.say("/hitung")
    await _sent(desk)
    assert await desk.say("lagi") == ["Ke-2"]
    await _sent(desk)
    clock.move(timedelta(days=8))
    assert await desk.say("lagi") == ["Kata: lagi"]


async def test_words_belong_to_the_message_replied_to_before_the_open_question(desk: Desk) -> None:
    await desk.say("/hitung")
    await _sent(desk)
    (row,) = await desk.rows("outbox")
    await desk.say("/pesan")
    assert await desk.say("lagi", reply_to=row["message"]) == ["Ke-2"]
    assert await desk.say("lagi") == ["Buah untuk lagi?"]


@pytest.mark.parametrize(
    ("word", "reply"), [("ya", "Buah untuk Siti?"), ("lanjut", "Buah untuk Siti?"), ("2", "Nama?")]
)
async def test_whether_to_go_on_is_answered_as_people_answer(desk: Desk, word: str, reply: str) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    clock.move(timedelta(hours=7))
    await desk.say("hai")
    await _sent(desk)
    assert (await desk.say(word))[0].endswith(reply)


async def test_whoever_does_not_want_to_go_on_is_not_asked_again(desk: Desk) -> None:
    await desk.say("/pesan")
    clock.move(timedelta(hours=7))
    await desk.say("hai")
    await _sent(desk)
    assert "dibatalkan" in (await desk.say("gak usah"))[0]
    assert await desk.rows("sessions") == []


async def test_a_number_is_meant_for_the_list_shown_after_the_open_question(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    await _sent(desk)
    await desk.say("/hitung")
    await _sent(desk)
    assert await desk.say("1") == ["Ke-2"]
    await _sent(desk)
    assert await desk.say("2") == ["Pesanan Siti: rambutan."]


async def test_a_number_is_not_meant_for_what_came_by_itself_while_a_question_is_open(desk: Desk) -> None:
    await desk.say("/pesan")
    await desk.say("Siti")
    await _sent(desk)
    pushed = Outbound("Ikut?", (Choice("count:", "Ikut"),), about="Acara")
    async with desk.database.transaction() as db:
        await outbox.tell(db, "invitation:1", 1, pushed, 1, kind="invitation", subject=1)
    await _sent(desk)
    await desk.replies()
    assert await desk.say("1") == ["Pesanan Siti: nanas."]
