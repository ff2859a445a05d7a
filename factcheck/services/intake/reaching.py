"""Asking one server for one page: the connection goes where it was checked to go, and ends in time."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from threading import Lock, Timer
from types import TracebackType
from typing import Any, Self

from requests import PreparedRequest
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool

from factcheck.services.intake.addresses import require_public


class Deadline:
    """Ends every connection that it watches when its time is up, however slowly and steadily a server answers.

    A limit for each read alone would let a server that sends a byte now and then go on for days.
    """

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._sockets: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for watched in self._sockets:
                watched.close()
            self._sockets.clear()

    def watch(self, connected: socket.socket) -> None:
        """End this connection in time. What is kept is a copy, because encryption takes the socket itself over."""
        with self._lock:
            self._sockets.append(connected.dup())
        if self.has_passed:
            self._end()

    def _end(self) -> None:
        self.has_passed = True
        with self._lock:
            for watched in self._sockets:
                try:
                    watched.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it has ended by itself


class _WatchedConnection(HTTPConnection):
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self.deadline.watch(connected)
        return connected


class _WatchedEncryptedConnection(HTTPSConnection):
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self.deadline.watch(connected)
        return connected


class PublicAdapter(IPFilterAdapter):
    """Connects to the number that was checked, and to no other that the name may lead to a moment later.

    The library looks the name up, refuses private numbers and pins what it found; here that number is held to the
    stricter rule of `require_public`, and the connection to a deadline.
    """

    def __init__(self, *, is_encrypted: bool, allow_loopback: bool, deadline: Deadline) -> None:
        super().__init__(is_https_proto=is_encrypted, allow_loopback=allow_loopback)
        self._deadline = deadline
        self._connects = _WatchedEncryptedConnection if is_encrypted else _WatchedConnection

    def build_connection_pool_key_attributes(
        self,
        request: PreparedRequest,
        verify: bool | str,  # noqa: FBT001 - the signature is the library's
        cert: str | tuple[str, str] | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        require_public(host["host"].strip("[]"), allow_loopback=self._allow_loopback)
        return host, pool

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: bool | str | None,  # noqa: FBT001 - the same
        proxies: Mapping[str, str] | None = None,
        cert: str | tuple[str, str] | None = None,
    ) -> HTTPConnectionPool:
        pool: HTTPConnectionPool = super().get_connection_with_tls_context(request, verify, proxies, cert)
        # The pool makes its connections of this class, which knows when to end.
        vars(pool).update(ConnectionCls=type("Watched", (self._connects,), {"deadline": self._deadline}))
        return pool
