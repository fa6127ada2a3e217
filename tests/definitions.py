"""The document of what each figure means, written from the definitions themselves."""

import sys
from collections.abc import Iterator

from bot.texts import translator
from handlers.counts.definitions import meaning, state_name
from storage import states

HEAD = """\
# Definisi angka

Satu orang dihitung sekali, berapa pun kontak, kontingen, dan kegiatannya. Angka yang sama muncul di `/jumlah`,
grafik, Excel, dan `relawan count`. Berkas ini dibuat dari kode (`make definitions`); jangan diubah dengan tangan.

| Angka | Kata di baris perintah | Artinya |
| --- | --- | --- |"""

FOOT = """
Kalau satu kegiatan disebut, hanya kegiatan itu yang dihitung, sudah selesai atau belum; setiap orang yang dituju
kegiatan itu ada di tepat satu dari terkonfirmasi, mungkin, menunggu, tidak ikut, batal, dan belum menjawab. Yang dituju
adalah semua orang di wilayah kegiatan, atau hanya yang disebut kalau kegiatannya khusus untuk sebagian; orang yang sama
yang dimaksud "belum jawab" pada penerima pengumuman. Tanpa nama kegiatan, yang dihitung adalah kegiatan yang belum
selesai dan tidak dibatalkan; orang yang menjawab dua kegiatan dengan jawaban berbeda ada di kedua angka.

Kegiatan selesai pada jam selesainya, atau pada jam mulainya kalau jam selesai tidak ditulis. "Hari ini" dan "kemarin"
dihitung dari tengah malam di zona waktu pembaca. "Per pilar" memakai pilar utama setiap orang, jadi jumlahnya sama
dengan jumlah semua orang. Nomor yang dicatat bertahap diperiksa ulang dari barisnya dengan `relawan check`."""


def written() -> Iterator[str]:
    """The lines of docs/definisi.md."""
    texts = translator("id")
    yield HEAD
    for state in states.STATES:
        yield f"| {state_name(texts, state)} | `{state}` | {meaning(texts, state)} |"
    yield FOOT


if __name__ == "__main__":
    sys.stdout.write("\n".join(written()) + "\n")
