"""Conversations run again from the top, and find their place by the names of the answers."""

from collections.abc import Awaitable, Callable

import pytest

from bot.conversation import Rerun, Turn, Waiting
from bot.messages import Address, Choice, Inbound, Kind, Outbound, plain
from bot.now import now
from bot.prompts import Choose, Confirm, Text
from bot.talks import EVERYBODY, House, Talk
from storage.contacts import Contact
from storage.roles import Grant, Role
from storage.sessions import Session, forget_last
from storage.volunteers import Volunteer

SITI = Address("telegram", "1", "siti")
YES_NO = [Choice("yes", "Ya"), Choice("no", "Tidak")]
FRUITS = [Choice(f"f{number}", f"Buah {number}") for number in range(20)]


def _turn(*grants: Grant, volunteers: tuple[Volunteer, ...] = (), text: str = "") -> Turn:
    inbound = Inbound("1", SITI, now(), Kind.TEXT, text)
    return Turn(inbound, Contact(1, SITI, "id", stopped=False), grants, volunteers, house=House({}))


class Talking:
    """One conversation, a message at a time, its session kept between as JSON would be."""

    def __init__(self, conversation: Callable[[Turn], Awaitable[None]]) -> None:
        self.conversation, self.session = conversation, Session("/x", id="00000000")
        self.question: Outbound | None = None

    async def begin(self) -> str:
        return await self._run(None)

    async def say(self, text: str) -> str:
        return await self._run(Inbound("1", SITI, now(), Kind.TEXT, text))

    async def tap(self, choice: str) -> str:
        return await self._run(Inbound("1", SITI, now(), Kind.CHOICE, choice=choice))

    async def _run(self, unread: Inbound | None) -> str:
        turn = _turn()
        turn.begin(self.session)
        turn.unread = unread
        while True:
            try:
                await self.conversation(turn)
            except Rerun:
                turn.restart()
                continue
            except Waiting:
                pass
            self.question = turn.question
            return "\n\n".join(plain(message.text) for message in turn.replies())


async def _order(turn: Turn) -> None:
    _ = turn.gettext
    turn.say("Selamat datang.")
    name = turn.ask("name", Text("Nama?", _))
    turn.say(f"Halo, {name}.")
    fruit = turn.ask("fruit", Choose("Buah?", FRUITS[:3], _))
    sure = turn.ask("sure", Confirm(f"{name}: {fruit}?", [*YES_NO, Choice("name", "Ubah nama")], _))
    if sure == "name":
        turn.change("name")
    turn.say(f"{sure}: {name}, {fruit}")


async def test_what_is_said_before_a_question_goes_out_once_with_it() -> None:
    talk = Talking(_order)
    assert await talk.begin() == "Selamat datang.\n\nNama?"
    assert await talk.say("Siti") == "Halo, Siti.\n\nBuah?"
    assert await talk.say("durian") == (
        "Pilih salah satu ya, Kak: ketuk tombolnya, atau ketik nomor atau tulisannya.\n\nBuah?"
    )
    assert await talk.begin() == "Buah?"
    assert await talk.say("2") == "Siti: f1?"
    assert await talk.say("ya") == "yes: Siti, f1"


async def test_going_back_says_again_what_led_to_the_question() -> None:
    talk = Talking(_order)
    await talk.begin()
    await talk.say("Siti")
    await talk.say("1")
    assert forget_last(talk.session)
    assert await talk.begin() == "Halo, Siti.\n\nBuah?"


async def test_a_change_asks_only_that_and_the_confirmation_again() -> None:
    talk = Talking(_order)
    await talk.begin()
    await talk.say("Siti")
    await talk.say("1")
    assert await talk.tap("name") == "Selamat datang.\n\nNama?"
    assert talk.session.answers == {"fruit": "f0"}
    assert await talk.say("Budi") == "Budi: f0?"
    assert await talk.tap("yes") == "yes: Budi, f0"


async def test_answers_go_by_name_so_questions_may_be_added_dropped_and_reordered() -> None:
    talk = Talking(_order)
    await talk.begin()
    await talk.say("Siti")

    async def newer(turn: Turn) -> None:
        where = turn.ask("where", Text("Di mana?", turn.gettext))
        name = turn.ask("name", Text("Nama lengkap?", turn.gettext))
        turn.say(f"{name} di {where}")

    talk.conversation = newer
    assert await talk.begin() == "Di mana?"
    assert await talk.say("Banjarmasin") == "Siti di Banjarmasin"


async def test_an_answer_that_names_what_is_gone_is_asked_again() -> None:
    fruits = FRUITS[:3]

    async def pick(turn: Turn) -> None:
        turn.ask("fruit", Choose("Buah?", fruits, turn.gettext))
        turn.ask("why", Text("Kenapa?", turn.gettext))

    talk = Talking(pick)
    await talk.begin()
    assert await talk.say("3") == "Kenapa?"
    fruits = FRUITS[:2]
    assert await talk.say("manis") == "Buah?"
    assert talk.session.answers == {}


