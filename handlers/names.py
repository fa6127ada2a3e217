"""What roles and regions are called."""

from bot.texts import Texts
from bot.understanding.regions import region_name


def role_name(texts: Texts, role: str) -> str:
    """The role as it is said."""
    _ = texts.gettext
    return {"admin": _("admin"), "organiser": _("penyelenggara"), "coordinator": _("koordinator")}[role]


def place_name(texts: Texts, region: str) -> str:
    """The region's name; the whole country for ""."""
    return region_name(region) if region else texts.gettext("seluruh Indonesia")


def masked_phone(phone: str) -> str:
    """A telephone number, enough of it to know it again and not to call it: "0812•••••890"; "" for none."""
    local = f"0{phone.removeprefix('+62')}" if phone.startswith("+62") else phone
    return f"{local[:4]}{'•' * max(len(local) - 7, 3)}{local[-3:]}" if phone else ""
