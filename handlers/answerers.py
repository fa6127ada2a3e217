"""Who answers a question: those near the asker first, then those above them; each is told once."""

from collections.abc import Mapping, Sequence

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold
from bot.now import millis, now
from bot.texts import Texts, listing, number, translator
from bot.understanding.regions import covers
from handlers.names import place_name, role_name
from storage import outbox, questions
from storage.database import Row, Transaction
from storage.questions import Question
from storage.roles import Role

LADDER = (Role.COORDINATOR, Role.ORGANISER, Role.ADMIN)
"""Who answers, those nearest to the asker first."""
_AT_ONCE = 2
"""So many rungs of the ladder are told of an urgent question at once."""


async def ask(turn: Turn, db: Transaction, text: str, urgent: str = "") -> Mapping[Role, int]:
    """Whoever writes asks this of people; how many have it now, by role. `urgent` is the kind of distress."""
    at = millis(now())
    name, region = (turn.volunteers[0].name, turn.volunteers[0].regency) if turn.volunteers else ("", "")
    asked = await questions.ask(db, turn.contact.id, text, region, at, urgent)
    question = Question(
        id=asked, contact=turn.contact.id, name=name, locale=turn.contact.locale, text=text, region=region,
        urgent=urgent, holder="", answer="", answered=False,
    )  # fmt: skip
    return await hand_up(db, question, at)


async def hand_up(db: Transaction, question: Question, at: int) -> Mapping[Role, int]:
    """The question goes to the next above those who have it: how many have it then, by role; {} if nobody can be told.

    Nobody is told twice. An urgent question goes to coordinators and organisers together.
    """
    answerers = await questions.answerers(db, question.contact)
    told: dict[Role, int] = {}
    for rung in range(_rung(question.holder), len(LADDER)):
        if told and not (question.urgent and rung < _AT_ONCE):
            break
        found = _holders(answerers, LADDER[rung], question.region)
        if found:
            told[LADDER[rung]] = len(found)
            await _tell(db, question, LADDER[rung], found, at)
    if told:
        await questions.hold(db, question.id, list(told)[-1], at)
    return told


def _rung(holder: str) -> int:
    """The first rung above whoever has the question now."""
    return LADDER.index(Role(holder)) + 1 if holder else 0


def _holders(answerers: Sequence[Row], role: Role, region: str) -> dict[int, str]:
    """Who looks after the region in this role, with the language of each."""
    return {row["contact"]: row["locale"] for row in answerers if row["role"] == role and covers(row["region"], region)}


async def _tell(db: Transaction, question: Question, role: Role, found: Mapping[int, str], at: int) -> None:
    for contact, locale in found.items():
        texts = translator(locale)
        _ = texts.gettext
        choices = [Choice(f"reply:{question.id}", _("Jawab"))]
        if role is Role.COORDINATOR and not question.urgent:
            choices.append(Choice(f"pass:{question.id}", _("Bukan wilayah saya")))
        about = _("Pertanyaan nomor {number}").format(number=question.id)
        message = Outbound(shown(texts, question), tuple(choices), about=about)
        key = f"question:{question.id}:{contact}"
        await outbox.tell(db, key, contact, message, at, kind="question", subject=question.id)


def shown(texts: Texts, question: Question) -> str:
    """The question, with who asks, as those read it who may answer."""
    _ = texts.gettext
    if question.name:
        name, place = bold(question.name), place_name(texts, question.region)
        who = _("{name} ({place}) bertanya:").format(name=name, place=place)
    else:
        who = _("Seseorang yang belum terdaftar bertanya:")
    if question.urgent:
        who = bold(_("Mendesak, mohon segera dibaca.")) + f"\n{who}"
    return f"{who}\n\n{question.text}"


def named(texts: Texts, told: Mapping[Role, int]) -> str:
    """Who has been told: "2 koordinator dan 1 penyelenggara"."""
    return listing(
        [f"{number(many, texts.locale)} {role_name(texts, role)}" for role, many in told.items()], texts.locale
    )


def role_for(turn: Turn, region: str) -> tuple[Role, str] | None:
    """The role in which whoever writes may answer for a region, and where they have it."""
    held = [(grant.role, grant.region) for grant in turn.grants if covers(grant.region, region)]
    return next((one for role in LADDER for one in held if one[0] is role), None)


def title(texts: Texts, role: Role, region: str) -> str:
    """Who answers, as the asker reads it: "koordinator Kota Banjarmasin"."""
    return f"{role_name(texts, role)} {place_name(texts, region)}" if region else role_name(texts, role)
