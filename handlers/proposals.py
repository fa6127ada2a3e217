"""Answered questions that are proposed for the knowledge, until people have written them into it."""

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import instant, millis, now
from bot.texts import day, number
from handlers import answerers
from handlers.names import role_name
from handlers.question_words import without_numbers
from handlers.references import number_named
from storage import proposals, questions
from storage.database import Reader, Transaction
from storage.questions import Question
from storage.roles import Role

_LISTED = 10


async def _answered(turn: Turn, db: Reader) -> tuple[Question, Role] | None:
    """The answered question in the button, and the role in which it may be read; None, said politely, if it is gone."""
    question = await questions.question_numbered(db, number_named(turn))
    held = None if question is None else answerers.role_for(turn, question.region)
    if question is None or held is None or not (question.answered and question.text):
        turn.say(turn.gettext("Pertanyaan itu sudah tidak tersimpan, atau bukan untuk daerah Kakak."))
        return None
    return question, held[0]


async def show_answered(turn: Turn, db: Reader) -> None:
    """The talk of an answered question: its words and its answer, to be proposed."""
    _ = turn.gettext
    found = await _answered(turn, db)
    if found is not None:
        question, _role = found
        _show(turn, question.text, question.answer)
        turn.say(
            _("Kalau jawabannya berguna untuk banyak orang, usulkan jadi FAQ."),
            [Choice(f"propose:{question.id}", _("Jadikan FAQ"))],
        )


def _show(turn: Turn, words: str, answer: str) -> None:
    _ = turn.gettext
    turn.say("\n".join([bold(_("Pertanyaan")), words, "", bold(_("Jawaban")), answer]))


async def propose(turn: Turn, db: Transaction) -> None:
    """The talk of [Jadikan FAQ]: the question and its answer become a proposal, once."""
    _ = turn.gettext
    found = await _answered(turn, db)
    if found is None:
        return
    question, role = found
    words = without_numbers(question.text)
    if await proposals.propose(db, question.id, words, question.answer, role, millis(now())):
        turn.note("propose", f"question:{question.id}")
        turn.say(_("Sudah dicatat sebagai usulan FAQ, tanpa nama penanyanya. Terima kasih, Kak!"))
    else:
        turn.say(_("Pertanyaan itu sudah diusulkan, Kak. Terima kasih!"))


async def list_waiting(turn: Turn, db: Reader) -> None:
    """What has been proposed and not taken over yet."""
    _ = turn.gettext
    waiting = await proposals.waiting(db)
    if not waiting:
        turn.say(_("Belum ada usulan FAQ, Kak. Usulan datang dari pertanyaan yang sudah dijawab pengurus."))
        return
    text = _("Ada {number} usulan FAQ. Ketuk salah satu untuk membaca pertanyaan dan jawabannya.").format(
        number=number(len(waiting), turn.texts.locale)
    )
    turn.say(text, listed([(f"proposal:{one.id}", one.words) for one in waiting[:_LISTED]]), about=_("Usulan FAQ"))


async def show(turn: Turn, db: Transaction) -> None:
    """The talk of the proposals: the list, one of them, or that one is done with."""
    _ = turn.gettext
    if not turn.args["parts"] or turn.args["parts"] == [""]:
        await list_waiting(turn, db)
        return
    proposal = await proposals.proposal_numbered(db, number_named(turn))
    if proposal is None:
        turn.say(_("Usulan itu sudah selesai, Kak."))
    elif turn.args["parts"][1:] == ["done"]:
        await proposals.remove(db, proposal.id)
        turn.note("finish", f"proposal:{proposal.id}")
        turn.say(_("Baik Kak, usulan itu dihapus dari daftar."))
    else:
        _show(turn, proposal.words, proposal.answer)
        when = day(instant(proposal.proposed_at), turn.zone, turn.texts.locale)
        turn.say(
            _("Diusulkan oleh {role}, {day}. Ketuk tombol ini kalau sudah masuk FAQ, atau tidak jadi dipakai.").format(
                role=role_name(turn.texts, proposal.role), day=when
            ),
            [Choice(f"proposal:{proposal.id}:done", _("Selesai"))],
        )
