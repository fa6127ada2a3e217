"""How the page sees messages and phones."""

from bot.playground.answers import Json


def shown_message(message: Json, bot_id: int) -> Json:
    """A message of the Bot API as the page shows it."""
    photo, contact, where = message.get("photo"), message.get("contact"), message.get("location")
    document = message.get("document", message.get("video", message.get("voice")))
    venue = message.get("venue", {})
    markup = message.get("reply_markup")
    return {
        "id": message["message_id"],
        "from": "bot" if message["from"]["id"] == bot_id else "me",
        "date": message["date"],
        "text": message.get("text", message.get("caption", "")),
        "entities": message.get("entities", message.get("caption_entities", [])),
        "photo": photo and {
            "url": f"/sim/files/{photo[-1]['file_id']}", "width": photo[-1]["width"], "height": photo[-1]["height"],
        },
        "document": document and {
            "url": f"/sim/files/{document['file_id']}", "name": document.get("file_name", "Pesan suara"),
            "size": document["file_size"],
        },
        "contact": contact and {"phone_number": contact["phone_number"], "first_name": contact["first_name"]},
        "place": where and {**where, "title": venue.get("title", ""), "address": venue.get("address", "")},
        "album": message.get("media_group_id"),
        "inline_keyboard": markup and markup["inline_keyboard"],
        "edited": "edit_date" in message,
        "reply_to": message["reply_to_message"]["message_id"] if "reply_to_message" in message else None,
    }  # fmt: skip
