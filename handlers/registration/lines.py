"""A person's data as they are shown to themselves."""

from collections.abc import Sequence

from bot.messages import bold
from bot.texts import Texts, listing
from bot.understanding.pillars import pillars
from bot.understanding.regions import region_name
from bot.understanding.registration_numbers import registration_number
from storage.volunteers import Volunteer


def personal_lines(
    texts: Texts,
    name: str,
    regency: str,
    pillar: str,
    phone: str,
    *,
    district: str = "",
    further: Sequence[str] = (),
    guardian: str = "",
) -> str:
    """The data that everybody gives, a line each."""
    _ = texts.gettext
    named = [pillars().get(each, each) for each in (pillar, *further)]
    lines = [
        _("Nama: {name}").format(name=bold(name)),
        home_line(texts, regency, district),
        _("Pilar: {pillar}").format(pillar=bold(listing(named, texts.locale))),
        _("Telepon: {phone}").format(phone=bold(phone or _("tidak diisi"))),
    ]
    if guardian:
        lines.append(_("Wali: {name}").format(name=bold(guardian)))
    return "\n".join(lines)


def home_line(texts: Texts, regency: str, district: str) -> str:
    """Where somebody lives."""
    _ = texts.gettext
    place = _("{region}, Kecamatan {district}") if district else "{region}"
    return _("Kabupaten/kota: {region}").format(
        region=bold(place.format(region=region_name(regency), district=district))
    )


def announcements_line(texts: Texts, wished: bool) -> str:
    """Whether announcements are sent."""
    _ = texts.gettext
    return _("Pengumuman: {wish}").format(wish=bold(_("dikirim ke sini") if wished else _("tidak dikirim")))


def record_lines(texts: Texts, person: Volunteer, further: Sequence[str]) -> str:
    """Everything that a record says, its number first."""
    _ = texts.gettext
    lines = [
        _("Nomor relawan: {number}").format(number=bold(registration_number(person.id))),
        personal_lines(
            texts, person.name, person.regency, person.pillar, person.phone,
            district=person.district, further=further, guardian=person.guardian,
        ),
        _("Keahlian: {offer}").format(offer=bold(person.offer or _("belum diisi"))),
        announcements_line(texts, person.announcements),
    ]  # fmt: skip
    return "\n".join(lines)
