"""Fetching an address: only from the public web, in bounded size and time, and only where the desk wants it."""

from __future__ import annotations

import socket
import zlib
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.utils import timezone
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from factcheck.core.sentences import gettext_noop as _
from factcheck.services.intake.addresses import (
    NotFetchedError,
    WebAddress,
    leads_inside,
    read_address,
    require_public,
)
from factcheck.services.intake.reaching import Deadline, PublicAdapter

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
MOST_HEADERS = 64 * 1024
"""Characters that the head of an answer may have; what reads it stops at a hundred lines of 64 KB."""
HEADERS = {"User-Agent": "Factcheck", "Accept": "*/*", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far fetching goes. The desk always uses this one; tests lift a ban to reach a server of their own."""

    seconds: float = 30
    silent_seconds: float = 10
    allow_loopback: bool = False
    any_port: bool = False


PUBLIC_WEB = Reach()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, the media type that the server declared, and where they came from."""

    content: bytes
    media_type: str
    final_address: str
    fetched_at: datetime


def fetch(address: str, *, reach: Reach = PUBLIC_WEB) -> Fetched:
    """Fetch what stands at an address of the public web. Never call it inside a transaction: it waits for others.

    Only http and https at their usual ports are asked, without a name or password, without cookies and without a proxy.
    No spelling, name or redirect leads to a private, loopback, link-local or otherwise special number: every number
    that a name stands for is checked, and the one that was checked is the one that is connected to. At most five
    redirects are followed, none from https back to http. What is larger than a document may be, packed or unpacked, or
    takes longer than `reach` allows, is given up. Looking a name up is bounded by the machine's own resolver.

    Raises NotFetchedError, always with a sentence, and where the desk does not fetch at all.
    """
    if not settings.FETCH_ADDRESSES:
        raise NotFetchedError(_("This desk does not fetch addresses. Save the page and add the file."))
    with Deadline(reach.seconds) as deadline:
        try:
            fetched = _follow(address, reach, deadline)
        except NotFetchedError:
            if not deadline.has_passed:
                raise
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            if not deadline.has_passed:
                raise _explained(error, reach) from error
        # An answer that was cut off at its end can look like a whole one.
        if deadline.has_passed:
            raise _too_slow(reach.seconds)
        return fetched


def _follow(address: str, reach: Reach, deadline: Deadline) -> Fetched:
    asked = read_address(address, any_port=reach.any_port, any_name=reach.allow_loopback)
    for _hop in range(MOST_REDIRECTS + 1):
        require_public_name(asked, reach)
        with session_for(asked, reach, deadline) as session, _ask(session, asked, reach) as response:
            onwards = response.headers.get("Location", "")
            if response.status_code not in REDIRECTS or not onwards:
                content = _content(response)
                declared = response.headers.get("Content-Type", "")[:200]
                return Fetched(content, declared, asked.url, timezone.now())
        asked = following(asked, onwards, reach)
    raise NotFetchedError(
        _("This address leads on more than %(most)s times. Give the address of the page itself."),
        most=MOST_REDIRECTS,
    )


def following(asked: WebAddress, onwards: str, reach: Reach = PUBLIC_WEB) -> WebAddress:
    """Where a redirect leads, held to the rules of every address; never from https to http."""
    onward = read_address(urljoin(asked.url, onwards), any_port=reach.any_port, any_name=reach.allow_loopback)
    if asked.scheme == "https" and onward.scheme == "http":
        raise NotFetchedError(
            _("This address leads from https to http, where others could change the page. Add the file.")
        )
    return onward


def require_public_name(asked: WebAddress, reach: Reach) -> None:
    """Refuse a name of which any number is private: which one is asked would be a matter of luck."""
    try:
        found = socket.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetchedError(
            _("There is no site %(host)s, or it cannot be found now. Check the address."), host=asked.host
        ) from None
    for entry in found:
        require_public(str(entry[4][0]), allow_loopback=reach.allow_loopback)


def session_for(asked: WebAddress, reach: Reach, deadline: Deadline) -> requests.Session:
    """A session for one question: nothing of the machine's settings, and nothing of the last answer, goes along."""
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(HEADERS)
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.adapters.clear()
    adapter = PublicAdapter(
        is_encrypted=asked.scheme == "https", allow_loopback=reach.allow_loopback, deadline=deadline
    )
    session.mount(f"{asked.scheme}://", adapter)
    return session


def _ask(session: requests.Session, asked: WebAddress, reach: Reach) -> requests.Response:
    question = session.prepare_request(requests.Request("GET", asked.url))
    seen = read_address(str(question.url), any_port=reach.any_port, any_name=reach.allow_loopback)
    if (seen.scheme, seen.host, seen.port) != (asked.scheme, asked.host, asked.port):
        raise leads_inside()
    return session.send(
        question, stream=True, allow_redirects=False, timeout=(reach.silent_seconds, reach.silent_seconds)
    )


def _content(response: requests.Response) -> bytes:
    """The bytes of an answer, unpacked. Raises NotFetchedError for another answer than a page, and for too much."""
    if response.status_code != requests.codes.ok:
        raise NotFetchedError(
            _("The site answered %(status)s instead of the page. Check the address, or add the file."),
            status=f"{response.status_code} {response.reason or ''}".strip()[:80],
        )
    if sum(len(name) + len(value) for name, value in response.headers.items()) > MOST_HEADERS:
        raise _not_understood()
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise NotFetchedError(
            _("The site packed the page in a way that was not asked for. Save the page and add the file.")
        )
    most = settings.MAX_DOCUMENT_BYTES
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and (len(announced) > 15 or int(announced) > most):
        raise _too_large(most)
    unpacked = zlib.decompressobj(wbits=31) if packing.endswith("gzip") else None
    content = bytearray()
    read = 0
    while piece := response.raw.read(CHUNK, decode_content=False):
        read += len(piece)
        content += piece if unpacked is None else _unpack(unpacked, piece, most + 1 - len(content))
        if max(read, len(content)) > most:
            raise _too_large(most)
    if unpacked is not None and (not unpacked.eof or unpacked.unused_data):
        raise _not_understood()
    return bytes(content)


def _unpack(packed: zlib._Decompress, piece: bytes, most: int) -> bytes:
    """What a piece unpacks to, and no more than so many bytes of it."""
    try:
        return packed.decompress(piece, most)
    except zlib.error:
        raise _not_understood() from None


def _explained(error: Exception, reach: Reach) -> NotFetchedError:
    if isinstance(error, InvalidIPAddress):
        return leads_inside()
    if isinstance(error, requests.exceptions.SSLError):
        return NotFetchedError(
            _("The certificate of this site cannot be trusted. Save the page and add the file.")
        )
    if isinstance(error, (requests.exceptions.Timeout, TimeoutError)) or "timed out" in str(error):
        return _too_slow(reach.silent_seconds)
    if isinstance(error, requests.exceptions.ConnectionError) and "refused" in str(error):
        return NotFetchedError(_("This site does not answer. Try again later, or add the file."))
    return _not_understood()


def _too_slow(seconds: float) -> NotFetchedError:
    return NotFetchedError(
        _("The site did not answer within %(seconds)s seconds. Try again later, or add the file."),
        seconds=round(seconds, 1),
    )


def _too_large(most: int) -> NotFetchedError:
    return NotFetchedError(
        _("What stands there is larger than %(most)s MB. Add the part of it that you need as a file."),
        most=round(most / MEGABYTE, 1),
    )


def _not_understood() -> NotFetchedError:
    return NotFetchedError(_("The answer of this site cannot be read. Save the page and add the file."))
