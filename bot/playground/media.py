"""Photos and documents: their limits, their sizes in pixels, and where they are kept."""

import re
import secrets
import struct

from telegram.constants import FileSizeLimit

from bot.playground.answers import Json, Refused, bad_request
from bot.playground.requests import Upload
from bot.playground.store import Store

_LARGEST_SUM = 10_000
_LARGEST_RATIO = 20
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def kept_photo(store: Store, photo: Upload | str | None) -> Json:
    """The photo of a request, kept: an upload, or the id of one known. Raises Refused where Telegram would."""
    if not isinstance(photo, Upload):
        file = _known(store, "photo", photo)
        if "width" not in file:
            raise bad_request("type of file mismatch")
        return file
    if len(photo.content) > FileSizeLimit.PHOTOSIZE_UPLOAD:
        words = f"file of size {len(photo.content)} bytes is too big for a photo"
        raise bad_request(f"{words}; the maximum size is {int(FileSizeLimit.PHOTOSIZE_UPLOAD)} bytes")
    size = picture_size(photo.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _LARGEST_SUM or max(width, height) > _LARGEST_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return _kept(store, "photos", photo, {"width": width, "height": height})


def kept_document(store: Store, document: Upload | str | None, kind: str = "document") -> Json:
    """The document, video or voice of a request, kept: an upload, or the id of one known. Raises Refused."""
    if not isinstance(document, Upload):
        file = _known(store, kind, document)
        if file.get("as", "document") != kind or "width" in file:
            raise bad_request("type of file mismatch")
        return file
    if not document.content:
        raise bad_request("file must be non-empty")
    if len(document.content) > FileSizeLimit.FILESIZE_UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    return _kept(store, f"{kind}s", document, {"as": kind})


def as_photo(file: Json) -> list[Json]:
    """The Bot API's sizes of a photo; here there is one."""
    return [{**_as_file(file), "width": file["width"], "height": file["height"]}]


def as_document(file: Json) -> Json:
    """The Bot API's Document."""
    return {**_as_file(file), "file_name": file["name"], "mime_type": file["kind"]}


def as_video(file: Json) -> Json:
    """The Bot API's Video; nobody here looks into it."""
    return {**as_document(file), "width": 0, "height": 0, "duration": 0}


def as_voice(file: Json) -> Json:
    """The Bot API's Voice."""
    return {**_as_file(file), "mime_type": file["kind"], "duration": 0}


def as_download(store: Store, file_id: str) -> Json:
    """The Bot API's File, ready to be fetched. Raises Refused where it is unknown or too big."""
    file = store.file(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file["size"] > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise bad_request("file is too big")
    return {**_as_file(file), "file_path": file["path"]}


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG picture, or None where it is no such picture."""
    size: tuple[int, int] | None = None
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        size = struct.unpack(">II", content[16:24])
    elif content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        size = struct.unpack("<HH", content[6:10])
    elif content.startswith(b"\xff\xd8"):
        size = _jpeg_size(content)
    return size if size and all(size) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


def _known(store: Store, what: str, file_id: str | None) -> Json:
    if not file_id:
        raise bad_request(f"there is no {what} in the request")
    file = store.file(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def _kept(store: Store, folder: str, upload: Upload, more: Json) -> Json:
    number = store.next("next_file")
    ending = re.search(r"\.[A-Za-z0-9]{1,8}$", upload.name)
    file: Json = {
        "file_id": secrets.token_urlsafe(24), "unique": secrets.token_urlsafe(9), "name": upload.name,
        "kind": upload.kind, "size": len(upload.content),
        "path": f"{folder}/file_{number}{ending.group() if ending else ''}",
    } | more  # fmt: skip
    store.keep_file(file, upload.content)
    return file


def _as_file(file: Json) -> Json:
    return {"file_id": file["file_id"], "file_unique_id": file["unique"], "file_size": file["size"]}
