"""A Telegram on this machine: a strict Bot API server, and phones for people to talk with the bot."""

from bot.playground.faults import Faults
from bot.playground.people import Person
from bot.playground.phones import NotPossible
from bot.playground.playground import Hooks, Playground, serve

__all__ = ["Faults", "Hooks", "NotPossible", "Person", "Playground", "serve"]
