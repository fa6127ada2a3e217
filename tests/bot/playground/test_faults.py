import asyncio
import time
from collections import Counter

import aiohttp
import pytest

from bot.playground import Faults, Playground
from bot.playground.faults import Fault, read_faults
from tests.bot.playground.api import SARI, Api


def test_the_seed_fixes_what_goes_wrong() -> None:
    def drawn(seed: int) -> list[Fault]:
        faults = Faults(seed=seed, too_many=0.2, reset=0.2)
        return [faults.drawn("sendMessage") for _ in range(50)]

    assert drawn(1) == drawn(1) != drawn(2)


def test_the_rates_hold() -> None:
    faults = Faults(too_many=0.2, server_error=0.2, hang=0.1, reset=0.1, silent=0.1)
    counted = Counter(faults.drawn("sendMessage") for _ in range(5_000))
    for fault, rate in (
        (Fault.TOO_MANY, 0.2), (Fault.FAILED, 0.1), (Fault.FAILED_DELIVERED, 0.1), (Fault.HANG, 0.1),
        (Fault.RESET, 0.1), (Fault.SILENT, 0.1), (Fault.NONE, 0.3),
    ):  # fmt: skip
        assert counted[fault] / 5_000 == pytest.approx(rate, abs=0.03)


async def test_too_many_says_when_to_come_back(playground: Playground, api: Api) -> None:
    playground.faults = Faults(too_many=1, retry_after=7)
    body = await api.bot("sendMessage", chat_id=SARI, text="a")
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 7})
    assert playground.messages(SARI) == []


async def test_half_of_the_failed_requests_did_what_was_asked(playground: Playground, api: Api) -> None:
    playground.faults = Faults(server_error=1)
    for _ in range(40):
        assert await api.refusal("sendMessage", chat_id=SARI, text="a") == "Bad Gateway"
    assert 10 < len(playground.messages(SARI)) < 30


async def test_a_reset_delivers_nothing(playground: Playground, api: Api) -> None:
    playground.faults = Faults(reset=1)
    with pytest.raises(aiohttp.ClientConnectionError):
        await api.bot("sendMessage", chat_id=SARI, text="a")
    assert playground.messages(SARI) == []
    assert (playground.requests[-1]["status"], playground.requests[-1]["description"]) == (0, "reset")


@pytest.mark.parametrize(("faults", "delivered"), [(Faults(hang=1), 0), (Faults(silent=1), 1)])
async def test_without_an_answer_it_may_have_arrived_or_not(
    playground: Playground, api: Api, faults: Faults, delivered: int
) -> None:
    playground.faults = faults
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(api.bot("sendMessage", chat_id=SARI, text="a"), 0.1)
    assert len(playground.messages(SARI)) == delivered
    assert playground.requests[-1]["status"] == 0


async def test_a_hanging_request_is_cut_in_the_end(playground: Playground, api: Api) -> None:
    playground.faults = Faults(hang=1, hang_seconds=0.05)
    with pytest.raises(aiohttp.ClientConnectionError):
        await api.bot("sendMessage", chat_id=SARI, text="a")


async def test_latency_makes_every_answer_take_longer(playground: Playground, api: Api) -> None:
    playground.faults = Faults(latency=(0.05, 0.06))
    began = time.monotonic()
    await api.result("getMe")
    assert time.monotonic() - began >= 0.05


async def test_faults_may_be_limited_to_some_methods(playground: Playground, api: Api) -> None:
    await api.post("/sim/faults", {"too_many": 1, "methods": ["sendMessage"]})
    assert (await api.result("getMe"))["is_bot"]
    assert (await api.bot("sendMessage", chat_id=SARI, text="a"))["error_code"] == 429


async def test_some_people_count_as_having_blocked_the_bot(playground: Playground, api: Api) -> None:
    playground.faults = Faults(blocked=1)
    assert await api.refusal("sendMessage", chat_id=SARI, text="a") == "Forbidden: bot was blocked by the user"
    shares = [Faults(seed=3, blocked=0.2).blocks(person) for person in range(1_000)]
    assert 150 < sum(shares) < 250


@pytest.mark.parametrize(
    "wrong",
    [
        {"flood": 1},
        {"_sequences": {}},
        {"hang": "x"},
        {"hang": True},
        {"latency": 1},
        {"latency": [1]},
        {"methods": "a"},
    ],
)
async def test_faults_that_do_not_exist_are_refused(playground: Playground, api: Api, wrong: dict[str, object]) -> None:
    assert (await api.post("/sim/faults", wrong, 400))["error"]
    assert playground.faults == Faults()


def test_faults_are_read_from_json() -> None:
    assert read_faults({"hang": 0.5, "latency": [0, 1], "methods": ["getMe"]}) == Faults(
        hang=0.5, latency=(0, 1), methods=("getMe",)
    )
