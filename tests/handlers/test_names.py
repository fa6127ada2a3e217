from bot.texts import translator
from handlers.names import place_name, role_name
from storage.roles import Role

INDONESIAN = translator("id")


def test_a_region_is_called_by_its_name_and_none_is_the_whole_country() -> None:
    assert place_name(INDONESIAN, "63.71") == "Kota Banjarmasin"
    assert place_name(INDONESIAN, "") == "seluruh Indonesia"


def test_a_region_that_is_no_more_is_called_by_its_code() -> None:
    assert place_name(INDONESIAN, "63.99") == "63.99"


def test_every_role_that_is_given_has_a_name() -> None:
    names = [role_name(INDONESIAN, role) for role in Role if role is not Role.VOLUNTEER]
    assert names == ["koordinator", "penyelenggara", "admin"]
