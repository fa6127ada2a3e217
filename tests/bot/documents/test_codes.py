from bot.documents.codes import qr_png
from bot.playground.media import picture_size


def test_a_code_is_a_square_picture_large_enough_to_scan() -> None:
    size = picture_size(qr_png("https://t.me/relawan_bot?start=h_" + "a" * 62))
    assert size is not None
    assert size[0] == size[1] >= 400


def test_another_text_is_another_code() -> None:
    assert qr_png("h_satu") != qr_png("h_dua")
    assert qr_png("h_satu") == qr_png("h_satu")
