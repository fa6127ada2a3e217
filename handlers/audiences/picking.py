"""An audience put together by tapping: part after part, several of each, and those to leave out."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.asking import Again, Invalid
from bot.messages import Choice, Outbound, listed
from bot.now import instant
from bot.texts import Texts, day
from bot.understanding import regions
from bot.understanding.pillars import pillars
from handlers.audiences.wording import described, state_name
from handlers.names import place_name
from storage.audiences import EVERYBODY, STATES, Audience, Group, packed, unpacked
from storage.audiences.naming import Known

PAGE = 7
"""Things shown at once: with those that turn the page and end it they fill a list of ten."""
TICK = "✓ "
REGION, PILLAR, CONTINGENT, EVENT, STATE = "region", "pillar", "contingent", "event", "state"
_PARTS = {REGION: "regions", PILLAR: "pillars", CONTINGENT: "contingents", STATE: "answers"}
_PICK, _DONE, _READY, _NEXT, _BACK = "pick:", "done", "yes", "~next", "~back"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is picked so far. `menu` is the part being picked from ("": none), `event` the one whose answers are.

    `without`: what is picked now is to be left out.
    """

    audience: Audience
    menu: str = ""
    event: int = 0
    page: int = 0
    without: bool = False

    @staticmethod
    def of(note: Any, scope: Sequence[str]) -> "Draft":
        """The draft in a prompt's note; an empty one where there is none."""
        return Draft(**{**note, "audience": unpacked(note["audience"])}) if note else Draft(Audience(tuple(scope)))

    def noted(self) -> dict[str, Any]:
        """The draft as a note."""
        note = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**note, "audience": packed(self.audience)}

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that are picked from now: the last of them grows."""
        return self.audience.without if self.without else self.audience.groups

    def toggled(self, thing: Any) -> "Draft":
        """The same with the thing picked, or not picked any more."""
        *others, group = self.groups or (EVERYBODY,)
        part = _PARTS[self.menu]
        before: tuple[Any, ...] = getattr(group, part)
        after = tuple(each for each in before if each != thing) if thing in before else (*before, thing)
        changed: dict[str, Any] = {part: after}
        return self.with_groups((*others, replace(group, **changed)))

    def with_groups(self, groups: tuple[Group, ...]) -> "Draft":
        """The same with these groups, in place of those that are picked from."""
        if self.without:
            return replace(self, audience=replace(self.audience, without=groups))
        return replace(self, audience=replace(self.audience, groups=groups))

    def tidied(self) -> Audience:
        """The audience without groups in which nothing was picked."""
        groups, without = (
            tuple(group for group in part if group != EVERYBODY)
            for part in (self.audience.groups, self.audience.without)
        )
        return replace(self.audience, groups=groups, without=without)


@dataclass(frozen=True)
class Picks:
    """What may be picked by somebody who may write to the regions of `scope`; `known` are things near them."""

    texts: Texts
    scope: tuple[str, ...]
    known: Known

    def after(self, choice: str, draft: Draft) -> Audience:
        """The audience, once it is said to be right; otherwise Again, with the draft after a tap. Raises Invalid."""
        if choice == _READY:
            audience = draft.tidied()
            if draft.audience != audience and not (audience.groups or audience.without):
                raise Invalid(self.texts.gettext("Belum ada yang dipilih, Kak."))
            return audience
        raise Again(self._tapped(choice, draft).noted())

    def _tapped(self, choice: str, draft: Draft) -> Draft:
        if choice.startswith(_PICK):
            return self._picked(choice.removeprefix(_PICK), draft)
        if choice in (_NEXT, _BACK):
            return replace(draft, page=max(0, draft.page + (1 if choice == _NEXT else -1)))
        if choice == _DONE:
            return replace(draft, menu="", page=0)
        if choice == "more":
            return replace(draft, without=False).with_groups((*draft.audience.groups, EVERYBODY))
        if choice == "minus":
            return replace(draft, without=True)
        if choice == "anew":
            return Draft(Audience(self.scope))
        return replace(draft, menu=choice, page=0)

    def _picked(self, thing: str, draft: Draft) -> Draft:
        if draft.menu == EVENT:
            return replace(draft, menu=STATE, event=int(thing), page=0)
        if draft.menu == STATE:
            return draft.toggled((draft.event, thing))
        return draft.toggled(int(thing) if draft.menu == CONTINGENT else thing)

    def question(self, draft: Draft) -> Outbound:
        """What is picked so far, and what may be done with it; or the things of the part being picked from."""
        _ = self.texts.gettext
        said = _("Penerimanya: {who}.").format(who=described(self.texts, draft.tidied(), self.known))
        if not draft.menu:
            return Outbound(
                f"{said}\n\n{self._wish(draft)}",
                (Choice(_READY, _("Ya, sudah pas")), *self.parts(draft), *self._more(draft)),
            )
        things = self._things(draft)
        start = min(draft.page, max(0, len(things) - 1) // PAGE) * PAGE
        shown = list(listed(things[start : start + PAGE]))
        if start + PAGE < len(things):
            shown.append(Choice(_NEXT, _("Lainnya »")))
        if start:
            shown.append(Choice(_BACK, _("« Sebelumnya")))
        shown.append(Choice(_DONE, _("Selesai")))
        return Outbound(f"{said}\n\n{self._wish(draft)}", tuple(shown))

    def _wish(self, draft: Draft) -> str:
        """What is asked for now."""
        _ = self.texts.gettext
        if draft.menu == EVENT:
            return _("Kegiatan yang mana, Kak?")
        if draft.menu == STATE:
            titles = {row["id"]: row["title"] for row in self.known.events}
            return _("Yang jawabannya apa untuk “{title}”, Kak? Ketuk satu atau beberapa, lalu Selesai.").format(
                title=titles.get(draft.event, draft.event)
            )
        if draft.menu:
            return _("Ketuk satu atau beberapa, Kak, lalu Selesai.")
        if draft.without and draft.groups[-1:] in ((), (EVERYBODY,)):
            return _("Siapa yang dikecualikan, Kak?")
        if draft.groups[-1:] == (EVERYBODY,):
            return _("Siapa lagi yang ditambahkan, Kak?")
        return _("Sudah pas, Kak? Boleh ditambah lagi.")

    def parts(self, draft: Draft) -> tuple[Choice, ...]:
        """The parts that there is something to pick from."""
        _ = self.texts.gettext
        names = {REGION: _("Wilayah"), PILLAR: _("Pilar"), CONTINGENT: _("Kontingen"), EVENT: _("Jawaban acara")}
        return tuple(
            Choice(menu, name)
            for menu, name in names.items()
            if len(self._things(replace(draft, menu=menu))) > (menu == REGION)
        )

    def _more(self, draft: Draft) -> list[Choice]:
        _ = self.texts.gettext
        more = [] if draft.without else [Choice("minus", _("Kecualikan"))]
        if draft.tidied().groups:
            more.append(Choice("more", _("Tambah kelompok")))
        return [*more, Choice("anew", _("Ulang dari awal"))]

    def _things(self, draft: Draft) -> list[tuple[str, str]]:
        """The things of the part being picked from, as (id, name), those picked with a tick."""
        group = draft.groups[-1] if draft.groups else EVERYBODY
        picked: set[Any] = set(getattr(group, _PARTS.get(draft.menu, "regions")))
        match draft.menu:
            case "region":
                things: list[tuple[Any, str]] = [(code, place_name(self.texts, code)) for code in self._codes()]
            case "pillar":
                things = list(pillars().items())
            case "contingent":
                things = [(row["id"], row["name"]) for row in self.known.contingents]
            case "state":
                things = [((draft.event, state), state_name(self.texts, state)) for state in STATES]
            case _:
                things = [(row["id"], _dated(self.texts, row)) for row in self.known.events]
        return [
            (f"{_PICK}{thing[1] if draft.menu == STATE else thing}", f"{TICK if thing in picked else ''}{name}")
            for thing, name in things
        ]

    def _codes(self) -> list[str]:
        """The regions inside the scope that may be picked: kabupaten and kota of a province, provinces of all."""
        codes: list[str] = []
        for code in self.scope:
            inside = regions.provinces() if not code else [] if "." in code else regions.regencies(code)
            codes += [region.code for region in inside] or [code]
        return codes


def _dated(texts: Texts, event: Any) -> str:
    return f"{event['title']}, {day(instant(event['starts_at']), event['zone'], texts.locale)}"
