"""Questions that people answer: asked in one's own words, passed on to whoever looks after the region, answered."""

from collections.abc import Mapping
from functools import partial

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold, italic
from bot.now import millis, now
from bot.prompts import Text, meant
from bot.texts import Texts, number, translator
from bot.understanding.urgency import urgency
from handlers import answerers, asked, urgent
from handlers.names import role_name
from handlers.question_words import ANSWER_LENGTH, HIDDEN, QUESTION_LENGTH, question_in, without_secrets
from handlers.references import number_named
from storage import inquiries, outbox, questions
from storage.database import Database, Reader, Transaction
from storage.questions import Question
from storage.roles import Role

PATIENCE = 24 * 3600 * 1000
"""Milliseconds after which a question that nobody has answered goes to those above."""


def ask_choice(texts: Texts, inquiry: int = 0) -> Choice:
    """The button that leads to people; `inquiry` is what was asked already, so that nobody needs to write it again."""
    _ = texts.gettext
    return Choice(f"ask:{inquiry}" if inquiry else "ask:", _("Tanya pengurus"))


def _written(texts: Texts, most: int, text: str) -> str:
    """Words to be passed on. Raises Invalid for too many."""
    _ = texts.gettext
    words = without_secrets(text)
    if len(words) > most:
        raise Invalid(
            _("Tulisannya terlalu panjang, Kak. Paling banyak {number} huruf ya.").format(
                number=number(most, texts.locale)
            )
        )
    return words


async def ask(turn: Turn, db: Transaction) -> None:
    """The talk of a question to people; the button may name what was asked already."""
    _ = turn.gettext
    if await _has_enough(turn, db):
        return
    inquiry = await inquiries.inquiry_of(db, turn.contact.id, number_named(turn), millis(now()))
    if inquiry is not None and question_in(inquiry.words):
        turn.say(_("Baik Kak, Relawan teruskan pertanyaan ini: {question}").format(question=italic(inquiry.words)))
        await pass_on(turn, db, inquiry.words)
        await inquiries.close(db, turn.contact.id)
        return
    invitation = _("Apa yang mau ditanyakan kepada pengurus, Kak? Tulis dalam satu pesan, atau ketik /batal.")
    written = partial(_written, turn.texts, QUESTION_LENGTH)
    text = turn.ask("text", Text(invitation, _, written, free=True))
    distress = urgency(text)
    if distress:
        await urgent.bring_to_people(turn, db, distress, text)
    else:
        await pass_on(turn, db, text)


async def _has_enough(turn: Turn, db: Reader) -> bool:
    """Whether so many questions of the asker wait that another has to wait, too; they are told."""
    _ = turn.gettext
    if await questions.waiting_of(db, turn.contact.id) < questions.MOST_WAITING:
        return False
    turn.say(
        _("Masih ada {number} pertanyaan Kakak yang menunggu jawaban. Sabar sebentar ya, Kak; kalau sudah ada yang "
          "dijawab, Kakak bisa bertanya lagi.").format(number=questions.MOST_WAITING)
    )  # fmt: skip
    return True


async def pass_on(turn: Turn, db: Transaction, text: str, label: str = "human") -> bool:
    """The words go to people as a question, and the asker is told; False if too many wait already.

    `label` is what the question is counted under.
    """
    _ = turn.gettext
    if await _has_enough(turn, db):
        return False
    told = sum((await answerers.ask(turn, db, text)).values())
    await asked.count(turn, db, label, "to_human")
    if HIDDEN in text:
        turn.say(
            _("Nomor NIK, KK, atau kode rahasia di pesan tadi tidak Relawan simpan, Kak. Nomor itu tidak diperlukan di "
              "sini, dan jangan dikirim kepada siapa pun.")
        )  # fmt: skip
    if told:
        turn.say(
            _("Sudah diteruskan kepada {number} pengurus, Kak. Jawabannya nanti sampai di sini.").format(
                number=number(told, turn.texts.locale)
            )
        )
    else:
        turn.say(
            _("Sudah dicatat, Kak. Saat ini belum ada pengurus yang bisa menjawab, jadi mungkin agak lama; jawabannya "
              "nanti sampai di sini.")
        )  # fmt: skip
    return True


