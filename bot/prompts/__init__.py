"""The kinds of question the bot can ask."""

from bot.prompts.choices import Choose, Confirm, chosen
from bot.prompts.home import Home, Place
from bot.prompts.numbers import Number, Phone
from bot.prompts.pillars import Pillars
from bot.prompts.region import Region
from bot.prompts.when import When
from bot.prompts.words import Text, meant

__all__ = [
    "Choose",
    "Confirm",
    "Home",
    "Number",
    "Phone",
    "Pillars",
    "Place",
    "Region",
    "Text",
    "When",
    "chosen",
    "meant",
]
