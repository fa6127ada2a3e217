"""What people see on Telegram is the text that was meant, whatever it holds."""

import re
from collections.abc import Callable
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Shown
from bot.channels.telegram.render import html, inline_keyboard, phone_keyboard
from bot.messages import Choice, bold, clean, code, italic, link, listed, styled

WORDS = st.text(min_size=1).filter(lambda text: clean(text) == text)
STYLES = st.sampled_from([bold, italic, code, lambda text: link(text, "https://relawan.example/?a=1&b=2")])


@given(st.lists(st.tuples(STYLES, WORDS, WORDS)))
def test_people_see_every_character_and_no_other(pieces: list[tuple[Callable[[str], str], str, str]]) -> None:
    text = "".join(style(marked) + bare for style, marked, bare in pieces)
    seen = re.sub(r"<[^>]*>", "", html(text))
    assert seen == "".join(escape(marked + bare, quote=False) for _, marked, bare in pieces)


def test_each_style_has_its_tag() -> None:
    text = bold("a") + italic("b") + code("c") + link("d", 'https://a.id/"x"')
    assert html(text) == '<b>a</b><i>b</i><code>c</code><a href="https://a.id/&quot;x&quot;">d</a>'
    text = styled("e", "underline") + styled("f", "strikethrough") + styled("g", "spoiler")
    assert html(text) == "<u>e</u><s>f</s><tg-spoiler>g</tg-spoiler>"


def test_only_short_labels_share_a_row() -> None:
    labels = ["Ya", "Tidak", "Belum tahu pasti ya", "Nanti", "Kapan-kapan", "Ubah"]
    keyboard = inline_keyboard(Shown("", "buttons", tuple(Choice(f"c{n}", label) for n, label in enumerate(labels))))
    assert keyboard
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [
        ["Ya", "Tidak"],
        ["Belum tahu pasti ya"],
        ["Nanti", "Kapan-kapan"],
        ["Ubah"],
    ]


def test_a_shortened_label_is_shown_in_full_where_the_button_has_room() -> None:
    names = ["Kabupaten Hulu Sungai Utara", "Kabupaten Hulu Sungai Selatan", "Kabupaten Hulu Sungai Utara"]
    choices = listed([(str(n), name) for n, name in enumerate([*names, "Balai " + "x" * 60])])
    keyboard = inline_keyboard(Shown("", "buttons", choices))
    assert keyboard
    texts = [button.text for row in keyboard.inline_keyboard for button in row]
    assert texts == [*names[:2], choices[2].label, choices[3].label]


def test_a_word_about_a_choice_does_not_take_its_place() -> None:
    keyboard = inline_keyboard(Shown("", "buttons", (Choice("a", "Pagi", "08.00 WITA"),)))
    assert keyboard
    assert keyboard.inline_keyboard[0][0].text == "Pagi"


def test_numbered_choices_need_no_buttons() -> None:
    assert inline_keyboard(Shown("1. Ya", "numbered", (Choice("a", "Ya"),))) is None


def test_the_number_is_shared_by_the_first_button() -> None:
    share, skip = (row[0] for row in phone_keyboard([Choice("a", "Lewati")]).keyboard)
    assert (share.request_contact, skip.request_contact, skip.text) == (True, None, "Lewati")
