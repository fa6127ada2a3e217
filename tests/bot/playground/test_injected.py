from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground import Playground
from bot.playground.injected import inject
from tests.bot.playground.api import Api

NAMES = st.sampled_from(["update_id", "message", "callback_query", "chat", "from", "id", "type", "first_name", "data"])
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["private", "group"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)


async def test_the_chats_and_taps_of_injected_updates_become_known(playground: Playground, api: Api) -> None:
    sender = {"id": 777, "is_bot": False, "first_name": "Ani"}
    chat = {"id": 777, "type": "private", "first_name": "Ani"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": "x"}
    await api.post("/sim/update", {"callback_query": {"id": "q1", "from": sender, "message": message, "data": "x"}})
    await api.result("sendMessage", chat_id=777, text="Halo")
    assert await api.result("answerCallbackQuery", callback_query_id="q1") is True
    assert 777 not in [phone["id"] for phone in (await api.get("/sim/state"))["phones"]]


@given(ODD)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_anything_may_be_injected(playground: Playground, update: Any) -> None:
    before = len(playground._world.updates.pending)
    inject(playground._world, update)
    assert len(playground._world.updates.pending) == before + 1
