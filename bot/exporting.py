"""The command that exports: everybody registered, or whom the words ask for, as a workbook, telephones masked."""

from pathlib import Path

from bot.texts import translator
from handlers.counts.exports import workbook
from handlers.counts.orders import Order
from handlers.counts.requests import one_request
from storage.database import reading


async def export(database: Path, out: Path, words: str, zone: str, locale: str) -> None:
    """Write the workbook of the whole country, or of what the words ask for.

    Raises NotUnderstood, FileNotFoundError, and OSError where it cannot be written.
    """
    texts = translator(locale)
    async with reading(database) as db:
        asked = await one_request(db, words)
        order = Order(texts, zone, scope=("",), named=(), who=texts.gettext("baris perintah"), asked=asked)
        content = await workbook(db, order)
    out.write_bytes(content)
