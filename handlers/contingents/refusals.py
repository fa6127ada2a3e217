"""The rows of a list that cannot be taken, in words and as a workbook to be corrected and sent again."""

from collections.abc import AsyncIterator, Sequence

from bot.documents import child
from bot.documents.cells import Refusal
from bot.documents.rolls import Refused
from bot.documents.sheets import Sheet, workbook
from bot.texts import Texts

WIDTHS = (8, 28, 24, 20, 18, 18, 60)
"""Characters that the columns are wide."""


def template_headings(texts: Texts) -> list[str]:
    """The columns that a list has, as `FIELDS` orders them; these words are understood again."""
    _ = texts.gettext
    return [_("Nama lengkap"), _("Kabupaten/kota"), _("Kecamatan"), _("Pilar"), _("Nomor HP")]


def reason(texts: Texts, refused: Refused) -> str:
    """Why the row cannot be taken, and what would do."""
    _ = texts.gettext
    said = {
        Refusal.NAMELESS: _("namanya kosong"),
        Refusal.NO_NAME: _("“{about}” sepertinya bukan nama"),
        Refusal.REGION_MISSING: _("kabupaten/kotanya kosong"),
        Refusal.REGION_UNKNOWN: _("daerah “{about}” belum ditemukan; tulis kabupaten atau kotanya"),
        Refusal.REGION_OPEN: _("daerah “{about}” bisa berarti beberapa; tulis Kabupaten atau Kota di depannya"),
        Refusal.REGION_OUTSIDE: _("daerah “{about}” di luar provinsi kontingen ini"),
        Refusal.PILLAR_UNKNOWN: _("pilar “{about}” belum dikenal"),
        Refusal.PILLAR_OTHER: _("pilar “{about}” lain dari pilar kontingen ini"),
        Refusal.PHONE_UNREAD: _("nomor HP “{about}” belum terbaca; tulis seperti 0812 3456 7890"),
        Refusal.PHONE_ROUNDED: _("angka nomor HP “{about}” hilang karena Excel; tulis ulang sebagai teks"),
        Refusal.TWICE: _("orang yang sama dengan baris {about}"),
    }
    return said[refused.why].format(about=refused.about[:40])


def row_words(texts: Texts, row: int, sheet: str) -> str:
    """Which row of the file it is, with its sheet where there are several."""
    _ = texts.gettext
    if sheet:
        return _("Lembar {sheet}, baris {row}").format(sheet=sheet[:31], row=row)
    return _("Baris {row}").format(row=row)


async def corrections(texts: Texts, refused: Sequence[Refused]) -> bytes:
    """A workbook of these rows alone, with the reason of each in its last column."""
    _ = texts.gettext

    async def rows() -> AsyncIterator[list[str]]:
        for one in refused:
            yield [f"{one.sheet} {one.row}".strip(), *one.cells, reason(texts, one)]

    heading = [_("Baris"), *template_headings(texts), _("Yang perlu diperbaiki")]
    sheet = {"title": _("Perlu diperbaiki"), "heading": heading, "widths": WIDTHS}
    return await child.made("sheets.streamed", lines=rows(), sheets=[sheet])


def template(texts: Texts) -> bytes:
    """An empty list to be filled in."""
    return workbook([Sheet(texts.gettext("Daftar anggota"), template_headings(texts), widths=WIDTHS[1:-1])])
