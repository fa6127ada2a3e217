"""The HTTP behind python-telegram-bot, on aiohttp: its errors tell whether a request may have been sent."""

from typing import cast

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
WRITE_SECONDS = 5.0
WRITE_FILE_SECONDS = 20.0
CONNECTIONS = 256

_UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


def never_sent(error: BaseException) -> bool:
    """Whether an error of the transport came before any byte of the request was written."""
    return isinstance(error.__cause__, _UNSENT)


class Transport(BaseRequest):
    """Requests to a Bot API server; its own default (HTTPX) slows down with every request in flight.

    Timeouts are in seconds, and `read_timeout` is how long an answer may take. The cause of each error that it raises
    is aiohttp's, so that `never_sent` can tell.
    """

    def __init__(self, read_timeout: float = 20.0, connect_timeout: float = CONNECT_SECONDS) -> None:
        self._read = read_timeout
        self._connect = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take, in seconds."""
        return self._read

    async def initialize(self) -> None:
        """Open the session, if it is not open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the session, if it is open."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body of the answer; connecting includes waiting for a free connection.

        Raises TimedOut and NetworkError.
        """
        files = bool(request_data and request_data.contains_files)
        connect = _seconds(connect_timeout, self._connect)
        write = _seconds(write_timeout, WRITE_FILE_SECONDS if files else WRITE_SECONDS)
        read = _seconds(read_timeout, self._read)
        # A total shorter than these three could end a request while it connects, and look like one that was sent.
        total = None if connect is None or write is None or read is None else connect + write + read
        timeout = aiohttp.ClientTimeout(total=total, connect=connect, sock_connect=connect, sock_read=read)
        return await self._exchange(method, url, _body(request_data), timeout)

    async def call(self, url: str, fields: dict[str, str], read_timeout: float) -> tuple[int, bytes]:
        """The status and the undecoded body of the answer to a POST. Raises TimedOut and NetworkError."""
        total = self._connect + WRITE_SECONDS + read_timeout
        timeout = aiohttp.ClientTimeout(total, self._connect, sock_read=read_timeout, sock_connect=self._connect)
        return await self._exchange("POST", url, aiohttp.FormData(fields), timeout)

    async def download(self, url: str, seconds: float, most: int) -> tuple[int, bytes]:
        """The status and the content of a file; 413 where it has more bytes than `most`. Raises as `call` does."""
        timeout = aiohttp.ClientTimeout(seconds, self._connect, sock_read=self._read, sock_connect=self._connect)
        return await self._exchange("GET", url, None, timeout, most)

    async def _exchange(
        self,
        method: str,
        url: str,
        body: aiohttp.FormData | None,
        timeout: aiohttp.ClientTimeout,
        most: int | None = None,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the transport is not open")
        try:
            # A redirected POST would become a GET.
            async with self._session.request(method, url, data=body, timeout=timeout, allow_redirects=False) as answer:
                if most is None:
                    return answer.status, await answer.read()
                content = bytearray()
                async for chunk in answer.content.iter_any():
                    content += chunk
                    if len(content) > most:
                        return 413, b""
                return answer.status, bytes(content)
        # The errors' own words may hold the address, and with it the token.
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error


def _seconds(given: object, default: float) -> float | None:
    """A timeout as python-telegram-bot passes it: left out, None for none, or seconds."""
    return default if given is BaseRequest.DEFAULT_NONE else cast("float | None", given)


def _body(data: RequestData | None) -> aiohttp.FormData | None:
    """The parameters as a form, in parts when there are files."""
    if data is None:
        return None
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
