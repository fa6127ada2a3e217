"""The whole conversation of a registration, written down as it is, for docs/percakapan.md."""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from bot import now
from bot.messages import Outbound, plain
from tests.fake_channel import TELEGRAM_LIKE, FakeChannel
from tests.phones import World

HEAD = """# Percakapan pendaftaran

Beginilah Relawan berbicara dengan orang yang mendaftar, kata demi kata, juga ketika jawabannya belum terbaca.
Berkas ini dibuat oleh `make script` dari percakapan yang sungguh dijalankan, dan sebuah tes menjaganya tetap benar.
Yang di dalam kurung siku adalah tombol; semua tombol juga bisa dijawab dengan mengetik nomor atau tulisannya.
"""


class Transcript:
    """What is said on one phone, written down as it comes."""

    def __init__(self, world: World) -> None:
        self.world, self.lines = world, list[str]()
        self.phone = world.phone("siti")

    def chapter(self, title: str, user: str = "") -> None:
        """A new part, with a heading; on a phone of its own if named."""
        self.lines += [f"## {title}", ""]
        self.phone = self.world.phone(user) if user else self.phone

    def explain(self, words: str) -> None:
        """A line of the narrator's."""
        self.lines += [f"*{words}*", ""]

    async def say(self, *words: str) -> None:
        """Somebody types, message by message."""
        for each in words:
            quoted = each.replace("\n", "<br>")
            self._write(f"**Kakak:** {quoted}", await self.phone.say(each))

    async def tap(self, *labels: str) -> None:
        """Somebody taps, button by button."""
        for label in labels:
            self._write(f"**Kakak** mengetuk [{label}]", await self.phone.tap(label))

    async def send(self, shown: str, **fields: str) -> None:
        """Somebody sends something that is not words."""
        self._write(f"**Kakak** {shown}", await self.phone.send(**fields))

    async def wait(self, shown: str, **span: float) -> None:
        """Time passes."""
        before = len(self.phone.messages)
        self.world.later(**span)
        await self.world.tick()
        self._write(f"*{shown}*", self.phone.messages[before:])

    def _write(self, line: str, replies: list[Outbound]) -> None:
        self.lines += [line, ""]
        for reply in replies:
            text = re.sub(r"\b(?:m_[2-9a-z]{12}|[2-9a-z]{4}(?:-[2-9a-z]{4}){2})\b", "KODE", plain(reply.text))
            self.lines += [f"> {part}".rstrip() for part in text.split("\n")]
            if reply.choices:
                self.lines += [">", "> " + " ".join(f"[{choice.label}]" for choice in reply.choices)]
            self.lines.append("")


async def _straight(script: Transcript) -> None:
    script.chapter("Dari awal sampai terdaftar", "siti")
    await script.say("/start")
    await script.tap("Daftar", "Setuju, 18+")
    await script.say("siti aminah", "bjb")
    await script.tap("Tagana")
    await script.send("membagikan nomornya", kind="phone", phone="+6281234567890")
    await script.tap("Ya, benar", "Tambah keahlian")
    await script.say("uang 100 ribu", "P3K, dapur umum")


async def _misread(script: Transcript) -> None:
    script.chapter("Kalau jawabannya belum terbaca", "ani")
    await script.say("/daftar", "hmm", "iya", "20 tahun")
    await script.say("saya mau daftar jadi relawan dong kak", "0812 3456 7890", "https://contoh.id", "terima kasih")
    await script.send("mengirim stiker", kind="media", media="sticker")
    await script.say("Ani Rahmah", "entah", "banjar")
    await script.tap("Kabupaten Banjar")
    await script.say("bingung", "tagana itu apa?", "psm dan tagana", "12345", "/kembali", "psm", "lewati")
    await script.say("apa ya")
    script.explain("Dari ringkasan, satu jawaban diubah lalu kembali ke ringkasan.")
    await script.tap("Ubah daerah")
    await script.say("kec martapura, kab banjar")
    await script.tap("Tanpa pengumuman", "Ya, benar")


async def _said_at_once(script: Transcript) -> None:
    script.chapter("Pesan pertama yang sudah menyebut banyak hal", "budi")
    await script.say("min sy mw dftar, nama budi santoso, tagana, dr hsu")
    await script.tap("Setuju, 18+")
    await script.say("lewati")
    await script.tap("Nama seperti ketikan", "Ya, benar")


async def _young(script: Transcript) -> None:
    script.chapter("Belum 18 tahun", "raka")
    await script.say("/daftar")
    await script.tap("Setuju, di bawah 18", "Saya wali, setuju")
    await script.say("Hj. Rusmini", "Raka Maulana", "banjarmasin", "karang taruna", "lewati")
    await script.tap("Ya, benar")
    script.chapter("Tidak setuju", "tono")
    await script.say("/daftar")
    await script.tap("Tidak")


async def _paused(script: Transcript) -> None:
    script.chapter("Berhenti di tengah jalan", "dewi")
    await script.say("/daftar", "1", "Dewi Lestari")
    await script.wait("Sehari kemudian, satu kali saja:", hours=24, minutes=1)
    await script.tap("Lanjutkan")
    await script.say("kotabaru", "batal")


async def _shared(script: Transcript) -> None:
    script.chapter("Satu HP, beberapa orang", "siti")
    await script.say("/daftar")
    await script.tap("Daftarkan orang lain", "Setuju, 18+")
    await script.say("Rusmini", "banjarbaru", "psm", "lewati")
    await script.tap("Ya, benar")
    script.explain("Orang yang sama tidak didaftarkan dua kali.")
    await script.tap("Daftarkan orang lain", "Setuju, 18+")
    await script.say("rusmini", "bjb", "psm", "lewati")
    await script.tap("Ya, benar")
    script.explain("Nanti Rusmini punya HP sendiri.")
    await script.say("/profil")
    await script.tap("Rusmini", "Pindah HP")


PARTS: tuple[Callable[[Transcript], Awaitable[None]], ...] = (
    _straight, _misread, _said_at_once, _young, _paused, _shared
)  # fmt: skip


async def written() -> str:
    """The whole script, talked anew."""
    with tempfile.TemporaryDirectory() as folder:
        script = Transcript(World(Path(folder) / "relawan.db", FakeChannel("telegram-like", TELEGRAM_LIKE)))
        for part in PARTS:
            await part(script)
    now.move(timedelta(0))
    return "\n".join([HEAD, *script.lines]).rstrip() + "\n"


if __name__ == "__main__":
    print(asyncio.run(written()), end="")
