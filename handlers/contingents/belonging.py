"""Whether somebody is of the pillar that a contingent is for."""

from collections.abc import Sequence

from bot.conversation import Turn
from bot.messages import Choice, bold
from bot.prompts import Confirm
from bot.texts import listing
from bot.understanding.pillars import pillars
from storage.contingents import Contingent


def is_open_to(turn: Turn, contingent: Contingent, name: str, own: Sequence[str]) -> bool:
    """Whether somebody may be in the contingent: they are of its pillar, or say that they are of it, too, when asked.

    `own` are the ids of the pillars they are registered with.
    """
    if lacks(contingent, own) == "":
        return True
    _ = turn.gettext
    wanted = pillars()[contingent.pillar]
    question = _("{contingent} untuk {pillar}, sedangkan {name} tercatat sebagai {own}. Apakah {name} juga {pillar}?")
    said = question.format(
        contingent=bold(contingent.name),
        pillar=bold(wanted),
        name=bold(name),
        own=listing([pillars()[each] for each in own], turn.texts.locale),
    )
    choices = [Choice("yes", _("Ya, tambahkan")), Choice("no", _("Tidak"))]
    return turn.ask("pillar_too", Confirm(said, choices, _)) == "yes"


def lacks(contingent: Contingent, own: Sequence[str]) -> str:
    """The pillar that the contingent is for and that is none of these; "" where that is so."""
    return "" if contingent.pillar in ("", *own) else contingent.pillar
