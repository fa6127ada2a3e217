"""What is stored about oneself, and erasing it (UU 27/2022)."""

from bot.conversation import Turn
from bot.messages import Choice
from bot.now import instant, millis, now
from bot.prompts import Confirm
from bot.texts import moment
from handlers.registration import personal_lines
from storage import consents, inquiries, people, questions
from storage.database import Reader, Transaction


async def show(turn: Turn, db: Reader) -> None:
    """The talk of `/dataku`: everything that is kept about the asker."""
    _ = turn.gettext
    kept = await questions.kept_of(db, turn.contact.id)
    if kept:
        turn.say(_("Pertanyaan Kakak kepada pengurus yang masih tersimpan: {count}").format(count=kept))
    if await inquiries.newest_of(db, turn.contact.id, millis(now()) - inquiries.DAY):
        turn.say(_("Yang Kakak tanyakan kepada Relawan sehari terakhir, tanpa nomor; dihapus sesudah sehari."))
    if not turn.volunteers:
        turn.say(_("Relawan belum menyimpan data diri Kakak. Yang ada hanya alamat obrolan ini, supaya bisa membalas."))
        return
    for person in turn.volunteers:
        registered = moment(instant(person.registered_at), turn.zone, turn.texts.locale)
        turn.say(
            personal_lines(turn.texts, person.name, person.regency, person.pillar, person.phone)
            + "\n" + _("Terdaftar: {when}").format(when=registered)
        )  # fmt: skip
    for row in await consents.of_contact(db, turn.contact.id):
        given = moment(instant(row["given_at"]), turn.zone, turn.texts.locale)
        turn.say(_("Persetujuan versi {version}, diberikan {when}.").format(version=row["version"], when=given))
    answered = await people.answers_given(db, turn.contact.id)
    if answered:
        lines = [f"• {title}: {_word(turn, answer)}" for title, answer in answered]
        turn.say("\n".join([_("Jawaban untuk kegiatan:"), *lines]))
    turn.say(
        _("Selain itu hanya alamat obrolan ini dan isi obrolan yang belum selesai. Mengubah: /profil. "
          "Menghapus semuanya: /hapusdata.")
    )  # fmt: skip


def _word(turn: Turn, answer: str) -> str:
    return turn.gettext("ikut") if answer == "yes" else turn.gettext("tidak ikut")


async def erase(turn: Turn, db: Transaction) -> None:
    """The talk of `/hapusdata`: confirmed once, then everything at once."""
    _ = turn.gettext
    sure = turn.ask(
        "sure",
        Confirm(
            _("Semua data Kakak akan dihapus: pendaftaran, jawaban kegiatan, dan pesan yang menunggu. "
              "Ini tidak bisa dikembalikan. Hapus sekarang?"),
            [Choice("yes", _("Ya, hapus")), Choice("no", _("Jangan"))],
            _,
        ),
    )  # fmt: skip
    if sure == "no":
        turn.say(_("Baik Kak, tidak ada yang dihapus."))
        return
    await people.erase(db, turn.contact.id, millis(now()))
    turn.say(_("Semua data Kakak sudah dihapus. Terima kasih pernah bersama kami. Kalau mau kembali, ketik /daftar."))
