"""Questions that people answer: asked in one's own words, passed on to whoever looks after the region, answered."""

import re
from collections.abc import Sequence
from functools import partial

from bot.conversation import Invalid, Turn
from bot.messages import Choice, Outbound, bold, italic, listed
from bot.now import millis, now
from bot.prompts import Text
from bot.texts import Texts, number, translator
from bot.understanding.features import concept, stems
from bot.understanding.regions import covers
from handlers.roles import place_name, role_name
from storage import outbox, questions
from storage.database import Reader, Row, Transaction
from storage.questions import Question
from storage.roles import Role

QUESTION_LENGTH = 600
"""Characters of a question: with who asks, it fits a message with choices."""
ANSWER_LENGTH = 2000
"""Characters of an answer: with the question, it fits one message."""
HIDDEN = "••••••"
"""Stands where a number was that nobody here needs."""
_ANSWERING = (Role.COORDINATOR, Role.ORGANISER, Role.ADMIN)
"""Who answers, those nearest to the asker first."""
_LISTED = 10
_NUMBER = re.compile(r"\d{1,15}")
_NIK = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
_OTP = re.compile(r"\botp\b", re.IGNORECASE)
_SHORT_CODE = re.compile(r"(?<!\d)\d{4,8}(?!\d)")
_NOT_MEANT = frozenset({"batal", "cancel", "kembali", "tidak jadi", "ga jadi", "gak jadi"})

_WISH = frozenset(
    {
        "person", "talk", "complain", "greeting", "thanks", "polite", "asking", "self", "other", "want", "can", "not",
        "bare", "place",
    }
)  # fmt: skip
_WISHING = frozenset(
    stems(
        "ada minta butuh perlu langsung nomor hp bot robot sama balas panggil balik kirim sini lapor sampaikan keluhan"
    )
)
_TELLING = 2
"""How many words must say more than the wish to talk to somebody, to be a question by themselves."""


def ask_choice(texts: Texts) -> Choice:
    """The button that leads to people."""
    _ = texts.gettext
    return Choice("ask:", _("Tanya pengurus"))


def without_numbers(text: str) -> str:
    """The text with NIK, KK and one-time codes hidden: they are never kept."""
    text = _NIK.sub(HIDDEN, text.strip())
    return _SHORT_CODE.sub(HIDDEN, text) if _OTP.search(text) else text


def question_in(text: str) -> str:
    """What a message to people asks, as it may be kept; "" if it only wishes to talk to somebody, or is too long."""
    telling = {word for word in stems(text) if concept(word) not in _WISH} - _WISHING
    words = without_numbers(text)
    return words if len(telling) >= _TELLING and len(words) <= QUESTION_LENGTH else ""


def _written(texts: Texts, most: int, text: str) -> str:
    """Words to be passed on. Raises Invalid for too many, and for what was to call the talk off."""
    _ = texts.gettext
    words = without_numbers(text)
    if words.casefold() in _NOT_MEANT:
        raise Invalid(_("Kalau tidak jadi, ketik /batal ya, Kak."))
    if len(words) > most:
        raise Invalid(
            _("Tulisannya terlalu panjang, Kak. Paling banyak {number} huruf ya.").format(
                number=number(most, texts.locale)
            )
        )
    return words


async def ask(turn: Turn, db: Transaction) -> None:
    """The talk of a question to people; `turn.args["text"]` is the question where it has been said already."""
    _ = turn.gettext
    if await questions.waiting_of(db, turn.contact.id) >= questions.MOST_WAITING:
        turn.say(
            _("Masih ada {number} pertanyaan Kakak yang menunggu jawaban. Sabar sebentar ya, Kak; kalau sudah ada yang "
              "dijawab, Kakak bisa bertanya lagi.").format(number=questions.MOST_WAITING)
        )  # fmt: skip
        return
    invitation = _("Apa yang mau ditanyakan kepada pengurus, Kak? Tulis dalam satu pesan, atau ketik /batal.")
    written = partial(_written, turn.texts, QUESTION_LENGTH)
    text = turn.args.get("text") or turn.ask("text", Text(invitation, _, written, free=True))
    at = millis(now())
    name, region = (turn.volunteers[0].name, turn.volunteers[0].regency) if turn.volunteers else ("", "")
    asked = await questions.ask(db, turn.contact.id, text, region, at)
    question = Question(asked, turn.contact.id, name, turn.contact.locale, text, region, answered=False)
    told = await _pass_on(db, question, at)
    if HIDDEN in text:
        turn.say(
            _("Nomor NIK, KK, atau kode rahasia di pesan tadi tidak Relawan simpan, Kak. Nomor itu tidak diperlukan di "
              "sini, dan jangan dikirim kepada siapa pun.")
        )  # fmt: skip
    turn.say(_passed_on(turn.texts, told))


