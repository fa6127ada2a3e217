"""A coordinator sends in a list of people as a file, and asks for the links that are passed on to them."""

import asyncio

from bot.conversation import Turn
from bot.documents.sheets import MIME
from bot.messages import Choice, bold, plain
from bot.now import millis, now
from bot.prompts import Files
from handlers.contingents import links, reading, writing
from handlers.contingents.refusals import template
from handlers.contingents.texts import to_contingent
from handlers.references import number_named
from storage import consents, contingents, lists, media
from storage.contingents import Contingent
from storage.database import Transaction
from storage.roles import Role

CONSENT_VERSION = "list-2026-11"
"""Goes up with every change of what a coordinator declares."""
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")
LARGEST = 5 * 1024 * 1024
"""Bytes of a list."""


async def ask_for_list(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """The file with the people of a contingent; it is read after the turn."""
    _ = turn.gettext
    wish = _("Kirim berkas daftar nama untuk {name}, Kak: Excel (.xlsx) atau CSV. Urutan kolomnya bebas, asal ada "
             "judulnya: nama, kabupaten/kota, pilar, nomor HP. NIK tidak perlu.")  # fmt: skip
    turn.say(
        _("Belum punya berkasnya? Pakai templat ini."),
        [Choice(f"contingent:{contingent.id}:template", _("Unduh templat"))],
    )
    question = Files(wish.format(name=bold(contingent.name)), _, endings=ENDINGS, largest=LARGEST)
    (file,) = turn.ask("file", question).media
    sent = await lists.send_in(db, contingent.id, file, turn.contact.id, millis(now()))
    turn.job(reading.KIND, sent)
    turn.note("list", f"contingent:{contingent.id}")
    turn.say(_("Terima kasih, Kak. Berkasnya sedang dibaca; hasilnya sebentar lagi masuk ke sini."))


async def hand_out_template(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """An empty workbook with the headings that are understood."""
    _ = turn.gettext
    at = millis(now())
    content = await asyncio.to_thread(template, turn.texts)
    file = await media.keep(
        db, kind="document", name=_("templat-kontingen.xlsx"), mime=MIME, content=content, at=at,
        contact=turn.contact.id, expires_at=at + media.DAY,
    )  # fmt: skip
    turn.show(_("Isi satu orang per baris, lalu kirim ke sini. Nomor HP dan kecamatan boleh kosong."), file)


async def hand_out_links(turn: Turn, db: Transaction, contingent: Contingent) -> None:
    """A workbook with the links of those who have not claimed their record; it is made after the turn."""
    _ = turn.gettext
    errand = await lists.ask_for_links(db, contingent.id, turn.contact.id, millis(now()))
    turn.job(links.KIND, errand)
    turn.note("links", f"contingent:{contingent.id}")
    turn.say(_("Siap, Kak. Berkas tautan {name} sedang disiapkan.").format(name=bold(contingent.name)))


async def decide(turn: Turn, db: Transaction) -> None:
    """The talk of the buttons `list:ID:yes|no` under what was understood of a list."""
    _ = turn.gettext
    row = await lists.list_(db, number_named(turn))
    contingent = await contingents.contingent(db, row["contingent"]) if row else None
    mine = row is not None and row["sent_by"] == turn.contact.id
    if row is None or contingent is None or not mine or not turn.may(Role.COORDINATOR, contingent.region):
        turn.say(_("Daftar itu sudah tidak ada, Kak. Kirim lagi berkasnya lewat /kontingen."))
        return
    back = [to_contingent(turn.texts, contingent.id)]
    if row["state"] != "shown":
        turn.say(_("Daftar itu sudah diputuskan sebelumnya, Kak. Tidak ada yang berubah."), back)
        return
    if turn.args["parts"][1:] != ["yes"]:
        await lists.call_off(db, row["id"])
        turn.say(_("Baik Kak, tidak ada yang dimasukkan."), back)
        return
    await _confirm(turn, db, row["id"], contingent)


async def _confirm(turn: Turn, db: Transaction, list_id: int, contingent: Contingent) -> None:
    """The people are put on the roll after the turn; their consent is the coordinator's word, until they claim."""
    _ = turn.gettext
    declared = _("Koordinator menyatakan orang-orang di daftar ini sudah setuju datanya disimpan Relawan untuk "
                 "mengatur kegiatan.")  # fmt: skip
    me, channel = turn.contact.id, turn.contact.address.channel
    proof = await consents.record(db, me, CONSENT_VERSION, plain(declared), channel, millis(now()), given_by=me)
    if await lists.confirm(db, list_id, proof):
        turn.job(writing.KIND, list_id)
        turn.note("enlist", f"contingent:{contingent.id}")
        turn.say(_("Siap, Kak. Mereka sedang dimasukkan; kabarnya menyusul di sini."))
