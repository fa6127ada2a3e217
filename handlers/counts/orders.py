"""Who ordered a document of figures: what they may see, in which language and zone, and the line that says so."""

from dataclasses import dataclass

from bot.now import now
from bot.texts import Texts, moment, translator
from handlers.names import role_name
from storage import contacts, roles, zones
from storage.database import Reader
from storage.roles import Role, regions_of


@dataclass(frozen=True)
class Order:
    """`scope` are the regions whose figures they may see, `named` those whose people's telephones they may."""

    texts: Texts
    zone: str
    scope: tuple[str, ...]
    named: tuple[str, ...]
    who: str

    @property
    def footer(self) -> str:
        """Who had it made, and when."""
        _ = self.texts.gettext
        made_at = moment(now(), self.zone, self.texts.locale)
        return _("Dibuat untuk {who}, {moment}.").format(who=self.who, moment=made_at)


async def order_of(db: Reader, contact: int) -> Order | None:
    """The contact's order; None if they may see no figures any more."""
    grants = await roles.held_by(db, contact)
    scope = regions_of(grants, Role.ORGANISER, Role.COORDINATOR)
    if not scope:
        return None
    texts = translator(await contacts.locale_of(db, contact))
    who = ", ".join(dict.fromkeys(role_name(texts, grant.role) for grant in grants))
    return Order(texts, await zones.home_zone(db, contact), scope, regions_of(grants, Role.COORDINATOR), who)
