"""The first word, what the bot can do, and the buttons that lead there."""

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.talks import Talk
from handlers import roles
from handlers.attendance import arriving, codes
from handlers.contingents import claiming, joining
from handlers.registration import moving
from handlers.schedule import next_event_line
from storage.database import Transaction


def available(turn: Turn) -> list[tuple[str, Talk]]:
    """The commands that whoever writes may use, in the menu's order."""
    return [
        (name, talk) for name, talk in turn.talks.items() if name.startswith("/") and talk.about and turn.may_use(talk)
    ]


async def start(turn: Turn, db: Transaction) -> None:
    """The talk of `/start`: a greeting; or what the link was for."""
    _ = turn.gettext
    payload = turn.args.get("words", "")
    if payload.startswith(roles.INVITATION):
        await roles.accept(turn, db, payload)
        return
    if payload.startswith(codes.PREFIX):
        await arriving.by_link(turn, db, payload)
        return
    if payload.startswith(moving.PAYLOAD):
        turn.then("/pindah", words=payload.removeprefix(moving.PAYLOAD))
        return
    if payload.startswith(joining.PAYLOAD):
        await joining.join(turn, db, payload.removeprefix(joining.PAYLOAD))
        return
    if payload.startswith(claiming.PAYLOAD):
        await claiming.claim(turn, db, payload.removeprefix(claiming.PAYLOAD))
        return
    going_on = [turn.resuming(one) for one in turn.unfinished if one.state == "open"]
    unfinished = [_("Tadi kita belum selesai, Kak. Ketuk “Lanjutkan” kalau mau diteruskan.")] if going_on else []
    if not turn.volunteers:
        hello = _("Halo, Kak! Ini Relawan, teman para relawan sosial. Di sini Kakak bisa mendaftar, melihat jadwal "
                  "kegiatan, dan bertanya tentang IPSPI atau program Kemensos.")  # fmt: skip
        turn.say(
            "\n\n".join([hello, *(unfinished or [_("Mau mulai dari mana?")])]),
            [*going_on, go("daftar", _("Daftar")), go("jadwal", _("Lihat jadwal")), go("bantuan", _("Bantuan"))],
        )
        return
    person = turn.volunteers[0]
    turn.say(_("Halo, Kak {name}!").format(name=bold(person.name)))
    coming = await next_event_line(turn, db) or _("Belum ada kegiatan baru untuk Kakak. Nanti Relawan kabari, ya.")
    turn.say(
        "\n\n".join([coming, *unfinished]),
        [*going_on, go("jadwal", _("Lihat jadwal")), go("profil", _("Data saya")), go("bantuan", _("Bantuan"))],
    )


def go(command: str, label: str) -> Choice:
    """A button that does what the command does; the machine knows it."""
    return Choice(f"go:{command}", label)


async def explain(turn: Turn, db: Transaction) -> None:
    """The talk of `/bantuan`."""
    _ = turn.gettext
    lines = [f"{name}  {_(talk.about)}" for name, talk in available(turn)]
    turn.say(
        _("Yang bisa Relawan bantu:") + "\n" + "\n".join(lines) + "\n\n"
        + _("Kakak juga boleh langsung bertanya, misalnya: apa itu PKH? Ketik “kembali” untuk mengulang pertanyaan "
            "terakhir, dan “batal” untuk berhenti di tengah jalan.")
    )  # fmt: skip
