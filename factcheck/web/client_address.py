"""Whose request it is: the address of whoever asks, and not that of the proxies before the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

SOCKET = "unix"
"""A proxy on this machine that speaks through a socket has no address."""

_Address = IPv4Address | IPv6Address


class ClientAddressMiddleware:
    """Puts the client's address where the server puts that of whoever is connected.

    `X-Forwarded-For` is whatever anybody wrote, up to the part that trusted proxies have added. It is read from its
    end, as far as each part was added by a proxy that is trusted; without trusted proxies it is not heeded.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.TRUSTED_PROXIES:
            connected = request.META.get("REMOTE_ADDR", "")
            said = request.headers.get("X-Forwarded-For", "").split(",")
            request.META["REMOTE_ADDR"] = client_address(connected, said, tuple(settings.TRUSTED_PROXIES))
        return self.get_response(request)


def client_address(connected: str, said: list[str], trusted: tuple[str, ...]) -> str:
    """The last address that is not a trusted proxy's, or the furthest that is known for certain."""
    found = connected
    for part in reversed(said):
        if not _is_trusted(found, trusted):
            break
        address = _address(part.strip())
        if address is None:
            break
        found = str(address)
    return found


def _address(text: str) -> _Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_trusted(text: str, trusted: tuple[str, ...]) -> bool:
    if not text:
        return SOCKET in trusted
    address = _address(text)
    return address is not None and any(address in network for network in _networks(trusted))


@cache
def _networks(trusted: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(one, strict=False) for one in trusted if one != SOCKET]
    except ValueError as error:
        raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}") from error
