"""A site of one's own, to fetch from: real connections on this machine, each of them counted."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Pages by path, and what was asked: how many connections, and the head of each question."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    connections: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    posted: list[bytes] = field(default_factory=list)
    encryption: ssl.SSLContext | None = None

    def serve_encrypted(self, folder: Path) -> None:
        """Answer only under a certificate that this site made for itself."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
        now = datetime.now(tz=UTC)
        alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(alternative, critical=False)
            .sign(key, hashes.SHA256())
        )
        pem, secret = serialization.Encoding.PEM, serialization.NoEncryption()
        file = folder / "site.pem"
        file.write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, secret) + certificate.public_bytes(pem)
        )
        self.encryption = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.encryption.load_cert_chain(file)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def page(
    content: bytes, *, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Answer:
    """An answer with this content; underscores in the names of headers stand for hyphens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


@contextmanager
def site() -> Iterator[Site]:
    shown = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.asked.append(dict(self.headers))
            answer = shown.pages.get(self.path.partition("?")[0])
            try:
                (answer or page(b"Nothing here.", status=404))(self)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def do_POST(self) -> None:
            shown.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def log_message(self, *_words: object) -> None:
            """Tests are read, not a log."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> tuple[socket.socket, object]:
            shown.connections += 1
            connected, address = super().get_request()
            if shown.encryption is None:
                return connected, address
            return shown.encryption.wrap_socket(connected, server_side=True), address

    with Server(("127.0.0.1", 0), Handler) as server:
        shown.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield shown
        server.shutdown()
        thread.join()
