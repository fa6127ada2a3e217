"""What was understood of a list that was sent in, in words: its columns, its people, its rows to be corrected."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from bot.documents.rolls import Listed, Roll
from bot.messages import Choice, Outbound, bold
from bot.texts import Texts, listing, number
from bot.understanding.pillars import pillars
from bot.understanding.regions import region_name
from handlers.contingents.refusals import reason, row_words
from handlers.contingents.texts import to_contingent
from storage.contingents import Contingent
from storage.enlisting import Standing

EXAMPLES = 3
"""People shown as they were understood."""
SHOWN = 12
"""Rows that are told in the chat; all of them are in the workbook."""
LONGEST = 1_000
"""Signs of the rows of people who are left out."""
NAMED, NAME_LENGTH = 20, 30
"""Names that are told of people who are left out, and signs of each."""


def understood(texts: Texts, contingent: Contingent, roll: Roll) -> str:
    """The columns as they were taken, what was left out, and a few people as they would be kept."""
    _ = texts.gettext
    called = {
        "name": _("nama"), "regency": _("kabupaten/kota"), "district": _("kecamatan"), "pillar": _("pilar"),
        "phone": _("nomor HP"),
    }  # fmt: skip
    lines = [_("Berkas untuk {name} sudah dibaca.").format(name=bold(contingent.name))]
    column = _("kolom “{heading}”")
    lines += [f"• {called[what]}: {column.format(heading=heading[:40])}" for what, heading in roll.used.items()]
    if roll.unused:
        unused = listing([f"“{heading[:30]}”" for heading in roll.unused[:8]], texts.locale)
        lines.append(_("Tidak dipakai: {headings}").format(headings=unused))
    if roll.private:
        lines.append(_("NIK atau KK tidak perlu, jadi tidak disimpan. Lain kali hapus saja kolomnya, Kak."))
    if any(roll.passed):
        lines.append(_("Lembar tanpa kolom nama dilewati: {sheets}").format(
            sheets=listing([title[:31] for title in roll.passed[:8]], texts.locale)))  # fmt: skip
    count, bad = number(len(roll.people), texts.locale), number(len(roll.refused), texts.locale)
    lines.append(_("Terbaca {count} orang; {bad} baris perlu diperbaiki.").format(count=bold(count), bad=bold(bad)))
    if roll.people:
        lines += [_("Contohnya:"), *(_example(texts, one) for one in roll.people[:EXAMPLES])]
    return "\n".join(lines)


def _example(texts: Texts, one: Listed) -> str:
    _ = texts.gettext
    said = [one.name, region_name(one.regency), pillars().get(one.pillar, one.pillar), one.phone or _("tanpa nomor HP")]
    return f"{row_words(texts, one.row, one.sheet)}: {', '.join(said)}"


def refused(texts: Texts, roll: Roll) -> str:
    """The first rows that cannot be taken, with their reasons; the workbook has them all."""
    _ = texts.gettext
    lines = [f"{row_words(texts, one.row, one.sheet)}: {reason(texts, one)}" for one in roll.refused[:SHOWN]]
    more = len(roll.refused) - SHOWN
    if more > 0:
        lines.append(_("… dan {count} baris lagi.").format(count=number(more, texts.locale)))
    return "\n".join([_("Yang perlu diperbaiki:"), *lines])


def standing_lines(texts: Texts, others: Mapping[Standing, tuple[int, str]]) -> list[str]:
    """Who is not put on the roll, and why, a line each; the values say how many they are, and who."""
    _ = texts.gettext
    said = {
        Standing.KNOWN: _("Sudah ada di kontingen ini: {count}"),
        Standing.ELSEWHERE: _("Sudah di kontingen lain, jadi tidak dipindah: {count} ({who})"),
        Standing.ERASED: _(
            "Pernah minta datanya dihapus, jadi hanya bisa mendaftar sendiri lewat tautan: {count} ({who})"
        ),
        Standing.FULL: _("Tidak muat, kuotanya penuh: {count} ({who})"),
    }
    return [
        words.format(count=bold(number(others[standing][0], texts.locale)), who=others[standing][1])
        for standing, words in said.items()
        if standing in others
    ]


def left_out(texts: Texts, others: Mapping[Standing, Sequence[Listed]]) -> str:
    """Who of the list is not to be put on the roll, and why, with the rows; "" where nobody is."""
    _ = texts.gettext
    rows = {
        standing: (len(people), _("baris {rows}").format(rows=_ranges(people))) for standing, people in others.items()
    }
    return "\n".join(standing_lines(texts, rows))


def _ranges(people: Sequence[Listed]) -> str:
    """The rows of these people in short: "5, 8–120"."""
    runs: list[list[int]] = []
    for one in people:
        if runs and one.row == runs[-1][1] + 1:
            runs[-1][1] = one.row
        else:
            runs.append([one.row, one.row])
    said = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return shorten(said, LONGEST, placeholder=" …")


def few(texts: Texts, names: Sequence[str]) -> str:
    """The first of the names, and how many more they are."""
    shown = [shorten(name, NAME_LENGTH, placeholder="…") for name in names[:NAMED]]
    more = len(names) - len(shown)
    if more > 0:
        shown.append(texts.gettext("{count} lagi").format(count=number(more, texts.locale)))
    return listing(shown, texts.locale)


def question(texts: Texts, contingent: Contingent, list_id: int, fitting: int) -> Outbound:
    """Whether those who fit are to be put on the roll."""
    _ = texts.gettext
    if not fitting:
        nobody = _("Tidak ada orang baru yang bisa dimasukkan dari berkas ini.")
        return Outbound(nobody, (to_list(texts, contingent), to_contingent(texts, contingent.id)))
    words = _(
        "Masukkan {count} orang ke {name}? Dengan mengetuk “Masukkan”, Kakak menyatakan mereka sudah setuju datanya "
        "disimpan Relawan untuk mengatur kegiatan. Tiap orang nanti mendapat tautan untuk memegang datanya sendiri."
    ).format(count=bold(number(fitting, texts.locale)), name=bold(contingent.name))
    choices = (Choice(f"list:{list_id}:yes", _("Masukkan")), Choice(f"list:{list_id}:no", _("Batal")))
    return Outbound(words, choices, about=contingent.name)


def unreadable(texts: Texts, why: str) -> str:
    """Why a file could not be read, and what could."""
    _ = texts.gettext
    said = {
        "kind": _("Berkas itu bukan Excel atau CSV, Kak. Kirim daftar nama sebagai berkas .xlsx atau .csv, ya."),
        "locked": _("Berkasnya terkunci kata sandi, Kak. Simpan lagi tanpa kata sandi, lalu kirim ulang."),
        "damaged": _(
            "Berkasnya rusak atau terlalu rumit, Kak. Coba simpan lagi sebagai .xlsx atau .csv, lalu kirim ulang."
        ),
        "large": _("Berkasnya terlalu besar, Kak. Bagi menjadi beberapa berkas, paling banyak 5.000 baris."),
        "empty": _("Berkasnya kosong, Kak: belum ada baris yang berisi nama."),
        "headless": _(
            "Relawan belum menemukan kolom nama, Kak. Beri judul “Nama” di atas kolomnya, atau pakai templat."
        ),
        "gone": _("Berkasnya belum sampai, Kak. Tolong kirim sekali lagi."),
    }
    return said[why]


def to_template(texts: Texts, contingent: Contingent) -> Choice:
    """The button that hands out the template."""
    return Choice(f"contingent:{contingent.id}:template", texts.gettext("Unduh templat"))


def to_list(texts: Texts, contingent: Contingent) -> Choice:
    """The button that asks for a file once more."""
    return Choice(f"contingent:{contingent.id}:list", texts.gettext("Kirim berkas lagi"))
