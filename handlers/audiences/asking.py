"""The question whom something is for, answered by tapping or in words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.asking import Again, Gone, Invalid
from bot.messages import Choice, Inbound, Kind, Outbound, listed
from bot.prompts import chosen
from bot.prompts.words import words_only
from bot.texts import Texts
from bot.understanding.audiences import Meant, Said, read_audience
from handlers.audiences.picking import Draft, Picks
from handlers.audiences.places import covering, near
from handlers.audiences.resolving import Resolver, settled
from handlers.names import place_name
from storage.audiences import Audience, packed, unpacked
from storage.audiences.naming import Known


@dataclass(frozen=True)
class Whom:
    """Whom something is for, inside the regions of `scope`: one tap, several, or words. The answer is an Audience."""

    text: str
    texts: Texts
    scope: Sequence[str]
    known: Known
    zone: str
    free: bool = False

    def read(self, inbound: Inbound, note: Any) -> Audience:
        """The audience; Again while it is being put together, or where a name is open."""
        note = note or {}
        choices = self.question(note).choices
        choice = self._choice(inbound, choices)
        if "open" in note:
            if choice:
                return self._resolved(settled(_meant(note["open"]), choice))
        elif choice.startswith("all:"):
            return Audience((choice.removeprefix("all:"),))
        elif choice:
            return self._picks.after(choice, Draft.of(note, self.scope))
        words = words_only(inbound, self.texts.gettext)
        within = self.scope[0] if len(self.scope) == 1 else ""
        return self._resolved(read_audience(words, within))

    def _choice(self, inbound: Inbound, choices: Sequence[Choice]) -> str:
        if inbound.kind is Kind.CHOICE:
            found = next((choice for choice in choices if choice.id == inbound.choice), None)
            if found is None:
                raise Invalid(self.texts.gettext("Pilih salah satu ya, Kak, atau tulis sendiri untuk siapa."))
            return found.id
        typed = chosen(inbound.text, choices) if inbound.kind is Kind.TEXT else None
        return typed.id if typed else ""

    def _resolved(self, meant: Meant) -> Audience:
        audience = self._resolver.audience(meant)
        if self._resolver.open_place(meant):
            raise Again({"open": asdict(meant)})
        return audience

    @property
    def _picks(self) -> Picks:
        return Picks(self.texts, tuple(self.scope), near(self.scope, self.known))

    @property
    def _resolver(self) -> Resolver:
        return Resolver(self.texts, self.scope, near(self.scope, self.known), self.zone)

    def keep(self, value: Audience) -> str:
        """The audience as JSON."""
        return packed(value)

    def restore(self, kept: str) -> Audience:
        """The audience. Raises Gone if it is not in the scope any more."""
        audience = unpacked(kept)
        if any(covering(self.scope, region) is None for region in audience.within):
            raise Gone
        return audience

    def question(self, note: Any) -> Outbound:
        """The question with its choices; what is picked so far; or which place was meant."""
        note = note or {}
        if "open" in note:
            codes = self._resolver.open_place(_meant(note["open"]))
            names = listed([(code, place_name(self.texts, code)) for code in codes[:9]])
            return Outbound(self.texts.gettext("Yang mana, Kak?"), names)
        draft = Draft.of(note, self.scope)
        if draft == Draft(Audience(tuple(self.scope))):
            return Outbound(self.text, (*self._at_once(), *self._picks.parts(draft)))
        return self._picks.question(draft)

    def _at_once(self) -> tuple[Choice, ...]:
        _ = self.texts.gettext
        names = []
        for code in self.scope[:5]:
            name = place_name(self.texts, code) if code else _("Indonesia")
            names.append((f"all:{code}", name if "." in code else _("Seluruh {place}").format(place=name)))
        return listed(names)


def _meant(kept: dict[str, Any]) -> Meant:
    """What was meant, as a note keeps it."""

    def one(said: dict[str, Any]) -> Said:
        fields = {**said, "pillars": tuple(said["pillars"]), "places": tuple(map(tuple, said["places"]))}
        return Said(**fields)

    meant = Meant(tuple(map(one, kept["groups"])), tuple(map(one, kept["without"])))
    return replace(meant, unread=tuple(kept["unread"]))
