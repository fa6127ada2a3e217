"""When a message may leave: the pace of all, of what is pushed and of each chat, and what the channel said of it."""

from bot.messages import Address
from bot.pace import ChatPace, Complaints, Pace
from storage.deliveries import EVERYBODY
from storage.outbox import REPLIES, Delivery

USUAL_RATE = 28.0
"""Messages a second in all, for which a chat's pace is one a second."""


class Gates:
    """Those of one sender; `rate_all` and `rate_bulk` are messages a second."""

    def __init__(self, rate_all: float, rate_bulk: float) -> None:
        self._all, self._bulk, self._chats = Pace(rate_all), Pace(rate_bulk), ChatPace(rate_all / USUAL_RATE)
        self._complaints = Complaints()

    @property
    def held(self) -> float:
        """Seconds until any message may leave."""
        return self._all.held

    def hold(self, seconds: float) -> None:
        """Nothing leaves for so long."""
        self._all.hold(seconds)

    def halt(self, to: Address, seconds: float) -> None:
        """Nothing leaves for so long to this chat, or to anybody if its user is EVERYBODY."""
        if to.user == EVERYBODY:
            self._all.hold(seconds)
        else:
            self._chats.halt(to, seconds)

    def halted(self, to: Address) -> float:
        """Seconds for which nothing may leave to this chat."""
        return self._chats.halted(to)

    def told_to_wait(self, to: Address, seconds: float) -> Address:
        """The channel told this chat to wait; who must: it alone, or everybody if several chats hear that."""
        waiting = Address(to.channel, to.account, EVERYBODY) if self._complaints.hear(to, seconds) else to
        self.halt(waiting, seconds)
        return waiting

    async def turn(self, delivery: Delivery) -> None:
        """Wait until it may leave."""
        await self._chats.turn(delivery.to)
        if delivery.lane != REPLIES:
            await self._bulk.turn(delivery.lane)
        await self._all.turn(delivery.lane)

    async def turn_again(self, delivery: Delivery) -> None:
        """Wait once more: its turn was long ago, and so was that of others who waited with it."""
        await self._all.turn(delivery.lane)

    def leaves(self, delivery: Delivery, files: int) -> None:
        """It leaves, with so many files: to the channel an album is as many messages, but it leaves at once."""
        if files > 1:
            self._all.spend(files - 1)
            if delivery.lane != REPLIES:
                self._bulk.spend(files - 1)

    def arrived(self, delivery: Delivery, files: int) -> None:
        """It arrived by now, and perhaps only now."""
        self._chats.arrived(delivery.to, max(1, files))
