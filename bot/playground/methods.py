"""The Bot API's methods by name."""

from collections.abc import Callable

from bot.playground import attaching, commands, editing, profile, sending
from bot.playground.answers import Described
from bot.playground.parameters import Params
from bot.playground.webhook import check_webhook
from bot.playground.world import World

_MOST_CONNECTIONS = 40


def _set_webhook(world: World, params: Params) -> Described:
    url, secret = params.get("url", ""), params.get("secret_token", "")
    if not url:
        return _delete_webhook(world, params)
    connections = params.get("max_connections", _MOST_CONNECTIONS)
    check_webhook(url, secret, connections)
    world.limits.take_webhook()
    world.updates.allow(params.get("allowed_updates"))
    same = world.webhook.is_set_to(url, secret, connections)
    if params.get("drop_pending_updates"):
        world.updates.clear()
    elif same:
        return Described(True, "Webhook is already set")
    world.webhook.set(url, secret, connections)
    return Described(True, "Webhook was set")


def _delete_webhook(world: World, params: Params) -> Described:
    was_set = bool(world.webhook.url)
    world.webhook.set("", "", 0)
    if params.get("drop_pending_updates"):
        world.updates.clear()
    return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")


def _webhook_info(world: World, params: Params) -> object:
    return world.webhook.info()


METHODS: dict[str, Callable[[World, Params], object]] = {
    "getMe": profile.me,
    "logOut": profile.end_session,
    "close": profile.end_session,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVideo": attaching.send_video,
    "sendVoice": attaching.send_voice,
    "sendMediaGroup": attaching.send_media_group,
    "sendLocation": attaching.send_location,
    "sendVenue": attaching.send_venue,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.my_short_description,
    "getFile": profile.file,
    "getChat": profile.chat_info,
    "leaveChat": profile.leave_chat,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.menu_button,
}
"""All that answer at once; getUpdates, which waits, is not among them."""
