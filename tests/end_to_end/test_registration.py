"""The whole bot over HTTP, by long polling and by webhook, its requests judged by a description that is not ours."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.living import LivePhone, Living

STEPS = (
    ("tap", "Daftar", "boleh Relawan menyimpan"),
    ("tap", "Setuju, 18+", "nama lengkap"),
    ("say", "Siti Aminah", "kabupaten/kota"),
    ("say", "bjb", "pilar"),
    ("tap", "Tagana", "nomor telepon"),
    ("share", "", "Sudah benar semua"),
    ("tap", "Ya, benar", "sudah terdaftar sebagai relawan"),
)
"""A registration: what one does, with what, and what comes back."""


async def step(phone: LivePhone, does: str, what: str) -> None:
    """Do one step of a registration."""
    match does:
        case "tap":
            await phone.tap(what)
        case "say":
            await phone.say(what)
        case _:
            await phone.playground.share_contact(phone.id)


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_newcomer_registers_and_no_request_violates_the_bot_api(tmp_path: Path, way: str) -> None:
    settings: dict[str, Any] = {}
    if way == "webhook":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        settings = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_SECRET": "rahasia", "HTTP_PORT": port}
    async with Living(tmp_path, **settings) as living:
        await living.start()
        siti = living.phone(7)
        await siti.say("/start")
        await siti.reads("Ini Relawan")
        for does, what, expected in STEPS:
            await step(siti, does, what)
            await siti.reads(expected)
        await siti.say("/jadwal")
        await siti.reads("kegiatan")
        await siti.say("apa itu pkh?")
        await siti.reads("Sumber")
        assert living.violating() == []
        assert [request for request in living.playground.requests if request["status"] >= 400] == []
        assert await living.stop() == 0
        assert (await living.status())["inbox"] == {"todo": 0, "done": 11, "dead": 0}
    assert "Traceback" not in living.log


async def test_killed_at_any_moment_of_a_registration_the_talk_goes_on_where_it_was(tmp_path: Path) -> None:
    async with Living(tmp_path) as living:
        phones = [living.phone(100 + number) for number in range(5)]
        kills = 0
        await living.start()
        for phone in phones:
            await phone.say("/start")
        for phone in phones:
            await phone.reads("Ini Relawan", 15)
        for number, (does, what, expected) in enumerate(STEPS):
            for phone in phones:
                await step(phone, does, what)
            for delay in (0.005, 0.03, 0.1) if number else (0.01, 0.05):
                # As soon as the process could have taken something up, it dies.
                await asyncio.sleep(delay)
                await living.kill()
                kills += 1
                await living.start()
                await asyncio.sleep(0.4)
            for phone in phones:
                await phone.reads(expected, 20)
        assert kills == 20
        assert await living.stop() == 0
        assert (await living.status())["inbox"]["dead"] == 0
        assert (await living.status())["inbox"]["todo"] == 0
        for phone in phones:
            texts = [message["text"] for message in phone.received]
            # A message in flight at a kill goes out at most once more.
            assert max(texts.count(text) for text in texts) <= 2
        code, out, _ = await living.run("status", "--json")
        assert code == 0
        assert out
    assert "Traceback" not in living.log
