import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.answers import Refused
from bot.playground.html_text import checked_link, read_html, utf16_length


@pytest.mark.parametrize(
    ("source", "words"),
    [
        # "é😊" takes six bytes, three UTF-16 units and two characters, so that no other way of counting fits.
        ("é😊<tebal", "Unclosed start tag at byte offset 6"),
        ("é😊<tebal>", 'Unsupported start tag "tebal" at byte offset 6'),
        ("5 < 7 > 3", 'Unsupported start tag "" at byte offset 2'),
        ("é😊<b ='x'>", 'Empty attribute name in the tag "b" at byte offset 6'),
        ("é😊<b miring>", 'Expected equal sign in declaration of an attribute of the tag "b" at byte offset 6'),
        ("é😊<b x = ", 'Unclosed start tag "b" at byte offset 6'),
        ("é😊<b x=9_>", "Unexpected end of name token at byte offset 11"),
        ('é😊<a href="https://kemensos.go.id>di sini</a>', "Unclosed start tag at byte offset 6"),
        ("é😊</b>", "Unexpected end tag at byte offset 6"),
        ("<u>é😊</u></u>", "Unexpected end tag at byte offset 13"),
        ("<u>é😊</u", "Unclosed end tag at byte offset 9"),
        ("<u>é😊</ins>", 'Unmatched end tag at byte offset 9, expected "</u>", found "</ins>"'),
        ("<u>é😊", 'Can\'t find end tag corresponding to start tag "u"'),
        ("é😊<span class=merah>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 6'),
        ("<tg-emoji emoji-id='senyum'>😊</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#55357;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_broken_html_is_refused_with_telegrams_words_and_byte_offsets(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("", "", []),
        ("Sari &amp; Budi &lt;3 &quot;ya&quot; &gt;", 'Sari & Budi <3 "ya" >', []),
        ("&nbsp;&copy; & &#9999999; &;", "&nbsp;&copy; & &#9999999; &;", []),
        ("&#72;&#x69 &lt3", "Hi <3", []),
        ("é😊<b>é😊</b>", "é😊é😊", [("bold", 3, 3)]),
        ("<B>tebal <i>miring</i></b>", "tebal miring", [("bold", 0, 12), ("italic", 6, 6)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<b title = '&lt;b&gt;' x=9>a</>", "a", [("bold", 0, 1)]),
        ("a<i></i>b", "ab", []),
        ("<i><code>x</code></i>", "x", [("code", 0, 1), ("italic", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ('<code class="language-py"><pre>x</pre></code>', "x", [("pre", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ('<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<u>a</u><ins>b</ins><s>c</s>", "abc", [("underline", 0, 1), ("underline", 1, 1), ("strikethrough", 2, 1)]),
        ("<a>bukan alamat</a>", "bukan alamat", []),
    ],
)
def test_html_becomes_text_and_entities_counted_in_utf16(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    read, found = read_html(source)
    assert read == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


def test_a_link_keeps_its_address() -> None:
    _, (entity,) = read_html("<a href='kemensos.go.id?a=1&amp;b=2'>sini</a>")
    assert entity["url"] == "http://kemensos.go.id/?a=1&b=2"


def test_code_in_a_language_keeps_it_only_within_pre() -> None:
    _, (pre,) = read_html('<pre><code class="language-py">x</code></pre>')
    _, (code,) = read_html('<code class="language-py">x</code>')
    assert (pre["language"], code) == ("py", {"type": "code", "offset": 0, "length": 1})


@pytest.mark.parametrize(
    "url", ["asal", "ftp://a.b", "http://localhost", "http://a b.c", "http://[a.b", "javascript:1"]
)
def test_what_is_no_address_links_nowhere(url: str) -> None:
    assert checked_link(url) == ""


@given(st.text(alphabet="<>/&;=\"' abi😊codepre#x0", max_size=40))
def test_any_html_is_read_or_refused(source: str) -> None:
    try:
        text, entities = read_html(source)
    except Refused:
        return
    assert all(e["offset"] + e["length"] <= utf16_length(text) for e in entities)
