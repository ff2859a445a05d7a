"""Serving the application from a command, as it would be served in earnest: gunicorn with threads."""

from __future__ import annotations

from threading import Thread
from typing import Any

from django.core.servers.basehttp import get_internal_wsgi_application
from gunicorn.app.base import BaseApplication


class _Desk(BaseApplication):
    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", 8)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("post_worker_init", lambda _server: Thread(target=_work, daemon=True).start())

    def load(self) -> Any:
        return get_internal_wsgi_application()


def _work() -> None:
    """Do what waits in the background beside the pages: whoever tries the demo starts one process, not two."""
    from factcheck.management.working import Working

    Working(interval=0.5).run()


def serve(port: int) -> None:
    """Serve on the loopback address until interrupted."""
    _Desk(port).run()
