"""Finding people: a coordinator looks in their own region by number, name, or what somebody can give."""

from collections.abc import Sequence

from bot.conversation import Turn
from bot.messages import CHOICE_ID_BYTES, Choice, bold
from bot.texts import Texts
from bot.understanding.lookups import Lookup, read_lookup
from bot.understanding.offers import looked_for
from bot.understanding.pillars import pillar_called, pillars
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import registration_number
from handlers.names import masked_phone
from handlers.references import number_in, number_named
from handlers.twins import pairs_line
from storage import finding, volunteers
from storage.database import Reader
from storage.roles import Role
from storage.volunteers import Volunteer

PAGE = 8
"""People shown at once: with one to turn the page they fit WhatsApp's list of ten."""
_OFFER = 60
"""Characters of what somebody offers that a list shows."""


async def find(turn: Turn, db: Reader) -> None:
    """The talk of `/cari`: who fits the words behind it; without words, how it is used."""
    text = " ".join(str(turn.args.get("words", "")).split())
    if not text:
        await _explain(turn, db)
        return
    await _show(turn, db, text, 0)


async def turn_page(turn: Turn, db: Reader) -> None:
    """The talk of a button `find:PAGE:WORDS`: a further page."""
    page, *words = turn.args["parts"] or [""]
    await _show(turn, db, ":".join(words), max(number_in(page), 0))


async def _explain(turn: Turn, db: Reader) -> None:
    _ = turn.gettext
    line, choices = await pairs_line(turn, db)
    text = _("Cari relawan di daerah Kakak: tulis /cari lalu nama, nomor relawan, atau yang bisa dibantu. Misalnya: "
             "/cari perahu hsu, /cari siti aminah, /cari 1042-7.")  # fmt: skip
    turn.say("\n\n".join(part for part in (text, line) if part), choices)


async def _show(turn: Turn, db: Reader, text: str, page: int) -> None:
    _ = turn.gettext
    found = await _found(db, text, turn.regions(Role.COORDINATOR), page)
    if not found:
        turn.say(
            _("Belum ada relawan yang cocok di daerah Kakak. Coba sebagian namanya saja, atau kata lain, misalnya: "
              "/cari perahu.")
        )  # fmt: skip
        return
    shown = found[:PAGE]
    turn.note("searched", "volunteers:" + ",".join(str(person.id) for person in shown))
    lines = [f"{n}. {_line(turn.texts, person)}" for n, person in enumerate(shown, 1)]
    # Numbers, not names, stand on the buttons: what is on a button is kept longer than what is in a text.
    choices = [Choice(f"person:{each.id}", registration_number(each.id), each.name[:72]) for each in shown]
    further = Choice(f"find:{page + 1}:{text}", _("Lainnya »"))
    if len(found) > PAGE and len(further.id.encode()) <= CHOICE_ID_BYTES:
        choices.append(further)
    elif len(found) > PAGE:
        lines.append(_("Masih ada yang lain. Tambahkan nama kabupatennya supaya lebih sedikit."))
    turn.say("\n".join([_("Yang cocok. Ketuk nomornya untuk melihat lengkapnya:"), *lines]), choices)


async def _found(db: Reader, text: str, regions: Sequence[str], page: int) -> list[Volunteer]:
    """One more than a page of those who fit, so that it is known whether there are more."""
    lookup = read_lookup(text, regions)
    found = await _fitting(db, lookup, regions, page)
    if not found and lookup.regions:
        # A word that names a place may be part of a name.
        found = await _fitting(db, read_lookup(text, ()), regions, page)
    return found


async def _fitting(db: Reader, lookup: Lookup, regions: Sequence[str], page: int) -> list[Volunteer]:
    if lookup.number:
        return await finding.numbered(db, lookup.number, regions)
    if lookup.digits:
        return await finding.reached_at(db, lookup.digits, regions)
    if not lookup.words:
        return []
    forms = looked_for(lookup.words)
    places = finding.narrowed(lookup.regions, regions)
    words = " ".join(lookup.words)
    found = await finding.named_or_offering(db, forms, pillar_called(words) or "", places, page * PAGE, PAGE + 1)
    return found or await finding.named_alike(db, words, places, page * PAGE, PAGE + 1)


def _line(texts: Texts, person: Volunteer) -> str:
    """One person in a list."""
    offer = person.offer if len(person.offer) <= _OFFER else f"{person.offer[:_OFFER]}…"
    parts = [
        pillars().get(person.pillar, person.pillar), region_name(person.regency), masked_phone(person.phone), offer
    ]  # fmt: skip
    return ", ".join([bold(person.name), *(part for part in parts if part)])


async def show_person(turn: Turn, db: Reader) -> None:
    """The talk of a button `person:ID`: one person, the telephone number masked."""
    _ = turn.gettext
    person = await _own(turn, db)
    if person is None:
        return
    turn.note("looked", f"volunteer:{person.id}")
    choices = [Choice(f"number:{person.id}", _("Lihat nomor"))] if person.phone else []
    further = await volunteers.further_pillars(db, person.id)
    turn.say(_described(turn.texts, person, further), choices)


async def show_number(turn: Turn, db: Reader) -> None:
    """The talk of a button `number:ID`: how one person is reached."""
    _ = turn.gettext
    person = await _own(turn, db)
    if person is None:
        return
    if not person.phone:
        turn.say(_("{name} belum mengisi nomor telepon, Kak.").format(name=bold(person.name)))
        return
    turn.note("saw_phone", f"volunteer:{person.id}")
    turn.say(
        _("Nomor {name}: {phone}. Pakai seperlunya untuk urusan relawan saja ya, Kak.").format(
            name=bold(person.name), phone=person.phone
        )
    )


async def _own(turn: Turn, db: Reader) -> Volunteer | None:
    """The person that the button names, if they live where whoever taps is coordinator; who does not is not named."""
    person = await volunteers.volunteer(db, number_named(turn))
    if person is not None and turn.may(Role.COORDINATOR, person.regency):
        return person
    turn.say(turn.gettext("Relawan itu tidak ada di daerah Kakak, atau datanya sudah dihapus."))
    return None


def _described(texts: Texts, person: Volunteer, further: Sequence[str]) -> str:
    _ = texts.gettext
    named = ", ".join(pillars().get(each, each) for each in (person.pillar, *further))
    lines = [
        bold(person.name),
        _("Nomor relawan: {number}").format(number=registration_number(person.id)),
        _("Kabupaten/kota: {region}").format(region=region_name(person.regency)),
        person.district and _("Kecamatan: {name}").format(name=person.district),
        _("Pilar: {pillar}").format(pillar=named),
        _("Telepon: {phone}").format(phone=masked_phone(person.phone) or _("tidak diisi")),
        person.offer and _("Yang bisa dibantu: {offer}").format(offer=person.offer),
        "" if person.contact else _("Didaftarkan pengurus, belum memegang datanya sendiri."),
    ]
    return "\n".join(line for line in lines if line)
