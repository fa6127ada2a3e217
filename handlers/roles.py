"""Roles: opening an invitation, making one, seeing who has which, and withdrawing."""

from zoneinfo import ZoneInfo

from bot.conversation import Turn
from bot.messages import Choice, Outbound, bold, listed
from bot.now import instant, millis, now
from bot.prompts import Choose, Confirm, Region
from bot.texts import Texts, calendar_day, moment, translator
from handlers.invitations import PREFIX, VALID, BadInvitation, Expired, read_invitation
from handlers.names import place_name, role_name
from storage import codes, contacts, outbox, roles
from storage.codes import LateCode, Opens, UnknownCode, UsedCode
from storage.database import Reader, Transaction
from storage.roles import Grant, LastAdmin, Role, Used

CODED = "r_"
"""How a payload begins that invites by a code made in chat; one that `relawan invite` signed begins otherwise."""
INVITATION = (PREFIX, CODED)
_OPEN = "open"


async def accept(turn: Turn, db: Transaction, payload: str) -> None:
    """Somebody opens an invitation: they have the role from now on, and nobody else can open it."""
    _ = turn.gettext
    at = millis(now())
    inviter: int | None = None
    try:
        if payload.startswith(CODED):
            invited, inviter = await _by_code(turn, db, payload, at)
        else:
            invited = await _by_signature(turn, db, payload, at)
    except (BadInvitation, Used, UnknownCode, UsedCode):
        turn.say(_("Tautan undangan ini tidak berlaku atau sudah dipakai, Kak. Mintalah yang baru kepada admin."))
        return
    except (Expired, LateCode):
        turn.say(_("Tautan undangan ini sudah lewat 24 jam, Kak. Mintalah yang baru kepada admin."))
        return
    await roles.grant(db, turn.contact.id, invited.role, invited.region, at)
    turn.note("accept", f"role:{invited.role}:{invited.region}")
    if inviter is not None:
        await _tell_inviter(turn, db, inviter, invited, at)
    _welcome(turn, invited)


def _welcome(turn: Turn, invited: Grant) -> None:
    """What somebody is from now on, and the first things that they can do."""
    _ = turn.gettext
    welcome = _(
        "Selamat datang! Kakak sekarang {role} untuk {place}. Ketik /bantuan untuk melihat yang bisa dilakukan."
    ).format(role=bold(role_name(turn.texts, invited.role)), place=bold(place_name(turn.texts, invited.region)))
    first = {
        Role.COORDINATOR: [Choice("go:acara", _("Kegiatan")), Choice("go:siaran", _("Siaran"))],
        Role.ORGANISER: [Choice("go:jumlah", _("Jumlah relawan"))],
        Role.ADMIN: [Choice("go:undang", _("Undang pengurus"))],
    }[invited.role]
    if turn.volunteers:
        turn.say(welcome, first)
        return
    register = _("Daftar juga ya, Kak, supaya nama Kakak tercantum di daftar pengurus.")
    turn.say(f"{welcome}\n\n{register}", [*first, Choice("go:daftar", _("Daftar"))])


async def _tell_inviter(turn: Turn, db: Transaction, inviter: int, invited: Grant, at: int) -> None:
    """Tell whoever made the invitation that it has been opened, and what to do if by somebody else."""
    texts = translator(await contacts.locale_of(db, inviter))
    who = turn.volunteers[0].name if turn.volunteers else _number(texts, turn.contact.id)
    told = texts.gettext(
        "Undangan Kakak sudah dibuka: {who} sekarang {role} untuk {place}. Kalau bukan orangnya, cabut lewat /peran ya."
    ).format(who=bold(who), role=role_name(texts, invited.role), place=place_name(texts, invited.region))
    await outbox.tell(db, f"accepted:{turn.row}", inviter, Outbound(told), at, kind="accepted")


async def _by_signature(turn: Turn, db: Transaction, payload: str, at: int) -> Grant:
    invitation = read_invitation(turn.house.key, payload, instant(at))
    await roles.use_invitation(db, invitation.digest, at)
    return Grant(invitation.role, invitation.region)


