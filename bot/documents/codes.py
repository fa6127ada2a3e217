"""Codes to scan with a phone's camera."""

from io import BytesIO

_PIXELS = 10
"""Pixels of a code's smallest square: large enough for an old phone's camera, from a screen."""


def qr_png(text: str) -> bytes:
    """A QR code that says the text, as a PNG picture."""
    import segno

    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=_PIXELS, border=4)
    return picture.getvalue()
