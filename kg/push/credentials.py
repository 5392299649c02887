"""Who pushes: a name and a password or a token, from the environment or .netrc, never printed.

A store that answers "401, Digest" to the first request gets a digest, one that says "Basic" the
password; KG_PUSH_TOKEN is sent as it is, as a bearer token.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from netrc import NetrcParseError, netrc
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kg.errors import PushError


class Bearer(httpx.Auth):
    """A token in every request."""

    def __init__(self, token: str) -> None:
        self.token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


class Challenged(httpx.Auth):
    """A name and a password, given in the way that the store asks for."""

    def __init__(self, name: str, password: str) -> None:
        self.name = name
        self.password = password
        self.way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self.way is None:
            response = yield request
            if response.status_code != 401:
                return
            ways = " ".join(response.headers.get_list("www-authenticate")).lower()
            is_digest = "digest" in ways
            kind = httpx.DigestAuth if is_digest else httpx.BasicAuth
            self.way = kind(self.name, self.password)
        yield from self.way.auth_flow(request)


def find_credentials(address: str) -> httpx.Auth | None:
    """What the environment says (KG_PUSH_TOKEN, or KG_PUSH_USER and KG_PUSH_PASSWORD), else what
    .netrc has for the host, else nothing; raises PushError for half of them.
    """
    token = os.environ.get("KG_PUSH_TOKEN")
    name, password = os.environ.get("KG_PUSH_USER"), os.environ.get("KG_PUSH_PASSWORD")
    if token:
        if not token.isascii() or not token.isprintable():
            raise PushError("KG_PUSH_TOKEN: holds characters that no token has; set it again")
        return Bearer(token)
    if name and password is not None:
        return Challenged(name, password)
    if name or password:
        raise PushError("KG_PUSH_USER, KG_PUSH_PASSWORD: only one is set; set both")
    return read_netrc(address)


def read_netrc(address: str) -> httpx.Auth | None:
    """What .netrc (or the file that NETRC names) has for the host of an address."""
    path = Path(os.environ.get("NETRC", "~/.netrc")).expanduser()
    if not path.is_file():
        return None
    try:
        found = netrc(str(path)).authenticators(urlsplit(address).hostname or "")
    except (NetrcParseError, OSError) as error:
        reason = error.msg if isinstance(error, NetrcParseError) else error.strerror
        raise PushError(f"{path}: cannot be used ({reason}); correct it") from None
    return Challenged(found[0], found[2] or "") if found else None
