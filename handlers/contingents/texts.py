"""A contingent in words, and the buttons that lead to it."""

from bot.messages import Choice, bold
from bot.texts import Texts, number
from bot.understanding.pillars import pillars
from handlers.names import place_name
from storage.contingents import Contingent


def described(texts: Texts, contingent: Contingent) -> str:
    """Name, region, pillar, places taken, and whether its link lets people join, a line each."""
    _ = texts.gettext
    link = _("terbuka") if contingent.open else _("ditutup")
    return "\n".join(
        [
            bold(contingent.name),
            _("Daerah: {place}").format(place=place_name(texts, contingent.region)),
            _("Pilar: {pillar}").format(pillar=pillar_words(texts, contingent.pillar)),
            _("Terisi: {places}").format(places=places(texts, contingent)),
            _("Tautan pendaftaran: {state}").format(state=link),
        ]
    )


def pillar_words(texts: Texts, pillar: str) -> str:
    """What the pillar is called; "" is all of them."""
    return pillars().get(pillar, pillar) if pillar else texts.gettext("campuran")


def places(texts: Texts, contingent: Contingent) -> str:
    """How many places are taken, of how many."""
    _ = texts.gettext
    taken = number(contingent.taken, texts.locale)
    if not contingent.quota:
        return _("{taken} orang").format(taken=taken)
    return _("{taken} dari {quota} orang").format(taken=taken, quota=number(contingent.quota, texts.locale))


def to_contingent(texts: Texts, contingent: int) -> Choice:
    """The button that shows the contingent."""
    return Choice(f"contingent:{contingent}", texts.gettext("Lihat kontingen"))
