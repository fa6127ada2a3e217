"""An album sent to many by a bot that is killed again and again: everybody gets it whole, nobody more than twice."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bot.playground import Faults
from tests.bot.playground.test_media import png
from tests.living import LivePhone, Living
from tests.living_crowd import appoint, fates, finished, gather_crowd, looked_up

PEOPLE = range(1001, 1151)
WORDS = "Lokasi apel dan denah parkirnya"


async def _announce(living: Living, coordinator: LivePhone) -> None:
    await coordinator.say("/siaran")
    await coordinator.reads("Apa yang mau diumumkan", 20)
    await living.playground.send_album(coordinator.id, [(f"{n}.png", png(1, n)) for n in (1, 2, 3)], WORDS)
    await coordinator.reads("Untuk siapa")
    await coordinator.tap("Seluruh Kalimantan Selatan")
    await coordinator.reads(f"Dikirim ke {len(PEOPLE)} penerima", 20)
    await coordinator.tap("Kirim")
    await coordinator.reads("Sedang dikirim")


def _albums(living: Living, id_: int) -> list[int]:
    """How many pictures each album has that this person got."""
    received = LivePhone(living.playground, id_).received
    return list(Counter(message["album"] for message in received if message["album"]).values())


@pytest.mark.long
async def test_killed_again_and_again_an_album_reaches_everybody_whole(tmp_path: Path) -> None:
    random = Random(20230303)
    faults = Faults(latency=(0.01, 0.06), methods=("sendMediaGroup", "sendMessage"))
    async with Living(tmp_path, faults=faults, RATE_ALL="300", RATE_BULK="200") as living:
        await gather_crowd(living, PEOPLE)
        budi = await appoint(living, 7)
        await living.start()
        await _announce(living, budi)
        on_wire = 0
        for _ in range(20):
            await asyncio.sleep(random.uniform(0.5, 2))
            await living.kill()
            on_wire += fates(living)["sending"]
            await living.start()
        await finished(living, 90)
        got = [_albums(living, id_) for id_ in PEOPLE]
        assert {pictures for albums in got for pictures in albums} == {3}
        assert {len(albums) for albums in got} <= {1, 2}
        assert 0 < sum(len(albums) == 2 for albums in got) <= on_wire
        assert looked_up(living, "SELECT DISTINCT state FROM outbox WHERE kind = 'broadcast'") == [("sent",)]
        assert living.violating() == []
        assert await living.stop() == 0
    assert "Traceback" not in living.log
