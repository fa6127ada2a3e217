import pytest

from bot.playground import Playground
from tests.bot.playground.api import SARI, TOKEN, Api


@pytest.mark.parametrize(("token", "method", "status"), [("4242:wrong", "getMe", 401), (TOKEN, "getYou", 404)])
async def test_a_wrong_token_or_method_is_refused(api: Api, token: str, method: str, status: int) -> None:
    async with api.session.get(f"{api.url}/bot{token}/{method}") as answer:
        words = {401: "Unauthorized", 404: "Not Found"}[status]
        assert await answer.json() == {"ok": False, "error_code": status, "description": words}
        assert answer.status == status


async def test_the_requests_are_on_record(playground: Playground, api: Api) -> None:
    await api.result("sendMessage", chat_id=SARI, text="a")
    await api.refusal("sendMessage", chat_id=SARI, text="")
    good, bad = await api.get("/sim/requests")
    assert (good["method"], good["params"], good["status"]) == ("sendMessage", {"chat_id": SARI, "text": "a"}, 200)
    assert (bad["status"], bad["description"]) == (400, "Bad Request: message text is empty")
    assert bad["at"] >= good["at"]