async def answer(turn: Turn, db: Transaction) -> None:
    """The talk of answering a question, by somebody whose role covers its region.

    `turn.args["text"]` is the answer where it was written in reply to the question's message.
    """
    _ = turn.gettext
    found = await _answerable(turn, db)
    if found is None:
        return
    question, held = found
    text = _given(turn)
    if not text:
        if turn.session.asked is None:
            turn.job("question_opened", question.id)
        invitation = _("Tulis jawabannya dalam satu pesan, Kak; langsung dikirim. Kalau tidak jadi, ketik /batal.")
        written = partial(_written, turn.texts, ANSWER_LENGTH)
        asking = f"{answerers.shown(turn.texts, question)}\n\n{invitation}"
        text = turn.ask("answer", Text(asking, _, written, free=True))
    at = millis(now())
    await questions.answer(db, question.id, turn.contact.id, text, at)
    texts = translator(question.locale)
    message = Outbound(
        texts.gettext("Jawaban dari {who}:").format(who=bold(answerers.title(texts, *held)))
        + f"\n\n{text}\n\n"
        + texts.gettext("Pertanyaan Kakak tadi: {question}").format(question=italic(question.text))
    )
    await outbox.tell(db, f"answer:{question.id}", question.contact, message, at, kind="answer", subject=question.id)
    turn.note("answer", f"question:{question.id}")
    proposing = [] if question.urgent else [Choice(f"propose:{question.id}", _("Jadikan FAQ"))]
    turn.say(_("Jawabannya sudah dikirim. Terima kasih, Kak!"), proposing)


def _given(turn: Turn) -> str:
    """The answer written in reply to the question's message; "" if there is none, or not one that can be sent."""
    try:
        return _written(turn.texts, ANSWER_LENGTH, meant(turn.args.get("text", ""), turn.gettext))
    except Invalid as invalid:
        turn.say(str(invalid))
        return ""


async def _answerable(turn: Turn, db: Reader) -> tuple[Question, tuple[Role, str]] | None:
    """The open question that the button names, and the role to answer it in; None, said politely, if it cannot be."""
    _ = turn.gettext
    question = await questions.question_numbered(db, number_named(turn))
    if question is None or not (held := answerers.role_for(turn, question.region)):
        turn.say(_("Pertanyaan itu sudah tidak ada, atau bukan untuk daerah Kakak."))
        return None
    if question.answered:
        turn.say(_("Pertanyaan itu sudah dijawab, Kak. Terima kasih!"))
        return None
    return question, held


async def decline(turn: Turn, db: Transaction) -> None:
    """The talk of [Bukan wilayah saya]: the question goes to those above, once, and the asker is told."""
    _ = turn.gettext
    found = await _answerable(turn, db)
    if found is None:
        return
    question, _held = found
    if question.holder not in ("", Role.COORDINATOR):
        turn.say(_("Pertanyaan itu sudah diteruskan, Kak. Terima kasih!"))
        return
    told = await _move(db, question, millis(now()))
    if not told:
        turn.say(_("Belum ada penyelenggara yang bisa menerimanya, Kak. Pertanyaannya tetap menunggu di /pertanyaan."))
        return
    turn.note("pass", f"question:{question.id}")
    turn.say(_("Baik Kak, sudah diteruskan kepada {who}. Terima kasih!").format(who=answerers.named(turn.texts, told)))


async def _move(db: Transaction, question: Question, at: int) -> Mapping[Role, int]:
    """Hand the question up and tell the asker, once for each rung; how many were told, by role."""
    told = await answerers.hand_up(db, question, at)
    if told:
        role = list(told)[-1]
        texts = translator(question.locale)
        words = Outbound(
            texts.gettext(
                "Pertanyaan Kakak sekarang ada pada {who}, supaya dijawab oleh yang paling tahu. Mohon ditunggu ya."
            ).format(who=role_name(texts, role))
        )
        key = f"moved:{question.id}:{role}"
        await outbox.tell(db, key, question.contact, words, at, kind="question", subject=question.id)
    return told


async def move_up(database: Database) -> None:
    """What nobody has answered for a day goes to those above; it waits until there is somebody."""
    at = millis(now())
    if await questions.overdue(database.reader, at - PATIENCE):
        async with database.transaction() as db:
            for question in await questions.overdue(db, at - PATIENCE):
                await _move(db, question, at)


async def tell_opened(database: Database, subject: int) -> None:
    """The asker learns, once, that somebody is answering."""
    async with database.transaction() as db:
        question = await questions.question_numbered(db, subject)
        if question is not None and not question.answered:
            words = Outbound(
                translator(question.locale).gettext("Pertanyaan Kakak sedang dijawab oleh pengurus. Sebentar ya, Kak.")
            )
            key = f"opened:{subject}"
            await outbox.tell(db, key, question.contact, words, millis(now()), kind="question", subject=subject)


WORK = {"question_opened": tell_opened}
"""Work that answering leaves behind."""
