"""The command that prints an invitation: it asks Telegram for the bot's name, and writes nothing."""

from bot.channels.telegram.channel import Telegram
from bot.now import now
from bot.settings import Settings
from handlers.invitations import invite, signing_key
from storage.roles import Role


async def link_for(settings: Settings, role: str, region: str) -> str:
    """The deep link that gives the role in the region ("" is the whole country). Raises SettingsError, SendError."""
    payload = invite(signing_key(settings.token()), Role(role), region, now())
    telegram = await Telegram.connect(settings.token(), settings.telegram_api_url)
    try:
        return telegram.entry_link(payload)
    finally:
        await telegram.close()
