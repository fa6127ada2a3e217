"""The few things that the machine says by itself, whatever the talk."""

from bot.conversation import Turn
from bot.messages import Choice, Outbound
from storage.sessions import Session


def _offer(turn: Turn, session: Session, text: str, *others: Choice) -> Outbound:
    _ = turn.gettext
    choices = (turn.resuming(session), *others, Choice(f"talk:drop:{session.id}:no", _("Tidak usah")))
    return Outbound(text, choices, about=_about(turn, session))


def _about(turn: Turn, session: Session) -> str:
    talk = turn.talks.get(session.conversation)
    return turn.gettext(talk.about) if talk and talk.about else turn.gettext("Obrolan tadi")


def after_a_pause(turn: Turn, session: Session) -> Outbound:
    """The open talk was left for hours: go on, begin anew, or drop it?"""
    _ = turn.gettext
    text = _("Halo lagi, Kak! Tadi belum selesai: {about}. Mau dilanjutkan?").format(about=_about(turn, session))
    return _offer(turn, session, text, Choice(f"talk:restart:{session.id}", _("Mulai ulang")))


def put_aside(turn: Turn, session: Session) -> Outbound:
    """Another talk has ended; this one still waits."""
    _ = turn.gettext
    text = _("Tadi ada yang belum selesai: {about}. Mau dilanjutkan, Kak?").format(about=_about(turn, session))
    return _offer(turn, session, text)


def still_open(turn: Turn) -> Outbound:
    """What was asked for has begun already."""
    return Outbound(turn.gettext("Kita lanjutkan yang tadi ya, Kak."))


def past(turn: Turn) -> Outbound:
    """The button belongs to something that is over."""
    return Outbound(turn.gettext("Tombol itu sudah tidak berlaku, Kak. Ketik /bantuan untuk melihat pilihan lain."))


def not_for_you(turn: Turn) -> Outbound:
    """A role is needed."""
    return Outbound(
        turn.gettext("Maaf Kak, itu khusus pengurus tertentu. Ketik /bantuan untuk melihat yang bisa Kakak pakai.")
    )


def unknown_command(turn: Turn) -> Outbound:
    """There is no such command."""
    return Outbound(turn.gettext("Perintah itu belum Relawan kenal. Ketik /bantuan untuk melihat daftarnya ya, Kak."))


def called_off(turn: Turn) -> Outbound:
    """The open talk ends at the person's wish."""
    return Outbound(turn.gettext("Baik Kak, dibatalkan. Tidak ada yang disimpan."))


def nothing_open(turn: Turn) -> Outbound:
    """There is no talk to go back in or to call off."""
    return Outbound(turn.gettext("Tidak ada yang sedang berjalan, Kak. Ketik /bantuan untuk melihat pilihan."))


def first_question(turn: Turn) -> str:
    """One cannot go back further."""
    return turn.gettext("Ini sudah pertanyaan pertama, Kak.")


def words_please(turn: Turn) -> Outbound:
    """Something came that is not words, and nothing was asked."""
    return Outbound(turn.gettext("Terima kasih, Kak. Tapi Relawan baru bisa membaca tulisan. Tolong diketik ya."))


def keep_it(turn: Turn) -> Outbound:
    """A number was sent that nobody here needs."""
    return Outbound(
        turn.gettext(
            "Kak, NIK, nomor KK, dan kode OTP tidak perlu dikirim ke Relawan. Angkanya tidak Relawan simpan. "
            "Supaya aman, hapus juga pesan tadi dari obrolan ini, ya."
        )
    )


def which(turn: Turn, choices: tuple[Choice, ...]) -> Outbound:
    """The answer fits several messages."""
    return Outbound(turn.gettext("Untuk yang mana, Kak?"), choices)


def undecided(turn: Turn, choices: tuple[Choice, ...], about: str) -> Outbound:
    """It is not known yet, where only a yes or a no can be kept."""
    return Outbound(
        turn.gettext("Baik Kak, tidak apa-apa. Kalau sudah pasti, ketuk salah satu ya."), choices, about=about
    )


def apology(turn: Turn) -> Outbound:
    """Something broke on our side; the talk is as before."""
    return Outbound(
        turn.gettext("Maaf Kak, ada gangguan di Relawan. Pesan tadi belum tersimpan. Coba kirim lagi sebentar lagi ya.")
    )


def in_a_group(turn: Turn) -> Outbound:
    """One line and the way to the private chat."""
    text = turn.gettext("Halo! Relawan melayani lewat obrolan pribadi: {link}").format(link=turn.link("grup"))
    return Outbound(text)
