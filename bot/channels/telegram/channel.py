"""The Telegram channel: sends, acknowledges, links, and presents itself."""

import logging
import re
from collections.abc import Awaitable, Sequence
from typing import Self

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken

from bot.channel import Arrival, Attachment, Caps, Rejected, SendError, SentFiles, Shown, shown
from bot.channels.telegram import files
from bot.channels.telegram.failures import not_editable, told_as_send_errors, unmodified
from bot.channels.telegram.parse import CHANNEL, parse
from bot.channels.telegram.render import BUTTON_LENGTH, html, inline_keyboard, phone_keyboard
from bot.channels.telegram.transport import Transport
from bot.messages import ALBUM, Address, File, Inbound, Outbound, Wanted, plain

API_URL = "https://api.telegram.org"
"""Telegram's own Bot API server."""

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)

Commands = Sequence[tuple[str, str]]
"""Commands with what each does, in the order of the menu."""


class Telegram:
    """A bot's account at Telegram, or at any other Bot API server."""

    def __init__(self, bot: Bot, transport: Transport) -> None:
        self.name = CHANNEL
        self.account = str(bot.id)
        self.username = bot.username
        self.caps = Caps(
            text=4096, text_with_choices=4096, buttons=100, button_label=BUTTON_LENGTH, edit=True, album=ALBUM
        )
        self.bot = bot
        self.transport = transport
        self._keyboards: set[str] = set()

    @classmethod
    async def connect(cls, token: str, api_url: str = API_URL, read_timeout: float = 20.0) -> Self:
        """The account of this token, connected; `read_timeout` is how many seconds an answer may take.

        Raises Rejected where the token is refused, another SendError where Telegram cannot be asked now.
        """
        transport = Transport(read_timeout)
        try:
            with told_as_send_errors():
                return cls(await _signed_in(token, api_url.rstrip("/"), transport), transport)
        except BaseException:
            await transport.shutdown()
            raise

    async def close(self) -> None:
        """Close the connections to Telegram."""
        await self.transport.shutdown()

    def parse(self, arrival: Arrival) -> Inbound | None:
        """What came in, or None where it is nothing to answer. Raises ValueError where it is malformed."""
        return parse(arrival.payload, self.account, self.username)

    async def send(self, to: Address, message: Outbound, replaces: str = "") -> str:
        """Send, or edit the message with the id `replaces`, and return the message's id. Raises SendError.

        A message that cannot be edited any more is sent anew.
        """
        try:
            form = shown(message, self.caps)
        except ValueError as error:
            raise Rejected(str(error)) from error
        if message.pin is not None:
            with told_as_send_errors():
                return await files.send_pin(self.bot, to.user, message.pin, None)
        if not plain(form.text).strip():
            raise Rejected("a text without words")
        # Telegram edits no message into one with a keyboard of its own.
        if replaces.isdecimal() and message.ask_for is None and await self._edit(to, form, int(replaces)):
            return replaces
        return await self._send(to, message, form)

    async def _edit(self, to: Address, form: Shown, message_id: int) -> bool:
        """Edit a message, and whether it could be."""
        edit = self.bot.edit_message_text(
            html(form.text),
            chat_id=to.user,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=inline_keyboard(form),
            link_preview_options=_NO_PREVIEW,
        )
        return await _edited(edit)

    async def send_files(
        self, to: Address, message: Outbound, attached: Sequence[Attachment], replaces: str = ""
    ) -> SentFiles:
        """Send files with the text as their caption, or change the caption of `replaces`. Raises SendError.

        A photo that Telegram does not know yet takes the place of the one in `replaces`.
        """
        form = shown(message, self.caps)
        caption, keyboard = html(form.text), inline_keyboard(form)
        if replaces.isdecimal() and len(attached) == 1:
            swapped = await self._edit_file(to, form, attached[0], int(replaces))
            if swapped is not None:
                return swapped
        with told_as_send_errors():
            if len(attached) == 1:
                return await files.send_one(self.bot, to.user, attached[0], caption, keyboard)
            return await files.send_album(self.bot, to.user, attached, caption)

    async def fetch(self, file: File) -> bytes:
        """The content of a file that came in. Raises SendError; Rejected where Telegram never gives it."""
        return await files.fetch(self.bot, self.transport, file)

    async def _edit_file(self, to: Address, form: Shown, file: Attachment, message_id: int) -> SentFiles | None:
        """Edit a message with a file, where that can be done."""
        if file.reference or file.kind != "photo":
            edited = await self._edit_caption(to, form, message_id)
            return SentFiles(str(message_id), ()) if edited else None
        swapped: list[SentFiles] = []

        async def swap() -> None:
            caption, keyboard = html(form.text), inline_keyboard(form)
            swapped.append(await files.swap_photo(self.bot, to.user, message_id, file, caption, keyboard))

        return next(iter(swapped), SentFiles(str(message_id), ())) if await _edited(swap()) else None

    async def _edit_caption(self, to: Address, form: Shown, message_id: int) -> bool:
        edit = self.bot.edit_message_caption(
            to.user,
            message_id,
            caption=html(form.text),
            parse_mode=ParseMode.HTML,
            reply_markup=inline_keyboard(form),
        )
        return await _edited(edit)

    async def _send(self, to: Address, message: Outbound, form: Shown) -> str:
        keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = inline_keyboard(form)
        if message.ask_for is Wanted.PHONE:
            keyboard = phone_keyboard(message.choices)
        # Telegram never edits a message that took a keyboard away, so only what follows one does that.
        elif keyboard is None and to.user in self._keyboards:
            keyboard = ReplyKeyboardRemove()
        text = html(form.text)
        with told_as_send_errors():
            sent = await self.bot.send_message(
                to.user,
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        if isinstance(keyboard, ReplyKeyboardMarkup):
            self._keyboards.add(to.user)
        elif isinstance(keyboard, ReplyKeyboardRemove):
            self._keyboards.discard(to.user)
        return str(sent.message_id)

    async def acknowledge(self, inbound: Inbound) -> None:
        """End the waiting sign on a tapped button; where that fails, it ends by itself."""
        if inbound.tap:
            try:
                with told_as_send_errors():
                    await self.bot.answer_callback_query(inbound.tap)
            except SendError as error:
                log.debug("a tap was not acknowledged: %s", error)

    def entry_link(self, payload: str) -> str:
        """The address that opens the private chat and says `/start payload`.

        Raises ValueError where Telegram would not carry the payload: 1 to 64 of A-Z, a-z, 0-9, _ and -.
        """
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"a link cannot carry {payload!r}")
        return f"https://t.me/{self.username}?start={payload}"

    async def present(self, commands: Commands, description: str, short_description: str, language: str = "") -> None:
        """Show who the bot is and everybody's menu, to all or to the people of one language; failures are logged."""
        await self.show_menu(None, commands, language)
        try:
            with told_as_send_errors():
                await self.bot.set_my_description(description, language_code=language or None)
                await self.bot.set_my_short_description(short_description, language_code=language or None)
        except SendError as error:
            log.warning("the bot's description was not set: %s", error)

    async def show_menu(self, to: Address | None, commands: Commands, language: str = "") -> None:
        """Set the menu of one person, or of all (None); no commands take a person's own away. Failures are logged."""
        scope = BotCommandScopeAllPrivateChats() if to is None else BotCommandScopeChat(to.user)
        menu = [BotCommand(name, description) for name, description in commands]
        try:
            with told_as_send_errors():
                if menu:
                    await self.bot.set_my_commands(menu, scope, language or None)
                else:
                    await self.bot.delete_my_commands(scope, language or None)
        except SendError as error:
            log.warning("a menu was not set: %s", error)


async def _edited(edit: Awaitable[object]) -> bool:
    """Whether the message could be edited, or says just that already. Raises SendError."""
    with told_as_send_errors():
        try:
            await edit
        except BadRequest as error:
            if not_editable(error):
                return False
            if not unmodified(error):
                raise
    return True


async def _signed_in(token: str, api_url: str, transport: Transport) -> Bot:
    try:
        bot = Bot(token, f"{api_url}/bot", f"{api_url}/file/bot", transport, transport)
        await bot.initialize()
    except InvalidToken:
        # Its own words quote the token.
        raise Rejected("the Bot API server does not know this token") from None
    return bot
