"""Whom something is for: asked, read from words, and said again."""

from handlers.audiences.asking import Whom
from handlers.audiences.places import covering, is_wide, region_for
from handlers.audiences.wording import described

__all__ = ["Whom", "covering", "described", "is_wide", "region_for"]
