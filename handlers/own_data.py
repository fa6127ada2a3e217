"""What is stored about somebody, as they read it, and as a file for other programs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation import Turn
from bot.messages import bold
from bot.now import instant
from bot.texts import listing, marked, moment
from bot.understanding.pillars import pillars
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import registration_number
from storage import consents

Held = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by table, as `storage.holdings.held` gives them."""

TOLD_IN_FULL = frozenset({"volunteers", "volunteer_pillars", "consents", "answers", "contacts"})
"""Tables that are told in words of their own."""
COUNTED: Mapping[str, str] = {
    "addresses": marked("Alamat obrolan, supaya Relawan bisa membalas"),
    "inbox": marked("Pesan Kakak yang tadi tidak bisa diolah"),
    "sessions": marked("Obrolan yang belum selesai, dengan jawaban sejauh ini"),
    "outbox": marked("Catatan bahwa Relawan mengirim pesan, tanpa isinya"),
    "halts": marked("Jeda kirim yang diminta aplikasi obrolan"),
    "waiting": marked("Tempat di daftar tunggu"),
    "attendance": marked("Kehadiran yang tercatat"),
    "twins": marked("Tanda bahwa data Kakak mungkin tercatat dua kali"),
    "codes": marked("Kode sekali pakai, hanya sidik jarinya"),
    "roles": marked("Peran pengurus"),
    "questions": marked("Pertanyaan Kakak kepada pengurus"),
    "orders": marked("Grafik atau berkas angka yang sedang dibuat"),
    "inquiries": marked("Yang Kakak tanyakan sehari terakhir, tanpa nomor"),
    "broadcast_answers": marked("Jawaban untuk pengumuman"),
    "desks": marked("Pencatatan kehadiran yang Kakak buka"),
    "media": marked("Berkas atau gambar"),
    "lists": marked("Berkas nama untuk kontingen yang dikirim sehari terakhir"),
    "audit": marked("Catatan yang Kakak lakukan sebagai pengurus"),
}
"""What the rows of the other tables are called, and only counted; the file has them in full."""
_TIMES = ("_at", "_until")


def told(turn: Turn, held: Held, titles: Mapping[int, str]) -> list[str]:
    """Everything that is held, in paragraphs; `titles` are those of the events, by number."""
    _ = turn.gettext
    paragraphs = [_person(turn, row, held) for row in held.get("volunteers", ())]
    paragraphs += [
        _agreed(turn, row["purpose"]).format(version=row["version"], when=_when(turn, row["given_at"]))
        for row in held.get("consents", ())
    ]
    if answers := held.get("answers"):
        lines = [f"• {titles.get(row['event'], '–')}: {_answer(turn, row['answer'])}" for row in answers]
        paragraphs.append("\n".join([_("Jawaban untuk kegiatan:"), *lines]))
    others = [f"• {_(name)}: {len(held[table])}" for table, name in COUNTED.items() if table in held]
    if others:
        paragraphs.append("\n".join([_("Yang lain:"), *others]))
    return paragraphs


def _person(turn: Turn, row: Mapping[str, Any], held: Held) -> str:
    _ = turn.gettext
    further = [each["pillar"] for each in held.get("volunteer_pillars", ()) if each["volunteer"] == row["id"]]
    named = [pillars().get(pillar, pillar) for pillar in (row["pillar"], *further)]
    lines = [
        _("Nama: {name}").format(name=bold(row["name"])),
        _("Kabupaten/kota: {region}").format(region=bold(region_name(row["regency"]))),
        row["district"] and _("Kecamatan: {name}").format(name=row["district"]),
        _("Pilar: {pillar}").format(pillar=bold(listing(named, turn.texts.locale))),
        _("Telepon: {phone}").format(phone=bold(row["phone"] or _("tidak diisi"))),
        row["offer"] and _("Yang bisa dibantu: {offer}").format(offer=row["offer"]),
        row["guardian"] and _("Orang tua atau wali: {name}").format(name=row["guardian"]),
        _("Pengumuman: {wish}").format(wish=_("mau") if row["announcements"] else _("tidak mau")),
        _("Nomor: {number}").format(number=registration_number(row["id"])),
        _("Terdaftar: {when}").format(when=_when(turn, row["registered_at"])),
    ]
    return "\n".join(line for line in lines if line)


def _agreed(turn: Turn, purpose: str) -> str:
    _ = turn.gettext
    if purpose == consents.ANNOUNCEMENTS:
        return _("Persetujuan menerima pengumuman, versi {version}, diberikan {when}.")
    return _("Persetujuan versi {version}, diberikan {when}.")


def _answer(turn: Turn, answer: str) -> str:
    _ = turn.gettext
    words = {"yes": _("ikut"), "maybe": _("mungkin"), "no": _("tidak ikut"), "waiting": _("menunggu tempat")}
    return words.get(answer, answer)


def _when(turn: Turn, at: int) -> str:
    return moment(instant(at), turn.zone, turn.texts.locale)


def as_file(held: Held) -> bytes:
    """Everything that is held, as JSON by table, with times in ISO 8601."""
    readable = {table: [_readable(row) for row in rows] for table, rows in held.items()}
    return json.dumps(readable, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: instant(value).isoformat()
        if isinstance(value, int) and (name.endswith(_TIMES) or name == "at")
        else value
        for name, value in row.items()
    }
