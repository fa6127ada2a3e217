"""Conversations: async functions that ask in order, run again from the top for every message.

The answers so far lie in the database under their names, so a run finds its place by itself, also after a restart or
a new version. The one rule: a conversation writes only after its last question.
"""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from bot.asking import Again, Answer, Gone, Invalid, Prompt, close, put, stands
from bot.fitting import joined, requests
from bot.messages import ALBUM, Choice, Inbound, Kind, Outbound, Pin
from bot.talks import House, Talk
from bot.texts import translator
from bot.understanding.regions import covers, zone_of
from storage.contacts import Contact
from storage.roles import Grant, Role, regions_of
from storage.sessions import CHANGED, Session
from storage.volunteers import Volunteer


class Waiting(BaseException):
    """Ends a run at an open question; like CancelledError, not to be caught."""


class Rerun(BaseException):
    """Starts a run from the top; like CancelledError, not to be caught."""


class Turn:
    """One message from a contact, and the replies to it.

    `unfinished` are the contact's talks with an open question; `link` makes the address that says `/start payload`.
    `resumed`: the open question is put again as at first, with what led to it. `row` is the message's in the inbox,
    `album` how many files the channel sends together.
    """

    def __init__(
        self,
        inbound: Inbound,
        contact: Contact,
        grants: Sequence[Grant] = (),
        volunteers: Sequence[Volunteer] = (),
        unfinished: Sequence[Session] = (),
        *,
        house: House,
        link: Callable[[str], str] = str,
        row: int = 0,
        album: int = ALBUM,
    ) -> None:
        self.inbound = inbound
        self.contact = contact
        self.grants = grants
        self.volunteers = volunteers
        self.unfinished = unfinished
        self.house = house
        self.talks = house.talks
        self.link = link
        self.row = row
        self.album = album
        self.waiting = ""
        self.speak(contact.locale)
        self.session = Session("")
        self.unread: Inbound | None = None
        self.resumed = False
        self.refused: str | None = None
        self.answered_aside = False
        self.keyboard_left = False
        self.question: Outbound | None = None
        self.next: tuple[str, dict[str, Any]] | None = None
        self.prelude: list[Outbound] = []
        self.notes: list[tuple[str, str]] = []
        self.jobs: list[tuple[str, int]] = []
        self._said: list[Outbound] = []

    @property
    def args(self) -> dict[str, Any]:
        """What started the talk: words after the command ("words"), the parts of a button's reference ("parts")."""
        return self.session.args

    @property
    def zone(self) -> str:
        """The IANA zone that whoever writes lives in: the volunteer's, the coordinator's, or the house's."""
        regions = [*(v.regency for v in self.volunteers), *(g.region for g in self.grants)]
        return next((zone_of(region) for region in regions if region), self.house.zone)

    def may(self, role: Role, region: str = "") -> bool:
        """Whether whoever writes has the role for the region (code; "" is the whole country). Admins may all."""
        return any(
            grant.role is Role.ADMIN or (grant.role is role and covers(grant.region, region)) for grant in self.grants
        )

    def may_use(self, talk: Talk) -> bool:
        """Whether whoever writes has a role that the talk is for, somewhere."""
        return Role.VOLUNTEER in talk.who or any(g.role is Role.ADMIN or g.role in talk.who for g in self.grants)

    def regions(self, *roles: Role) -> tuple[str, ...]:
        """The regions in which whoever writes has one of the roles; ("",) is the whole country, () none."""
        return regions_of(self.grants, *roles)

    def say(self, text: str, choices: Sequence[Choice] = (), about: str = "") -> None:
        """Reply with a text, and with actions that may be tapped."""
        self._said.append(Outbound(text, tuple(choices), about=about))

    def show(self, text: str, *media: int, pin: Pin | None = None, choices: Sequence[Choice] = ()) -> None:
        """Reply with files (ids of `storage.media`) or a place on the map, and a text with them."""
        self._said.append(Outbound(text, tuple(choices), media=media, pin=pin))

    def send(self, message: Outbound) -> None:
        """Reply with a message just as it is."""
        self._said.append(message)

    def ask(self, key: str, prompt: Prompt[Answer]) -> Answer:
        """The answer to a question; or the question goes out and the run ends until it comes."""
        session = self.session
        if key not in session.answers and key == session.asked and self.unread is not None:
            self._read(key, prompt, self.unread)
        if key in session.answers:
            try:
                value = prompt.restore(session.answers[key])
            except Gone:
                del session.answers[key]
            else:
                self._said.clear()  # it went out before this question did
                return value
        self._put(key, prompt)
        raise Waiting

    def _read(self, key: str, prompt: Prompt[Any], inbound: Inbound) -> None:
        session, self.unread = self.session, None
        if not stands(session, key, prompt):
            self.refused = self.gettext("Ada yang berubah sejak tadi, Kak. Tolong diperiksa sekali lagi ya.")
            return
        try:
            session.answers[key] = prompt.keep(prompt.read(inbound, session.notes.get(key)))
        except Invalid as invalid:
            self.refused = str(invalid)
        except Again as again:
            session.notes[key] = again.note
        else:
            close(session, key)
            question = prompt.question(None)
            typed = inbound.kind is Kind.TEXT and inbound.text not in [choice.label for choice in question.choices]
            self.keyboard_left = typed and question.ask_for is not None

    def _put(self, key: str, prompt: Prompt[Any]) -> None:
        if stands(self.session, key, prompt) and not self.resumed:
            self._said.clear()  # it went out when the question was first put
        self.question = put(self.session, key, prompt)

    def change(self, key: str) -> None:
        """Drop the answer (and the confirmation that asked for it), ask it again, and come back to the confirmation."""
        if key in self.session.answers:
            self.session.notes[CHANGED] = [key, self.session.answers.pop(key)]
        last = next(reversed(self.session.answers), None)
        if last is not None:
            del self.session.answers[last]
        raise Rerun

    def leave_waiting(self, words: str) -> None:
        """Have words that may not be kept yet wait in the message's own row, which `args["heard"]` names.

        They are erased when the talk ends, when it takes "heard" out of its args, and after a day.
        """
        self.args["heard"], self.waiting = self.row, words

    def presume(self, key: str, kept: Any) -> None:
        """Take a question as answered by what was understood elsewhere, unless it has an answer already."""
        self.session.answers.setdefault(key, kept)
        if key == self.session.asked:
            close(self.session, key)

    def words_to(self, key: str) -> str:
        """The words just typed in answer to an open question; "" where it is another, or something else came."""
        return self.unread.text if self.unread and self.unread.kind is Kind.TEXT and key == self.session.asked else ""

    def start_over(self) -> NoReturn:
        """Run the talk from the top, with the answers as they are now; its question is put anew."""
        raise Rerun

    def renew(self, key: str, kept: Any) -> None:
        """Another answer in place of one that was given."""
        self.session.answers[key] = kept

    def amend(self, key: str, kept: Any) -> None:
        """Another answer, without asking for it; then what was confirmed is shown again."""
        self.session.answers.popitem()
        self.session.answers[key] = kept
        raise Rerun

    def speak(self, locale: str) -> None:
        """From now on the replies of this turn are in this language."""
        self.texts = translator(locale)
        self.gettext = self.texts.gettext

    def told(self, key: str) -> Any:
        """The answer as it is kept; None where there is none."""
        return self.session.answers.get(key)

    def answered(self, key: str) -> bool:
        """Whether this question has been asked and answered."""
        return key in self.session.answers

    def confirmed_at(self, key: str) -> int:
        """When a confirmation was given, in milliseconds."""
        return int(self.session.answers[key]["at"])

    def resuming(self, session: Session) -> Choice:
        """The button that goes on with an unfinished talk; "ya" does, too."""
        return Choice(f"talk:resume:{session.id}:yes", self.gettext("Lanjutkan"))

    def then(self, talk: str, **args: Any) -> None:
        """When this talk ends, the next one starts, in the same turn."""
        self.next = (talk, args)

    def note(self, verb: str, thing: str) -> None:
        """Leave an audit row, whether the talk goes on or not; no personal data."""
        self.notes.append((verb, thing))

    def job(self, kind: str, subject: int) -> None:
        """Have slow work done after the turn."""
        self.jobs.append((kind, subject))

    def begin(self, session: Session) -> None:
        """The talk that is run next."""
        self.session, self.question, self.next = session, None, None

    def restart(self) -> None:
        """The same talk is run from the top."""
        self.session.asked, self.unread = None, None
        self._said.clear()

    def replies(self) -> list[Outbound]:
        """What goes out, in order and in few messages: what was said, then the question, with the reason if refused."""
        said = [*self.prelude, *self._said]
        if self.question is not None:
            if self.refused and not self.answered_aside:
                said.append(Outbound(self.refused))
            said.append(self.question)
        messages = joined(said)
        if self.keyboard_left and messages and messages[0].choices:
            # A question's own keyboard goes away with a message that has no buttons.
            messages.insert(0, Outbound(self.gettext("Baik, Kak.")))
        return [request for message in messages for request in requests(message, self.album)]
