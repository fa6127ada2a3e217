"""What is stored about oneself, and erasing it (UU 27/2022)."""

from bot.conversation import Turn
from bot.messages import Choice, listed
from bot.now import millis, now
from bot.prompts import Choose, Confirm
from handlers import own_data
from storage import erasing, holdings, media
from storage.database import Transaction
from storage.volunteers import Volunteer

_ALL = "all"


async def show(turn: Turn, db: Transaction) -> None:
    """The talk of `/dataku`: everything that is kept about the asker, or about one of several on the phone."""
    _ = turn.gettext
    person = _whose(turn, _("Data siapa yang mau dilihat?"))
    held = await holdings.held(db, turn.contact.id, person.id if person else None)
    if not turn.volunteers:
        turn.say(_("Relawan belum menyimpan data diri Kakak. Yang ada hanya ini, supaya bisa membalas."))
    for paragraph in own_data.told(turn, held, await holdings.titles(db, turn.contact.id)):
        turn.say(paragraph)
    at = millis(now())
    file = await media.keep(
        db, kind="document", name="dataku.json", mime="application/json", content=own_data.as_file(held), at=at,
        contact=turn.contact.id, expires_at=at + media.DAY,
    )  # fmt: skip
    turn.show(
        _("Itu semua yang tersimpan; berkas ini memuatnya lengkap. Mengubah: /profil. Berhenti menerima pesan: "
          "/berhenti. Menghapus semuanya: /hapusdata."),
        file,
    )  # fmt: skip


async def erase(turn: Turn, db: Transaction) -> None:
    """The talk of `/hapusdata`: confirmed once, then everything at once, of one person or of all on the phone."""
    _ = turn.gettext
    person = _whose(turn, _("Data siapa yang mau dihapus?"))
    sure = turn.ask(
        "sure", Confirm(_warning(turn, person), [Choice("yes", _("Ya, hapus")), Choice("no", _("Jangan"))], _)
    )
    if sure == "no":
        turn.say(_("Baik Kak, tidak ada yang dihapus."))
        return
    if person is not None:
        await erasing.erase_person(db, turn.house.key, person.id, millis(now()))
        turn.say(_("Semua data {name} sudah dihapus.").format(name=person.name))
        return
    await erasing.erase_contact(db, turn.house.key, turn.contact.id, millis(now()))
    turn.say(_("Semua data Kakak sudah dihapus. Terima kasih pernah bersama kami. Kalau mau kembali, ketik /daftar."))


def _whose(turn: Turn, question: str) -> Volunteer | None:
    """The one of several people on the phone who is meant; None for all, and where there is but one."""
    if len(turn.volunteers) < 2:
        return None
    _ = turn.gettext
    people = {str(person.id): person for person in turn.volunteers}
    named = listed([*((id_, person.name) for id_, person in people.items()), (_ALL, _("Semua"))])
    return people.get(turn.ask("whose", Choose(question, named, _)))


def _warning(turn: Turn, person: Volunteer | None) -> str:
    """What will be gone, and what one may have meant instead."""
    _ = turn.gettext
    if person is not None:
        gone = _("Semua data {name} akan dihapus: pendaftaran, jawaban kegiatan, dan kursinya. Ini tidak bisa "
                 "dikembalikan.").format(name=person.name)  # fmt: skip
    else:
        gone = _("Semua data Kakak akan dihapus: pendaftaran, jawaban kegiatan, dan pesan yang menunggu. Ini tidak "
                 "bisa dikembalikan.")  # fmt: skip
    office = [_("Peran pengurus tetap ada sampai admin mencabutnya.")] if turn.grants and person is None else []
    instead = _("Kalau hanya tidak mau menerima pesan, ketik /berhenti: nama Kakak tetap di daftar relawan. Kalau "
                "batal ikut satu kegiatan, buka /jadwalku.")  # fmt: skip
    return "\n\n".join([" ".join([gone, *office]), instead, _("Hapus sekarang?")])
