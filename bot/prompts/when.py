"""A moment to come, as people write it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.asking import Again, Gone, Invalid
from bot.messages import Choice, Inbound, Outbound
from bot.now import instant, millis
from bot.prompts.choices import chosen
from bot.prompts.words import words_only
from bot.texts import Texts, calendar_day, moment
from bot.understanding.when import read_when


@dataclass(frozen=True)
class When:
    """A moment to come, as people write it; what was relative or doubtful is shown in full and confirmed.

    The answer is (the instant, the IANA zone that it was said in).
    """

    text: str
    texts: Texts
    zone: str
    now: Callable[[], datetime]
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> tuple[datetime, str]:
        """The instant and its zone."""
        note = note or {}
        if "doubtful" in note:
            typed = chosen(inbound.text, self._yes_no)
            answer = inbound.choice or (typed.id if typed else "")
            if answer == "yes":
                # It may have passed while the question stood.
                return self._coming(instant(note["doubtful"]["at"])), note["doubtful"]["zone"]
            if answer == "no":
                raise Again(None)
        text = words_only(inbound, self.texts.gettext)
        if "day" in note:
            on = date.fromisoformat(note["day"])
            hour = text if any(c.isalpha() for c in text) else f"jam {text}"
            found = read_when(f"{on.day}/{on.month}/{on.year} {hour}", self.now(), self.zone)
            if isinstance(found.value, datetime):
                return self._checked(found.value)
        return self._read(text, confirming="doubtful" in note)

    @property
    def _yes_no(self) -> tuple[Choice, ...]:
        _ = self.texts.gettext
        return (Choice("yes", _("Ya, benar")), Choice("no", _("Bukan")))

    def _read(self, text: str, *, confirming: bool) -> tuple[datetime, str]:
        _ = self.texts.gettext
        found = read_when(text, self.now(), self.zone)
        if found.problem == "past":
            raise Invalid(_("Waktu itu sudah lewat, Kak. Tulis waktu yang akan datang."))
        if isinstance(found.value, datetime):
            if found.doubtful:
                value = self._checked(found.value)
                raise Again({"doubtful": self.keep(value)})
            return self._checked(found.value)
        if isinstance(found.value, date):
            raise Again({"day": found.value.isoformat()})
        if found.problem == "ambiguous":
            raise Invalid(_("Relawan kurang yakin hari yang mana. Tulis tanggalnya, misalnya: 28 November jam 8 pagi."))
        if confirming:
            raise Invalid(_("Kalau waktunya sudah pas, ketuk “Ya, benar”. Kalau bukan, tulis waktunya ya, Kak."))
        raise Invalid(_("Waktunya belum terbaca. Tulis misalnya: Sabtu depan jam 8 pagi, atau 28/11/2026 08.00."))

    def _coming(self, value: datetime) -> datetime:
        _ = self.texts.gettext
        if value <= self.now():
            raise Invalid(_("Waktu itu sudah lewat, Kak. Tulis waktu yang akan datang."))
        return value

    def _checked(self, value: datetime) -> tuple[datetime, str]:
        offsets = {7: "Asia/Jakarta", 8: "Asia/Makassar", 9: "Asia/Jayapura"}
        offset = value.utcoffset()
        hours = int(offset.total_seconds() // 3600) if offset else 8
        return self._coming(value), offsets.get(hours, self.zone)

    def keep(self, value: tuple[datetime, str]) -> dict[str, Any]:
        """Milliseconds and zone."""
        return {"at": millis(value[0]), "zone": value[1]}

    def restore(self, kept: dict[str, Any]) -> tuple[datetime, str]:
        """The instant and its zone. Raises Gone if it has passed meanwhile."""
        if instant(kept["at"]) <= self.now():
            raise Gone
        return instant(kept["at"]), kept["zone"]

    def question(self, note: Any) -> Outbound:
        """The question; or the hour that is missing; or the moment as it was understood."""
        _ = self.texts.gettext
        note = note or {}
        if "doubtful" in note:
            when = moment(instant(note["doubtful"]["at"]), note["doubtful"]["zone"], self.texts.locale)
            return Outbound(_("Maksudnya {when}?").format(when=when), self._yes_no)
        if "day" in note:
            on = calendar_day(date.fromisoformat(note["day"]), self.texts.locale)
            return Outbound(_("{day}, jam berapa, Kak?").format(day=on))
        return Outbound(self.text)
