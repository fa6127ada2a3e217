"""Questions that go on from the last one in a chat."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.messages import plain
from handlers.counts.going_on import continued
from handlers.counts.requests import Request
from storage.events import Event
from storage.roles import Role
from tests.gatherings import hold
from tests.phones import Phone, World


def event(id_: int, title: str, region: str = "63") -> Event:
    return Event(
        id=id_, title=title, starts_at=0, zone="Asia/Makassar", place="Posko", region=region, capacity=0, quota_by="",
        taken=0, version=1, cancelled=False, made_by=0,
    )  # fmt: skip


MUSTER, JAMBOREE = event(1, "Apel Siaga"), event(2, "Jambore Relawan")
TAGANA = Request(codes=("63.72",), pillar="tagana")
COMING = Request(events=(MUSTER,), measure="confirmed")
BY_DAY = replace(TAGANA, by="day")


def after(before: Request, text: str, scope: Sequence[str] = ("63",)) -> Request | None:
    return continued(before, text, scope, [MUSTER, JAMBOREE])


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (TAGANA, "excelnya", replace(TAGANA, document="excel")),
        (TAGANA, "kirim excelnya", replace(TAGANA, document="excel")),
        (TAGANA, "minta file excelnya dong", replace(TAGANA, document="excel")),
        (TAGANA, "grafiknya", replace(TAGANA, document="charts")),
        (TAGANA, "jumlah grafik", replace(TAGANA, document="charts")),
        (TAGANA, "grafik per hari", replace(BY_DAY, document="charts")),
        (BY_DAY, "excel", replace(BY_DAY, document="excel")),
        (TAGANA, "per hari", BY_DAY),
        (TAGANA, "per pilar", Request(by="pillar", codes=("63.72",))),
        (replace(TAGANA, codes=("63",)), "per kab", replace(TAGANA, codes=("63",), by="region")),
        (TAGANA, "yang psm?", replace(TAGANA, pillar="psm")),
        (TAGANA, "psm?", replace(TAGANA, pillar="psm")),
        (Request(by="pillar"), "kalau karang taruna?", Request(pillar="karang_taruna")),
        (TAGANA, "kalau hss?", replace(TAGANA, codes=("63.06",))),
        (TAGANA, "klo di bjm brp", replace(TAGANA, codes=("63.71",))),
        (Request(by="region"), "hss?", Request(codes=("63.06",))),
        (TAGANA, "kalau surabaya?", replace(TAGANA, outside="35.78")),
        (TAGANA, "yang hadir?", replace(TAGANA, measure="attended")),
        (TAGANA, "terus yang belum jawab?", replace(TAGANA, measure="unanswered")),
        (replace(TAGANA, measure="attended"), "yang terdaftar?", TAGANA),
        (TAGANA, "minggu ini", replace(TAGANA, since="this_week")),
        (TAGANA, "kalau kemarin?", replace(TAGANA, since="yesterday")),
        (COMING, "yang hadir?", replace(COMING, measure="attended")),
        (COMING, "kalau jambore?", replace(COMING, events=(JAMBOREE,))),
        (COMING, "gimana dengan psm hss", replace(COMING, codes=("63.06",), pillar="psm")),
    ],
)
def test_what_is_said_changes_and_the_rest_stays(before: Request, text: str, expected: Request) -> None:
    assert after(before, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "jumlah per kab", "brp psm", "semua relawan", "excel pendaftar hss", "excel semuanya", "apa itu psm", "makasih",
        "ikut", "hadir", "kegiatan hari ini", "jadwal hari ini", "siapa ketua psm hss", "",
    ],
)  # fmt: skip
def test_what_has_a_subject_of_its_own_asks_anew(text: str) -> None:
    assert after(TAGANA, text) is None


def test_nobody_goes_on_from_what_they_may_not_see() -> None:
    assert after(TAGANA, "excelnya", ["35"]) is None


async def ordered(phone: Phone, words: str) -> str:
    return "\n\n".join(plain(message.text) for message in await phone.say(words))


async def test_a_chat_goes_on_for_some_minutes(world: World) -> None:
    rina = await world.staff("rina", Role.ORGANISER)
    await ordered(rina, "brp tagana bjb")
    assert (await ordered(rina, "yang psm?")).startswith("PSM di Kota Banjarbaru\nTerdaftar: 0")
    assert (await ordered(rina, "kalau hss?")).startswith("PSM di Kabupaten Hulu Sungai Selatan\n")
    assert (await ordered(rina, "yang hadir?")).startswith("0 orang\nPSM di Kabupaten Hulu Sungai Selatan, hadir\n")
    world.later(minutes=11)
    assert "Hulu Sungai" not in await ordered(rina, "kalau minggu ini?")


async def test_a_file_is_of_what_was_asked_last(telegram_world: World) -> None:
    await hold(telegram_world)
    rina = await telegram_world.staff("rina", Role.ORGANISER)
    assert "dibuat: Relawan di seluruh Indonesia, terdaftar." in await ordered(rina, "/jumlah excel")
    for words in ("brp yg hadir", "jumlah per kab", "/jumlah bakti sosial", "brp tagana bjb"):
        await rina.say(words)
    assert "dibuat: Tagana di Kota Banjarbaru, terdaftar." in await ordered(rina, "excel")
    assert "dibuat: Tagana di Kota Banjarbaru, terdaftar." in await ordered(rina, "kirim excelnya")
    telegram_world.later(minutes=11)
    assert "dibuat: Relawan di seluruh Indonesia, terdaftar." in await ordered(rina, "kirim excelnya")


async def test_an_older_answer_is_not_gone_on_from(telegram_world: World) -> None:
    rina = await telegram_world.staff("rina", Role.ORGANISER)
    for words in ("/jumlah psm hss", "/jumlah", "[Ringkasan harian]"):
        await (rina.tap(words[1:-1]) if words.startswith("[") else rina.say(words))
    assert (await ordered(rina, "per hari")).startswith("0 orang\nRelawan di seluruh Indonesia, terdaftar\n")
    assert (await ordered(rina, "/jumlah per pilar")).startswith("0 orang\nRelawan di seluruh Indonesia, terdaftar\n")


async def test_going_on_to_another_region_is_refused_kindly(telegram_world: World) -> None:
    budi = await telegram_world.staff("budi", Role.COORDINATOR, "63")
    await budi.say("brp psm hss")
    assert "angka untuk Kota Surabaya hanya bisa dilihat pengurusnya" in await ordered(budi, "kalau surabaya?")
