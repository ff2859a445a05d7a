"""Which addresses may be fetched: how they are spelled, and where they lead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit, urlunsplit

import idna

from factcheck.core.sentences import gettext_noop as _
from factcheck.models.documents import MAX_ADDRESS
from factcheck.services.errors import InvalidInputError

USUAL_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")

# What Python counts as public and is not: relays and translators that lead elsewhere, and what is out of use.
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "2001::/23",
            "2002::/16",
            "3fff::/20",
        ),
    )
)
_PUBLIC_V6 = ip_network("2000::/3")


class NotFetchedError(InvalidInputError):
    """An address is not fetched, or what it answers is not taken; belongs to the field `address`."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, field="address", **values)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that is spelled plainly: scheme, host and port as they will be asked for, and nothing hidden in it."""

    url: str
    scheme: str
    host: str
    port: int


def read_address(address: str, *, any_port: bool = False, any_name: bool = False) -> WebAddress:
    """An address as it will be asked for. Raises NotFetchedError for what has a name or password in it, another scheme
    or port than the web's, or a host that is spelled so that it may be taken for another.

    `any_port` and `any_name` let tests reach a server of their own.
    """
    address = address.strip()
    _require_plain(address)
    parts = _split(address)
    scheme = parts.scheme
    if "@" in parts.netloc:
        raise NotFetchedError(
            _("There is a name or password in this address. Give the address without it, or add the file.")
        )
    host = _host(parts, any_name=any_name)
    port = _port(parts)
    if port != USUAL_PORTS[scheme] and not any_port:
        raise NotFetchedError(
            _("This address names the port %(port)s; only the usual ports of the web are asked."), port=port
        )
    shown = host if port == USUAL_PORTS[scheme] else f"{host}:{port}"
    url = urlunsplit((scheme, shown, parts.path or "/", parts.query, ""))
    return WebAddress(url, scheme, host.strip("[]"), port)


def require_public(address: str, *, allow_loopback: bool = False) -> None:
    """Raise NotFetchedError unless a number of the network can be reached by everybody."""
    number = ip_address(address)
    if allow_loopback and number.is_loopback:
        return
    if not _is_public(number):
        raise leads_inside()


def leads_inside() -> NotFetchedError:
    return NotFetchedError(_("This address leads into a private network and is not fetched."))


def _is_public(number: IPv4Address | IPv6Address) -> bool:
    if number.version == 6 and (number not in _PUBLIC_V6 or number.ipv4_mapped is not None):
        return False
    if any(number.version == net.version and number in net for net in _NOT_PUBLIC):
        return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def _require_plain(address: str) -> None:
    if not address:
        raise NotFetchedError(_("Give the address of a page."))
    if len(address) > MAX_ADDRESS:
        raise NotFetchedError(
            _("This address is longer than %(most)s characters. Save the page and add the file."),
            most=MAX_ADDRESS,
        )
    if "\\" in address or any(unicodedata.category(sign)[0] in "CZ" for sign in address):
        raise NotFetchedError(
            _("There is a space, a backslash or an unseen character in this address. Type it anew.")
        )


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is what refuses a port that is no number
    except ValueError:
        raise _unclear() from None
    if parts.scheme not in USUAL_PORTS:
        raise NotFetchedError(
            _(
                "Only addresses that begin with http:// or https:// are fetched. Save the page and add the file."
            )
        )
    # Some readers forgive a missing or a third stroke, and then take another part for the host.
    if not re.match(r"https?://[^/?#]", address, re.IGNORECASE):
        raise _unclear()
    return parts


def _host(parts: SplitResult, *, any_name: bool) -> str:
    """The host as it will be asked for: a name in ASCII, or a number of the network in its usual form."""
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        try:
            number = IPv6Address(host)
        except ValueError:
            raise _unclear() from None
        if number.scope_id is not None:
            raise _unclear()
        return f"[{number}]"
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            raise _unclear() from None
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise NotFetchedError(
                _("This address writes its host as a number in an unusual way. Give the name of the site.")
            ) from None
    if not (_HOST.fullmatch(host) or (any_name and host == "localhost")):
        raise _unclear()
    return host


def _port(parts: SplitResult) -> int:
    return USUAL_PORTS[parts.scheme] if parts.port is None else parts.port


def _unclear() -> NotFetchedError:
    return NotFetchedError(
        _("This is no address of a page on the web. It reads like https://www.example.org/page.")
    )
