"""The kinds of question the bot can ask."""

from bot.prompts.choices import Choose, Confirm, chosen
from bot.prompts.files import Files, Given
from bot.prompts.home import Home, Place
from bot.prompts.numbers import Number, Phone
from bot.prompts.pillars import Pillars
from bot.prompts.region import Region
from bot.prompts.spot import Spot
from bot.prompts.when import When
from bot.prompts.words import Text, meant

__all__ = [
    "Choose",
    "Confirm",
    "Files",
    "Given",
    "Home",
    "Number",
    "Phone",
    "Pillars",
    "Place",
    "Region",
    "Spot",
    "Text",
    "When",
    "chosen",
    "meant",
]