async def _by_code(turn: Turn, db: Transaction, payload: str, at: int) -> tuple[Grant, int]:
    """What it invites to, and who made it."""
    opened = await codes.look(db, Opens.ROLE, payload.removeprefix(CODED), at)
    # Whoever is no longer admin has invited nobody.
    if opened.made_by is None or not await roles.holds(db, opened.made_by, Role.ADMIN):
        raise UnknownCode
    await codes.use(db, Opens.ROLE, payload.removeprefix(CODED), at)
    return Grant(Role(opened.role), opened.region), opened.made_by


async def make_invitation(turn: Turn, db: Transaction) -> None:
    """The talk of `/undang`: a new invitation, or those that nobody has opened yet, to be withdrawn."""
    _ = turn.gettext
    at = millis(now())
    waiting = await _unopened(turn, db, at)
    named = [
        Choice(role.value, role_name(turn.texts, role).capitalize())
        for role in (Role.COORDINATOR, Role.ORGANISER, Role.ADMIN)
    ]
    shown = [*named, Choice(_OPEN, _("Undangan terbuka"))] if waiting else named
    chosen = turn.ask("role", Choose(_("Mau mengundang sebagai apa, Kak?"), shown, _))
    if chosen == _OPEN:
        await _withdraw_invitation(turn, db, waiting, at)
        return
    role, region = Role(chosen), ""
    if role is Role.COORDINATOR:
        where = _("Koordinator untuk daerah mana? Tulis provinsi atau kabupaten/kotanya.")
        region = turn.ask("region", Region(where, _, provinces=True))
    valid = int(VALID.total_seconds() * 1000)
    code = await codes.make(db, Opens.ROLE, made_by=turn.contact.id, at=at, valid=valid, role=role, region=region)
    turn.note("invite", f"role:{role}:{region}")
    turn.say(
        _(
            "Teruskan tautan ini kepada orangnya. Berlaku 24 jam, untuk satu orang, sebagai {role} untuk {place}:"
        ).format(role=role_name(turn.texts, role), place=place_name(turn.texts, region))
        + f"\n{turn.link(CODED + code)}\n\n"
        + _("Salah kirim? Cabut lewat /undang, “Undangan terbuka”.")
    )


async def _unopened(turn: Turn, db: Reader, at: int) -> dict[str, str]:
    """The invitations made in chat that can still be opened, by digest, as they are said."""
    rows = await codes.unopened(db, Opens.ROLE, at)
    return {
        row["digest"][:16]: turn.gettext("{role} {place}, sampai {when}").format(
            role=role_name(turn.texts, row["role"]).capitalize(),
            place=place_name(turn.texts, row["region"]),
            when=moment(instant(row["expires_at"]), turn.zone, turn.texts.locale),
        )
        for row in rows
    }


async def _withdraw_invitation(turn: Turn, db: Transaction, waiting: dict[str, str], at: int) -> None:
    _ = turn.gettext
    question = Choose(_("Undangan yang belum dibuka. Mana yang mau dicabut?"), listed(list(waiting.items())), _,
                      in_full=waiting)  # fmt: skip
    chosen = turn.ask("invitation", question)
    sure = Confirm(_("Cabut undangan ini: {invitation}?").format(invitation=waiting[chosen]),
                   [Choice("yes", _("Ya, cabut")), Choice("no", _("Tidak"))], _)  # fmt: skip
    if turn.ask("sure", sure) == "no":
        turn.say(_("Baik, tidak jadi dicabut."))
        return
    await codes.withdraw(db, chosen, at)
    turn.note("withdraw", "invitation")
    turn.say(_("Undangan itu sudah dicabut. Tautannya tidak berlaku lagi."))


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
    _, held = turn.gettext, []
    for row in await roles.holders(db):
        since = calendar_day(instant(row["granted_at"]).astimezone(ZoneInfo(turn.zone)).date(), turn.texts.locale)
        who = row["name"] or _("{contact}, sejak {day}").format(contact=_number(turn.texts, row["contact"]), day=since)
        if row["contact"] == turn.contact.id:
            who = _("{who} (Kakak sendiri)").format(who=who)
        role, place = role_name(turn.texts, row["role"]), place_name(turn.texts, row["region"])
        held.append((f"{row['contact']}/{row['role']}/{row['region']}", f"{who}, {role} {place}"))
    return held


def _number(texts: Texts, contact: int) -> str:
    """What somebody is called who is not registered."""
    return texts.gettext("kontak {number}").format(number=contact)
