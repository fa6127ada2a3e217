import pytest

from bot.playground.methods import METHODS
from bot.playground.parameters import proper_name, read_parameters
from bot.playground.requests import Upload
from tests.bot.playground.api import TOKEN, Api


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"text":"\\ud800","chat_id":101}', "strings must be encoded in UTF-8"),
        (
            '{"reply_markup":{"inline_keyboard":[[{"text":"\\ud800"}]]},"chat_id":101}',
            "strings must be encoded in UTF-8",
        ),
        ('{"text":1,"chat_id":101}', 'parameter "text" must be a String'),
        ('{"text":"a","chat_id":1.5}', 'parameter "chat_id" must be an Integer'),
        ('{"text":"a","chat_id":true}', 'parameter "chat_id" must be an Integer'),
        ('{"text":"a","chat_id":99999999999999999999}', 'parameter "chat_id" must be an Integer'),
        ('{"text":"a","entities":[1]}', 'parameter "entities" must be an Array of Objects'),
        ('{"text":"a","reply_markup":[]}', 'parameter "reply_markup" must be an Object'),
    ],
)
async def test_types_are_checked_and_the_wrong_one_is_named(api: Api, body: str, words: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with api.session.post(f"{api.url}/bot{TOKEN}/sendMessage", data=body, headers=headers) as answer:
        assert (await answer.json())["description"] == f"Bad Request: {words}"


def test_every_method_knows_its_parameters_and_any_spelling() -> None:
    for method in [*METHODS, "getUpdates"]:
        assert proper_name(method.upper()) == method
        assert read_parameters(method, {}) == {}


def test_parameters_of_a_form_get_their_types() -> None:
    raw = {"chat_id": " 101", "text": "17", "disable_notification": "True", "reply_markup": "{}"}
    assert read_parameters("sendMessage", raw) == {
        "chat_id": 101,
        "text": "17",
        "disable_notification": True,
        "reply_markup": {},
    }


def test_an_attached_file_takes_the_parameters_place() -> None:
    file = Upload("a.csv", "text/csv", b"a")
    assert read_parameters("sendDocument", {"document": "attach://x", "x": file}) == {"document": file}