def _passed_on(texts: Texts, told: int) -> str:
    _ = texts.gettext
    if told:
        return _("Sudah diteruskan kepada {number} pengurus, Kak. Jawabannya nanti sampai di sini.").format(
            number=number(told, texts.locale)
        )
    return _(
        "Sudah dicatat, Kak. Saat ini belum ada pengurus yang bisa menjawab, jadi mungkin agak lama; jawabannya nanti "
        "sampai di sini."
    )


async def _pass_on(db: Transaction, question: Question, at: int) -> int:
    """Tell those who should answer; how many have it now."""
    told = 0
    for contact, locale in _responsible(await questions.answerers(db, question.contact), question.region).items():
        texts = translator(locale)
        message = Outbound(
            _shown(texts, question),
            (Choice(f"reply:{question.id}", texts.gettext("Jawab")),),
            about=texts.gettext("Pertanyaan nomor {number}").format(number=question.id),
        )
        key = f"question:{question.id}:{contact}"
        told += await outbox.tell(db, key, contact, message, at, kind="question", subject=question.id)
    return told


def _responsible(answerers: Sequence[Row], region: str) -> dict[int, str]:
    """Who looks after the region, with the language of each: coordinators; without any organisers; else admins."""
    for role in _ANSWERING:
        found = {
            row["contact"]: row["locale"]
            for row in answerers
            if row["role"] == role and (not row["region"] or covers(row["region"], region))
        }
        if found:
            return found
    return {}


def _shown(texts: Texts, question: Question) -> str:
    _ = texts.gettext
    if not question.name:
        return _("Seseorang yang belum terdaftar bertanya:") + f"\n\n{question.text}"
    who = _("{name} ({place}) bertanya:").format(name=bold(question.name), place=place_name(texts, question.region))
    return f"{who}\n\n{question.text}"


async def list_open(turn: Turn, db: Reader) -> None:
    """The talk of `/pertanyaan`."""
    _ = turn.gettext
    waiting = await questions.waiting_within(db, [*turn.regions(Role.COORDINATOR), *turn.regions(Role.ORGANISER)])
    if not waiting:
        turn.say(_("Tidak ada pertanyaan yang menunggu, Kak."))
        return
    text = _("Ada {number} pertanyaan yang menunggu jawaban. Ketuk salah satu untuk menjawabnya.").format(
        number=number(len(waiting), turn.texts.locale)
    )
    if len(waiting) > _LISTED:
        text += " " + _("Yang tampil ini {number} yang paling lama menunggu.").format(number=_LISTED)
    turn.say(text, listed([(f"reply:{question.id}", question.text) for question in waiting[:_LISTED]]))


async def answer(turn: Turn, db: Transaction) -> None:
    """The talk of answering a question, by somebody whose role covers its region."""
    _ = turn.gettext
    question = await _named(turn, db)
    if question is None or not (held := _role_for(turn, question.region)):
        turn.say(_("Pertanyaan itu sudah tidak ada, atau bukan untuk daerah Kakak."))
        return
    if question.answered:
        turn.say(_("Pertanyaan itu sudah dijawab, Kak. Terima kasih!"))
        return
    invitation = _("Tulis jawabannya dalam satu pesan, Kak; langsung dikirim. Kalau tidak jadi, ketik /batal.")
    written = partial(_written, turn.texts, ANSWER_LENGTH)
    text = turn.ask("answer", Text(f"{_shown(turn.texts, question)}\n\n{invitation}", _, written, free=True))
    at = millis(now())
    await questions.answer(db, question.id, turn.contact.id, at)
    texts = translator(question.locale)
    message = Outbound(
        texts.gettext("Jawaban dari {who}:").format(who=bold(_title(texts, *held)))
        + f"\n\n{text}\n\n"
        + texts.gettext("Pertanyaan Kakak tadi: {question}").format(question=italic(question.text))
    )
    await outbox.tell(db, f"answer:{question.id}", question.contact, message, at, kind="answer", subject=question.id)
    turn.note("answer", f"question:{question.id}")
    turn.say(_("Jawabannya sudah dikirim. Terima kasih, Kak!"))


async def _named(turn: Turn, db: Reader) -> Question | None:
    """The question that the button names, if there is one."""
    named = turn.args["parts"][0] if turn.args["parts"] else ""
    return await questions.question_numbered(db, int(named)) if _NUMBER.fullmatch(named) else None


def _role_for(turn: Turn, region: str) -> tuple[Role, str] | None:
    """The role in which whoever writes may answer for a region, and where they have it."""
    held = [(grant.role, grant.region) for grant in turn.grants if not grant.region or covers(grant.region, region)]
    return next((one for role in _ANSWERING for one in held if one[0] is role), None)


def _title(texts: Texts, role: Role, region: str) -> str:
    """Who answers, as the asker reads it: "koordinator Kota Banjarmasin"."""
    return f"{role_name(texts, role)} {place_name(texts, region)}" if region else role_name(texts, role)
