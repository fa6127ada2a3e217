"""The preview is what recipients will see, message by message."""

from collections.abc import Awaitable, Callable

import pytest

from bot.messages import Outbound, bold, italic, link, plain
from storage.roles import Role
from tests.crowds import BANJARMASIN, people
from tests.phones import Phone, World

Seen = list[tuple[str, tuple[str, ...], int, bool]]


def seen(messages: list[Outbound]) -> Seen:
    """What of messages can be seen: text with its formatting, labels, how many files, whether there is a place."""
    return [(m.text, tuple(c.label for c in m.choices), len(m.media), m.pin is not None) for m in messages]


async def previewed(budi: Phone) -> Seen:
    """What is shown between the line that leads to it and the question whether to send it."""
    start = max(at for at, message in enumerate(budi.messages) if message.text.startswith("Pesannya akan"))
    return seen(budi.messages[start + 1 : -1])


FORMATTED = f"Kumpul {bold('jam 8')} di {italic('posko')}, {link('peta', 'https://contoh.id/peta')} 👍"

WAYS: dict[str, Callable[[Phone], Awaitable[object]]] = {
    "text": lambda budi: budi.say(plain(FORMATTED), marked=FORMATTED),
    "long text": lambda budi: budi.say("Baris panjang.\n" * 200),
    "photo": lambda budi: budi.send(
        kind="media", media="photo", text=plain(FORMATTED), marked=FORMATTED, files=[budi._file("a.jpg", b"a", "photo")]
    ),
    "photo with a long caption": lambda budi: budi.send_file("a.jpg", b"a", caption="x" * 1020, kind="photo"),
    "photo without words": lambda budi: budi.send_file("a.jpg", b"a", kind="photo"),
    "album": lambda budi: budi.send_album(("a.jpg", b"a"), ("b.jpg", b"b"), ("c.jpg", b"c"), caption="Tiga foto"),
    "document": lambda budi: budi.send_file("surat.pdf", b"%PDF-", caption="Surat tugas"),
    "video": lambda budi: budi.send_file("a.mp4", b"a", caption="Cara pasang tenda", kind="video"),
    "voice": lambda budi: budi.send_file("a.ogg", b"a", kind="voice"),
    "photo with answers": lambda budi: budi.send_file("a.jpg", b"a", caption="Posko", kind="photo"),
    "place with a name": lambda budi: budi.share_pin(-3.32, 114.59, "Posko"),
}
ANSWERED = ("long text", "photo with answers", "album", "place with a name", "voice")


@pytest.mark.parametrize(("way", "answers"), [(way, way in ANSWERED) for way in WAYS])
async def test_what_is_delivered_is_what_was_shown(world: World, way: str, answers: bool) -> None:
    await people(world, ["siti"])
    budi = await world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    await budi.say("/siaran")
    await WAYS[way](budi)
    await budi.tap("Kota Banjarmasin")
    if answers:
        await budi.tap("Tombol jawaban")
        await budi.tap("Siap / Tidak bisa")
    shown = await previewed(budi)
    await budi.tap("Kirim")
    assert shown
    assert seen(world.phone("siti").messages) == shown
    if answers:
        await world.phone("siti").tap("Siap")
        assert "dicatat: Siap" in world.phone("siti").last


@pytest.mark.parametrize("name", ["", "Budi Santoso"])
async def test_blanks_are_shown_filled_for_the_coordinator_or_else_a_reader(world: World, name: str) -> None:
    await people(world, ["siti"])
    if name:
        await world.phone("budi").register(name, "banjarbaru")
    budi = await world.staff("budi", Role.COORDINATOR, BANJARMASIN)
    await budi.say("/siaran")
    await budi.say("Halo {nama} di {kabupaten}!")
    await budi.tap("Kota Banjarmasin")
    ((shown, *_),) = await previewed(budi)
    expected = "Halo Budi Santoso di Kota Banjarbaru!" if name else "Halo Siti di Kota Banjarmasin!"
    assert plain(shown).endswith(expected)
    await budi.tap("Kirim")
    assert world.phone("siti").last == plain(shown).replace(expected, "Halo Siti di Kota Banjarmasin!")
