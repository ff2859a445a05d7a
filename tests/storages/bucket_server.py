"""A small server that speaks enough of S3 to keep files in: put, get, head, delete and list, for whoever signs."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from socketserver import ThreadingMixIn
from threading import Thread
from urllib.parse import parse_qsl, quote, unquote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

KEY, SECRET, BUCKET = "desk", "a secret of the desk", "documents"
_SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<credential>\S+), SignedHeaders=(?P<headers>\S+), Signature=(?P<signature>\S+)"
)


class Bucket:
    """What is in the bucket, and how it behaves."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, datetime]] = {}
        self.asked: list[str] = []
        self.is_broken = False
        self.url = ""

    def answer(self, environ: dict, start) -> list[bytes]:  # noqa: PLR0911 -- an answer for each thing asked
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(size)
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.asked.append(method)
        if self.is_broken:
            return _said(start, "500 Broken", b"")
        if not _is_signed(environ, body):
            return _said(start, "403 Forbidden", b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
        key = path.removeprefix(f"/{BUCKET}/")
        if path.rstrip("/") == f"/{BUCKET}":
            return _said(start, "200 OK", self._listed(dict(parse_qsl(environ["QUERY_STRING"]))))
        if method == "PUT":
            self.kept[key] = (body, datetime.now(tz=UTC))
            return _said(start, "200 OK", b"", ETag=f'"{hashlib.md5(body).hexdigest()}"')  # noqa: S324
        if method == "DELETE":
            self.kept.pop(key, None)
            return _said(start, "204 No Content", b"")
        if key not in self.kept:
            return _said(
                start, "404 Not Found", b"" if method == "HEAD" else b"<Error><Code>NoSuchKey</Code></Error>"
            )
        content, at = self.kept[key]
        headers = {"Last-Modified": format_datetime(at, usegmt=True), "ETag": '"x"'}
        return _said(start, "200 OK", content, is_head=method == "HEAD", **headers)

    def _listed(self, asked: dict[str, str]) -> bytes:
        prefix = asked.get("prefix", "")
        names = sorted(name for name in self.kept if name.startswith(prefix))
        folders = sorted(
            {prefix + name[len(prefix) :].split("/")[0] + "/" for name in names if "/" in name[len(prefix) :]}
        )
        files = [name for name in names if "/" not in name[len(prefix) :]]
        parts = "".join(f"<Contents><Key>{name}</Key><Size>1</Size></Contents>" for name in files)
        parts += "".join(f"<CommonPrefixes><Prefix>{name}</Prefix></CommonPrefixes>" for name in folders)
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{parts}</ListBucketResult>".encode()


def _said(start, status: str, body: bytes, *, is_head: bool = False, **headers: str) -> list[bytes]:
    sent = [(name.replace("_", "-"), value) for name, value in headers.items()]
    start(status, [*sent, ("Content-Length", str(len(body)))])
    return [] if is_head else [body]


def _is_signed(environ: dict, body: bytes) -> bool:
    """Whether a request bears the signature, version 4, of somebody who knows the secret."""
    found = _SIGNED.fullmatch(environ.get("HTTP_AUTHORIZATION", ""))
    if found is None:
        return False
    key, *scope = found["credential"].split("/")
    digest = environ.get("HTTP_X_AMZ_CONTENT_SHA256", "")
    if key != KEY or digest not in {hashlib.sha256(body).hexdigest(), "UNSIGNED-PAYLOAD"}:
        return False
    names = found["headers"].split(";")
    values = {name: environ.get("HTTP_" + name.upper().replace("-", "_"), "") for name in names}
    values |= {"content-type": environ.get("CONTENT_TYPE", "")} if "content-type" in names else {}
    query = sorted(parse_qsl(environ["QUERY_STRING"], keep_blank_values=True))
    asked = "\n".join(
        [
            environ["REQUEST_METHOD"],
            quote(unquote(environ["PATH_INFO"]), safe="/~"),
            "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in query),
            *(f"{name}:{values[name].strip()}" for name in names),
            "",
            found["headers"],
            digest,
        ]
    )
    said = [
        "AWS4-HMAC-SHA256",
        environ["HTTP_X_AMZ_DATE"],
        "/".join(scope),
        hashlib.sha256(asked.encode()).hexdigest(),
    ]
    signing = f"AWS4{SECRET}".encode()
    for part in scope:
        signing = hmac.digest(signing, part.encode(), "sha256")
    return hmac.compare_digest(
        hmac.digest(signing, "\n".join(said).encode(), "sha256").hex(), found["signature"]
    )


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Tests are read, not a log."""


@contextmanager
def bucket() -> Iterator[Bucket]:
    kept = Bucket()
    with make_server("127.0.0.1", 0, kept.answer, server_class=_Server, handler_class=_Quiet) as server:
        kept.url = f"s3://{BUCKET}/received?endpoint=http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield kept
        server.shutdown()
        thread.join()
