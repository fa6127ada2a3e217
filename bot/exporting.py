"""The command that exports: everybody who is registered, as a workbook, telephones masked."""

from pathlib import Path

from bot.texts import translator
from handlers.counts.exports import workbook
from handlers.counts.orders import Order
from storage.database import reading


async def export(database: Path, out: Path, zone: str, locale: str) -> None:
    """Write the workbook of the whole country. Raises FileNotFoundError, and OSError where it cannot be written."""
    texts = translator(locale)
    asked = Order(texts, zone, scope=("",), named=(), who=texts.gettext("baris perintah"))
    async with reading(database) as db:
        content = await workbook(db, asked)
    out.write_bytes(content)
