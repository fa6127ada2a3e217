"""A new contingent: asked for in chat, shown once more, and its link handed out with a picture to scan."""

from bot.asking import Invalid
from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import millis, now
from bot.prompts import Choose, Confirm, Number, Text
from bot.texts import Texts, number
from bot.understanding.pillars import pillars, read_pillar
from handlers.audiences import region_for
from handlers.contingents.linking import hand_out
from handlers.contingents.texts import pillar_words
from handlers.names import place_name
from storage import contingents
from storage.database import Transaction

NAME_LENGTH = 60
MOST = 100_000
"""People in one contingent."""
_MIXED = "mixed"
"""In place of the empty id, which no choice can have."""


async def create(turn: Turn, db: Transaction) -> None:
    """The talk of [Buat baru]: name, region (where there is a choice), pillar, quota, and the summary."""
    _ = turn.gettext
    name = turn.ask(
        "name",
        Text(
            _("Apa nama kontingennya, Kak? Misalnya: Kontingen Tagana Banjarbaru"),
            _,
            read_as=lambda text: _name(turn.texts, text),
        ),
    )
    region = region_for(turn, _("Kontingen daerah mana? Pilih, atau tulis nama kabupaten/kotanya."))
    pillar = turn.ask("pillar", _pillar_prompt(turn))
    pillar = "" if pillar == _MIXED else pillar
    quota = turn.ask("quota", quota_prompt(turn))
    summary = turn.ask(
        "summary",
        Confirm(_("Sudah benar, Kak?") + "\n\n" + _lines(turn.texts, name, region, pillar, quota), _changes(turn), _),
    )
    if summary != "yes":
        turn.change(summary)
    made = await contingents.make(db, name, region, pillar, quota, turn.contact.id, millis(now()))
    turn.note("make", f"contingent:{made}")
    contingent = await contingents.contingent(db, made)
    if contingent is not None:
        await hand_out(turn, db, contingent)


def quota_prompt(turn: Turn) -> Number:
    """How many people a contingent may have."""
    _ = turn.gettext
    return Number(_("Paling banyak berapa orang?"), _, 1, MOST, Choice("none", _("Tanpa batas")))


def _name(texts: Texts, text: str) -> str:
    _ = texts.gettext
    name = " ".join(text.split())
    if len(name) > NAME_LENGTH:
        raise Invalid(_("Terlalu panjang, Kak. Paling banyak {most} huruf, ya.").format(most=NAME_LENGTH))
    return name


def _pillar_prompt(turn: Turn) -> Choose:
    _ = turn.gettext
    named = listed([(_MIXED, _("Campuran")), *pillars().items()])
    return Choose(_("Untuk pilar apa? Pilih “Campuran” kalau dari mana saja."), named, _, read_as=read_pillar)


def _lines(texts: Texts, name: str, region: str, pillar: str, quota: int) -> str:
    _ = texts.gettext
    limit = number(quota, texts.locale) if quota else _("tanpa batas")
    return "\n".join(
        [
            _("Kontingen: {name}").format(name=bold(name)),
            _("Daerah: {place}").format(place=bold(place_name(texts, region))),
            _("Pilar: {pillar}").format(pillar=bold(pillar_words(texts, pillar))),
            _("Kuota: {limit}").format(limit=bold(limit)),
        ]
    )


def _changes(turn: Turn) -> list[Choice]:
    """Making it first, then what may be changed."""
    _ = turn.gettext
    choices = [
        Choice("yes", _("Buat")), Choice("name", _("Ubah nama")), Choice("pillar", _("Ubah pilar")),
        Choice("quota", _("Ubah kuota")),
    ]  # fmt: skip
    if turn.answered("region"):
        choices.append(Choice("region", _("Ubah daerah")))
    return choices
