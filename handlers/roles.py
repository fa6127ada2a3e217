"""Roles: opening an invitation, making one, seeing who has which, and withdrawing."""

from bot.conversation import Turn
from bot.messages import Choice, bold, listed
from bot.now import millis, now
from bot.prompts import Choose, Confirm, Region
from handlers.invitations import PREFIX, BadInvitation, Expired, invite, read_invitation
from handlers.names import place_name, role_name
from storage import roles
from storage.database import Reader, Transaction
from storage.roles import LastAdmin, Role, Used

INVITATION = PREFIX


async def accept(turn: Turn, db: Transaction, payload: str) -> None:
    """Somebody opens an invitation: they have the role from now on, and nobody else can open it."""
    _ = turn.gettext
    at = millis(now())
    try:
        invitation = read_invitation(turn.house.key, payload, now())
        await roles.use_invitation(db, invitation.digest, at)
    except (BadInvitation, Used):
        turn.say(_("Tautan undangan ini tidak berlaku atau sudah dipakai, Kak. Mintalah yang baru kepada admin."))
        return
    except Expired:
        turn.say(_("Tautan undangan ini sudah lewat 24 jam, Kak. Mintalah yang baru kepada admin."))
        return
    await roles.grant(db, turn.contact.id, invitation.role, invitation.region, at)
    turn.note("accept", f"role:{invitation.role}:{invitation.region}")
    turn.say(
        _(
            "Selamat datang! Kakak sekarang {role} untuk {place}. Ketik /bantuan untuk melihat yang bisa dilakukan."
        ).format(
            role=bold(role_name(turn.texts, invitation.role)), place=bold(place_name(turn.texts, invitation.region))
        )
    )


async def make_invitation(turn: Turn, db: Transaction) -> None:
    """The talk of `/undang`."""
    _ = turn.gettext
    named = [
        Choice(role.value, role_name(turn.texts, role).capitalize())
        for role in (Role.COORDINATOR, Role.ORGANISER, Role.ADMIN)
    ]
    role = Role(turn.ask("role", Choose(_("Mau mengundang sebagai apa, Kak?"), named, _)))
    region = ""
    if role is Role.COORDINATOR:
        where = _("Koordinator untuk daerah mana? Tulis provinsi atau kabupaten/kotanya.")
        region = turn.ask("region", Region(where, _, provinces=True))
    link = turn.link(invite(turn.house.key, role, region, now()))
    turn.note("invite", f"role:{role}:{region}")
    turn.say(
        _(
            "Teruskan tautan ini kepada orangnya. Berlaku 24 jam, untuk satu orang, sebagai {role} untuk {place}:"
        ).format(role=role_name(turn.texts, role), place=place_name(turn.texts, region))
        + f"\n{link}"
    )


async def list_roles(turn: Turn, db: Transaction) -> None:
    """The talk of `/peran`: who has which role, and withdrawing one."""
    _ = turn.gettext
    held = await _held(turn, db)
    question = _("Ini semua peran. Ketuk salah satu kalau mau dicabut, atau ketik “batal”.")
    chosen = turn.ask("grant", Choose(question, listed(held), _, in_full=dict(held)))
    label = dict(held)[chosen]
    yes_no = [Choice("yes", _("Ya, cabut")), Choice("no", _("Tidak"))]
    sure = turn.ask("sure", Confirm(_("Cabut peran ini: {grant}?").format(grant=label), yes_no, _))
    if sure == "no":
        turn.say(_("Baik, tidak jadi dicabut."))
        return
    contact, role, region = chosen.split("/")
    try:
        await roles.withdraw(db, int(contact), Role(role), region)
    except LastAdmin:
        turn.say(_("Itu admin terakhir, Kak. Undang admin lain dulu dengan /undang."))
        return
    turn.note("withdraw", f"role:{role}:{region}:{contact}")
    turn.say(_("Sudah dicabut: {grant}.").format(grant=label))


async def _held(turn: Turn, db: Reader) -> list[tuple[str, str]]:
    """Every grant: what names it, and how it is said."""
    held = []
    for row in await roles.holders(db):
        who = row["name"] or turn.gettext("kontak {number}").format(number=row["contact"])
        role, place = role_name(turn.texts, row["role"]), place_name(turn.texts, row["region"])
        held.append((f"{row['contact']}/{row['role']}/{row['region']}", f"{who}, {role} {place}"))
    return held
