"""What Telegram shows of the bot: its description, everybody's commands, and the commands of each role."""

import asyncio

from bot.channels.telegram.channel import Telegram
from bot.conversation import Turn
from bot.messages import Address, Inbound
from bot.now import now
from bot.talks import House
from bot.texts import marked, translator
from handlers import TALKS
from handlers.help import available
from storage import roles
from storage.contacts import Contact
from storage.database import Database
from storage.roles import Grant, Role

DESCRIPTION = marked(
    "Relawan membantu relawan sosial: mendaftar lewat obrolan, melihat jadwal kegiatan, mendapat pengingat, dan "
    "bertanya tentang IPSPI dan program Kemensos. Ketuk MULAI untuk memulai."
)
SHORT_DESCRIPTION = marked("Teman para relawan sosial: daftar, jadwal, pengingat, dan tanya jawab.")


class Menus:
    """Sets what differs from what was set before, so that a role granted or withdrawn shows within a tick."""

    def __init__(self, database: Database, telegram: Telegram) -> None:
        self._database, self._telegram = database, telegram
        self._shown: dict[str, frozenset[Grant]] = {}

    async def present(self) -> None:
        """Describe the bot, and set everybody's menu."""
        texts = translator("id")
        await self._telegram.present(
            self._commands("id", frozenset()), texts.gettext(DESCRIPTION), texts.gettext(SHORT_DESCRIPTION)
        )

    async def refresh(self) -> None:
        """Set the menus of those whose roles have changed."""
        held: dict[str, tuple[str, frozenset[Grant]]] = {}
        for row in await roles.menus(self._database.reader, self._telegram.name, self._telegram.account):
            locale, grants = held.get(row["user"], (row["locale"], frozenset[Grant]()))
            held[row["user"]] = locale, grants | {Grant(Role(row["role"]), "")}
        for user in self._shown.keys() - held.keys():
            await self._telegram.show_menu(self._address(user), [])
            del self._shown[user]
        for user, (locale, grants) in held.items():
            if self._shown.get(user) != grants:
                await self._telegram.show_menu(self._address(user), self._commands(locale, grants))
                self._shown[user] = grants
                # There may be many at a start, and they are not urgent.
                await asyncio.sleep(0.05)

    def _address(self, user: str) -> Address:
        return Address(self._telegram.name, self._telegram.account, user)

    def _commands(self, locale: str, grants: frozenset[Grant]) -> list[tuple[str, str]]:
        nobody = Contact(0, self._address(""), locale, stopped=False)
        turn = Turn(Inbound("", nobody.address, now()), nobody, tuple(grants), house=House(TALKS))
        return [(name[1:], turn.gettext(talk.about)) for name, talk in available(turn)]