async def test_a_confirmation_counts_only_for_what_was_shown() -> None:
    price = 5

    async def buy(turn: Turn) -> None:
        sure = turn.ask("sure", Confirm(f"Harga {price}?", YES_NO, turn.gettext))
        turn.ask("why", Text("Kenapa?", turn.gettext))
        turn.say(sure)

    talk = Talking(buy)
    await talk.begin()
    price = 6
    assert "Harga 6?" in await talk.say("ya")
    assert talk.session.answers == {}
    assert await talk.say("ya") == "Kenapa?"
    price = 7
    assert await talk.say("murah") == "Harga 7?"


async def test_turning_a_page_is_no_answer_and_does_not_make_old_buttons_stale() -> None:
    async def pick(turn: Turn) -> None:
        turn.say(turn.ask("fruit", Choose("Buah?", FRUITS, turn.gettext)))

    talk = Talking(pick)
    await talk.begin()
    assert _labels(talk)[-2:] == ["Buah 7", "Lainnya »"]
    await talk.tap("~next")
    assert _labels(talk)[:1] + _labels(talk)[-2:] == ["Buah 8", "Lainnya »", "« Sebelumnya"]
    for _time in range(3):
        await talk.tap("~next")
    assert _labels(talk) == ["Buah 16", "Buah 17", "Buah 18", "Buah 19", "« Sebelumnya"]
    await talk.say("« sebelumnya")
    assert _labels(talk)[0] == "Buah 8"
    for _time in range(3):
        await talk.tap("~back")
    assert _labels(talk)[0] == "Buah 0"
    assert talk.session.asking == 1
    await talk.tap("~next")
    assert await talk.say("2") == "f9"


def _labels(talk: Talking) -> list[str]:
    assert talk.question is not None
    return [choice.label for choice in talk.question.choices]


async def test_the_choices_of_a_question_name_the_talk_and_the_asking() -> None:
    talk = Talking(_order)
    await talk.begin()
    await talk.say("Siti")
    assert talk.question is not None
    assert [choice.id for choice in talk.question.choices] == ["a:00000000:2:f0", "a:00000000:2:f1", "a:00000000:2:f2"]


async def test_the_time_of_a_confirmation_is_kept() -> None:
    times: list[int] = []

    async def agree(turn: Turn) -> None:
        turn.ask("sure", Confirm("Setuju?", YES_NO, turn.gettext))
        times.append(turn.confirmed_at("sure"))

    talk = Talking(agree)
    await talk.begin()
    await talk.say("ya")
    assert times == [pytest.approx(now().timestamp() * 1000, abs=5000)]


def test_a_role_covers_the_regions_within_its_own() -> None:
    turn = _turn(Grant(Role.COORDINATOR, "63"), Grant(Role.ORGANISER, "62.71"))
    assert turn.may(Role.COORDINATOR, "63")
    assert turn.may(Role.COORDINATOR, "63.72")
    assert not turn.may(Role.COORDINATOR, "62.71")
    assert not turn.may(Role.COORDINATOR)
    assert not turn.may(Role.ORGANISER, "62")
    assert turn.regions(Role.COORDINATOR) == ("63",)
    assert turn.regions(Role.ADMIN) == ()


def test_an_admin_may_all_and_a_role_without_region_is_for_the_whole_country() -> None:
    admin, organiser = _turn(Grant(Role.ADMIN, "")), _turn(Grant(Role.ORGANISER, ""))
    assert admin.may(Role.COORDINATOR, "11.01")
    assert admin.regions(Role.COORDINATOR) == ("",)
    assert organiser.may(Role.ORGANISER, "11.01")
    assert not organiser.may(Role.COORDINATOR, "11.01")


def test_a_talk_is_for_those_it_names_and_for_admins() -> None:
    async def nothing(_turn: Turn, _db: object) -> None: ...

    talk = Talk(nothing, frozenset({Role.COORDINATOR}))
    assert not _turn().may_use(talk)
    assert not _turn(Grant(Role.ORGANISER, "")).may_use(talk)
    assert _turn(Grant(Role.COORDINATOR, "63")).may_use(talk)
    assert _turn(Grant(Role.ADMIN, "")).may_use(talk)
    assert _turn().may_use(Talk(nothing, EVERYBODY))


def test_times_are_in_the_zone_one_lives_in_or_works_in() -> None:
    siti = Volunteer(1, 1, "Siti", "91.71", "psm", "", 1)
    assert _turn(volunteers=(siti,)).zone == "Asia/Jayapura"
    assert _turn(Grant(Role.COORDINATOR, "32")).zone == "Asia/Jakarta"
    assert _turn(Grant(Role.ADMIN, "")).zone == "Asia/Makassar"


async def test_going_back_from_a_change_leaves_the_answer_as_it_was() -> None:
    talk = Talking(_order)
    await talk.begin()
    await talk.say("Siti")
    await talk.say("1")
    await talk.tap("name")
    assert forget_last(talk.session)
    assert await talk.begin() == "Siti: f0?"
    await talk.tap("name")
    await talk.say("Budi")
    assert forget_last(talk.session)
    assert (await talk.begin()).endswith("Nama?")
